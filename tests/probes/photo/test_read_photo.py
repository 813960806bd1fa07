"""Pictures of every kind, whole and broken."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from functools import cache

import pillow_heif
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from PIL.PngImagePlugin import PngInfo

from jlxx_check.model.facts import Cause, Content, Photo, Unreadable
from jlxx_check.probes import pixels
from jlxx_check.probes.photo import jpeg_end
from jlxx_check.probes.photo import read_photo as photo_module
from jlxx_check.probes.photo.read_photo import read_photo
from tests.support import pictures

pillow_heif.register_heif_opener()


def portrait(background: str = "#438edb", size: tuple[int, int] = (413, 579)) -> Image.Image:
    image = Image.new("RGB", size, background)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((width * 0.3, height * 0.2, width * 0.7, height * 0.6), fill="#e0b090")
    draw.rectangle((width * 0.1, height * 0.65, width * 0.9, height), fill="#303030")
    return image


@cache
def scene(size: tuple[int, int] = (800, 600), seed: int = 7) -> Image.Image:
    image = Image.new("RGB", size, "#7fa0c0")
    draw = ImageDraw.Draw(image)
    for number in range(160):
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        x, y = seed % size[0], (seed >> 9) % size[1]
        colour = (number * 37 % 256, seed % 256, (seed >> 5) % 256)
        draw.rectangle((x - 60, y - 60, x + 20, y + 30), fill=colour)
    return image


def saved(image: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)  # type: ignore[arg-type]
    return target.getvalue()


def read(data: bytes, content: Content = Content.JPEG) -> Photo:
    found = read_photo(io.BytesIO(data), len(data), content)
    assert isinstance(found, Photo)
    return found


def cause(data: bytes, content: Content = Content.JPEG) -> Cause:
    found = read_photo(io.BytesIO(data), len(data), content)
    assert isinstance(found, Unreadable)
    assert found.detail.zh.endswith("。")
    return found.cause


@cache
def usual(form: str = "JPEG") -> bytes:
    """A scene in this format, encoded once."""
    return saved(scene(), form)


KINDS = [
    ("JPEG", Content.JPEG),
    ("PNG", Content.PNG),
    ("HEIF", Content.HEIC),
    ("AVIF", Content.AVIF),
    ("WEBP", Content.WEBP),
    ("TIFF", Content.TIFF),
    ("BMP", Content.BMP),
    ("GIF", Content.GIF),
]


@pytest.mark.parametrize(("form", "content"), KINDS)
def test_formats(form: str, content: Content) -> None:
    found = read(usual(form), content)
    assert (found.width, found.height) == (800, 600)
    assert found.chroma > 20


@pytest.mark.parametrize(("form", "content"), KINDS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_short(form: str, content: Content, share: float) -> None:
    data = usual(form)
    assert cause(data[: int(len(data) * share)], content) in (Cause.CUT_SHORT, Cause.CORRUPT)


@pytest.mark.parametrize(("form", "content"), [("JPEG", Content.JPEG), ("PNG", Content.PNG)])
def test_only_the_end_is_missing(form: str, content: Content) -> None:
    assert cause(usual(form)[:-10], content) is Cause.CUT_SHORT


@pytest.mark.parametrize("options", [{}, {"restart_marker_rows": 1}], ids=str)
def test_an_end_mark_behind_what_is_left_makes_nothing_whole(options: dict[str, object]) -> None:
    data = saved(scene(), **options)
    short = data[: len(data) * 6 // 10] + b"\xff\xd9"
    found = read_photo(io.BytesIO(short), len(short), Content.JPEG)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CUT_SHORT
    barred = scene()
    barred.paste("black", (0, barred.height - 40, barred.width, barred.height))
    assert read(saved(barred, **options))


@pytest.mark.parametrize(("kind", "read_all_the_same"), [(b"tEXt", True), (b"IHDR", False)])
def test_a_png_can_do_without_an_extra_that_is_spoilt(
    kind: bytes, *, read_all_the_same: bool
) -> None:
    text = PngInfo()
    text.add_text("Comment", "taken in a reading room")
    data = bytearray(saved(scene(), "PNG", pnginfo=text))
    at = data.index(kind)
    data[at + 4 + int.from_bytes(data[at - 4 : at], "big")] ^= 0xFF
    found = read_photo(io.BytesIO(data), len(data), Content.PNG)
    assert isinstance(found, Photo) is read_all_the_same


def test_the_thumbnails_end_is_not_the_pictures() -> None:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + saved(Image.new("RGB", (16, 16)))
    data = saved(scene(), exif=exif)
    assert read(data).width == 800
    assert cause(data[:-500]) is Cause.CUT_SHORT


def test_bytes_after_the_end_are_no_fault() -> None:
    assert read(usual() + bytes(200_000)).width == 800
    assert read(usual("PNG") + b"more", Content.PNG).width == 800


@pytest.mark.parametrize(("form", "content"), KINDS)
def test_empty_and_noise(form: str, content: Content) -> None:
    assert cause(b"", content) is Cause.EMPTY
    assert cause(bytes(range(256)) * 4, content) in (Cause.CUT_SHORT, Cause.CORRUPT)


def unusual() -> dict[str, tuple[bytes, Content]]:
    picture = scene((120, 90))
    frames = [scene((120, 90), seed) for seed in (1, 2)]
    deep = Image.new("I;16", (120, 90), 40_000)
    see_through = picture.copy()
    see_through.putalpha(100)
    more = {"save_all": True, "append_images": frames}
    return {
        "CMYK": (saved(picture.convert("CMYK")), Content.JPEG),
        "grey": (saved(picture.convert("L")), Content.JPEG),
        "two images": (saved(picture, "MPO", **more), Content.JPEG),
        "palette": (saved(picture.convert("P"), "PNG"), Content.PNG),
        "one colour is transparent": (
            saved(picture.convert("P"), "PNG", transparency=3),
            Content.PNG,
        ),
        "grey and transparent": (saved(see_through.convert("LA"), "PNG"), Content.PNG),
        "transparent": (saved(see_through, "PNG"), Content.PNG),
        "16 bits": (saved(deep, "PNG"), Content.PNG),
        "16 bits, TIFF": (saved(deep, "TIFF"), Content.TIFF),
        "one bit": (saved(picture.convert("1"), "TIFF"), Content.TIFF),
        "animated PNG": (saved(picture, "PNG", **more), Content.PNG),
        "animated WebP": (saved(picture, "WEBP", **more), Content.WEBP),
        "animated GIF": (saved(picture, "GIF", **more), Content.GIF),
    }


@pytest.mark.parametrize("name", unusual())
def test_unusual(name: str) -> None:
    found = read(*unusual()[name])
    assert (found.width, found.height) == (120, 90)


@pytest.mark.parametrize("size", [(1, 1), (2, 900), (3000, 1)])
def test_extreme_shapes(size: tuple[int, int]) -> None:
    found = read(saved(Image.new("RGB", size, "red")))
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("form", "orientation", "size"),
    [
        *(("JPEG", 1, (800, 600)), ("JPEG", 3, (800, 600)), ("JPEG", 6, (600, 800))),
        *(("PNG", 6, (600, 800)), ("TIFF", 3, (800, 600)), ("WEBP", 6, (600, 800))),
    ],
)
def test_orientation(form: str, orientation: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = read(saved(scene(), form, exif=exif), Content[form])
    assert (found.width, found.height) == size
    upright = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_270}[orientation]
    straight = scene() if upright is None else scene().transpose(upright)
    assert (found.fingerprint ^ read(saved(straight)).fingerprint).bit_count() <= 6


def test_place_and_print_size() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 50.0, 0.0)})
    found = read(saved(portrait(), exif=exif, dpi=(300, 300)))
    assert found.has_gps
    assert found.dpi == 300
    plain = read(saved(portrait()))
    assert not plain.has_gps
    assert plain.dpi is None


@pytest.mark.parametrize(
    ("angle", "told"), [("43,53.1234N", True), ("0,0.0000N", False), ("", False)]
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("spelt", [' {}="{}"/>', "><{0}>{1}</{0}></rdf:Description>"])
def test_a_place_that_stands_in_xmp_alone(form: str, angle: str, told: bool, spelt: str) -> None:
    place = spelt.format("exif:GPSLatitude", angle)
    packet = f"<x:xmpmeta><rdf:RDF><rdf:Description{place}</rdf:RDF></x:xmpmeta>"
    if form == "PNG":
        chunk = PngInfo()
        chunk.add_itxt("XML:com.adobe.xmp", packet)
        data = saved(portrait(), form, pnginfo=chunk)
    else:
        data = saved(portrait(), form, xmp=packet.encode())
    assert read(data, Content(form.lower())).has_gps is told


def located(latitude: tuple[int, int], longitude: tuple[int, int]) -> bytes:
    """EXIF with a place, each angle's degrees as a fraction, minutes and seconds as 0/0."""
    at = 8 + 2 + 12 + 4
    numbers = at + 2 + 2 * 12 + 4
    place = struct.pack("<HHHII", 2, 2, 5, 3, numbers)
    place += struct.pack("<HHII", 4, 5, 3, numbers + 24) + bytes(4)
    for degrees in (latitude, longitude):
        place += struct.pack("<II", *degrees) + bytes(16)
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8825, 4, 1, at, 0) + place


