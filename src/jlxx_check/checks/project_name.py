"""Whether a name is a name of its own, or only an organisation's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.checks.answers import answer
from jlxx_check.checks.parameters import FieldName, Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack, Words
from jlxx_check.model.package import Form, Package, Value
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name, same_unit, unit_aliases


class OwnName(Parameters):
    """endings: what ends the name of an organisation and nothing else.

    unclear_endings: what ends an organisation's name or a project's.
    phrases: words that no organisation's name holds, so that an ending proves nothing.
    tails: general words behind a name that do not make it one of its own.
    """

    field: FieldName
    organisation: FieldName
    endings: Words
    unclear_endings: Words = ()
    phrases: Words = ()
    tails: Words = ()


@check("form.own-name")
def own_name(form: Form, package: Package, pack: Pack, want: OwnName) -> Iterator[Outcome]:
    """The name is not, as a whole, the name of an organisation."""
    name = answer(form, want.field)
    if not isinstance(name, Value):
        yield not_judged(name)
        return
    carrier = form.text(want.organisation)
    fault = _fault(name.text, carrier, _senders(package, pack), pack, want)
    if fault is None:
        yield passed()
        return
    level, why = fault
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
    name: str, carrier: str, senders: Iterable[str], pack: Pack, want: OwnName
) -> tuple[Level | None, Text] | None:
    """What is wrong with the name and at which level (None: the rule's); None where nothing is."""
    aliases = unit_aliases(pack.units)
    bare = _without_tail(fold_name(name), want.tails)
    if carrier and (same_unit(name, carrier, aliases) or same_unit(bare, carrier, aliases)):
        return None, Text(
            f"就是“{want.organisation}”的名称", f"that is the name of the “{want.organisation}”"
        )
    if any(same_unit(name, unit, aliases) or same_unit(bare, unit, aliases) for unit in senders):
        return None, Text(
            "是推介单位的名称", "that is the name of a unit that puts entries forward"
        )
    folded = fold_name(name)
    if any(fold_name(phrase) in folded for phrase in want.phrases):
        return None
    if _ends(folded, want.endings):
        return None, Text(
            "整个是单位或院校的名称", "as a whole that is the name of an organisation or a school"
        )
    whole = fold_name(carrier)
    if (
        whole
        and _ends(folded, want.unclear_endings)
        and (folded in whole or folded.endswith(whole))
    ):
        return Level.WARNING, Text(
            f"与“{want.organisation}”“{carrier}”的名称重合，像是单位名称",
            f"it overlaps with the “{want.organisation}” “{carrier}” and looks like its name",
        )
    return None


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


def _ends(folded: str, endings: Words) -> bool:
    return any(folded.endswith(fold_name(ending)) for ending in endings)
