"""What helps to fill a field in: what it looks like, what is offered to choose from, a hint."""

from __future__ import annotations

from typing import Literal

from jlxx_check.checks.form.accepted_value import AcceptedValue
from jlxx_check.checks.form.text_length import FieldLength
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.text import Lang, Text, same
from jlxx_check.unit.package_layout import language_of
from jlxx_check.values.frozen_types import frozen

#: The check by whose parameters a field has but a few answers.
_ACCEPTED = "form.accepted-value"
#: The check that counts a field's words.
_LENGTH = "form.text-length"

Sort = Literal["line", "long", "wide", "opinion", "photo"]


@frozen
class FieldHelp:
    """sort: see ``CellSpec``. choices: the answers to choose from; () for any. few: no others.

    hint: what to write, "" where there is nothing to say. example: how it is written, "" for any.
    required: it has to be filled in. length: how long its text has to be, None for any length.
    """

    sort: Sort
    choices: tuple[str, ...]
    few: bool
    hint: Text
    example: str
    required: bool
    length: Text | None = None

    def told(self, lang: Lang) -> str:
        """What to write, and how, in one line."""
        such = {Lang.ZH: "如：", Lang.EN: "such as "}[lang] + self.example if self.example else ""
        length = self.length.say(lang) if self.length else ""
        joint = {Lang.ZH: "；", Lang.EN: "; "}[lang]
        return joint.join(filter(None, (self.hint.say(lang), length, such)))


def help_for(pack: Pack, field: str, spec: FieldSpec, kinds: tuple[str, ...]) -> FieldHelp:
    """The help for a field of a form or register. kinds: those that share it."""
    cell = pack.cell_of(field)
    few = _of_kinds(pack, field, kinds) or _of_rules(pack, field, kinds)
    length = _length(pack, field, kinds)
    hint = cell.hint or same("")
    return FieldHelp(
        cell.sort, few or cell.choices, bool(few), hint, cell.example, spec.required, length
    )


def _length(pack: Pack, field: str, kinds: tuple[str, ...]) -> Text | None:
    """How long the field's text has to be, by the rule that counts it."""
    for rule in pack.rules.values():
        if rule.check != _LENGTH or rule.with_.get("field") != field:
            continue
        if not {*kinds, "*"}.isdisjoint(rule.scopes):
            want = FieldLength.model_validate(rule.with_)
            about = Text(f"{want.about}字左右", f"about {want.about} words")
            return about if want.about is not None else want.asked()
    return None


def _of_kinds(pack: Pack, field: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The words by which kinds that share a form or a register are told apart."""
    told = [pack.kinds[kind].told_by for kind in kinds]
    return tuple(by.values[0] for by in told if by is not None and by.field == field)


def _of_rules(pack: Pack, field: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The answers that a rule accepts, of several spellings of one the shortest."""
    for rule in pack.rules.values():
        if rule.check != _ACCEPTED or rule.with_.get("field") != field:
            continue
        if not {*kinds, "*"}.isdisjoint(rule.scopes):
            want = AcceptedValue.model_validate(rule.with_)
            if want.asked is None:  # then all are spellings of one answer
                return want.accepted[:1]
            return tuple(
                word
                for word in want.accepted
                if not any(word != other and word.startswith(other) for other in want.accepted)
            )
    return ()


def special_remarks(pack: Pack, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """What a register's remark says of one that is singled out, for each kind that does so."""
    return tuple(
        spec.title.say(language_of(pack))
        for spec in pack.kinds.values()
        if spec.special_of in kinds
    )
