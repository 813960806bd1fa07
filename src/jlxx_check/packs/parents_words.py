"""Whose words a rule goes by: the clauses and quotes of a notice above, until they are restated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jlxx_check.model.pack import CITED_AS
from jlxx_check.packs.merged_pack import MergedPack, as_mapping
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.placeholders import FillError, escaped, fill
from jlxx_check.packs.sentences import pack_names, rule_names
from jlxx_check.packs.source import place_in
from jlxx_check.text import Lang, Text

#: What a nested notice says of itself.
_OWN = ("id", "title", "issuer")


def settle(parent: MergedPack) -> None:
    """Mark a notice's clauses and words as its own, before another notice is laid over it."""
    name = str(parent.data.get("id"))
    cited = parent.data.pop("cited_as", None)
    mark = cited if isinstance(cited, str) else CITED_AS
    head = {"id": name, "title": parent.data.get("title"), "cited_as": mark}
    parent.parents = (head, *parent.parents)
    rules = parent.data.get("rules")
    if isinstance(rules, dict):
        shared = pack_names(parent.data)
        others = {rule: {**shared, **rule_names(record)} for rule, record in rules.items()}
        made = {}
        for rule, record in rules.items():
            if isinstance(record, dict) and rule not in parent.told_by:
                record = _marked(record, mark)
                quote = record.get("quote")
                if isinstance(quote, str):
                    record["quote"] = escaped(_quoted(quote, others[rule], others) or quote)
                    parent.quotes[rule] = quote, others
                parent.told_by[rule] = name
            made[rule] = record
        parent.data["rules"] = made
    outline = parent.data.get("outline")
    if isinstance(outline, list):
        parent.data["outline"] = [
            _marked(item, mark) if isinstance(item, dict) and not _is_marked(item, parent) else item
            for item in outline
        ]


def _marked(record: Mapping[str, Any], mark: str) -> dict[str, Any]:
    clause = record.get("clause")
    return {**record, "clause": f"{mark} {clause}"} if isinstance(clause, str) else dict(record)


def _is_marked(item: Mapping[str, Any], layer: MergedPack) -> bool:
    clause = str(item.get("clause"))
    return any(clause.startswith(f"{above['cited_as']} ") for above in layer.parents[1:])


def _quoted(quote: str, names: Mapping[str, object], others: Mapping[str, Any]) -> str | None:
    """A quote with the numbers of its own notice; None where they cannot be filled in."""
    try:
        return fill(quote, names, others, Lang.ZH)
    except FillError:
        return None


def restated(
    above: MergedPack, child: MergedPack, data: Mapping[str, Any]
) -> Iterator[PackProblem]:
    """Where the child says a clause of its own the rule is its own; numbers changed need one."""
    own = as_mapping(child.data.get("rules"))
    rules = as_mapping(data.get("rules"))
    for name in rules:
        record = as_mapping(own.get(name))
        before = as_mapping(as_mapping(above.data.get("rules")).get(name))
        if "clause" in record:
            above.told_by.pop(name, None)
            above.quotes.pop(name, None)
            if "quote" not in record and "quote" in before:
                rules[name].pop("quote", None)
        elif "quote" in record:
            yield place_in(child.lines, ("rules", name, "quote")).problem(
                Text(
                    f"“{name}”写了本通知的原文（quote），也要写明是哪一条（clause）。",
                    f"'{name}' quotes this notice; its clause is needed, too.",
                )
            )
        elif name in above.told_by and _changed(above, data, name):
            at = ("rules", name, "with") if record else ("deadline",)
            yield place_in(child.lines, at).problem(
                Text(
                    f"“{name}”改了要求，上级的条款和原文就不再适用：请写明本通知的条款和原文"
                    "（clause、quote；本通知没有原文的，clause写null）。",
                    f"'{name}' asks for something else than the parent's clause says: restate "
                    "clause and quote (clause: null where this notice has no words for it).",
                )
            )


def _changed(above: MergedPack, data: Mapping[str, Any], name: str) -> bool:
    """Whether the rule would put another number into the parent's words than the parent did."""
    if name not in above.quotes:
        return False
    template, others = above.quotes[name]
    record = as_mapping(as_mapping(data.get("rules")).get(name))
    now = _quoted(template, {**pack_names(data), **rule_names(record)}, others)
    return now is not None and escaped(now) != record.get("quote")


def own_missing(child: MergedPack) -> Iterator[PackProblem]:
    """What a nested notice has to say of itself and does not."""
    for key in _OWN:
        if key not in child.data:
            yield place_in(child.lines, ()).problem(
                Text(
                    f"缺少“{key}”：下级通知要写明自己的编号、标题和发文单位。",
                    f"'{key}' is missing: a nested notice has its own id, title and issuer.",
                )
            )
