from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from jlxx_check.facts.private import NotPrivate, make_private, refuse_foreign

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    make_private(tmp_path / "a" / "b")
    make_private(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


@pytest.mark.parametrize("below", ["", "cache", "some/cache"])
def test_nothing_is_made_through_a_link(tmp_path: Path, below: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(NotPrivate):
        make_private(tmp_path / "link" / below)
    assert not list((tmp_path / "real").iterdir())


def test_nor_through_one_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(NotPrivate):
        make_private(tmp_path / "link")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize("mode", [0o770, 0o777, 0o702])
def test_a_folder_that_others_write_to_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(NotPrivate):
        make_private(folder)


def test_one_that_others_may_look_into_is_not(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir(mode=0o755)
    make_private(tmp_path / "cache")


def test_a_file_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "facts"
    refuse_foreign(file)
    file.write_bytes(b"")
    refuse_foreign(file)
    (tmp_path / "link").symlink_to(file)
    with pytest.raises(NotPrivate):
        refuse_foreign(tmp_path / "link")
    monkeypatch.setattr(os, "geteuid", lambda: file.stat().st_uid + 1)
    with pytest.raises(NotPrivate):
        refuse_foreign(file)
