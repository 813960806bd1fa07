"""A package as it comes from a busy office: nothing wrong with it but its order."""

from __future__ import annotations

import unicodedata

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.layout import Files
from sample_packages.make.people import INVENTED, Star
from sample_packages.make.places import SIPING_PROJECTS, SIPING_STARS
from sample_packages.make.portraits import id_photo
from sample_packages.make.registers import (
    PROJECT_TITLE,
    STAR_TITLE,
    numbered,
    word_table,
    workbook,
)
from sample_packages.make.scans import scan_jpeg, scan_pdf
from sample_packages.make.scenes import heic, photo
from sample_packages.make.summaries import as_pdf, as_text, as_word
from sample_packages.make.videos import Film, film
from sample_packages.make.words import letter

UNIT = "四平市教育局"
#: Two wrapper folders around the real one.
_TOP = f"新建文件夹 (2)/{UNIT}上报材料最终版"
_STARS, _PROJECTS = f"{_TOP}/1.百姓学习之星（6名）", f"{_TOP}/2.品牌项目"


def messy() -> Files:
    """Stars flat or in folders of every spelling, projects by role, leftovers in between."""
    files = _flat_stars() | _stars_in_folders() | _projects() | _leftovers()
    rows = [star.row() for star in SIPING_STARS]
    for row, star in zip(rows, SIPING_STARS, strict=True):
        phone = row["联系电话"]
        row["联系电话"] = f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"
        row["出生年月"] = f"{star.born[:4]}.{star.born[4:6]}"
    register = f"{_STARS}/附件2 百姓学习之星推介登记表"
    files[f"{register}.docx"] = word_table(STAR_TITLE, UNIT, numbered(rows, {}))
    files[f"{register}（盖章）.pdf"] = scan_pdf(2)
    files[f"{_TOP}/{UNIT}报送函.docx"] = letter(
        "关于报送推介材料的函", ["省教育厅：", "现将我市推介材料报上，请审阅。", UNIT, INVENTED]
    )
    return files


def _flat_stars() -> Files:
    """Two whose names stand in their files' names alone."""
    first, second = SIPING_STARS[:2]
    return {
        f"{_STARS}/推介表-{first.name}.docx": star_form(first.form()),
        f"{_STARS}/{first.name}证件照.JPG": id_photo(first.serial),
        f"{_STARS}/{first.name}-学习活动.JPG": photo(first.serial),
        f"{_STARS}/{second.name}推介表.DOCX": star_form(second.form(), halves=True),
        f"{_STARS}/{second.name}推介表（盖章）.jpg": scan_jpeg(32),
        f"{_STARS}/{second.name}２寸白底.jpg": id_photo(second.serial),
        f"{_STARS}/四平样例开放学院+{second.name}+课堂.jpg": photo(second.serial),
    }


def _stars_in_folders() -> Files:
    """Four with folders: decomposed Hangul, camera names, names from a chat, full-width digits."""
    korean, railway, choir, rider = SIPING_STARS[2:]
    decomposed = unicodedata.normalize("NFD", f"{korean.name} 박영자")
    chat = f"{_STARS}/{choir.name}/微信图片_20230705"
    return (
        _folder(korean, decomposed, "附件1 推介表.docx", "证件照.jpg", "活动.jpg")
        | _folder(choir, choir.name, f"{choir.name}推介表 (1).docx", "", "")
        | {f"{chat}101112.jpg": id_photo(choir.serial), f"{chat}101340.jpg": photo(choir.serial)}
        | _folder(
            rider, f"６．{rider.name}", "推介表最终版.docx", "证件照 (2).jpeg", "骑行路上的课堂.jpg"
        )
        | _folder(railway, f"04{railway.name}", "推介表.docx", "mmexport1688523456789.jpg", "")
        | {f"{_STARS}/04{railway.name}/IMG_2231.HEIC": heic(railway.serial)}
    )


def _folder(star: Star, folder: str, form: str, portrait: str, activity: str) -> Files:
    home = f"{_STARS}/{folder}"
    files = {f"{home}/{form}": star_form(star.form())}
    if portrait:
        files[f"{home}/{portrait}"] = id_photo(star.serial)
    if activity:
        files[f"{home}/{activity}"] = photo(star.serial)
    return files


def _projects() -> Files:
    """A folder for each role, and the project's name in each file's name."""
    files: Files = {}
    for project in SIPING_PROJECTS:
        name = project.name
        files[f"{_PROJECTS}/推介表/{name}.docx"] = project_form(project.form())
        files[f"{_PROJECTS}/总结/{name}工作总结.docx"] = as_word(project)
        for number in range(1, 4):
            files[f"{_PROJECTS}/照片/{name} ({number}).jpg"] = photo(project.serial * 10 + number)
    reading, school, *_, micro = SIPING_PROJECTS
    for project, make, ending in ((reading, as_pdf, "pdf"), (school, as_text, "txt")):
        del files[f"{_PROJECTS}/总结/{project.name}工作总结.docx"]
        files[f"{_PROJECTS}/总结/{project.name}工作总结.{ending}"] = make(project)
    files[f"{_PROJECTS}/推介表/扫描件/{reading.name}推介表（盖章）.pdf"] = scan_pdf(41)
    files[f"{_PROJECTS}/视频/{micro.name} lv_0_20230701.MP4"] = film(Film(18, seconds=245))
    rows = numbered([project.row() for project in SIPING_PROJECTS], {})
    files[f"{_PROJECTS}/附件4 登记表（定稿）.XLSX"] = workbook(PROJECT_TITLE, UNIT, rows)
    return files


def _leftovers() -> Files:
    """What systems and office programs leave behind."""
    return {
        f"{_TOP}/.DS_Store": b"\0\0\0\1Bud1" + bytes(248),
        f"{_PROJECTS}/照片/Thumbs.db": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504),
        f"{_STARS}/{SIPING_STARS[4].name}/~${SIPING_STARS[4].name[1:]}推介表 (1).docx": bytes(162),
        f"__MACOSX/._{UNIT}": bytes.fromhex("00051607") + bytes(78),
    }