@pytest.mark.parametrize(
    ("latitude", "longitude", "told"),
    [
        ((0, 0), (0, 0), False),
        ((0, 1), (0, 1), False),
        ((0, 0), (0, 1), False),
        ((43, 1), (125, 1), True),
        ((0, 1), (109, 1), True),  # on the equator
    ],
)
def test_a_place_without_a_fix_is_none(
    latitude: tuple[int, int], longitude: tuple[int, int], *, told: bool
) -> None:
    assert read(saved(portrait(), exif=located(latitude, longitude))).has_gps is told


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('exif:GPSLatitude="43,53.12N" exif:GPSLongitude="125,19.43E"', True),
        ("><exif:GPSLongitude>109,0.0E</exif:GPSLongitude></rdf:Description", True),
        ('exif:GPSLatitude="0,0.0N" exif:GPSLongitude="0,0.0E"', False),
        ('exif:GPSVersionID="2.3.0.0" exif:GPSAltitude="210/1"', False),
    ],
)
def test_a_place_that_an_editor_keeps_in_xmp(form: str, said: str, *, told: bool) -> None:
    packet = f'<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" {said}/>'.encode()
    options: dict[str, object] = {"xmp": packet}
    if form == "PNG":
        text = PngInfo()
        text.add_itxt("XML:com.adobe.xmp", packet.decode())
        options = {"pnginfo": text}
    assert read(saved(portrait(), form, **options), Content[form]).has_gps is told


