"""Rule packs for a terminal: their list, one pack, one rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jlxx_check.reporters.sections import CLAUSE, LEVEL
from jlxx_check.reporters.terminal.page import Page
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import LEVELS, cited, when_due
from jlxx_check.text import Lang, Text, joined, same

if TYPE_CHECKING:  # a page of help shows no pack
    from jlxx_check.model.pack import OutlineItem, Pack, RuleSpec

_ACROSS = Text("各材料包之间（batch 命令）", "across packages (the batch command)")


def list_lines(packs: Iterable[Pack], lang: Lang, width: int) -> list[Styled]:
    """The installed packs, a line or two each."""
    page = Page(lang, width)
    for pack in packs:
        page.put(pack.id, style="bold")
        page.put(pack.title, indent=2)
        due = when_due(pack.due)
        page.put(
            Text(
                f"{len(pack.rules)} 条规则；截止：{due.zh}",
                f"{len(pack.rules)} rules; due: {due.en}",
            ),
            indent=2,
            style="dim",
        )
    return page.lines


def pack_lines(pack: Pack, lang: Lang, width: int) -> list[Styled]:
    """A pack: head, rules, the outline of its notice with owners, and what it leaves open."""
    page = Page(lang, width)
    page.put(pack.title, style="bold")
    due = when_due(pack.due)
    page.put(
        Text(
            f"{pack.issuer.zh}；截止：{due.zh}；规则包 {pack.id}",
            f"{pack.issuer.en}; due: {due.en}; pack {pack.id}",
        )
    )
    for line in taken_over(pack):
        page.put(line)
    page.heading(Text(f"规则（{len(pack.rules)} 条）", f"Rules ({len(pack.rules)})"))
    for rule_id, rule in pack.rules.items():
        level = page.say(LEVELS[rule.level])
        clause = rule.clause or "—"
        page.put(f"{rule_id}　{page.say(rule.title)}　[{level}　{clause}]", lead=" · ")
    page.heading(Text("通知逐条由哪条规则负责", "The notice, sentence by sentence, and its owners"))
    for item in pack.outline:
        page.put(item.gist, lead=f" {item.clause}　")
        page.put(_owners(item, page), indent=4, style="dim")
    if pack.not_known:
        page.heading(Text("通知没有写明、不作判断的事项", "What the notice leaves unknown"))
        for unknown in pack.not_known:
            page.put(unknown.topic, lead=" ? ")
            page.put(unknown.why, indent=4, style="dim")
    return page.lines


def taken_over(pack: Pack) -> list[Text]:
    """Of each notice above: how many of the rules go by its clauses, and how they are marked."""
    lines = []
    for above in pack.parents:
        count = sum(1 for parent in pack.told_by.values() if parent == above.id)
        if not count:
            continue
        lines.append(
            Text(
                f"其中 {count} 条沿用 {above.id}（{above.title.zh}），依据标为“{above.cited_as}”。",
                f"{count} of them go by {above.id} ({above.title.en}); their clauses are marked "
                f"“{above.cited_as}”.",
            )
        )
    return lines


def _owners(item: OutlineItem, page: Page) -> str:
    if item.asks_nothing:
        lead = Text("对材料没有要求：", "asks nothing of a package: ")
        return page.say(lead) + page.say(item.asks_nothing)
    if item.beyond:
        lead = Text(
            "机器本可判断，但没有这样的检查：", "a machine could judge it, but no check does: "
        )
        return page.say(lead) + page.say(item.beyond)
    return "→ " + page.say(joined(map(same, item.owners)))


def rule_lines(pack: Pack, rule_id: str, lang: Lang, width: int) -> list[Styled]:
    """Everything that a rule's record says. Raises KeyError for an unknown rule."""
    rule = pack.rules[rule_id]
    page = Page(lang, width)
    page.put(f"{rule_id}　{page.say(rule.title)}", style="bold")
    rows = rule_rows(rule)
    above = next((one for one in pack.parents if one.id == pack.told_by.get(rule_id)), None)
    if above is not None:
        said = Text(f"{above.id}　{above.title.zh}", f"{above.id}　{above.title.en}")
        rows.append((Text("沿用自", "taken from"), said))
    for label, text in rows:
        page.put(text, lead=f"{page.say(label)}　", lead_style="dim")
    if rule.with_:
        parameters = (
            Text(f"{key} = {_value(value, Lang.ZH)}", f"{key} = {_value(value, Lang.EN)}")
            for key, value in rule.with_.items()
        )
        page.put(
            joined(parameters, "；", "; "),
            lead=page.say(Text("参数　", "parameters　")),
            lead_style="dim",
        )
    return page.lines


def rule_rows(rule: RuleSpec) -> list[tuple[Text, Text]]:
    """A rule's record as labels and texts, what is not given left out."""
    rows: list[tuple[Text, Text | None]] = [
        (Text("范围", "scope"), _ACROSS if rule.across else None),
        (LEVEL, LEVELS[rule.level]),
        (CLAUSE, cited(rule.clause or "—", rule.quote)),
        (Text("为什么", "why"), rule.why),
        (Text("如何理解", "reading"), rule.reading),
        (Text("怎样改正", "to mend"), rule.fix),
    ]
    return [(label, text) for label, text in rows if text is not None]


def _value(value: object, lang: Lang) -> str:
    """A parameter as a pack writes it, what is said in two languages in this one."""
    if isinstance(value, Text):
        return value.say(lang)
    if isinstance(value, Mapping):
        if value.keys() == {"zh", "en"}:
            return str(value[lang.value])
        return "{" + ", ".join(f"{key}: {_value(item, lang)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item, lang) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
