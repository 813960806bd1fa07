"""Names by a template: dates in any writing, what is not known by its shape alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.examples import tried

from jlxx_check.checks.file.naming import FileName, name
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.package import Package, SubjectFile
from jlxx_check.packs import load_source
from jlxx_check.testing.case_packages import build_package

PACK = load_source("jilin-2023").pack
FORM = {"姓名": "王建国", "出生年月": "1972年3月5日", "工作单位及职务": "长春市第一中学"}
BIRTH = {"template": "{姓名}-{出生年月}.jpg", "fields": ["姓名", "出生年月"]}
WORK = {
    "template": "{unit}+{姓名}+{题目}",
    "fields": ["姓名"],
    "shapes": {"题目": {"sort": "any"}},
}
SITE = {
    "template": "{考次}/{省代码}/{考点代码}/{姓名}-{出生年月}",
    "fields": ["姓名", "出生年月"],
    "shapes": {
        "考次": {"sort": "digits", "length": 6},
        "省代码": {"sort": "digits", "length": 2},
        "考点代码": {"sort": "digits", "length": 4},
    },
}


def judged(path: str, want: dict[str, Any], form: dict[str, Any] | None = None) -> Outcome:
    entry: dict[str, Any] = {"kind": "star", "files": [{"path": path, "role": "id-photo"}]}
    entry |= {"name": "王建国"} | ({"form": form} if form is not None else {})
    package: Package = build_package({"path": "/收件/201510", "entries": [entry]}, PACK)
    owner = package.entries[0]
    owned = next(file for file in owner.files if file.path == path)
    file = SubjectFile(owned, package.facts[path], owner)
    (outcome,) = name(file, package, PACK, FileName.model_validate(want))
    return outcome


@pytest.mark.parametrize(
    "path",
    [
        "王建国-19720305.jpg",
        "a/b/王建国-1972-03-05.JPG",
        "王建国－1972.3.5.jpg",
        "王建国—1972年3月5日.jpeg",
        "王 建 国-19720305.jpg",
    ],
)
def test_a_name_by_form_and_date_in_any_writing(path: str) -> None:
    assert judged(path, BIRTH, FORM).status is Status.PASS


@pytest.mark.parametrize(
    ("path", "says"),
    [
        # Signs part the values, or the one that is right tells where the wrong one ends.
        ("某校+张三+报告.jpg", "其中单位是“某校”，表中是“长春市第一中学”；其中姓名是“张三”"),
        ("某校王建国报告.jpg", "其中单位是“某校”"),
        ("长春市第一中学+张三+报告.jpg", "其中姓名是“张三”"),
        # Neither does: nobody knows which letters are meant for what.
        ("剪纸入门（上）.jpg", "不是“单位+姓名+题目”的写法"),
        ("某校张三报告.jpg", "不是“单位+姓名+题目”的写法"),
        ("长春市第一中学张三报告.jpg", "不是“单位+姓名+题目”的写法"),
    ],
)
def test_values_that_run_into_each_other_are_not_guessed(path: str, says: str) -> None:
    outcome = judged(path, WORK, FORM)
    assert outcome.message is not None
    assert says in outcome.message.zh


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("王建国-19720306.jpg", "其中出生年月是“19720306”，表中是“1972年3月5日”"),
        ("王建军-19720305.jpg", "其中姓名是“王建军”"),
        ("王建国19720305.jpg", "不是“姓名-出生年月.jpg”的写法"),
        ("王建国-19720305.png", "不是“姓名-出生年月.jpg”的写法"),
        ("王建国-197203.jpg", "应为“王建国-19720305.jpg”"),
        ("IMG_0001.jpg", "应为“王建国-19720305.jpg”"),
        ("王建国-19720305(1).jpg", "应为“王建国-19720305.jpg”"),
    ],
)
def test_another_name_and_the_one_that_would_be_right(path: str, says: str) -> None:
    outcome = judged(path, BIRTH, FORM)
    assert outcome.status is Status.FAIL
    assert outcome.message is not None
    assert says in outcome.message.zh


def test_what_no_paper_says_is_held_to_its_shape() -> None:
    assert judged("任何人-19991231.jpg", BIRTH).status is Status.PASS
    assert judged("任何人.jpg", BIRTH).status is Status.FAIL
    outcome = judged("任何人.jpg", WORK, FORM)
    assert outcome.expected is not None
    assert outcome.expected.zh == "长春市第一中学+王建国+〔题目〕"
    month = {**FORM, "出生年月": "1972年3月"}
    assert judged("王建国-19720311.jpg", BIRTH, month).status is Status.PASS
    outcome = judged("王建国-19720411.jpg", BIRTH, month)
    assert outcome.message is not None
    assert outcome.message.zh == (
        "文件名“王建国-19720411.jpg”其中出生年月是“19720411”，表中是“1972年3月”，"
        "应为“王建国-〔出生年月〕.jpg”。"
    )


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("长春市第一中学+王建国+读书.mp4", True),
        ("长春市第一中学王建国读书.mp4", True),
        ("长春市第一中学_王建国_读书.mp4", True),
        ("第一中学-王建国-读书.mp4", True),  # in short, and it is the same
        ("长春市第二中学+王建国+读书.mp4", False),
        ("王建国+读书.mp4", False),
    ],
)
def test_one_behind_the_other_with_any_sign_between(path: str, holds: bool) -> None:
    assert judged(path, WORK, FORM).status is (Status.PASS if holds else Status.FAIL)


@pytest.mark.parametrize(
    ("path", "holds"),
    [
        ("22/0101/王建国-19720305.jpg", True),  # the package itself is the first folder
        ("x/201510/22/0101/王建国-19720305.jpg", True),
        ("2015/22/0101/王建国-19720305.jpg", False),
        ("0101/王建国-19720305.jpg", False),
        ("22/101/王建国-19720305.jpg", False),
    ],
)
def test_folders_one_a_level(path: str, holds: bool) -> None:
    assert judged(path, SITE, FORM).status is (Status.PASS if holds else Status.FAIL)


def test_folders_alone() -> None:
    want = {"template": "{省}/", "shapes": {"省": {"sort": "digits", "length": 2}}}
    assert judged("22/随便.jpg", want).status is Status.PASS
    outcome = judged("吉林/随便.jpg", want)
    assert outcome.message is not None
    assert outcome.message.zh == "文件夹“吉林”不是“省/”的写法，应为“〔省〕”。"


@pytest.mark.parametrize(
    ("path", "odd"),
    [("My-talk_2.mp4", ""), ("my talk.mp4", "␣"), ("视频1.mp4", "视频"), ("夹/a(1).mp4", "()")],
)
def test_letters_and_figures(path: str, odd: str) -> None:
    outcome = judged(path, {"alphanumeric": True})
    assert outcome.status is (Status.FAIL if odd else Status.PASS)
    if outcome.message is not None:
        assert f"：{odd}，" in outcome.message.zh


@pytest.mark.parametrize(
    "want", [{}, {"template": "{姓名"}, {"template": "{姓名}"}, {"template": "{}"}]
)
def test_a_template_of_nothing_known_is_refused(want: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        FileName.model_validate(want)


@tried(20)
@given(st.text(min_size=1, max_size=30).filter(lambda text: "/" not in text))
def test_any_name_gets_an_answer(stem: str) -> None:
    assert judged(f"{stem}.jpg", BIRTH, FORM).status in (Status.PASS, Status.FAIL)
