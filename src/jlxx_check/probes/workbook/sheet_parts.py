"""Where an .xlsx keeps its sheets, and the same book in the plainest form that a reader can ask."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from lxml import etree

from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.unreadable import CORRUPT, RefusedError
from jlxx_check.values.frozen_types import frozen

_MAIN = "xl/workbook.xml"
_USUAL = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_PLAIN = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_WORKBOOK = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@frozen
class SheetPart:
    """One sheet of the book."""

    name: str
    state: str
    #: ``worksheet``, ``chartsheet`` ….
    kind: str
    #: Its name in the file.
    part: str


@frozen
class Book:
    """An .xlsx by its relationships, wherever its writer put the parts."""

    main: str
    sheets: tuple[SheetPart, ...]
    #: Parts by the last word of their relationship: sharedStrings, styles, theme.
    others: dict[str, str]
    from_1904: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """All parts that its content depends on."""
        return (self.main, *(sheet.part for sheet in self.sheets), *self.others.values())


def book_of(package: OfficePackage) -> Book:
    """The book that a package holds. Raises RefusedError."""
    main = package.main_part()
    root = package.xml(main)
    if root is None:
        raise RefusedError(CORRUPT)
    folder, name = posixpath.split(main)
    relations = package.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    targets: dict[str, tuple[str, str]] = {}
    others: dict[str, str] = {}
    for relation in () if relations is None else relations.iter("{*}Relationship"):
        kind = str(relation.get("Type", "")).rpartition("/")[2]
        target = str(relation.get("Target", "")).replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        targets[str(relation.get("Id"))] = kind, part
        others.setdefault(kind, part)
    sheets = []
    for sheet in root.iter("{*}sheet"):
        relation_id = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        kind, part = targets.get(str(relation_id), ("", ""))
        state = str(sheet.get("state", "visible"))
        sheets.append(SheetPart(str(sheet.get("name", "")), state, kind, part))
    about = root.find("{*}workbookPr")
    from_1904 = about is not None and str(about.get("date1904", "0")) in ("1", "true")
    for kind, usual in _USUAL.items():
        if kind not in others and usual.casefold() in package.names:
            others[kind] = usual  # readers find them by their names, too
    kept = {kind: others[kind] for kind in (*_USUAL, "theme") if kind in others}
    return Book(main, tuple(sheets), kept, from_1904)


def utf8(package: OfficePackage, part: str) -> bytes | None:
    """A part's XML in UTF-8, whatever its writer chose. Raises RefusedError."""
    data = package.bytes(part)
    if data is None or _is_utf8(data):
        return data
    root = package.xml(part)
    return None if root is None else etree.tostring(root, encoding="utf-8", xml_declaration=True)


def is_plain(package: OfficePackage, book: Book) -> bool:
    """Whether every reader finds the book: usual place, UTF-8."""
    if book.main != _MAIN:
        return False
    return all(_is_utf8(package.bytes(part) or b"") for part in book.parts)


def plainly(package: OfficePackage, book: Book) -> io.BytesIO:
    """The same book with usual names, in UTF-8. Raises RefusedError where a part is broken."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in _frame(book):
            archive.writestr(name, _HEAD + text)
        for number, sheet in enumerate(book.sheets, 1):
            root = package.xml(sheet.part)
            if root is not None:
                archive.writestr(f"xl/worksheets/sheet{number}.xml", etree.tostring(root))
        for kind in ("sharedStrings", "styles"):
            root = package.xml(book.others.get(kind, ""))
            if root is not None:
                archive.writestr(f"xl/{kind}.xml", etree.tostring(root))
    out.seek(0)
    return out


def _frame(book: Book) -> Iterator[tuple[str, str]]:
    """The parts that hold the others together."""
    sheets = "".join(
        f"<sheet name={quoteattr(sheet.name)} sheetId={quoteattr(str(number))} "
        f"state={quoteattr(sheet.state)} r:id={quoteattr(f's{number}')}/>"
        for number, sheet in enumerate(book.sheets, 1)
    )
    yield (
        _MAIN,
        f'<workbook xmlns="{_WORKBOOK}" xmlns:r="{_RELATED}">'
        f'<workbookPr date1904="{int(book.from_1904)}"/><sheets>{sheets}</sheets></workbook>',
    )
    related = [
        (f"s{number}", sheet.kind, f"worksheets/sheet{number}.xml")
        for number, sheet in enumerate(book.sheets, 1)
    ]
    related += [(kind, kind, f"{kind}.xml") for kind in ("sharedStrings", "styles")]
    yield "xl/_rels/workbook.xml.rels", _relations(related)
    yield "_rels/.rels", _relations([("main", "officeDocument", _MAIN)])
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{_MAIN}" ContentType="{types}.sheet.main+xml"/></Types>',
    )


def _relations(items: list[tuple[str, str, str]]) -> str:
    said = "".join(
        f"<Relationship Id={quoteattr(number)} Type={quoteattr(f'{_RELATED}/{kind}')} "
        f"Target={quoteattr(target)}/>"
        for number, kind, target in items
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _is_utf8(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return False
    declared = _DECLARED.match(data[:200].removeprefix(b"\xef\xbb\xbf").lstrip())
    return declared is None or declared[1].lower() in _PLAIN
