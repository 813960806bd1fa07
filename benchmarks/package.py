"""A full package: 10 stars, 8 projects, 60 photos of 12 megapixels, 18 videos of 150 MB."""

from __future__ import annotations

import random
import struct
from io import BytesIO
from pathlib import Path

import av
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageDraw

STARS, PROJECTS, PHOTOS = 10, 8, 60
VIDEO_BYTES = 150_000_000
VIDEO_SECONDS = 270
STAR_FIELDS = ("性别", "民族", "国籍", "出生年月", "政治面貌", "学历", "工作单位及职务", "联系电话")
PROJECT_FIELDS = ("实施单位", "项目负责人", "联系电话", "启动时间", "年参与人次")


def build(folder: Path) -> Path:
    """Make the package below ``folder`` unless it is there already; about 3 GB. Its path."""
    package = folder / "full"
    if (folder / "done").exists():
        return package
    stars = [package / "百姓学习之星" / f"{i:02}样本{_letter(i)}" for i in range(1, STARS + 1)]
    projects = [package / "终身学习品牌项目" / f"{i:02}项目{_letter(i)}" for i in range(1, 9)]
    for path in (*stars, *projects):
        path.mkdir(parents=True, exist_ok=True)
        is_star = path in stars
        labels = STAR_FIELDS if is_star else PROJECT_FIELDS
        _form(path / "推介表.docx", "姓名" if is_star else "项目名称", path.name[2:], labels)
        if not is_star:
            _summary(path / "工作总结.docx")
    _register(package / "百姓学习之星" / "推介登记表.xlsx", "姓名", stars)
    _register(package / "终身学习品牌项目" / "推介登记表.xlsx", "项目名称", projects)
    _photos(stars, projects)
    _videos([*stars, *projects])
    (folder / "done").touch()
    return package


def _letter(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[number - 1]


def _form(path: Path, label: str, name: str, others: tuple[str, ...]) -> None:
    document = Document()
    document.add_paragraph("推介表")
    table = document.add_table(rows=0, cols=2)
    for key, value in ((label, name), *((other, f"{other}内容") for other in others)):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = key, value
    document.save(str(path))


def _summary(path: Path) -> None:
    document = Document()
    document.add_paragraph("工作总结")
    for _ in range(15):
        document.add_paragraph("学" * 100)
    document.save(str(path))


def _register(path: Path, label: str, entries: list[Path]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", label, "联系电话", "备注"])
    for number, entry in enumerate(entries, 1):
        sheet.append([number, entry.name[2:], "13800000000", ""])
    book.save(path)


def _photos(stars: list[Path], projects: list[Path]) -> None:
    """Two photos a star and five a project: 60 in all, none like another."""
    places = [star / f"照片{i}.jpg" for star in stars for i in (1, 2)]
    places += [project / f"照片{i}.jpg" for project in projects for i in range(1, 6)]
    assert len(places) == PHOTOS
    noise = Image.effect_noise((4000, 3000), 40).convert("RGB")
    for seed, path in enumerate(places):
        draw = random.Random(seed)
        picture = noise.copy()
        pencil = ImageDraw.Draw(picture)
        for _ in range(30):
            x, y = draw.randrange(4000), draw.randrange(3000)
            colour = tuple(draw.randrange(256) for _ in range(3))
            pencil.ellipse((x, y, x + draw.randrange(900), y + draw.randrange(900)), fill=colour)
        picture.save(path, quality=80)


def _videos(places: list[Path]) -> None:
    """One film is encoded; each copy ends in a box of its own, so that no two are the same."""
    film = _film()
    for number, place in enumerate(places):
        rest = VIDEO_BYTES - len(film)
        if rest < 16:
            raise ValueError("the film is larger than a video should be")
        with (place / "视频.mp4").open("wb") as stream:
            stream.write(film)
            stream.write(struct.pack(">I4s", rest, b"free"))
            stream.write(random.Random(number).randbytes(rest - 8))


def _film() -> bytes:
    """A film of 270 s in H.264, 1280 x 720 at 25 frames a second, about 100 MB."""
    buffer = BytesIO()
    noise = Image.effect_noise((1300, 740), 60).convert("RGB")
    with av.open(buffer, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        stream.bit_rate = 3_000_000
        stream.options = {"preset": "ultrafast"}
        for number in range(VIDEO_SECONDS * 25):
            left, top = number % 20, number // 20 % 20
            picture = noise.crop((left, top, left + 1280, top + 720))
            container.mux(stream.encode(av.VideoFrame.from_image(picture)))
        container.mux(stream.encode())
    return buffer.getvalue()
