"""The letters of a batch: which there are, what becomes of those that hold no longer."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from jlxx_check.batch import BatchSettings
from jlxx_check.batch.letter_desk import changes_told
from jlxx_check.batch.letter_desk.letter_task import LetterRun, LetterTask
from jlxx_check.batch.letter_desk.writing import write_letters
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report, Verdict
from jlxx_check.model.rounds import LetterItem, UnitRound
from jlxx_check.model.sender import UnitContact
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import same
from tests.support.nasty import nasty_report

RETIRED = "通知/已失效"


def report(unit: str, *messages: str, verdict: Verdict | None = None) -> Report:
    """A report on one person, with these errors."""
    made = nasty_report(unit)
    found = tuple(
        Finding("star.photos", Level.ERROR, same(text), made.entries[0].id) for text in messages
    )
    verdict = verdict or (Verdict.NONCOMPLIANT if messages else Verdict.COMPLIANT)
    summary = replace(made.summary, error=len(found), warning=0, waived=0)
    return replace(
        made,
        package=replace(made.package, name=unit),
        findings=found,
        not_judged=(),
        verdict=verdict,
        summary=summary,
    )


def delivery(path: str, made: Report | None, unit: str | None = None) -> DeliveryResult:
    return DeliveryResult(
        path, path, unit or path, None, None, made, None if made else same("打不开。")
    )


@dataclass
class Desk:
    """An output folder, and runs over it."""

    folder: OutputFolder
    formats: tuple[str, ...] = ("docx",)
    letter: Options = field(default_factory=Options)
    contact: Callable[[str], UnitContact] = lambda _: UnitContact("王某", "0431-81234567", "")

    def run(
        self,
        *items: DeliveryResult,
        held: tuple[str, ...] = (),
        unknown: tuple[str, ...] = (),
        ends: bool = True,
    ) -> LetterRun:
        pack = nasty_report("x").pack
        contents: Mapping[str, str] = {item.path: repr(item.report) for item in items}
        task = LetterTask(
            BatchSettings(formats=self.formats, letter=self.letter),
            contents,
            self.contact,
            frozenset(held),
            frozenset(unknown),
        )
        run = write_letters(BatchReport("1", pack, "收件", items), self.folder, task)
        if ends:
            changes_told(self.folder)
        return run

    def files(self) -> set[str]:
        out = self.folder.out
        return {
            path.relative_to(out).as_posix()
            for path in out.rglob("*")
            if path.is_file() and ".jlxx-check" not in path.parts
        }

    def texts(self, path: str) -> str:
        return "\n".join(
            item.text for item in docx.Document(str(self.folder.out / path)).paragraphs
        )

    def cells(self, path: str) -> str:
        tables = docx.Document(str(self.folder.out / path)).tables
        return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)

    def listed(self) -> list[dict[str, object]]:
        """The lines of the list, by their headings."""
        book = openpyxl.load_workbook(self.folder.out / "通知/发送清单.xlsx")
        _, heads, *rows = book.active.iter_rows(values_only=True)
        return [dict(zip(map(str, heads), row, strict=True)) for row in rows if row[0]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = OutputFolder(tmp_path / "out")
    folder.out.mkdir()
    folder.prepare()
    return Desk(folder)


def edit(desk: Desk, path: str) -> None:
    """Somebody fills in the day."""
    document = docx.Document(str(desk.folder.out / path))
    document.add_paragraph("七月十日")
    document.save(str(desk.folder.out / path))


def test_letters_notes_and_the_list_lie_in_one_folder(desk: Desk) -> None:
    first, second = delivery("甲市", report("甲市", "缺照片。")), delivery("乙校", report("乙校"))
    run = desk.run(first, second)
    assert desk.files() == {
        "通知/甲市_补正通知.docx",
        "通知/甲市_提醒.txt",
        "通知/乙校_核验通知.docx",
        "通知/乙校_提醒.txt",
        "通知/发送清单.xlsx",
    }
    assert [item.written for item in run.batch.deliveries] == [
        {"docx": "通知/甲市_补正通知.docx"},
        {"docx": "通知/乙校_核验通知.docx"},
    ]
    wrong, right = desk.listed()
    assert (wrong["单位"], wrong["通知"], wrong["聊天提醒"], wrong["附件"]) == (
        "甲市",
        "补正通知.docx",
        "提醒.txt",
        "附件1份（1项）",
    )
    assert (wrong["联系人"], wrong["联系电话"]) == ("王某", "0431-81234567")
    assert right["附件"] is None


def test_what_did_not_change_is_not_made_anew(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    assert desk.run(item).made == 1
    stamps = {path: (desk.folder.out / path).stat().st_mtime_ns for path in desk.files()}
    asked: list[str] = []
    desk.contact = lambda path: asked.append(path) or UnitContact()  # type: ignore[func-returns-value]
    assert desk.run(item).made == 0
    assert {path: (desk.folder.out / path).stat().st_mtime_ns for path in desk.files()} == stamps
    assert not asked, "no paper is read again for a list that stands"


def test_a_letter_with_another_content_takes_the_name_and_the_old_one_is_kept(desk: Desk) -> None:
    desk.run(delivery("甲市", report("甲市", "缺照片。")))
    desk.run(delivery("甲市", report("甲市", "缺照片。", "缺视频。")))
    assert f"{RETIRED}/甲市_补正通知（已失效）.docx" in desk.files()
    desk.run(delivery("甲市", report("甲市", "缺视频。")))
    assert {path for path in desk.files() if "补正" in path} == {
        "通知/甲市_补正通知.docx",
        f"{RETIRED}/甲市_补正通知（已失效）.docx",
        f"{RETIRED}/甲市_补正通知（已失效2）.docx",
    }


def test_the_letter_of_another_kind_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.run(delivery("甲市", report("甲市", "缺照片。")))
    desk.run(delivery("甲市", report("甲市")))
    assert desk.files() == {
        "通知/甲市_核验通知.docx",
        "通知/甲市_提醒.txt",
        "通知/发送清单.xlsx",
        f"{RETIRED}/甲市_补正通知（已失效）.docx",
    }


def test_a_round_is_named_and_its_predecessor_put_away(desk: Desk) -> None:
    made = report("甲市", "缺照片。")
    desk.run(delivery("甲市", made))
    items = (LetterItem(1, made.findings[0], since=1),)
    again = replace(
        delivery("甲市2", made, "甲市"), round=UnitRound(2, "甲市2", None, made.verdict, items)
    )
    older = replace(delivery("甲市", made), superseded_by="甲市2")
    run = desk.run(older, again)
    assert {path for path in desk.files() if path.endswith(".docx")} == {
        "通知/甲市_补正通知（第2轮）.docx",
        f"{RETIRED}/甲市_补正通知（已失效）.docx",
    }
    assert "仍未改正1处（原第1项）" in desk.texts("通知/甲市_补正通知（第2轮）.docx")
    assert not run.batch.deliveries[0].written
    (line,) = desk.listed()
    assert line["轮次"] == 2


def test_an_edited_letter_stands_while_it_is_valid(desk: Desk) -> None:
    item, name = delivery("甲市", report("甲市", "缺照片。")), "通知/甲市_补正通知.docx"
    desk.run(item)
    edit(desk, name)
    run = desk.run(item, delivery("乙校", report("乙校")))
    assert "七月十日" in desk.texts(name)
    assert not run.beside
    assert not any("（新）" in path for path in desk.files())


def test_an_edited_letter_stays_and_the_new_one_goes_beside_it(desk: Desk) -> None:
    name, beside = "通知/甲市_补正通知.docx", "通知/甲市_补正通知（新）.docx"
    desk.run(delivery("甲市", report("甲市", "缺照片。")))
    edit(desk, name)
    changed = delivery("甲市", report("甲市", "缺视频。"))
    run = desk.run(changed)
    assert run.beside == [beside]
    assert "七月十日" in desk.texts(name)
    assert any(beside in note.zh for note in run.batch.notes)
    assert run.batch.deliveries[0].written["docx"] == beside
    again = desk.run(changed)
    assert (again.made, again.beside) == (0, [])
    assert any(beside in note.zh for note in again.batch.notes), "as long as it is so"
    desk.run(delivery("甲市", report("甲市")))
    assert {path for path in desk.files() if "补正" in path} == {
        f"{RETIRED}/甲市_补正通知（已失效）.docx",
        f"{RETIRED}/甲市_补正通知（新）（已失效）.docx",
    }


def test_a_letter_that_somebody_deleted_comes_again(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(item)
    (desk.folder.out / "通知/甲市_补正通知.docx").unlink()
    desk.run(item)
    assert "通知/甲市_补正通知.docx" in desk.files()


def test_who_gets_none_is_listed_with_the_reason(desk: Desk) -> None:
    clean, wrong = report("甲市"), report("乙校", "缺照片。")
    desk.run(
        delivery("甲市", clean),
        delivery("乙校", wrong),
        delivery("材料(1)", wrong),
        delivery("丙", None),
        held=("甲市", "乙校"),
        unknown=("材料(1)",),
    )
    assert {path for path in desk.files() if path.endswith(".docx")} == {"通知/乙校_补正通知.docx"}
    reasons = {str(line["材料"]): str(line["不发的原因"] or "") for line in desk.listed()}
    assert "跨单位" in reasons["甲市"]
    assert reasons["乙校"] == "", "what is to be mended is told, whatever else is amiss"
    assert "哪个单位" in reasons["材料(1)"]
    assert "打不开" in reasons["丙"]


def objected(unit: str, *messages: str) -> Report:
    """Its report, where a reviewer found something wrong."""
    made = report(unit, *messages)
    wrong = Decision("star.conduct", None, Choice.WRONG, "赵核对", date(2023, 7, 13), "像两个人")
    item = Finding("star.conduct", Level.REVIEW, same("照片是本人"), objection=wrong)
    return replace(made, findings=(*made.findings, item))


@pytest.mark.parametrize("verdict", [Verdict.COMPLIANT, Verdict.INCOMPLETE])
def test_what_a_reviewer_objected_to_is_to_be_mended(desk: Desk, verdict: Verdict) -> None:
    right = delivery("甲市", report("甲市"))
    wrong = delivery("乙校", replace(objected("乙校"), verdict=verdict))
    to_mend = delivery("丙市", objected("丙市", "缺照片。"))
    desk.run(right, wrong, to_mend, held=("乙校",))
    files = desk.files()
    letters = {name for name in files if name.endswith(".docx")}
    assert letters == {
        "通知/甲市_核验通知.docx",
        "通知/乙校_补正通知.docx",
        "通知/丙市_补正通知.docx",
    }
    for name, count in (("乙校", 1), ("丙市", 2)):
        said = desk.texts(f"通知/{name}_补正通知.docx")
        assert f"有{count}处不符合要求" in said
        cells = desk.cells(f"通知/{name}_补正通知.docx")
        assert "经工作人员核对，不符合要求：像两个人。" in cells
        assert "赵核对" not in said + cells, "who looked at it is the office's own"
    note = (desk.folder.out / "通知/乙校_提醒.txt").read_text(encoding="utf-8-sig")
    assert "要改1处" in note
    assert [line["需补正"] for line in desk.listed()] == [None, 1, 2]


def test_a_letter_of_verification_is_put_away_once_a_reviewer_objects(desk: Desk) -> None:
    desk.run(delivery("甲市", report("甲市")))
    desk.run(delivery("甲市", objected("甲市")))
    assert f"{RETIRED}/甲市_核验通知（已失效）.docx" in desk.files()
    assert "通知/甲市_补正通知.docx" in desk.files()


@pytest.mark.parametrize(
    ("typed", "goes_on"),
    [
        ("7月14日", "7月14日"),  # of which year nobody says
        ("2023年7月14日", "2023-07-14"),
        (date(2023, 7, 14), "2023-07-14"),
        (datetime(2023, 7, 14), "2023-07-14"),  # noqa: DTZ001 - as Excel keeps a day
        (45121, "2023-07-14"),  # a day that lost its format
        ("2023-07-14 17:30", "2023-07-14 17:30"),
        ("已打电话，7月14日发", "已打电话，7月14日发"),
        (None, None),
    ],
)
def test_what_was_noted_as_sent_goes_on_into_the_next_list(
    desk: Desk, typed: object, goes_on: str | None
) -> None:
    first, second = delivery("甲市", report("甲市", "缺照片。")), delivery("乙校", report("乙校"))
    desk.run(first, second)
    path = desk.folder.out / "通知/发送清单.xlsx"
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book.active[2]]
    book.active.cell(3, heads.index("已发（日期）") + 1).value = typed
    book.active.insert_cols(2)  # a column of the clerk's own
    book.save(path)
    run = desk.run(first, second, delivery("丙市", report("丙市")))
    assert not run.batch.notes
    assert path.exists()
    path.rename(path.with_stem("旧"))
    path.with_stem("发送清单（新）").rename(path)
    assert [line["已发（日期）"] for line in desk.listed()] == [goes_on, None, None]


def note_sent(desk: Desk, unit: str, day: str) -> None:
    """A clerk writes into the list when the unit's letter was sent."""
    path = desk.folder.out / "通知/发送清单.xlsx"
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book.active[2]]
    (row,) = [row for row in book.active.iter_rows() if row[1].value == unit]
    row[heads.index("已发（日期）")].value = day
    book.save(path)