def noisy(colour: int, much: int) -> Image.Image:
    noise = Image.effect_noise((1600, 1200), much)
    grey = noise.point(lambda value: max(0, min(255, value - 128 + colour)))
    return Image.merge("RGB", [grey] * 3)


@pytest.mark.parametrize("colour", [0, 4, 128, 251, 255])
def test_blank(colour: int) -> None:
    for much in (0, 3):
        picture = noisy(colour, much) if much else Image.new("RGB", (1600, 1200), (colour,) * 3)
        assert read(saved(picture)).spread <= pixels.BLANK_SPREAD
        assert pixels.is_blank(picture)


def test_dark_stage_fog_and_a_line_of_print_are_not_blank() -> None:
    stage = Image.new("RGB", (1600, 1200), (2, 2, 3))
    ImageDraw.Draw(stage).ellipse((780, 500, 830, 600), fill=(150, 120, 80))
    fog = Image.new("RGB", (1600, 1200), (215, 218, 220))
    ImageDraw.Draw(fog).rectangle((700, 500, 760, 900), fill=(190, 192, 195))
    page = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(page).text((200, 200), "Minutes of 2023", fill=0, font_size=30)
    for picture in (stage, fog.filter(ImageFilter.GaussianBlur(15)), page):
        assert not pixels.is_blank(picture)


def test_broken_exif_is_as_none() -> None:
    data = saved(scene(), exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + bytes(range(64)))
    assert (read(data).width, read(data).has_gps) == (800, False)


@pytest.mark.parametrize(
    ("name", "form", "options"),
    [
        ("MAX_JPEG_PIXELS", "JPEG", {}),
        ("MAX_PIXELS", "JPEG", {"progressive": True}),
        ("MAX_PIXELS", "PNG", {}),
    ],
)
def test_pixel_limit(
    monkeypatch: pytest.MonkeyPatch, name: str, form: str, options: dict[str, bool]
) -> None:
    data = saved(scene(), form, **options)
    monkeypatch.setattr(photo_module, name, 400_000)
    assert cause(data, Content[form]) is Cause.LIMIT


def test_the_largest_pictures_of_telephones_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jpeg_end, "ends_early", lambda *_: False)  # only its header is large
    data = bytearray(usual())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 12_240, 16_320)
    found = read_photo(io.BytesIO(data), len(data), Content.JPEG)
    assert isinstance(found, Photo)
    assert (found.width, found.height) == (16_320, 12_240)


@pytest.mark.parametrize(("plain", "anew"), [(True, 2), (False, 0)])
def test_what_ends_in_plain_grey_alone_is_decoded_anew(
    monkeypatch: pytest.MonkeyPatch, *, plain: bool, anew: int
) -> None:
    """A carpet or a wall may be as grey, on the whole, as what is made of missing data."""
    image = Image.new("L", (320, 240), 128) if plain else Image.effect_noise((320, 240), 40)
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=90)
    real, calls = jpeg_end._decoded, []
    monkeypatch.setattr(jpeg_end, "_decoded", lambda *a, **b: calls.append(1) or real(*a, **b))
    with Image.open(stream) as decoded:
        decoded.load()
        decoded.putpixel((319, 239), (128, 128, 128))
        assert not jpeg_end.ends_early(stream, stream.tell(), decoded)
    assert len(calls) == anew


