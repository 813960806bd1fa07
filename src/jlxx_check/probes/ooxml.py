"""Office Open XML packages (.docx, .xlsx): opened within limits, parts read without entities."""

from __future__ import annotations

import posixpath
import zipfile
from types import TracebackType
from typing import Any, BinaryIO, Self

from lxml import etree

from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes import compound
from jlxx_check.probes.limits import beyond as beyond
from jlxx_check.probes.zips import (
    MAX_MEMBERS,
    ZIP_MAGICS,
    Broken,
    CutShort,
    Oversized,
    TooMany,
    is_encrypted,
    member_name,
    open_zip,
    read_member,
)

MB = 1_000_000
#: Unpacked bytes of the whole package, pictures included.
MAX_UNPACKED = 1_000 * MB
#: Unpacked bytes of one XML part; a form has some 100 KB, a sheet of 60,000 styled rows 20 MB.
MAX_PART = 50 * MB
#: Unpacked over packed bytes, judged on members beyond ``RATIO_FROM`` bytes.
MAX_RATIO = 400
#: Elements inside each other, and characters of one text or value: what the XML reader allows.
MAX_DEPTH = 256
MAX_XML_TEXT = 10_000_000
#: Entities that a part may define. No office program writes any, and what they stand for is never
#: fetched or put in: the text would not be what a reader of the page sees.
MAX_ENTITIES = 0
RATIO_FROM = 5 * MB


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


EMPTY = Unreadable(
    Cause.EMPTY, Text("文件是空的（0 字节），请重新提交。", "The file is empty (0 bytes).")
)
CUT_SHORT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "文件不完整，可能在复制或下载时中断，请重新复制一份。",
        "The file is cut short, perhaps while it was copied; please copy it again.",
    ),
)
CORRUPT = Unreadable(
    Cause.CORRUPT,
    Text(
        "文件已损坏，无法打开，请用原文件重新保存后提交。",
        "The file is damaged and cannot be opened; please save it again from the original.",
    ),
)
PASSWORD = Unreadable(
    Cause.PASSWORD,
    Text(
        "文件设有打开密码，请取消密码后重新保存。",
        "The file is protected by a password; please save it again without one.",
    ),
)


class Refused(Exception):
    """The package cannot be read; ``why`` says so to a clerk."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.detail.en)
        self.why = why


class OfficePackage:
    """An opened package. Raises Refused where it cannot be read, OSError where the disk fails."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._archive = _open(stream, size)
        self._members = {member_name(info).casefold(): info for info in self._archive.infolist()}
        _check_limits(self._archive.infolist())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names, casefolded, with ``/``."""
        return tuple(self._members)

    def bytes(self, name: str) -> bytes | None:
        """A part's bytes, or None where there is no such part. Raises Refused."""
        info = self._members.get(name.casefold().lstrip("/"))
        if info is None:
            return None
        if is_encrypted(info):
            raise Refused(PASSWORD)
        try:
            return read_member(self._archive, info, MAX_PART)
        except Oversized as error:
            raise Refused(_part_too_large(info)) from error
        except Broken as error:
            raise Refused(CORRUPT) from error

    def xml(self, name: str) -> etree._Element | None:
        """A part's root element, or None where there is no such part. Raises Refused."""
        data = self.bytes(name)
        if data is None:
            return None
        try:
            root = etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise Refused(_xml_limit(error, data) or CORRUPT) from error
        except ValueError as error:
            raise Refused(CORRUPT) from error
        count = _entities(root)
        if count > MAX_ENTITIES:
            raise Refused(_too_many_entities(count))
        return root

    def main_part(self, usual: str) -> str | None:
        """The main part's name by the package's relationships, else ``usual`` if it is there."""
        relations = self.xml("_rels/.rels")
        for relation in () if relations is None else relations:
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                target = str(relation.get("Target", "")).replace("\\", "/")
                name = posixpath.normpath(target.lstrip("/")).casefold()
                if name in self._members:
                    return name
        return usual if usual in self._members else None


def _open(stream: BinaryIO, size: int) -> zipfile.ZipFile:
    if size == 0:
        raise Refused(EMPTY)
    stream.seek(0)
    head = stream.read(8)
    if head.startswith(compound.MAGIC):
        raise Refused(PASSWORD if _is_encrypted(stream) else CORRUPT)
    if not head.startswith(ZIP_MAGICS):
        raise Refused(CORRUPT)
    try:
        return open_zip(stream, size)
    except CutShort as error:
        raise Refused(CUT_SHORT) from error
    except Broken as error:
        raise Refused(CORRUPT) from error
    except TooMany as error:
        what = Text("文件内部的部件数", "Parts inside the file")
        raise Refused(beyond(what, str(error.count), str(MAX_MEMBERS))) from error


def _is_encrypted(stream: BinaryIO) -> bool:
    try:
        return not compound.top_level(stream).isdisjoint({"encryptioninfo", "encryptedpackage"})
    except compound.BrokenCompound:
        return False


def _check_limits(members: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in members)
    if total > MAX_UNPACKED:
        what = Text("文件解压后的大小", "Size of the file unpacked")
        raise Refused(beyond(what, f"{total // MB} MB", f"{MAX_UNPACKED // MB} MB"))
    for info in members:
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
            what = Text("文件内部的压缩倍数", "Compression ratio inside the file")
            raise Refused(beyond(what, str(ratio), str(MAX_RATIO)))
        if info.file_size > MAX_PART and member_name(info).casefold().endswith(".xml"):
            raise Refused(_part_too_large(info))


def _xml_limit(error: etree.XMLSyntaxError, data: bytes) -> Unreadable | None:
    """The limit of the XML reader that a part exceeds; None where it is plainly broken.

    Only the message tells which one it is: the reader has one code for all of them.
    """
    said = str(error)
    if "Excessive depth" in said:
        what = Text("文件内部的嵌套层数", "Nesting inside the file")
        return beyond(what, f"{MAX_DEPTH}+", str(MAX_DEPTH))
    if "ntity" in said and "<!ENTITY" in (text := data.decode("utf-8", "replace")):
        return _too_many_entities(text.count("<!ENTITY"))
    if "too long" in said or "limit exceeded" in said:
        what = Text("文件内部一段文字的字符数", "Characters of one text inside the file")
        return beyond(what, f"{MAX_XML_TEXT}+", str(MAX_XML_TEXT))
    return None


def _entities(root: etree._Element) -> int:
    """How many entities the part that ``root`` is of defines."""
    types: Any = root.getroottree().docinfo.internalDTD
    return 0 if types is None else len(types.entities())


def _too_many_entities(count: int) -> Unreadable:
    what = Text("文件内部定义的实体数", "Entities defined inside the file")
    return beyond(what, str(count), str(MAX_ENTITIES))


def _part_too_large(info: zipfile.ZipInfo) -> Unreadable:
    what = Text("文件正文解压后的大小", "Size of the file's content unpacked")
    return beyond(what, f"{max(info.file_size, MAX_PART + 1) // MB} MB", f"{MAX_PART // MB} MB")
