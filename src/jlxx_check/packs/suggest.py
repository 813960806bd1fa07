"""Unknown names said with the one that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from jlxx_check.model.text import Text

_WHAT = {
    "key": "键",
    "check": "检查",
    "field": "字段",
    "role": "角色",
    "kind": "推介类别",
    "form": "推介表",
    "register": "登记表",
    "rule": "规则",
    "pack": "规则包",
    "value": "值",
}
_FEW = 12


def unknown_rule(wrong: str, known: Iterable[str]) -> Text:
    """As ``did_you_mean`` for a rule, and where all of them are listed."""
    said = did_you_mean("rule", wrong, known)
    return Text(
        f"{said.zh}全部规则见 jlxx-check rules show。",
        f"{said.en} All rules: jlxx-check rules show.",
    )


def did_you_mean(what: str, wrong: str, known: Iterable[str]) -> Text:
    """That nothing is called so, and the nearest known name, or all names while they are few.

    what: key, check, field, role, kind, form, register, rule, pack or value.
    """
    names = sorted({name for name in known if name})
    head = Text(f"没有叫“{wrong}”的{_WHAT[what]}", f"unknown {what} '{wrong}'")
    near = get_close_matches(wrong, names, n=1)
    if near:
        return Text(f"{head.zh}，是不是“{near[0]}”？", f"{head.en}; did you mean '{near[0]}'?")
    if names and len(names) <= _FEW:
        return Text(
            f"{head.zh}；可用的有：{'、'.join(names)}。", f"{head.en}; known: {', '.join(names)}."
        )
    return Text(f"{head.zh}。", f"{head.en}.")
