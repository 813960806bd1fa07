"""Why a form does not answer, and what is to be done first."""

import pytest

from jlxx_check.api import load_pack
from jlxx_check.checks.form.answers import answer, scan_unread
from jlxx_check.model.package import Form, Value
from jlxx_check.text import Text

CASES = [
    ("a scan is looked at by eye", {"scan": True}, "是扫描件", "对照扫描件"),
    (
        "empty pages hold nothing to look at",
        {"scan": True, "blank": True},
        "是空白的",
        "换成有内容",
    ),
]


@pytest.mark.parametrize(("form", "why", "first"), [case[1:] for case in CASES])
def test_a_form_that_cannot_be_read(form: dict[str, bool], why: str, first: str) -> None:
    read = Form("a.pdf", "star", ("甲",), {}, **form)
    pack = load_pack("jilin-2023").pack
    said, outcome = answer(read, "国籍", pack), scan_unread(read)
    assert isinstance(said, Text) and why in said.zh
    assert outcome.message == said
    assert outcome.fix is not None and first in outcome.fix.zh


def test_a_form_that_is_read_answers() -> None:
    value = Value("国籍", "中国", "表1 国籍")
    found = answer(
        Form("a.docx", "star", ("甲",), {"国籍": value}), "国籍", load_pack("jilin-2023").pack
    )
    assert found is value
