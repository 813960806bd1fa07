from __future__ import annotations

from typing import Any

import pytest
from tests.support.general import pack, package

from jlxx_check.checks.package.paper import Paper, paper
from jlxx_check.model.outcome import Outcome, Status

WANT = Paper.model_validate(
    {
        "title": {"zh": "报送函", "en": "covering letter"},
        "words": ["报送函", "推荐函"],
        "not_words": ["模板"],
    }
)
ENTRY = {"name": "张三", "files": [{"path": "张三/报送函前合影.jpg", "role": "photo", "photo": {}}]}


def judge(*loose: dict[str, Any], **more: Any) -> Outcome:
    found = package(unassigned=[{"reason": "package-paper", **item} for item in loose], **more)
    (outcome,) = paper(found, pack(), WANT)
    return outcome


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ({"path": "关于报送材料的报送函.docx", "text": "各单位"}, Status.PASS),
        ({"path": "扫描/推荐函.jpg", "photo": {}}, Status.PASS),
        ({"path": "報送函（盖章）.pdf", "text": "函", "reason": "unknown"}, Status.PASS),
        ({"path": "报送函.docx", "blank": True}, Status.FAIL),
        ({"path": "报送函模板.docx", "text": "…"}, Status.FAIL),
        ({"path": "公示.docx", "text": "公示\n现将名单公示"}, Status.FAIL),
        ({"path": "1.docx", "text": "某单位推荐函\n省教育厅"}, Status.REVIEW),
        ({"path": "报送函/张三.jpg", "photo": {}}, Status.FAIL),
    ],
)
def test_how_a_paper_is_known(item: dict[str, Any], status: Status) -> None:
    assert judge(item).status is status


def test_a_photo_of_an_activity_is_none() -> None:
    found = package({**ENTRY})
    (outcome,) = paper(found, pack(), WANT)
    assert outcome.status is Status.FAIL
    assert outcome.message is not None
    assert outcome.message.zh == "没有找到报送函。"


def test_what_comes_along_with_an_entry_may_be_it() -> None:
    files = [{"path": "张三/推荐函.pdf", "role": "attachment", "text": "函"}]
    (outcome,) = paper(package({"name": "张三", "files": files}), pack(), WANT)
    assert outcome.status is Status.PASS


def test_it_may_be_in_an_archive_that_does_not_open() -> None:
    shut = {
        "path": "其他.zip",
        "reason": "unreadable",
        "problem": {"cause": "corrupt", "detail": "压缩包打不开"},
    }
    assert judge(shut).status is Status.NOT_JUDGED
