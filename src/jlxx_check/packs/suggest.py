"""Unknown names said with the one that was probably meant, and what there is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from jlxx_check.text import Text

_WHAT = {
    "key": "键",
    "check": "检查",
    "field": "字段",
    "role": "角色",
    "kind": "类别",
    "form": "表格",
    "register": "汇总表",
    "rule": "规则",
    "pack": "规则包",
    "value": "值",
    "parameter": "参数",
    "unit": "单位",
    "clause": "条款",
    "form of number": "写法",
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
    """That nothing is called so, what it was probably a slip for, and what there is.

    what: a key of ``_WHAT``, which is its English name. Of many names, those of the same family
    (``photo.…``) are named.
    """
    names = sorted({name for name in known if name})
    said = Text(f"没有叫“{wrong}”的{_WHAT[what]}", f"unknown {what} '{wrong}'")
    near = _slip_for(wrong, names)
    if near:
        said = Text(f"{said.zh}，是不是“{near}”？", f"{said.en}; did you mean '{near}'?")
    listed = [name for name in _some(wrong, names) if name != near]
    if not listed:
        return said if near else Text(f"{said.zh}。", f"{said.en}.")
    zh, en = "、".join(listed), ", ".join(listed)
    if near:
        return Text(f"{said.zh}另有：{zh}。", f"{said.en} There are also: {en}.")
    return Text(f"{said.zh}；可用的有：{zh}。", f"{said.en}; known: {en}.")


def _some(wrong: str, names: list[str]) -> list[str]:
    """All names while they are few, else those of the family that the wrong one would be in."""
    if len(names) <= _FEW:
        return names
    family = [name for name in names if name.partition(".")[0] == wrong.partition(".")[0]]
    return family if len(family) <= _FEW and "." in "".join(family) else []


def _slip_for(wrong: str, names: list[str]) -> str | None:
    """The name that differs by a few letters: likeness alone would take one thing for another."""
    for name in get_close_matches(wrong, names, n=3):
        family, _, own = wrong.rpartition(".")
        alike = own, name.removeprefix(f"{family}.")  # a family's name is no likeness
        if _edits(*alike) <= max(2, len(own) // 3):
            return name
    return None


def _edits(one: str, other: str) -> int:
    """Letters to add, drop or replace that make the other of one."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for at, wanted in enumerate(other, 1):
            above, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, above + (letter != wanted))
    return row[-1]
