"""Projects: forms, what they say, summaries and photos."""

from __future__ import annotations

import random
from dataclasses import replace as changed
from pathlib import Path

import pytest
from sample_packages.make.numbers import organisation_code
from sample_packages.make.scans import scan_jpeg

from jlxx_check import RulePack
from jlxx_check.model.pack import Winner
from tests.support import papers, pictures
from tests.support.editing import (
    Copy,
    add,
    add_copy,
    answer,
    change,
    drop_label,
    everywhere,
    remove,
    replace,
)
from tests.support.newcomers import PROJECTS
from tests.support.variants import jilin
from tests.variants.bench import Variant, Wanted, hold, variant

BY_FORM = (
    "project.form-complete",
    "project.name",
    "project.age",
    "project.attendance",
    "project.organisation",
    "register.matches-form",
)


def in_form(rule: str, entry: str, level: str = "error", says: str = "") -> Wanted:
    return Wanted(f"project.{rule}", entry, f"{entry} form", level, says)


def both_forms(copy: Copy) -> None:
    forms = [copy.file(f"project/{number} form") for number in (3, 5)]
    copy.put("project/3 form", papers.joined(*(form.read_bytes() for form in forms)))
    forms[1].unlink()


FORMS = [
    variant(
        "no form",
        remove("project/4 form"),
        Wanted("project.form", "project/4"),
        unjudged=dict.fromkeys(BY_FORM, 1),
    ),
    variant(
        "two projects in one file",
        both_forms,
        Wanted("project.form", None, "project/3 form", says=PROJECTS[4].name),
        unjudged=dict.fromkeys(("project.form", *BY_FORM), 2),
    ),
    variant(
        "only a photograph of the form",
        (
            add("project/4 form/推介表（盖章）.jpg", lambda: scan_jpeg(2)),
            remove("project/4 form"),
        ),
        reviews={"project.form": 1},
        unjudged=dict.fromkeys(BY_FORM, 1),
    ),
]


def empty(label: str, *blocked: str) -> Variant:
    return variant(
        f"{label} is empty",
        answer("project/3", label, ""),
        in_form("form-complete", "project/3", says=label),
        unjudged={f"project.{rule}": 1 for rule in blocked},
    )


COMPLETE = [
    empty("项目名称", "name"),
    empty("实施单位"),
    empty("项目负责人"),
    empty("联系电话"),
    empty("启动时间", "age"),
    empty("年参与人次", "attendance"),
    empty("活动内容与形式"),
    empty("措施与保障"),
    empty("成效与影响"),
    variant(
        "the form has no such label",
        drop_label("project/3", "措施与保障"),
        in_form("form-complete", "project/3", "warning", "措施与保障"),
    ),
]


def named(name: str, level: str | None = "error", *, asked: bool = False) -> Variant:
    wanted = (in_form("name", "project/1", level)._replace(entry=f"=project {name}"),)
    return variant(
        f"named {name}",
        everywhere("project/1", "项目名称", name),
        *(wanted if level else ()),
        reviews={"project.name": 1} if asked else {},
    )


NAMES = [
    named("长春市样例区图书馆"),
    named("长春样例开放大学"),
    named("长春市教育局"),
    named("样例区图书馆", "warning"),
    named("长春工业样例学院", "error"),
    named("伊水书院", None, asked=True),
    named("书香进校园", None),
]


def started(when: str, level: str | None = "error") -> Variant:
    wanted = (in_form("age", "project/4", level),) if level else ()
    return variant(f"started {when}", everywhere("project/4", "启动时间", when), *wanted)


AGES = [
    started("2022年3月1日"),
    started("2021年7月13日"),
    started("2021年7月12日", None),
    started("2021.07", "warning"),
    started("2021年", "warning"),
    started("二○一二年三月", None),
    started("三十年前", "warning"),
]


def attended(text: str, level: str | None = "error", says: str = "") -> Variant:
    wanted = (in_form("attendance", "project/2", level, says),) if level else ()
    return variant(f"attended by {text}", everywhere("project/2", "年参与人次", text), *wanted)


