"""Which material singles out one of the entries, and whom; told by words in its path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.roles import Told, only_role, told_role
from jlxx_check.inventory.vocabulary import Vocabulary, plausible_person
from jlxx_check.model.facts import Group
from jlxx_check.model.nouns import PUT_FORWARD, REGISTER
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text

#: (special kind, its top folder or "", the person that a folder in it names but nothing else knows)
_Place = tuple[str, str, str]


class Specials:
    """Gathers special files into entries of their own and finds whom each singles out."""

    def __init__(self, vocabulary: Vocabulary, candidates: Sequence[Candidate]) -> None:
        self._vocabulary = vocabulary
        self._kinds = vocabulary.pack.kinds
        self._candidates = candidates
        self._files: dict[_Place, list[tuple[Item, Candidate | None]]] = {}
        self._marked = {kind: self._marked_rows(kind) for kind in self._kinds}

    def add(self, item: Item, owner: Candidate | None) -> None:
        """One special file; owner: whom its path or a form beside it names."""
        kind = self._kind(item, owner)
        if owner and owner.kind != self._kinds[kind].special_of:
            owner = None
        folder, person = self._place(item, kind)
        self._files.setdefault((kind, folder, "" if owner else person), []).append((item, owner))

    def settle(
        self, members: Mapping[Candidate, Sequence[tuple[Item, Told | None]]]
    ) -> list[tuple[Item, Told | None, Candidate]]:
        """Give every file to a special candidate, or back to the one whom it belongs to.

        members: what the others hold so far.
        """
        groups: dict[tuple[str, Candidate | None, str, str], list[Item]] = {}
        for (kind, folder, person), files in self._files.items():
            sole = self._sole_owner(kind, folder, person, files)
            for item, owner in files:
                of = owner or sole
                if sole and not owner:
                    item.owned = _by_others(sole)
                key = (kind, of, "" if of else folder, person)
                groups.setdefault(key, []).append(item)
        back: list[tuple[Item, Told | None, Candidate]] = []
        self.found: list[Candidate] = []
        for (kind, of, _, person), items in groups.items():
            special = Candidate(kind, [name] if (name := of.name if of else person) else [], of=of)
            special.homes = sorted({self._place(item, kind)[0] for item in items} - {""})
            base = list(members.get(of, ())) if of else []
            for item in items:
                told = self._of_the_base(item, special, base, items)
                if of and told:
                    if self._is_id_photo(told) and _has(base, told.role):
                        along = self._vocabulary.pack.role_for(Plays.ATTACHMENT, kind)
                        special.held.append((item, along, _ONCE_MORE))
                    else:
                        back.append((item, told, of))
                else:
                    special.held.append((item, *self._role(item, special)))
            if special.held:
                self.found.append(special)
        return back

    def _kind(self, item: Item, owner: Candidate | None) -> str:
        """Which kind singles out: by its owner, the path's kind, the marked rows, in this order."""
        kinds = [kind for kind in self._kinds if kind in item.specials]
        bases = {owner.kind} if owner else item.kinds
        for chosen in (
            [kind for kind in kinds if self._kinds[kind].special_of in bases],
            [kind for kind in kinds if self._marked[kind]],
        ):
            if chosen:
                return chosen[0]
        if owner:
            same_base = [k for k, s in self._kinds.items() if s.special_of == owner.kind]
            if same_base and len(kinds) > 1:
                return same_base[0]
        return kinds[0]

    def _place(self, item: Item, kind: str) -> tuple[str, str]:
        top, person = "", ""
        for folder, clues in zip(item.folders, item.folder_clues, strict=True):
            if top and not person and self._kinds[kind].person and plausible_person(clues.person):
                person = clues.person if clues.tokens == (clues.person,) else ""
            if not top and clues.specials:
                top = folder
        return top, person

    def _sole_owner(
        self,
        kind: str,
        folder: str,
        person: str,
        files: Sequence[tuple[Item, Candidate | None]],
    ) -> Candidate | None:
        """By another file of the folder or a form in it, else by the one marked row."""
        owners = {owner for _, owner in files if owner}
        if not owners and folder:
            base = self._kinds[kind].special_of
            owners = {
                candidate
                for candidate in self._candidates
                if candidate.kind == base
                and any(folder in form.folders for form in candidate.forms)
            }
        if not owners and not person:
            owners = set(self._marked[kind])
        return owners.pop() if len(owners) == 1 else None

    def _marked_rows(self, kind: str) -> list[Candidate]:
        return [
            candidate
            for candidate in self._candidates
            if candidate.kind == self._kinds[kind].special_of
            and marks(candidate, kind, self._vocabulary)
        ]

    def _of_the_base(
        self,
        item: Item,
        special: Candidate,
        base: Sequence[tuple[Item, Told | None]],
        items: Sequence[Item],
    ) -> Told | None:
        """The role that a file of the special folder plays for the one singled out itself.

        An ID picture, and a form or a text that is nowhere else; a picture named for a role that
        singles out no one where it is the only one so named and its owner has no other.
        """
        of, vocabulary = special.of, self._vocabulary
        if of is None:
            return None
        told = told_role(item, of.kind, of, None, vocabulary)
        if told is None or not told.by_name or told.role in self._kinds[special.kind].roles:
            return None
        part = vocabulary.part(told.role)
        had = _has(base, told.role) or (part is Plays.FORM and bool(of.forms))
        if part is Plays.ID_PICTURE or (part in (Plays.FORM, Plays.TEXT) and not had):
            return told
        if part is Plays.PICTURE and not any(i.facts.group is Group.PHOTO for i, _ in base):
            alike = [other for other in items if told.role in other.clues.roles]
            return told if len(alike) == 1 else None
        return None

    def _is_id_photo(self, told: Told) -> bool:
        return self._vocabulary.part(told.role) is Plays.ID_PICTURE

    def _role(self, item: Item, special: Candidate) -> tuple[str, Text]:
        owner = special.of or special
        told = told_role(item, special.kind, owner, None, self._vocabulary)
        only = only_role(item, special.kind, self._vocabulary)
        if told and told.role in self._kinds[special.kind].roles:
            return told.role, told.why
        along = self._vocabulary.pack.role_for(Plays.ATTACHMENT, special.kind)
        return only or along, _IN_SPECIAL


def _by_others(owner: Candidate) -> Text:
    return Text(
        f"同一文件夹的其他材料或{REGISTER}的备注说明是“{owner.name}”的",
        f"other files of the folder, or the {REGISTER}'s remark, say that it is of “{owner.name}”",
    )


def _has(members: Sequence[tuple[Item, Told | None]], role: str) -> bool:
    return any(told is not None and told.role == role for _, told in members)


def marks(candidate: Candidate, special_kind: str, vocabulary: Vocabulary) -> bool:
    """Whether the register's remark marks the candidate's row as this special kind."""
    return candidate.row is not None and vocabulary.pack.is_marked(candidate.row, special_kind)


_ONCE_MORE = Text(
    "本人的文件夹里已有证件照，这一张算附带材料",
    "an ID photo stands in the person's own folder already; this one comes along",
)
_IN_SPECIAL = Text(
    f"路径中的字样说明是特别{PUT_FORWARD}的材料",
    "words of its path say that it singles someone out",
)
