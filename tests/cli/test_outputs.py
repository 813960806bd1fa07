"""Reports written to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.cli.outputs import write_file


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "别处" / "报告.json", tmp_path / "报告.json"
    target.parent.mkdir()
    target.write_bytes(b"old")
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this account may not make links")
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in target.parent.iterdir()) == ["报告.json"]