@pytest.mark.parametrize("side", [11_000, 60_000])
def test_a_bomb_is_told_by_its_header(side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    data = b"\x89PNG\r\n\x1a\n" + body
    found = read_photo(io.BytesIO(data), len(data), Content.PNG)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.LIMIT
    assert {11_000: "1.21亿", 60_000: "36亿"}[side] in found.detail.zh
    assert "1.2亿" in found.detail.zh


def test_colour() -> None:
    grey = portrait().convert("L").convert("RGB")
    noisy = Image.merge(
        "RGB",
        [Image.blend(grey.getchannel(0), Image.effect_noise(grey.size, 40), 0.1) for _ in "RGB"],
    )
    assert read(saved(grey)).chroma < 1
    assert read(saved(noisy)).chroma < 2.5
    assert read(saved(portrait("white"))).chroma > 6
    assert read(saved(portrait())).chroma > 20


@pytest.mark.parametrize("middle", [(150, 120, 80), (90, 120, 150), (140, 128, 112)])
def test_a_toned_picture_has_colours_and_strays_from_its_brightness_by_next_to_nothing(
    middle: tuple[int, int, int],
) -> None:
    for seed in range(3):
        picture = pictures.portrait(seed)
        toned = ImageOps.colorize(ImageOps.grayscale(picture), "black", "white", mid=middle)
        found, own = read(saved(toned)), read(saved(picture))
        assert found.chroma > 4
        assert found.stray < 2 + 0.02 * found.chroma
        assert own.stray > 3 + 0.02 * own.chroma


@pytest.mark.parametrize("ground", ["white", "blue"])
def test_a_drawing_of_flat_fields_is_not_taken_for_one_tone(ground: str) -> None:
    found = read(saved(portrait(ground)))
    assert found.stray > 3 + 0.02 * found.chroma


@pytest.mark.parametrize("background", ["#438edb", "#ff2020", "white"])
def test_plain_background(background: str) -> None:
    assert read(saved(portrait(background), quality=60)).plain_background > 0.95


def test_a_scene_has_no_plain_background() -> None:
    noise = Image.merge("RGB", [Image.effect_noise((413, 579), 90) for _ in "RGB"])
    assert read(usual()).plain_background < 0.6
    assert read(saved(noise)).plain_background < 0.7


def test_sharpness() -> None:
    blurred = scene().filter(ImageFilter.GaussianBlur(6))
    assert read(usual()).sharpness > 10 * read(saved(blurred)).sharpness


def test_fingerprint() -> None:
    first = read(saved(scene((1600, 1200)))).fingerprint
    smaller = read(saved(scene((1600, 1200)).resize((640, 480)), quality=50)).fingerprint
    other = read(saved(scene((1600, 1200), seed=99))).fingerprint
    assert (first ^ smaller).bit_count() <= 4
    assert (first ^ other).bit_count() >= 16
    assert 0 <= first < 1 << 64


def test_the_system_failing_is_not_the_pictures_fault() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        read_photo(Failing(), 1000, Content.BMP)


def test_a_thumbnail_is_small_upright_and_holds_nothing_but_pixels() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "相机厂"
    exif.get_ifd(0x8825)[2] = (43.0, 53.0, 0.0)
    data = saved(scene(), exif=exif, comment=b"secret", icc_profile=b"profile" * 20, dpi=(300, 300))
    found = read_photo(io.BytesIO(data), len(data), Content.JPEG, thumbnail=True)
    assert isinstance(found, Photo)
    assert found.thumbnail is not None
    assert found.has_gps
    with Image.open(io.BytesIO(found.thumbnail)) as small:
        small.load()
        assert (small.format, small.mode, small.size) == ("JPEG", "RGB", (240, 320))
        assert not small.getexif()
        assert not {"exif", "comment", "icc_profile", "dpi"} & small.info.keys()
    assert len(found.thumbnail) < 40_000
    assert replace(found, thumbnail=None) == read(data)


@pytest.mark.parametrize(("form", "content"), KINDS)
def test_every_kind_has_a_thumbnail_where_one_is_asked_for(form: str, content: Content) -> None:
    data = saved(scene((400, 300)), form)
    found = read_photo(io.BytesIO(data), len(data), content, thumbnail=True)
    assert isinstance(found, Photo)
    assert (found.thumbnail or b"").startswith(b"\xff\xd8")
    assert read(data, content).thumbnail is None
