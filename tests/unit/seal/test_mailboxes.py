"""An archive's size told against what mailboxes take."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from jlxx_check.model.pack_parts import Delivery
from jlxx_check.text import Text
from jlxx_check.unit.seal.mailboxes import fits_mail

OFFICE = Text("某处", "an office")
MB = 1024**2


@pytest.mark.parametrize(
    ("size", "mailbox", "largest", "ordinary", "says"),
    [
        (4 * MB, "a@126.com", None, True, "普通附件（50 MB 以内）可以发送"),
        (
            36 * MB,
            "a@126.com",
            None,
            True,
            "大小 36 MB，放进邮件约 49.3 MB（附件在邮件里要增",
        ),
        (
            37 * MB,
            "a@126.com",
            None,
            False,
            "约 50.6 MB（附件在邮件里要增大三分之一），超过",
        ),
        (50_200_000, "a@126.com", None, False, "大小 47.9 MB，放进邮件约 65.5 MB"),
        (51 * MB, "a@126.com", None, False, "超大附件"),
        (14 * MB, "a@jl.gov.cn", None, True, "20 MB 以内"),
        (15 * MB, "a@jl.gov.cn", None, False, "超过一般邮箱普通附件的 20 MB"),
        (15 * MB, None, None, False, "20 MB"),
        (3000 * MB, "a@126.com", None, False, "大小 2.9 GB，超过一般邮箱超大附件的 2 GB：请用网盘"),
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
