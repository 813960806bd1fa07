"""An inbox as the provincial desk has it in the last week, with what is planted in it.

``python -m benchmarks.inbox FOLDER [UNITS]`` builds one. Every unit complies; what repeats across
packages, the hostile archives and the unit that sent twice are listed in what ``build`` returns.
"""

from __future__ import annotations

import argparse
import io
import os
import struct
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.numbers import identity_number, organisation_code
from sample_packages.make.people import Project, Star
from sample_packages.make.registers import PROJECT_TITLE, STAR_TITLE, numbered, workbook
from sample_packages.make.words import letter

from benchmarks.inbox_texts import Paper, person, picture, prose, title, unit_name
from benchmarks.packing import AGAIN, FIRST, Files, write_files, write_zip

_SPECIAL_EVERY, _ARCHIVE_EVERY = 4, 3
_FILM = Path(__file__).parents[1] / "sample_packages/complying/长春市教育局/百姓学习之星"
_MOVING = "事迹特别感人的百姓学习之星"
_SUMMARY = 1500
#: Units that something is planted in, two for each pair; a smaller inbox has fewer repeats.
PLANTED_UNITS = 14


@dataclass(frozen=True)
class Planted:
    """A repeat across two packages. what: in words, for people."""

    rule: str
    packages: tuple[str, str]
    what: str


@dataclass(frozen=True)
class Made:
    """An inbox. units: a path for each that sent what is sound. older: superseded by ``twice``."""

    folder: Path
    units: tuple[str, ...]
    planted: tuple[Planted, ...]
    hostile: tuple[str, ...]
    older: str
    twice: str


@dataclass(frozen=True)
class Size:
    """How many entries a package has."""

    stars: int
    projects: int


def build(
    folder: Path, units: int = 80, *, stars: int = 10, projects: int = 6, archives: bool = True
) -> Made:
    """Build the inbox in an empty folder. With the defaults it holds 1,300 entries.

    archives: every third unit sends a zip, half of these with names in GBK; without, all send
    folders, and nothing hostile is among them.
    """
    size = Size(stars, projects)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(units):
        files = unit_package(number, size)
        packed = archives and number % _ARCHIVE_EVERY == _ARCHIVE_EVERY - 1
        name = unit_name(number)
        if packed:
            write_zip(folder / f"{name}.zip", files, gbk=number % 2 == 0)
        else:
            write_files(folder / name, files, FIRST)
        paths.append(f"{name}.zip" if packed else name)
    last = unit_name(units - 2)  # nothing is planted in it, and it is a folder
    twice = f"{last}（2）补交"
    write_files(folder / twice, unit_package(units - 2, size), AGAIN)
    older, paths[units - 2] = paths[units - 2], twice
    hostile = _hostile(folder) if archives else ()
    return Made(folder, tuple(paths), _planted(paths), hostile, older, twice)


def _planted(paths: list[str]) -> tuple[Planted, ...]:
    pairs = zip(paths[::2], paths[1::2], strict=False)
    return tuple(
        Planted(f"batch.{rule}", pair, what)
        for (rule, what), pair in zip(_PAIRS, pairs, strict=False)
    )


_PAIRS = (
    ("repeated-star", "同一个人由两个单位推介"),
    ("repeated-project", "同一个项目换了写法"),
    ("repeated-photo", "同一张照片"),
    ("repeated-photo", "同一张照片，改了大小"),
    ("repeated-video", "同一个视频"),
    ("repeated-summary", "同一份工作总结"),
    ("repeated-summary", "工作总结改了几个字"),
)


