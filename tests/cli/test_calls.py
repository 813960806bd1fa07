"""Calls as people make them: each does what was meant, or says the right one in a line."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import api
from jlxx_check.api import (
    DEFAULT_PACK,
    CheckSettings,
    Reading,
    RulePack,
    load_pack,
)
from jlxx_check.api.kept_reports import Reported, report_on
from jlxx_check.cli import checking
from jlxx_check.cli.call_words import spelt_out
from jlxx_check.cli.main import run

_load = cache(load_pack)


def _pack(name: str = DEFAULT_PACK, **_: object) -> RulePack:
    return _load(name)


posix = pytest.mark.skipif(os.name != "posix", reason="a name or a place of these systems")
DAY, MINUTE = "2023-07-08", "2023-07-08 09:30:00"
_READ_A_LIST = ("材料_1", "--previous-winners", "往年 名单.csv")


@dataclass
class Asked:
    """What ``check`` went on to judge: a dictionary a package."""

    calls: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    folder = tmp_path_factory.mktemp("材料")
    (folder / "说明.txt").write_text("说明", encoding="utf-8")
    return report_on(folder, CheckSettings(_pack(), reading=Reading(isolated=False)))


@pytest.fixture(scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a clerk's: two packages, a list, a form, papers of others."""
    desk = tmp_path_factory.mktemp("desk")
    for name in ("材料_1", "长春市 教育局", "白城市教育局", "王老师的“材料”"):
        (desk / name).mkdir()
        (desk / name / "说明.txt").write_text("说明", encoding="utf-8")
    (desk / "结果").mkdir()
    (desk / "往年 名单.csv").write_text("姓名,年度\n张三,2020\n", encoding="utf-8")
    form = docx.Document()
    form.add_paragraph("推介表")
    form.save(str(desk / "推介表.docx"))
    (desk / "笔记.txt").write_text("别删", encoding="utf-8")
    return desk


