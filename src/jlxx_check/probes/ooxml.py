"""Office Open XML packages (.docx, .xlsx): opened within limits, parts read without entities."""

from __future__ import annotations

import posixpath
import zipfile
from types import TracebackType
from typing import Any, BinaryIO, Self

from lxml import etree

from jlxx_check.model.contents import ZIP_MARKS
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.unreadable import (
    CORRUPT,
    CUT_SHORT,
    EMPTY,
    MB,
    PASSWORD,
    CutShortError,
    DamagedError,
    RefusedError,
    TooBigError,
    beyond,
    damaged,
)
from jlxx_check.probes.zip_members import (
    begins_before,
    is_encrypted,
    member_name,
    open_zip,
    read_member,
    too_large,
    try_member,
)
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

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
#: Unpacked bytes, in the file's order, of what is held to its check sum without being read.
MAX_TESTED = 200 * MB
#: Parts beside the main one that are held to be XML, up to this size: office programs refuse a
#: file over any of them.
_BESIDE = frozenset(
    {
        *("styles", "numbering", "settings", "theme", "fontTable", "header", "footer"),
        *("footnotes", "endnotes", "comments", "sharedStrings", "worksheet"),
    }
)
_BESIDE_LIMIT = 5 * MB
#: Unpacked bytes of XML parts that are kept for those who ask again.
_KEPT = 2 * MB
_TYPES = "[content_types].xml"
_ROOT_RELATIONS = "_rels/.rels"


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


@frozen
class Relation:
    """What a part refers to."""

    id: str
    #: The last word of its type, ``styles``.
    kind: str
    #: Casefolded name.
    part: str
    external: bool


