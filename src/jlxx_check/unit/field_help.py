"""What helps to fill a field in: what it looks like, what is offered to choose from, a hint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jlxx_check.model.pack import FieldSpec, Pack
from jlxx_check.text import Text
from jlxx_check.unit.layout import language_of

#: The check by whose parameters a field has but a few answers.
_ACCEPTED = "form.accepted-value"

Sort = Literal["line", "long", "wide", "opinion", "photo"]


@dataclass(frozen=True, slots=True)
class FieldHelp:
    """sort: see ``CellSpec``. choices: the answers to choose from; () for any. hint: what to write.

    required: it has to be filled in.
    """

    sort: Sort
    choices: tuple[str, ...]
    hint: Text | None
    required: bool


def help_for(pack: Pack, field: str, spec: FieldSpec, kinds: tuple[str, ...]) -> FieldHelp:
    """The help for a field of a form or register. kinds: those that share it."""
    cell = pack.cell_of(field)
    choices = _of_kinds(pack, field, kinds) or _of_rules(pack, field, kinds) or cell.choices
    return FieldHelp(cell.sort, choices, cell.hint, spec.required)


def _of_kinds(pack: Pack, field: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which kinds that share a form or a register are told apart."""
    told = [pack.kinds[kind].told_by for kind in kinds]
    return tuple(by.values[0] for by in told if by is not None and by.field == field)


def _of_rules(pack: Pack, field: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The answers that a rule accepts; of several spellings of one the shortest."""
    for rule in pack.rules.values():
        if rule.check != _ACCEPTED or rule.with_.get("field") != field:
            continue
        if not {*kinds, "*"}.isdisjoint(rule.scopes):
            accepted = [str(word) for word in rule.with_["accepted"]]
            return tuple(
                word
                for word in accepted
                if not any(word != other and word.startswith(other) for other in accepted)
            )
    return ()


def special_remarks(pack: Pack, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What a register's remark says of one that is singled out, for each kind that does so."""
    return tuple(
        spec.title.say(language_of(pack))
        for spec in pack.kinds.values()
        if spec.special_of in kinds
    )
