"""Stars: forms, what they say, and photos."""

from __future__ import annotations

from dataclasses import replace as changed
from pathlib import Path

import pytest
from sample_packages.make.forms import star_form
from sample_packages.make.scans import scan_pdf

from jlxx_check import RulePack
from jlxx_check.model.pack import Winner
from tests.support import papers, pictures
from tests.support.editing import (
    Copy,
    Data,
    Edit,
    add,
    add_copy,
    answer,
    change,
    drop_label,
    everywhere,
    remove,
    replace,
)
from tests.support.newcomers import STARS
from tests.support.variants import jilin
from tests.variants.bench import Variant, Wanted, hold, variant

BY_FORM = (
    "star.form-complete",
    "star.nationality",
    "star.id-number",
    "star.leadership-rank",
    "register.matches-form",
)


def in_form(rule: str, entry: str, level: str = "error", says: str = "") -> Wanted:
    return Wanted(rule, entry, f"{entry} form", level, says)


def both_forms(copy: Copy) -> None:
    """The forms of two people in one file, under the first one's name."""
    forms = [copy.file(f"star/{number} form") for number in (4, 5)]
    copy.put("star/4 form", papers.joined(*(form.read_bytes() for form in forms)))
    forms[1].unlink()


def scanned(entry: str) -> tuple[Edit, Edit]:
    return (add(f"{entry} form/推介表（盖章）.pdf", lambda: scan_pdf(1)), remove(f"{entry} form"))


FORMS = [
    variant(
        "no form",
        remove("star/2 form"),
        Wanted("star.form", "star/2"),
        unjudged=dict.fromkeys(BY_FORM, 1),
    ),
    variant(
        "two forms",
        add_copy("star/6 form", "star/6 form/推介表（最终版）.docx", lambda _: other_form(6)),
        in_form("star.form", "star/6", says="2份"),
    ),
    variant(
        "two people in one file",
        both_forms,
        Wanted("star.form", None, "star/4 form", says=STARS[4].name),
        unjudged=dict.fromkeys(("star.form", *BY_FORM), 2),
    ),
    variant(
        "a scan beside the form",
        add("star/1 form/推介表（盖章）.pdf", lambda: scan_pdf(1)),
    ),
    variant(
        "only a scan",
        scanned("star/1"),
        reviews={"star.form": 1},
        unjudged=dict.fromkeys(BY_FORM, 1) | {"star.id-number": 0},
    ),
]


def other_form(number: int) -> bytes:
    person = STARS[number - 1]
    return star_form(changed(person, changes={"主要事迹": "坚持学习，服务乡邻。"}).form())


REQUIRED = (
    "性别",
    "民族",
    "出生年月",
    "政治面貌",
    "学历",
    "联系电话",
    "主要事迹",
)
COMPLETE = [
    variant(
        f"{label} is empty",
        answer("star/2", label, ""),
        in_form("star.form-complete", "star/2", says=label),
    )
    for label in REQUIRED
] + [
    variant(
        "unit and post are empty",
        answer("star/2", "工作单位及职务", ""),
        in_form("star.form-complete", "star/2", says="工作单位及职务"),
        unjudged={"star.leadership-rank": 1},
    ),
    variant(
        "name is empty",
        answer("star/5", "姓名", ""),
        in_form("star.form-complete", "star/5", says="姓名"),
    ),
    variant(
        "two answers are empty",
        (answer("star/4", "民族", ""), answer("star/4", "学历", " ")),
        in_form("star.form-complete", "star/4", says="民族"),
        in_form("star.form-complete", "star/4", says="学历"),
    ),
    variant(
        "the form has no such labels",
        (drop_label("star/3", "政治面貌"), drop_label("star/3", "学历")),
        in_form("star.form-complete", "star/3", "warning", "学历"),
    ),
]

SAID = [
    variant(
        "another nationality",
        answer("star/6", "国籍", "韩国"),
        in_form("star.nationality", "star/6", says="韩国"),
    ),
    variant(
        "no answer on nationality", answer("star/6", "国籍", ""), reviews={"star.nationality": 1}
    ),
    variant(
        "an ID number whose check digit is wrong",
        change("star/2 form", lambda form: papers.edited(form, "身份证号", papers.next_digit)),
        in_form("star.id-number", "star/2", "warning"),
    ),
    variant(
        "an ID number with a digit too few",
        change("star/2 form", lambda form: papers.edited(form, "身份证号", lambda old: old[:-1])),
        in_form("star.id-number", "star/2", "warning"),
    ),
    variant(
        "an ID number of the other sex",
        answer("star/4", "性别", "女"),
        in_form("star.id-number", "star/4", "warning"),
    ),
    variant(
        "an ID number of another day of birth",
        answer("star/4", "出生年月", "1982年9月"),
        in_form("star.id-number", "star/4", "warning"),
    ),
    variant("an ID number is not given", answer("star/4", "身份证号", "")),
    variant(
        "1968.10 of which Excel has eaten the zero",
        answer("star/1", "出生年月", "1968.1"),
        in_form("star.id-number", "star/1", "warning"),
    ),
]


