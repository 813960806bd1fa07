"""Office files made on the fly: Word XML in a zip, a small OLE writer, small .doc, .xls, .pdf."""

from __future__ import annotations

import io
import struct
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(items: dict[str, tuple[str, str]]) -> str:
    """Relationships: id → the last word of its type and its target."""
    said = "".join(
        f'<Relationship Id="{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in items.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{said}</Relationships>'


def frame(
    main: str = "word/document.xml", kind: str = "wordprocessingml.document"
) -> dict[str, str]:
    """The two members that make a zip file an office document with this main part."""
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-'
            f'officedocument.{kind}.main+xml"/></Types>'
        ),
        "_rels/.rels": related({"main": ("officeDocument", main)}),
    }


def zip_of(members: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.filename = name  # ZipInfo would turn backslashes where they are separators
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def docx_of(body: str, *, namespace: str = W, slash: str = "/", **parts: str) -> bytes:
    """A .docx with this body; parts: further members of ``word/``, ``styles='<w:styles…'``."""
    spaces = (
        f'xmlns:w="{namespace}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    members: dict[str, str | bytes] = {
        **{name.replace("/", slash): said for name, said in frame().items()},
        f"word{slash}document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
    }
    if parts:
        members[f"word{slash}_rels{slash}document.xml.rels"] = related(
            {name: (name.rstrip("0123456789"), f"{name}.xml") for name in parts}
        )
    for name, content in parts.items():
        members[f"word{slash}{name}.xml"] = content.replace(" SPACES", f" {spaces}")
    return zip_of(members)


def para(text: str, run: str = "") -> str:
    return f"<w:p><w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(text)}</w:tc>"


def ole_of(streams: dict[str, bytes]) -> bytes:
    """A compound file with these root streams, each padded to the size of a regular stream."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    fat: list[int] = []
    starts: dict[str, int] = {}
    for name, data in padded.items():
        starts[name] = len(sectors)
        chunks = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        fat += [*range(len(sectors) + 1, len(sectors) + len(chunks)), 0xFFFFFFFE]
        sectors += chunks
    names = list(padded)
    entries = [_entry("Root Entry", 5, 0xFFFFFFFF, 1, 0xFFFFFFFE, 0)]
    for index, name in enumerate(names, start=1):
        after = index + 1 if index < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, after, 0xFFFFFFFF, starts[name], len(padded[name])))
    while len(entries) % 4:
        entries.append(b"\0" * 128)
    directory = b"".join(entries)
    first = len(sectors)
    chunks = [directory[at : at + 512] for at in range(0, len(directory), 512)]
    fat += [*range(first + 1, first + len(chunks)), 0xFFFFFFFE]
    sectors += chunks
    fat_sector = len(sectors)
    fat.append(0xFFFFFFFD)
    sectors.append(struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", fat_sector, *[0xFFFFFFFF] * 108)
    return header + b"".join(sectors)


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, size)


Run = tuple[str, bytes]  # text, character properties


def doc_of(paragraphs: list[tuple[list[Run], bytes]], *, flags: int = 0) -> bytes:
    """A Word 97 file: paragraphs of runs (the mark included) with their paragraph properties."""
    start = 2048
    text = b""
    char_runs: list[tuple[int, bytes]] = []
    para_runs: list[tuple[int, bytes]] = []
    for runs, properties in paragraphs:
        para_runs.append((start + len(text), properties))
        for content, changes in runs:
            char_runs.append((start + len(text), changes))
            text += content.encode("utf-16-le")
    end = start + len(text)
    body = text.ljust(-(-len(text) // 512) * 512, b"\0")
    page = (start + len(body)) // 512
    chpx = _page(char_runs, end, 1, lambda data: bytes([len(data)]) + data)
    papx = _page(
        para_runs, end, 13, lambda data: bytes([0, (len(data) + 3) // 2]) + b"\0\0" + data + b"\0"
    )
    fib = bytearray(start)
    struct.pack_into("<HH", fib, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", fib, 0x0A, flags)
    struct.pack_into("<i", fib, 0x4C, len(text) // 2)
    pieces = struct.pack("<II", 0, len(text) // 2) + struct.pack("<HIH", 0, start, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    table = clx.ljust(64, b"\0")
    struct.pack_into("<II", fib, 0x1A2, 0, len(clx))
    for place, number in ((0xFA, page), (0x102, page + 1)):
        struct.pack_into("<II", fib, place, len(table), 12)
        table += struct.pack("<III", start, end, number)
    return ole_of({"WordDocument": bytes(fib) + body + chpx + papx, "0Table": table})


def _page(runs: list[tuple[int, bytes]], end: int, width: int, pack: object) -> bytes:
    page = bytearray(512)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *[at for at, _ in runs], end)
    at = 511
    for index, (_, data) in enumerate(runs):
        packed = pack(data)  # type: ignore[operator]
        at = (at - len(packed)) // 2 * 2
        page[at : at + len(packed)] = packed
        page[4 * (len(runs) + 1) + index * width] = at // 2
    page[511] = len(runs)
    return bytes(page)


def xls_of(rows: list[list[str | float]]) -> bytes:
    """An Excel 97 workbook of one sheet with these values."""
    texts = [value for row in rows for value in row if isinstance(value, str)]
    shared = struct.pack("<II", len(texts), len(texts))
    for text in texts:
        shared += struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    head = _begin(5) + _record(0x42, struct.pack("<H", 1200))
    name = b"\6\0Sheet1"
    tail = _record(0xFC, shared) + _record(0x0A)
    place = len(head) + len(_record(0x85, bytes(6) + name)) + len(tail)
    sheet, number = _begin(0x10), 0
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet += _record(0xFD, struct.pack("<HHHI", row, column, 0, number))
                number += 1
            else:
                sheet += _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    sheet += _record(0xE5, struct.pack("<HHHHH", 1, 0, 0, 0, 1)) + _record(0x0A)
    about = _record(0x85, struct.pack("<IH", place, 0) + name)
    return ole_of({"Workbook": head + about + tail + sheet})


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0, 6))


def pdf_of(*lines: str) -> bytes:
    """A PDF of one page with these lines of ASCII."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content = f"BT /F1 12 Tf 50 700 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def pdf_page(content: str, *more: str, page: str = "", catalog: str = "") -> bytes:
    """A PDF of one page, 600 by 800 points, with the fonts F1 (Helvetica) and C (Chinese).

    more: further objects, numbered from 9. page, catalog: what else their dictionaries hold.
    """
    drawn = content.encode("latin-1")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources "
        f"<< /Font << /F1 5 0 R /C 6 0 R >> /XObject << /I 9 0 R >> >> {page} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [7 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor "
        "8 0 R /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        *(more or ("null",)),
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def pdf_text(x: int, y: int, text: str, *, before: str = "", size: float = 10) -> str:
    """Page content that shows a text at a place. before: operators in front of it."""
    code = text.encode("utf-16-be").hex()
    return f"BT {before} /C {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET\n"


def pdf_picture(*grey: int) -> str:
    """A picture of as many columns and 8 rows, as an object."""
    data = "".join(map(chr, grey)) * 8
    return (
        f"<< /Type /XObject /Subtype /Image /Width {len(grey)} /Height 8 /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Length {len(data)} >>\nstream\n{data}\nendstream"
    )
