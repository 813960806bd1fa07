"""Known names found in the names of folders and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.inventory.items import Candidate
from jlxx_check.inventory.words import Clues, plausible_person
from jlxx_check.values.folding import fold_name, one_character_apart

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
