"""Mails whose attachments are the delivery: .eml (RFC 5322, MIME) and Outlook's .msg ([MS-OXMSG]).

What is attached is a file like any other, under its own name; what a forwarded mail carries lies
beside it. The texts are no files, nor are the pictures that a text shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_binary_file
from email.errors import MessageError
from email.message import Message
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from jlxx_check.errors import InternalError
from jlxx_check.files.archives import refusals
from jlxx_check.files.archives.listing import ArchiveListing, Budget, FoundMember
from jlxx_check.files.archives.mail_heads import decoded, head_of, outlook_sent, outlook_text
from jlxx_check.files.archives.members import Slice
from jlxx_check.files.archives.regions import Region
from jlxx_check.files.archives.room import Room

#: Bytes of a mail, which is read into memory: no server passes on a larger one.
_LARGEST = 256 * 1024**2
#: Mails one inside the other.
_DEEPEST = 8
_HEAD = 8192
#: How a compound file begins, which a .msg is.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Any two of these at the start of a line tell a mail's head from another text.
_FIELDS = re.compile(
    rb"^(?:From|To|Date|Subject|Received|Message-ID|MIME-Version|Content-Type|Return-Path|X-[\w-]+)"
    rb"\s*:", re.IGNORECASE | re.MULTILINE,
)  # fmt: skip
_SHOWN = re.compile(rb"cid:([^\"'>\s)]+)", re.IGNORECASE)
#: What a damaged mail makes the libraries raise.
_FAULTS = (
    MessageError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError,
    LookupError, MemoryError,
)  # fmt: skip


class _TooMuchError(InternalError):
    """The attachments exceed a limit."""


@dataclass(slots=True)
class _Attached:
    """What was found so far. names: those given, folded."""

    files: list[tuple[str, bytes]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, name: str, data: bytes, most: int) -> None:
        """Take a file. A name given twice is numbered: in a mail neither replaces the other."""
        if len(self.files) >= most:
            raise _TooMuchError
        path = PurePosixPath(name.replace("\\", "/").strip().strip("\0") or "附件").name or "附件"
        number, called = 1, path
        while called.casefold() in self.names:
            number += 1
            pure = PurePosixPath(path)
            called = f"{pure.stem}（{number}）{pure.suffix}"
        self.names.add(called.casefold())
        self.files.append((called, data))


def is_read_as_mail(stream: BinaryIO, name: str) -> bool:
    """Whether the file's beginning is a mail's. Raises OSError."""
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if name.lower().endswith(".msg"):
        return head.startswith(_OLE)
    return len(_FIELDS.findall(head)) > 1


def list_mail(region: Region, room: Room, budget: Budget) -> ArchiveListing:
    """The attachments, written to the temporary folder. Raises OSError."""
    listing = ArchiveListing()
    if region.size > _LARGEST:
        listing.problem = refusals.too_large(_LARGEST)
        return listing
    attached, sent = _Attached(), None
    try:
        with region.open() as stream:
            if stream.read(8).startswith(_OLE):
                stream.seek(0)
                sent = _from_outlook(stream, attached, budget.members)
            else:
                stream.seek(0)
                message = message_from_binary_file(stream)
                sent = head_of(message).sent
                _from_mime(message, attached, budget.members)
    except _TooMuchError:
        listing.problem = refusals.too_many(budget.limits.members)
        return listing
    except _FAULTS:
        listing.problem = refusals.MAIL_DAMAGED
    total = sum(len(data) for _, data in attached.files)
    exceeded = budget.charge(len(attached.files), total, region.size)
    if exceeded is not None:
        listing.problem = exceeded
        return listing
    for number, (name, data) in enumerate(attached.files):
        place = room.new()
        place.write_bytes(data)
        member = Slice(Region(str(place), 0, len(data)))
        moment = sent.timestamp() if sent else None
        listing.found.append(FoundMember(name, member, len(data), moment, f"{number}:{len(data)}"))
    if not listing.found and listing.problem is None:
        listing.problem = refusals.NOTHING_ATTACHED
    return listing


def _from_mime(message: Message, attached: _Attached, most: int) -> None:
    shown = _shown_pictures(message)
    for part in _parts(message):
        name = part.get_filename()
        if name is None and part.get_content_disposition() != "attachment":
            continue  # the text
        told = part.get("Content-ID", "")
        if part.get_content_disposition() != "attachment" and str(told).strip("<> ") in shown:
            continue  # a picture in the text
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            attached.add(decoded(name or ""), data, most)


def _parts(message: Message) -> Iterator[Message]:
    """Every part that is no container, those of mails inside it, too, in their order."""
    waiting: list[tuple[Message, int]] = [(message, 0)]
    while waiting:
        part, deep = waiting.pop()
        if not part.is_multipart():
            yield part
            continue
        if deep > _DEEPEST:
            raise ValueError("mails one inside the other, too many")
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting += [(item, deep + 1) for item in reversed(inner) if isinstance(item, Message)]


def _shown_pictures(message: Message) -> set[str]:
    """Ids of the parts that an HTML text shows inside itself."""
    found: set[str] = set()
    for part in _parts(message):
        if part.get_content_type() == "text/html" and part.get_filename() is None:
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                found |= {match.decode("ascii", "replace") for match in _SHOWN.findall(text)}
    return found


def _from_outlook(stream: BinaryIO, attached: _Attached, most: int) -> Any:
    from olefile import OleFileIO

    with OleFileIO(stream) as ole:
        _attachments(ole, "", attached, most, 0)
        return outlook_sent(ole)


def _attachments(ole: Any, storage: str, attached: _Attached, most: int, deep: int) -> None:
    """The attachments of a message's storage ("" or ending in ``/``); of messages in it, too."""
    if deep > _DEEPEST:
        raise ValueError("mails one inside the other, too many")
    begin = [part for part in storage.split("/") if part]
    entries = ole.listdir(streams=False, storages=True)
    own = sorted(
        entry[-1]
        for entry in entries
        if entry[:-1] == begin and entry[-1].startswith("__attach_version1.0_#")
    )
    for name in own:
        place = f"{storage}{name}/"
        inner = f"{place}__substg1.0_3701000D"
        if ole.exists(inner):
            _attachments(ole, f"{inner}/", attached, most, deep + 1)
            continue
        data = f"{place}__substg1.0_37010102"
        if not ole.exists(data):
            continue  # a link to a file elsewhere
        hidden = outlook_text(ole, place, "3712") and outlook_text(ole, place, "370E").startswith(
            "image/"
        )
        if hidden:
            continue  # a picture in the text
        called = outlook_text(ole, place, "3707") or outlook_text(ole, place, "3704")
        attached.add(called or outlook_text(ole, place, "3001"), ole.openstream(data).read(), most)
