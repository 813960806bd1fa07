"""The step of a round in which deliveries of one unit are held against each other, and merged."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from jlxx_check.batch.belonging.arrange import Arranged, arrange
from jlxx_check.batch.belonging.laying import Laying, lay
from jlxx_check.batch.belonging.pieces import Piece, compare
from jlxx_check.batch.belonging.undecided import in_what_order, not_now, once_read, whose
from jlxx_check.batch.desk import BatchRound
from jlxx_check.batch.output_names import mark, stem
from jlxx_check.batch.record import RecordHead
from jlxx_check.batch.report_writer import ReportWriter
from jlxx_check.batch.senders import name_claims, who_sent
from jlxx_check.batch.stale import Backlog, Waiting, link_to
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.model.report import Report
from jlxx_check.model.sender import Sender
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_json import from_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.name_marks import NameMarks, read_marks
from jlxx_check.values.portable_names import portable


@frozen
class Belonging:
    """Which deliveries count, and what is judged as one."""

    arranged: Arranged
    #: By the delivery that others are laid over, under what their whole is kept.
    wholes: Mapping[str, str] = field(default_factory=dict)
    #: Wholes to be judged.
    waiting: tuple[Waiting, ...] = ()

    def mark(self, item: DeliveryResult) -> DeliveryResult:
        """A delivery's result with its place among its unit's others."""
        by, why = self.arranged.superseded.get(item.path, (None, None))
        base = self.base_of(item.path)
        return replace(
            item,
            superseded_by=by or base,
            newer=why or (_LAID if base else None),
            supplements=base,
            undecided=self.arranged.undecided.get(item.path),
            void=item.path in self.arranged.void,
        )

    def base_of(self, delivery: str) -> str | None:
        """What the delivery is laid over."""
        laid = self.arranged.laid_over.items()
        return next((base for base, parts in laid if delivery in parts), None)

    def whole_of(self, delivery: str) -> str:
        """Under what the delivery's result is kept: with others laid over it, that of the whole."""
        base = self.base_of(delivery) or delivery
        return self.wholes.get(base, delivery)


_LAID = Text("补充材料，已并入", "a supplement, laid over it")


def belong(this: BatchRound, backlog: Backlog, writer: ReportWriter) -> Belonging:
    """Hold every unit's deliveries against each other, once all are judged.

    Records of wholes that there are no longer are cleared away.
    """
    arranged = Arranged()
    pieces = _by_unit(this, backlog, writer)
    for key, same in pieces.items():
        if len(same) == 1 and not same[0].marks.supplement and not same[0].part:
            continue
        read = [_with_report(this, piece) for piece in same]
        if key.startswith("/"):
            arranged.add(_of_nobody(this, read[0]))
        else:
            arranged.add(arrange(_title(this, same[0].path), read))
    arranged.speak(this.settings.known_units().nouns)
    known = {piece.path: piece for same in pieces.values() for piece in same}
    kept = {head.delivery: head for head in this.folder.records.wholes()}
    wholes: dict[str, str] = {}
    waiting: list[Waiting] = []
    for base, parts in list(arranged.laid_over.items()):
        laying = _lay(this, base, parts)
        if laying is None:
            continue
        doubtful = _doubtful([known[part] for part in parts], laying)
        if doubtful:
            why = in_what_order(base, doubtful)
            arranged.undecided.update(dict.fromkeys((base, *parts), why))
            arranged.laid_over.pop(base)
            arranged.notes.append(why)
            continue
        whole = _whole_name(base)
        unread = [name for name in (base, *parts) if _is_unread(this, name)]
        if unread and whole not in kept:  # what was not read may say that it is no supplement
            why = once_read(unread)
            arranged.undecided.update(dict.fromkeys(parts, why))
            arranged.laid_over.pop(base)
            arranged.notes.append(why)
            continue
        wholes[base] = whole
        place = _folder(this, base)
        told = _fingerprint(this, backlog, place, (base, *parts), laying)
        writer.expect(whole, place, told)
        head, own = kept.get(whole), this.folder.records.head(base)
        lost = sorted(this.vanished.lost.keys() & {base, *parts})
        if lost:  # nothing of it is opened: it stays as it was judged
            _keep(arranged, base, parts, head, lost)
            if head is None:
                del wholes[base]
            continue
        if own is not None and not _holds(head, own, told, this):
            waiting.append(_waiting(this, base, parts, laying, own, place))
    writer.withdraw(head for name, head in kept.items() if name not in wholes.values())
    return Belonging(arranged, wholes, tuple(waiting))


def _is_unread(this: BatchRound, delivery: str) -> bool:
    head = this.folder.records.head(delivery)
    return head is not None and head.unsettled


def _keep(
    arranged: Arranged, base: str, parts: Sequence[str], head: RecordHead | None, lost: list[str]
) -> None:
    """Leave a whole as it was while a part of it is gone; what is new to it waits.

    head: of the whole; None where there was none.
    """
    before = {part for part, _ in head.layers} if head else set()
    fresh = [part for part in parts if part not in before]
    arranged.laid_over[base] = tuple(part for part in parts if part in before)
    if head is None:
        del arranged.laid_over[base]
    if not fresh:
        return
    why = not_now(fresh, lost)
    arranged.undecided.update(dict.fromkeys(fresh, why))
    arranged.notes.append(why)


