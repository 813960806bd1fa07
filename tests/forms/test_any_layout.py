"""Known fields laid out at random must be read back, and no table may stop the reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.forms import read_all
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from tests.forms.drawing import PACK, STAR, STAR_FIELDS, document, read_form
from tests.support.examples import tried

WIDTH = 8
#: 工作单位及职务, which may stand in two cells, has cases of its own.
FIELDS = [name for name in STAR_FIELDS if name not in ("工作单位及职务", "照片")]
ANSWER = st.text("春城小学坚持二十带动邻里王芳无/2018.,3", min_size=1, max_size=12).filter(
    lambda text: any(sign in "春城小学坚持二十带动邻里王芳无" for sign in text)
)
VALUE = st.one_of(st.just(""), st.sampled_from(["　", "____"]), ANSWER, ANSWER, ANSWER)
Pair = tuple[str, str]


def label(name: str, draw: st.DrawFn) -> str:
    """The label as some form may write it."""
    spelling = draw(st.sampled_from([name, *STAR_FIELDS[name].get("spellings", ())]))
    joint = draw(st.sampled_from(["", "　", " ", "\n"]))
    return joint.join(spelling) + draw(st.sampled_from(["", "：", "*", "（必填）", ":"]))


@st.composite
def forms(draw: st.DrawFn) -> tuple[list[Table], dict[str, str], bool]:
    """Tables, what they say, and whether they are sheets."""
    names = draw(st.permutations(FIELDS))[: draw(st.integers(5, len(FIELDS)))]
    if "姓名" not in names:
        names.append("姓名")
    pairs = [(name, draw(VALUE)) for name in names]
    sheet = draw(st.booleans())
    cells: list[Cell] = []
    tables: list[Table] = []
    row, rest = 0, list(pairs)
    while rest:
        taken = rest[: draw(st.integers(1, 4))]
        rest = rest[len(taken) :]
        fresh = draw_rows(taken, row, draw)
        row = 1 + max(cell.row for cell in fresh)
        cells += [cell for cell in fresh if cell.text or not sheet]
        if draw(st.integers(0, 4)) == 0 or not rest:
            tables.append(Table(f"表{len(tables) + 1}", tuple(cells), sheet))
            cells, row = [], 0
    return tables, dict(pairs), sheet


def draw_rows(pairs: list[Pair], row: int, draw: st.DrawFn) -> list[Cell]:
    """The cells of some pairs: beside, beneath, wide, or in one cell each."""
    share = WIDTH // len(pairs)
    shown = [(label(name, draw), value) for name, value in pairs]
    shape = draw(st.sampled_from(["beside", "beneath", "inside"]))
    cells: list[Cell] = []
    for number, (text, value) in enumerate(shown):
        column = number * share
        if shape == "beside":
            cells += [Cell(row, column, text), Cell(row, column + 1, value, 1, share - 1)]
        elif shape == "beneath":
            cells += [Cell(row, column, text, 1, share), Cell(row + 1, column, value, 1, share)]
        else:
            flat = text.replace("\n", "").rstrip(":：*")
            cells.append(Cell(row, column, f"{flat}：{value}", 1, share))
    return sorted(cells, key=lambda cell: (cell.row, cell.column))


def plain(value: str) -> str:
    return value.strip().strip("_")


@given(forms())
@tried(80)
def test_any_layout_is_read_back(drawn: tuple[list[Table], dict[str, str], bool]) -> None:
    tables, said, _ = drawn
    form = read_form(STAR, *tables)
    assert {name: value.text for name, value in form.values.items()} == {
        name: plain(value) for name, value in said.items()
    }


WORDS = [
    *STAR_FIELDS,
    "序号",
    "项目名称",
    "线下",
    "填表人",
    "备注：",
    "姓名：张明",
    "1",
    "",
    "张明",
    "年龄",
]
CELLS = st.builds(
    Cell,
    st.integers(0, 6),
    st.integers(0, 6),
    st.one_of(st.sampled_from(WORDS), st.text(max_size=20)),
    st.integers(0, 9),
    st.integers(0, 9),
)
TABLES = st.builds(Table, st.just("表1"), st.lists(CELLS, max_size=30).map(tuple), st.booleans())
TITLES = [
    STAR,
    "百姓学习之星推介登记表",
    "终身学习品牌项目推介登记表",
    "姓名：张明 性别：",
    "主要事迹",
]


@given(st.lists(st.one_of(TABLES, st.sampled_from(TITLES), st.text(max_size=40)), max_size=5))
@tried(80)
def test_nothing_stops_the_reader(blocks: list[Table | str]) -> None:
    for item in read_all(document(*blocks), "文件.docx", PACK):
        assert item.path == "文件.docx"


def test_merges_without_end_cost_nothing() -> None:
    huge = Table(
        "Sheet1",
        (Cell(0, 0, "姓名", 1_048_576, 16_384), Cell(1_000_000, 16_000, "张明")),
        sheet=True,
    )
    assert read_all(Document((huge, Paragraph("文")), ""), "a.xlsx", PACK) == ()
