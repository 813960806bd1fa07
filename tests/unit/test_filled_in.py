"""What ``init`` wrote, filled in as a clerk would, is a package that complies."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from sample_packages.make import conference, moral
from sample_packages.make.numbers import identity_number
from sample_packages.make.places import CHANGCHUN_PROJECTS, CHANGCHUN_STARS
from sample_packages.make.summaries import as_word

from jlxx_check import Reading, Report, check, load_pack
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.unit.begin import init
from tests.support.clerk import drop, put_name_behind, type_into_form, type_into_register

SAMPLES = Path("sample_packages")
pack_of = cache(load_pack)


def judged(folder: Path, pack: str, received: date | datetime | None = None) -> Report:
    reading = Reading(isolated=False, jobs=1)
    return check(folder, pack_of(pack), received=received, reading=reading)


def told(report: Report) -> list[str]:
    return [f.message.zh for f in report.findings if f.level in (Level.ERROR, Level.WARNING)]


def parted(values: dict[str, str]) -> dict[str, str]:
    """A project's attendance in the form's two cells."""
    whole = values.pop("年参与人次", "")
    return values | ({"年参与人次（线下）": whole} if whole else {})


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city bureau's package for jilin-2023, begun and filled in."""
    folder = tmp_path_factory.mktemp("bureau") / "长春市教育局"
    init(folder, "长春市教育局", pack_of("jilin-2023"), counts={"star": 6, "project": 5})
    stars, projects = SAMPLES / "complying/长春市教育局/百姓学习之星", folder / "终身学习品牌项目"
    scenes = SAMPLES / "complying/长春市教育局/终身学习品牌项目"
    for number, star in enumerate(CHANGCHUN_STARS, 1):
        own = put_name_behind(folder / f"百姓学习之星/{number:02d}", star.name)
        type_into_form(own / "百姓学习之星推介表.docx", star.form())
        given = next(stars.glob(f"{number:02d}*"))
        drop(own, {n: given / n for n in ("证件照.jpg", "学习活动照片.jpg")})
    for number, project in enumerate(CHANGCHUN_PROJECTS, 1):
        own = put_name_behind(projects / f"{number:02d}", project.name)
        type_into_form(own / "终身学习品牌项目推介表.docx", parted(project.form()))
        given = next(scenes.glob(f"{number:02d}*"))
        photos = {f"照片{n}.jpg": given / f"活动照片{n}.jpg" for n in (1, 2, 3)}
        drop(own, {"工作总结.docx": as_word(project), **photos})
    rows = [star.row() for star in CHANGCHUN_STARS]
    rows[2]["备注"] = "事迹特别感人的百姓学习之星"
    type_into_register(folder / "百姓学习之星推介登记表.xlsx", rows)
    type_into_register(
        folder / "终身学习品牌项目推介登记表.xlsx", [item.row() for item in CHANGCHUN_PROJECTS]
    )
    special = SAMPLES / "complying/长春市教育局/事迹特别感人的百姓学习之星"
    pictures = {f"照片{n}.jpg": next(special.rglob(f"照片{n}.jpg")) for n in (1, 2, 3, 4)}
    drop(folder / "事迹特别感人的百姓学习之星", pictures)
    return folder


def test_a_bureaus_package(bureau: Path) -> None:
    report = judged(bureau, "jilin-2023", date(2023, 7, 8))
    assert told(report) == []
    assert report.verdict is Verdict.COMPLIANT
    assert [entry.kind for entry in report.entries].count("special-star") == 1


def test_a_nominee_with_texts_and_portraits(tmp_path: Path) -> None:
    folder = tmp_path / "道德模范推荐"
    init(folder, "样例大学", pack_of("moral-models-2020"))
    own = put_name_behind(folder / "道德模范/01", "章明德")
    values = {
        "姓名": "章明德",
        "类别": "孝老爱亲",
        "性别": "男",
        "民族": "汉族",
        "出生年月": "1970年4月12日",
        "身份证号": identity_number("19700412", True, 1),
        "工作单位及职务": "样例大学后勤处职工",
        "联系电话": "13800000151",
        "主要事迹": "多年照料孤寡老人，虚构样例。",
        "推荐单位意见": "情况属实，同意推荐。",
    }
    type_into_form(own / "道德模范推荐表.docx", values)
    made = moral.moral_2020()
    given = {Path(path).name: data for path, data in made.items()}
    drop(own, {f"1寸照片{n}.jpg": given[f"1寸照片{n}.jpg"] for n in (1, 2, 3)})
    texts = {"长篇": "3000", "中篇": "1000", "短篇": "300"}
    drop(own, {f"{long}事迹.docx": given[f"事迹{n}字.docx"] for long, n in texts.items()})
    report = judged(folder, "moral-models-2020", datetime(2020, 3, 3, 11, 0))  # noqa: DTZ001
    assert told(report) == []
    assert report.verdict is Verdict.COMPLIANT


def test_papers_of_a_conference_in_english(tmp_path: Path) -> None:
    folder = tmp_path / "submission"
    init(folder, "Sample University", pack_of("conference-videos-2024"), counts={"full": 1})
    given = SAMPLES / "conference/Full papers/Tide Tables for Beginners"
    own = put_name_behind(folder / "Full paper/01", " Tide Tables for Beginners")
    form = conference._form(
        "Tide Tables for Beginners", "full paper", "Dan Ejemplo", "Sample University"
    )
    type_into_form(own / "Submission form.docx", form)
    drop(own, {"full-01.mp4": given / "tides.mp4", "full-01.srt": given / "tides-en.srt"})
    (folder / "Work in progress/01/Submission form.docx").unlink()
    report = judged(folder, "conference-videos-2024", date(2024, 5, 30))
    assert told(report) == []
    assert report.verdict is Verdict.COMPLIANT


def test_candidates_who_have_a_table_and_photos(tmp_path: Path) -> None:
    folder = tmp_path / "照片报送"
    init(folder, "样例大学", pack_of("id-photos-2015"))
    rows = [
        {"姓名": "孟小川", "出生日期": "19910215", "单位": "样例大学"},
        {"姓名": "柏雨桐", "出生日期": "1992-03-04", "单位": "样例市样例中学"},
    ]
    type_into_register(folder / "考生信息表.xlsx", rows)
    led = folder / "考次/省代码/考点代码"
    given = SAMPLES / "id-photos-2015/201501/22/0101"
    photos = {n: given / n for n in ("孟小川-19910215.jpg", "柏雨桐-19920304.jpg")}
    drop(folder / "201501/22/0101", photos)
    for empty in (led, *led.parents[:2]):
        empty.rmdir()
    report = judged(folder, "id-photos-2015")
    assert told(report) == []
    assert report.verdict is Verdict.COMPLIANT
