"""The folder that runs on Windows: what is in it, and what its two files for dropping on do."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from types import ModuleType

import pytest

from jlxx_check.text import Lang

HERE = Path(__file__).parents[2] / "packaging" / "windows"


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"windows_{name}", HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build, start = _loaded("build"), _loaded("start")
TARGET = {"sys_platform": "win32", "python_version": "3.13", "python_full_version": "3.13.0"}


def _zip(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


#: Of a version that the tests run with only one day.
EMBEDDED = _zip({"python.exe": "MZ", "python399.zip": "PK", "python399._pth": "python399.zip\n."})


def _wheel(folder: Path, name: str, *needs: str, **files: str) -> Path:
    told = "".join(f"Requires-Dist: {item}\n" for item in needs)
    parts = {f"{name}-1.0.dist-info/METADATA": f"Name: {name}\nVersion: 1.0\n{told}\n"}
    place = folder / f"{name}-1.0-py3-none-any.whl"
    place.write_bytes(_zip(parts | {f"{name}/__init__.py": ""} | files))
    return place


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return _wheel(
        tmp_path,
        "program",
        "first>=1",
        "spare; extra == 'video'",
        "elsewhere; sys_platform == 'linux'",
    )


def test_the_lock_gives_what_holds_on_windows_with_every_digest() -> None:
    text = build.ROOT.joinpath("requirements-dev.lock").read_text(encoding="utf-8")
    lines = build.locked(text, TARGET)
    assert {"colorama", "pillow", "backports-zstd", "av"} <= lines.keys()
    assert not {"importlib-metadata", "lazy-importer"} & lines.keys()  # of Python 3.11
    assert all(re.match(r"[\w.-]+==\S+ \\\n    --hash=sha256:", line) for line in lines.values())
    assert sum(line.count("--hash=") for line in build.locked(text, TARGET).values()) > 1000


def test_all_that_is_needed_is_fetched_and_nothing_else(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    needs = {"first": ["second"], "second": ["first", "shy; extra == 'all'"], "spare": []}

    def download(lines: Path, version: str, folder: Path, given: Path | None) -> None:
        assert version == "3.13"
        names = re.findall(r"^([\w-]+)==", lines.read_text(encoding="utf-8"), re.MULTILINE)
        asked.append(names)
        for name in names:
            _wheel(folder, name, *needs[name])

    monkeypatch.setattr(build, "_download", download)
    monkeypatch.setattr(build, "locked", lambda *_: {name: f"{name}==1.0 \\\n" for name in needs})
    folder = tmp_path / "wheels"
    folder.mkdir()
    found = build.wheels_for(program, "3.13", folder, None)
    assert [path.name.partition("-")[0] for path in found] == ["first", "second"]
    assert asked == [["first"], ["second"]]
    with pytest.raises(build.CannotBuild, match="extra-one"):
        build.wheels_for(_wheel(tmp_path, "odd", "extra-one"), "3.13", folder, None)


def test_the_zip_holds_python_the_libraries_and_what_to_drop_on(program: Path) -> None:
    embedded = build.Embeddable(EMBEDDED)
    data = build.zipped(embedded, [program])
    assert data == build.zipped(embedded, [program])  # the same parts, the same bytes
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    top = "jlxx-check-windows/"
    assert set(files) == {
        *(f"{top}{name}" for name in ("检查材料.bat", "批量检查.bat", "说明.txt", "lib/start.py")),
        *(f"{top}python/{name}" for name in ("python.exe", "python399.zip", "python399._pth")),
        f"{top}lib/program/__init__.py",
        f"{top}lib/program-1.0.dist-info/METADATA",
    }
    assert files[f"{top}python/python399._pth"] == b"python399.zip\r\n.\r\n..\\lib\r\n"
    told = files[f"{top}说明.txt"]
    assert told.startswith("\ufeff".encode()) and told.count(b"\r\n") == told.count(b"\n") == 10


def test_with_a_python_of_its_own_version_it_is_compiled(program: Path) -> None:
    minor = sys.version_info.minor
    parts = {"python.exe": "MZ", f"python3{minor}.zip": "PK", f"python3{minor}._pth": ""}
    with zipfile.ZipFile(io.BytesIO(build.zipped(build.Embeddable(_zip(parts)), [program]))) as own:
        compiled = [name for name in own.namelist() if name.endswith(".pyc")]
        flags = {own.read(name)[4] for name in compiled}
    folders = {name.rpartition("/__pycache__/")[0] for name in compiled}
    assert folders == {"jlxx-check-windows/lib", "jlxx-check-windows/lib/program"}
    assert flags == {1}  # by a hash that nobody compares: dates change as a zip is unpacked


def test_data_of_a_wheel_goes_where_it_is_imported_and_scripts_nowhere(tmp_path: Path) -> None:
    parts = {"a-1.0.data/purelib/a/b.py": "x", "a-1.0.data/scripts/a": "#!python"}
    names = [name for name, _ in build._unpacked(_wheel(tmp_path, "a", **parts))]
    assert names == ["a-1.0.dist-info/METADATA", "a/__init__.py", "a/b.py"]


@pytest.mark.parametrize(
    ("data", "digest", "why"),
    [
        (EMBEDDED, "0" * 64, "not the file of this digest"),
        (_zip({"python.exe": "MZ"}), None, "no embeddable distribution"),
        (_zip({"python313._pth": ""}), None, "no embeddable distribution"),
    ],
)
def test_another_python_is_not_packed(
    tmp_path: Path, data: bytes, digest: str | None, why: str
) -> None:
    place = tmp_path / "python.zip"
    place.write_bytes(data)
    with pytest.raises(build.CannotBuild, match=why):
        build.embeddable(place, digest or hashlib.sha256(data).hexdigest())


def test_two_libraries_with_one_file_are_not_packed(program: Path, tmp_path: Path) -> None:
    other = _wheel(tmp_path, "other", **{"program/__init__.py": "other"})
    with pytest.raises(build.CannotBuild, match="program/__init__"):
        build.zipped(build.Embeddable(EMBEDDED), [program, other])


@pytest.mark.parametrize("what", build.STARTERS.values())
def test_a_bat_file_is_read_alike_under_every_code_page(what: str) -> None:
    text = build.starter(what).decode("ascii")
    lines = text.split("\r\n")
    assert text.count("\n") == text.count("\r\n") and lines[0] == "@echo off"
    # A path is only ever set in a variable, or expanded last, where no sign of it is the shell's.
    path = '"!JLXX_HERE!python\\python.exe" -X utf8 "!JLXX_HERE!lib\\start.py"'
    assert f"{path} {what}" in lines
    assert [line for line in lines if "%" in line] == [
        'set "JLXX_HERE=%~dp0"',
        'set "JLXX_NAME=%~nx0"',
        "set JLXX_WORDS=%*",
    ]
    delayed = lines.index("setlocal EnableDelayedExpansion")
    assert all(("%" in line) <= (at < delayed) for at, line in enumerate(lines))
    assert "(" not in text and ")" not in text  # no block that a bracket in a path could close


_CMD = r"C:\WINDOWS\system32\cmd.exe"


@pytest.mark.parametrize(
    ("call", "words", "paths"),
    [
        (rf'{_CMD} /c ""D:\工具\检查材料.bat" "', "", []),
        (rf'{_CMD} /c ""D:\工具\检查材料.bat" D:\材料"', r"D:\材料", [r"D:\材料"]),
        (rf'{_CMD} /c ""D:\a b\检查材料.bat" "D:\材 料 (1)""', "", [r"D:\材 料 (1)"]),
        (rf'{_CMD} /c ""D:\工具\检查材料.bat" D:\甲&乙"', r"D:\甲", [r"D:\甲&乙"]),
        (rf'{_CMD} /c ""D:\工具\检查材料.bat" D:\甲^!100%"', "", [r"D:\甲^!100%"]),
        (rf'{_CMD} /c ""D:\x\检查材料.bat" D:\甲 "D:\乙 丙""', "", [r"D:\甲", r"D:\乙 丙"]),
        (rf'{_CMD} /c ""\\server\工具\检查材料.bat" \\server\材料"', "", [r"\\server\材料"]),
        # From a console, whose own line says nothing of this call.
        (f'"{_CMD}"', r'"D:\材 料" D:\乙', [r"D:\材 料", r"D:\乙"]),
        (f'"{_CMD}"', "", []),
        ("", r"D:\材料", [r"D:\材料"]),
    ],
)
def test_what_was_dropped_is_known_whatever_its_name(
    call: str, words: str, paths: list[str]
) -> None:
    told = {"JLXX_CALL": call, "JLXX_NAME": "检查材料.bat", "JLXX_WORDS": words}
    assert start.dropped(told) == paths


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """What the program is called with; it finds that nothing complies, and opens no browser."""
    made: list[list[str]] = []

    def run(words: list[str]) -> int:
        made.append(words)
        return 1

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start.webbrowser, "open", lambda _: True)
    yield made


def test_a_folder_is_judged_and_its_report_kept_beside_the_program(
    tmp_path: Path, calls: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "长春 (1) & 甲!"
    package.mkdir()
    assert start.judge("check", f' "{package}" ', tmp_path, Lang.ZH) == 1
    report = tmp_path / "检查报告" / "长春 (1) & 甲!.html"
    assert calls == [["check", str(package), "--open", "--output", str(report)]]
    assert start.judge("batch", str(package), tmp_path, Lang.ZH) == 1
    out = tmp_path / "长春 (1) & 甲!-检查结果"
    assert calls[1:] == [["batch", str(package), "--out", str(out)]]
    assert start.judge("check", str(tmp_path / "没有"), tmp_path, Lang.EN) == 2
    assert "Not found" in capsys.readouterr().out
    assert len(calls) == 2


def test_a_whole_drive_has_its_results_beside_the_program_or_nowhere_within_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive, share = PureWindowsPath("E:\\"), PureWindowsPath(r"\\server\材料")
    words, page = start.call_for("batch", drive, tmp_path)
    assert words == ["batch", "E:\\", "--out", str(tmp_path / "检查报告" / "E-检查结果")]
    assert page == tmp_path / "检查报告" / "E-检查结果" / "index.html"
    words, _ = start.call_for("check", share, tmp_path)
    assert words[-1] == str(tmp_path / "检查报告" / "server_材料.html")
    monkeypatch.setattr(start.tempfile, "mkdtemp", lambda **_: "temporary")
    for what in ("check", "batch"):
        words, _ = start.call_for(what, Path(tmp_path.anchor), tmp_path)
        assert Path(words[-1]).parent == Path("temporary")


@pytest.mark.parametrize(
    ("statuses", "told"),
    [([0, 3, 1], 1), ([3, 0], 3), ([1, 2, 3], 2), ([0, 0], 0), ([0, 130, 2], 130)],
)
def test_several_that_are_dropped_end_with_the_gravest(statuses: list[int], told: int) -> None:
    assert start.gravest(statuses) == told


def test_somebody_who_double_clicks_is_asked_until_nothing_is_said(
    tmp_path: Path,
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answers = iter([f'"{tmp_path}"', ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    monkeypatch.setattr(sys, "argv", ["start.py", "check"])
    for name in ("JLXX_CALL", "JLXX_WORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(start, "__file__", str(tmp_path / "lib" / "start.py"))
    assert start.main() == 1
    assert len(calls) == 1
    assert capsys.readouterr().out.count("请把一个单位的材料") == 2
