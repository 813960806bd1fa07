"""The files that are mutated: the sample packages' own, and others made by the tests' scripts."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pillow_heif
import py7zr
from PIL import Image
from sample_packages.expected import HERE
from tests.probes.boxes import Track, movie
from tests.probes.office_files import doc_of, pdf_of, xls_of, zip_of
from tests.probes.recordings import audio, turned, video
from tests.support.papers import IN_TABLE, ROW_END, table_of
from tests.support.pictures import scene

STARS, PROJECTS, DEEDS = "百姓学习之星", "终身学习品牌项目", "事迹特别感人的百姓学习之星"

#: Where a file of a role is put in a package, so that its rules apply. n: number of the entry's
#: folder. i: number of the file.
PLACES = {
    "star form": STARS + "/{n:03}样本/推介表{i:02}",
    "project form": PROJECTS + "/{n:03}项目样本/推介表{i:02}",
    "star register": STARS + "/推介登记表{i:02}",
    "project register": PROJECTS + "/推介登记表{i:02}",
    "summary": PROJECTS + "/{n:03}项目样本/工作总结{i:02}",
    "id photo": STARS + "/{n:03}样本/证件照{i:02}",
    "activity photo": STARS + "/{n:03}样本/学习活动照片{i:02}",
    "project photo": PROJECTS + "/{n:03}项目样本/活动照片{i:02}",
    "video": STARS + "/{n:03}样本/视频{i:02}",
    "recording": DEEDS + "/{n:03}样本/录音{i:02}",
    "attachment": STARS + "/{n:03}样本/荣誉证书{i:02}",
}


ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Seed:
    """A whole file. kind: of its content, as the figures name it.

    role: a key of ``PLACES``; ``ARCHIVE`` where the file is a package by itself.
    """

    name: str
    kind: str
    role: str
    suffix: str
    data: bytes


@cache
def seeds() -> tuple[Seed, ...]:
    """Every seed, the same on every run."""
    return (*_samples(), *_made(), *_archives())


_ROLES = {
    "证件照": "id photo",
    "学习活动照片": "activity photo",
    "活动照片": "project photo",
    "工作总结": "summary",
    "视频": "video",
    "登记表": "register",
    "推介表": "form",
}


def _samples() -> Iterator[Seed]:
    """Files of the sample packages, for each kind and role the first few in path order."""
    taken: dict[tuple[str, str], int] = {}
    for package in ("complying", "messy", "university"):
        for path in sorted((HERE / package).rglob("*")):
            suffix = path.suffix.lower()
            kind = {".jpeg": "jpg", ".docx": "docx"}.get(suffix, suffix.lstrip("."))
            role = _role(path)
            if not path.is_file() or role is None or kind not in _KINDS:
                continue
            key = (kind, role)
            taken[key] = taken.get(key, 0) + 1
            if taken[key] <= 4:
                name = path.relative_to(HERE).as_posix()
                yield Seed(name, kind, role, suffix, path.read_bytes())


_KINDS = frozenset({"docx", "xlsx", "pdf", "jpg", "heic", "mp4", "txt"})


def _role(path: Path) -> str | None:
    role = next((role for word, role in _ROLES.items() if word in path.name), None)
    if role in ("form", "register"):
        return f"{'star' if '学习之星' in str(path) or '之星' in str(path) else 'project'} {role}"
    return role


def _made() -> Iterator[Seed]:
    form = (HERE / "complying/长春市教育局" / STARS / "01林晓禾/推介表.docx").read_bytes()
    register = HERE / "complying/长春市教育局" / STARS / "百姓学习之星推介登记表.xlsx"
    lines: list[list[str | float]] = [[*line] for line in table_of(register.read_bytes())]
    summary = "工作总结\n" + "我们坚持开展学习活动，群众参与热情高。\n" * 80
    book = xls_of(lines)
    yield Seed("made/form.doc", "doc", "star form", ".doc", _old_word("姓名", "林晓禾"))
    yield Seed("made/form.wps", "doc", "project form", ".wps", _old_word("项目名称", "夜读"))
    yield Seed("made/register.xls", "xls", "star register", ".xls", book)
    yield Seed("made/register.et", "xls", "project register", ".et", book)
    text = pdf_of("Summary of 2023", *["We learn and learn."] * 30)
    yield Seed("made/text.pdf", "pdf", "summary", ".pdf", text)
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        data = summary.encode(encoding)
        yield Seed(f"made/summary.{encoding}.txt", "txt", "summary", ".txt", data)
    page = f"<!DOCTYPE html><html><body>{summary}</body></html>".encode()
    yield Seed("made/page.html", "html, rtf", "summary", ".doc", page)
    yield Seed("made/letter.rtf", "html, rtf", "summary", ".doc", b"{\\rtf1 " + b"x" * 900 + b"}")
    archive = zip_of({"推介表.docx": form, "照片.jpg": picture("JPEG")})
    yield Seed("made/more.zip", "zip", "attachment", ".zip", archive)
    yield from _pictures()
    yield from _recordings()


def _archives() -> Iterator[Seed]:
    """A star and a register in archives of every kind."""
    folder = HERE / "complying/长春市教育局" / STARS
    files = [path for path in sorted(folder.rglob("*")) if "视频" not in path.name]
    chosen = [path for path in files if path.is_file() and path.parent.name in (STARS, "01林晓禾")]
    members = {path.relative_to(folder.parent).as_posix(): path.read_bytes() for path in chosen}
    yield Seed("made/package.zip", ARCHIVE, ARCHIVE, ".zip", zip_of(members))
    inner = zip_of({"里面.zip": zip_of(members), "说明.txt": "说明".encode()})
    yield Seed("made/nested.zip", ARCHIVE, ARCHIVE, ".zip", inner)
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    tar = target.getvalue()
    yield Seed("made/package.tar", ARCHIVE, ARCHIVE, ".tar", tar)
    yield Seed("made/package.tar.gz", ARCHIVE, ARCHIVE, ".tar.gz", gzip.compress(tar, mtime=0))
    yield Seed("made/package.7z", ARCHIVE, ARCHIVE, ".7z", _seven(members))


def _seven(members: dict[str, bytes]) -> bytes:
    """A 7z archive; it holds its files' times, so that they are set."""
    target = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, py7zr.SevenZipFile(target, "w") as archive:
        for number, (name, data) in enumerate(members.items()):
            path = Path(folder, str(number))
            path.write_bytes(data)
            path.chmod(0o644)
            os.utime(path, (1_687_942_800,) * 2)
            archive.write(path, name)
    return target.getvalue()


