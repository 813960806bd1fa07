"""``batch`` as it is called: wrong calls, exit status, what is said and where."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from rich.cells import cell_len

from jlxx_check.api import load_pack
from jlxx_check.batch import BatchResult
from jlxx_check.batch.inbox import look_into
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import stem
from jlxx_check.cli.batch_ending import show
from jlxx_check.cli.commands.batch import Reached
from jlxx_check.cli.desk_options import score_columns
from jlxx_check.cli.main import run
from jlxx_check.cli.paths import may_be_package, near
from jlxx_check.engine.judge import pack_info
from jlxx_check.model.batch_report import AcrossFinding, BatchReport, DeliveryResult
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.reporters.terminal.batch_brief import brief_lines, changed_lines
from jlxx_check.text import Lang, same
from tests.cli.test_check import CRASHED, FAILED, FINE, WARNED


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    for name in ("甲示例学院", "乙[red]示例"):
        (folder / name).mkdir(parents=True)
        (folder / name / "杂记.txt").write_text("说明", encoding="utf-8")
    (tmp_path / "坏.csv").write_text("单位,收到日期\n甲示例学院,昨天\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["batch"], "用法"),
        (["batch", "收件"], "--out"),
        (["batch", "收件", "--out", ""], "--out 是空的"),
        (["batch", "没有", "--out", "out"], "找不到收件文件夹“没有”"),
        (["batch", "坏.csv", "--out", "out"], "不是文件夹"),
        (["batch", "收件", "--out", "收件"], "收件文件夹本身"),
        (["batch", "收件", "--out", "收件/甲示例学院/x"], "材料包里面"),
        (["batch", "收件", "--out", "没有/out"], "上级文件夹不存在"),
        (["batch", "收件", "--out", "out", "--format", "pdf"], "terminal、brief、json"),
        (["batch", "收件", "--out", "out", "--units", "没有.csv"], "没有.csv"),
        (["batch", "收件", "--out", "out", "--received-list", "坏.csv"], "坏.csv:2: “昨天”"),
        (["batch", "收件", "--out", "out", "--received", "7月"], "2023-07-08"),
        (["batch", "收件", "--out", "out", "--select", "vidoe"], "video"),
        (["batch", "收件", "--out", "out", "--rules", "jilin-2032"], "jilin-2023"),
        (
            ["batch", "收件", "--out", "out", "--format", "html", "--contact", "王老师"],
            "--format docx",
        ),
        (["batch", "收件", "--out", "out", "--jobs", "0"], "--jobs"),
    ],
)
def test_bad_call(
    box: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert not (box.parent / "out").exists(), "nothing is made where nothing is judged"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_run_in_80_columns(box: Path, capsys: pytest.CaptureFixture[str], lang: str) -> None:
    words = ["batch", "收件", "--out", "out", "--format", "markdown", "--jobs", "1"]
    assert run([*words, "--lang", lang]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert "乙[red]示例" in out
    assert str(Path("out") / "index.html") in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80
    assert "\x1b" not in out
    assert sorted(path.name for path in (box.parent / "out").glob("*/*.md")) == ["检查报告.md"] * 2


def test_quiet_says_what_is_amiss_and_no_more(
    box: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["batch", "收件", "--out", "out", "--jobs", "1", "--quiet"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("【不符合要求】收到 1 个单位，未报送 ")
    assert lines[0].endswith("；第一次检查")
    assert lines[1].startswith("不符合要求 1 · 未能全部检查 0 · 符合要求 0 · 未报送 ")
    assert lines[2] == "报送单位不明 1"
    assert "没有给出收到日期" in lines[3]
    assert [line[:3] for line in lines[4:]] == [" ✗ "] * 2


def test_strict_says_why(box: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["batch", "收件", "--out", "out", "--jobs", "1", "--select", "package.recognised"]
    assert run(words) == 3  # nobody is recognised
    assert capsys.readouterr().err == ""
    assert run([*words, "--strict"]) == 1
    assert "--strict" in capsys.readouterr().err


PACK = load_pack()


def _batch(reports: list[Report | None], across: Level | None, older: Report | None) -> BatchReport:
    filled = [made and replace(made, package=replace(made.package, files=1)) for made in reports]
    items = [
        DeliveryResult(
            str(number),
            f"第{number}单位",
            f"第{number}单位",
            None,
            None,
            report,
            same("打不开的原因"),
        )
        for number, report in enumerate(filled)
    ]
    if older:
        items.append(DeliveryResult("旧", "第0单位", None, None, None, older, superseded_by="0"))
    found = (AcrossFinding(Finding("batch.x", across, same("重复")), ("0", "1")),) if across else ()
    return BatchReport("", pack_info(PACK.pack), "收件", tuple(items), found)


@pytest.mark.parametrize(
    ("reports", "across", "older", "strict", "status"),
    [
        ([FINE], None, None, False, 0),
        ([FINE], None, FAILED, False, 0),
        ([FINE, FAILED], None, None, False, 1),
        ([FINE], Level.ERROR, None, False, 1),
        ([FINE], Level.WARNING, None, False, 0),
        ([FINE], Level.WARNING, None, True, 1),
        ([WARNED], None, None, False, 0),
        ([WARNED], None, None, True, 1),
        ([FINE, None], None, None, False, 3),
        ([FAILED, None], None, None, False, 1),
        ([CRASHED, FINE], None, None, False, 3),
        ([CRASHED], Level.ERROR, None, False, 1),
    ],
)
def test_exit_status(
    reports: list[Report | None],
    across: Level | None,
    older: Report | None,
    strict: bool,
    status: int,
) -> None:
    outcome = BatchResult(_batch(reports, across, older), Path("index.html"), 1)
    assert outcome.exit_status(strict=strict) == status


def test_what_could_not_be_written_is_3() -> None:
    outcome = BatchResult(_batch([FINE], None, None), Path("index.html"), 1, (same("?"),))
    assert outcome.exit_status() == 3
    assert replace(outcome, batch=_batch([FAILED], None, None)).exit_status() == 1


def test_in_brief() -> None:
    batch = _batch([FINE, FAILED, None], Level.ERROR, None)
    lines = [line.plain for line in brief_lines(batch, Lang.ZH, 80)]
    assert lines == [
        "不符合要求 1 · 未能全部检查 1 · 符合要求 1 · 未报送 0 · 跨单位问题 1",
        " ✗ 第1单位  不符合要求，错误 1",
        " ? 第2单位  打不开的原因",
        " ✗ 重复",
    ]


def test_in_brief_what_was_judged_is_named_with_what_it_changed() -> None:
    batch = _batch([FINE, FAILED, None], None, None)
    first, second, third = batch.deliveries
    gone, left = (LetterItem(number, FAILED.findings[0], 1) for number in (1, 2))
    again = UnitRound(2, second.path, None, FAILED.verdict, (left,), (gone,))
    batch = replace(batch, deliveries=(first, replace(second, round=again), third))
    paths = [item.path for item in batch.deliveries]
    lines = [line.plain for line in brief_lines(batch, Lang.ZH, 80, paths)]
    assert lines[1:] == [
        " ✓ 第0单位  符合要求",
        " ✗ 第1单位  不符合要求，错误 1；第2轮：已改 1，仍有 1",
        " ? 第2单位  打不开的原因",
    ]
    said = [line.plain for line in changed_lines(batch, paths[1:], "结果", Lang.ZH, 80)]
    assert said == [" ✗ 第1单位：第2轮，改好 1 处，仍有 1 处", " ? 第2单位：打不开的原因"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--score-columns", " ，"], "--score-columns"),
        (["--baseline", "."], "没有轮次记录"),
        (["--baseline", "没有"], "没有轮次记录"),
        (["--baseline", ""], "--baseline"),
    ],
)
def test_what_is_no_desk_or_no_column_is_a_wrong_call(
    box: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    assert run(["batch", "收件", "--out", "结果", *words]) == 2
    assert says in capsys.readouterr().err
    assert not Path("结果").exists()


@pytest.mark.parametrize(
    "written", ["评委1,评委2,平均", "评委1，评委2、 平均；", "评委1,评委2,平均,评委１,平均"]
)
def test_score_columns_are_taken_as_they_are_written(written: str) -> None:
    assert score_columns(written) == ("评委1", "评委2", "平均")


def test_an_empty_inbox_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "空").mkdir()
    assert run(["batch", "空", "--out", "结果"]) == 3  # nothing was judged: not green
    assert "收件文件夹里没有材料包。" in capsys.readouterr().out


@pytest.mark.parametrize("units", ["", "序号,学校\n1,甲\n"])
def test_a_list_of_units_that_is_none_is_a_wrong_call(
    box: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], units: str
) -> None:
    (tmp_path / "名单.csv").write_text(units, encoding="utf-8")
    assert run(["batch", "收件", "--out", "结果", "--units", "名单.csv"]) == 2
    assert "单位名单" in capsys.readouterr().err
    assert not (tmp_path / "结果").exists()


def test_in_brief_what_could_not_be_written_is_still_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    why = same("报告写不进“甲”")
    batch = replace(_batch([FINE], None, None), notes=(why,))
    show(BatchResult(batch, Path("index.html"), 1, (why,)), Lang.ZH, "index.html", quiet=True)
    assert why.zh in capsys.readouterr().err
    show(BatchResult(batch, Path("index.html"), 1, (why,)), Lang.ZH, "index.html", quiet=False)
    said = capsys.readouterr()
    assert why.zh in said.out
    assert why.zh not in said.err


@pytest.mark.parametrize("make", ["prepare", "write"])
def test_an_output_folder_that_refuses_is_named(
    box: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(OutputFolder, make, refuse)
    assert run(["batch", "收件", "--out", "结果"]) == {"prepare": 2, "write": 3}[make]
    assert "“结果”" in capsys.readouterr().err


@pytest.mark.parametrize("ending", ["zip", "7z", "rar", "tar", "tgz", "txz", "tbz2", "tar.xz"])
def test_an_archive_is_a_package_for_check_and_batch_alike(tmp_path: Path, ending: str) -> None:
    (tmp_path / "收件").mkdir()
    archive = tmp_path / "收件" / f"甲示例学院.{ending}"
    archive.touch()
    pack = load_pack().pack
    assert look_into(tmp_path / "收件", tmp_path / "结果", pack).deliveries == (archive.name,)
    assert near(str(archive.with_name(f"甲示例学校.{ending}")), may_be_package) == [str(archive)]
    assert stem(archive.name) == "甲示例学院"


@pytest.mark.parametrize(("decision", "status"), [("waived", 3), (None, 1)])
def test_a_waived_error_ends_check_and_batch_alike(
    tmp_path: Path, decision: str | None, status: int
) -> None:
    """What the waiver kept from being judged is not judged, however the package was given."""
    entry = tmp_path / "收件" / "甲示例学院" / "百姓学习之星" / "01王建国"
    entry.mkdir(parents=True)
    (entry / "推介表.docx").write_bytes(b"PK\3\4" + bytes(100))
    other = entry.parent / "02李秀英"
    other.mkdir()
    (other / "事迹.txt").write_text("事迹", encoding="utf-8")
    words = ["--select", "package.readable", "--select", "star.form-complete"]
    if decision:
        (tmp_path / "核对.yaml").write_text(
            "package: 甲示例学院\nby: 王老师\non: 2023-07-01\ndecisions:\n"
            "- {rule: package.readable, entry: star/1, decision: waived, why: 纸质件齐全}\n",
            encoding="utf-8",
        )
        words += ["--decisions", "核对.yaml"]
    assert run(["check", "收件/甲示例学院", *words]) == status
    assert run(["batch", "收件", "--out", "结果", *words]) == status


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([], "还没有检查完任何一份"),
        ([(0, 5)], "还没有检查完任何一份"),
        ([(0, 5), (1, 5), (2, 5)], "已检查完 2 份（共 5 份）"),
        ([(0, 5), (5, 5), (0, 2)], "已检查完 5 份（共 7 份）"),  # then what is merged of them
        ([(0, 5), (5, 5), (0, 2), (1, 2)], "已检查完 6 份（共 7 份）"),
    ],
)
def test_who_interrupts_is_told_what_is_kept(steps: list[tuple[int, int]], says: str) -> None:
    seen: list[tuple[int, int, str]] = []
    reached = Reached()
    tell = reached.watching(lambda *told: seen.append(told))
    for done, every in steps:
        tell(done, every, "甲.zip" if done else "")
    assert says in reached.text.zh
    assert [told[:2] for told in seen] == steps