ATTENDANCE = [
    attended("线下800人次"),
    attended("线上2500人次"),
    attended("2021年线下1500人次；2022年线下900人次", says="2022"),
    attended("950人次"),
    attended("1500人次", "warning"),
    attended("累计3.6万人次（2019—2022）", "warning", "累计"),
    attended("累计800人次（2019—2022）", says="累计"),
    attended("每期50人，每年24期", "warning"),
    attended("线下800人次，线上3200人次", None),
    attended("年均2万余人次", None),
]


def coded(code: str, *wanted: Wanted, reviews: int = 0) -> Variant:
    asked = {"project.organisation": reviews} if reviews else {}
    return variant(
        f"code {code}", answer("project/5", "统一社会信用代码", code), *wanted, reviews=asked
    )


CODE = in_form("organisation", "project/5", "warning")
ORGANISATIONS = [
    coded(papers.next_digit(organisation_code("12", 25)), CODE),
    coded(organisation_code("12", 25)[:-1], CODE),
    coded(organisation_code("12", 25, "110199"), CODE._replace(says="11")),
    coded(organisation_code("12", 25, "100000")),
    coded("", reviews=1),
    coded("无", reviews=1),
]


def winners(name: str, unit: str) -> RulePack:
    """The pack with one more previous winner."""
    pack = jilin()
    winner = Winner(person=False, name=name, unit=unit, year="2018", given=True)
    added = pack.pack.model_copy(update={"winners": (*pack.pack.winners, winner)})
    return changed(pack, pack=added)


WINNERS = [
    variant(
        "a previous winner, written with quotation marks",
        (),
        in_form("previous-winner", "project/4"),
        pack=winners("“匠心”大讲台", "长春样例装备制造有限公司"),
    ),
    variant(
        "a previous winner on a list without organisations",
        (),
        in_form("previous-winner", "project/4"),
        pack=winners("匠心大讲台", ""),
    ),
    variant(
        "a previous winner of another organisation",
        (),
        reviews={"project.previous-winner": 1},
        pack=winners("匠心大讲台", "延边样例工厂"),
    ),
]


def of_length(characters: int) -> bytes:
    # No sentence twice: what is repeated counts once.
    chance = random.Random(characters)
    text = "".join(
        "。" if at % 24 == 23 else chr(chance.randrange(0x4E00, 0x9000)) for at in range(characters)
    )
    return papers.letter([text[at : at + 300] for at in range(0, characters, 300)])


def long(characters: int, level: str | None) -> Variant:
    wanted = Wanted(
        "project.summary-length", "project/2", "project/2 summary", level or "", str(characters)
    )
    return variant(
        f"a summary of {characters}",
        replace("project/2 summary", lambda: of_length(characters)),
        *((wanted,) if level else ()),
    )


SUMMARIES = [
    variant("no summary", remove("project/3 summary"), Wanted("project.summary", "project/3")),
    variant(
        "two summaries",
        add_copy("project/3 summary", "project/3 form/工作总结（修改）.docx", papers.with_line),
        Wanted("project.summary", "project/3"),
    ),
    long(899, "error"),
    long(900, "warning"),
    long(1199, "warning"),
    long(1200, None),
    long(1800, None),
    long(1801, "warning"),
    long(2101, "error"),
    variant(
        "a summary that Word 97 stored, named as such",
        (
            add_copy("project/3 summary", "project/3 form/总结.doc", papers.as_old_word),
            remove("project/3 summary"),
        ),
    ),
]


def pasted(form: bytes) -> bytes:
    return papers.with_picture(form, pictures.saved(pictures.scene(52)))


def photos(entry: str, says: str) -> Wanted:
    return Wanted("project.photos", entry, says=says)


PHOTOS = [
    variant("two photos", remove("project/2 photo 2"), photos("project/2", "缺照片1张")),
    variant(
        "six photos",
        add("project/1 form/活动照片6.jpg", lambda: pictures.saved(pictures.scene(51))),
        photos("project/1", "照片多1张"),
    ),
    variant(
        "photos pasted into the form",
        (
            remove(*(f"project/4 photo {number}" for number in (1, 2, 3))),
            change(
                "project/4 form",
                lambda form: papers.with_picture(form, pictures.saved(pictures.scene(52))),
            ),
        ),
        photos("project/4", "图片"),
    ),
]

CASES = FORMS + COMPLETE + NAMES + AGES + ATTENDANCE + ORGANISATIONS + WINNERS + SUMMARIES + PHOTOS


@pytest.mark.parametrize("case", CASES, ids=str)
def test_project(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