@pytest.fixture
def asked(
    tmp_path: Path, _desk: Path, reported: Reported, monkeypatch: pytest.MonkeyPatch
) -> Asked:
    shutil.copytree(_desk, tmp_path / "d")
    monkeypatch.chdir(tmp_path / "d")
    found = Asked()

    def judged(path: Path, settings: CheckSettings, **_: object) -> Reported:
        pack = settings.pack.pack
        told = {"path": str(path), "pack": pack.id, "winners": len(pack.winners)}
        told |= {"select": settings.select, "ignore": settings.ignore}
        told["received"] = settings.received and str(settings.received)
        found.calls.append(told)
        return reported

    monkeypatch.setattr(checking, "report_on", judged)
    monkeypatch.setattr(api, "load_pack", _pack)
    return found


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        # the command left out, in Chinese, in capitals, behind its options
        (["材料_1"], {}),
        (["检查", "材料_1"], {}),
        (["CHECK", "材料_1"], {}),
        (["--received", DAY, "check", "材料_1"], {"received": DAY}),
        (["--received", DAY, "材料_1"], {"received": DAY}),
        (["--select", "batch", "--quiet", "材料_1"], {"select": ("batch",)}),
        (["--quiet", "check", "材料_1"], {}),
        (["材料_1", "check"], {}),
        (["材料_1", "--select", "batch"], {"select": ("batch",)}),
        (["--lang", "en", "材料_1", "--quiet"], {}),
        # paths: blanks, quotes, strokes, addresses
        (["check", "长春市", "教育局"], {"path": "长春市 教育局"}),
        (["长春市", "教育局", "--quiet"], {"path": "长春市 教育局"}),
        (["check", "“材料_1”"], {}),
        (["check", '"材料_1"'], {}),
        (["check", "”材料_1”"], {}),
        (["check", "＂材料_1＂"], {}),
        (["check", "“长春市", "教育局”"], {"path": "长春市 教育局"}),
        (["check", '材料_1"'], {}),
        (["check", "材料_1\\"], {}),
        (["check", " 材料_1 "], {}),
        (["check", "　材料_1\u200b"], {}),
        (["check", "长春市\\ 教育局"], {"path": "长春市 教育局"}),
        (["check", "王老师的“材料”"], {"path": "王老师的“材料”"}),
        (["check", "./结果/../材料_1/"], {"path": "结果/../材料_1"}),
        pytest.param(["check", ".\\材料_1"], {}, marks=posix),
        (["check", "．／材料_1"], {}),
        (["check", "{uri}"], {"path": "{desk}/长春市 教育局"}),
        (["check", "材料＿1"], {}),
        # dashes, signs and names of options
        (["check", "材料_1", "—received", DAY], {"received": DAY}),
        (["check", "材料_1", "——received", DAY], {"received": DAY}),
        (["check", "材料_1", "－－received", DAY], {"received": DAY}),
        (["check", "材料_1", "–received", DAY], {"received": DAY}),
        (["check", "材料_1", "-received", DAY], {"received": DAY}),
        (["check", "材料_1", f"--received＝{DAY}"], {"received": DAY}),
        (["check", "材料_1", f"--received：{DAY}"], {"received": DAY}),
        (["check", "材料_1", "--Received", DAY], {"received": DAY}),
        (["check", "材料_1", "－－ｒｅｃｅｉｖｅｄ", DAY], {"received": DAY}),
        (["check", "材料_1", "--收到日期", DAY], {"received": DAY}),
        (["check", "材料_1", "——收到", DAY], {"received": DAY}),
        # dates
        (["check", "材料_1", "--received", "2023/7/8"], {"received": DAY}),
        (["check", "材料_1", "--received", "7月8日"], {"received": DAY}),
        (["check", "材料_1", "--received", "２０２３．７．８"], {"received": DAY}),
        (["check", "材料_1", "--received", "2023/7/8", "9:30"], {"received": MINUTE}),
        (["check", "--received", "2023年", "7月", "8日", "材料_1"], {"received": DAY}),
        (["check", "--received", "7月8日", "上午9点半", "材料_1"], {"received": MINUTE}),
        (["check", "材料_1", "--received", "“2023年7月8日", "9:30”"], {"received": MINUTE}),
        (
            ["check", "材料_1", "--received", "3月6日下午5点", "--rules", "安康"],
            {"received": "2026-03-06 17:00:00", "pack": "aku-2026"},
        ),
        # rules and packs by the names that people have for them
        (["check", "材料_1", "--rules", "吉林"], {}),
        (["check", "材料_1", "--rules", "JILIN"], {}),
        (["check", "材料_1", "--rules", "aku"], {"pack": "aku-2026"}),
        (["check", "材料_1", "--select", "视频"], {"select": ("video",)}),
        (["check", "材料_1", "--select", "照片"], {"select": ("photo",)}),
        (["check", "材料_1", "--select", "登记表"], {"select": ("register",)}),
        (["check", "材料_1", "--select", "名额"], {"select": ("quota",)}),
        (["check", "材料_1", "--select", "学习之星"], {"select": ("star",)}),
        (["check", "材料_1", "--select", "时长"], {"select": ("video.duration",)}),
        (["check", "材料_1", "--select", "视频、登记表"], {"select": ("video", "register")}),
        (["check", "材料_1", "--select", "视频", "照片"], {"select": ("video", "photo")}),
        (["check", "材料_1", "--ignore", "“视频”"], {"ignore": ("video",)}),
        (["check", "材料_1", "--lang", "英文", "--format", "文本"], {}),
        # files that the call reads
        (["check", "材料_1", "--previous-winners", "往年", "名单.csv"], {"winners": 1}),
    ],
)
def test_what_was_meant_is_done(
    asked: Asked, capsys: pytest.CaptureFixture[str], words: list[str], meant: dict[str, Any]
) -> None:
    desk = Path.cwd()
    uri = (desk / "长春市 教育局").as_uri()
    assert run([word.replace("{uri}", uri) for word in words]) == 1
    (call,) = asked.calls
    usual = {"path": "材料_1", "pack": "jilin-2023", "received": None, "select": (), "ignore": ()}
    for name, value in (usual | meant).items():
        if name == "winners":
            value += len(_pack().pack.winners)
        if name == "path":
            assert Path(call[name]) == Path(value.replace("{desk}", str(desk)))
        else:
            assert call[name] == value, name
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("words", "files"),
    [
        (["--format", "word", "--output", "通知.docx"], ["通知.docx"]),
        (["--format", "Excel", "--output", "报告.xlsx"], ["报告.xlsx"]),
        (["--format", "表格", "--output", "“新 报告.xlsx”"], ["新 报告.xlsx"]),
        (["--format", "网页", "--output", "结果/a"], ["结果/a"]),
        (["--format", "函", "--output=通知.docx", "--mend-by", "7月20日"], ["通知.docx"]),
        (["——output", "报告.json", "--output", "b.html"], ["报告.json", "b.html"]),
        (["--output", "结果\\\\..\\\\c.md"] if os.name == "nt" else ["--output", "c.md"], ["c.md"]),
    ],
)
def test_what_is_written_is_said_with_the_verdict(
    asked: Asked, capsys: pytest.CaptureFixture[str], words: list[str], files: list[str]
) -> None:
    for _ in range(2):  # the program's own files are written anew without a question
        assert run(["check", "材料_1", *words]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1
        assert "已写出" in err
        assert "不符合要求" in err
        for name in files:
            assert Path(name).stat().st_size
            assert name in err
    assert run(["check", "材料_1", "--quiet", *words]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "材料1"], "是不是“材料_1”"),
        (["材料1"], "是不是“材料_1”"),
        (["check", "白城市教育厅"], "是不是“白城市教育局”"),
        (["check", "白城"], "是不是“白城市教育局”"),
        (["check", "没有/材料_1"], "在 {desk} 里找的"),
        (["check", "长春市"], "是不是“长春市 教育局”"),
        (["check", "材料_1", "村料1"], "是不是“材料_1”"),
        (["check", "推介表.docx"], "不是材料包"),
        (["batch", "结过", "--out", "x"], "是不是“结果”"),
        (["check", "材料_1", "--previous-winners", "往年名单.csv"], "是不是“往年 名单.csv”"),
        (["check", "材料_1", "--decisions", "没有.yaml"], "找不到“没有.yaml”"),
        (["check", "材料_1", "--baseline", "没有.json"], "找不到“没有.json”"),
        (["chek", "材料_1"], "check"),
        (["rule", "lst"], "list"),
        (["规则", "没有这个"], "可用的有：list、show、"),
        (["缓存", "没有这个"], "可用的有：info、clear。"),
        (["--show-completion"], "--show-completion bash|zsh|fish|powershell"),
        (["check", "材料_1", "--recieved", DAY], "--received"),
        (["check", "材料_1", "—recieved", DAY], "--received"),
        (["check", "材料_1", "--recei", DAY], "--received"),
        (["check", "材料_1", "-f", "json"], "--format"),
        (["check", "材料_1", "--out", "x"], "--output"),
        (["check", "材料_1", "--received"], "--received 内容"),
        (["check", "材料_1", "--quiet=1"], "不用写内容"),
        (["check", "材料_1", "--received", "2023-02-30"], "没有2023年2月30日"),
        (["check", "材料_1", "--received", "23-7-8"], "2023-07-08"),
        (["check", "材料_1", "--received", "7/8"], "2023-07-08"),
        (["check", "材料_1", "--received", "8/7/2023"], "2023-07-08"),
        (["check", "材料_1", "--received", "2023/7/8", "25:00"], "25:00"),
        (["check", "材料_1", "--format", "函件"], "docx"),
        (["check", "材料_1", "--format", "jsn"], "json"),
        (["check", "材料_1", "--format", "word"], "--output 报告.docx"),
        (["check", "材料_1", "--rules", "学习之星"], "aku-2026、college-2022、jilin-2023"),
        (["check", "材料_1", "--rules", "吉林省2032"], "jilin-2023"),
        (["check", "材料_1", "--select", "往年"], "project.previous-winner（"),
        (["check", "材料_1", "--select", "证件照"], "star.id-photo-size（"),
        (["check", "材料_1", "--select", "图片"], "photo.blank（"),
        (["check", "材料_1", "--lang", "法语"], "zh（中文）"),
        (["check", "材料_1", "--output", "推介表.docx"], "--force"),
        (["check", "材料_1", "--output", "笔记.txt"], "--force"),
        (["check", "材料_1", "--format", "json", "--output", "笔记.txt"], "--force"),
        (["check", "材料_1", "--output", "“推介表.docx”"], "--force"),
        (["check", "材料_1", "--format", "word", "通知.docx"], "--output 通知.docx"),
        (["check", "材料_1", "--output", "a.html", "b.xlsx"], "--output b.xlsx"),
        (["check", "材料_1", "--output", "结果"], "结果/报告.html"),
        (["check", "材料_1", "--output", "新结果/"], "新结果/报告.html"),
        (["check", "材料_1", "--output", "没有/报告.html"], "先建立这个文件夹"),
        (["check", "材料_1", "--output", "推介表.docx/报告.html"], "不存在"),
        (["check", "材料_1", "--output", "材料_1/报告.html"], "材料包里"),
        (["check", "材料_1", "--output", "“材料_1/报告.html”"], "材料包里"),
        (["check", "材料_1", "--output", "结果/../材料_1/报告.html"], "材料包里"),
        (["check", "材料_1", "--output", "报" * 100 + ".html"], "名称太长"),
        pytest.param(["check", "材料_1", "--output", "/proc/报告.html"], "换一个", marks=posix),
        (["check", "材料_1", "--output", "a.md", "--output", "./a.md"], "同一个文件"),
        (["check", "材料_1", "--output", ""], "空"),
        (
            [*_READ_A_LIST, "--output=往年 名单.csv", "--force"],
            "看不出报告格式",
        ),
        (
            [*_READ_A_LIST, "--format", "文本", "--output", "往年 名单.csv", "--force"],
            "要读取的文件",
        ),
        (["check", "材料_1", "白城市教育局", "--output", "a.json"], "jlxx-check batch"),
        (["check", ""], "空"),
        (["check", "a\0b"], "找不到"),
        (["check", "~", "\0"], "找不到"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    asked: Asked, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert says.replace("{desk}", str(Path.cwd())) in err.replace(os.sep, "/")
    lines = err.strip().splitlines()
    assert len(lines) == (2 if "--lang" in words else 1)  # before a language is known: in both
    assert out == ""
    assert not asked.calls
    assert before == {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        ["-h"], ["--help"], ["help"], ["帮助"], ["/?"], ["—help"], ["check", "-h"],
        ["help", "check"], ["check", "材料_1", "-h"], ["batch", "-h"], ["rules", "-h"],
        ["rules", "list", "-h"], ["decisions", "new", "-h"], ["cache", "info", "－h"],
        ["-h", "--quiet"], ["规则", "显示", "-h"], ["规则", "列表", "-h"], ["缓存", "清除", "-h"],
        ["核对结果", "新建", "-h"],
    ],
)  # fmt: skip
def test_help_everywhere(
    asked: Asked, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(words) == 0
    out, err = capsys.readouterr()
    assert out.startswith("用法：jlxx-check")
    assert err == ""


def test_force_replaces_what_a_person_made(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "材料_1", "--output", "推介表.docx", "--force"]) == 1
    assert "已写出 推介表.docx" in capsys.readouterr().err
    assert run(["check", "材料_1", "--output", "推介表.docx"]) == 1


