"""Uploads of an examination's ID photos with their table: id-photos-2015, id-photos-2019."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageChops, ImageOps

from sample_packages.make.layout import Files
from sample_packages.make.people import INVENTED, Values
from sample_packages.make.portraits import SIZE, jpeg, portrait
from sample_packages.make.registers import numbered, workbook

_TABLE = "考生信息表.xlsx"
_UNIT = "样例大学"
_WHITE, _BLUE = (255, 255, 255), (67, 142, 219)
Person = tuple[str, str, str]


def _portrait(
    seed: int, size: tuple[int, int] = SIZE, ground: tuple[int, int, int] = _WHITE
) -> Image.Image:
    """A portrait whose person is grained, as a camera's is; the ground stays plain."""
    image = portrait(seed, size, ground)
    grain = random.Random(f"grain {seed}").randbytes(3 * size[0] * size[1])
    noise = Image.frombytes("RGB", size, grain)
    plain = Image.new("RGB", size, ground)
    person = ImageOps.invert(_same(image, plain))
    image.paste(Image.blend(image, noise, 0.5), (0, 0), person)
    return image


def _same(one: Image.Image, other: Image.Image) -> Image.Image:
    """A mask of where the two are near: 255 there, else 0."""
    return ImageChops.difference(one, other).convert("L").point(lambda off: 0 if off > 24 else 255)


def _photo(seed: int, low: int, high: int, size: tuple[int, int] = SIZE) -> bytes:
    """A photo before a white ground, between ``low`` and ``high`` bytes."""
    image = _portrait(seed, size)
    for quality in range(100, 30, -1):
        data = jpeg(image, quality)
        if low <= len(data) <= high:
            return data
    raise ValueError(f"no quality gives {low} to {high} bytes")


def _table(people: list[Person]) -> bytes:
    rows: list[Values] = [{"姓名": n, "出生日期": born, "单位": unit} for n, born, unit in people]
    around = (f"填报单位：{_UNIT}", INVENTED)
    return workbook("考生信息表", _UNIT, numbered(rows, {}), around)


_PEOPLE: list[Person] = [
    ("孟小川", "19910215", "样例大学"),
    ("柏雨桐", "1992-03-04", "样例市样例中学"),
    ("尹书言", "1990年11月23日", "样例市教师进修学校"),
    ("尹书言", "19930708", "样例大学"),  # a namesake
]
_NAMES = ["孟小川-19910215", "柏雨桐-19920304", "尹书言-19901123", "尹书言-19930708"]


def id_photos_2015() -> Files:
    """Four candidates, two of one name; nothing is amiss."""
    photos = {
        f"201501/22/0101/{name}.jpg": _photo(160 + number, 85_000, 145_000)
        for number, name in enumerate(_NAMES)
    }
    return {_TABLE: _table(_PEOPLE), **photos}


def id_photos_2015_mistakes() -> Files:
    """Every clause is broken once; a photo has no row and a row no photo."""
    folder = "201501/22/0101"
    low, high = 85_000, 145_000
    people = [
        ("孟小川", "19910215", "样例大学 科长"),
        ("柏雨桐", "19920304", ""),
        ("尹书言", "19901123", "样例大学"),
        ("安远", "19930708", "样例大学"),
        ("路小满", "19940506", "样例大学"),
        ("高一鸣", "19950607", "样例大学"),
    ]
    png = io.BytesIO()
    _portrait(174).save(png, "PNG", dpi=(300, 300))
    return {
        _TABLE: _table(people),
        f"{folder}/孟小川-19910215.jpg": jpeg(_portrait(170, (295, 413)), 85),
        f"{folder}/柏雨桐-19920403.jpg": _photo(171, low, high),
        f"{folder}/尹书言-19901123.jpg": jpeg(_portrait(172, SIZE, _BLUE), 90, 72),
        f"{folder}/安远-19930708.png": png.getvalue(),
        "高一鸣-19950607.jpg": jpeg(ImageOps.grayscale(_portrait(175)), 95),
        f"{folder}/白乐善-19960708.jpg": _photo(176, low, high),
    }


def id_photos_2019() -> Files:
    """Two candidates; nothing is amiss."""
    return {
        _TABLE: _table(_PEOPLE[:2]),
        **{
            f"201901/22/0101/{name}.jpg": _photo(180 + number, 30_000, 95_000, (360, 480))
            for number, name in enumerate(_NAMES[:2])
        },
    }


def id_photos_2019_mistakes() -> Files:
    """Photos as the other examination wants them: too large in pixels, one in bytes, too."""
    first, second = (f"201901/22/0101/{name}.jpg" for name in _NAMES[:2])
    return {
        _TABLE: _table(_PEOPLE[:2]),
        first: _photo(182, 110_000, 145_000),
        second: _photo(183, 60_000, 95_000),
    }
