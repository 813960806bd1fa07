"""``docs/rules*.md``: every rule of the packs, rendered from their records."""

from __future__ import annotations

from collections.abc import Iterable

from jlxx_check.model.pack import Pack
from jlxx_check.reporters.terminal.rule_lines import rule_rows
from jlxx_check.reporters.wording import when_due
from jlxx_check.text import Lang, Text

_HEAD = Text(
    "# 规则\n\n本页由规则包生成，请勿直接修改：`python -m tools.render`。",
    "# Rules\n\nRendered from the rule packs; do not edit: `python -m tools.render`.",
)


def rules_markdown(packs: Iterable[Pack], lang: Lang) -> str:
    """One Markdown page over all packs."""
    parts = [_HEAD.say(lang)]
    for pack in packs:
        parts.extend(_pack(pack, lang))
    return "\n\n".join(parts) + "\n"


def _pack(pack: Pack, lang: Lang) -> list[str]:
    due = when_due(pack.due).say(lang)
    parts = [
        f"## `{pack.id}` {pack.title.say(lang)}",
        Text(f"截止：{due}", f"Due: {due}").say(lang),
    ]
    for rule_id, rule in pack.rules.items():
        rows = [f"- **{label.say(lang)}** {text.say(lang)}" for label, text in rule_rows(rule)]
        parts.append(f"### `{rule_id}` {rule.title.say(lang)}")
        parts.append("\n".join(rows))
    if pack.not_known:
        colon = Text("：", ": ").say(lang)
        parts.append(Text("### 通知没有写明的事项", "### What the notice leaves unknown").say(lang))
        parts.append(
            "\n".join(
                f"- {item.topic.say(lang)}{colon}{item.why.say(lang)}" for item in pack.not_known
            )
        )
    return parts