def take_new_list(desk: Desk) -> None:
    path = desk.folder.out / "通知/发送清单.xlsx"
    path.with_stem("发送清单（新）").replace(path)


@pytest.mark.parametrize("draft", ["9" * 5000, "初稿", "-1"])
def test_a_draft_that_is_no_number_is_the_first(desk: Desk, draft: str) -> None:
    first = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(first)
    note_sent(desk, "甲市", "2023-07-14")
    path = desk.folder.out / "通知/发送清单.xlsx"
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book.active[2]]
    book.active.cell(3, heads.index("稿次") + 1, draft)
    book.save(path)
    desk.run(first, delivery("乙校", report("乙校")))
    take_new_list(desk)
    assert next(iter(desk.listed()))["已发（日期）"] is not None


def test_a_letter_that_says_something_else_was_not_sent(desk: Desk) -> None:
    other = delivery("乙校", report("乙校"))
    desk.run(delivery("甲市", report("甲市", "缺照片。")), other)
    for unit in ("甲市", "乙校"):
        note_sent(desk, unit, "2023-07-14")
    renewed = delivery("甲市", report("甲市", "缺视频。"))
    desk.run(renewed, other)
    desk.run(renewed, other, delivery("丙市", report("丙市")))  # the old list lies there still
    take_new_list(desk)
    told = [(line["稿次"], line["已发（日期）"]) for line in desk.listed()]
    assert told == [(2, None), (None, "2023-07-14"), (None, None)]
    note_sent(desk, "甲市", "2023-07-14")  # sent again the same day
    desk.run(renewed, other)
    desk.run(renewed, other, delivery("丁市", report("丁市")))
    take_new_list(desk)
    assert [line["已发（日期）"] for line in desk.listed()] == ["2023-07-14", "2023-07-14", None]


