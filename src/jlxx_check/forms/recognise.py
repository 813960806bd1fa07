"""Which of the pack's forms or registers a document is, by its title and its labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jlxx_check.forms.document_titles import Head, Titled
from jlxx_check.forms.fillers import is_error
from jlxx_check.forms.form_reading import FormReading, count_in_text, read_form
from jlxx_check.forms.headers import FEWEST_COLUMNS
from jlxx_check.forms.labels import Labels
from jlxx_check.forms.register_reading import Section, columns_of, find_sections, read_rows
from jlxx_check.forms.tidy import tidy_name
from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.model.nouns import REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.model.package import Form, Register, Row
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.people_words import without_notes

#: How many different labels make a form of a document: with its title, with its file's name, or
#: with neither; running text alone must show more than tables, for it may merely mention them.
_TITLED, _NAMED, _BARE, _RUNNING = 2, 3, 5, 4
#: Without a title, this share of the required fields must be there.
_SHARE = 0.5
_BARE_COLUMNS = 4

_NO_TABLE = Text(
    f"这份{REGISTER}里没有表格，只有文字，程序无法可靠地分出各行。请另交Excel或Word格式的{REGISTER}。",
    f"This {REGISTER} holds no table, only running text, so its rows cannot be told apart for "
    "certain. Please add it as an Excel or Word file.",
)


@frozen
class _FormGuess:
    key: str
    title: Titled
    reading: FormReading
    labels: int
    share: float
    named: bool


@frozen
class _RegisterGuess:
    key: str
    title: Titled
    sections: list[Section]
    columns: tuple[str, ...]
    named: bool
    rows: tuple[Row, ...]
    versions: tuple[tuple[Row, ...], ...]
    in_text: int
    ordered: bool


def recognise(document: Document, path: str, pack: Pack, labels: Labels) -> list[Form | Register]:
    """Everything that the document is: one form, or one register or more; empty for neither."""
    head = Head(document, path, labels)
    forms = [
        _form_guess(document, pack, labels, head, key)
        for key in pack.forms
        if pack.kinds_of_form(key)
    ]
    registers = [
        _register_guess(document, pack, labels, head, key, path)
        for key in pack.registers
        if pack.kinds_of_register(key)
    ]
    has_table = any(isinstance(block, Table) for block in document.blocks)
    sure = [guess for guess in registers if _is_register(guess, head, has_table)]
    best = max(forms, key=lambda f: (f.title if f.labels > 1 else 0, f.labels), default=None)
    form = best if best and _is_form(best, head, document) else None
    if form and not _rather_register(form, sure):
        return [_form(form, path, pack)]
    titled = max((guess.title for guess in sure), default=Titled.NOT)
    # A sheet for stars beside one for projects: both count; a bare list beside a title does not.
    chosen = [g for g in sure if g.named or g.title is titled]
    return [_register(guess, path, pack, has_table) for guess in chosen]


def _form_guess(document: Document, pack: Pack, labels: Labels, head: Head, key: str) -> _FormGuess:
    spec = pack.forms[key]
    name = name_field(pack, key, form=True)
    reading = read_form(document, labels, labels.forms[key], name)
    required = _required(spec.fields)
    share = sum(field in reading.values for field in required) / max(len(required), 1)
    title = head.bears(spec.titles)
    return _FormGuess(key, title, reading, len(reading.values), share, name in reading.values)


def _required(fields: Mapping[str, FieldSpec]) -> list[str]:
    return [name for name, spec in fields.items() if spec.required] or list(fields)


def _register_guess(
    document: Document, pack: Pack, labels: Labels, head: Head, key: str, path: str
) -> _RegisterGuess:
    spec = pack.registers[key]
    name = name_field(pack, key, form=False)
    sections = find_sections(document, labels, key)
    columns = columns_of(sections, spec)
    rows, *versions = read_rows(sections, spec, name, path)
    in_text = 0 if columns else count_in_text(document, labels, labels.registers[key])
    title = head.bears(spec.titles)
    # A register that has no column of numbers is known without its title by all that it has.
    ordered = spec.order in columns if spec.order else len(columns) == len(spec.fields)
    if title is Titled.NOT and in_text >= _BARE_COLUMNS and head.bears_below(spec.titles):
        title = Titled.FILE  # a print: its columns are read one by one, the title among them
    return _RegisterGuess(
        key, title, sections, columns, name in columns, rows, tuple(versions), in_text, ordered
    )


def _is_register(guess: _RegisterGuess, head: Head, has_table: bool) -> bool:
    if guess.title is not Titled.NOT and not has_table:
        return guess.in_text >= FEWEST_COLUMNS
    if guess.title is not Titled.NOT:
        return guess.title is Titled.HEAD or bool(guess.columns)
    enough = guess.named and len(guess.columns) >= _BARE_COLUMNS
    return enough and guess.ordered and not head.is_other_list()


def _is_form(guess: _FormGuess, head: Head, document: Document) -> bool:
    tabled = guess.reading.in_tables
    running = 0 if tabled >= guess.labels / 2 else _RUNNING
    if guess.title is Titled.HEAD:
        return guess.labels >= _TITLED + running // 2
    if head.is_other_paper():
        return False
    if guess.title is Titled.FILE:
        return guess.labels >= _NAMED + running // 2
    return guess.named and guess.labels >= _BARE + running // 2 and guess.share >= _SHARE


def _rather_register(form: _FormGuess, registers: list[_RegisterGuess]) -> bool:
    """Whether what reads like a form is a list: its labels are a header's, or its title says so."""
    for guess in registers:
        listed = guess.named and (len(guess.rows) > 1 or guess.ordered)
        if guess.title > form.title:
            return True
        outside = set(form.reading.values) - set(guess.columns)
        if listed and (guess.title is form.title or guess.ordered) and len(outside) < _NAMED:
            return True
    return False


