"""Whose names stand in the names of folders and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.inventory.items import Candidate
from jlxx_check.inventory.vocabulary import Clues, plausible_person
from jlxx_check.model.pack import Pack
from jlxx_check.values.folding import canonical_unit, fold_name, one_character_apart

#: A name that more than so many share tells nothing.
_NAMESAKES = 50


class NameIndex:
    """Every known name, by its first two characters: the cost of a search is the text's length."""

    def __init__(self, candidates: Iterable[Candidate], persons: frozenset[str]) -> None:
        self._persons = persons
        self._owners: dict[str, list[Candidate]] = {}
        self._by_start: dict[str, list[str]] = {}
        self._found: dict[str, tuple[Candidate, ...]] = {}
        for candidate in candidates:
            for name in candidate.names:
                self._add(fold_name(name), candidate)
        self._titles = "\n".join(self._owners)

    def _add(self, key: str, candidate: Candidate) -> None:
        if len(key) < 2:
            return
        owners = self._owners.setdefault(key, [])
        if not owners:
            starts = self._by_start.setdefault(key[:2], [])
            starts.append(key)
            starts.sort(key=len, reverse=True)
        if candidate not in owners:
            owners.append(candidate)

    def find(self, clues: Clues) -> tuple[Candidate, ...]:
        """Whom the name of a folder or file names; several where it names several, or namesakes.

        Of names that overlap the longest wins, so 王建国 is not 王建. A text that is itself
        another name one character longer (王建华 where only 王建 is known) names no one.
        """
        if clues.text not in self._found:
            self._found[clues.text] = tuple(dict.fromkeys(self._search(clues)))
        return self._found[clues.text]

    def exactly(self, clues: Clues) -> tuple[Candidate, ...]:
        """Whom the text names when its known words are taken away and nothing else is left."""
        if len(clues.tokens) != 1:
            return ()
        return tuple(self._owners.get(fold_name(clues.tokens[0]), ()))

    def _search(self, clues: Clues) -> Iterator[Candidate]:
        found = False
        for name in self._names_in(clues.text):
            owners = self._owners[name]
            if len(owners) > _NAMESAKES:
                continue
            people = [owner for owner in owners if owner.kind in self._persons]
            if people and _another_name(name, clues):
                owners = [owner for owner in owners if owner not in people]
            found = found or bool(owners)
            yield from owners
        if not found:
            yield from self._abbreviated(clues)

    def _names_in(self, text: str) -> Iterator[str]:
        place = 0
        while place < len(text) - 1:
            for name in self._by_start.get(text[place : place + 2], ()):
                if text.startswith(name, place):
                    yield name
                    place += len(name) - 1
                    break
            place += 1

    def _abbreviated(self, clues: Clues) -> Iterator[Candidate]:
        """A folder may name a project in short: 书香长春 for 书香长春全民阅读."""
        shorts = [fold_name(short) for short in (clues.label, *clues.tokens[:1])]
        only = [s for s in shorts if len(s) >= 4 and self._titles.count(s) == 1]
        if not clues.tokens or not only:
            return
        short = only[0]
        place = self._titles.index(short)
        start = self._titles.rfind("\n", 0, place) + 1
        end = self._titles.find("\n", place)
        name = self._titles[start : end if end >= 0 else None]
        yield from (owner for owner in self._owners[name] if owner.kind not in self._persons)


def _another_name(name: str, clues: Clues) -> bool:
    return any(
        len(token) == len(name) + 1
        and name in token
        and plausible_person(token)
        and one_character_apart(token, name)
        for token in clues.tokens
    )


#: A part of a unit's name that is shorter (大学, 公司) may be anyone's.
_TELLING = 4
#: A unit in whole may be as short as this (一中).
_WHOLE = 2


class UnitIndex:
    """By unit, whom the forms and the rows put forward."""

    def __init__(self, candidates: Iterable[Candidate], pack: Pack) -> None:
        self._aliases = pack.unit_aliases()
        self._own = frozenset(self._aliases)
        self._found: dict[tuple[str, ...], tuple[Candidate, ...]] = {}
        self._units: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            field = pack.kinds[candidate.kind].unit
            said = (candidate.form, candidate.row) if field else ()
            texts = (source.text(field or "") for source in said if source)
            for unit in {canonical_unit(text, self._aliases) for text in texts if text}:
                self._units.setdefault(unit, []).append(candidate)

    def find(self, clues: Clues) -> tuple[Candidate, ...]:
        """Whose unit a folder or file is named for: in whole, else in part; several: a doubt."""
        said = tuple(dict.fromkeys((clues.label, *clues.tokens))) if len(clues.tokens) == 1 else ()
        if said not in self._found:
            self._found[said] = tuple(dict.fromkeys(self._search(said)))
        return self._found[said]

    def _search(self, said: Iterable[str]) -> Iterable[Candidate]:
        names = {canonical_unit(text, self._aliases) for text in said}
        names = {name for name in names if len(name) >= _WHOLE}
        if names & self._own:
            return []  # a unit that sends packages is no one's own
        part = [
            candidate
            for unit, candidates in self._units.items()
            if any(len(name) >= _TELLING and name in unit for name in names)
            for candidate in candidates
        ]
        whole = [candidate for name in names for candidate in self._units.get(name, ())]
        alike = len({candidate.kind for candidate in (*whole, *part)}) == 1
        return whole if whole and alike else [*whole, *part]
