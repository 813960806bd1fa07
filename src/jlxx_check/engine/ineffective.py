"""Decisions that could not be acted on, as warnings that say why and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import Enum

from jlxx_check.model.decision import Decision, DecisionsFile
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding
from jlxx_check.model.tallies import RuleResult, Tally
from jlxx_check.text import Text

#: The family of these warnings' rules, which belong to no pack.
FAMILY = "decision"

_TITLES = {
    "unused": Text("核对结果没有用上", "Decision not used"),
    "expired": Text("核对结果已过期", "Decision expired"),
    "too-wide": Text("核对结果范围太大", "Decision too wide"),
    "outdated": Text("核对后材料有改动", "Material changed since the decision"),
    "incomplete": Text("核对结果没有填完整", "Decision not filled in wholly"),
    "contradicted": Text("核对结果互相矛盾", "Decisions contradict each other"),
}
_WHY = Text(
    "没有起作用的核对结果要让人知道，否则会以为问题已经处理过。",
    "A decision without effect has to be known of, or its finding would be taken for settled.",
)


class Idle(Enum):
    """Why a decision has no effect: the rule of its warning, the reason, what to do."""

    WIDE = (
        "too-wide",
        Text(
            "没有写明是哪一条规则或哪一项材料（不能写一类规则，也不能写 *）",
            "it names no single rule or entry (a family of rules or * will not do)",
        ),
        Text("写明完整的规则编号和材料编号。", "Name one rule and one entry."),
    )
    SEVERAL = (
        "too-wide",
        Text(
            "涉及几个文件的问题，没有写明是哪个文件",
            "it is about findings of several files and names none of them",
        ),
        Text("每个文件写一条，用 file 写明文件。", "Write one for each file, named by file."),
    )
    EXPIRED = (
        "expired",
        Text("有效期已过", "its last day is past"),
        Text("重新核对后改写 until，或者删去这一条。", "Decide anew, or remove it."),
    )
    CHANGED = (
        "outdated",
        Text(
            "文件与当时核对的不是同一份，或者现在读不出来",
            "the file is not the one that was looked at, or cannot be read now",
        ),
        Text("重新核对这个文件后改写 digest。", "Look at the file again and renew digest."),
    )
    JOINED = (
        "outdated",
        Text(
            "现在还涉及当时没有的单位或材料",
            "others have joined since that were not decided on",
        ),
        Text(
            "把新加入的一并核对，用 decisions new 重新生成这一条。",
            "Look at those as well, and make the item anew by decisions new.",
        ),
    )
    NO_SIDES = (
        "unused",
        Text(
            "说不准是哪一处跨单位的问题，要写明涉及的各方（sides）",
            "which of the findings across units it is about is not certain: it has to name the "
            "sides",
        ),
        Text(
            "用 decisions new 由 batch.json 生成待填的条目。",
            "Let decisions new make the item of batch.json.",
        ),
    )
    ACROSS = (
        "unused",
        Text(
            "这是跨单位的问题，单独检查一个材料包时看不到",
            "it is about a finding across units, which one package alone does not show",
        ),
        Text("用于 batch --decisions。", "Give it to batch --decisions."),
    )
    OTHERWISE = (
        "outdated",
        Text(
            "要看的内容与当时核对的不同，材料后来有改动",
            "what there is to look at is not what was looked at: the material has changed",
        ),
        Text("请重新核对这一项。", "Look at it again."),
    )
    CONTRADICTED = (
        "contradicted",
        Text(
            "对同一项有不同的结论，哪个也没有采用",
            "there are different conclusions on it, and none of them is used",
        ),
        Text("商定后只留一个结论。", "Agree on one and leave only that."),
    )
    NO_RULE = (
        "unused",
        Text("没有这条规则", "there is no such rule"),
        Text("改正规则编号，或者删去这一条。", "Put the rule's id right, or remove it."),
    )
    NO_ENTRY = (
        "unused",
        Text("没有这项材料", "there is no such entry"),
        Text("改正材料的编号和名称，或者删去这一条。", "Put the entry right, or remove it."),
    )
    NO_FILE = (
        "unused",
        Text("材料包里没有这个文件", "there is no such file in the package"),
        Text(
            "file 请照报告里的“位置”写全路径，或者删去这一条。",
            "Write its whole path as the report has it, or remove the decision.",
        ),
    )
    AHEAD = (
        "unused",
        Text("核对日期（on）还没有到", "the day it was made on (on) is yet to come"),
        Text("改正核对日期（on）。", "Put the day of on right."),
    )
    TWICE = (
        "unused",
        Text("前面已有一条针对同一问题的核对结果", "an earlier decision is about the same"),
        Text("只保留一条。", "Keep one of them."),
    )
    NO_ITEM = (
        "unused",
        Text(
            "这不是人工核对项，confirmed 只用于人工核对项",
            "this is no item of the checklist, and confirmed is for those alone",
        ),
        Text("要豁免这个问题，请写 decision: waived。", "To waive it write decision: waived."),
    )
    NOT_JUDGED = (
        "unused",
        Text(
            "这一项这次没有结论，核对结果不能代替检查",
            "this could not be judged, and a decision cannot stand for that",
        ),
        Text("先处理没有结论的原因。", "First settle why it was not judged."),
    )
    GONE = (
        "unused",
        Text("这次没有这个问题", "there is no such finding this time"),
        Text("如果问题已改正，删去这一条。", "If it is mended, remove it."),
    )


def warning(decision: Decision, idle: Idle) -> Finding:
    """The warning that a decision has no effect."""
    rule, why, fix = idle.value
    about = [decision.rule or "*", decision.name or decision.entry or "", decision.file or ""]
    zh, en = (mark.join(filter(None, about)) for mark in ("，", ", "))
    return Finding(
        rule=f"{FAMILY}.{rule}",
        level=Level.WARNING,
        message=Text(
            f"核对结果（{zh}）没有起作用：{why.zh}。",
            f"The decision on {en} has no effect: {why.en}.",
        ),
        where=decision.source or None,
        fix=fix,
    )


def unusable(place: str, why: Text) -> Finding:
    """The warning that what a person filled in makes no decision. place: file, sheet and row."""
    return Finding(
        rule=f"{FAMILY}.incomplete",
        level=Level.WARNING,
        message=Text(
            f"核对结果（{place}）没有采用：{why.zh}。",
            f"The conclusion in {place} is not used: {why.en}.",
        ),
        where=place,
        fix=Text("补填或改正这一行。", "Complete or correct that row."),
    )


def of_another_package(file: DecisionsFile, name: str) -> Finding:
    """The warning that a whole file is about another package."""
    return Finding(
        rule=f"{FAMILY}.unused",
        level=Level.WARNING,
        message=Text(
            f"核对结果文件是为“{file.package}”写的，这个材料包是“{name}”，全部没有采用。",
            f"The decisions are about “{file.package}”, this package is “{name}”: none is used.",
        ),
        where=file.path.name,
        fix=Text(
            "换用这个材料包的核对结果文件；确属同一材料包的，改正文件里的 package。",
            "Give this package's own decisions; if it is the same one, put the file's package "
            "right.",
        ),
    )


def results(warnings: Iterable[Finding]) -> tuple[tuple[RuleResult, ...], tuple[Tally, ...]]:
    """A rule's record for each kind of warning that there is, and its tally."""
    counts = Counter(item.rule for item in warnings)
    rules = tuple(
        RuleResult(
            id=rule,
            title=_TITLES[rule.partition(".")[2]],
            level=Level.WARNING,
            clause=None,
            judged=count,
            passed=0,
            failed=count,
            not_judged=0,
            why=_WHY,
        )
        for rule, count in counts.items()
    )
    return rules, tuple(Tally(rule, None, failed=count) for rule, count in counts.items())
