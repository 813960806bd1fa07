"""Who is put forward by nothing but folders and files, without a readable form or a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.owners import Owner, Owners
from jlxx_check.inventory.unassigned_reasons import is_paper
from jlxx_check.inventory.vocabulary import Clues, Vocabulary, plausible_person
from jlxx_check.model.facts import Group
from jlxx_check.model.kind_lookup import archive_stem, file_name
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name

_WHOLE = Text(
    "没有写明名称，整个材料包按一个报送对象处理",
    "nothing names an entry, so the package as a whole was taken for one",
)
_MEDIA = (Group.PHOTO, Group.VIDEO)


class Newcomers:
    """Groups files without an owner by the folder or the name that they share."""

    def __init__(
        self, vocabulary: Vocabulary, owners: Owners, candidates: Iterable[Candidate]
    ) -> None:
        self._vocabulary = vocabulary
        self._kinds = vocabulary.pack.kinds
        self._owners = owners
        parts = Plays.ID_PICTURE, Plays.TEXT
        self._telling = {
            kind: frozenset(vocabulary.pack.playing(*parts, kind=kind)) for kind in self._kinds
        }
        self._free_rows = {(c.kind, c.row.order): c for c in candidates if c.row and not c.forms}
        self._kinds_beside: dict[str, set[str]] = {}
        self._holding: set[str] = set()

    def settle(self, kind: str, home: str) -> None:
        """Remember that a folder of this kind of entry lies here: its neighbours may be, too."""
        self._kinds_beside.setdefault(home.rpartition("/")[0], set()).add(kind)

    def find(self, items: Iterable[Item]) -> tuple[dict[Item, Owner], list[Text]]:
        """Owners for those of the items that can be grouped, and what was doubtful."""
        items = list(items)
        self._holding = {item.folders[-1] for item in items if item.folders}
        groups: dict[tuple[str, str, str], list[Item]] = {}
        for item in items:
            key = self._key(item)
            if key is not None:
                groups.setdefault(key, []).append(item)
        found: dict[Item, Owner] = {}
        notes: list[Text] = []
        for (kind, folder, name), members in groups.items():
            if not self._speaks_for_entry(kind, folder, members):
                continue
            candidate = self._by_number(kind, folder, name, notes)
            candidate = candidate or Candidate(kind, [name or file_name(folder)])
            why = _why(candidate, folder)
            found.update((item, Owner(candidate, folder or None, why)) for item in members)
        return found, notes

    def _key(self, item: Item) -> tuple[str, str, str] | None:
        """(kind, own folder or "", name or "") of the entry that the file may belong to."""
        if (
            item.specials
            or item.register
            or Plays.REGISTER in item.clues.parts
            or self._owners.several(item)
        ):
            return None
        for kind in self._possible_kinds(item):
            spec = self._kinds[kind]
            whole = "" if self._forms(kind) else _whole_name(item.clues, spec.person)
            homes = list(self._possible_homes(item, kind))
            homes = homes or list(self._possible_homes(item, kind, foreign=True))
            if homes:
                # A person's folder is the deepest that names one. A project's is the topmost with
                # files of its own: folders above it are of the school or the district.
                own = [home for home in homes if home[0] in self._holding]
                folder, name = homes[-1] if spec.person or not own else own[0]
                # 22/0101/白乐善-19960708.jpg: a site's folder, and the file says whose it is.
                if name or not whole:
                    return kind, folder, name
            name = whole or _name_in(item.clues, spec.person)
            if name:
                return kind, "", name
        return None

    def _possible_homes(
        self, item: Item, kind: str, *, foreign: bool = False
    ) -> Iterator[tuple[str, str]]:
        """Folders that may be one entry's own, outermost first, with the name that each says.

        foreign: names in other scripts count as well; only where no Chinese one says whose it is.
        """
        person = self._kinds[kind].person
        for folder, clues in zip(item.folders, item.folder_clues, strict=True):
            if self._owners.has_forms(folder) or not self._may_be_home(folder, kind, item):
                continue
            name = clues.person if person else clues.title
            name = name or (clues.foreign if foreign else "")
            if name and Plays.ATTACHMENT not in clues.parts and not clues.paper:
                yield folder, name
            elif clues.number is not None and not (clues.tokens or clues.roles or clues.kinds):
                yield folder, ""

    def _possible_kinds(self, item: Item) -> list[str]:
        base = [kind for kind, spec in self._kinds.items() if spec.special_of is None]
        if item.kinds:
            return [kind for kind in base if kind in item.kinds] if len(item.kinds) == 1 else []
        for folder in reversed(item.folders):
            beside = self._kinds_beside.get(folder.rpartition("/")[0], set())
            if len(beside) == 1:
                return list(beside)
        # 登记照 can only be a person's, 总结 only a project's.
        told = _told(item)
        able = [kind for kind in base if told & self._telling[kind]]
        return able if len(able) == 1 else base if len(base) == 1 else []

    def _may_be_home(self, folder: str, kind: str, item: Item) -> bool:
        if item.kinds:
            return True
        return kind in self._kinds_beside.get(folder.rpartition("/")[0], {kind})

    def _speaks_for_entry(self, kind: str, folder: str, members: list[Item]) -> bool:
        words = {role for item in members for role in _told(item)}
        if not self._forms(kind):
            return any(self.may_play(item, kind) for item in members)
        if folder:
            formed = any(self._vocabulary.part(role) is Plays.FORM for role in words)
            return formed or any(item.facts.group in _MEDIA for item in members)
        return bool(words & (self._telling[kind] | self._forms(kind)))

    def _forms(self, kind: str) -> frozenset[str]:
        return frozenset(self._vocabulary.pack.playing(Plays.FORM, kind=kind))

    def may_play(self, item: Item, kind: str) -> bool:
        """Whether words or content give the file a role of the kind but that of what comes along.

        So an entry is known that hands in no form: a film, a photo, a text.
        """
        pack = self._vocabulary.pack
        told = _told(item)
        return any(
            (role in told and item.may_be(pack.roles[role].content))
            or item.facts.group in pack.roles[role].content
            for role in pack.kinds[kind].roles
            if self._vocabulary.part(role) is not Plays.ATTACHMENT
        )

    def whole_package(
        self, items: Iterable[Item], wrappers: Sequence[str], otherwise: str
    ) -> dict[Item, Owner]:
        """A package that is one entry: of the only kind, without a form, and nothing names it.

        wrappers: the folders around all of it; otherwise: its name, where they say nothing.
        """
        kinds = [kind for kind, spec in self._kinds.items() if spec.special_of is None]
        if len(kinds) != 1 or self._kinds[kinds[0]].form or self._kinds[kinds[0]].register_:
            return {}
        (kind,) = kinds
        items = [item for item in items if not (item.specials or is_paper(item))]
        if not any(self.may_play(item, kind) for item in items):
            return {}
        clues = [self._vocabulary.read(archive_stem(name)) for name in reversed(wrappers)]
        person = self._kinds[kind].person
        said = ((clue.person if person else clue.title) or clue.foreign for clue in clues)
        name = next(filter(None, said), "") or otherwise
        candidate = Candidate(kind, [archive_stem(name)])
        return {item: Owner(candidate, None, _WHOLE) for item in items}

    def _by_number(self, kind: str, folder: str, name: str, notes: list[Text]) -> Candidate | None:
        """A folder that has but a number is the row of that number, where that has nothing yet."""
        if name or not folder:
            return None
        number = self._vocabulary.read(file_name(folder)).number
        candidate = self._free_rows.get((kind, number))
        if candidate is None or candidate.held or candidate.homes:
            return None
        notes.append(
            Text(
                f"文件夹“{folder}”没有写名字，按编号对应{REGISTER}序号{number}的“{candidate.name}”。",
                f"The folder “{folder}” bears no name; by its number it was taken for "
                f"“{candidate.name}”, number {number} of the {REGISTER}.",
            )
        )
        candidate.homes.append(folder)
        return candidate


def _told(item: Item) -> set[str]:
    """Every role that a word of its path speaks for."""
    return set(item.clues.roles) | {role for clues in item.folder_clues for role in clues.roles}


def _name_in(clues: Clues, person: bool) -> str:
    if person:
        return (
            clues.tokens[0] if len(clues.tokens) == 1 and plausible_person(clues.tokens[0]) else ""
        )
    return clues.tokens[0] if len(clues.tokens) == 1 and len(fold_name(clues.tokens[0])) > 3 else ""


def _whole_name(clues: Clues, person: bool) -> str:
    """Whom or what a file's name says where nothing but files tells of entries."""
    if person:
        return clues.person or clues.foreign
    return "-".join(clues.tokens) if clues.title else clues.foreign


def _why(candidate: Candidate, folder: str) -> Text:
    if folder:
        name = file_name(folder)
        return Text(
            f"没有读到{FORM}，按文件夹“{name}”归类",
            f"no {FORM} could be read; it was placed by its folder “{name}”",
        )
    return Text(
        f"没有读到{FORM}，按文件名中的“{candidate.name}”归类",
        f"no {FORM} could be read; it was placed by “{candidate.name}” in its name",
    )
