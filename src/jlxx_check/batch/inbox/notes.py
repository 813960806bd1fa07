"""What is said of the inbox's files that are no deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jlxx_check.batch.inbox.inbox_content import listed
from jlxx_check.text import Text
from jlxx_check.values.ordering import natural_key


@dataclass(slots=True)
class Passed:
    """Names of what is no arrival, by the reason."""

    loose: list[str] = field(default_factory=list)
    #: Mails of a format that is not read.
    mails: list[str] = field(default_factory=list)
    fetching: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def sorted(self) -> Passed:
        """The same in the order of their names, whichever was found first."""
        parts = (self.loose, self.mails, self.fetching, self.ours, self.links)
        return Passed(*(sorted(names, key=natural_key) for names in parts))


def passed_over(passed: Passed) -> tuple[Text, ...]:
    """A sentence for each reason why something was not judged.

    Of loose files and broken downloads ``loose_units`` tells, once it is known whose they may be.
    """
    said = (
        (
            passed.mails,
            "收件文件夹里有本程序不读的邮件格式，没有检查，请另存为 .eml，或者把附件取出来",
            "Mails of a format that is not read were not judged; save them as .eml, or take out "
            "the attachments",
        ),
        (
            passed.ours,
            "收件文件夹里有以前的检查结果，不是材料包，没有检查",
            "Results of earlier runs in the inbox are no packages and were not judged",
        ),
        (
            passed.links,
            "收件文件夹里有链接或设备，没有打开",
            "Links or devices in the inbox were not followed",
        ),
    )
    return tuple(_named(names, zh, en) for names, zh, en in said if names)


def _named(names: Sequence[str], zh: str, en: str) -> Text:
    return Text(f"{zh}：{listed(names, '、')}。", f"{en}: {listed(names, ', ')}.")


def may_be_package(signs: Sequence[str]) -> Text:
    """That the inbox itself looks like one unit's package."""
    return Text(
        f"收件文件夹里直接就有{listed(signs, '、')}，像是一个单位的材料没有放进自己的文件夹。"
        "如果给出的就是一个材料包，请改用 jlxx-check check。",
        f"{listed(signs, ', ')} right in the inbox: one unit's material may lie there without a "
        "folder of its own. If what was given is itself a package, use jlxx-check check.",
    )