def _form(guess: _FormGuess, path: str, pack: Pack) -> Form:
    kind = kind_of(pack, guess.key, form=True)
    names = tuple(dict.fromkeys(_named(name, kind, pack) for name in guess.reading.names))
    return Form(path, kind, tuple(filter(None, names)), guess.reading.values)


def _register(guess: _RegisterGuess, path: str, pack: Pack, has_table: bool) -> Register:
    kind = kind_of(pack, guess.key, form=False)
    problem = None if has_table else Unreadable(Cause.UNSUPPORTED, _NO_TABLE)
    label = name_field(pack, guess.key, form=False)

    def named(found: tuple[Row, ...]) -> tuple[Row, ...]:
        # As written, for a gap tells a note from the name.
        said = [row.text(label) if label else row.name for row in found]
        return tuple(
            replace(row, name=_named(name, kind, pack))
            for row, name in zip(found, said, strict=True)
        )

    versions = tuple(map(named, guess.versions))
    return Register(path, kind, guess.columns, named(guess.rows), problem, versions)


def _named(name: str, kind: str, pack: Pack) -> str:
    """A person's name without the notes behind it; a project's as it is; "" for an error."""
    if is_error(name):
        return ""
    spec = pack.kinds.get(kind)
    special = (other for other in pack.kinds.values() if other.special_of == kind)
    marks = [mark for other in special for mark in other.marks]
    return tidy_name(without_notes(name, marks) if spec and spec.person else name)


def kind_of(pack: Pack, key: str, *, form: bool) -> str:
    """The first kind of entry that has the form or register of this key; the key itself for none.

    Which of several it is is told by more than the document: see the inventory.
    """
    kinds = pack.kinds_of_form(key) if form else pack.kinds_of_register(key)
    return next(iter(kinds), key)


def name_field(pack: Pack, key: str, *, form: bool) -> str | None:
    """The canonical field that names the entry on a form or register of this key."""
    kind = pack.kinds.get(kind_of(pack, key, form=form))
    return kind.name if kind else None
