"""What the message adds where pictures are pasted into the form."""

from __future__ import annotations

import pytest
from tests.support.general import pack, package

from jlxx_check.checks.entry.files_count import FileCounts, RoleCount, files_count
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, FileFacts, Group
from jlxx_check.model.outcome import Status
from jlxx_check.model.package import Entry, Form, Package
from jlxx_check.packs import load_source

WANT = FileCounts(roles=(RoleCount(role="photo", at_least=3, at_most=5),))


@pytest.mark.parametrize(("pictures", "hinted"), [(4, True), (0, False)])
def test_pictures_pasted_into_the_form(pictures: int, hinted: bool) -> None:
    form = Form("f.docx", "project", ("甲",), {})
    entry = Entry("project/1", "project", "甲", None, False, (), form=form)
    body = Document((), "甲", pictures=pictures)
    facts = {"f.docx": FileFacts("f.docx", 9, Content.DOCX, Group.DOCUMENT, body)}
    package = Package("p", "p", "folder", None, facts, (entry,), (), ())
    (outcome,) = files_count(entry, package, load_source("jilin-2023").pack, WANT)
    assert outcome.message is not None
    assert ("贴有4张图片" in outcome.message.zh) is hinted


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="at_most is below at_least"):
        RoleCount(role="photo", at_least=5, at_most=3)


@pytest.mark.parametrize(
    ("number", "status"), [(0, Status.FAIL), (1, Status.PASS), (9, Status.PASS)]
)
def test_any_number_from_one_on(number: int, status: Status) -> None:
    files = [
        {"path": f"附件{place}.docx", "role": "attachment", "text": f"证明{place}"}
        for place in range(number)
    ]
    found = package({"name": "张三", "files": files})
    want = FileCounts(roles=(RoleCount(role="attachment", at_least=1),))
    (outcome,) = files_count(found.entries[0], found, pack(), want)
    assert outcome.status is status
    if status is Status.FAIL:
        assert outcome.expected is not None
        assert "至少1份" in outcome.expected.zh


@pytest.mark.parametrize(
    ("files", "copies", "status"),
    [
        (3, True, Status.PASS),
        (3, False, Status.FAIL),
        (2, True, Status.FAIL),
        (4, True, Status.FAIL),
    ],
)
def test_prints_of_one_portrait_count_each_where_that_is_asked(
    files: int, copies: bool, status: Status
) -> None:
    same = [
        {"path": f"{place}.jpg", "role": "photo", "digest": "aa", "photo": {}}
        for place in range(files)
    ]
    found = package({"name": "张三", "files": same})
    want = FileCounts(roles=(RoleCount(role="photo", at_least=3, at_most=3),), copies=copies)
    (outcome,) = files_count(found.entries[0], found, pack(), want)
    assert outcome.status is status
    if copies and outcome.message is not None:
        assert "只算1张" not in outcome.message.zh


_PORTRAIT = {"path": "证件照.jpg", "role": "id-photo", "photo": {}}
_SCENE = {"path": "活动照.jpg", "role": "activity-photo", "photo": {}}
_FORM = {"path": "推介表.docx", "role": "form", "pictures": 1, "text": "表"}
_BOTH = FileCounts(
    roles=(
        RoleCount(role="id-photo", at_least=1, at_most=1),
        RoleCount(role="activity-photo", at_least=1, at_most=1),
    )
)


@pytest.mark.parametrize(
    ("files", "hinted"),
    [
        ([_SCENE, _FORM], "“推介表.docx”里贴有1张图片"),
        ([_PORTRAIT, _FORM], ""),  # what stands in the form is that portrait
        ([_SCENE, {"path": "证件照.pdf", "role": "attachment", "text": "", "blank": True}], "如果"),
        ([_SCENE, {"path": "盖章页.pdf", "role": "attachment", "text": "", "blank": True}], ""),
        ([_SCENE, {"path": "证件照说明.pdf", "role": "attachment", "text": "见推介表"}], ""),
    ],
)
def test_where_a_picture_that_is_missing_may_stand(
    files: list[dict[str, object]], hinted: str
) -> None:
    form = {"form": {"姓名": "张三"}, "form_path": "推介表.docx"}
    found = package({"kind": "star", "name": "张三", **form, "files": files})
    (outcome,) = files_count(found.entries[0], found, load_source("jilin-2023").pack, _BOTH)
    assert outcome.message is not None
    said = outcome.message.zh.split("。", 1)[1]
    assert hinted in said
    assert bool(said) is bool(hinted)
