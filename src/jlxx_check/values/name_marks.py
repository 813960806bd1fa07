"""What a name says of its place among others: 修改稿, 终稿, 第二次, (2), 副本."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jlxx_check.values.folding import fold
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern

_SUPPLEMENT = late_pattern(
    r"补充|补交|补报|补正|补件|补齐|补材|补传|增补|追加|续报|缺少?的|遗漏|漏交|漏报|supplement|addition"
)
_FINAL = late_pattern(r"最终|终稿|终版|定稿|正式版|final")
_MENDED = late_pattern(
    r"更正|改正|修改|修订|修正|更新|重报|重交|重发|重新|再报|再交|再次|最新|新版|替换|改后|revised|corrected"
    r"|[再重]次?(?:报|送|交|上报|上交|提交|递交|呈报|寄|发送)"
)
_OLD = late_pattern(r"旧版|旧的|原稿|初稿|作废|old")
_COPY = late_pattern(r"(?:副本|复件|复本|copy|[(（]\d+[)）])[\s\d]*$", re.IGNORECASE)
_DIGITS = {sign: number for number, sign in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_NUMERAL = r"十?[一二两三四五六七八九]|十|(?<!\d)\d{1,2}"
#: 第一次 says no more than a name without a number. 二次 alone, and not 二次供水. What a browser or
#: a system writes behind any second download or copy, (2), -2 or 副本, tells of no later delivery.
_ORDINAL = late_pattern(
    rf"第({_NUMERAL})[次批回版稿轮遍]|"
    r"(?<![a-z])v(\d{1,2})(?![\d])|([二三四五六七八九十]|\d)[稿版]|"
    rf"({_NUMERAL})[次度](?:报|送|上报|上交|提交|递交|呈报|交|寄|补|修|更正|改|材料|版|稿)|"
    rf"({_NUMERAL})次(?!\w)"
)


@frozen
class NameMarks:
    """A name's words and numbers."""

    #: It says that it adds to something.
    supplement: bool = False
    #: 1: mended, 2: final, -1: an old one.
    word: int = 0
    #: 第二次, v2; 0 without.
    ordinal: int = 0

    @property
    def _rank(self) -> int:
        """A whole package that is called 补正 is a mended one."""
        return max(self.word, 1) if self.supplement and self.word >= 0 else self.word

    def later_than(self, other: NameMarks) -> int:
        """1: it says that it is the later one, -1: the earlier one, 0: nothing tells."""
        words, numbers = self._rank - other._rank, self.ordinal - other.ordinal
        if self.supplement != other.supplement and min(self._rank, other._rank) == 1:
            words = 0  # 最终版 against 补正: asked for after it, or before
        if words and numbers and (words > 0) != (numbers > 0):
            return 0  # 修改后 against 第二次
        told = words or numbers
        return (told > 0) - (told < 0)


NO_MARKS = NameMarks()


def called_a_copy(name: str) -> bool:
    """Whether a system named it as a copy: 推介表(1), 推介表 - 副本. name: without its ending."""
    return _COPY.search(name) is not None


def is_one_of_several(name: str) -> bool:
    """Whether the name tells it from others of its kind, which an only one has no need of."""
    marks = read_marks((name,))
    return called_a_copy(name) or bool(marks.word or marks.ordinal)


def read_marks(names: Iterable[str], *known: NameMarks) -> NameMarks:
    """What any of the names says: the delivery's, the package's, a mail's subject.

    known: what others were read to say.
    """
    found = [*(_marks(fold(name)) for name in names), *known]
    words = sorted((item.word for item in found), key=abs)
    return NameMarks(
        any(item.supplement for item in found),
        words[-1] if words else 0,
        max((item.ordinal for item in found), default=0),
    )


def _marks(name: str) -> NameMarks:
    word = 2 if _FINAL.search(name) else 1 if _MENDED.search(name) else 0
    if _OLD.search(name):
        word = -1
    ordinals = [_number(found) for found in _ORDINAL.finditer(name)]
    return NameMarks(_SUPPLEMENT.search(name) is not None, word, max(ordinals, default=0))


def _number(found: re.Match[str]) -> int:
    """The number; a first time is none."""
    written = next(filter(None, found.groups()))
    if written.isascii():
        number = int(written)
    else:
        number = 10 * written.startswith("十") + _DIGITS.get(written[-1], 0)
    return 0 if number == 1 else number
