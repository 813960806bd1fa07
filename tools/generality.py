"""``docs/generality*.md``: of each notice, what a machine can judge, and by which rule it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jlxx_check.model.about import DEFAULT_PACK
from jlxx_check.model.pack import OutlineItem, Pack
from jlxx_check.text import Lang, Text

_HEAD = Text(
    """# 一份通知就是一份数据：说得出多少

本页由各规则包的通知提纲生成，请勿直接修改：`python -m tools.render`。

提纲把通知逐句列出，一句有几项要求的，有的分列几行，有的合在一行，所以另数规则：一条规则判断一项要求。机器凭电子
材料就能判断的，要么由规则判断（列出规则和它用的检查），要么写明为什么没有检查能表达。由人核对的、对材料没有要求
的，不在表内，只计数。全部规则包都只是YAML，没有Python。

这里数的是提纲里写下的要求。除默认的规则包外，通知原文并不都在手边，提纲里没有写下的要求，本页也数不到。
""",
    """# A notice is data: how much of it can be said

Rendered from the outlines of the packs; do not edit: `python -m tools.render`.

An outline lists a notice sentence by sentence. Where a sentence asks several things, some outlines
have a line for each and some have one for all; so the rules are counted as well, and a rule judges
one thing. What a machine could judge from the electronic package is either judged by rules (named
with their checks), or the pack says why no check expresses it. What is for a person, and what asks
nothing of a package, is counted only. All packs are YAML alone, without Python.

What is counted is what the outlines hold. The full text of a notice is not at hand for every pack
but the default one: a demand that no outline holds is not counted here, either.
""",
)
_RULE = "| --- | --- | --- | --- | --- | --- | --- |"
_SUMS = Text(
    f"| 规则包 | 机器可判断（行） | 已表达 | 所用规则 | 未表达 | 由人核对 | 没有要求 |\n{_RULE}",
    "| pack | by machine (lines) | expressed | by rules | not expressed | by a person "
    f"| asks nothing |\n{_RULE}",
)
_TABLE = Text(
    "| 条款 | 要求 | 怎样判断 |\n| --- | --- | --- |",
    "| clause | what is asked | how it is judged |\n| --- | --- | --- |",
)


@dataclass(frozen=True)
class Reach:
    """The sentences of one notice by what becomes of them; those of notices above are counted."""

    pack: Pack
    expressed: tuple[OutlineItem, ...]
    beyond: tuple[OutlineItem, ...]
    by_person: int
    nothing: int
    above: int

    @property
    def rules(self) -> frozenset[str]:
        """The rules that judge them."""
        return frozenset(rule for item in self.expressed for rule in self.pack.judging(item))

    @property
    def machine(self) -> int:
        """How many sentences a machine could judge."""
        return len(self.expressed) + len(self.beyond)


def reach(pack: Pack) -> Reach:
    """What becomes of a notice's own sentences."""
    marks = tuple(f"{parent.cited_as} " for parent in pack.parents)
    own = [item for item in pack.outline if not item.clause.startswith(marks)]
    expressed = tuple(item for item in own if pack.judging(item))
    beyond = tuple(item for item in own if item.beyond is not None)
    nothing = sum(item.asks_nothing is not None for item in own)
    by_person = len(own) - len(expressed) - len(beyond) - nothing
    return Reach(pack, expressed, beyond, by_person, nothing, len(pack.outline) - len(own))


def page(packs: Iterable[Pack], lang: Lang) -> str:
    """The page in one language."""
    reaches = [reach(pack) for pack in packs]
    parts = [_HEAD.say(lang), _sums(reaches, lang)]
    for one in reaches:
        parts.extend(_pack(one, lang))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _sums(reaches: list[Reach], lang: Lang) -> str:
    rows: list[list[str | int]] = [
        [
            f"`{one.pack.id}`",
            one.machine,
            len(one.expressed),
            len(one.rules),
            len(one.beyond),
            one.by_person,
            one.nothing,
        ]
        for one in reaches
    ]
    others = Text(f"除`{DEFAULT_PACK}`外", f"all but `{DEFAULT_PACK}`").say(lang)
    apart = [row for row, one in zip(rows, reaches, strict=True) if one.pack.id != DEFAULT_PACK]
    sums = [[others, *_totals(apart)], [Text("合计", "all").say(lang), *_totals(rows)]]
    rows += sums
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join([_SUMS.say(lang), *lines])


def _totals(rows: list[list[str | int]]) -> list[str | int]:
    columns = zip(*(row[1:] for row in rows), strict=True)
    return [sum(number for number in column if isinstance(number, int)) for column in columns]


def _pack(one: Reach, lang: Lang) -> Iterator[str]:
    yield f"## `{one.pack.id}` {one.pack.title.say(lang)}"
    if one.above:
        names = "、".join(f"`{parent.id}`" for parent in one.pack.parents)
        yield Text(
            f"另有{one.above}句沿用{names}，不再列出。",
            f"{one.above} more sentences are those of {names}, and not listed again.",
        ).say(lang)
    lines = [_TABLE.say(lang)]
    for item in one.pack.outline:
        if item in one.expressed:
            lines.append(f"| {item.clause} | {item.gist.say(lang)} | {_rules(one.pack, item)} |")
        elif item in one.beyond and item.beyond is not None:
            why = Text("没有检查：", "no check: ").say(lang) + item.beyond.say(lang)
            lines.append(f"| {item.clause} | {item.gist.say(lang)} | {why} |")
    yield "\n".join(lines)


def _rules(pack: Pack, item: OutlineItem) -> str:
    return "<br>".join(f"`{name}` (`{pack.rules[name].check}`)" for name in pack.judging(item))
