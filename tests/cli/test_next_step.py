"""The calls that people are shown to type next: a shell takes them, whatever is called how."""

from __future__ import annotations

import shlex
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sample_packages.expected import HERE

from jlxx_check.cli.main import run
from jlxx_check.cli.next_step import asked_again
from jlxx_check.cli.options import JudgingOptions, ReadingOptions
from jlxx_check.text import Lang
from jlxx_check.values.shell_words import quoted
from tests.support.sealing import FILES, folder_of

NAMES = [
    *("长春市教育局", "C:/材料", "a-b_c.zip", "甲+乙"),
    *("材料 1", "（一）学院", "O'Neil 学院", "~学院", "a&b", "%PATH%", "", "a;b", "*"),
    *("$HOME", "`id`", '甲"乙"学院', "好!", "a\\b", "$(id) O'Neil"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_takes_what_is_quoted_for_the_name(name: str) -> None:
    assert shlex.split(quoted(name, windows=False)) == [name]


@pytest.mark.parametrize(
    ("name", "windows", "written"),
    [
        ("D:\\材料\\长春", True, "D:\\材料\\长春"),
        ("D:\\材料\\长春", False, "'D:\\材料\\长春'"),
        ("D:\\材料 1\\长春", True, '"D:\\材料 1\\长春"'),
        ("D:\\$材料", True, "'D:\\$材料'"),
        ("$O'Neil", True, "'$O''Neil'"),
        ("长春", False, "长春"),
        ("材料 1", False, '"材料 1"'),
    ],
)
def test_each_system_has_its_own_strokes(name: str, windows: bool, written: str) -> None:
    assert quoted(name, windows=windows) == written


def next_call(out: str) -> list[str]:
    """The words of the call that a run ends with, as a shell has them."""
    (line,) = (line for line in out.splitlines() if "jlxx-check " in line)
    return shlex.split(line[line.index("jlxx-check ") :])


@pytest.mark.parametrize(
    ("judging", "reading", "lang", "words"),
    [
        ({}, {}, Lang.ZH, []),
        ({"rules": "jilin-2023"}, {"jobs": 2, "no_cache": True}, Lang.ZH, []),
        ({"rules": "规则 1"}, {}, Lang.ZH, ["--rules", "规则 1"]),
        ({"received": "今天"}, {}, Lang.ZH, ["--received", "2023-07-08"]),
        ({"previous_winners": "往年.xlsx"}, {}, Lang.ZH, ["--previous-winners", "往年.xlsx"]),
        (
            {"decisions": ["a 1.yaml", "b.xlsx"]},
            {},
            Lang.ZH,
            ["--decisions", "a 1.yaml", "--decisions", "b.xlsx"],
        ),
        (
            {"select": ["video"], "ignore": ["photo"]},
            {},
            Lang.ZH,
            ["--select", "video", "--ignore", "photo"],
        ),
        ({"strict": True}, {"max_depth": 4}, Lang.ZH, ["--strict", "--max-depth", "4"]),
        # How much is shown is no part of the question.
        ({"quiet": True, "show_personal": True}, {}, Lang.ZH, []),
        ({}, {}, Lang.EN, ["--lang", "en"]),
    ],
)
def test_the_next_call_asks_the_same(
    judging: dict[str, Any], reading: dict[str, Any], lang: Lang, words: list[str]
) -> None:
    groups = JudgingOptions(**judging), ReadingOptions(**reading)
    received = date(2023, 7, 8) if "received" in judging else None
    assert shlex.split(asked_again(lang, *groups, received=received)) == words


def test_a_language_of_the_environment_need_not_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JLXX_LANG", "en")
    assert asked_again(Lang.EN) == ""
    assert asked_again(Lang.ZH) == " --lang zh"


@pytest.mark.parametrize("name", ["$HOME 材料", "材料"])
@pytest.mark.parametrize("command", ["check", "seal", "init", "repair"])
def test_whatever_a_package_is_called_the_next_call_is_for_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    rules, pack = ["--rules", "id-photos-2019"], HERE.parent / "rules" / "id-photos-2019"
    plain = ["--no-cache", "--no-isolation"]
    if command == "repair":
        folder_of(FILES, tmp_path / name)
        day = ["--received", "2019-01-02T09:00"]
        words = ["repair", name, "--to", "改好", *rules, *day, *plain]
        run([*words, "--dry-run"])
        assert next_call(capsys.readouterr().out) == [
            "jlxx-check", "repair", name, "--to", "改好", *rules, *day
        ]  # fmt: skip
        run(words)
        expected = ["jlxx-check", "check", "改好", *rules, *day]
    elif command == "init":
        assert run(["init", name, "--unit", "某学院", *rules]) == 0
        expected = ["jlxx-check", "check", name, *rules]
    elif command == "check":
        shutil.copytree(HERE / "id-photos-2019", tmp_path / name)
        shutil.copytree(pack, tmp_path / "规则 $1")
        assert run(["check", name, "--rules", "规则 $1", *plain]) == 0
        expected = ["jlxx-check", "seal", name, "--to", "样例大学.zip", "--rules", "规则 $1"]
    else:
        folder_of(FILES, tmp_path / name)
        assert run(["seal", name, "--to", "x.zip", *rules, *plain]) == 1
        expected = ["jlxx-check", "check", name, *rules]
    assert next_call(capsys.readouterr().out) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("收件", ["收件", "--out", "收件-检查结果"]),
        # A folder around all, and an archive, in which batch finds no packages.
        ("收件/邮箱", ["收件/邮箱", "--out", "邮箱-检查结果"]),
        ("收件/邮箱.zip", None),
    ],
)
@pytest.mark.parametrize("beside", ["", "收件/说明.txt"])  # of no unit's
def test_what_is_of_several_units_leads_to_batch(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
    expected: list[str] | None,
    beside: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    boxed = tmp_path / place.removesuffix(".zip")
    if beside:
        (tmp_path / "收件").mkdir()
        (tmp_path / beside).write_text("说明", encoding="utf-8")
    for sample, unit in (("complying", "长春市教育局"), ("doubtful", "松原市教育局")):
        form = next((HERE / sample / unit).rglob("*推介表.docx"))
        (boxed / unit).mkdir(parents=True)
        shutil.copy(form, boxed / unit)
    if place.endswith(".zip"):
        shutil.make_archive(str(boxed), "zip", boxed)
        shutil.rmtree(boxed)
    run(["check", "收件", "--select", "package.recognised", "--no-cache", "--no-isolation"])
    out = capsys.readouterr().out
    assert "逐个单位检查（batch）" in out
    if expected is None:
        assert "先解压到一个文件夹" in out
        assert "命令：" not in out
    else:
        asked = ["--select", "package.recognised"]
        assert next_call(out[out.index("命令：") :]) == ["jlxx-check", "batch", *expected, *asked]


@pytest.mark.parametrize(
    ("folders", "apart"),
    [
        (("甲", "乙"), True),
        ((".", "."), False),
        # A folder for each register: units' folders they cannot be, so many there are not.
        (("甲", "乙", "丙", "丁"), False),
    ],
)
def test_units_that_only_their_registers_tell_apart(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folders: tuple[str, ...],
    apart: bool,
) -> None:
    """Where one folder holds the material of all, batch would take its own folders for units."""
    monkeypatch.chdir(tmp_path)
    names = (
        ("赵一", "钱二", "孙三"),
        ("李四", "周五", "吴六"),
        ("郑七", "王八二"),
        ("冯九", "陈十一"),
    )
    units = ("长春市教育局", "松原市教育局") * 2
    for number, (unit, own, place) in enumerate(zip(units, names, folders, strict=False)):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (
            ["百姓学习之星推介登记表"],
            [f"推介单位（盖章）：{unit}"],
            ["序号", "姓名", "工作单位及职务", "联系电话", "备注"],
            *([at, name, "某单位职工", "0431-00000000"] for at, name in enumerate(own, 1)),
        ):
            sheet.append(row)
        folder = tmp_path / "收件" / place
        folder.mkdir(parents=True, exist_ok=True)
        book.save(folder / f"百姓学习之星推介登记表{number}.xlsx")
    run(["check", "收件", "--no-cache", "--no-isolation"])
    out = capsys.readouterr().out
    assert "逐个单位检查（batch）" in out
    assert ("jlxx-check batch 收件" in out) is apart
    assert ("分别放进" in out) is not apart
