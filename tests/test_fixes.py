"""The fixes of the sample of mistakes, each done as it says: what was wrong is gone, nothing new.

Every finding of the sample has a line here: a few words of its fix, and what somebody who reads
them does to the package. All of it is done to one copy, which is then judged once more.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from sample_packages.make import mistakes_projects as projects
from sample_packages.make import mistakes_stars as stars
from sample_packages.make.forms import project_form, star_form
from sample_packages.make.layout import LOVED, MOVING
from sample_packages.make.numbers import organisation_code
from sample_packages.make.portraits import id_photo
from sample_packages.make.prose import project_texts
from sample_packages.make.scenes import photo
from sample_packages.make.summaries import as_word

from jlxx_check import Report
from jlxx_check.model.outcome import Level
from tests.support import papers, pictures
from tests.support.films import Film, film
from tests.support.variants import judge

MISTAKES = Path(__file__).parents[1] / "sample_packages" / "mistakes" / "吉林市教育局"
STARS, PROJECTS = "百姓学习之星", "终身学习品牌项目"
STAR_ROWS, PROJECT_ROWS = f"{STARS}/{STARS}推介登记表.xlsx", f"{PROJECTS}/{PROJECTS}推介登记表.docx"
FORM = "推介表.docx"

Edit = Callable[[Path], None]


def star(number: int) -> str:
    name = next(MISTAKES.glob(f"{STARS}/{number:02d}*")).name
    return f"{STARS}/{name}"


def project(number: int) -> str:
    name = next(MISTAKES.glob(f"{PROJECTS}/{number:02d}*")).name
    return f"{PROJECTS}/{name}"


def put(path: str, data: bytes | Callable[[], bytes]) -> Edit:
    return lambda root: _write(root / path, data() if callable(data) else data)


def _write(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def change(path: str, how: Callable[[bytes], bytes]) -> Edit:
    return lambda root: _write(root / path, how((root / path).read_bytes()))


def answer(home: str, label: str, value: str) -> Edit:
    return change(f"{home}/{FORM}", lambda data: papers.answer(data, label, value))


def cell(register: str, row: int, column: str, value: str) -> Edit:
    return change(register, lambda data: papers.cell(data, row, column, value))


def delete(path: str) -> Edit:
    def edit(root: Path) -> None:
        target = root / path
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    return edit


def take_out(home: str, register: str, row: int) -> Edit:
    """An entry withdrawn, its row with it, and the rows numbered anew."""
    out = change(register, lambda data: papers.drop_row(data, row, renumber=True))
    return both(delete(home), out)


def both(*edits: Edit) -> Edit:
    def edit(root: Path) -> None:
        for one in edits:
            one(root)

    return edit


def as_jpeg(data: bytes) -> bytes:
    return pictures.saved(Image.open(io.BytesIO(data)))


def nothing(_: Path) -> None:
    """Done already: another line's fix takes the entry out."""


NAMED = "车间夜校"
CODE = organisation_code("12", 76)
MEASURES = project_texts(72, "巧手编织坊", "编织技艺", "残疾人", "服务中心")[1]