def test_that_units_have_been_compared_leaves_the_day_sent(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(item, held=("甲市",))
    note_sent(desk, "甲市", "2023-07-14")
    desk.run(item)
    take_new_list(desk)
    assert [line["已发（日期）"] for line in desk.listed()] == ["2023-07-14"]


def in_round(number: int, made: Report) -> DeliveryResult:
    items = tuple(LetterItem(at, one, since=1) for at, one in enumerate(made.findings, 1))
    of_round = UnitRound(number, "甲市", None, made.verdict, items)
    return replace(delivery("甲市", made), round=of_round)


RIGHT, WRONG = report("甲市"), report("甲市", "缺照片。")


@pytest.mark.parametrize(
    ("before", "now", "sent", "told"),
    [
        (in_round(1, RIGHT), in_round(2, WRONG), True, "核验通知（2023-07-14发）"),
        (in_round(1, RIGHT), in_round(2, WRONG), False, None),
        (in_round(1, RIGHT), in_round(1, WRONG), True, "核验通知（2023-07-14发）"),  # objected to
        (in_round(1, WRONG), in_round(1, RIGHT), True, "补正通知（2023-07-14发）"),  # waived
        (in_round(1, WRONG), in_round(2, RIGHT), True, None),  # the unit has answered it
        (in_round(1, WRONG), in_round(2, report("甲市", "缺视频。")), True, None),
    ],
)
def test_a_letter_that_was_sent_and_holds_no_longer_is_told(
    desk: Desk, before: DeliveryResult, now: DeliveryResult, sent: bool, told: str | None
) -> None:
    desk.run(before)
    if sent:
        note_sent(desk, "甲市", "2023-07-14")
    for ends in (False, True):
        said = [item.text.zh for item in desk.run(now, ends=ends).recalled]
        assert said == ([told] if told else []), "until a run came to a good end"
    assert not desk.run(now).recalled
    if sent:
        take_new_list(desk)
    (line,) = desk.listed()
    assert line["备注"] == (told and f"已发的{told}已失效")
    assert line["已发（日期）"] is None
    note_sent(desk, "甲市", "2023-07-20")
    desk.run(now, delivery("乙校", report("乙校")))
    take_new_list(desk)
    assert [line["备注"] for line in desk.listed()] == [None, None], "the unit knows what counts"


@pytest.mark.parametrize(
    ("contact", "day", "draft"), [("", "2023-07-14", None), ("李老师 0431-81234567", None, 2)]
)
def test_a_letter_that_holds_again_as_it_was_sent_has_been_sent(
    desk: Desk, contact: str, day: str | None, draft: int | None
) -> None:
    desk.run(in_round(1, RIGHT))
    note_sent(desk, "甲市", "2023-07-14")
    assert desk.run(in_round(1, RIGHT), held=("甲市",)).recalled
    take_new_list(desk)
    desk.letter = Options(contact=contact or None)
    assert not desk.run(in_round(1, RIGHT)).recalled
    (line,) = desk.listed()
    assert (line["已发（日期）"], line["稿次"], line["备注"]) == (day, draft, None)


@pytest.mark.parametrize("verb", ["write", "put_away"])
def test_a_letter_that_is_open_in_a_program_is_told_and_tried_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    name, before = "通知/甲市_补正通知.docx", delivery("甲市", report("甲市", "缺照片。"))
    other = delivery("乙校", report("乙校", "缺照片。"))
    desk.run(before, other)
    renewed, plain = delivery("甲市", report("甲市", "缺视频。")), getattr(desk.folder, verb)

    def locked(path: str, *more: object, **named: object) -> object:
        if path == name:
            raise PermissionError(errno.EACCES, "it is open")
        return plain(path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(desk.folder, verb, locked)
        run = desk.run(renewed, delivery("乙校", report("乙校", "缺视频。")), ends=False)
    (told,) = run.unwritten
    assert name in told.zh
    assert "请关闭" in told.zh
    assert run.renewed == ["乙校"], "all else goes on"
    again = desk.run(renewed, delivery("乙校", report("乙校", "缺视频。")))
    assert not again.unwritten
    assert again.renewed == ["甲市", "乙校"], "told until a run came to a good end"
    assert desk.listed()[0]["通知"] == "补正通知.docx"
    assert not desk.run(renewed, delivery("乙校", report("乙校", "缺视频。"))).renewed


def test_a_letter_that_is_open_and_holds_no_longer_is_told_and_put_away_later(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run(delivery("甲市", report("甲市")))

    def locked(*_: object) -> None:
        raise PermissionError(errno.EACCES, "it is open")

    with monkeypatch.context() as patch:
        patch.setattr(desk.folder, "put_away", locked)
        run = desk.run(delivery("甲市", report("甲市")), held=("甲市",))
    assert ["通知/甲市_核验通知.docx" in told.zh for told in run.unwritten] == [True]
    assert not run.batch.deliveries[0].written
    desk.run(delivery("甲市", report("甲市")), held=("甲市",))
    assert f"{RETIRED}/甲市_核验通知（已失效）.docx" in desk.files()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def _spoilt(path: Path) -> None:
    with zipfile.ZipFile(path) as book:
        start = book.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    data = bytearray(path.read_bytes())
    data[start : start + 60] = b"\xff" * 60
    path.write_bytes(data)


def _without_column(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    for cell in book.active[2]:
        if cell.value == "已发（日期）":
            cell.value = "状态"
    book.save(path)


@pytest.mark.parametrize(
    ("harm", "why"),
    [(_cut, "已损坏"), (_spoilt, "已损坏"), (_without_column, "缺少“单位”“通知”“已发（日期）”")],
)
def test_a_list_that_cannot_be_read_is_named_and_kept(
    desk: Desk, harm: Callable[[Path], None], why: str
) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(item)
    path = desk.folder.out / "通知/发送清单.xlsx"
    harm(path)
    before = path.read_bytes()
    run = desk.run(item, delivery("丙市", report("丙市")))
    (note,) = run.batch.notes
    assert "“发送清单.xlsx”没有读到" in note.zh
    assert why in note.zh
    assert path.read_bytes() == before
    assert run.beside == ["通知/发送清单（新）.xlsx"]


def test_a_list_that_somebody_took_away_is_no_trouble(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(item)
    (desk.folder.out / "通知/发送清单.xlsx").unlink()
    run = desk.run(item)
    assert not run.batch.notes
    assert [line["单位"] for line in desk.listed()] == ["甲市"]


def test_other_units_are_named_only_while_something_is_open(desk: Desk) -> None:
    first, second = (
        delivery("甲市", report("甲市", "缺照片。")),
        delivery("乙市", report("乙市", "缺。")),
    )
    desk.run(first, second, held=("甲市",))
    said = "与其他单位材料的比对结果另行通知"
    assert said in desk.texts("通知/甲市_补正通知.docx")
    assert said not in desk.texts("通知/乙市_补正通知.docx")
    desk.run(first, second)
    assert said not in desk.texts("通知/甲市_补正通知.docx")


def test_what_nobody_has_decided_on_gets_none_and_is_listed(desk: Desk) -> None:
    waits = replace(delivery("甲市", report("甲市")), undecided=same("两份分不出先后，请确定。"))
    void = replace(delivery("乙校", report("乙校")), void=True)
    desk.run(waits, void)
    assert desk.files() == {"通知/发送清单.xlsx"}
    (line,) = desk.listed()
    assert (line["材料"], line["不发的原因"]) == ("甲市", "两份分不出先后，请确定。")


def test_a_letter_that_is_held_back_later_is_put_away(desk: Desk) -> None:
    item = delivery("甲市", report("甲市"))
    desk.run(item)
    desk.run(item, held=("甲市",))
    assert {path for path in desk.files() if path.endswith(".docx")} == {
        f"{RETIRED}/甲市_核验通知（已失效）.docx"
    }
    desk.run(item)
    assert "通知/甲市_核验通知.docx" in desk.files()


def test_incomplete_never_says_that_all_complies(desk: Desk) -> None:
    desk.run(delivery("甲市", report("甲市", verdict=Verdict.INCOMPLETE)), held=("甲市",))
    assert "通知/甲市_核对情况通知.docx" in desk.files()
    assert "符合通知要求" not in desk.texts("通知/甲市_核对情况通知.docx")
    note = (desk.folder.out / "通知/甲市_提醒.txt").read_text(encoding="utf-8-sig")
    assert "核对一部分" in note


def test_without_docx_nothing_is_made_and_what_holds_stays(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.formats = ("html",)
    desk.run(item)
    assert not desk.files()
    desk.formats = ("docx",)
    desk.run(item, delivery("乙校", report("乙校")))
    desk.formats = ("html",)
    desk.run(item, delivery("乙校", report("乙校", "缺照片。")))
    assert {path for path in desk.files() if path.endswith(".docx")} == {
        "通知/甲市_补正通知.docx",
        f"{RETIRED}/乙校_核验通知（已失效）.docx",
    }


def test_another_deadline_makes_all_letters_anew(desk: Desk) -> None:
    item = delivery("甲市", report("甲市", "缺照片。"))
    desk.run(item)
    desk.letter = Options(mend_by=date(2023, 7, 20))
    assert desk.run(item).made == 1
    assert "2023年7月20日前" in desk.texts("通知/甲市_补正通知.docx")


def test_two_units_of_one_name_are_told_apart(desk: Desk) -> None:
    made = report("甲/市", "缺照片。")
    desk.run(delivery("一", made, "甲/市"), delivery("二", made, "甲?市"))
    names = {path for path in desk.files() if path.endswith(".docx")}
    assert len(names) == 2
    assert all(path.startswith("通知/甲_市~") for path in names)


def test_a_note_of_before_is_ours_after_a_run_that_was_cut_short(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.run(delivery("甲市", report("甲市", "缺照片。")))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(desk.folder, "write", killed)
        desk.run(delivery("甲市", report("甲市", "缺视频。")))
    run = desk.run(delivery("甲市", report("甲市", "缺登记表。")))
    assert run.beside == []
    note = (desk.folder.out / "通知/甲市_提醒.txt").read_text(encoding="utf-8-sig")
    assert "缺登记表" in note


def test_a_file_of_a_persons_own_is_never_taken(desk: Desk) -> None:
    own = desk.folder.out / "通知/甲市_提醒.txt"
    own.parent.mkdir()
    own.write_text("我的笔记", encoding="utf-8")
    run = desk.run(delivery("甲市", report("甲市", "缺照片。")))
    assert own.read_text(encoding="utf-8") == "我的笔记"
    assert run.beside == ["通知/甲市_提醒（新）.txt"]


def test_whose_letter_was_renewed_is_told(desk: Desk) -> None:
    first, second = delivery("甲市", report("甲市", "缺照片。")), delivery("乙校", report("乙校"))
    assert desk.run(first, second).renewed == []
    assert desk.run(first, second).renewed == []
    desk.letter = Options(contact="李老师 0431-81234567")
    assert desk.run(first, second).renewed == ["甲市", "乙校"]
    third = delivery("丙市", report("丙市", "缺。"))
    assert desk.run(first, second, third).renewed == [], "one that is new is not renewed"


@pytest.mark.parametrize(
    ("before", "now", "messages", "told"),
    [
        (True, False, ("缺照片。",), False),  # what shows across units was decided on
        (True, False, ("缺照片。", "缺视频。"), True),
        (True, False, ("缺视频。",), True),
        (False, True, ("缺照片。",), True),  # another unit has joined
        (True, True, ("缺照片。",), False),
    ],
)
def test_that_units_have_been_compared_is_no_reason_to_send_again(
    desk: Desk, before: bool, now: bool, messages: tuple[str, ...], told: bool
) -> None:
    desk.run(delivery("甲市", report("甲市", "缺照片。")), held=("甲市",) * before)
    run = desk.run(delivery("甲市", report("甲市", *messages)), held=("甲市",) * now)
    assert run.renewed == (["甲市"] if told else [])
    assert ("与其他单位材料的比对结果" in desk.texts("通知/甲市_补正通知.docx")) is now
