"""What a notice calls its form, its register and the handing in: messages speak its words.

A message is written where its matter is known, whatever notice it is said of. It holds a mark in
place of each such noun: ``f"There is no {FORM}."``. ``Nouns`` puts the pack's words in where what
was found leaves the engine or the inventory, and where a reporter writes a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:  # whoever only speaks its words, a page of help, needs no pack
    from jlxx_check.model.outcome import Outcome
    from jlxx_check.model.pack import Pack
    from jlxx_check.model.package import OwnedFile, Package

#: Marks are characters that Unicode keeps out of all text (U+FDD0 and on): no name, cell or word
#: of a person holds one. FORMS, REGISTERS: where English speaks of several; Chinese is the same.
#: FULL_REGISTER: by its whole title (推介登记表), where REGISTER may be short (登记表).
#: PUT_FORWARD: 推介, 推荐, 申报 as verb or noun; in English the participle.
FORM, FORMS, REGISTER, REGISTERS, FULL_REGISTER, PUT_FORWARD = map(chr, range(0xFDD0, 0xFDD6))
_MARK = re.compile("[\ufdd0-\ufdd5]")

#: What an entry is that is singled out from others of its kind.
SPECIAL = Text(f"特别{PUT_FORWARD}", "special")

_FORM, _REGISTER = Text("申报表", "form"), Text("汇总表", "register")
_PUT_FORWARD = Text("申报", "put forward")


@frozen
class Nouns:
    """A notice's words, in both languages; what is not given is what most notices would say.

    short_register: what the register is called in running text.
    """

    form: Text = _FORM
    register: Text = _REGISTER
    short_register: Text = _REGISTER
    put_forward: Text = _PUT_FORWARD

    def fill(self, text: Text) -> Text:
        """The text with words for its marks; the same object where it has none."""
        if not (_MARK.search(text.zh) or _MARK.search(text.en)):
            return text
        words = {
            FORM: self.form,
            FORMS: Text(self.form.zh, _plural(self.form.en)),
            REGISTER: self.short_register,
            REGISTERS: Text(self.short_register.zh, _plural(self.short_register.en)),
            FULL_REGISTER: self.register,
            PUT_FORWARD: self.put_forward,
        }
        return Text(
            _MARK.sub(lambda mark: words[mark.group()].zh, text.zh),
            _MARK.sub(lambda mark: words[mark.group()].en, text.en),
        )

    def outcome(self, outcome: Outcome) -> Outcome:
        """A check's outcome in the notice's words."""
        return replace(
            outcome,
            message=self._maybe(outcome.message),
            expected=self._maybe(outcome.expected),
            observed=self._maybe(outcome.observed),
            fix=self._maybe(outcome.fix),
        )

    def _maybe(self, text: Text | None) -> Text | None:
        return None if text is None else self.fill(text)


#: Of a report that does not say what it was judged by.
USUAL = Nouns()


def nouns_of(pack: Pack, kind: str | None = None) -> Nouns:
    """The pack's words; of a kind of entry where its form has a title of its own."""
    register = _title(pack, Plays.REGISTER, kind) or USUAL.register
    return Nouns(
        _title(pack, Plays.FORM, kind) or USUAL.form,
        register,
        pack.terms.register_ or register,
        pack.terms.put_forward or USUAL.put_forward,
    )


def nouns_by_kind(pack: Pack) -> Mapping[str | None, Nouns]:
    """The words for each kind of entry; under None the pack's, for what is of no kind."""
    return {kind: nouns_of(pack, kind) for kind in (None, *pack.kinds)}


def in_words_of(pack: Pack, package: Package) -> Package:
    """The package with all reasons and notes in the pack's words."""
    nouns = nouns_by_kind(pack)
    usual = nouns[None]
    kinds = {entry.id: entry.kind for entry in package.entries}

    def worded(file: OwnedFile) -> OwnedFile:
        return replace(file, why=nouns[kinds.get(file.entry or "")].fill(file.why))

    return replace(
        package,
        entries=tuple(
            replace(entry, files=tuple(map(worded, entry.files))) for entry in package.entries
        ),
        role_files=tuple(map(worded, package.role_files)),
        unassigned=tuple(replace(item, why=usual.fill(item.why)) for item in package.unassigned),
        notes=tuple(map(usual.fill, package.notes)),
        misplaced=tuple(replace(item, why=usual.fill(item.why)) for item in package.misplaced),
    )


def _title(pack: Pack, part: Plays, kind: str | None) -> Text | None:
    """What the role is called that plays the part: the kind's own, else the pack's first."""
    spec = pack.roles.get(pack.role_for(part, kind))
    return spec.title if spec else None


def _plural(noun: str) -> str:
    """An English noun for several of a thing; a title in another script is as it is."""
    if not noun.isascii() or not noun[-1:].isalpha():
        return noun
    if noun[-1] in "yY" and noun[-2:-1] not in ("a", "e", "o", "u"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
