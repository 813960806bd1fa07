"""What a terminal shows of a package that was sealed, was not, or is looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jlxx_check.files.seals import PAPERS_EN, PAPERS_ZH
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.seal_state import SealStanding, SealState
from jlxx_check.reporters.seal_words import seal_told
from jlxx_check.reporters.sections import NEXT_LEAD
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.report_lines import VERDICT_STYLES
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import OBJECTED, verdict_text, when_due
from jlxx_check.text import Lang, Text
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.moments import day_of, in_china

_STYLES = {
    SealStanding.EXACT: "bold green",
    SealStanding.CHANGED: "bold red",
    SealStanding.UNPROVEN: "bold yellow",
}
_DIGEST = Text(
    "清单摘要（SHA-256，盖章的回执上也有，应当一样）：",
    "Digest of the list (SHA-256; the stamped receipt bears it, too):",
)
#: Leftovers that are named.
_FEW = 5


def sealed_lines(
    report: Report,
    file: str,
    digest: str,
    mail: Text | None,
    left_out: Sequence[str],
    lang: Lang,
    width: int,
    *,
    today: date,
) -> list[Styled]:
    """What was sealed, and what to do with it. mail: its size told against mailboxes."""
    page = Page(lang, width)
    lead = page.say(Text("【已封存】", "[Sealed] "))
    page.put(file, lead=lead, lead_style=VERDICT_STYLES[report.verdict], style="bold")
    files, total, verdict = (
        report.package.files,
        size_shown(report.package.bytes),
        verdict_text(report),
    )
    page.put(
        Text(
            f"{report.package.name}：{verdict.zh}；{files} 个文件，共 {total}",
            f"{report.package.name}: {verdict.en}; {files} files, {total}",
        )
    )
    if not report.ready:
        page.put(
            Text(
                "没有全部通过检查，是按 --anyway 封存的；回执上已注明。",
                "Not all is as asked, and it was sealed by --anyway; the receipt says so.",
            ),
            style="bold yellow",
        )
    if mail is not None:
        page.put(mail)
    if left_out:
        shown, more = "、".join(left_out[:_FEW]), len(left_out) > _FEW
        page.put(
            Text(
                f"系统或其他程序留下的 {len(left_out)} 个文件没有放进去：{shown}"
                f"{'等' if more else ''}",
                f"{len(left_out)} leftover(s) of other programs were left out: {shown}"
                f"{' and others' if more else ''}",
            )
        )
    page.put(_DIGEST)
    page.put(digest, indent=2)
    said = _hand_in(report, file, today, lang)
    page.put(said, lead=page.say(NEXT_LEAD), lead_style="bold", style="bold")
    return page.lines


def _hand_in(report: Report, file: str, today: date, lang: Lang) -> Text:
    """What to print, what to look at, where to send it and by when, or that the day is past."""
    pack, counts = report.pack, report.summary
    receipt = (PAPERS_ZH if lang is Lang.ZH else PAPERS_EN)[0]
    zh = [f"打印压缩包里的“{receipt}”，签字盖章"]
    en = [f"print “{receipt}” out of the archive, sign and stamp it"]
    if counts.review:
        zh.insert(0, f"做完 {counts.review} 项人工核对")
        en.insert(0, f"work through the {counts.review} item(s) of the checklist")
    due, to = when_due(pack.deadline), pack.delivery
    by_zh = f"于 {due.zh} 前" if pack.deadline else ""
    by_en = f" by {due.en}" if pack.deadline else ""
    if pack.deadline is not None and day_of(in_china(pack.deadline)) < today:
        zh.append(f"截止日期（{due.zh}）已过，先向收件单位确认是否还受理")
        en.append(f"the deadline ({due.en}) is past: ask the office whether it still takes it")
        by_zh = by_en = ""
    zh.append(f"{by_zh}把 {file} 报送到：{to.zh}" if to else f"{by_zh}报送 {file}")
    en.append(f"send {file}{by_en} to: {to.en}" if to else f"hand in {file}{by_en}")
    said = "; ".join(en)
    return Text(f"{'；'.join(zh)}。", f"{said[0].upper()}{said[1:]}.")


def not_sealed_lines(report: Report, lang: Lang, width: int, *, then: str) -> list[Styled]:
    """That nothing was sealed, and how to go on. then: the call that says how to mend it."""
    page = Page(lang, width)
    page.blank()
    why = Text("材料不符合要求", "the package does not comply")
    if report.partial:
        why = Text(
            "只检查了一部分规则（--select、--ignore），不能当作符合要求",
            "only some of the rules were judged, which does not make it comply",
        )
    elif report.verdict is Verdict.INCOMPLETE:
        why = Text("有内容没能检查完", "not everything could be judged")
    elif report.verdict is Verdict.COMPLIANT:
        why = OBJECTED
    page.put(Text(f"没有封存：{why.zh}。", f"Nothing was sealed: {why.en}."), style="bold red")
    page.put(
        Text(
            "先看怎样改正，改好后再封存；确实要这样报送的，封存时加上 --anyway。",
            "See how to mend it, then seal again; to hand it in as it is, add --anyway.",
        ),
    )
    page.call(page.say(NEXT_LEAD), then)
    return page.lines


def verified_lines(
    name: str, seal: SealState, lang: Lang, width: int, *, then: str
) -> list[Styled]:
    """Whether the seal holds, what differs, and how to go on.

    name: the package's. then: the call that judges it again.
    """
    page = Page(lang, width)
    head, *rest = seal_told(seal)
    page.put(head, lead=f"{page.say(name)}  ", lead_style="bold", style=_STYLES[seal.standing])
    for line in rest:
        page.put(line, indent=2)
    if seal.digest:
        page.put(_DIGEST)
        page.put(seal.digest, indent=2)
    said = Text(
        "摘要只说明内容没有变，不说明是谁写的。要再检查一遍：",
        "Digests prove that files are the same, not who wrote them. To judge it again:",
    )
    if not seal.exact:
        said = Text(
            "请报送单位重新封存报送；要看现在的内容：",
            "Have the unit seal and send it again; for what it holds now:",
        )
    page.put(said)
    page.call(page.say(NEXT_LEAD), then)
    return page.lines
