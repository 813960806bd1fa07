"""What the message adds where pictures are pasted into the form."""

from __future__ import annotations

import pytest

from jlxx_check.checks.entry_files import FileCounts, RoleCount, files_count
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, FileFacts, Group
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
