"""Pictures of many makers: cut, holed and zeroed at the end they are told, sound they are not."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pillow_heif
import pytest
from PIL import Image

from jlxx_check.model.facts import Cause, Content, Photo, Unreadable
from jlxx_check.probes.photo import heif_items, jpeg_scans
from jlxx_check.probes.photo.jpeg_scans import has_hole
from jlxx_check.probes.photo.read_photo import read_photo
from jlxx_check.probes.sniffing.sniff import sniff
from tests.probes.boxes import box
from tests.support import pictures

pillow_heif.register_heif_opener()


@cache
def scene(seed: int = 1, side: int = 400) -> Image.Image:
    return pictures.scene(seed, (side, side * 3 // 4))


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)  # type: ignore[arg-type]
    return target.getvalue()


@cache
def palette() -> Image.Image:
    return scene().quantize(64)


def thumbnail() -> bytes:
    return b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + saved(scene(1, 80))


def _two() -> dict[str, Any]:
    return {"save_all": True, "append_images": [scene(2)]}


def _fax_pages() -> bytes:
    more = {"save_all": True, "append_images": [scene(2).convert("1")]}
    return saved(scene().convert("1"), "TIFF", compression="group4", **more)


TRAILER = b"SEFH" + bytes(50) + b"\0\0\0\x18ftypmp42" * 20
_JPEGS: dict[str, Callable[[], bytes]] = {
    "usual": lambda: saved(scene()),
    "best tables, coarse": lambda: saved(scene(), quality=40, optimize=True),
    "progressive": lambda: saved(scene(), progressive=True),
    "progressive, coarse": lambda: saved(scene(), progressive=True, quality=40),
    "4:4:4": lambda: saved(scene(), subsampling=0, quality=92),
    "4:2:2": lambda: saved(scene(), subsampling=1),
    "restarts by rows": lambda: saved(scene(), restart_marker_rows=1),
    "restarts by blocks": lambda: saved(scene(), restart_marker_blocks=7),
    "progressive with restarts": lambda: saved(scene(), progressive=True, restart_marker_rows=1),
    "CMYK": lambda: saved(scene().convert("CMYK")),
    "grey": lambda: saved(scene().convert("L"), optimize=True, quality=30),
    "thumbnail in front": lambda: saved(scene(), exif=thumbnail()),
    "film behind": lambda: saved(scene()) + TRAILER,
    "two pictures": lambda: saved(scene(), "MPO", **_two()),
}
#: How each is made, by the test that asks for it: the encoders take long.
MAKERS: dict[str, tuple[Callable[[], bytes], Content]] = {
    **{f"JPEG, {name}": (make, Content.JPEG) for name, make in _JPEGS.items()},
    "PNG": (lambda: saved(scene(), "PNG"), Content.PNG),
    "PNG with a palette": (lambda: saved(palette(), "PNG"), Content.PNG),
    "GIF": (lambda: saved(palette(), "GIF"), Content.GIF),
    "GIF, animated": (lambda: saved(palette(), "GIF", **_two()), Content.GIF),
    "BMP with a palette": (lambda: saved(palette(), "BMP"), Content.BMP),
    "BMP": (lambda: saved(scene(), "BMP"), Content.BMP),
    "TIFF": (lambda: saved(scene(), "TIFF"), Content.TIFF),
    "TIFF, LZW": (lambda: saved(scene(), "TIFF", compression="tiff_lzw"), Content.TIFF),
    "TIFF, deflate": (
        lambda: saved(scene(), "TIFF", compression="tiff_adobe_deflate"),
        Content.TIFF,
    ),
    "TIFF, JPEG": (lambda: saved(scene(), "TIFF", compression="jpeg"), Content.TIFF),
    "TIFF, fax pages": (_fax_pages, Content.TIFF),
    "TIFF, PackBits": (lambda: saved(scene(), "TIFF", compression="packbits"), Content.TIFF),
    "WebP": (lambda: saved(scene(), "WEBP"), Content.WEBP),
    "WebP, lossless": (lambda: saved(scene(), "WEBP", lossless=True), Content.WEBP),
    "WebP, animated": (lambda: saved(scene(), "WEBP", **_two()), Content.WEBP),
    "HEIC": (lambda: saved(scene(), "HEIF"), Content.HEIC),
    "HEIC, two pictures": (lambda: saved(scene(), "HEIF", **_two()), Content.HEIC),
    "AVIF": (lambda: saved(scene(), "AVIF"), Content.AVIF),
}


def spoilt(data: bytes) -> Iterator[tuple[str, bytes]]:
    size = len(data)
    for share in (10, 30, 60, 90):
        yield f"cut at {share} %", data[: size * share // 100]
    for start, end in ((30, 60), (45, 75)):
        first, last = size * start // 100, size * end // 100
        yield f"a hole from {start} to {end} %", data[:first] + bytes(last - first) + data[last:]
    for share in (30, 60, 90):
        first = size * share // 100
        yield f"zeros from {share} %", data[:first] + bytes(size - first)


@pytest.mark.parametrize("maker", MAKERS)
def test_sound_and_spoilt(maker: str) -> None:
    make, content = MAKERS[maker]
    data = make()
    for sound in (data, data + bytes(4096)):
        assert isinstance(read_photo(io.BytesIO(sound), len(sound), content), Photo)
    passed = [
        name
        for name, broken in spoilt(data)
        if isinstance(read_photo(io.BytesIO(broken), len(broken), content), Photo)
    ]
    assert not passed


_FILLS = {
    "erased": b"\xff",
    "one byte": b"\xaa",
    "an error page": b"<html>502 Bad Gateway</html>\r\n",
}


@pytest.mark.parametrize("fill", _FILLS)
@pytest.mark.parametrize(
    "options",
    [
        {"quality": 90},
        {"quality": 90, "progressive": True},
        {"quality": 90, "restart_marker_blocks": 7},
        {"quality": 90, "progressive": True, "restart_marker_rows": 1},
    ],
    ids=str,
)
def test_a_jpegs_hole_that_is_filled_with_something_else(
    fill: str, options: dict[str, object]
) -> None:
    data = saved(scene(1, 1000), **options)
    first, last = len(data) * 45 // 100, len(data) * 70 // 100
    filled = (_FILLS[fill] * (last - first))[: last - first]
    broken = data[:first] + filled + data[last:]
    found = read_photo(io.BytesIO(broken), len(broken), Content.JPEG)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT
    # The same beside the picture's data is no damage.
    behind = data + filled
    assert isinstance(read_photo(io.BytesIO(behind), len(behind), Content.JPEG), Photo)


_KINDS = {
    "usual": {},
    "4:4:4": {"subsampling": 0, "quality": 95},
    "best tables": {"optimize": True, "quality": 60},
    "restarts by rows": {"restart_marker_rows": 1},
    "restarts by blocks": {"restart_marker_blocks": 3},
    "progressive": {"progressive": True},
    "progressive with restarts": {"progressive": True, "restart_marker_rows": 1},
}


@pytest.mark.parametrize("colours", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("kind", _KINDS)
def test_a_jpeg_that_lacks_its_last_part_is_cut_though_it_has_an_end(
    kind: str, colours: str
) -> None:
    data = saved(scene(1, 1000).convert(colours), **_KINDS[kind])
    passed = []
    for lost in (0.5, 1, 3, 20):
        broken = data[: int(len(data) * (1 - lost / 100))] + b"\xff\xd9"
        found = read_photo(io.BytesIO(broken), len(broken), Content.JPEG)
        if not isinstance(found, Unreadable) or found.cause is not Cause.CUT_SHORT:
            passed.append(lost)
    assert not passed


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        (b"", b"\0" * 4096),  # cameras fill up to a sector
        (b"", b"SEFH" + bytes(50) + b"\0\0\0\x18ftypmp42" * 20),  # a telephone's film behind
        (b"", b"\xff\xd8\xff\xd9"),  # another picture's marks
        (b"\0" * 300, b""),  # filled up before the end mark
        (b"\xff" * 30, b""),  # as often as it likes
    ],
    ids=["filled up", "film behind", "picture behind", "filled before", "marks before"],
)
@pytest.mark.parametrize("kind", _KINDS)
def test_a_jpeg_that_ends_in_grey_is_whole(kind: str, before: bytes, behind: bytes) -> None:
    """Its last pixel is as decoders make it of missing data; it has more bytes than it needs."""
    picture = scene(1, 400).copy()
    picture.paste((128, 128, 128), (0, 200, 400, 300))
    data = saved(picture, **_KINDS[kind])
    sound = data[:-2] + before + data[-2:] + behind
    assert isinstance(read_photo(io.BytesIO(sound), len(sound), Content.JPEG), Photo)


@pytest.mark.parametrize("colours", ["RGB", "L"])
@pytest.mark.parametrize("share", [20, 45, 70, 90, 100])
def test_a_progressive_jpeg_whose_last_scans_are_lost_is_cut_though_it_has_an_end(
    share: int, colours: str
) -> None:
    data = saved(scene(1, 1000).convert(colours), quality=90, progressive=True)
    scans = [found.start() for found in re.finditer(rb"\xff\xda", data)]
    at = len(data) if share == 100 else scans[(len(scans) - 1) * share // 100] + 40
    ended = data[:at] + b"\xff\xd9"
    found = read_photo(io.BytesIO(ended), len(ended), Content.JPEG)
    assert isinstance(found, Photo if share == 100 else Unreadable)
    assert isinstance(found, Photo) or found.cause is Cause.CUT_SHORT


@pytest.mark.parametrize("subsampling", [0, 1, 2])
def test_a_plain_area_is_told_from_text_without_counting_blocks(
    subsampling: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its code looks like text; a page of an error in the same picture is a hole all the same."""
    picture = scene(1, 1000).resize((4000, 3000))
    for place in range(0, 3000, 200):
        picture.paste((200, 30, 90), (place, place // 2, place + 800, place // 2 + 800))
    data = saved(picture, quality=80, subsampling=subsampling)
    error = _FILLS["an error page"] * 2000
    broken = data[: len(data) // 2] + error + data[len(data) // 2 + len(error) :]
    assert has_hole(io.BytesIO(broken), len(broken))
    monkeypatch.setattr(jpeg_scans, "_count", lambda *_: pytest.fail("all blocks were counted"))
    assert not has_hole(io.BytesIO(data), len(data))


def test_text_in_a_jpegs_headers_is_no_hole() -> None:
    data = saved(scene(), comment=b"taken in a reading room " * 2000)
    assert isinstance(read_photo(io.BytesIO(data), len(data), Content.JPEG), Photo)


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"optimize": True, "quality": 30}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("BMP", {}),
        ("TIFF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
    ],
)
@pytest.mark.parametrize("colour", ["black", "white"])
def test_plain_areas_bars_and_frames_are_no_holes(
    form: str, options: dict[str, object], colour: str
) -> None:
    framed = Image.new("RGB", (1200, 900), colour)
    framed.paste(scene(), (330, 250))
    for image in (Image.new("RGB", (1200, 900), colour), framed):
        data = saved(image, form, **options)
        assert isinstance(read_photo(io.BytesIO(data), len(data), Content[form]), Photo)


def test_plain_areas_of_a_webp_are_zeros_and_no_holes() -> None:
    page = Image.new("RGB", (1600, 2400), "white")
    page.paste(scene(3, 1600).crop((0, 0, 1600, 1200)), (0, 1200))
    clear = scene(4)
    clear.putalpha(Image.new("L", clear.size, 255))
    clear.paste((0, 0, 0, 0), (0, 0, clear.width, clear.height // 2))
    for image, options in (
        (page, {"quality": 80}),
        (page, {"lossless": True, "method": 0}),
        (clear, {"method": 0}),
    ):
        data = saved(image, "WEBP", **options)
        assert bytes(100) in data
        assert isinstance(read_photo(io.BytesIO(data), len(data), Content.WEBP), Photo)


def _put(data: bytes, at: int, value: bytes) -> bytes:
    return data[:at] + value + data[at + len(value) :]


def _boxes(*boxes: tuple[bytes, bytes]) -> bytes:
    return b"".join(struct.pack(">I4s", len(body) + 8, kind) + body for kind, body in boxes)


NOISE = bytes(range(1, 256)) * 4
_MINI = _boxes((b"ftyp", b"mif3heic"), (b"mini", NOISE))


def _late_height() -> bytes:
    """Its height is to be told behind the first scan."""
    data = saved(scene())
    return _put(data, data.index(b"\xff\xc0") + 5, b"\0\0")


def _only_first(data: bytes) -> bytes:
    """As programs leave it that keep the first of a JPEG's pictures, and the list of them all."""
    return data[: data.index(b"\xff\xd9\xff\xd8") + 2]


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("MPO", _only_first),
        ("GIF", lambda data: data[:-1]),  # its end mark is missing
        ("GIF", lambda data: data[:-2]),
        ("TIFF", lambda data: _put(data, _next_page(data), b"\xff\xff\xff\xff")),
    ],
)
def test_what_is_missing_behind_a_whole_picture_is_no_damage(
    form: str, change: Callable[[bytes], bytes]
) -> None:
    image = scene().quantize(64) if form == "GIF" else scene()
    more = {"save_all": True, "append_images": [scene(2)]} if form == "MPO" else {}
    data = change(saved(image, form, **more))
    content = Content.JPEG if form == "MPO" else Content[form]
    assert isinstance(read_photo(io.BytesIO(data), len(data), content), Photo)


def _next_page(data: bytes) -> int:
    """Where a TIFF's first directory says where the next is."""
    place = int.from_bytes(data[4:8], "little")
    return place + 2 + 12 * int.from_bytes(data[place : place + 2], "little")


UNCOMMON: dict[str, Callable[[], bytes]] = {
    "a JPEG within a BMP, for printers": lambda: _put(saved(scene(), "BMP"), 30, b"\4"),
    "a height told late": _late_height,
    "HEIC in few bytes": lambda: _MINI,
    "AVIF in few bytes": lambda: _MINI.replace(b"heic", b"avif"),
    "a series": lambda: _boxes((b"ftyp", b"msf1\0\0\0\0msf1hevc"), (b"moov", NOISE)),
    "another codec": lambda: _boxes((b"ftyp", b"vvic\0\0\0\0mif1vvic"), (b"meta", bytes(12))),
    "cut: in few bytes": lambda: _MINI[:-200],
    "cut: a height told late": lambda: _late_height()[:-900],
}


@pytest.mark.parametrize("name", UNCOMMON)
def test_an_uncommon_way_of_coding_is_no_damage(name: str) -> None:
    data = UNCOMMON[name]()
    cause = Cause.CUT_SHORT if name.startswith("cut") else Cause.UNSUPPORTED
    content = sniff(io.BytesIO(data), len(data), "")
    found = read_photo(io.BytesIO(data), len(data), content)
    assert getattr(found, "cause", None) is cause


@pytest.mark.parametrize(
    ("marker", "at", "value"),
    [
        (b"\xff\xc0", 9, b"\0"),  # a frame without components
        (b"\xff\xc0", 11, b"\0"),  # a component of no height and width
        (b"\xff\xc0", 5, b"\xff\xff\xff\xff"),  # a frame far larger than its data
        (b"\xff\xda", 4, b"\0"),  # a scan of nothing
        (b"\xff\xda", 2, b"\0\2"),  # a scan whose header ends before it begins
        (b"\xff\xc4", 2, b"\0\3"),  # a table cut short
    ],
)
def test_headers_that_contradict_themselves_end_in_a_word(
    marker: bytes, at: int, value: bytes
) -> None:
    data = bytearray(saved(scene()))
    start = data.index(marker) + at
    data[start : start + len(value)] = value
    data[-600:-100] = bytes(500)
    found = read_photo(io.BytesIO(bytes(data)), len(data), Content.JPEG)
    assert isinstance(found, Unreadable)


def test_an_index_of_extents_without_end_is_given_up() -> None:
    item = struct.pack(">HHH", 1, 0, 0xFFFF)  # 65,535 extents whose fields take no bytes
    places = box("iloc", struct.pack(">IHH", 0, 0, 0xFFFF), item * 0xFFFF)
    data = box("ftyp", b"heic", bytes(8)) + box("meta", bytes(4), places)
    assert heif_items.damage(io.BytesIO(data), len(data)) is None
    assert heif_items.content_end(io.BytesIO(data), len(data)) is None
