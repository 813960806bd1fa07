"""Strategies: packages of whatever facts, understood by a pack."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import strategies as st

from jlxx_check.api import RulePack, load_pack
from jlxx_check.inventory.understand import understand
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.facts import (
    Audio,
    Body,
    Cause,
    Content,
    FileFacts,
    FrameSpan,
    Group,
    Photo,
    ReadFailure,
    Seen,
    Unreadable,
    Video,
)
from jlxx_check.model.package import Package, Reason, Unassigned
from jlxx_check.model.tree import FileNode
from jlxx_check.text import same
from jlxx_check.values.cell_kind import CellKind
from tests.inventory.bench import FakeTree
from tests.inventory.test_every_file import PATH

LABELS = (
    *("姓名", "性别", "民族", "国籍", "出生年月", "政治面貌", "学历", "工作单位及职务", "联系电话"),
    *("身份证号", "主要事迹", "项目名称", "实施单位", "统一社会信用代码", "项目负责人", "启动时间"),
    *("年参与人次", "线下", "线上", "活动内容与形式", "措施与保障", "成效与影响", "序号", "备注"),
    *("排序", "姓名：张三", "单位", "年龄"),
)
VALUES = (
    *(
        "张三",
        "王建国",
        "银龄课堂",
        "男",
        "1970.01",
        "1968.1",
        "43525",
        "2019年3月至今",
        "2019年13月",
    ),
    *("22010419700101123X", "220104197001011239", "2.20102E+17", "13812345678", "0431-88901234"),
    *(
        "12220000412759123A",
        "副县长",
        "原局长",
        "1200",
        "线下800，线上3500",
        "累计3.6万人次",
        "1",
        "01",
    ),
    *("特别感人", "特别受百姓喜爱", "长春市教育局", "无", "—", "￼", "9" * 400, "-1", "1e309"),
)
WORD = st.one_of(st.sampled_from(LABELS), st.sampled_from(VALUES), st.text(max_size=12))
CELL = st.builds(
    Cell,
    st.integers(0, 12),
    st.integers(0, 8),
    WORD,
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from(CellKind),
)


def _pairs(pairs: list[tuple[str, str]]) -> Table:
    """A form: labels with their values beside them."""
    cells = (
        (row, column, text) for row, pair in enumerate(pairs) for column, text in enumerate(pair)
    )
    return Table("表1", tuple(Cell(*cell) for cell in cells))


def _rows(header: list[str], rows: list[list[str]]) -> Table:
    """A register: a header and rows of any length."""
    lines = enumerate([header, *rows])
    cells = tuple(Cell(r, c, text) for r, line in lines for c, text in enumerate(line))
    return Table("Sheet1", cells, sheet=True)


LABEL, VALUE = st.sampled_from(LABELS), WORD
TABLE = st.one_of(
    st.builds(Table, st.just("表1"), st.lists(CELL, max_size=25).map(tuple), st.booleans()),
    st.lists(st.tuples(LABEL, VALUE), max_size=14).map(_pairs),
    st.builds(
        _rows,
        st.lists(LABEL, min_size=1, max_size=8),
        st.lists(st.lists(VALUE, max_size=8), max_size=6),
    ),
)
TITLES = (
    "百姓学习之星推介表",
    "终身学习品牌项目推介表",
    "百姓学习之星推介登记表",
    "工作总结",
    "姓名：张三",
)
BLOCK = st.one_of(TABLE, st.one_of(st.sampled_from(TITLES), st.text(max_size=60)).map(Paragraph))


def _document(blocks: list[Table | Paragraph], pictures: int, has_text: bool) -> Document:
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return Document(tuple(blocks), "\n".join(texts), has_text=has_text, pictures=pictures)


MEASURE = st.one_of(st.none(), st.floats(0, 1e9), st.sampled_from([24.995, 25.0, 270.0, 1e-9]))
PIXELS = st.one_of(st.integers(1, 20_000), st.sampled_from([413, 579, 1280, 720]))
MOMENT = st.floats(0, 1e6)
SPAN = st.builds(FrameSpan, st.floats(0, 1000), st.integers(1, 10**6), MOMENT)
MOMENTS = st.lists(MOMENT, max_size=3).map(tuple)
SEEN = st.builds(
    Seen,
    st.integers(0, 12),
    MOMENTS,
    st.one_of(st.none(), st.booleans()),
    MOMENTS,
    st.one_of(st.none(), st.floats(0, 1)),
)
SHARE = st.floats(0, 1)
BODY: st.SearchStrategy[Body] = st.one_of(
    st.builds(_document, st.lists(BLOCK, max_size=4), st.integers(0, 3), st.booleans()),
    st.builds(
        Photo,
        PIXELS,
        PIXELS,
        st.one_of(st.none(), st.floats(1.1, 1e6)),
        st.floats(0, 255),
        st.floats(0, 1e6),
        st.integers(0, 2**64 - 1),
        SHARE,
        st.booleans(),
    ),
    st.builds(
        Video,
        st.sampled_from(["MP4", "QuickTime", "<b>"]),
        st.booleans(),
        st.one_of(st.none(), st.sampled_from(["AVC", "HEVC", "\x1b"])),
        st.one_of(st.none(), PIXELS),
        st.one_of(st.none(), PIXELS),
        st.one_of(st.none(), st.booleans()),
        MEASURE,
        MEASURE,
        st.one_of(st.none(), st.integers(0, 10**9)),
        st.booleans(),
        st.one_of(st.none(), st.just(same("不完整。"))),
        st.one_of(st.none(), st.lists(SPAN, max_size=3).map(tuple)),
        st.one_of(st.none(), st.tuples(PIXELS, PIXELS)),
        MEASURE,
        st.lists(st.just(same("有两条画面轨道")), max_size=2).map(tuple),
        st.one_of(st.none(), SEEN),
    ),
    st.builds(Audio, st.sampled_from(["MP3", "?"]), MEASURE),
    st.builds(Unreadable, st.sampled_from(Cause), st.just(same("读不出来。"))),
    st.just(ReadFailure(same("程序出错。"))),
    st.none(),
)


@cache
def rules(name: str) -> RulePack:
    return load_pack(name)


@st.composite
def packages(draw: st.DrawFn, pack: str) -> Package:
    """Paths as packages have them, with contents that need not fit."""
    facts = {}
    for path in draw(st.lists(PATH, max_size=10, unique=True)):
        facts[path] = FileFacts(
            path=path,
            size=draw(st.sampled_from([0, 1, 10**12])),
            content=draw(st.sampled_from(Content)),
            group=draw(st.sampled_from(Group)),
            body=draw(BODY),
            digest=draw(
                st.sampled_from([None, "sha256:" + "a" * 64, "sha256:" + "b" * 64, "sampled:c"])
            ),
        )
    shut = draw(st.lists(st.sampled_from([Reason.SHUT, Reason.REFUSED]), max_size=2))
    refused = tuple(Unassigned(f"{n}/关着", why, same("打不开。")) for n, why in enumerate(shut))
    nodes = tuple(FileNode(path, item.size) for path, item in sorted(facts.items()))
    received = draw(st.one_of(st.none(), st.dates(date(2023, 1, 1), date(2027, 1, 1))))
    name = draw(st.one_of(st.just("长春市教育局"), st.text(max_size=9)))
    tree = FakeTree(nodes, name=name, refused=refused)
    return understand(tree, facts, rules(pack).pack, received)
