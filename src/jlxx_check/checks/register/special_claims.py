"""Forms that say they are special, while the register's row does not mark them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, takewhile
from typing import ClassVar

from jlxx_check.checks.form.answers import shortened
from jlxx_check.checks.register.row_pairs import row_said
from jlxx_check.checks.registry import FieldName, Parameters
from jlxx_check.model.document import Document, Table
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Level, Outcome, failed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Form, Package, Row, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.remarks import singles_out

#: Lines of a document that its title may be among, and how long one is at most.
_HEAD_LINES, _LONGEST = 8, 60
#: A title that offers kinds to tick says nothing by its words.
_BOXES = late_pattern("[□☐○☑√✓✔■]")
_CLAUSE = late_pattern(r"[，,。；;！!\s]+")


class Claims(Parameters):
    """Where a form says that it is special.

    remarks: fields where the words alone say so. opinions: where they may be praise only, and count
    behind one of ``forward`` in a clause. forward: words that put somebody forward (推介为).
    """

    zh: ClassVar[Mapping[str, str]] = {
        "remarks": "备注一类的栏目，只凭字样判断",
        "opinions": "可能只是评价的栏目",
        "forward": "表示推介的词（推介为），在它之后才算",
    }

    remarks: tuple[FieldName, ...] = ()
    opinions: tuple[FieldName, ...] = ()
    forward: Words = ()


def claimed(package: Package, pack: Pack, special: str, want: Claims) -> Iterator[Outcome]:
    """What forms say of themselves beyond their rows; an entry with special material is not asked.

    A title or a remark is a warning, what an opinion says is for a person.
    """
    spec = pack.kinds[special]
    singled_out = {entry.of for entry in package.of_kind(special)}
    for entry in package.of_kind(spec.special_of or special):
        if entry.form is None or entry.row is None or entry.id in singled_out:
            continue
        if not pack.is_marked(entry.row, special):
            found = next(_claims(package, pack, entry.form, spec.marks, want), None)
            if found is not None:
                yield _beyond_the_row(entry, entry.form, entry.row, spec.title, *found)


def _claims(
    package: Package, pack: Pack, form: Form, marks: Words, want: Claims
) -> Iterator[tuple[Value, Level]]:
    titles = pack.kinds[form.kind].words
    for line in _titles(package, pack, form):
        if singles_out(line, marks, titles):
            yield Value("标题", line, "标题"), Level.WARNING
    for field in want.remarks:
        if singles_out(form.text(field), marks, titles):
            yield form.values[field], Level.WARNING
    for field in want.opinions:
        for clause in _CLAUSE.split(form.text(field)):
            puts = [fold_name(clause).find(fold_name(word)) for word in want.forward]
            first = min((at for at in puts if at >= 0), default=None)
            if first is not None and singles_out(clause, _behind(clause, marks, first), titles):
                yield form.values[field], Level.REVIEW


def _behind(clause: str, marks: Words, place: int) -> Words:
    """The marks that stand behind a place of a clause."""
    return tuple(mark for mark in marks if fold_name(clause).rfind(fold_name(mark)) > place)


def _titles(package: Package, pack: Pack, form: Form) -> Iterator[str]:
    """Lines at the document's head that call it a form."""
    body = package.facts[form.path].body
    if not isinstance(body, Document):
        return
    table = next((block for block in body.blocks if isinstance(block, Table)), None)
    above = takewhile(lambda block: not isinstance(block, Table), body.blocks)
    heads = (block.text for block in above if not isinstance(block, Table))
    cells = (cell.text for cell in (table.cells[:1] if table else ()))
    lines = [line for text in chain(heads, cells) for line in text.splitlines()]
    spec = pack.form_of(form.kind)
    words = [fold_name(title) for title in spec.titles] if spec else []
    for line in [line for line in lines if line.strip()][:_HEAD_LINES]:
        is_title = any(word in fold_name(line) for word in words)
        if is_title and len(line) <= _LONGEST and not _BOXES.search(line):
            yield line.strip()


def _beyond_the_row(
    entry: Entry, form: Form, row: Row, title: Text, said: Value, level: Level
) -> Outcome:
    quoted, place = shortened(said.text), row_said(row)
    told = Text(
        f"“{entry.name}”{FORM}的“{said.label}”写的是“{quoted}”，{REGISTER}{place.zh}的备注没有注明"
        f"“{title.zh}”，请核实是否作为特别{PUT_FORWARD}。",
        f"The {FORM} of “{entry.name}” says “{quoted}” ({said.label}), but the remark of "
        f"the {REGISTER}'s {place.en} does not say “{title.en}”; is it {PUT_FORWARD} as special?",
    )
    if level is Level.REVIEW:
        return review(told, entry=entry.id, file=form.path, where=said.where, observed=same(quoted))
    return failed(
        told,
        level=level,
        entry=entry.id,
        file=form.path,
        where=said.where,
        expected=Text(f"{FORM}与{REGISTER}备注一致", f"{FORM} and remark agree"),
        observed=same(quoted),
        fix=Text(
            f"是特别{PUT_FORWARD}的，请在这一行的备注中写明“{title.zh}”，并交相应的材料；不是的，改正{FORM}。",
            f"If it is {PUT_FORWARD} as special, write “{title.zh}” as the remark of its row and "
            f"hand in the material; if not, correct the {FORM}.",
        ),
        related=(row.register,),
    )