#: Rule, entry, words of the fix, what is done. The last rows of a register go first, and the star
#: in its midst last of all, so that the numbers hold.
FIXES: list[tuple[str, str | None, str, Edit]] = [
    (
        "star.repeated",
        "star/12",
        "删去重复的一份，并同时修改登记表",
        take_out(star(12), STAR_ROWS, 12),
    ),
    ("register.order", None, "从1开始依次重新编号", cell(PROJECT_ROWS, 9, "序号", "9")),
    ("project.repeated", "project/10", "删去重复的一份", take_out(project(9), PROJECT_ROWS, 9)),
    ("package.readable", "project/10", "从原件重新复制", nothing),
    ("quota.projects", None, "至少减去1个，并同时从登记表中删去", nothing),
    (
        "register.present",
        None,
        "只保留最终的一份登记表",
        delete(f"{PROJECTS}/{PROJECTS}推介登记表.xlsx"),
    ),
    ("package.recognised", None, "与材料无关的请删除", delete("新建文本文档.txt")),
    ("package.leftovers", None, "可以删除", delete(f"{star(3)}/Thumbs.db")),
    (
        "video.duration",
        "star/1",
        "剪短到4分00秒至5分00秒",
        put(f"{star(1)}/视频.mp4", lambda: film(Film(shade=99))),
    ),
    ("star.form-complete", "star/2", "补填推介表", answer(star(2), "学历", "本科")),
    (
        "video.sound",
        "star/2",
        "重新导出",
        put(f"{star(2)}/视频.mp4", lambda: film(Film(shade=108))),
    ),
    ("star.nationality", "star/3", "填写有误的，请更正", answer(star(3), "国籍", "中国")),
    ("photo.resolution", "star/3", "原图", put(f"{star(3)}/学习活动照片.jpg", lambda: photo(53))),
    (
        "star.id-number",
        "star/4",
        "对照身份证原件，更正身份证号",
        answer(star(4), "身份证号", stars.STARS[3].form()["身份证号"]),
    ),
    (
        "star.id-photo-size",
        "star/5",
        "2寸证件照的电子原件",
        put(f"{star(5)}/证件照.jpg", lambda: id_photo(55)),
    ),
    (
        "star.leadership-rank",
        "star/5",
        "核实本人现任职务",
        both(
            answer(star(5), "工作单位及职务", "吉林市样例县人民政府 科员"),
            cell(STAR_ROWS, 5, "工作单位及职务", "吉林市样例县人民政府 科员"),
        ),
    ),
    ("star.photos", "star/7", "补齐或删减", delete(f"{star(7)}/学习活动照片2.jpg")),
    (
        "star.id-photo-colour",
        "star/8",
        "彩色证件照",
        put(f"{star(8)}/证件照.jpg", lambda: id_photo(58)),
    ),
    (
        "register.matches-form",
        "star/8",
        "登记表和推介表改成一致",
        cell(STAR_ROWS, 8, "联系电话", stars.STARS[7].form()["联系电话"]),
    ),
    (
        "star.form",
        "star/9",
        "补交推介表",
        put(f"{star(9)}/{FORM}", lambda: star_form(stars.STARS[8].form())),
    ),
    ("package.file-type", "star/10", "另存", change(f"{star(10)}/学习活动照片.jpg", as_jpeg)),
    (
        "register.complete",
        "star/10",
        "补填登记表中空着的单元格",
        cell(STAR_ROWS, 10, "联系电话", stars.STARS[9].form()["联系电话"]),
    ),
    (
        "package.readable",
        "star/11",
        "从原件重新复制",
        put(f"{star(11)}/学习活动照片.jpg", lambda: photo(611)),
    ),
    ("register.matches-entries", "star/11", "都写“宋雨桐”", cell(STAR_ROWS, 11, "姓名", "宋雨桐")),
    (
        "project.form-complete",
        "project/2",
        "补填推介表",
        answer(project(2), "措施与保障", MEASURES),
    ),
    (
        "video.container",
        "project/2",
        "转换为MP4格式",
        put(f"{project(2)}/视频.mp4", lambda: film(Film(shade=126))),
    ),
    (
        "project.name",
        "project/3",
        "在推介表、登记表中一并更正",
        both(answer(project(3), "项目名称", NAMED), cell(PROJECT_ROWS, 3, "项目名称", NAMED)),
    ),
    (
        "video.codec",
        "project/3",
        "H.264编码",
        put(f"{project(3)}/视频.mp4", lambda: film(Film(shade=135))),
    ),
    (
        "project.age",
        "project/4",
        "在推介表、登记表中一并如实写明",
        both(
            answer(project(4), "时间", "2020年3月1日"),
            cell(PROJECT_ROWS, 4, "启动时间", "2020年3月1日"),
        ),
    ),
    (
        "video.resolution",
        "project/4",
        "分辨率1280×720",
        put(f"{project(4)}/视频.mp4", lambda: film(Film(shade=144))),
    ),
    (
        "package.duplicate-file",
        "project/4",
        "换成各自的照片",
        put(f"{project(4)}/活动照片3.jpg", lambda: photo(743)),
    ),
    (
        "project.attendance",
        "project/5",
        "在推介表、登记表中",
        both(
            answer(project(5), "年参与人次", "2021年线下1200人次；2022年线下1800人次"),
            cell(PROJECT_ROWS, 5, "年参与人次", "2021年线下1200人次；2022年线下1800人次"),
        ),
    ),
    (
        "video.complete",
        "project/5",
        "重新导出或重新拷贝",
        put(f"{project(5)}/视频.mp4", lambda: film(Film(shade=153))),
    ),
    (
        "photo.sharpness",
        "project/5",
        "确实模糊的换一张",
        put(f"{project(5)}/活动照片2.jpg", lambda: photo(752)),
    ),
    (
        "project.summary",
        "project/6",
        "补交工作总结",
        put(f"{project(6)}/工作总结.docx", lambda: as_word(projects.PROJECTS[5])),
    ),
    (
        "project.organisation",
        "project/6",
        "更正统一社会信用代码",
        answer(project(6), "统一社会信用代码", CODE),
    ),
    (
        "project.photos",
        "project/7",
        "补交或精选照片至3至5张",
        put(f"{project(7)}/活动照片3.jpg", lambda: photo(773)),
    ),
    (
        "project.summary-length",
        "project/7",
        "修改到1500字左右",
        put(f"{project(7)}/工作总结.docx", lambda: as_word(projects.PROJECTS[6])),
    ),
    (
        "package.duplicate-file",
        "project/8",
        "换成各自的照片",
        put(f"{project(8)}/活动照片2.jpg", lambda: photo(782)),
    ),
    (
        "project.form",
        "project/8",
        "补交推介表",
        put(f"{project(8)}/{FORM}", lambda: project_form(projects.PROJECTS[7].form())),
    ),
    (
        "quota.special-star",
        None,
        "撤下特别推介的材料和登记表备注",
        both(delete(f"{MOVING}/范小竹"), cell(STAR_ROWS, 4, "备注", "")),
    ),
    (
        "special.material",
        "special-star/2",
        "照片至4至8张",
        put(f"{MOVING}/雷春生/照片4.jpg", lambda: photo(5804)),
    ),
    (
        "register.special-marked",
        "special-project/1",
        "在这一行的备注中写明",
        cell(PROJECT_ROWS, 1, "备注", LOVED),
    ),
    (
        "video.frame-rate",
        "special-project/1",
        "固定帧率",
        put(f"{LOVED}/松花江畔诵读/视频.mp4", lambda: film(Film(shade=117))),
    ),
    ("star.previous-winner", "star/6", "更换人选", take_out(star(6), STAR_ROWS, 6)),
    ("register.complete", "star/6", "补填", nothing),
    ("star.form-complete", "star/6", "补填", nothing),
    ("quota.stars", None, "至少减去2名，并同时从登记表中删去", nothing),
    ("package.deadline", None, "与收件单位联系", nothing),
]