def post(says: str, *wanted: Wanted, reviews: int = 0) -> Variant:
    asked = {"star.leadership-rank": reviews} if reviews else {}
    return variant(says, everywhere("star/6", "工作单位及职务", says), *wanted, reviews=asked)


LEADING = in_form("star.leadership-rank", "star/6", "warning")
POSTS = [
    post("样例县人民政府 县长", LEADING),
    post("样例县人民政府副县长", LEADING),
    post("中共样例县委书记", LEADING),
    post("吉林省样例厅某某处 处长", LEADING),
    post("样例县教育局 局长", reviews=1),
    post("长春市样例区第九小学 校长", reviews=1),
    post("吉林省样例厅 二级巡视员", reviews=1),
    post("样例县人民政府原副县长（已退休）", reviews=1),
    post("长春市样例区向阳社区党委书记"),
]


def winners(name: str, unit: str) -> RulePack:
    """The pack with one more previous winner."""
    pack = jilin()
    winner = Winner(person=True, name=name, unit=unit, year="2018", given=True)
    added = pack.pack.model_copy(update={"winners": (*pack.pack.winners, winner)})
    return changed(pack, pack=added)


WINNERS = [
    variant(
        "a previous winner",
        (),
        in_form("star.previous-winner", "star/5"),
        pack=winners("白石泉", "长春市样例区老年大学"),
    ),
    variant(
        "a previous winner of another unit",
        (),
        reviews={"star.previous-winner": 1},
        pack=winners("白石泉", "延边样例学院"),
    ),
]


def photos(entry: str, says: str) -> Wanted:
    return Wanted("star.photos", entry, says=says)


PHOTOS = [
    variant(
        "no ID photo",
        remove("star/4 id-photo"),
        photos("star/4", "缺证件照1张"),
        reviews={"star.id-photo-bareheaded": -1},
    ),
    variant(
        "no activity photo", remove("star/4 activity-photo"), photos("star/4", "缺学习活动照片1张")
    ),
    variant(
        "no photos",
        remove("star/1 id-photo", "star/1 activity-photo"),
        photos("star/1", "缺证件照1张"),
        reviews={"star.id-photo-bareheaded": -1},
    ),
    variant(
        "a third photo",
        add("star/5 form/IMG_0815.jpg", lambda: pictures.saved(pictures.scene(40))),
        photos("star/5", "学习活动照片多1张"),
    ),
    variant(
        "two ID photos",
        add("star/5 form/2寸.jpg", lambda: pictures.saved(pictures.portrait(41))),
        photos("star/5", "证件照多1张"),
        reviews={"star.id-photo-bareheaded": 1},
    ),
]


def id_photo(name: str, data: Data, *wanted: Wanted) -> Variant:
    return variant(name, replace("star/2 id-photo", data), *wanted)


def size(says: str = "", level: str = "error") -> Wanted:
    return Wanted("star.id-photo-size", "star/2", "star/2 id-photo", level, says)


def portrait(width: int, height: int) -> Data:
    return lambda: pictures.saved(pictures.portrait(42, (width, height)))


ID_PHOTOS = [
    id_photo("a landscape ID photo", portrait(579, 413), size()),
    id_photo("a square ID photo", portrait(600, 600), size()),
    id_photo("an ID photo of one inch", portrait(390, 567), size()),
    id_photo("an ID photo stretched a little", portrait(440, 579), size()),
    id_photo("an ID photo of few pixels", portrait(350, 490), size(level="warning")),
    id_photo("an ID photo of too few pixels", portrait(210, 294), size()),
    id_photo("a large two-inch ID photo", portrait(420, 636)),
    id_photo(
        "an ID photo lying on its side, with the turn that sets it upright",
        lambda: pictures.saved(
            pictures.portrait(42).transpose(pictures.ANTICLOCKWISE),
            orientation=pictures.QUARTER_TURN,
        ),
    ),
    id_photo(
        "a grey ID photo",
        lambda: pictures.saved(pictures.grey(pictures.portrait(42))),
        Wanted("star.id-photo-colour", "star/2", "star/2 id-photo"),
    ),
    id_photo(
        "a grey ID photo in a grey file",
        lambda: pictures.saved(pictures.portrait(42).convert("L")),
        Wanted("star.id-photo-colour", "star/2", "star/2 id-photo"),
    ),
]

CASES = FORMS + COMPLETE + SAID + POSTS + WINNERS + PHOTOS + ID_PHOTOS


@pytest.mark.parametrize("case", CASES, ids=str)
def test_star(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