def _old_word(label: str, name: str) -> bytes:
    """A form as Word 97 stored it."""
    paragraphs = [([("推介表\r", b"")], b"")]
    for cells in (
        (label, name),
        ("联系电话", ""),
        ("主要事迹", "坚持学习。"),
        ("启动时间", "2019年3月"),
    ):
        paragraphs += [([(f"{text}\x07", b"")], IN_TABLE) for text in cells]
        paragraphs.append(([("\x07", b"")], ROW_END))
    return doc_of(paragraphs)


def picture(form: str, **options: object) -> bytes:
    """A scene in this format of Pillow's."""
    pillow_heif.register_heif_opener()
    target = io.BytesIO()
    image = scene(3, (640, 480))
    if form == "GIF":
        image = image.convert("P")
    image.save(target, form, **options)  # type: ignore[arg-type]
    return target.getvalue()


def located() -> bytes:
    """EXIF with an orientation, a place and a comment, as a phone writes it."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "样机"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 53.0, 1.5), 3: "E", 4: (125.0, 19.0, 2.5)})
    exif.get_ifd(0x8769).update({0x9003: "2023:06:28 09:00:00", 0x9286: b"ASCII\0\0\0made up"})
    return exif.tobytes()


def _pictures() -> Iterator[Seed]:
    exif = located()
    profile = b"\0" * 128
    more: dict[str, tuple[str, str, dict[str, object]]] = {
        "phone.jpg": ("jpg", "JPEG", {"exif": exif, "icc_profile": profile, "comment": b"x"}),
        "progressive.jpg": ("jpg", "JPEG", {"progressive": True, "quality": 60}),
        "picture.png": ("png", "PNG", {"exif": exif, "dpi": (300, 300)}),
        "picture.heic": ("heic", "HEIF", {"quality": 40, "exif": exif}),
        "picture.webp": ("webp", "WEBP", {"exif": exif, "quality": 50}),
        "picture.tif": ("tiff", "TIFF", {"compression": "tiff_lzw"}),
        "fax.tif": ("tiff", "TIFF", {"compression": "jpeg"}),
        "picture.bmp": ("bmp", "BMP", {}),
        "picture.gif": ("gif", "GIF", {}),
    }
    for name, (kind, form, options) in more.items():
        suffix = Path(name).suffix
        yield Seed(f"made/{name}", kind, "activity photo", suffix, picture(form, **options))


def _recordings() -> Iterator[Seed]:
    """Without AAC, whose encoder does not give the same bytes every time."""
    sound = Track(((87, 1024),), scale=44100, codec="mp4a", handler="soun")
    picture = Track(edits=((300_000, 40),), offsets=((7500, 80),), aspect=(4, 3))
    films = {
        "fragmented.mp4": video(movflags="frag_keyframe+empty_moov", exact=True),
        "index-first.mp4": video(movflags="faststart", exact=True),
        "turned.mp4": turned(video(exact=True)),
        "edited.mp4": movie(picture, sound),
        "phone.mov": video(container="mov", exact=True),
        "old.mkv": video(container="matroska", exact=True),
        "old.avi": video(container="avi", codec="mpeg4", exact=True),
        "old.wmv": video(container="asf", codec="msmpeg4", exact=True),
        "old.flv": video(container="flv", exact=True),
        "broadcast.ts": video(container="mpegts", exact=True),
    }
    for name, data in films.items():
        suffix = Path(name).suffix
        kind = suffix[1:] if suffix in (".mp4", ".mov") else "other video"
        yield Seed(f"made/{name}", kind, "video", suffix, data)
    frame = b"\xff\xf1\x50\x80\x08\x1f\xfc" + bytes(57)  # 64 bytes of ADTS
    sounds = {
        "recording.mp3": audio("mp3", "libmp3lame"),
        "recording.wav": audio("wav", "pcm_s16le", form="s16", blocks=20),
        "recording.m4a": movie(sound, brand="M4A "),
        "recording.aac": frame * 90,
        "recording.flac": audio("flac", "flac", form="s16"),
    }
    for name, data in sounds.items():
        yield Seed(f"made/{name}", Path(name).suffix[1:], "recording", Path(name).suffix, data)
