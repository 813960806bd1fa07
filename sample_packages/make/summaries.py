"""Work summaries: Word, plain text as old editors store it, and PDF with a text layer."""

from __future__ import annotations

from collections.abc import Sequence

from sample_packages.make.people import INVENTED, Project
from sample_packages.make.prose import summary
from sample_packages.make.words import letter

_LINE, _LINES = 38, 44


def text_of(project: Project, omit: int = 1) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of the project's summary; a larger ``omit`` makes it shorter."""
    return summary(
        project.serial, project.name, project.learns, project.people, project.place, omit
    )


def as_word(project: Project, omit: int = 1) -> bytes:
    """The summary as .docx."""
    return letter(*text_of(project, omit))


def as_text(project: Project, encoding: str = "gb18030") -> bytes:
    """The summary as .txt with Windows line ends."""
    heading, paragraphs = text_of(project)
    lines = [heading, *paragraphs]
    return "\r\n".join(lines).encode(encoding) + b"\r\n"


def as_pdf(project: Project) -> bytes:
    """The summary as .pdf with a text layer, in a font that every reader brings along."""
    heading, paragraphs = text_of(project)
    lines = [heading]
    for paragraph in paragraphs:
        lines += [paragraph[at : at + _LINE] for at in range(0, len(paragraph), _LINE)]
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)]
    return _pdf([_page(page) for page in pages])


def _page(lines: Sequence[str]) -> bytes:
    shown = [f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines]
    return "\n".join(["BT /F1 12 Tf 17 TL 60 780 Td", *shown, "ET"]).encode("ascii")


def _pdf(pages: Sequence[bytes]) -> bytes:
    """A minimal PDF 1.4 of these page contents."""
    note = f"<feff{INVENTED.encode('utf-16-be').hex()}>"
    kids = " ".join(f"{7 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        b"/FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        f"<< /Subject {note} >>".encode(),
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
            b"<< /Font << /F1 3 0 R >> >> /Contents " + f"{8 + 2 * number} 0 R >>".encode()
        )
        objects.append(
            f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        )
    return _assembled(objects)


def _assembled(objects: Sequence[bytes]) -> bytes:
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n".encode()
    return bytes(data) + f"startxref\n{start}\n%%EOF\n".encode()
