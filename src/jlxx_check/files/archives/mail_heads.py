"""What a mail's own head says: who sent it, when, and under which subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import Any

from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import is_passing

#: Bytes that are read for a head: what a head with many stations on its way comes to.
_HEAD = 256 * 1024
#: Characters kept of a name or a subject.
_LONGEST = 200
_SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
#: Windows' ticks of a tenth of a microsecond from 1601 to 1970.
_EPOCH, _TICKS = 11_644_473_600, 10_000_000


@frozen
class MailHead:
    """What a mail says of itself: evidence of the sender's, never proof. "" where it says nothing.

    sent: by the sender's own clock, with its zone.
    """

    sender_name: str = ""
    sender_address: str = ""
    sent: datetime | None = None
    subject: str = ""


def mail_head(path: Path) -> MailHead | None:
    """The head of a mail's file; None where it cannot be read as one.

    Raises OSError where the system fails.
    """
    try:
        if path.name.lower().endswith(".msg"):
            return _outlook_head(path)
        with path.open("rb") as stream:
            return head_of(message_from_bytes(_whole_head(stream.read(_HEAD))))
    except (OSError, ValueError, MessageError, RecursionError) as error:
        if isinstance(error, OSError) and is_passing(error):
            raise
        return None


def head_of(message: Message) -> MailHead:
    """The head of a message that is read already."""
    name, address = parseaddr(_field(message, "from"))
    sent = None
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        sent = parsedate_to_datetime(_field(message, "date"))
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    return MailHead(
        _line(decoded(name)), _line(address), sent, _line(decoded(_field(message, "subject")))
    )


def decoded(text: str) -> str:
    """A header's text: encoded words, and bytes that stand there as they are, made readable."""
    if "=?" not in text:
        return _bytes_read(text.encode("utf-8", "surrogateescape"))
    try:
        pieces = decode_header(text)
    except (HeaderParseError, ValueError, LookupError):
        return text
    return "".join(
        piece if isinstance(piece, str) else _bytes_read(piece, charset)
        for piece, charset in pieces
    )


def _field(message: Message, name: str) -> str:
    """A header as it was written: ``get`` makes an object of one with bytes beyond ASCII."""
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _bytes_read(data: bytes, charset: str | None = None) -> str:
    """What senders call gb2312 is GBK as often as not; without a word of it, UTF-8 or GBK."""
    said = (charset or "").lower()
    wanted = ["gb18030"] if said in {"gb2312", "gbk", "gb18030"} else [said] if said else []
    for name in (*wanted, "utf-8", "gb18030"):
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(name)
    return data.decode("utf-8", "replace")


def _line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()[:_LONGEST]


def _whole_head(data: bytes) -> bytes:
    """The head without the body, which is cut off somewhere."""
    ends = [at for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark)) >= 0]
    return data[: min(ends) + 1] if ends else data


def _outlook_head(path: Path) -> MailHead | None:
    from olefile import OleFileIO, isOleFile

    with path.open("rb") as stream:
        if not isOleFile(stream):
            return None
        stream.seek(0)
        with OleFileIO(stream) as ole:
            return outlook_head(lambda name: outlook_text(ole, "", name), outlook_sent(ole))


def outlook_head(text: Callable[[str], str], sent: datetime | None) -> MailHead:
    """The head by the properties of [MS-OXPROPS]. text: a property's text by its number."""
    address = text("5D01") or text("0C1F")
    if "@" not in address:
        address = ""  # an Exchange directory's own name
    return MailHead(_line(text("0C1A")), _line(address), sent, _line(text("0037")))


def outlook_text(ole: Any, storage: str, number: str) -> str:
    """A text property of a storage ("" or ending in ``/``), in Unicode or a code page."""
    for kind, codec in (("001F", "utf-16-le"), ("001E", "gb18030")):
        name = f"{storage}__substg1.0_{number}{kind}"
        if ole.exists(name) and ole.get_size(name) <= _HEAD:
            text: str = ole.openstream(name).read().decode(codec, "replace")
            return text.rstrip("\0")
    return ""


def outlook_sent(ole: Any) -> datetime | None:
    """PidTagClientSubmitTime, else PidTagMessageDeliveryTime."""
    name = "__properties_version1.0"
    if not ole.exists(name):
        return None
    data = ole.openstream(name).read(_HEAD)
    for number in (0x0039, 0x0E06):
        mark = (number << 16 | 0x0040).to_bytes(4, "little")
        for at in range(32, len(data) - 15, 16):
            if data[at : at + 4] == mark:
                ticks = int.from_bytes(data[at + 8 : at + 16], "little")
                with suppress(ValueError, OverflowError, OSError):
                    return datetime.fromtimestamp(ticks / _TICKS - _EPOCH, UTC)
    return None
