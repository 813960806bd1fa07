"""A disk that takes no more: said plainly, with nothing half-written left behind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.file_systems.calling import called, posix

pytestmark = posix
FORMATS = {"json": "a.json", "html": "b.html", "xlsx": "c.xlsx", "docx": "d.docx"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "材料"
    folder.mkdir()
    for number in range(50):
        (folder / f"说明{number}.txt").write_text("说明", encoding="utf-8")
    return folder


def no_file_above_4_kb() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_that_may_not_grow_that_large(package: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "报告"
    out.mkdir()
    (out / FORMATS[name]).write_text("先前的", encoding="utf-8")
    words = ("--format", name, "--output", out / FORMATS[name], "--force")
    # Python itself would leave half of what it compiles, which no later run could import.
    plain = {"PYTHONDONTWRITEBYTECODE": "1"}
    # What is in the files is not asked here: no process of its own reads them.
    words = (*words, "--no-isolation")
    found = called("check", package, *words, env=plain, before=no_file_above_4_kb)
    assert (found.status, found.out) == (3, "")
    # A workbook's sheets pass through temporary files, which meet the limit first.
    assert ("磁盘已满" if name == "xlsx" else "超过允许的大小") in found.err
    assert "Traceback" not in found.err
    assert [path.name for path in out.iterdir()] == [FORMATS[name]]
    assert (out / FORMATS[name]).read_text(encoding="utf-8") == "先前的"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 16 KB, where this system lets one be mounted."""
    place = tmp_path / "小盘"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this system lets no disk be mounted")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_real_disk_that_is_full(package: Path, tiny_disk: Path) -> None:
    found = called("check", package, "--no-isolation", "--output", tiny_disk / "报告.html")
    assert (found.status, found.out) == (3, "")
    assert "磁盘已满" in found.err
    assert list(tiny_disk.iterdir()) == []
