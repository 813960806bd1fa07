"""Whether a text that shall tell something does: a name, 同意 or 成效显著 tells of no deeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jlxx_check.checks.form.answers import form_fields, is_filled, may_stand, shortened
from jlxx_check.checks.form.field_values import IN_REGISTER, KnownValues
from jlxx_check.checks.register.register_values import breaking_row, listed_value, register_fields
from jlxx_check.checks.unseen import is_unsaved
from jlxx_check.model.nouns import FORM
from jlxx_check.model.outcome import Level, Outcome, failed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.substance import letters_told

#: Letters from which a box for deeds or effects may say what they are: 坚持学习，服务乡邻.
_TELLING = 8
#: The same for a short account, a line in a register: 自学修表三十年.
_BRIEF = 6
#: What an organisation writes in the box for its opinion, and how long that is at most.
_CONSENT = late_pattern(r"(?:经[^,]{0,20},)?(?:拟)?同意(?:推荐|推介|推选|申报|上报|报送)")
_OPINION = 30
_A_TELLING_TEXT = Text("写出具体内容", "a text that tells something")


def scant_texts(form: Form, pack: Pack, want: KnownValues) -> Iterator[Outcome]:
    """A warning for each text of the form that says nothing of its matter.

    Boxes for several lines that are required, and those that ``told`` names; a required one that is
    empty, or filled with a word for nothing, is another finding.
    """
    fields = form_fields(form, pack)
    for label, value in form.values.items():
        field = fields.get(label)
        brief = label in want.told
        box = field is not None and field.required and pack.cell_of(label).sort == "wide"
        if field is None or not (brief or box) or is_unsaved(value) or may_stand(value.text, field):
            continue
        filled = is_filled(value.text, label, field, pack)
        beside = {other: said for other, said in form.values.items() if other not in want.told}
        if filled or (brief and any(map(str.isalnum, value.text))):
            why = _scant(value, beside, pack, _BRIEF if brief else _TELLING) if filled else _NOTHING
            if why is not None:
                yield _warning(value, why)


def listed_scant(entry: Entry, pack: Pack, want: KnownValues) -> Iterator[Outcome]:
    """A warning for each such text of the register's row that the form does not have as well."""
    row = entry.row
    for label in want.told if row else ():
        assert row is not None
        field = register_fields(entry, pack).get(label)
        for listed in listed_value(entry, label):
            stated = entry.form.text(label) if entry.form else ""
            if field is None or is_unsaved(listed) or may_stand(listed.text, field):
                continue
            if fold(stated) != fold(listed.text) and any(map(str.isalnum, listed.text)):
                filled = is_filled(listed.text, label, field, pack)
                why = _scant(listed, row.values, pack, _BRIEF) if filled else _NOTHING
                if why is not None:
                    yield replace(
                        breaking_row(entry, listed, why, _A_TELLING_TEXT, Level.WARNING),
                        fix=IN_REGISTER,
                    )


_NOTHING = Text("没有写出具体内容", "it tells nothing")


def _scant(value: Value, beside: Mapping[str, Value], pack: Pack, least: int) -> Text | None:
    """Why the text tells too little; None where it may be enough."""
    said = fold(value.text)
    if _CONSENT.match(said) and letters_told(said) < _OPINION:
        return Text("只是同意的意见，没有写出具体内容", "it is an opinion and tells nothing")
    earlier = True
    for label, other in beside.items():
        if label == value.label:
            earlier = False
            continue
        sort, whole = pack.cell_of(label).sort, fold(other.text)
        # Of two boxes that say the same the later one is told of.
        again = earlier and said == whole if sort == "wide" else sort != "opinion" and said in whole
        if said and again:
            return Text(
                f"与“{label}”一栏写的一样，没有写出本栏的内容",
                f"it repeats what “{label}” says and tells nothing of its own",
            )
    words = letters_told(value.text)
    if words >= least:
        return None
    return Text(
        f"只有{words}个字，没有写出具体内容",
        f"with {words} characters it tells nothing",
    )


def _warning(value: Value, why: Text) -> Outcome:
    said = shortened(value.text)
    return failed(
        Text(
            f"{FORM}的“{value.label}”填的是“{said}”，{why.zh}，请核实补充。",
            f"“{value.label}” says “{said}”: {why.en}.",
        ),
        level=Level.WARNING,
        where=value.where,
        expected=_A_TELLING_TEXT,
        observed=same(said),
    )
