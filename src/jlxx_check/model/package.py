"""A package as it was understood: entries and their files, forms, registers, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from jlxx_check.model.facts import Cause, FileFacts, Group, ReadFailure, Unreadable
from jlxx_check.model.seal_state import SealState
from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.frozen_types import frozen


@frozen
class Value:
    """What stands beside a label of a form, or in a register's cell."""

    #: Canonical (the pack's).
    label: str
    #: As written, outer spaces stripped; "" where it is empty.
    text: str
    #: A place a person can find, ``表1 启动时间`` or ``Sheet1!F7``.
    where: str
    kind: CellKind = CellKind.TEXT
    #: Where a form says it in several places under the same words, in words of its own in each:
    #: those, in reading order.
    writings: tuple[Value, ...] = ()


@frozen
class Form:
    """A 推介表 as read. A label that the form does not have is absent from ``values``."""

    path: str
    kind: str
    #: Everyone (or every project) that the file holds a form of; more than one is a fault.
    names: tuple[str, ...]
    values: Mapping[str, Value]
    #: A picture or a PDF without text: it counts as the form, but says nothing by machine.
    scan: bool = False
    #: A scan whose every page is blank: nobody can read anything from it either.
    blank: bool = False

    def text(self, label: str) -> str:
        """The value's text; "" where the label is absent or its value is empty."""
        value = self.values.get(label)
        return value.text if value else ""


@frozen
class Row:
    """One row of a register."""

    register: str
    #: Its position among the rows, from 1.
    number: int
    name: str
    order_text: str
    order: int | None
    values: Mapping[str, Value]
    #: ``Sheet1!A7``.
    where: str

    def text(self, label: str) -> str:
        """The cell's text; "" where the column is absent or the cell is empty."""
        value = self.values.get(label)
        return value.text if value else ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from all others: one workbook may hold several registers."""
        return self.register, self.where


@frozen
class Register:
    """A 推介登记表 as read."""

    path: str
    kind: str
    #: The canonical labels that its header row has.
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    #: Why its rows could not be read (unreadable file, no header row found), else None.
    problem: Unreadable | ReadFailure | None = None
    #: Further sheets of the file that say most of it once more, and something else: their rows.
    versions: tuple[tuple[Row, ...], ...] = ()


@frozen
class OwnedFile:
    """A file with its role."""

    path: str
    role: str
    #: The owner's id, None for registers.
    entry: str | None
    #: The evidence.
    why: Text


@frozen
class Entry:
    """One person or project put forward, or the material that singles one out."""

    #: ``star/1``; numbered as the register's rows are, then by path.
    id: str
    kind: str
    #: By the form, else the register, else the folder.
    name: str
    order: int | None
    #: The register marks it (stars and projects only).
    special: bool
    files: tuple[OwnedFile, ...]
    #: Its own folder, if it has one.
    folder: str | None = None
    #: For a special entry, the id of the star or project that it singles out, None if unknown.
    of: str | None = None
    #: Its row in the register.
    row: Row | None = None
    #: Matched although the names differ by a slip, or one is short for the other.
    row_differs: bool = False
    #: Its readable form (or scan), None where there is none or it cannot be read.
    form: Form | None = None

    def with_role(self, *roles: str) -> tuple[OwnedFile, ...]:
        """The entry's files in any of these roles, in path order."""
        return tuple(file for file in self.files if file.role in roles)

    def value(self, label: str) -> Value | None:
        """What its form says under the label, else its row; None where neither says anything."""
        for source in (self.form, self.row):
            found = source.values.get(label) if source else None
            if found is not None and found.text.strip():
                return found
        return None

    def text(self, label: str) -> str:
        """The text of ``value``; "" where there is none."""
        found = self.value(label)
        return found.text if found else ""


