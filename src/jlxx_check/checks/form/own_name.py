"""Whether a name is a name of its own, or only an organisation's."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import ClassVar

from jlxx_check.checks.form.answers import answer, judged_each, unanswered
from jlxx_check.checks.registry import FieldName, Parameters, check
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Level, Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Form, Package, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name, same_unit, same_unit_in_short

#: A note behind a name: 样例区图书馆（少儿馆）.
_BRACKET = re.compile(r"\([^()]*\)$")
_EITHER = Text(
    "这样结尾的可能是单位名称，也可能是项目名称",
    "what ends so may be an organisation's name or a project's",
)


class OwnName(Parameters):
    """organisation: the field of the organisation's name.

    endings: what ends the name of an organisation and nothing else.
    unclear_endings: what ends an organisation's name or a project's.
    phrases: words that no organisation's name holds, so that an ending proves nothing.
    tails: general words behind a name that do not make it one of its own.
    weak_tails: words of a place or a body (之家, 服务站) that make an organisation's name no
    project's; where they do, a person decides.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "field": "项目名称栏",
        "organisation": "实施单位栏",
        "endings": "只作单位名称结尾的词",
        "unclear_endings": "单位、项目名称都可能用的结尾",
        "phrases": "单位名称里不会有的词，有了就不凭结尾判断",
        "tails": "名称后面不足以构成项目名称的一般词",
        "weak_tails": "地点、机构一类的词（之家、服务站）；靠它区分时由人工判断",
    }

    field: FieldName
    organisation: FieldName
    endings: Words
    unclear_endings: Words = ()
    phrases: Words = ()
    tails: Words = ()
    weak_tails: Words = ()


@check("form.own-name", zh="项目名称不是整个单位名称。")
def own_name(form: Form, package: Package, pack: Pack, want: OwnName) -> Iterator[Outcome]:
    """The name is not, as a whole, the name of an organisation."""
    fields = (want.field, want.organisation)
    yield from judged_each(form, fields, lambda said: _stated(said, package, pack, want))


def _stated(form: Form, package: Package, pack: Pack, want: OwnName) -> Iterator[Outcome]:
    name = answer(form, want.field, pack)
    if not isinstance(name, Value):
        yield unanswered(name)
        return
    carrier = form.text(want.organisation)
    fault = _fault(name.text, carrier, tuple(_senders(package, pack)), pack, want)
    if fault is None:
        yield passed()
        return
    level, why = fault
    if level is Level.REVIEW:
        yield review(
            Text(
                f"请核实“{want.field}”“{name.text}”是否为项目自己的名称：{why.zh}。",
                f"Is “{name.text}” a name of the project's own? {why.en}.",
            ),
            where=name.where,
            observed=same(name.text),
        )
        return
    yield failed(
        Text(
            f"“{want.field}”填的是“{name.text}”，{why.zh}。",
            f"“{want.field}” says “{name.text}”: {why.en}.",
        ),
        level=level,
        where=name.where,
        expected=Text("项目自己的名称", "a name of the project's own"),
        observed=same(name.text),
    )


def _fault(
    name: str, carrier: str, senders: Collection[str], pack: Pack, want: OwnName
) -> tuple[Level | None, Text] | None:
    """What is wrong with the name and at which level (None: the rule's); None where nothing is."""
    aliases = pack.unit_aliases()
    bare = _without_tail(fold_name(name), want.tails)
    if carrier and any(
        same_unit(said, carrier, aliases) or _in_other_words(said, carrier, aliases)
        for said in (name, bare)
    ):
        return None, Text(
            f"就是“{want.organisation}”的名称", f"that is the name of the “{want.organisation}”"
        )
    if any(same_unit(name, unit, aliases) or same_unit(bare, unit, aliases) for unit in senders):
        return None, Text(
            f"是{PUT_FORWARD}单位的名称", "that is the name of a unit that puts entries forward"
        )
    folded = fold_name(name)
    stripped = _without_tail(
        _without_tail(_BRACKET.sub("", bare), want.weak_tails), want.weak_tails
    )
    if stripped != bare and any(
        same_unit(stripped, unit, aliases) for unit in (carrier, *senders) if unit
    ):
        return Level.REVIEW, Text(
            f"它只是在单位名称后加了“{bare.removeprefix(stripped)}”",
            "it is an organisation's name with a general word behind it",
        )
    if any(fold_name(phrase) in folded for phrase in want.phrases):
        return None
    unclear = max(map(len, _endings(folded, want.unclear_endings)), default=0)
    certain = max(map(len, _endings(folded, want.endings)), default=0)
    if 0 < certain < unclear and not same_unit(name, carrier, aliases):
        return Level.REVIEW, _EITHER
    if certain:
        return None, Text(
            "整个是单位或院校的名称", "as a whole that is the name of an organisation or a school"
        )
    whole = fold_name(carrier)
    if whole and unclear and (folded in whole or folded.endswith(whole)):
        return Level.WARNING, Text(
            f"与“{want.organisation}”“{carrier}”的名称重合，像是单位名称",
            f"it overlaps with the “{want.organisation}” “{carrier}” and looks like its name",
        )
    if unclear:
        return Level.REVIEW, _EITHER
    if folded in whole:
        return Level.REVIEW, Text(
            f"它是“{want.organisation}”“{carrier}”名称的一部分",
            f"it is a part of the name of the “{want.organisation}” “{carrier}”",
        )
    return None


def _in_other_words(name: str, carrier: str, aliases: Mapping[str, str]) -> bool:
    """Whether the name is the organisation's in short, or with more of the place before it.

    With less of it, it is a part of the organisation's name, and may be a project's.
    """
    part = fold_name(carrier).endswith(fold_name(name))
    return not part and same_unit_in_short(name, carrier, aliases)


def _senders(package: Package, pack: Pack) -> Iterator[str]:
    """The units that the notice addresses, and whoever the package is named after."""
    yield package.name
    for unit in pack.units:
        yield unit.name


def _without_tail(folded: str, tails: Words) -> str:
    for tail in sorted(map(fold_name, tails), key=len, reverse=True):
        if folded.endswith(tail) and folded != tail:
            return folded.removesuffix(tail)
    return folded


def _endings(folded: str, endings: Words) -> list[str]:
    return [ending for ending in map(fold_name, endings) if folded.endswith(ending)]
