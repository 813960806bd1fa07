"""Which unit a delivery is of, and which units have sent nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jlxx_check.batch.output_names import stem
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.packs.tables import fault, read_tables
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_label, fold_name
from jlxx_check.values.organisations import is_organisation, without_department

#: What a clerk or a system adds to a unit's name when its material comes again.
_AGAIN = (
    "补交", "补报", "补正", "补充", "补发", "更正", "改正", "修改", "修订", "更新", "重报", "重交",
    "重发", "重新", "再报", "再交", "再次", "最新", "最终", "定稿", "终稿", "终版", "新版", "旧版",
    "副本", "复件", "备份", "材料", "资料", "报送", "上报", "推介", "申报", "文件", "版",
)  # fmt: skip
_WORDS = "|".join(sorted(_AGAIN, key=len, reverse=True))
_TIMES = (
    r"第?[一二三四五六七八九十\d]{1,2}[次批回版稿]|[vV]\d{1,2}|"
    r"20\d{2}[-.年]?(?:\d{1,2}[-.月]?){0,2}[日年度]?"
)
#: What the copy of ``repair`` is called; behind a gap alone: 古籍整理 is a name's own end.
_MENDED = r"整理好?|mended"
_COUNTED = rf"[(（\[【]\s*(?:\d{{1,3}}|(?:{_WORDS})+|{_TIMES})\s*[)）\]】]"
_GAP = r"\s_\-—+."
_TAIL = re.compile(
    rf"(?:{_COUNTED}|(?:{_WORDS})+|(?<=[{_GAP}])(?:\d{{1,3}}|{_TIMES}|{_MENDED})|{_TIMES}|[{_GAP}])+$"
)
_HEAD = re.compile(
    rf"^(?:{_COUNTED}|(?:{_WORDS})+[{_GAP}]+|\d{{1,3}}[{_GAP}、．]+|{_TIMES}|[{_GAP}])+"
)
_PARTS = re.compile(r"[\s_\-—+、（）()【】\[\]]+")
_HEADERS = ("单位", "单位名称", "推介单位", "推荐单位", "申报单位", "报送单位", "名称")

#: What the file is called that names the units asked for.
UNIT_LIST = Text("单位名单", "The list of units")


def tidy(name: str) -> str:
    """A unit's name without what only tells its deliveries apart: ``某学院（2）补交`` is 某学院."""
    bare = _TAIL.sub("", _HEAD.sub("", stem(name).strip()))
    return bare or name


class Units:
    """The pack's units under all their names, and how any other unit is told."""

    def __init__(self, pack: Pack, given: Iterable[str] = ()) -> None:
        """given: names of a list that the caller has, under which further units are known."""
        self._vocabulary = Vocabulary(pack)
        #: The notice's words, in which notes tell who names a unit.
        self.nouns = nouns_of(pack)
        self._issuer = fold_name(pack.issuer.zh)
        self._spellings = {
            fold_name(spelling): unit.name
            for unit in pack.units
            for spelling in (unit.name, *unit.aliases)
        }
        for name in given:
            self._spellings.setdefault(fold_name(name), name)

    def __bool__(self) -> bool:
        """Whether there is a list at all."""
        return bool(self._spellings)

    def unit(self, name: str) -> str | None:
        """The pack's unit that a package's name is; None where the pack lists no such unit.

        Where more than the unit is named (长春市教育局幼儿园), it is another one.
        """
        bare = fold_name(tidy(name))
        if bare in self._spellings:
            return self._spellings[bare]
        within = [spelling for spelling in self._spellings if spelling and spelling in bare]
        if not within:
            return None
        longest = max(within, key=len)
        rest = tidy(bare.replace(longest, " ", 1))
        return None if self._vocabulary.read(rest).tokens else self._spellings[longest]

    def sender(self, name: str) -> str:
        """The unit that papers or a person name: on the list, else as written, its department off.

        ``长春市教育局职成处`` is 长春市教育局.
        """
        return self.unit(name) or self.unit(whole := without_department(name.strip())) or whole

    def named(self, name: str) -> str | None:
        """The unit that a file's or folder's name tells; None where it tells none.

        Only what is on the list or has an organisation's shape is a unit: 张三, 新建文件夹 (2) and
        邮箱下载 are none.
        """
        listed = self.unit(name)
        if listed is not None:
            return listed
        bare = tidy(name)
        clues = self._vocabulary.read(bare)
        said = (*_PARTS.split(bare), *clues.tokens)
        shaped = dict.fromkeys(
            part for part in said if is_organisation(part) and self._is_name(part)
        )
        folded = {fold(part): part for part in shaped}
        longest = [folded[one] for one in folded if not any(one in more != one for more in folded)]
        return self.sender(longest[0]) if len(longest) == 1 else None

    def _is_name(self, part: str) -> bool:
        clues = self._vocabulary.read(part)
        if clues.kinds or clues.roles or not clues.tokens:
            return False
        return clues.text not in self._issuer and self._issuer not in clues.text

    def title(self, name: str) -> str:
        """What the unit is called in a letter: by the pack's name, else as its package is named.

        A name that says nothing (新建文件夹 (2)) stays whole: it tells no unit from another.
        """
        bare = tidy(name)
        return self.unit(name) or (bare if self._vocabulary.read(bare).tokens else name)

    def key(self, name: str) -> str:
        """Equal for the deliveries of one unit."""
        return fold_name(self.title(name))


def read_units(path: Path) -> tuple[str, ...]:
    """The units of a list: csv or xlsx with a header (单位), or a name a line.

    Raises PackError, also for a list of none, and for a table that does not say where the names
    are: whoever takes another column for them tells the wrong units that they are late.
    """
    tables = False
    for rows in read_tables(path, UNIT_LIST):
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        if not filled:
            continue
        for at, row in enumerate(filled[:10]):
            columns = [place for place, cell in enumerate(row) if fold_label(cell) in _HEADERS]
            if columns:
                return _some(path, _column(filled[at + 1 :], columns[0]))
        if max(sum(bool(cell.strip()) for cell in row) for row in filled) <= 1:
            return _some(path, tuple(dict.fromkeys("".join(row).strip() for row in filled)))
        tables = True
    raise fault(path, _NO_HEADER if tables else _NO_UNIT)


def _some(path: Path, names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        raise fault(path, _NO_UNIT)
    return names


_NO_UNIT = Text("单位名单里没有单位。", "The list of units names no unit.")
_NO_HEADER = Text(
    f"单位名单缺少表头：要有一列叫“{_HEADERS[0]}”“{_HEADERS[1]}”或“{_HEADERS[2]}”；"
    "不用表格的，每行写一个单位。",
    f"The list of units has no column {', '.join(_HEADERS[:3])}; without a table, write one unit "
    "a line.",
)


def _column(rows: Iterable[list[str]], place: int) -> tuple[str, ...]:
    names = (row[place].strip() for row in rows if place < len(row))
    return tuple(dict.fromkeys(name for name in names if name))
