"""What somebody wrote into the list of what is to be sent: it goes on into the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from jlxx_check.decisions.ledger_sheets import day_text
from jlxx_check.packs.pack_problems import PackError
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.reporters.batch.sending_list import LETTER, SENT, shown_name
from jlxx_check.reporters.sections import UNIT
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_label
from jlxx_check.values.typed_moments import NotAMoment, read_moment
from jlxx_check.values.visible import visible

#: A row of headings stands among the first ones.
_HEADS = 5
_WHAT = Text("发送清单", "The list of what is to be sent")


@dataclass(frozen=True, slots=True)
class SentDays:
    """What the lists say of the days sent, and which of them could not be read."""

    #: By unit and letter (``key_of``); letter "": there was none. What is no day stays as written.
    days: Mapping[tuple[str, str], date | str]
    #: A sentence for each list that is there and tells nothing.
    unread: tuple[Text, ...]


def sent_days(lists: Iterable[Path]) -> SentDays:
    """What the lists that are there say; the first one that tells of a letter counts.

    Never raises for what it finds: whatever is wrong with one, the letters go on.
    """
    found: dict[tuple[str, str], date | str] = {}
    unread: list[Text] = []
    for path in dict.fromkeys(lists):
        if not path.is_file():
            continue
        try:
            for key, said in _read(path):
                found.setdefault(key, said)
        except PackError as error:
            unread.append(_unread(path.name, error.problems[0].message))
    return SentDays(found, tuple(unread))


def _read(path: Path) -> Iterator[tuple[tuple[str, str], date | str]]:
    """What a list says, line by line. Raises PackError."""
    headed = False
    for rows in read_tables(path, _WHAT):
        start, places = _heading(rows)
        headed = headed or bool(places)
        for row in rows[start:] if places else ():
            unit, letter, sent = (
                row[place].strip() if place < len(row) else "" for place in places
            )
            if sent:
                yield (unit, shown_name(letter)), _day(sent)
    if not headed:
        raise fault(path, _NO_COLUMNS)


def _heading(rows: Rows) -> tuple[int, tuple[int, ...]]:
    """The row below the headings, and the columns of unit, letter and day; () where one lacks."""
    for at, row in enumerate(rows[:_HEADS], 1):
        heads = [fold_label(cell) for cell in row]
        found = [
            next((place for place, head in enumerate(heads) if head in names), None)
            for names in _COLUMNS
        ]
        places = tuple(place for place in found if place is not None)
        if len(places) == len(_COLUMNS):
            return at, places
    return 0, ()


def _day(text: str) -> date | str:
    """A cell that is a day, however it was typed; else its text."""
    try:
        moment = read_moment(day_text(text))
    except NotAMoment:
        return text
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.time() == time() else text


def key_of(unit: str, letter: str | None) -> tuple[str, str]:
    """As a list's cells show them."""
    return visible(unit).strip(), shown_name(visible(letter or "").strip())


def _unread(name: str, why: Text) -> Text:
    return Text(
        f"通知文件夹里的“{name}”没有读到，其中填写的发送日期没有带进新的清单，请核对后补填："
        f"{why.zh}",
        f"“{name}” in the folder of letters could not be read, so the days sent that it tells are "
        f"not in the new list; look and fill them in again. {why.en}",
    )


_COLUMNS = tuple(frozenset(map(fold_label, (title.zh, title.en))) for title in (UNIT, LETTER, SENT))
_NO_COLUMNS = Text(
    f"缺少“{UNIT.zh}”“{LETTER.zh}”“{SENT.zh}”这几列的表头。",
    f"It has no columns “{UNIT.en}”, “{LETTER.en}” and “{SENT.en}”.",
)
