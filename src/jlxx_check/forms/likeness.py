"""Whether two papers, forms or rows of a register, speak of the same person or project."""

from __future__ import annotations

from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Form, Row
from jlxx_check.text import Text
from jlxx_check.values.dates import may_agree
from jlxx_check.values.folding import fold, fold_name, same_unit_in_short
from jlxx_check.values.phones import fold_phone, same_phone

#: Labels that hold telephone and identity numbers have these in them, whatever the notice.
_TELEPHONE, _IDENTITY = "电话", "身份证"
#: So have those that hold who leads something and when it began, what sex a person is and when
#: born.
_LEADER, _TIME, _SEX, _BIRTH = "负责人", "时间", "性别", "出生"


class Likeness:
    """What two papers have in common beyond the name."""

    def __init__(self, pack: Pack) -> None:
        self._aliases = pack.unit_aliases()

    def agreement(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> int:
        """How many of identity number (counted double), telephone and unit agree."""
        identity, phone, unit = self._compare(spec, one, other)
        return 2 * (identity is True) + (phone is True) + (unit is True)

    def agreement_of_title(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> int:
        """How much agrees where the names do not quite; 0 for what is certainly two.

        Of a project its leader and the time that it began count, too.
        """
        if self.different(spec, one, other):
            return 0
        agreed = self.agreement(spec, one, other)
        if spec.person:
            return agreed
        return agreed + sum(item is True for item in _circumstances(spec, one, other))

    def different(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> bool:
        """Whether they are certainly two: other identity numbers, or other unit and telephone."""
        identity, phone, unit = self._compare(spec, one, other)
        return identity is False or (identity is None and phone is False and unit is False)

    def identified(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> int:
        """How surely they are one whatever their names are; 0 where that is open.

        2: by the identity number. 1: by unit and telephone, where the rest does not speak against
        it; who shares these with a third is no longer identified by them, and that is for the
        caller to see.
        """
        identity, phone, unit = self._compare(spec, one, other)
        if identity is not None:
            return 2 * identity
        if not (phone and unit):
            return 0
        rest = _circumstances(spec, one, other)
        against = False in rest and (spec.person or True not in rest)
        return int(not against)

    def said(self, spec: KindSpec, one: Form | Row, other: Form | Row) -> Text | None:
        """What they have in common, to be put into a sentence; None where there is nothing."""
        identity, phone, unit = self._compare(spec, one, other)
        if identity:
            return Text("身份证号相同", "the same ID number")
        if phone and unit:
            return Text("单位和联系电话相同", "the same unit and telephone")
        if phone:
            return Text("联系电话相同", "the same telephone")
        return Text("单位相同", "the same unit") if unit else None

    def _compare(
        self, spec: KindSpec, one: Form | Row, other: Form | Row
    ) -> tuple[bool | None, bool | None, bool | None]:
        ids = _texts(one, _IDENTITY), _texts(other, _IDENTITY)
        phones = _texts(one, _TELEPHONE), _texts(other, _TELEPHONE)
        units = (one.text(spec.unit), other.text(spec.unit)) if spec.unit else ("", "")
        return (
            fold(ids[0]) == fold(ids[1]) if all(ids) else None,
            same_phone(*phones) if all(map(fold_phone, phones)) else None,
            same_unit_in_short(*units, self._aliases) if all(units) else None,
        )


def _circumstances(
    spec: KindSpec, one: Form | Row, other: Form | Row
) -> tuple[bool | None, bool | None]:
    """Of a person sex and birth, of a project leader and beginning: None where one is unsaid."""
    words, time = (_SEX, _BIRTH) if spec.person else (_LEADER, _TIME)
    said = fold_name(_texts(one, words)), fold_name(_texts(other, words))
    return said[0] == said[1] if all(said) else None, _same_time(one, other, time)


def _same_time(one: Form | Row, other: Form | Row, word: str) -> bool | None:
    for label, value in one.values.items():
        twin = other.values.get(label)
        if word in label and twin is not None:
            same = may_agree(value.text, twin.text, value.kind, twin.kind)
            if same is not None:
                return same
    return None


def _texts(source: Form | Row, word: str) -> str:
    texts = (value.text for label, value in source.values.items() if word in label)
    return " ".join(text for text in texts if text)
