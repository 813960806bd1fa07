"""The letters written: what is as it was stays, what is valid no more is put away, never deleted.

They are made in the end, where rounds are counted and packages compared. A letter that somebody
edited stays as it is while it is valid; where its content changes, the new one goes beside it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

from jlxx_check.batch.letter_desk.kept_letters import (
    KeptLetter,
    KeptLetters,
    keep,
    read_kept,
)
from jlxx_check.batch.letter_desk.letter_task import LetterRun, LetterTask
from jlxx_check.batch.letter_desk.plan import LIST, PlannedLetter, plan_letters
from jlxx_check.batch.letter_desk.sending import (
    SentDays,
    recalled_of,
    sending_lines,
    sent_days,
    told_of,
    with_sent,
)
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import RETIRED
from jlxx_check.batch.record import WrittenReport
from jlxx_check.batch.report_writer import moved, telling_unwritten
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.authorship import digest_of, marked, report_file
from jlxx_check.reporters.batch.unit_standing import title
from jlxx_check.reporters.letter_items import asks_to_mend
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Text

#: Letters made at a time: so many are in memory, and noted before they are written.
_AT_ONCE = 32
#: After so many the garbage is looked for: what a letter was made of is far larger than the letter.
_COLLECTED = 4


def write_letters(batch: BatchReport, folder: OutputFolder, task: LetterTask) -> LetterRun:
    """Make what is new, put away what is valid no more, and write the list of what is to be sent.

    Where the call asks for no letters none is made; those that still hold stay.
    Raises OSError where the folder takes no more.
    """
    kept, run = read_kept(folder), LetterRun(batch)
    if not task.asked and not kept.letters:
        return run
    planned = plan_letters(
        batch, task.settings, task.contents, task.held, task.unknown, task.unsettled
    )
    desk = _Desk(folder, task, kept, run)
    desk.put_away(planned)
    with _rest_set_aside():
        for some in _parts(planned, _AT_ONCE):
            desk.write(some)
    desk.finish(planned)
    return run


@contextmanager
def _rest_set_aside() -> Iterator[None]:
    """What lives already is left out when the letters' garbage is looked for, which is then cheap.

    A document's parts point at each other, so only the collector frees them, and that waits for a
    quarter of all that lives: of 2,000 letters 300 MB.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Desk:
    """The folder of letters in one run."""

    def __init__(
        self, folder: OutputFolder, task: LetterTask, kept: KeptLetters, run: LetterRun
    ) -> None:
        self._folder = folder
        self._task = task
        self._kept = kept
        self._run = run
        self._now = {letter.letter: letter for letter in kept.letters}
        self._known = kept.known
        #: What could not be put away or made anew: it is tried again the next time.
        self._left: dict[str, KeptLetter] = {}
        self._untold = set(kept.untold)
        self._recalled = {item.letter.letter: item for item in kept.recalled}

    def put_away(self, planned: Sequence[PlannedLetter]) -> None:
        """What no longer stands under its name: the letters are moved, the notes go."""
        wanted = {item.letter: item.inputs for item in planned}
        notes = {item.note for item in planned}
        for name, letter in list(self._now.items()):
            if letter.delivery in self._task.unsettled:
                continue
            if wanted.get(name) == letter.inputs or (name in wanted and self._task.asked):
                continue
            del self._now[name]
            with telling_unwritten(name, self._run.unwritten):
                self._retire(name, letter)
                if letter.note not in notes:
                    self._folder.remove(letter.written[1:])
                if recalled := recalled_of(letter, self._said, self._rounds):
                    self._recalled[name] = recalled
                continue
            self._left[name] = replace(letter, inputs="")

    @cached_property
    def _said(self) -> SentDays:
        """What the lists that are there say of the days sent."""
        last = self._kept.list.path if self._kept.list else LIST
        return sent_days(self._folder.out / path for path in (last, LIST))

    @cached_property
    def _rounds(self) -> dict[str, int]:
        """Each unit's round."""
        found = [(title(item), item.round) for item in self._run.batch.counting]
        return {unit: round_.number for unit, round_ in found if round_ is not None}

    def _retire(self, name: str, letter: KeptLetter) -> None:
        """The letter put away, and what a person made of it under its name."""
        for path in dict.fromkeys((name, *letter.letters)):
            self._folder.put_away(path, RETIRED)

    def write(self, planned: Sequence[PlannedLetter]) -> None:
        """Some letters: what is to be written is noted first, so that it is known however it ends.

        Raises OSError where the folder takes no more.
        """
        fresh = [item for item in planned if self._task.asked and not self._stands(item)]
        if not fresh:
            return
        files: dict[str, dict[str, bytes]] = {}
        for few in _parts(fresh, _COLLECTED):
            files |= {item.letter: self._made(item) for item in few}
            gc.collect()
        begun = tuple(
            WrittenReport("docx", path, digest_of(data))
            for content in files.values()
            for path, data in content.items()
        )
        self._known = (*self._known, *begun)
        # What was written before may lie there until all is done.
        keep(
            self._folder,
            replace(
                self._kept,
                letters=self._letters(),
                begun=self._begun(),
                untold=tuple(sorted(self._untold)),
                recalled=tuple(self._recalled.values()),
            ),
        )
        for item in fresh:
            with telling_unwritten(item.letter, self._run.unwritten):
                self._put(item, files[item.letter])
                continue
            if before := self._now.pop(item.letter, None):
                self._left[item.letter] = replace(before, inputs="")

    def _stands(self, item: PlannedLetter) -> bool:
        """Whether the letter is there, as it was written or as somebody edited it since."""
        before = self._now.get(item.letter)
        if before is None or before.inputs != item.inputs or before.note != item.note:
            return False
        return all(self._folder.exists(one.path) for one in before.written)

    def _made(self, item: PlannedLetter) -> dict[str, bytes]:
        from jlxx_check.reporters.chat_note import to_chat_note

        lang = self._task.settings.lang
        return {
            item.letter: self._letter(item, item.options),
            item.note: to_chat_note(item.report, lang, item.options),
        }

    def _letter(self, item: PlannedLetter, options: Options) -> bytes:
        return report_file(item.report, "docx", self._task.settings.lang, options)

    def _says_else(self, item: PlannedLetter, letter: bytes, before: KeptLetter) -> bool:
        """Whether it is worth sending again.

        That units are still to be compared goes without saying once they have been.
        """
        was = before.written[0].sha256
        if was == digest_of(letter):
            return False
        if item.options.in_batch:
            return True
        return was != digest_of(self._letter(item, replace(item.options, in_batch=True)))

    def _put(self, item: PlannedLetter, files: Mapping[str, bytes]) -> None:
        """The files written; an older letter that nobody edited is put away first."""
        before = self._now.get(item.letter)
        for path in dict.fromkeys((item.letter, *(before.letters if before else ()))):
            if not self._folder.says(path, files[item.letter]):
                self._folder.put_away(path, RETIRED, self._known)
        if before is None and item.letter in self._recalled:
            before = self._recalled[item.letter].letter
        draft = before.draft if before else 1
        renewed = before is not None and self._says_else(item, files[item.letter], before)
        written = [self._folder.write(path, data, self._known) for path, data in files.items()]
        self._run.made += 1
        self._run.beside += moved(files, written)
        self._now[item.letter] = KeptLetter(
            *(item.delivery.path, item.inputs, item.letter, item.note),
            written=tuple(written),
            draft=draft + renewed,
            unit=title(item.delivery),
            round=item.delivery.round.number if item.delivery.round else 1,
            mends=asks_to_mend(item.report),
        )
        if renewed:
            self._untold.add(item.letter)

    def _begun(self) -> tuple[WrittenReport, ...]:
        return tuple(dict.fromkeys(self._known))

    def _letters(self) -> tuple[KeptLetter, ...]:
        letters = self._left | self._now
        return tuple(letters[name] for name in sorted(letters))

    def finish(self, planned: Sequence[PlannedLetter]) -> None:
        """The list of what is to be sent, and what the batch is told of its letters."""
        batch, task = self._run.batch, self._task
        here = [item for item in planned if item.letter in self._now]
        self._run.renewed = [
            item.options.addressee or item.delivery.name
            for item in here
            if item.letter in self._untold
        ]
        letters = {item.delivery.path: self._now[item.letter] for item in here}
        places = {path: letter.written[0].path for path, letter in letters.items()}
        deliveries = tuple(
            replace(item, written={**item.written, "docx": places[item.path]})
            if item.path in places
            else item
            for item in batch.deliveries
        )
        self._run.batch = replace(batch, deliveries=deliveries)
        self._tell(_beside([letter for letter in letters.values() if letter.edited]))
        reasons = (task.held, task.unknown, task.unsettled)
        inputs = told_of(batch, letters, *reasons, task.contacts_told, task.settings)
        before = self._kept.list
        if before is None or self._kept.list_inputs != inputs or not self._folder.exists(LIST):
            before = self._write_list(letters)
        begun = self._begun() if self._run.unwritten else ()
        untold = self._untold.intersection(item.letter for item in planned)
        recalled = tuple(one for name, one in self._recalled.items() if name not in self._now)
        self._run.recalled = [item for item in recalled if not item.told]
        kept = KeptLetters(
            self._letters(),
            begun,
            before,
            inputs if not self._run.unwritten else "",
            tuple(sorted(untold)),
            recalled,
        )
        if kept != self._kept:
            keep(self._folder, kept)

    def _tell(self, notes: Sequence[Text]) -> None:
        batch = self._run.batch
        self._run.batch = replace(batch, notes=(*batch.notes, *notes))

    def _write_list(self, letters: Mapping[str, KeptLetter]) -> WrittenReport | None:
        from jlxx_check.reporters.batch import to_sending_list

        task, batch = self._task, self._run.batch
        reasons = (task.held, task.unknown, task.unsettled)
        lines = sending_lines(batch, letters, *reasons, task.contact)
        self._tell(self._said.unread)
        recalled = list(self._recalled.values())
        lines = tuple(
            with_sent(line, letters.get(line.delivery), self._said, recalled) for line in lines
        )
        for line in lines:
            if line.sent is not None:  # and so the unit knows what counts
                self._forget_recalled(line.unit)
        data = marked(to_sending_list(batch, lines, task.settings.lang), "xlsx")
        with telling_unwritten(LIST, self._run.unwritten):
            written = self._folder.write(LIST, data, self._known)
            self._run.beside += moved([LIST], [written])
            return written
        return self._kept.list

    def _forget_recalled(self, unit: str) -> None:
        for name, item in list(self._recalled.items()):
            if item.letter.unit == unit:
                del self._recalled[name]


def _beside(edited: Sequence[KeptLetter]) -> tuple[Text, ...]:
    """That valid letters stand beside what somebody edited."""
    if not edited:
        return ()
    names = [letter.written[0].path for letter in edited]
    return (
        Text(
            f"这些单位的通知有人改过，没有覆盖；内容更新后的通知在旁边：{'、'.join(names)}。",
            "Somebody edited the letters to these units, so they stay; the letters by what is "
            f"known now are beside them: {', '.join(names)}.",
        ),
    )


def _parts(planned: Sequence[PlannedLetter], size: int) -> Iterator[Sequence[PlannedLetter]]:
    for start in range(0, len(planned), size):
        yield planned[start : start + size]