class Reason(StrEnum):
    """Why a file plays no role."""

    LEFTOVER = "leftover"  # another program left it
    REGISTER_SCAN = "register-scan"  # known for what it is, and no fault
    PACKAGE_PAPER = "package-paper"  # covering letter and the like: an attachment of the package
    SHARED_FORM = "shared-form"  # a form of several people: owned by no one entry
    NO_OWNER = "no-owner"  # its role is plain, but not whose it is
    ASTRAY = "astray"  # a copy of one's form in another's folder
    BLANK = "blank"  # a form that is not filled in yet
    EARLIER = "earlier"  # of another year, or a sample: nobody in it is put forward now
    NAMELESS = "nameless"  # its name was lost in packing or copying: it may be anybody's
    SAMPLE = "sample"  # a form that shows how one is filled in
    UNKNOWN = "unknown"
    ABSENT = "absent"  # it stands for a file that was not handed in: a shortcut and the like
    COPY = "copy"  # all of its folder or archive lies beside it once more
    PART = "part"  # of a folder that is one document: another file stands for it
    REFUSED = "refused"  # a link, a device: never followed or read
    MISNAMED = "misnamed"  # a member of an archive that cannot stand beside the others: never read
    SHUT = "shut"  # the system did not let it be looked into
    UNREADABLE = "unreadable"  # an archive, or a member of one, that does not open


@frozen
class Unassigned:
    """A file that belongs to no entry and is no register, with the reason."""

    path: str
    reason: Reason
    why: Text
    #: Why an archive does not open, or not wholly; one for each mistake: what else lies out of
    #: reach because of it has the reason UNREADABLE and no problem of its own.
    problem: Unreadable | None = None


@frozen
class Misplaced:
    """A file whose folder says one owner and which says another itself; it went by itself."""

    path: str
    #: What a person has to look at.
    why: Text
    #: The other, where two were swapped.
    other: str | None = None


_UNSEEN = frozenset({Reason.SHUT, Reason.UNREADABLE, Reason.NAMELESS})


def _is_unread(facts: FileFacts) -> bool:
    body = facts.body
    if isinstance(body, ReadFailure):
        return body.fate.may_pass or facts.group is Group.DOCUMENT
    return isinstance(body, Unreadable) and body.cause is Cause.DENIED


def _is_shut(item: Unassigned) -> bool:
    denied = item.problem is not None and item.problem.cause is Cause.DENIED
    return denied or item.reason is Reason.SHUT


@frozen
class Package:
    """One unit's material, understood. Everything a check may look at hangs here."""

    path: str
    name: str
    kind: str  # folder, zip, 7z, tar, rar
    received: date | datetime | None
    facts: Mapping[str, FileFacts]
    entries: tuple[Entry, ...]
    registers: tuple[Register, ...]  # of each kind the one whose rows number the entries first
    unassigned: tuple[Unassigned, ...]
    shared_forms: tuple[Form, ...] = ()
    role_files: tuple[OwnedFile, ...] = ()  # every file that plays a role, registers included
    notes: tuple[Text, ...] = field(default=())  # where two readings were possible
    units: tuple[str, ...] = ()  # two or more where it seems to be of several units
    misplaced: tuple[Misplaced, ...] = ()
    seal: SealState | None = None  # where it was sealed
    #: Of ``unassigned``, what could not be looked into, or may be anybody's: asked for once for
    #: every entry.
    unseen: tuple[Unassigned, ...] = field(init=False, repr=False, compare=False)
    #: Files and folders that the system, not the package, kept from being looked into; and
    #: documents that the program failed on. Another time they may be read.
    unread: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Set what follows from the rest."""
        unseen = (
            item for item in self.unassigned if item.reason in _UNSEEN or item.problem is not None
        )
        object.__setattr__(self, "unseen", tuple(unseen))
        unread = [facts.path for facts in self.facts.values() if _is_unread(facts)]
        shut = [item.path for item in self.unseen if _is_shut(item)]
        object.__setattr__(self, "unread", (*unread, *shut))

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """The entries of one kind, in their order."""
        return (entry for entry in self.entries if entry.kind == kind)

    def registers_of(self, kind: str) -> tuple[Register, ...]:
        """The registers of one kind, the one that counts first."""
        return tuple(register for register in self.registers if register.kind == kind)

    def main_register(self, kind: str) -> Register | None:
        """The register that counts, where a kind has several; None where it has none."""
        return next(iter(self.registers_of(kind)), None)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises KeyError."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)


@frozen
class SubjectFile:
    """One file that plays a role."""

    owned: OwnedFile
    facts: FileFacts
    #: Its owner, None for a register.
    entry: Entry | None
