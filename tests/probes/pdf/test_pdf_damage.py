"""Whether a PDF is whole, on files of several shapes."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from jlxx_check.model.facts import Cause
from jlxx_check.probes.pdf.pdf_damage import damage
from tests.probes.office_files import pdf_of
from tests.support.pictures import scene

PLAIN = pdf_of(*(f"Line {number} of a summary" for number in range(300)))
TEXT = b"".join(b"%d %d Td (word %d) Tj\n" % (n, n * 7 % 700, n * n) for n in range(3000))


def built(stream: bytes, words: bytes = b"", tail: bytes = b"") -> bytes:
    content = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (words, len(stream), stream)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        content,
        b"<</Producer(a program)>>",
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, at = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (
        size,
        table,
        size,
    )
    return out + b"startxref\n%d\n%%%%EOF\n" % at + tail


PACKED = built(zlib.compress(TEXT), b"/Filter/FlateDecode")
IMAGE = built(bytes(9000), b"/Type/XObject/Subtype/Image/Width 90/Height 100/BitsPerComponent 8")
UPDATED = PACKED + (
    b"6 0 obj\n<<>>\nendobj\nxref\n6 1\n%010d 00000 n \ntrailer<</Size 7/Root 1 0 R>>\n"
    b"startxref\n%d\n%%%%EOF\n" % (len(PACKED), len(PACKED) + 20)
)


@pytest.mark.parametrize(
    "sound",
    [
        PLAIN,
        PACKED,
        IMAGE,  # zeros that are black pixels
        UPDATED,
        PLAIN + bytes(5000),  # filled up to a sector
        PLAIN + b"\r\n<html>sent by a gateway</html>",
        b"a line before the head\n" + PLAIN,
        PLAIN.removesuffix(b"%%EOF\n"),  # as some printer drivers leave it
        built(zlib.compress(bytes(400_000)), b"/Filter/FlateDecode"),
        PLAIN.replace(b"\n0000000000 65535 f", b"\n\n0000000000 65535 f"),  # places that are off
    ],
)
def test_sound_files_are_not_accused(sound: bytes) -> None:
    assert damage(sound) is None


@pytest.mark.parametrize("file", [PLAIN, PACKED, UPDATED])
@pytest.mark.parametrize("share", [10, 30, 60, 90])
def test_a_file_that_is_cut_is_told(file: bytes, share: int) -> None:
    assert damage(file[: len(file) * share // 100]) is Cause.CUT_SHORT


@pytest.mark.parametrize("file", [PLAIN, PACKED, UPDATED])
def test_a_wiped_end_is_told(file: bytes) -> None:
    wiped = len(file) // 8
    assert damage(file[:-wiped] + bytes(wiped)) is not None


@pytest.mark.parametrize("file", [PLAIN, PACKED])
@pytest.mark.parametrize("share", [30, 50, 70])
def test_a_hole_is_told(file: bytes, share: int) -> None:
    at = len(file) * share // 100
    assert damage(file[:at] + bytes(600) + file[at + 600 :]) is Cause.CORRUPT


def test_a_linearised_file_states_its_length() -> None:
    length = len(PACKED) + 40
    head = b"%%PDF-1.5\n1 0 obj\n<</Linearized 1/L %d/N 1>>\nendobj\n" % length
    assert damage(head + b"startxref\n0\n%%EOF\n" + bytes(10)) is Cause.CUT_SHORT


def _photograph(colour: str | None = None) -> bytes:
    image = Image.new("RGB", (640, 480), colour) if colour else scene(1, (640, 480))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()


PHOTOGRAPH = _photograph()
#: Codes of a fax page, and zeros behind its last line.
FAX = bytes(range(1, 256)) * 20
_GROUP_4 = b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1728>>"
_GROUP_3 = b"/Filter/CCITTFaxDecode/DecodeParms<</K 0/Columns 1728>>"


def _wiped(data: bytes) -> bytes:
    start = len(data) // 2
    return data[:start] + bytes(512) + data[start + 512 :]


@pytest.mark.parametrize(
    ("stream", "words", "told"),
    [
        (PHOTOGRAPH, b"/Filter/DCTDecode", False),
        (_wiped(PHOTOGRAPH), b"/Filter/DCTDecode", True),
        (_wiped(PHOTOGRAPH), b"/Filter[/DCTDecode]", True),
        (_photograph("black"), b"/Filter/DCTDecode", False),
        (_photograph("white"), b"/Filter/DCTDecode", False),
        (FAX + bytes(600), _GROUP_4, False),
        (_wiped(FAX), _GROUP_4, True),
        (_wiped(FAX), _GROUP_3, False),  # its lines may be filled up with zeros
        (_wiped(FAX), b"/Filter/JPXDecode", False),
    ],
)
def test_a_hole_in_a_photograph_or_a_fax_page(stream: bytes, words: bytes, told: bool) -> None:
    assert damage(built(stream, words)) is (Cause.CORRUPT if told else None)


def _deflated(data: bytes, *, end: bool = True) -> bytes:
    packer = zlib.compressobj(9)
    return packer.compress(data) + packer.flush(zlib.Z_FINISH if end else zlib.Z_SYNC_FLUSH)


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (zlib.compress(bytes(400_000)), False),  # runs of zeros of its own
        (zlib.compress(bytes(400_000))[:-4], False),  # as some writers leave out the check sum
        (_deflated(bytes(400_000), end=False), False),  # or flush only
        (_deflated(bytes(400_000))[:-4] + bytes(2000), True),
        (_deflated(bytes(9_000_000))[:4000], True),  # of zeros, and no end
    ],
)
def test_a_packed_stream_without_its_last_block_is_no_whole_one(stream: bytes, told: bool) -> None:
    assert damage(built(stream, b"/Filter/FlateDecode")) is (Cause.CORRUPT if told else None)
