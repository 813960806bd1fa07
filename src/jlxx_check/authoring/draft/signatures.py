"""Who signed a notice and when: lines below what it says, which ask nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from jlxx_check.authoring.draft.grammar import grammar
from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.values.dates import read_date
from jlxx_check.values.organisations import is_organisation

#: What may stand between or below those who signed.
_BESIDE = re.compile(
    r"\(?此件|抄送|特此|此致|敬礼|(?:联系|电话|手机|传真|[通信讯]*地址|邮[编政箱])"
)
_CLOSES = re.compile(r"特此\S{2,4}$")
#: A line with one of these is an item of a list or says what is to be done: 材料送市教育局.
_SAYS = re.compile(
    r"^\(|[、.:,;]|[送寄填盖请须由]|报(?!社|业|刊)|交(?!通|流|警|管|易|响)|推荐|[每各]"
)
#: A unit's short name (团市委, 组委会), in characters.
_SHORT = 6
_HEADS = (":", "：")
#: 发布时间：2030-05-14 来源：某局
_PUBLISHED = re.compile(
    r"(?P<told>发[布稿文表]|公告|成文)?(?:时间|日期):(?P<day>20\d{2}[-./年]\d{1,2}[-./月]\d{1,2})"
    r"(?(told)|(?=日?\s*(?:来源|文章|作者|浏览|点击|阅读)))"
)


def is_date(line: str) -> bool:
    """Whether the line is the day of signing and nothing else."""
    return bool(re.fullmatch(grammar().signed, re.sub(r"\s", "", plain_text(line))))


def day_of_notice(lines: Sequence[str]) -> date | None:
    """The day on which the notice was signed, else published; the first where there are several."""
    signed = [
        match[0]
        for line in lines
        if is_date(line) or _is_signer(line)
        for match in re.finditer(grammar().signed, re.sub(r"\s", "", plain_text(line)))
    ]
    published = [match["day"] for line in lines for match in _PUBLISHED.finditer(plain_text(line))]
    days = [read_date(text) for text in signed or published]
    return min((day.earliest for day in days if day), default=None)


def unsigned(lines: Sequence[str]) -> Iterator[str]:
    """The lines without the days alone and without who signed.

    A unit's name alone in its line signs at the end, above a day or an attachment, or below
    特此通知; elsewhere, and below a colon, it may be one of a list.
    """
    ends, over = set(_above_ends(lines)), False
    for place, line in enumerate(lines):
        signs = _is_signer(line)
        if not is_date(line) and not (signs and (over or place in ends)):
            yield line
        over = (over and signs) or bool(_CLOSES.search(plain_text(line).rstrip("。.!")))


def _above_ends(lines: Sequence[str]) -> Iterator[int]:
    """Places with nothing that asks between them and a day, an attachment or the end."""
    ends = True
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if _is_signer(line):
            dated = re.search(f"{grammar().signed}(?:印发)?$", plain_text(line)) is not None
            ends = ends or dated
            if ends and (dated or not _listed(lines, place)):
                yield place
        elif is_date(line) or (re.match(grammar().attachment, line) and len(line) < 60):
            ends = True
        elif not _BESIDE.match(plain_text(line)):
            ends = False


def _listed(lines: Sequence[str], place: int) -> bool:
    """Whether a line that ends with a colon leads the units of which this is one."""
    above = next((line for line in reversed(lines[:place]) if not _is_signer(line)), "")
    return above.endswith(_HEADS)


def _is_signer(line: str) -> bool:
    """One or several units' names, with the day behind them or without, and nothing else."""
    names = re.sub(f"{grammar().signed}(?:印发)?$", "", plain_text(line))
    names = re.sub(r"\((?:盖章|公章|章|印章)\)", "", names)
    if _SAYS.search(names):
        return False
    spaced = [name for name in re.split(r"\s+", line) if plain_text(name) in names]
    if len(names) <= _SHORT and re.search(grammar().title.issuers, names):
        return True
    return is_organisation(names) or (len(spaced) > 1 and all(map(is_organisation, spaced)))
