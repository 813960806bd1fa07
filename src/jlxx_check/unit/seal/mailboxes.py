"""Whether an archive goes through the mail, and how it is sent where it does not."""

from __future__ import annotations

from jlxx_check.model.pack_parts import Delivery
from jlxx_check.text import Text
from jlxx_check.values.file_size import FileSize, read_file_size, size_shown
from jlxx_check.values.frozen_types import frozen

#: What a usual mailbox takes as an ordinary attachment, by its domain, in MB. Providers change
#: this, and what the sender's own takes counts, too: the text says so.
_ORDINARY = {
    "qq.com": 50,
    "foxmail.com": 50,
    "163.com": 50,
    "126.com": 50,
    "yeah.net": 50,
    "139.com": 50,
    "sina.com": 50,
    "gmail.com": 25,
    "outlook.com": 20,
    "hotmail.com": 20,
}
_ANY = 20
#: Up to this, providers take what they call a large attachment and keep for some days.
_LARGE = FileSize(2, "G")
#: In a mail three bytes become four signs (base64, RFC 2045, 6.8), and each line of 76 ends in two.
_GROWN = 4 / 3 * 78 / 76


@frozen
class MailFit:
    """How an archive may be sent."""

    #: It goes as an ordinary attachment.
    ordinary: bool
    said: Text


def fits_mail(size: int, delivery: Delivery) -> MailFit:
    """An archive's size, in bytes, told against the office's mailbox."""
    shown, grown = size_shown(size), int(size * _GROWN)
    if delivery.largest is not None:
        asked = read_file_size(delivery.largest)
        fits = size <= asked.most
        zh = "没有超过" if fits else "超过了"
        en = "within" if fits else "beyond"
        return MailFit(
            fits,
            Text(
                f"大小 {shown}，{zh}收件单位的上限 {asked}。",
                f"Size {shown}, {en} the limit of the office, {asked}.",
            ),
        )
    domain = (delivery.mailbox or "").rpartition("@")[2].lower()
    limit = FileSize(_ORDINARY.get(domain, _ANY), "M")
    within = Text(
        f"大小 {shown}，放进邮件约 {size_shown(grown)}（附件在邮件里要增大三分之一）",
        f"Size {shown}, in a mail about {size_shown(grown)} (an attachment grows by a third)",
    )
    if grown <= limit.most:
        return MailFit(
            True,
            Text(
                f"{within.zh}，一般邮箱的普通附件（{limit} 以内）可以发送。",
                f"{within.en}: an ordinary attachment will do (up to {limit}).",
            ),
        )
    if size <= _LARGE.most:
        return MailFit(
            False,
            Text(
                f"{within.zh}，超过一般邮箱普通附件的 {limit}：请用邮箱的“超大附件”发送，"
                "并在有效期内提醒收件人下载。",
                f"{within.en}, more than an ordinary attachment ({limit}): send it as a large "
                "attachment, and have it fetched before that expires.",
            ),
        )
    return MailFit(
        False,
        Text(
            f"大小 {shown}，超过一般邮箱超大附件的 {_LARGE}：请用网盘、U盘报送，"
            "或先问收件单位怎样接收。",
            f"Size {shown}, more than mailboxes take ({_LARGE}): hand it in on a disk or through "
            "a file service, or ask the office.",
        ),
    )
