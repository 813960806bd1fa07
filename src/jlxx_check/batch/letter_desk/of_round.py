"""The letters of one round over the inbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.inbox.inbox_content import listed
from jlxx_check.batch.letter_desk.kept_letters import RecalledLetter, keep, read_kept
from jlxx_check.batch.letter_desk.letter_task import LetterTask
from jlxx_check.batch.letter_desk.writing import write_letters
from jlxx_check.batch.output_names import RETIRED
from jlxx_check.batch.record import RecordHead
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.unit_contacts import contacts_of_list, read_contact
from jlxx_check.files import NotAPackage
from jlxx_check.model.batch_report import BatchReport, DeliveryResult, held_back
from jlxx_check.model.sender import NO_CONTACT, UnitContact
from jlxx_check.text import Text


def letters_of_round(
    batch: BatchReport,
    this: BatchRound,
    writer: ReportWriter,
    heads: Mapping[str, RecordHead],
    contents: Mapping[str, str],
) -> BatchReport:
    """The batch with its letters written.

    heads: the deliveries' records. contents: path → what changes with the delivery's report.
    Raises OSError where the folder takes no more.
    """
    contacts = _Contacts(batch, this, writer, heads)
    task = LetterTask(
        settings=this.settings,
        contents=contents,
        contact=contacts.of,
        held=held_back(batch),
        unknown=frozenset(item.path for item in batch.counting if not item.sender.known),
        unsettled=unsettled(batch.deliveries, this, writer, heads),
        contacts_told=contacts.told(contents),
    )
    run = write_letters(batch, this.folder, task)
    if writer.missed:  # the list is made anew once all can be read
        keep(this.folder, replace(read_kept(this.folder), list_inputs=""))
    writer.beside += run.beside
    writer.unwritten += run.unwritten
    if run.renewed:
        writer.notices.append(_renewed(run.renewed))
    if run.recalled:
        writer.notices.append(_recalled(run.recalled))
    return replace(run.batch, notes=(*run.batch.notes, *run.unwritten))


def unsettled(
    deliveries: Iterable[DeliveryResult],
    this: BatchRound,
    writer: ReportWriter,
    heads: Mapping[str, RecordHead],
) -> frozenset[str]:
    """The deliveries of which not all could be read for the moment, and all others of their units.

    What could not be read may be what counts, or what others are laid over. heads: of the results;
    of a delivery that is laid over another one, that of the whole.
    """
    open_ = {path for path, why in writer.failed.items() if why.passing}
    for path, head in heads.items():
        own = this.folder.records.head(path)
        if head.unsettled or (own is not None and own.unsettled):
            open_.add(path)
    known = [item for item in deliveries if not item.void]
    units = {item.unit for item in known if item.path in open_ and item.unit}
    return frozenset(open_.union(item.path for item in known if item.unit in units))


def _renewed(units: Sequence[str]) -> Text:
    """Whose letter is another than the one that may have gone out."""
    return Text(
        f"内容有变化、已重新生成的通知 {len(units)} 份：{listed(units, '、')}；原来的在"
        f"“{RETIRED}”里（改过的留在原处）。已经发出的，请考虑重发。",
        f"{len(units)} letter(s) say something else now and were made anew: "
        f"{listed(units, ', ')}. The earlier ones are in {RETIRED} (edited ones stay in place); "
        "consider sending again.",
    )


def _recalled(letters: Sequence[RecalledLetter]) -> Text:
    """Whose letter was sent, and holds no longer."""
    zh = [f"{item.letter.unit} {item.text.zh}" for item in letters]
    en = [f"{item.letter.unit} {item.text.en}" for item in letters]
    return Text(
        f"已发的通知现已失效 {len(letters)} 份：{listed(zh, '、')}；原来的在“{RETIRED}”里。"
        "请告知这些单位，以新的通知为准。",
        f"{len(letters)} letter(s) that were sent hold no longer: {listed(en, ', ')}. They are in "
        f"{RETIRED}; tell these units that the next letter counts.",
    )


class _Contacts:
    """Whom to reach: what the papers say, and what the list of units adds."""

    def __init__(
        self,
        batch: BatchReport,
        this: BatchRound,
        writer: ReportWriter,
        heads: Mapping[str, RecordHead],
    ) -> None:
        self._this = this
        self._writer = writer
        self._heads = heads
        self._units = this.settings.known_units()
        self._named = {item.path: item.unit for item in batch.deliveries}
        path = this.call.lists().units
        self._listed = contacts_of_list(path, self._units) if path else {}

    def told(self, contents: Mapping[str, str]) -> str:
        """Changes with anything that ``of`` may say."""
        listed = sorted((key, *self._fields(item)) for key, item in self._listed.items())
        told = json.dumps([sorted(contents.items()), listed])
        return hashlib.sha256(told.encode("ascii")).hexdigest()

    def of(self, delivery: str) -> UnitContact:
        """A delivery's; from this run, else read anew."""
        head = self._heads.get(delivery)
        if head is None:
            return NO_CONTACT
        paper = self._writer.contacts.get(head.delivery) or self._read(head)
        unit = self._named.get(delivery)
        listed = self._listed.get(self._units.key(unit), NO_CONTACT) if unit else NO_CONTACT
        told = zip(*map(self._fields, (paper, listed, self._mailed(delivery))), strict=True)
        return UnitContact(*(next(filter(None, texts), "") for texts in told))

    def _mailed(self, delivery: str) -> UnitContact:
        """The address that a mail came from."""
        return UnitContact(mail=self._this.mail(delivery).sender_address)

    def _read(self, head: RecordHead) -> UnitContact:
        if head.contact_paper is None:
            return NO_CONTACT
        place = self._this.place
        at, over = place(head.base or head.delivery), head.over(place)
        try:
            return read_contact(at, over, head.contact_paper, self._this.settings.reading)
        except (NotAPackage, OSError) as error:  # or gone since: the next run will say so
            if not isinstance(error, NotAPackage) or error.passing:
                self._writer.missed.add(head.delivery)
            return NO_CONTACT

    @staticmethod
    def _fields(contact: UnitContact) -> tuple[str, str, str]:
        return contact.name, contact.phone, contact.mail
