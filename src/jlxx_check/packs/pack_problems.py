"""What is wrong with a pack, said so that its author can mend it at once.

Unknown names are said with the one that was probably meant, and what there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from jlxx_check.errors import CallError
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.masking import mask
from jlxx_check.values.slips import slips

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
        if slips(*alike) <= max(2, len(own) // 3):
            return name
    return None


@frozen
class PackProblem:
    """One fault. line: from 1; None where the fault has no one line (a missing file)."""

    file: Path | None
    line: int | None
    message: Text

    def say(self, lang: Lang) -> str:
        """The fault in one line, its place first, as compilers print it.

        What it quotes may be somebody's number: a list or a file of decisions is a pack's, too.
        """
        said = mask(self.message.say(lang))
        if self.file is None:
            return said
        place = f"{self.file}:{self.line}" if self.line is not None else str(self.file)
        return f"{place}: {said}"


class PackError(CallError):
    """A pack, or a list that belongs to one, cannot be used. Nothing was judged by it."""

    def __init__(self, problems: Iterable[PackProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(Text(self._said(Lang.ZH), self._said(Lang.EN)))

    @property
    def faults(self) -> tuple[Text, ...]:
        """What is wrong, each fault in a text of its own."""
        return tuple(Text(item.say(Lang.ZH), item.say(Lang.EN)) for item in self.problems)

    def _said(self, lang: Lang) -> str:
        """Each fault in a line, at the first of its places, with the others behind it."""
        alike: dict[Text, list[PackProblem]] = {}
        for problem in self.problems:
            alike.setdefault(problem.message, []).append(problem)
        return "\n".join(_said_once(problems, lang) for problems in alike.values())


def _said_once(problems: list[PackProblem], lang: Lang) -> str:
    said = problems[0].say(lang)
    others = [f"{item.file.name}:{item.line}" for item in problems[1:] if item.file and item.line]
    if not others:
        return said
    told = Text(f"（还有：{'、'.join(others)}。）", f" (also: {', '.join(others)}.)")
    return said + told.say(lang)