def _by_unit(this: BatchRound, backlog: Backlog, writer: ReportWriter) -> dict[str, list[Piece]]:
    """Deliveries by their unit's key; one whose unit nobody knows stands by itself."""
    units = this.settings.known_units()
    found: dict[str, list[Piece]] = {}
    for name in this.judged:
        head = None if name in writer.failed else this.folder.records.head(name)
        sender = (head.sender if head else sender_by_name(this, name)) or Sender(None)
        key = units.key(sender.unit) if sender.unit else f"/{name}"
        arrived = backlog.arrived[name]
        found.setdefault(key, []).append(
            Piece(
                path=name,
                marks=_marks(name, head.name if head else "", arrived.subject),
                received=head.received if head else this.dates.of(name, key),
                newest=head.newest if head else arrived.modified,
                modified=arrived.modified,
                content=head.content if head else "",
                report=None,
                part=this.assigned.part(name),
                sent=arrived.sent,
                gone=name in this.vanished.lost,
            )
        )
    return found


def _marks(delivery: str, package: str, subject: NameMarks) -> NameMarks:
    """What the names say, and a mail's subject; a folder around it may call all supplements."""
    above, _, own = delivery.rpartition("/")
    marks = read_marks((stem(own), package), subject)
    return replace(marks, supplement=True) if read_marks([above]).supplement else marks


def _title(this: BatchRound, delivery: str) -> str:
    head = this.folder.records.head(delivery)
    sender = head.sender if head else sender_by_name(this, delivery)
    return (sender.unit if sender else None) or delivery


def _of_nobody(this: BatchRound, piece: Piece) -> Arranged:
    """A supplement whose sender nobody knows: whose people and projects it is about is a hint."""
    found = arrange(piece.path, [piece])
    if piece.path not in found.undecided:
        return found
    owners: dict[str, str] = {}
    for head in this.folder.records.heads():
        sender = head.sender
        if sender and sender.unit and head.delivery in this.judged:
            report = _report(this, head.delivery)
            entries = report.entries if report else ()
            shared = piece.entries & {(one.kind, fold_name(one.name)) for one in entries}
            if shared:
                owners[sender.unit] = "、".join(sorted(name for _, name in shared))
    why = whose(piece.path, owners)
    return Arranged(undecided={piece.path: why}, notes=[why])


def sender_by_name(this: BatchRound, name: str) -> Sender:
    """Who sent a delivery of which nothing was read."""
    units, given = this.settings.known_units(), this.assigned.claim(name)
    told = name_claims(name, stem(name), units)
    return who_sent((given, *told) if given else told, units)


def _with_report(this: BatchRound, piece: Piece) -> Piece:
    return replace(piece, report=_report(this, piece.path) if piece.content else None)


def _report(this: BatchRound, delivery: str) -> Report | None:
    record = this.folder.records.read(delivery)
    return from_json(Report, record.report) if record else None


def _lay(this: BatchRound, base: str, parts: Iterable[str]) -> Laying | None:
    below = _report(this, base)
    above = [(part, _report(this, part)) for part in parts]
    if below is None:
        return None
    return lay(
        below,
        [(str(this.place(part)), part, report) for part, report in above if report],
        Vocabulary(this.settings.pack().pack),
    )


def _doubtful(parts: list[Piece], laying: Laying) -> list[str]:
    """Supplements that replace the same file, and of which nothing tells which is later."""
    return [
        parts[at - 1].path
        for pair in sorted(laying.conflicts)
        if compare(parts[pair[0] - 1], parts[pair[1] - 1]).sign == 0
        for at in pair
    ]


def _whole_name(base: str) -> str:
    """No delivery is called so: a path in the inbox has no empty part."""
    return f"{base}//"


def _folder(this: BatchRound, base: str) -> str:
    wished = portable(f"{this.names[base]}（含补充）")
    taken = {name.casefold() for name in this.names.values()}
    return wished if wished.casefold() not in taken else f"{wished}~{mark(base)[:6]}"


def _fingerprint(
    this: BatchRound, backlog: Backlog, place: str, paths: Iterable[str], laying: Laying
) -> str:
    own = [
        backlog.fingerprints.get(path) or this.heads[path].fingerprint
        for path in paths
        if path in backlog.fingerprints or path in this.heads
    ]
    layers = [[layer.name, sorted(layer.places.items())] for layer in laying.overlay.layers]
    told = [own, layers, sorted(laying.overlay.replaced), place]
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def _holds(head: RecordHead | None, base: RecordHead, told: str, this: BatchRound) -> bool:
    """Whether the whole stands as it was judged, its reports where they were written."""
    if (
        head is None
        or not head.done
        or head.stale
        or (head.fingerprint, head.key) != (told, this.key.id)
    ):
        return False
    if (head.sender, head.received) != (base.sender, base.received):
        return False
    return all(this.folder.intact(item) for item in head.written)


def _waiting(
    this: BatchRound, base: str, parts: Sequence[str], laying: Laying, head: RecordHead, place: str
) -> Waiting:
    layers = tuple(zip(parts, (layer.name for layer in laying.overlay.layers), strict=True))
    path = this.place(base)
    reports = this.folder.out / place
    links = {layer.name: link_to(Path(layer.path), reports) for layer in laying.overlay.layers}
    return Waiting(
        delivery=_whole_name(base),
        path=str(path),
        modified=None,
        link=link_to(path, reports),
        sender=head.sender,
        base=base,
        over=laying.overlay,
        notes=laying.notes,
        links=links,
        layers=layers,
    )
