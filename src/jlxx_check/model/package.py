"""A package as it was understood: entries and their files, forms, registers, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from jlxx_check.model.document import CellKind
from jlxx_check.model.facts import Crashed, FileFacts, Unreadable
from jlxx_check.model.text import Text


@dataclass(frozen=True, slots=True)
class Value:
    """What stands beside a label of a form, or in a register's cell.

    label: canonical (the pack's). text: as written, outer spaces stripped; "" where it is empty.
    where: a place a person can find, ``表1 启动时间`` or ``Sheet1!F7``.
    """

    label: str
    text: str
    where: str
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class Form:
    """A 推介表 as read. A label that the form does not have is absent from ``values``.

    names: everyone (or every project) that the file holds a form of; more than one is a fault.
    scan: a picture or a PDF without text: it counts as the form, but says nothing by machine.
    """

    path: str
    kind: str
    names: tuple[str, ...]
    values: Mapping[str, Value]
    scan: bool = False

    def text(self, label: str) -> str:
        """The value's text; "" where the label is absent or its value is empty."""
        value = self.values.get(label)
        return value.text if value else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a register. number: its position among the rows, from 1. where: ``Sheet1!A7``."""

    register: str
    number: int
    name: str
    order_text: str
    order: int | None
    values: Mapping[str, Value]
    where: str

    def text(self, label: str) -> str:
        """The cell's text; "" where the column is absent or the cell is empty."""
        value = self.values.get(label)
        return value.text if value else ""


@dataclass(frozen=True, slots=True)
class Register:
    """A 推介登记表 as read. columns: the canonical labels that its header row has.

    problem: why its rows could not be read (unreadable file, no header row found), else None.
    """

    path: str
    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problem: Unreadable | Crashed | None = None


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """A file with its role. entry: the owner's id, None for registers. why: the evidence."""

    path: str
    role: str
    entry: str | None
    why: Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One person or project put forward, or the material that singles one out.

    id: ``star/1``; numbered by the register's rows, then by path.
    name: by the form, else the register, else the folder. folder: its own folder, if it has one.
    special: the register marks it (stars and projects only).
    of: for a special entry, the id of the star or project that it singles out, None if unknown.
    row: its row in the register. row_differs: matched although the names differ by one character.
    form: its readable form (or scan), None where there is none or it cannot be read.
    """

    id: str
    kind: str
    name: str
    order: int | None
    special: bool
    files: tuple[OwnedFile, ...]
    folder: str | None = None
    of: str | None = None
    row: Row | None = None
    row_differs: bool = False
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
    UNKNOWN = "unknown"
    REFUSED = "refused"  # a link, a device: never followed or read
    SHUT = "shut"  # the system did not let it be looked into
    UNREADABLE = "unreadable"  # an archive, or a member of one, that does not open


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A file that belongs to no entry and is no register, with the reason.

    problem: why an archive does not open, or not wholly; one for each mistake: what else lies out
    of reach because of it has the reason UNREADABLE and no problem of its own.
    """

    path: str
    reason: Reason
    why: Text
    problem: Unreadable | None = None


_UNSEEN = frozenset({Reason.SHUT, Reason.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Package:
    """One unit's material, understood. Everything a check may look at hangs here."""

    path: str
    name: str
    kind: str  # folder, zip, 7z, tar, rar
    received: date | datetime | None
    facts: Mapping[str, FileFacts]
    entries: tuple[Entry, ...]
    registers: tuple[Register, ...]
    unassigned: tuple[Unassigned, ...]
    shared_forms: tuple[Form, ...] = ()
    role_files: tuple[OwnedFile, ...] = ()  # every file that plays a role, registers included
    notes: tuple[Text, ...] = field(default=())  # where two readings were possible
    #: Of ``unassigned``, what could not be looked into: asked for once for every entry.
    unseen: tuple[Unassigned, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Set what follows from the rest."""
        unseen = (
            item for item in self.unassigned if item.reason in _UNSEEN or item.problem is not None
        )
        object.__setattr__(self, "unseen", tuple(unseen))

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """The entries of one kind, in their order."""
        return (entry for entry in self.entries if entry.kind == kind)

    def registers_of(self, kind: str) -> tuple[Register, ...]:
        """The registers of one kind, in path order."""
        return tuple(register for register in self.registers if register.kind == kind)

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id. Raises KeyError."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)