def test_a_letter_edited_since_is_left_alone(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["check", "材料_1", "--output", "通知.docx"]
    assert run(words) == 1
    letter = docx.Document("通知.docx")
    letter.add_paragraph("请于周五前补正。")
    letter.save("通知.docx")
    edited = Path("通知.docx").read_bytes()
    capsys.readouterr()
    assert run(words) == 2
    assert "有人改过" in capsys.readouterr().err
    assert Path("通知.docx").read_bytes() == edited


def test_what_a_person_makes_while_judging_goes_on_is_left_alone(
    asked: Asked,
    reported: Reported,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def judged(*_: Any, **__: Any) -> Reported:
        Path("报告.txt").write_text("笔记", encoding="utf-8")
        return reported

    monkeypatch.setattr(checking, "report_on", judged)
    assert run(["check", "材料_1", "--output", "报告.txt"]) == 3
    assert Path("报告.txt").read_text(encoding="utf-8") == "笔记"
    assert "报告.txt" in capsys.readouterr().err


def test_words_that_may_be_put_together_in_two_ways_are_not_guessed(
    asked: Asked, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲", "甲 乙", "乙 丙", "丙"):
        Path(name).mkdir()
    assert run(["check", "甲", "乙", "丙"]) == 2
    assert '甲 "乙 丙"' in capsys.readouterr().err


@given(st.lists(st.text("-—－–=＝“”\"' 材料ahelp/?", max_size=8), max_size=5))
def test_whatever_is_typed_keeps_its_letters(words: list[str]) -> None:
    """Dashes, quotes and blanks may go; nothing else does, and nothing fails."""
    told = "".join(spelt_out(words))
    assert [sign for sign in told if sign in "材料"] == [
        sign for sign in "".join(words) if sign in "材料"
    ]