def unit_package(
    number: int, size: Size, unit: str | None = None, told: str | None = None
) -> Files:
    """A unit's files; the second unit of each planted pair repeats something of the first.

    told: the unit as its registers tell it; "": they do not.
    """
    unit = unit or unit_name(number)
    told = unit if told is None else told
    twin = number - 1 if number % 2 and number < PLANTED_UNITS else None
    pair = number // 2
    files: Files = {}
    people = [_star(number * size.stars + place, unit) for place in range(size.stars)]
    works = [_project(number * size.projects + place, unit) for place in range(size.projects)]
    if twin is not None and pair == 0:
        people[-1] = _star(twin * size.stars, unit)
    if twin is not None and pair == 1:
        works[-1] = _respelt(_project(twin * size.projects, unit_name(twin)))
    special = number % _SPECIAL_EVERY == _SPECIAL_EVERY - 1
    for place, star in enumerate(people):
        files |= _star_files(
            f"百姓学习之星/{place + 1:02}{star['姓名']}", star, f"{number}s{place}"
        )
    for place, project in enumerate(works):
        home = f"终身学习品牌项目/{place + 1:02}{project['项目名称'].strip('《》')}"
        text = number * size.projects + place
        files |= _project_files(home, project, f"{number}p{place}", text)
    homes = sorted({path.rpartition("/")[0] for path in files if "品牌项目" in path})
    first, last = homes[0], homes[-1]
    files[f"{first}/视频.mp4"] = _film(number)
    if special:
        for place in range(4):
            path = f"{_MOVING}/{people[0]['姓名']}/照片{place + 1}.jpg"
            files[path] = picture(f"{number}m{place}")
    files |= _registers(people, works, told, {1: _MOVING} if special else {})
    if twin is not None:
        _repeat(files, last, twin, size, pair)
    return files


def lean_package(number: int) -> Files:
    """A unit's registers alone, of one star and one project: soon made and soon judged."""
    unit = unit_name(number)
    return _registers([_star(number, unit)], [_project(number, unit)], unit, {})


def _registers(
    people: list[dict[str, str]], works: list[dict[str, str]], told: str, marks: dict[int, str]
) -> Files:
    stars = numbered([_row(star, _STAR_ROW) for star in people], marks)
    projects = numbered([_row(work, _PROJECT_ROW) for work in works], {})
    return {
        "百姓学习之星推介登记表.xlsx": workbook(STAR_TITLE, told, stars),
        "终身学习品牌项目推介登记表.xlsx": workbook(PROJECT_TITLE, told, projects),
    }


def _repeat(files: Files, home: str, twin: int, size: Size, pair: int) -> None:
    """Put into a project's folder what the twin's first project has."""
    text = twin * size.projects
    match pair:
        case 2:
            files[f"{home}/活动照片3.jpg"] = picture(f"{twin}p0n0")
        case 3:
            files[f"{home}/活动照片3.jpg"] = picture(f"{twin}p0n0", (1050, 800), 75)
        case 4:
            files[f"{home}/视频.mp4"] = _film(twin)
        case 5:
            files[f"{home}/工作总结.docx"] = _summary(text)
        case 6:
            files[f"{home}/工作总结.docx"] = _summary(text, changed=True)


