from __future__ import annotations

import tempfile
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest

from jlxx_check.cli.main import run


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "某单位"
    folder.mkdir()
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """What the browser was asked to open; temporary folders are made beside the package."""
    paths: list[Path] = []

    def open_(address: str) -> bool:
        parts = urlsplit(address)
        assert parts.scheme == "file"
        paths.append(Path(url2pathname(unquote(parts.path))))
        return True

    spare = tmp_path / "temporary"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    monkeypatch.setattr(webbrowser, "open", open_)
    return paths


def is_page(path: Path) -> bool:
    return path.read_bytes().startswith(b"<!doctype html>")


def test_a_page_in_a_fresh_folder_is_opened(
    package: Path, opened: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(package.rglob("*"))
    assert run(["check", str(package), "--open"]) == 1
    out, err = capsys.readouterr()
    assert len(opened) == 1
    assert is_page(opened[0])
    assert opened[0].parent.parent.name == "temporary"
    assert sorted(package.rglob("*")) == before
    assert out == ""
    assert "某单位：不符合要求" in err
    assert str(opened[0]) in err


@pytest.mark.parametrize("name", ["报告.html", "报告.HTM", "报告", "report.page"])
def test_the_page_goes_where_output_says(package: Path, opened: list[Path], name: str) -> None:
    target = package.parent / name
    run(["check", str(package), "--open", "--output", str(target)])
    assert opened == [target]
    assert is_page(target)


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_other_reports_are_kept_beside_the_page(
    package: Path, opened: list[Path], name: str
) -> None:
    target = package.parent / name
    run(["check", str(package), "--open", "--output", str(target)])
    assert is_page(opened[0])
    assert target.exists()
    assert not is_page(target)


def test_the_screen_keeps_the_format_it_was_given(
    package: Path, opened: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    run(["check", str(package), "--open", "--format", "json"])
    assert capsys.readouterr().out.startswith("{")
    assert is_page(opened[0])


def test_every_package_gets_a_page(package: Path, opened: list[Path]) -> None:
    run(["check", str(package), str(package), "--open"])
    assert len(set(opened)) == 2


def test_without_a_browser_the_path_is_told(
    package: Path,
    opened: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: str) -> bool:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "open", fail)
    assert run(["check", str(package), "--open", "--lang", "en"]) == 1
    assert "open the report yourself" in capsys.readouterr().err
    assert opened == []


def test_the_page_never_lands_in_a_package(package: Path, opened: list[Path]) -> None:
    around = package.parent
    assert run(["check", str(around), "--open"]) == 2
    assert run(["check", str(package), "--open", "--output", str(package / "a.html")]) == 2
    assert opened == []
    assert list((around / "temporary").iterdir()) == []


def test_a_page_can_be_written_without_opening_it(
    package: Path, opened: list[Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["check", str(package), "--format", "html"]) == 1
    assert capfdbinary.readouterr().out.endswith(b"</html>")
    assert opened == []
