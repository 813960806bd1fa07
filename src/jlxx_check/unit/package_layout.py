"""The recommended layout: where a unit's files go, under the words that the pack knows them by.

What ``init`` makes and what ``repair`` files by. No notice prescribes it; what one does prescribe
(``file.name``, ``entry.folder-name``) it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath

from jlxx_check.checks.file.naming import FileName
from jlxx_check.checks.name_patterns import NUMBER, Named, as_people_say, fillings_of
from jlxx_check.model.kind_lookup import EXTENSIONS, extension
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FormSpec, RegisterSpec
from jlxx_check.model.package import Entry
from jlxx_check.model.plays import Plays
from jlxx_check.text import Lang, Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.name_template import Filling, Part, agrees, levels_of, value_shown
from jlxx_check.values.portable_names import portable

_CJK = re.compile(r"[㐀-鿿]")
#: Characters of a folder named for somebody; with what lies around it stays within Windows' limit.
_LONGEST_NAME = 30
_NOT_ALPHANUMERIC = re.compile(r"[^A-Za-z0-9]+")


def language_of(pack: Pack) -> Lang:
    """The language that a pack's own papers are in: by the labels of its forms, else its words."""
    papers: list[FormSpec | RegisterSpec] = [*pack.forms.values(), *pack.registers.values()]
    labels = [name for paper in papers for name in paper.fields]
    words = labels or [word for kind in pack.kinds.values() for word in kind.words]
    chinese = sum(_CJK.search(word) is not None for word in words)
    return Lang.ZH if chinese * 2 >= len(words) else Lang.EN


@frozen
class FileOwner:
    """Whose a file is. number: among its kind, from 1; None: not numbered. name: "" if unknown.

    entry: what is known of it, for names that are made of what form and register say.
    folder: the name of its own folder, where number and name do not tell it from another's.
    """

    kind: str
    number: int | None = None
    name: str = ""
    entry: Entry | None = None
    folder: str = ""


