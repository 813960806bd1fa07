"""The list of what is to be sent, unit by unit; what is written into it goes on into the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path, PurePosixPath

from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.letter_desk.kept_letters import KeptLetter, RecalledLetter
from jlxx_check.batch.letter_desk.plan import listed, why_none
from jlxx_check.decisions.ledger_sheets import day_text
from jlxx_check.model.about import VERSION
from jlxx_check.model.batch_report import BatchReport, DeliveryResult
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.sender import SendingLine, UnitContact
from jlxx_check.packs.pack_problems import PackError
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.reporters.batch.unit_standing import objected, status, title, verdict
from jlxx_check.reporters.letter_items import numbered, shown_name
from jlxx_check.reporters.sections import DRAFT, LETTER, SENT, UNIT
from jlxx_check.text import Text, joined
from jlxx_check.values.folding import fold_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.typed_moments import NotAMoment, read_moment
from jlxx_check.values.visible import visible


def sending_lines(
    batch: BatchReport,
    letters: Mapping[str, KeptLetter],
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str],
    contact: Callable[[str], UnitContact],
) -> tuple[SendingLine, ...]:
    """A line for each delivery that somebody is to be told of. letters: by the delivery's path.

    held, unknown, unsettled, contact: as in ``LetterTask``.
    """
    return tuple(
        _line(
            item,
            letters.get(item.path),
            why_none(item, held, unknown, unsettled),
            contact(item.path),
        )
        for item in listed(batch)
    )


def _line(
    item: DeliveryResult, letter: KeptLetter | None, reason: Text | None, contact: UnitContact
) -> SendingLine:
    items = numbered(item.report, item.round) if item.report else ()
    errors = sum(one.finding.level is Level.ERROR for one in items)
    count = len(items)
    attached = Text(f"附件1份（{count}项）", f"1 attachment ({count} items)") if count else None
    files = [PurePosixPath(one.path).name for one in letter.written] if letter else []
    return SendingLine(
        unit=title(item),
        delivery=item.path,
        verdict=_verdict(item),
        round=item.round.number if item.round else None,
        errors=errors,
        warnings=count - errors,
        letter=files[0] if files else None,
        draft=letter.draft if letter else 1,
        note=files[1] if len(files) > 1 else None,
        attached=attached if files else None,
        reason=reason if letter is None else None,
        contact=contact,
    )


def _verdict(item: DeliveryResult) -> Text:
    """The verdict; where it is not what the letter is for, what a reviewer found."""
    noncompliant = verdict(item) is Verdict.NONCOMPLIANT
    return status(item) if noncompliant else objected(item) or status(item)


def told_of(
    batch: BatchReport,
    letters: Mapping[str, KeptLetter],
    held: frozenset[str],
    unknown: frozenset[str],
    unsettled: frozenset[str],
    contacts: str,
    settings: BatchSettings,
) -> str:
    """Changes with anything that the list shows. contacts: changes with the contacts."""
    told: list[object] = [VERSION, settings.lang, contacts]
    for item in listed(batch):
        letter = letters.get(item.path)
        why = why_none(item, held, unknown, unsettled)
        files = [one.path for one in letter.written] if letter else None
        told.append(
            [
                item.path,
                title(item),
                letter and letter.inputs,
                files,
                why and why.zh,
                _verdict(item).zh,
            ]
        )
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def recalled_of(
    letter: KeptLetter, said: SentDays, rounds: Mapping[str, int]
) -> RecalledLetter | None:
    """A letter that holds no longer, where it was sent and the unit has to know.

    rounds: each unit's; one that has handed in again has answered what it was asked to mend.
    """
    sent = said.of_letter(letter)
    answered = letter.mends and rounds.get(letter.unit, 1) > letter.round
    if sent is None or answered:
        return None
    return RecalledLetter(letter, sent if isinstance(sent, date) else None)


def with_sent(
    line: SendingLine,
    letter: KeptLetter | None,
    said: SentDays,
    recalled: Iterable[RecalledLetter],
) -> SendingLine:
    """The line with when its letter was sent, and which sent one of its unit holds no longer.

    One that holds again as it was sent has been sent.
    """
    sent = said.of(line.unit, line.letter, line.draft)
    own = [item for item in recalled if item.letter.unit == line.unit]
    if sent is None and letter is not None:
        again = [item for item in own if item.letter.letter == letter.letter]
        sent = next((item.sent for item in again if item.letter.draft == letter.draft), None)
    gone = [item.text for item in own if letter is None or item.letter.letter != letter.letter]
    if sent is not None or not gone:
        return replace(line, sent=sent)
    what = joined(gone, "、")
    return replace(
        line, remark=Text(f"已发的{what.zh}已失效", f"no longer valid, but sent: {what.en}")
    )


#: A row of headings stands among the first ones.
_HEADS = 5
_WHAT = Text("发送清单", "The list of what is to be sent")


@frozen
class SentDays:
    """What the lists say of the days sent, and which of them could not be read."""

    #: By unit and letter (``_key``); letter "": there was none. The draft that was sent, None where
    #: the list does not tell which, and when; what is no day stays as written.
    days: Mapping[tuple[str, str], Sequence[tuple[int | None, date | str]]]
    #: A sentence for each list that is there and tells nothing.
    unread: tuple[Text, ...]

    def of_letter(self, letter: KeptLetter) -> date | str | None:
        """When a letter that was written was sent; None: it was not."""
        names = [PurePosixPath(path).name for path in letter.letters]
        return self.of(letter.unit, names[0], letter.draft) if names else None

    def of(self, unit: str, letter: str | None, draft: int) -> date | str | None:
        """When that draft of the letter was sent; None: it was not."""
        said = self.days.get(_key(unit, letter), ())
        return next((day for which, day in said if which in (None, draft)), None)


def sent_days(lists: Iterable[Path]) -> SentDays:
    """What the lists that are there say; the first one that tells of a letter counts.

    Never raises for what it finds: whatever is wrong with one, the letters go on.
    """
    found: dict[tuple[str, str], list[tuple[int | None, date | str]]] = {}
    unread: list[Text] = []
    for path in dict.fromkeys(lists):
        if not path.is_file():
            continue
        try:
            for key, said in _read(path):
                found.setdefault(key, []).append(said)
        except PackError as error:
            unread.append(_unread(path.name, error.problems[0].message))
    return SentDays(found, tuple(unread))


def _read(path: Path) -> Iterator[tuple[tuple[str, str], tuple[int | None, date | str]]]:
    """What a list says, line by line. Raises PackError."""
    headed = False
    for rows in read_tables(path, _WHAT):
        start, places = _heading(rows)
        headed = headed or bool(places)
        for row in rows[start:] if places else ():
            unit, letter, sent, *draft = (
                row[place].strip() if place < len(row) else "" for place in places
            )
            if sent:
                yield (unit, shown_name(letter)), (_draft(*draft), _day(sent))
    if not headed:
        raise fault(path, _NO_COLUMNS)


def _heading(rows: Rows) -> tuple[int, tuple[int, ...]]:
    """The row below the headings, and the columns of unit, letter and day; () where one lacks.

    The last one is that of the draft, where there is one.
    """
    for at, row in enumerate(rows[:_HEADS], 1):
        heads = [fold_label(cell) for cell in row]
        found = [
            next((place for place, head in enumerate(heads) if head in names), None)
            for names in (*_COLUMNS, _DRAFT)
        ]
        places = tuple(place for place in found if place is not None)
        if None not in found[: len(_COLUMNS)]:
            return at, places
    return 0, ()


def _draft(written: str | None = None) -> int | None:
    """Which draft a row speaks of: the first where its cell is empty, any where there is none."""
    if written is None:
        return None
    # Python refuses to read a number of thousands of digits; no draft has one of ten.
    return int(written) if written.isdecimal() and len(written) < 10 else 1


def _day(text: str) -> date | str:
    """A cell that is a day, however it was typed; else its text."""
    try:
        moment = read_moment(day_text(text))
    except NotAMoment:
        return text
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.time() == time() else text


def _key(unit: str, letter: str | None) -> tuple[str, str]:
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
_DRAFT = frozenset(map(fold_label, (DRAFT.zh, DRAFT.en)))
_NO_COLUMNS = Text(
    f"缺少“{UNIT.zh}”“{LETTER.zh}”“{SENT.zh}”这几列的表头。",
    f"It has no columns “{UNIT.en}”, “{LETTER.en}” and “{SENT.en}”.",
)
