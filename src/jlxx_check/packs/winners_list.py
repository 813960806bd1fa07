"""Who has won before, read from a list as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.model.pack import Winner
from jlxx_check.packs.pack_digest import WINNERS
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_label

_WHAT = Text("往年名单", "The list of winners")
#: Column of the name → whether it is a person's, and where its unit may stand, nearest first.
_NAMES = {"姓名": (True, ("单位", "实施单位")), "项目名称": (False, ("实施单位", "单位"))}
_YEAR = "年度"
_LEVELS = ("级别", "层级", "等级")
#: A title may stand above the header row.
_HEADER_WITHIN = 10


def read_winners(path: Path | Traversable) -> tuple[Winner, ...]:
    """The winners of a list with a header row: 姓名 or 项目名称, 单位 or 实施单位, 年度, 级别.

    Every sheet that has one is read. Other columns are ignored, and rows without a name. Text is
    UTF-8, with or without BOM, or GB18030; its bytes tell which. Raises PackError.
    """
    headed = [(rows, header) for rows in read_tables(path, _WHAT) for header in _header(rows)]
    if headed:
        return tuple(item for rows, at in headed for item in _winners(rows[at + 1 :], rows[at]))
    raise fault(
        Path(str(path)),
        Text(
            "往年名单缺少表头：要有“姓名”或“项目名称”一列。",
            "The list of winners has no header row with a column 姓名 or 项目名称.",
        ),
    )


def winners_of(folders: Iterable[Traversable]) -> tuple[Winner, ...]:
    """Those of the lists of these packs, a pack's own before its parents', each once."""
    lists = [folder.joinpath(WINNERS) for folder in folders]
    read = (read_winners(listed) for listed in lists if listed.is_file())
    return tuple(dict.fromkeys(item for winners in read for item in winners))


def _header(rows: Rows) -> list[int]:
    """The place of the first row that names a column of names; none where no row does."""
    named = (any(fold_label(cell) in _NAMES for cell in row) for row in rows[:_HEADER_WITHIN])
    return [place for place, header in enumerate(named) if header][:1]


def _winners(rows: Rows, header: Sequence[str]) -> Iterator[Winner]:
    columns: dict[str, int] = {}
    for place, label in enumerate(header):
        columns.setdefault(fold_label(label), place)
    for row in rows:
        cells = {label: row[place].strip() for label, place in columns.items() if place < len(row)}
        for label, (person, units) in _NAMES.items():
            if cells.get(label):
                unit = next((cells[column] for column in units if cells.get(column)), "")
                year = cells.get(_YEAR, "")
                level = next((cells[column] for column in _LEVELS if cells.get(column)), "")
                # As it was read: text cannot be wrong, and to validate the first takes as long as
                # to read a list.
                yield Winner.model_construct(
                    person=person, name=cells[label], unit=unit, year=year, level=level
                )
