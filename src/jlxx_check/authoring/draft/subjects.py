"""The kinds of entries that a draft knows, and which of them a sentence is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jlxx_check.authoring.draft.grammar import Nature, any_of, grammar


@dataclass(eq=False)
class Entrant:
    """One kind of entry.

    nature: key of the grammar's natures. special_of: key of the kind that this singles out.
    form, register: the titles of its papers, empty where the notice has none.
    sort: it is one of the sorts of works that the notice sets its terms for, one by one.
    """

    key: str
    title: str
    nature: str
    words: tuple[str, ...]
    special_of: str | None = None
    form: str = ""
    register: str = ""
    sentence: str = ""
    sort: bool = False
    roles: list[str] = field(default_factory=list)
    welcome: set[str] = field(default_factory=set)

    @property
    def spec(self) -> Nature:
        """What its nature says of it."""
        return grammar().natures[self.nature]


def kinds_of(plain: str, above: tuple[str, ...], subjects: list[Entrant]) -> list[Entrant]:
    """The kinds that a sentence is about: those it names, else those of its nearest heading."""
    for head in reversed(above):
        # Under a sort's heading all is of that sort, whatever else its clauses name.
        under = [item for item in subjects if item.sort and bare_sort(head) in _bare_words(item)]
        if under:
            return under
    headed = re.sub(r"[“”\"]|[(].*?[)]|[:。]$", "", above[-1]) if above else ""
    whole = [subject for subject in subjects if headed in subject.words]
    if whole and not re.search(r"各\d", plain):
        return whole  # a heading that is a kind's name, whatever else its clauses name
    for text in (plain, *reversed(above)):
        # 志愿者人数不少于20人 counts people, and puts none of them forward.
        named = [hit for hit in mentioned(text, subjects) if not text[hit[1] :].startswith("人数")]
        if named and re.match(r"[”\"]?(?:作品|类|组)*[:。]", text[named[0][1] :]):
            # 微课:…须配教学设计: what it begins with is what it is about.
            named = named[:1] if named[0][0] <= 1 else named
        if named:
            return list(dict.fromkeys(subject for _, _, subject in named))
    plainly = [subject for subject in subjects if subject.special_of is None]
    spoken = [
        item for item in plainly if item.spec.speaks and re.search(any_of(item.spec.speaks), plain)
    ]
    return spoken or plainly


def bare_sort(name: str) -> str:
    """A sort's name without marks, brackets, and 作品, 类, 比赛 and the like at its end."""
    return re.sub(r"[“”\"]|[(].*?[)]|(?:作品|类|组|单元|赛道|比赛|大赛|竞赛|[:。])+$", "", name)


def _bare_words(subject: Entrant) -> set[str]:
    return {bare_sort(word) for word in subject.words}


def all_sorts(kinds: list[Entrant], subjects: list[Entrant]) -> bool:
    """Whether these are all the sorts of works, so that none of them is meant alone."""
    return len(kinds) > 1 and len(kinds) == len(subjects) and all(item.sort for item in kinds)


def mentioned(text: str, subjects: list[Entrant]) -> list[tuple[int, int, Entrant]]:
    """Where kinds are named: begin, end, kind; of two that overlap the longer one."""
    bare = text
    found: list[tuple[int, int, Entrant]] = []
    for subject in subjects:
        for word in subject.words:
            pattern = r"[“”\"]?".join(map(re.escape, word))
            found += [(hit.start(), hit.end(), subject) for hit in re.finditer(pattern, bare)]
    found.sort(key=lambda item: (item[0], -item[1]))
    kept: list[tuple[int, int, Entrant]] = []
    for hit in sorted(found, key=lambda item: item[0] - item[1]):
        if not any(hit[0] < other[1] and other[0] < hit[1] for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda item: item[0])
