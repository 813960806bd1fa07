"""The deliveries of one unit held against each other: which is later, which is a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from jlxx_check.batch.assigned import DeliveryPart
from jlxx_check.model.report import Report
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import day_of, in_china
from jlxx_check.values.name_marks import NameMarks
from jlxx_check.values.typed_moments import Moment

#: Seconds: archives keep times to two.
_SAME_TIME = 2.0


@dataclass(frozen=True)
class Piece:
    """A delivery as far as its place among its unit's others depends on it."""

    path: str
    marks: NameMarks
    received: Moment | None
    #: Of its newest file, of the archive itself; seconds since the epoch.
    newest: float | None
    modified: float | None
    #: Equal for the same files; "" where it was not read.
    content: str
    #: None where it could not be opened.
    report: Report | None
    #: What a person said that it is for.
    part: DeliveryPart | None = None
    #: When the mail was sent that it came with.
    sent: datetime | None = None
    #: It is no longer in the inbox; its result was kept.
    gone: bool = False

    @cached_property
    def entries(self) -> frozenset[tuple[str, str]]:
        """Kind and folded name of each that anything was handed in of."""
        found = self.report.entries if self.report else ()
        return frozenset((item.kind, fold_name(item.name)) for item in found if item.files)

    @cached_property
    def registers(self) -> frozenset[str]:
        """The kinds that it has a register of."""
        return (
            frozenset(item.kind for item in self.report.registers) if self.report else frozenset()
        )

    @property
    def size(self) -> tuple[int, int]:
        """By which the unit's main delivery is known."""
        return len(self.registers), len(self.entries)


@frozen
class Later:
    """That one delivery is later than another, and by what. sign: as of ``compare``."""

    sign: int
    why: Text


_UNTOLD = Later(0, Text("分不出先后", "nothing tells which is later"))
_PERSON = Text("名单写明以它为准", "the list says that it counts")
_DATE = Text("收到日期较晚", "it was received later")
_MAIL = Text("邮件较晚", "its mail was sent later")
_NAME = Text("名称写明是后来的", "its name says that it is the later one")
_FILE = Text("其中的文件较新", "its newest file is newer")
_TIME = Text("压缩包的时间较晚", "the archive itself is newer")


def compare(one: Piece, other: Piece, *, files: bool = True) -> Later:
    """Which is later: by date received, mail, name, newest file, the archive's time; 0: unknown.

    files: whether the newest file tells; photos that come later may have been taken long before.
    """
    chosen = (one.part is DeliveryPart.WHOLE) - (other.part is DeliveryPart.WHOLE)
    if chosen:
        return Later(chosen, _PERSON)
    tests: Sequence[tuple[Callable[[], int], Text]] = (
        (lambda: by_date(one.received, other.received), _DATE),
        (lambda: by_date(one.sent, other.sent), _MAIL),
        (lambda: one.marks.later_than(other.marks), _NAME),
        (lambda: _times(one.newest, other.newest) if files else 0, _FILE),
        (lambda: _times(one.modified, other.modified), _TIME),
    )
    for test, why in tests:
        sign = test()
        if sign:
            return Later(sign, why)
    return _UNTOLD


def by_date(one: Moment | None, other: Moment | None) -> int:
    """1: the first is later; by the day, and by the hour where both of that day have one."""
    if one is None or other is None:
        return 0
    first, second = in_china(one), in_china(other)
    days = (day_of(first) > day_of(second)) - (day_of(first) < day_of(second))
    if days or not (isinstance(first, datetime) and isinstance(second, datetime)):
        return days
    return (first > second) - (first < second)


def _times(one: float | None, other: float | None) -> int:
    if one is None or other is None or abs(one - other) <= _SAME_TIME:
        return 0
    return 1 if one > other else -1


def latest(pieces: Sequence[Piece]) -> Piece | None:
    """The one that is later than each other; None where nothing tells."""
    return next(
        (
            one
            for one in pieces
            if all(compare(one, other).sign > 0 for other in pieces if other is not one)
        ),
        None,
    )


def apart(one: Piece, other: Piece) -> bool:
    """Whether both have registers and nothing in common: two halves of one package, maybe."""
    if not (one.registers and other.registers):
        return False
    if one.entries and other.entries:
        return one.entries.isdisjoint(other.entries)
    return one.registers.isdisjoint(other.registers)


def has_few(one: Piece, main: Piece) -> bool:
    """Whether it is about less than half as many entries."""
    return 2 * len(one.entries) < len(main.entries)


def is_part_of(one: Piece, main: Piece) -> bool:
    """Whether it is laid over the main delivery rather than put in its place.

    A person's word settles it. It says that it adds something and is no whole package itself; it
    has no register, where the main one has; or neither has any, and it sends a few entries. Who
    sends a register says with it who is put forward: without a word, that is no supplement.
    """
    if one.part is not None:
        return one.part is DeliveryPart.SUPPLEMENT
    if main.registers and not one.registers:
        return True
    if one.marks.supplement:
        most = 4 * len(one.entries) >= 3 * len(main.entries)
        return not (most and one.registers >= main.registers)
    return not one.registers and has_few(one, main)
