"""What may not be read or written is named, and is never held against the package."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_packages.expected import place

from tests.file_systems.calling import called, checked, posix

pytestmark = posix
#: The smallest sample of both forms and photos; its star's folder.
SAMPLE = place("college")
STAR = "样例学院样例工程系/百姓学习之星/车行远"
JUDGED = ("--rules", "college-2022", "--received", "2022-06-30")


@pytest.fixture
def package(tmp_path: Path) -> Iterator[Path]:
    root = Path(shutil.copytree(SAMPLE, tmp_path / SAMPLE.name))
    yield root
    for path in root.rglob("*"):  # so that pytest can clean up
        if path.is_dir():
            path.chmod(0o755)


def shut(path: Path) -> None:
    """Nobody but root may read it."""
    path.chmod(0)


def test_a_file_without_permission_is_not_judged(package: Path, tmp_path: Path) -> None:
    shut(package / STAR / "证件照.jpg")
    both = ("--format", "json", "--output", tmp_path / "报告.json", "--format", "terminal")
    found = called("check", package, *JUDGED, *both)
    assert found.status == 3
    assert "没有权限" in found.out
    assert "Traceback" not in found.err
    report = json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))
    assert report["verdict"] == "incomplete"
    assert report["summary"]["error"] == 0


def test_a_folder_without_permission_is_named(package: Path) -> None:
    shut(package / STAR)
    found = checked(package, *JUDGED)
    assert found.status == 3
    (item,) = found.report["unassigned"]
    assert item["path"] == STAR
    assert "没有权限" in item["why"]
    missing = [item for item in found.report["findings"] if item["level"] == "error"]
    assert missing == []


def test_a_package_without_permission_is_a_wrong_call(package: Path) -> None:
    shut(package)
    found = called("check", package)
    assert (found.status, found.out) == (2, "")
    assert "没有权限" in found.err


@pytest.mark.parametrize("name", ["长春市.zip", "长春市.rar", "长春市"])
def test_nothing_is_judged_beside_an_archive_without_permission(
    package: Path, tmp_path: Path, name: str
) -> None:
    archive = tmp_path / name
    archive.write_bytes(b"PK\5\6" + bytes(18))
    shut(archive)
    found = called("check", package, archive)
    assert (found.status, found.out) == (2, "")
    assert "没有权限" in found.err


def test_an_output_folder_that_is_read_only(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "只读"
    target.mkdir()
    target.chmod(0o555)
    found = called("check", package, "--output", target / "报告.html")
    assert (found.status, found.out) == (2, "")
    assert "没有权限" in found.err
    assert list(target.iterdir()) == []


def test_a_report_that_is_read_only(package: Path, tmp_path: Path) -> None:
    target = tmp_path / "报告.json"
    target.write_text("先前的", encoding="utf-8")
    target.chmod(0o444)
    assert called("check", package, "--output", target).status == 2
    assert target.read_text(encoding="utf-8") == "先前的"