class OfficePackage:
    """An opened package. Raises RefusedError where it cannot be read, OSError of the disk."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._archive = _open(stream, size)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for info in self._archive.infolist():
            name = member_name(info).casefold()
            if name in self._members and not name.endswith("/"):
                raise RefusedError(damaged(_twice(member_name(info))))
            self._members[name] = info
        _check_limits(self._archive.infolist())
        self._parser = _parser()
        self._kept: dict[str, etree._Element] = {}
        self._room = _KEPT
        self._sound: set[str] = set()  # members that were read whole

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
        """A part's bytes, or None where there is no such part. Raises RefusedError."""
        key = name.casefold().lstrip("/")
        info = self._members.get(key)
        if info is None:
            return None
        if is_encrypted(info):
            raise RefusedError(PASSWORD)
        try:
            data = read_member(self._archive, info, MAX_PART)
        except DamagedError as error:
            raise RefusedError(CORRUPT) from error
        self._sound.add(key)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A part's root element, or None where there is no such part. Raises RefusedError."""
        key = name.casefold().lstrip("/")
        if key in self._kept:
            return self._kept[key]
        data = self.bytes(key)
        if data is None:
            return None
        try:
            root = etree.fromstring(data, self._parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
                raise MemoryError from error
            raise RefusedError(_xml_limit(error, data) or CORRUPT) from error
        except ValueError as error:
            raise RefusedError(CORRUPT) from error
        count = _entities(root)
        if count > MAX_ENTITIES:
            raise RefusedError(_too_many_entities(count))
        if len(data) <= self._room:
            self._room -= len(data)
            self._kept[key] = root
        return root

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """What a part refers to; without a part, the package. Raises RefusedError."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = []
        for item in () if root is None else root.iter("{*}Relationship"):
            target = str(item.get("Target", "")).replace("\\", "/")
            found.append(
                Relation(
                    id=str(item.get("Id", "")),
                    kind=str(item.get("Type", "")).rpartition("/")[2],
                    part=posixpath.normpath(posixpath.join("/", folder, target))
                    .lstrip("/")
                    .casefold(),
                    external=item.get("TargetMode") == "External",
                )
            )
        return tuple(found)

    def content_type(self, part: str) -> str:
        """A part's type by the package's list, else ``""``. Raises RefusedError."""
        root = self.xml(_TYPES)
        ending = part.rpartition(".")[2].casefold()
        by_ending = ""
        for item in () if root is None else root:
            said = str(item.get("ContentType", ""))
            name = str(item.get("PartName", "")).replace("\\", "/").lstrip("/").casefold()
            if name == part.casefold():
                return said
            if str(item.get("Extension", "")).casefold() == ending:
                by_ending = said
        return by_ending

    def main_part(self) -> str:
        """The main part's name, as the package itself says where it is.

        An office program finds it by nothing else. Raises RefusedError where it would not find
        it, or where something that it needs beside it is broken.
        """
        for name in (_TYPES, _ROOT_RELATIONS):
            if name not in self._members:
                raise RefusedError(damaged(_without(name)))
        mains = [item.part for item in self.relations() if item.kind == "officeDocument"]
        main = next((part for part in mains if part in self._members), None)
        if main is None:
            raise RefusedError(damaged(_NO_MAIN))
        if "main" not in self.content_type(main).casefold():
            raise RefusedError(damaged(_UNTYPED))
        self._check_beside(main)
        self._check_sums()
        return main

    def _check_beside(self, main: str) -> None:
        """Whether the parts that the main one refers to are XML at all."""
        for relation in self.relations(main):
            info = self._members.get(relation.part)
            if (
                relation.kind not in _BESIDE
                or relation.external
                or info is None
                or info.file_size > _BESIDE_LIMIT
            ):
                continue
            try:
                self.xml(relation.part)
            except RefusedError as refused:
                if refused.why.cause is Cause.CORRUPT:
                    raise RefusedError(damaged(_broken(relation.part))) from refused

    def _check_sums(self) -> None:
        """Whether every member is what its check sum says."""
        left = MAX_TESTED
        for info in self._archive.infolist():
            left -= info.file_size
            if left < 0:
                return
            if is_encrypted(info) or member_name(info).casefold() in self._sound:
                continue
            try:
                try_member(self._archive, info)
            except DamagedError as error:
                raise RefusedError(damaged(_broken(member_name(info)))) from error


_NO_MAIN = Text("找不到正文部件", "its main part is not where it says")
_UNTYPED = Text("正文部件没有注明类型", "the type of its main part is not stated")


def _twice(name: str) -> Text:
    return Text(f"内部有两个同名部件{name}", f"it holds two parts called {name}")


def _without(name: str) -> Text:
    shown = "[Content_Types].xml" if name == _TYPES else name
    return Text(f"缺少内部部件{shown}", f"its part {shown} is missing")


def _broken(name: str) -> Text:
    return Text(f"内部部件{name}已损坏", f"its part {name} is broken")


def _open(stream: BinaryIO, size: int) -> zipfile.ZipFile:
    if size == 0:
        raise RefusedError(EMPTY)
    stream.seek(0)
    head = stream.read(8)
    if head.startswith(compound.MAGIC):
        raise RefusedError(PASSWORD if _is_encrypted(stream) else CORRUPT)
    if not head.startswith(ZIP_MARKS):
        raise RefusedError(CORRUPT)
    try:
        archive = open_zip(stream, size)
        if begins_before(stream, size, archive):
            raise CutShortError
    except CutShortError as error:
        raise RefusedError(CUT_SHORT) from error
    except DamagedError as error:
        raise RefusedError(CORRUPT) from error
    return archive


def _is_encrypted(stream: BinaryIO) -> bool:
    try:
        return not compound.top_level(stream).isdisjoint({"encryptioninfo", "encryptedpackage"})
    except DamagedError:
        return False


def _check_limits(members: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in members)
    if total > MAX_UNPACKED:
        what = Text("文件解压后的大小", "Size of the file unpacked")
        raise TooBigError(what, f"{total // MB} MB", f"{MAX_UNPACKED // MB} MB")
    for info in members:
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
            what = Text("文件内部的压缩倍数", "Compression ratio inside the file")
            raise TooBigError(what, ratio, MAX_RATIO)
        if info.file_size > MAX_PART and member_name(info).casefold().endswith(".xml"):
            raise too_large(info, MAX_PART)


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
