"""Which of a unit's deliveries counts, what is laid over it, and what the desk has to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from jlxx_check.batch.assigned import DeliveryPart
from jlxx_check.batch.belonging.arrange import Arranged, arrange
from jlxx_check.batch.belonging.pieces import Piece
from jlxx_check.model.report import ReportEntry, ReportFile, ReportRegister
from jlxx_check.text import same
from jlxx_check.values.name_marks import read_marks
from jlxx_check.values.typed_moments import Moment
from tests.cli.test_check import FINE

DAY, NEXT = date(2023, 7, 8), date(2023, 7, 9)
MORNING = datetime.fromisoformat("2023-07-08T09:00")
EVENING = datetime.fromisoformat("2023-07-08T18:00")
WHOLE = ("star:甲", "star:乙", "star:丙", "project:晨读")


def piece(
    path: str,
    *entries: str,
    registers: str = "star project",
    received: Moment | None = None,
    newest: float | None = None,
    modified: float | None = None,
    content: str = "",
    part: DeliveryPart | None = None,
    shut: bool = False,
    gone: bool = False,
) -> Piece:
    file = ReportFile("甲/推介表.docx", "form", same("form"), same("…"))
    made = tuple(
        ReportEntry(f"{kind}/1", kind, same(kind), name, 1, False, (file,))
        for kind, name in (entry.split(":") for entry in entries or WHOLE)
        if name
    )
    kinds = tuple(ReportRegister(kind, f"{kind}.xlsx", 3, same("…")) for kind in registers.split())
    report = None if shut else replace(FINE, entries=made, registers=kinds)
    marks = read_marks([path])
    return Piece(path, marks, received, newest, modified, content or path, report, part, gone=gone)


def said(found: Arranged, *pieces: Piece) -> list[str]:
    """What became of each, in a word or two."""
    parts = {path: base for base, laid in found.laid_over.items() for path in laid}
    return [
        "void" if one.path in found.void
        else "ask" if one.path in found.undecided
        else f"older than {found.superseded[one.path][0]}" if one.path in found.superseded
        else f"over {parts[one.path]}" if one.path in parts
        else "counts"
        for one in pieces
    ]  # fmt: skip


def judged(*pieces: Piece) -> list[str]:
    return said(arrange("某单位", pieces), *pieces)


@pytest.mark.parametrize(
    ("first", "second", "counts", "by"),
    [
        (piece("甲", received=NEXT, newest=1), piece("乙", received=DAY, newest=9), 0, "收到日期"),
        (piece("甲", received=EVENING), piece("乙", received=MORNING), 0, "收到日期"),
        (piece("甲", received=NEXT), piece("甲（修改后）", received=DAY), 0, "收到日期"),
        (piece("甲", newest=9), piece("甲（修改后）", newest=1), 1, "名称"),
        (piece("甲更正"), piece("甲(2)"), 0, "名称"),
        (piece("甲(3)", newest=9), piece("甲(2)", newest=1), 0, "文件较新"),
        (piece("甲v2"), piece("甲"), 0, "名称"),
        (piece("甲最终版"), piece("甲修改"), 0, "名称"),
        (piece("甲第二次"), piece("甲第三次"), 1, "名称"),
        (piece("甲"), piece("甲旧版"), 0, "名称"),
        (piece("甲更正", received=DAY), piece("甲", received=EVENING), 0, "名称"),
        (piece("甲", newest=50, modified=1), piece("甲.zip", newest=10, modified=9), 0, "文件较新"),
        (piece("甲.zip", newest=9, modified=9), piece("甲.rar", newest=9, modified=1), 0, "压缩包"),
    ],
)  # fmt: skip
def test_a_correction_takes_the_originals_place(
    first: Piece, second: Piece, counts: int, by: str
) -> None:
    found = arrange("某单位", [first, second])
    older = (first, second)[1 - counts]
    assert said(found, first, second)[counts] == "counts"
    assert found.superseded[older.path][0] == (first, second)[counts].path
    assert by in found.superseded[older.path][1].zh


@pytest.mark.parametrize(
    ("pieces", "becomes"),
    [
        # nothing tells: never the alphabet, nor two seconds
        ([piece("甲"), piece("乙")], ["ask", "ask"]),
        ([piece("甲", newest=1, received=DAY), piece("乙", newest=2, received=DAY)],
         ["ask", "ask"]),
        ([piece("甲第二次"), piece("甲修改后")], ["ask", "ask"]),
        # a 补正 is asked for after what was meant to be final, or was made before it
        ([piece("甲最终版"), piece("甲补正")], ["ask", "ask"]),
        ([piece("甲最终版", received=DAY), piece("甲补正", received=NEXT)],
         ["older than 甲补正", "counts"]),
        ([piece("甲最终版"), piece("甲补正最终版")], ["ask", "ask"]),
        # what any second download or copy is called
        ([piece("甲"), piece("甲(1)")], ["ask", "ask"]),
        ([piece("甲"), piece("甲 (2)")], ["ask", "ask"]),
        ([piece("甲（1）"), piece("甲（2）")], ["ask", "ask"]),
        ([piece("甲"), piece("甲 - 副本")], ["ask", "ask"]),
        ([piece("甲"), piece("甲-2")], ["ask", "ask"]),
        # the same files once more
        ([piece("甲", content="x"), piece("甲二", content="x")], ["counts", "older than 甲"]),
        ([piece("甲", content="x"), piece("甲(1)", content="x")], ["counts", "older than 甲"]),
        ([piece("甲", content="x", received=NEXT), piece("甲.zip", content="x", received=DAY)],
         ["older than 甲.zip", "counts"]),
        # a supplement, by its name or by what it lacks
        ([piece("甲"), piece("甲补充材料", "project:晨读", registers="")], ["counts", "over 甲"]),
        ([piece("甲"), piece("甲(1)", "star:甲", registers="")], ["counts", "over 甲"]),
        ([piece("甲"), piece("甲补交", "star:丁", registers="star")], ["counts", "over 甲"]),
        ([piece("甲", newest=99), piece("照片", "star:", registers="", newest=1)],
         ["counts", "over 甲"]),
        # with registers of its own it is a package, and no supplement, whatever is in it
        ([piece("甲", "star:甲", "star:乙", registers="star"),
          piece("甲（二次报送）", *(f"star:{name}" for name in "甲乙丙丁戊己"), registers="star")],
         ["older than 甲（二次报送）", "counts"]),
        ([piece("甲", "star:甲", "star:乙", registers="star", newest=5),
          piece("乙", *(f"star:{name}" for name in "甲乙丙丁戊己"), registers="star", newest=5)],
         ["ask", "ask"]),
        ([piece("甲", *(f"star:{name}" for name in "甲乙丙丁戊己"), registers="star"),
          piece("甲重新报送", "star:甲", "star:乙", registers="star")],
         ["older than 甲重新报送", "counts"]),
        ([piece("甲"), piece("乙", "star:甲", registers="star")], ["ask", "ask"]),
        ([piece("甲"), piece("甲补正", "star:甲", registers="star")], ["counts", "over 甲"]),
        ([piece("甲"), piece("乙", "star:甲", registers="star", part=DeliveryPart.SUPPLEMENT)],
         ["counts", "over 甲"]),
        # a correction without one of the registers that were there: all, or that part only
        ([piece("甲"), piece("甲修改", "star:甲", "star:乙", registers="star")], ["ask", "ask"]),
        ([piece("甲"), piece("乙", "star:甲", registers="star", part=DeliveryPart.WHOLE)],
         ["older than 乙", "counts"]),
        # neither has a register
        ([piece("甲", registers=""), piece("乙", "star:甲", registers="")], ["counts", "over 甲"]),
        # what came without a register and was then sent whole; photos may be older than all else
        ([piece("甲", registers="", received=DAY), piece("乙", received=NEXT)],
         ["older than 乙", "counts"]),
        ([piece("甲", registers="", newest=9), piece("乙", newest=99)], ["ask", "counts"]),
        ([piece("甲", "star:丁", registers="", received=DAY), piece("乙", received=NEXT)],
         ["ask", "counts"]),
        ([piece("甲补充", "star:甲", registers="", received=DAY), piece("甲", received=NEXT)],
         ["over 甲", "counts"]),
        # 补正 in its name, and all there: that is a correction
        ([piece("甲"), piece("甲补正材料")], ["older than 甲补正材料", "counts"]),
        ([piece("甲", received=DAY), piece("甲补正材料", received=NEXT)],
         ["older than 甲补正材料", "counts"]),
        # sent in halves; a person joins them
        ([piece("甲", "star:甲", registers="star", received=DAY),
          piece("甲二", "project:晨读", registers="project", received=NEXT)], ["ask", "ask"]),
        ([piece("甲", "star:甲", registers="star"),
          piece("甲二", "project:晨读", registers="project", part=DeliveryPart.SUPPLEMENT)],
         ["counts", "over 甲"]),
        # a supplement of nothing; alone, what is small is no supplement
        ([piece("甲补充材料", "star:甲", registers="")], ["ask"]),
        ([piece("甲补充材料")], ["counts"]),
        ([piece("甲", "star:甲", registers="star")], ["counts"]),
        ([piece("甲", "star:甲", registers="")], ["counts"]),
        # a supplement of what was then sent anew
        ([piece("甲", received=DAY), piece("甲补充", "star:甲", registers="", received=DAY),
          piece("甲更正", received=NEXT)], ["older than 甲更正", "older than 甲更正", "counts"]),
        ([piece("甲", received=DAY), piece("甲更正", received=NEXT),
          piece("甲补充", "star:甲", registers="", received=date(2023, 7, 10))],
         ["older than 甲更正", "counts", "over 甲更正"]),
        # a person's word
        ([piece("甲"), piece("乙", part=DeliveryPart.WHOLE)], ["older than 乙", "counts"]),
        ([piece("甲"), piece("乙", part=DeliveryPart.VOID)], ["counts", "void"]),
        ([piece("甲补充材料", "star:甲", registers="", part=DeliveryPart.WHOLE)], ["counts"]),
        # what does not open
        ([piece("甲", received=DAY), piece("乙", received=NEXT, shut=True)],
         ["older than 乙", "counts"]),
        ([piece("甲", received=NEXT), piece("乙", received=DAY, shut=True)],
         ["counts", "older than 甲"]),
        ([piece("甲"), piece("甲补充", shut=True)], ["counts", "ask"]),
        ([piece("甲", shut=True)], ["counts"]),
    ],
)  # fmt: skip
def test_what_belongs_together(pieces: list[Piece], becomes: list[str]) -> None:
    assert judged(*pieces) == becomes
    assert judged(*reversed(pieces)) == becomes[::-1]


@pytest.mark.parametrize(
    ("moved", "here", "becomes"),
    [
        (piece("甲第二次", content="x", gone=True), piece("甲", content="x"), "older than 甲"),
        (piece("甲", content="x", gone=True), piece("乙/甲", content="x"), "older than 乙/甲"),
        # what came in time came in time, wherever it is now
        (
            piece("甲", content="x", gone=True, received=DAY),
            piece("乙", content="x", received=NEXT),
            "counts",
        ),
    ],
)
def test_of_copies_the_one_that_is_there_counts(moved: Piece, here: Piece, becomes: str) -> None:
    assert judged(moved, here)[0] == becomes
    assert judged(here, moved)[1] == becomes


def test_what_is_gone_counts_like_any_other_where_its_files_are_its_own() -> None:
    assert judged(piece("甲", gone=True, newest=1), piece("甲（修改后）", newest=1)) == [
        "older than 甲（修改后）",
        "counts",
    ]
    assert judged(piece("甲（修改后）", gone=True), piece("甲")) == [
        "counts",
        "older than 甲（修改后）",
    ]


def test_several_supplements_are_laid_in_their_order() -> None:
    later = piece("甲补充一", "star:甲", registers="", received=NEXT)
    first = piece("甲补充二", "star:甲", registers="", received=DAY)
    found = arrange("某单位", [piece("甲"), later, first])
    assert found.laid_over == {"甲": ("甲补充二", "甲补充一")}


def test_what_is_asked_names_all_and_says_how_to_decide() -> None:
    found = arrange("某单位", [piece("甲"), piece("乙")])
    [note] = found.notes
    for word in ("某单位", "“甲”", "“乙”", "--units", "作用"):
        assert word in note.zh
    assert found.undecided == {"甲": note, "乙": note}


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("甲（二次报送）", 1),
        ("甲第二次报送", 1),
        ("甲再次报送", 1),
        ("甲重新报送", 1),
        ("甲二次", 1),
        ("甲（两次报送）", 1),
        ("甲三次上报", 1),
        ("甲第十二次提交", 1),
        ("甲2次报送", 1),
        ("甲再上报", 1),
        ("甲重提交", 1),
        ("甲再交", 1),
        ("二次报送-甲", 1),
        # the first one, and what only sounds like a second
        ("甲第一次报送", 0),
        ("甲（首次报送）", 0),
        ("甲一次性提交", 0),
        ("甲二次供水处", 0),
        ("甲二次元", 0),
        ("甲重点报送材料", 0),
        ("甲再就业中心", 0),
        ("甲再生资源", 0),
        ("甲第二中学", 0),
        ("甲2023年报送", 0),
    ],
)
def test_words_of_what_was_sent_again(name: str, later: int) -> None:
    assert read_marks([name]).later_than(read_marks(["甲"])) == later


def test_of_two_that_were_sent_again_the_third_is_later() -> None:
    second, third, twelfth = (
        read_marks([name]) for name in ("甲（二次报送）", "甲三次上报", "甲第十二次")
    )
    assert third.later_than(second) == twelfth.later_than(third) == 1
    assert second.later_than(read_marks(["甲第一次"])) == 1


@pytest.mark.parametrize(
    ("name", "supplement"),
    [
        ("长春市教育局补充材料", True),
        ("补交-示例大学", True),
        ("示例大学(缺的照片)", True),
        ("长春市教育局", False),
        ("示例大学第二次", False),
        ("示例大学修改后", False),
    ],
)
def test_words_of_a_supplement(name: str, supplement: bool) -> None:
    assert read_marks([name]).supplement is supplement
