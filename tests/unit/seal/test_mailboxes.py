"""An archive's size told against what mailboxes take."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jlxx_check.model.pack_parts import Delivery
from jlxx_check.text import Text
from jlxx_check.unit.seal.mailboxes import fits_mail

OFFICE = Text("某处", "an office")
MB = 1000**2


@pytest.mark.parametrize(
    ("size", "mailbox", "largest", "ordinary", "says"),
    [
        (4 * MB, "a@126.com", None, True, "普通附件（50 MB以内）可以发送"),
        (50 * MB, "a@126.com", None, True, "可以发送"),
        (51 * MB, "a@126.com", None, False, "超大附件"),
        (21 * MB, "a@jl.gov.cn", None, False, "超过一般邮箱普通附件的 20 MB"),
        (21 * MB, None, None, False, "20 MB"),
        (3000 * MB, "a@126.com", None, False, "大小 2.8 GB，超过一般邮箱超大附件的 2 GB：请用网盘"),
        (400 * MB, "a@126.com", "500 MB", True, "没有超过收件单位的上限 500 MB"),
        (600 * MB, None, "500 MB", False, "超过了收件单位的上限 500 MB"),
    ],
)
def test_fits_mail(
    size: int, mailbox: str | None, largest: str | None, ordinary: bool, says: str
) -> None:
    found = fits_mail(size, Delivery(office=OFFICE, mailbox=mailbox, largest=largest))
    assert found.ordinary is ordinary
    assert says in found.said.zh


def test_a_pack_says_a_size() -> None:
    with pytest.raises(ValidationError):
        Delivery(office=OFFICE, largest="a lot")
