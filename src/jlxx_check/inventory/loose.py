"""Loose files whose names say whose they are without a name in full.

By the words that they share with a form or with the folder beside them (项目一 夜读-照片.jpg beside
项目一 夜读-推介表.docx), by a title in short, or by an ordinal (项目一总结.docx).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.owners import Owner, doubt
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.numerals import plain_marks, read_number

_N = r"(?P<{}>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
#: A title's piece of so many characters is told from others without a number.
_TELLING = 3


class Loose:
    """Owners of files that bear no one's whole name."""

    def __init__(self, candidates: Iterable[Candidate], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._kinds = vocabulary.pack.kinds
        self._ordinals = _ordinals(word for kind in self._kinds.values() for word in kind.called)
        self._labels: dict[tuple[str, tuple[str, ...]], set[Candidate]] = {}
        self._numbers: dict[tuple[str, int], set[Candidate]] = {}
        self._titles: list[tuple[str, Candidate]] = []
        for candidate in candidates:
            if self._kinds[candidate.kind].special_of is None:
                self._learn(candidate)

    def find(self, item: Item) -> Owner | None:
        """The one whose it is; None where its name says nothing, or may mean two."""
        if item.specials or item.form or item.register:
            return None
        return self._by_label(item) or self._by_piece(item) or self._by_ordinal(item)

    def _learn(self, candidate: Candidate) -> None:
        if candidate.row and candidate.row.order:
            self._numbers.setdefault((candidate.kind, candidate.row.order), set()).add(candidate)
        self._titles += [(fold_name(name), candidate) for name in candidate.names]
        for form in candidate.forms:
            if form.specials:
                continue
            self._label(_parent(form), form.clues.tokens, candidate)
            if form.folders:
                above = form.folders[-2] if len(form.folders) > 1 else ""
                self._label(above, form.folder_clues[-1].tokens, candidate)

    def _label(self, place: str, tokens: tuple[str, ...], candidate: Candidate) -> None:
        if tokens:
            self._labels.setdefault((place, tokens), set()).add(candidate)

    def _by_label(self, item: Item) -> Owner | None:
        """Its name begins as that of a form, or of a form's folder, in the same place does."""
        tokens = item.clues.tokens
        for length in range(len(tokens), 0, -1):
            found = self._fitting(self._labels.get((_parent(item), tokens[:length]), set()), item)
            if found:
                return Owner(found[0], None, _like(found[0])) if len(found) == 1 else None
        return None

    def _by_piece(self, item: Item) -> Owner | None:
        """One title begins or ends with the one thing that its name says, and a number agrees."""
        ordinal, rest, _ = self._ordinal(item)
        words = self._vocabulary.read(rest).tokens if ordinal else item.clues.tokens
        if len(words) != 1 or len(piece := fold_name(words[0])) < 2:
            return None
        alike = {c for title, c in self._titles if title.startswith(piece) or title.endswith(piece)}
        found = self._fitting((c for c in alike if not self._kinds[c.kind].person), item)
        if len(found) != 1:
            return None
        number = ordinal or item.clues.number
        agrees = number is not None and found[0] in self._numbers.get((found[0].kind, number), ())
        if not agrees and len(piece) < _TELLING:
            return None
        against = None if agrees or ordinal is None else doubt(item, found[0])
        return Owner(found[0], None, _piece(found[0], words[0]), against)

    def _by_ordinal(self, item: Item) -> Owner | None:
        """It says which of the register's rows it is of: 项目一, 第二个项目, 序号3."""
        number, _, thing = self._ordinal(item)
        if number is None:
            return None
        kinds = [
            kind
            for kind, spec in self._kinds.items()
            if spec.special_of is None
            and (thing in spec.called if thing else kind in item.kinds)
            and (not item.kinds or kind in item.kinds)
        ]
        found = {c for kind in kinds for c in self._numbers.get((kind, number), ())}
        if len(kinds) != 1 or len(found) != 1:
            return None
        (only,) = found
        return Owner(only, None, _numbered(only, number), doubt(item, only))

    def _ordinal(self, item: Item) -> tuple[int | None, str, str]:
        """The number that it begins with, the rest of its name, the word that says of what.

        项目三农讲堂 begins with no number: behind one comes a mark, or nothing but known words.
        """
        stem = plain_marks(PurePosixPath(file_name(item.path)).stem).strip()
        match = self._ordinals.match(stem)
        if match is None:
            return None, stem, ""
        rest = stem[match.end() :]
        if rest[:1].isalnum() and self._vocabulary.read(rest).tokens:
            return None, stem, ""
        number = read_number(match["behind"] or match["before"])
        return int(number) if number else None, rest, match["what"] or match["thing"] or ""

    def _fitting(self, found: Iterable[Candidate], item: Item) -> Sequence[Candidate]:
        return [c for c in found if not item.kinds or c.kind in item.kinds]


def _ordinals(words: Iterable[str]) -> re.Pattern[str]:
    """What a name begins with that says which of the rows it is of."""
    thing = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True))) or r"(?!)"
    return re.compile(
        rf"(?:(?P<what>{thing})|序号)\s*第?{_N.format('behind')}(?![期届批年月日天周季级部])号?"
        rf"|第?{_N.format('before')}[个号]?(?P<thing>{thing})"
    )


def _parent(item: Item) -> str:
    return item.folders[-1] if item.folders else ""


def _like(owner: Candidate) -> Text:
    return Text(
        f"文件名的开头与“{owner.name}”的{FORM}（或文件夹）相同",
        f"its name begins like the {FORM} or the folder of “{owner.name}”",
    )


def _piece(owner: Candidate, word: str) -> Text:
    return Text(
        f"文件名中的“{word}”是“{owner.name}”的简称",
        f"“{word}” in its name is “{owner.name}” in short",
    )


def _numbered(owner: Candidate, number: int) -> Text:
    return Text(
        f"文件名写的是序号{number}，{REGISTER}中是“{owner.name}”",
        f"its name says number {number}, which is “{owner.name}” in the {REGISTER}",
    )