def _star(number: int, unit: str) -> dict[str, str]:
    """Texts of a person's form. The same number is the same person, whoever puts them forward."""
    born = date(1950, 1, 1) + timedelta(days=number % 18_000)
    man = number % 2 == 0
    star = Star(
        *(number, person(number), "男" if man else "女", "汉族", f"{born:%Y%m%d}", "群众"),
        *("大学本科", f"{unit}教师", "剪纸", "学院社区"),
    )
    text = prose(number, 700)
    own = {
        "身份证号": identity_number(f"{born:%Y%m%d}", man, number // 18_000),
        "联系电话": f"13{number:09}",
        "主要事迹": "".join(text),
        "事迹简介": text[0][:60],
    }
    return star.form() | own


def _project(number: int, unit: str) -> dict[str, str]:
    """Texts of a project's form."""
    attendance = f"2021年线下{1200 + number % 700}人次，2022年线下{1300 + number % 900}人次"
    project = Project(
        *(number % 10_000, title(number), f"{unit}继续教育部", "事业单位", "12", "2018年3月"),
        *(attendance, person(number + 15_000), person(number + 20_000), "读书", "居民", "学院"),
    )
    text = prose(number + 500_000, 600)
    own = {
        "统一社会信用代码": organisation_code("12", number % 10_000),
        "联系电话": f"15{number:09}",
        "活动内容与形式": text[0],
        "措施与保障": text[1],
        "成效与影响": text[-1],
        "项目简介": text[0][:60],
    }
    return project.form() | own


def _respelt(project: dict[str, str]) -> dict[str, str]:
    """The project as another office writes its name."""
    return project | {"项目名称": f"《{project['项目名称']}》"}


def _row(values: dict[str, str], labels: str) -> dict[str, str]:
    return {label: values[label] for label in labels.split()}


_STAR_ROW = "姓名 性别 出生年月 民族 政治面貌 学历 工作单位及职务 联系电话 事迹简介"
_PROJECT_ROW = "项目名称 实施单位 启动时间 年参与人次 项目负责人 联系人 联系电话 项目简介"


def _star_files(home: str, star: dict[str, str], seed: str) -> Files:
    return {
        f"{home}/推介表.docx": _papers()[0].fill(star),
        f"{home}/证件照.jpg": picture(f"{seed}i", (413, 579), 85),
        f"{home}/学习活动照片.jpg": picture(f"{seed}a"),
    }


def _project_files(home: str, project: dict[str, str], seed: str, text: int) -> Files:
    photos = {f"{home}/活动照片{n + 1}.jpg": picture(f"{seed}n{n}") for n in range(3)}
    return {
        f"{home}/推介表.docx": _papers()[1].fill(project),
        f"{home}/工作总结.docx": _summary(text),
        **photos,
    }


@cache
def _papers() -> tuple[Paper, Paper, Paper]:
    """Forms of a star and of a project, and a summary."""
    star, project = tuple(_star(0, "")), tuple(_project(0, ""))
    return Paper(star_form, star), Paper(project_form, project), Paper(_letter, ("text",))


def _letter(values: dict[str, str]) -> bytes:
    return letter("工作总结", [values["text"]])


def _summary(number: int, *, changed: bool = False) -> bytes:
    text = "".join(prose(number + 900_000, _SUMMARY))
    if changed:
        text = text[:200] + "同时补充说明" + text[206:900] + "大家都说好" + text[905:]
    return _papers()[2].fill({"text": text})


@cache
def _sample_film() -> bytes:
    return next(_FILM.glob("*/视频.mp4")).read_bytes()


def _film(number: int) -> bytes:
    """The sample's film; a box of its own behind it makes each number's another file."""
    mark = f"film {number}".encode()
    return _sample_film() + struct.pack(">I4s", 8 + len(mark), b"free") + mark


def _hostile(folder: Path) -> tuple[str, str]:
    """An archive that would write elsewhere, and one that would grow beyond all bounds."""
    climbing, growing = "越界示例中心.zip", "膨胀示例中心.zip"
    with zipfile.ZipFile(folder / climbing, "w") as archive:
        link = zipfile.ZipInfo("链接.jpg")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        for name in ("../../逃出.txt", "/逃出.txt", "C:\\逃出.txt", "材料/说明.txt"):
            archive.writestr(name, "逃出")
    nothing = bytes(64 << 20)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.bin", nothing)
    with zipfile.ZipFile(folder / growing, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("照片.jpg", nothing)
        archive.writestr("里面.zip", inner.getvalue())
    for name in (climbing, growing):
        os.utime(folder / name, (FIRST, FIRST))
    return climbing, growing


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.inbox", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("units", type=int, nargs="?", default=80, metavar="UNITS")
    asked = parser.parse_args()
    made = build(asked.folder, asked.units)
    print(
        "\n".join(f"{item.rule} {' ↔ '.join(item.packages)} {item.what}" for item in made.planted)
    )
