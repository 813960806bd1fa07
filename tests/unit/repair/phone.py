"""A small package as it comes from telephones and old office programs."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from tests.support import pictures
from tests.support.papers import with_picture
from tests.support.variants import COMPLYING

STARS = COMPLYING / "长春市教育局" / "百姓学习之星"
#: Enough for a photo, little enough to be quick.
SCENE = (800, 620)


def form(name: str) -> bytes:
    """The form of a star of the sample."""
    (folder,) = (item for item in STARS.iterdir() if item.name.endswith(name))
    return (folder / "推介表.docx").read_bytes()


@cache
def scene(seed: int, kind: str) -> bytes:
    return pictures.saved(pictures.scene(seed, SCENE), kind)


def live(picture: bytes) -> bytes:
    """A .livp: the picture and its moving part."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("IMG_1.heic", picture)
        archive.writestr("IMG_1.mov", b"\0\0\0\x14ftypqt  " + bytes(64))
    return target.getvalue()


def spoilt_zip(data: bytes) -> bytes:
    """The zip file with its first member said to be packed, which it is not."""
    at = data.index(b"PK\1\2")
    local = data[:8] + b"\x08\0" + data[10:at]
    return local + data[at : at + 10] + b"\x08\0" + data[at + 12 :]


def put(root: Path, files: dict[str, bytes]) -> Path:
    """The files below a folder."""
    for path, data in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return root


def phone_package(folder: Path) -> Path:
    """Three people, nothing named or filed as it should be, no register."""
    portrait = pictures.portrait(1, (826, 1158))
    twice = scene(3, "JPEG")
    return put(
        folder / "手机材料",
        {
            "新建文件夹/林晓禾/推介表.docx": form("林晓禾"),
            "新建文件夹/林晓禾/IMG_1.HEIC": scene(1, "HEIF"),
            "新建文件夹/林晓禾/证件照.bmp": pictures.saved(pictures.portrait(2), "BMP"),
            "新建文件夹/赵岩松/表.wps": form("赵岩松"),
            "新建文件夹/赵岩松/IMG_2.livp": live(scene(2, "HEIF")),
            "新建文件夹/赵岩松/证件照.jpg": pictures.saved(pictures.portrait(3, (700, 900))),
            "苏月桂 推介表.docx": with_picture(form("苏月桂"), pictures.saved(portrait)),
            "苏月桂 活动.jpg": twice,
            "苏月桂 活动 - 副本.jpg": twice,
            "Thumbs.db": b"x" * 40,
            "~$推介表.docx": b"y" * 162,
        },
    )