def wrong(report: Report) -> list[tuple[str, str | None, str]]:
    """What is found, and what the person who mends it is told."""
    return [
        (item.rule, item.entry, item.fix.zh if item.fix else "")
        for item in report.findings
        if item.level is not Level.REVIEW
    ]


@pytest.fixture(scope="module")
def before() -> Report:
    return judge(MISTAKES, received=date(2023, 7, 13))


def test_every_finding_of_the_sample_has_its_fix(before: Report) -> None:
    lines = {(rule, entry): words for rule, entry, words, _ in FIXES}
    found = wrong(before)
    assert set(lines) == {(rule, entry) for rule, entry, _ in found}
    assert [item for item in found if lines[item[0], item[1]] not in item[2]] == []
    assert max(Counter((rule, entry) for rule, entry, *_ in FIXES).values()) == 1


def test_all_fixes_done_as_they_say_leave_nothing_to_mend(tmp_path: Path, before: Report) -> None:
    copy = tmp_path / MISTAKES.name
    shutil.copytree(MISTAKES, copy)
    for _, _, _, edit in FIXES:
        edit(copy)
    after = judge(copy, received=date(2023, 7, 12))
    assert wrong(after) == []
    assert after.not_judged == ()
    assert before.verdict == "noncompliant"
    assert after.verdict == "compliant"
