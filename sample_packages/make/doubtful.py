"""A package that looks complete and is not: blank pages, copies, padding, words for nothing.

Each doubt is one that a glance at names and numbers of files does not show.
"""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.layout import MOVING, Files, project_files, star_files
from sample_packages.make.places import CHANGCHUN_PROJECTS, CHANGCHUN_STARS
from sample_packages.make.registers import PROJECT_TITLE, STAR_TITLE, numbered, workbook
from sample_packages.make.scans import scan_pdf
from sample_packages.make.scenes import photo
from sample_packages.make.words import letter

UNIT = "松原市教育局"
_STARS, _PROJECTS = f"{UNIT}/百姓学习之星", f"{UNIT}/终身学习品牌项目"


def doubtful() -> Files:
    """Six stars and five projects under another unit's name, with a doubt about most of them."""
    stars = [f"{_STARS}/{at:02d}{star.name}" for at, star in enumerate(CHANGCHUN_STARS, 1)]
    homes = [f"{_PROJECTS}/{at:02d}{one.name}" for at, one in enumerate(CHANGCHUN_PROJECTS, 1)]
    files: Files = {}
    for star, folder in zip(CHANGCHUN_STARS, stars, strict=True):
        files |= star_files(star, folder)
    for project, folder in zip(CHANGCHUN_PROJECTS, homes, strict=True):
        files |= project_files(project, folder)
    _spoil_stars(files, stars)
    _spoil_projects(files, homes)
    rows = [star.row() for star in CHANGCHUN_STARS]
    files[f"{_STARS}/百姓学习之星推介登记表.xlsx"] = workbook(
        STAR_TITLE, UNIT, numbered(rows, {3: f"不是{MOVING[:4]}，未单独推介"})
    )
    young = replace(CHANGCHUN_PROJECTS[4], started="2022年3月")
    projects = [project.row() for project in (*CHANGCHUN_PROJECTS[:4], young)]
    files[f"{_PROJECTS}/终身学习品牌项目推介登记表.xlsx"] = workbook(
        PROJECT_TITLE, UNIT, numbered(projects, {})
    )
    return files


def _spoil_stars(files: Files, folders: list[str]) -> None:
    """A blank page for a form; a scan alone; words for nothing; one inch; one photo for two."""
    del files[f"{folders[0]}/推介表.docx"], files[f"{folders[1]}/推介表.docx"]
    files[f"{folders[0]}/推介表（盖章）.pdf"] = _blank_pdf()
    files[f"{folders[1]}/推介表（盖章）.pdf"] = scan_pdf(2)
    form = CHANGCHUN_STARS[2].form()
    files[f"{folders[2]}/推介表.docx"] = star_form(form | {"主要事迹": "无", "民族": "火星族"})
    files[f"{folders[3]}/证件照1寸.jpg"] = _one_inch(files.pop(f"{folders[3]}/证件照.jpg"))
    files[f"{folders[5]}/证件照.jpg"] = _brighter(files[f"{folders[4]}/证件照.jpg"])


def _spoil_projects(files: Files, folders: list[str]) -> None:
    """Copies of a photo; black photos; a padded summary; hedged figures."""
    one = files[f"{folders[0]}/活动照片1.jpg"]
    files[f"{folders[0]}/活动照片2.jpg"] = files[f"{folders[0]}/活动照片3.jpg"] = one
    for number in (1, 2, 3):
        files[f"{folders[1]}/活动照片{number}.jpg"] = _plain((0, 0, 0))
    padding = "本项目面向群众广泛开展学习活动，效果良好，受到一致好评。"
    files[f"{folders[2]}/工作总结.docx"] = letter("工作总结", [padding * 6] * 10)
    form = CHANGCHUN_PROJECTS[3].form() | {"措施与保障": "略", "年参与人次": "不到线下1000人次"}
    files[f"{folders[3]}/推介表.docx"] = project_form(form)
    files[f"{folders[4]}/活动照片3.jpg"] = photo(995)


def _blank_pdf() -> bytes:
    target = io.BytesIO()
    blank = Image.new("L", (620, 877), 255)
    blank.save(target, "PDF", resolution=75, creationDate=None, modDate=None)
    return target.getvalue()


def _plain(colour: tuple[int, int, int]) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (1280, 960), colour).save(target, "JPEG", quality=60)
    return target.getvalue()


def _one_inch(portrait: bytes) -> bytes:
    with Image.open(io.BytesIO(portrait)) as image:
        return _saved(image.resize((295, 413)))


def _brighter(portrait: bytes) -> bytes:
    with Image.open(io.BytesIO(portrait)) as image:
        return _saved(image.point(lambda value: min(255, int(value * 1.08) + 4)))


def _saved(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=80, dpi=(300, 300))
    return target.getvalue()