@dataclass(frozen=True)
class Layout:
    """Paths in a package for one pack, relative to the package, with ``/``.

    sender: the unit that hands in. All names are in the pack's own language and can be had on
    every system.
    """

    pack: Pack
    sender: str = ""

    @cached_property
    def lang(self) -> Lang:
        """The language of all names."""
        return language_of(self.pack)

    def kind_folder(self, kind: str) -> str:
        """The folder in which all of a kind lie."""
        spec = self.pack.kinds[kind]
        return portable(_capital(self._known_by(spec.title, spec.words)))

    def entry_folder(self, subject: FileOwner) -> str | None:
        """The folder that is an entry's own; None where the pack has its files lie elsewhere."""
        spec = self.pack.kinds[subject.kind]
        if any(self._levels(subject.kind, role) for role in spec.roles):
            return None
        above = self.kind_folder(subject.kind)
        if subject.folder:
            return f"{above}/{portable(subject.folder, 2 * _LONGEST_NAME)}"
        asked = self._folder_asked(subject)
        if asked:
            return f"{above}/{asked}"
        number = f"{subject.number:02d}" if subject.number is not None else ""
        name = portable(subject.name, _LONGEST_NAME) if subject.name else ""
        gap = " " if number and name and not _CJK.match(name) else ""
        return f"{above}/{number}{gap}{name}" if number or name else above

    def file(
        self, subject: FileOwner, role: str, ending: str, *, nth: int = 0, present: str = ""
    ) -> str:
        """The path of a file that plays a role for an entry.

        ending: with its dot. nth: which one, from 1; 0: there is but one. present: the file's path
        now, from which is taken what a prescribed name has and nothing else tells. What comes along
        keeps its own name.
        """
        if present and self.pack.plays(role) is Plays.ATTACHMENT:
            return self.attachment(subject, present)
        levels = self._levels(subject.kind, role)
        folder = self._folders(levels, subject, present) if levels else self.entry_folder(subject)
        name = self.file_name(subject, role, nth=nth, present=present)
        return "/".join(filter(None, (folder, f"{name}{ending}")))

    def file_name(self, subject: FileOwner, role: str, *, nth: int = 0, present: str = "") -> str:
        """The file's own name, without its ending."""
        counted = str(nth) if nth else ""
        for want in self._names(subject.kind, role):
            if want.alphanumeric:
                return self._alphanumeric(subject, present, counted, want)
            level = _last_level(want)
            if not level:
                continue
            fillings = self._fillings(subject, want)
            stem = _stem(present)
            if stem and agrees(level, stem, fillings):
                return stem
            counts = any(not isinstance(part, str) and part.name == NUMBER for part in level)
            if counts:
                number = replace(fillings[NUMBER], shown=counted or "1")
                fillings = {**fillings, NUMBER: number}
            made = _filled(level, fillings)
            if made is not None:
                behind = f"-{counted}" if nth > 1 and not counts else ""
                return portable(made + behind, len(made) + 4)
            return portable(stem) if stem else self.role_word(subject.kind, role) + counted
        return self.role_word(subject.kind, role) + counted

    def name_told(
        self, subject: FileOwner, role: str, ending: str, *, several: bool = False
    ) -> str:
        """A file's path as whoever names it is told it, beneath its entry's folder where it lies.

        What differs from one entry to another stands by its own name: ``姓名-出生日期.jpg``.
        """
        levels = self._levels(subject.kind, role)
        asked = [want for want in self._names(subject.kind, role) if _last_level(want)]
        made = [as_people_say(want.template or "").say(self.lang) for want in asked]
        name = made[0] if made else self.file_name(subject, role, nth=1 if several else 0)
        above = self._folders(levels, FileOwner(subject.kind), "") if levels else ""
        name = name.removeprefix(f"{above}/")
        bare = name[: -len(extension(name))] if extension(name) in EXTENSIONS else name
        return "/".join(filter(None, (above, bare + ending)))

    def role_word(self, kind: str, role: str) -> str:
        """What a file in a role is called: a form by its title, all else by the role's."""
        form = self.pack.form_of(kind)
        forms = self.pack.playing(Plays.FORM, kind=kind)
        if form is not None and form.titles and role in forms[:1]:
            return portable(_capital(form.titles[0]))
        spec = self.pack.roles[role]
        return portable(_capital(self._known_by(spec.title, spec.words)))

    def register(self, register: str, ending: str = ".xlsx") -> str:
        """The path of a register, by its key in the pack."""
        titles = self.pack.registers[register].titles
        role = self.pack.roles.get(self.pack.role_for(Plays.REGISTER))
        title = titles[0] if titles else (role.title.say(self.lang) if role else register)
        return portable(_capital(title)) + ending

    def attachment(self, subject: FileOwner, present: str) -> str:
        """The path of what comes along with an entry: under its own name in the entry's folder."""
        folder = self.entry_folder(subject) or self.kind_folder(subject.kind)
        return f"{folder}/{self.paper(present)}"

    def paper(self, present: str) -> str:
        """The path of a paper of the package as a whole: under its own name."""
        stem = _stem(present)
        return portable(stem) + PurePosixPath(present).name[len(stem) :].lower()

    def _known_by(self, title: Text, words: Sequence[str]) -> str:
        """The title where one of the words is in it, by which it is known; else the first word."""
        said = title.say(self.lang)
        known = any(fold_name(word) in fold_name(said) for word in words)
        return said if known or not words else words[0]

    def _rules(self, check: str, *scopes: str) -> Iterator[dict[str, object]]:
        for spec in self.pack.rules.values():
            if spec.check == check and not set(scopes).isdisjoint(spec.scopes):
                yield spec.with_

    def _names(self, kind: str, role: str) -> list[FileName]:
        found = self._rules("file.name", f"{kind}.{role}", f"*.{role}", "file")
        return [FileName.model_validate(given) for given in found]

    def _levels(self, kind: str, role: str) -> tuple[FileName, tuple[Sequence[Part], ...]] | None:
        """The folders that a prescribed name has before it."""
        for want in self._names(kind, role):
            levels = levels_of(want.template or "")[:-1]
            if levels:
                return want, levels
        return None

    def _folders(
        self, asked: tuple[FileName, tuple[Sequence[Part], ...]], subject: FileOwner, present: str
    ) -> str:
        want, levels = asked
        fillings = self._fillings(subject, want)
        there = [*[""] * len(levels), *PurePosixPath(present).parts[:-1]][-len(levels) :]
        made = []
        for level, name in zip(levels, there, strict=True):
            kept = name if name and agrees(level, name, fillings) else None
            made.append(kept or portable(_filled(level, fillings, names=True) or "_"))
        return "/".join(made)

    def _folder_asked(self, subject: FileOwner) -> str | None:
        for given in self._rules("entry.folder-name", subject.kind, "*"):
            want = Named.model_validate(given)
            made = _filled(levels_of(want.template)[-1], self._fillings(subject, want))
            if made:
                return portable(made, len(made))
        return None

    def _fillings(self, subject: FileOwner, want: Named | FileName) -> Mapping[str, Filling]:
        return fillings_of(want.template or "", subject.entry, self.sender, self.pack, want)

    def _alphanumeric(self, subject: FileOwner, present: str, counted: str, want: FileName) -> str:
        stem = _stem(present)
        signs = f"A-Za-z0-9{re.escape(want.also)}"
        if stem and re.fullmatch(f"[{signs}]+", stem):
            return stem
        joint = next((sign for sign in "-_" if sign in want.also), "")
        name = subject.name if subject.name.isascii() else ""
        latin = _NOT_ALPHANUMERIC.sub(joint, name)[:_LONGEST_NAME].strip(joint or " ")
        number = f"{subject.number:02d}" if subject.number is not None else ""
        kind = _NOT_ALPHANUMERIC.sub(joint, subject.kind)
        parts = (latin or f"{kind}{joint if number else ''}{number}", counted)
        return joint.join(filter(None, parts))


def _last_level(want: FileName) -> Sequence[Part]:
    """The parts of the name itself; () where only folders, or signs, are asked for."""
    template = want.template or ""
    ending = extension(template)
    return levels_of(template[: -len(ending)] if ending in EXTENSIONS else template)[-1]


def _filled(
    level: Sequence[Part], fillings: Mapping[str, Filling], *, names: bool = False
) -> str | None:
    """The name with every slot filled; None where one is not known, unless by its own name."""
    made = []
    for part in level:
        if isinstance(part, str):
            made.append(part)
            continue
        shown = value_shown(fillings[part.name]) or (part.name if names else "")
        if not shown:
            return None
        made.append(shown)
    return "".join(made)


def _stem(present: str) -> str:
    name = PurePosixPath(present).name
    ending = extension(name)
    return name[: -len(ending)] if ending in EXTENSIONS else name


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
