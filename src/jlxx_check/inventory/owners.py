"""Whose a file is: by the nearest folder that is somebody's own, else by its own name.

The first of several that are asked: ``understand`` has the order. The reason ends in
``OwnedFile.why``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.misplaced import Astray, misfiled, overruled
from jlxx_check.inventory.name_index import NameIndex, UnitIndex
from jlxx_check.inventory.unassigned_reasons import is_paper
from jlxx_check.inventory.vocabulary import Clues
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import FORM
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Misplaced
from jlxx_check.text import Text
from jlxx_check.values.dates import read_date
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen

#: A day of eight figures in a file's name.
_DAYS = re.compile(r"(?<!\d)(?:19|20)\d{6}(?!\d)")


@frozen
class Owner:
    """The candidate, the folder that is its own (if one told), the evidence, doubts about it."""

    candidate: Candidate
    home: str | None
    why: Text
    note: Text | None = None
    misplaced: Misplaced | None = None


class Owners:
    """Finds owners among the candidates of forms and rows."""

    def __init__(self, items: Iterable[Item], candidates: Sequence[Candidate], pack: Pack) -> None:
        self._kinds = pack.kinds
        #: Folders in which another's form was found.
        self.overruled: list[Misplaced] = []
        persons = frozenset(kind for kind, spec in pack.kinds.items() if spec.person)
        self._index = NameIndex(candidates, persons)
        self._units = UnitIndex(candidates, pack)
        self._direct: dict[str, set[Candidate]] = {}
        self._below: dict[str, set[Candidate]] = {}
        self._homes: dict[tuple[str, frozenset[str]], Candidate | None] = {}
        for candidate in candidates:
            for item in candidate.forms:
                self._direct.setdefault(_parent(item), set()).add(candidate)
                for folder in item.folders:
                    self._below.setdefault(folder, set()).add(candidate)

    def find(self, item: Item) -> Owner | None:
        """The owner by name or by a folder that is surely someone's."""
        named = self._fitting(self._index.find(item.clues), item)
        home, strong = self._strong_home(item)
        if strong is None:
            owner = self._choose(named, item)
            if owner:
                return Owner(owner, None, _named(owner))
            return None if named else self._beside_form(item) or self._of_unit(item)
        if strong not in named:
            exact = [c for c in self._index.exactly(item.clues) if c in named]
            if len(exact) == 1:
                away = misfiled(item, exact[0], strong)
                return Owner(exact[0], None, _named(exact[0]), misplaced=away)
        return Owner(strong, home, _in_folder(home or "", strong))

    def astray(self, item: Item, owner: Candidate) -> Astray | None:
        """A form in another's own folder or, in nobody's, named for another; None for others."""
        home, strong = self._strong_home(item)
        if item.specials or strong is owner:
            return None
        if strong is not None:
            return Astray(item, owner, strong, home or "")
        if owner in self._index.find(item.clues):
            return None
        named = [c for c in self._index.exactly(item.clues) if c.kind == owner.kind]
        return Astray(item, owner, named[0], "") if len(named) == 1 else None

    def weak(self, item: Item) -> Owner | None:
        """The owner by a folder in which there is but one form."""
        for folder in reversed(item.folders):
            below = self._below.get(folder, set())
            if len(below) == 1:
                (only,) = below
                if not item.kinds or only.kind in item.kinds:
                    return Owner(only, None, _beside(only))
            if below:
                return None
        return None

    def several(self, item: Item) -> bool:
        """Whether the file's name or folders name more than one."""
        clues = (item.clues, *item.folder_clues)
        return any(len(self._fitting(self._index.find(clue), item)) > 1 for clue in clues)

    def has_forms(self, folder: str) -> bool:
        """Whether a form of anyone lies in the folder or below it."""
        return folder in self._below

    def _fitting(self, found: Sequence[Candidate], item: Item) -> list[Candidate]:
        """Those of a kind that the path allows; a form in the same folder overrules its words."""
        if not item.kinds:
            return list(found)
        near = self._below.get(item.folders[-1], set()) if item.folders else set()
        return [c for c in found if c.kind in item.kinds or c in near]

    def _strong_home(self, item: Item) -> tuple[str | None, Candidate | None]:
        for folder, clues in zip(item.folders[::-1], item.folder_clues[::-1], strict=True):
            key = (folder, item.kinds)
            if key not in self._homes:
                self._homes[key] = self._home(folder, clues, item)
            owner = self._homes[key]
            if owner is not None:
                return folder, owner
        return None, None

    def _home(self, folder: str, clues: Clues, item: Item) -> Candidate | None:
        """Whose own folder it is: by its name, else by the one form directly in it."""
        if not clues.tokens and (clues.number is None or clues.roles or clues.kinds):
            return None
        below = self._below.get(folder, set())
        named = self._fitting(self._index.find(clues), item)
        (inside,) = below if len(below) == 1 else (None,)
        if inside and inside not in named and self._outranked(named, clues, folder, inside):
            return inside
        if named and not below and not self._whole(named, clues):
            named = self._fitting(self._units.find(clues), item) or named
        if named:
            return self._by_name(named, item, folder, inside)
        direct = self._direct.get(folder, set())
        if inside and (direct or len(item.folders) > 1):
            fits = not item.kinds or inside.kind in item.kinds or bool(direct)
            return inside if fits and self._encloses_only(folder, inside) else None
        of_unit = self._fitting(self._units.find(clues), item)
        return of_unit[0] if len(of_unit) == 1 and not below else None

    def _outranked(
        self, named: Sequence[Candidate], clues: Clues, folder: str, inside: Candidate
    ) -> bool:
        """Whether a form in the folder speaks louder than its name.

        So it does where other names are but a part of the folder's, or the folder is named for the
        form's unit, and the form lies nowhere else.
        """
        if not named or any(folder not in form.folders for form in inside.forms):
            return False
        return not self._whole(named, clues) or inside in self._units.find(clues)

    def _whole(self, named: Sequence[Candidate], clues: Clues) -> bool:
        """Whether the folder's name, or a part of it between separators, is one of their names."""
        said = {fold_name(part) for part in (clues.label, *clues.tokens)}
        return any(fold_name(name) in said for candidate in named for name in candidate.names)

    def _by_name(
        self, named: Sequence[Candidate], item: Item, folder: str, inside: Candidate | None
    ) -> Candidate | None:
        chosen = self._choose(named, item, folder)
        if chosen and inside and inside is not chosen and inside.kind == chosen.kind:
            # The form in it outranks the folder's name, unless its owner lives elsewhere.
            elsewhere = any(folder not in form.folders for form in inside.forms)
            if elsewhere or chosen.forms:
                return chosen
            self.overruled.append(overruled(folder, chosen, inside))
            return inside
        return chosen

    def _encloses_only(self, folder: str, owner: Candidate) -> bool:
        """Whether every folder on the way to the owner's form says no other name."""
        for form in owner.forms:
            if folder in form.folders:
                start = form.folders.index(folder) + 1
                return not any(clues.tokens for clues in form.folder_clues[start:])
        return False

    def _choose(
        self, named: Sequence[Candidate], item: Item, folder: str | None = None
    ) -> Candidate | None:
        """The one of several that a form nearby or the kind of file speaks for."""
        if len(named) <= 1:
            return named[0] if named else None
        folders = [folder] if folder else list(reversed(item.folders))
        for place in folders:
            near = [c for c in named if c in self._below.get(place, set())]
            if len(near) == 1:
                return near[0]
        told = set(item.clues.roles)
        able = [c for c in named if told & set(self._kinds[c.kind].roles)]
        if len(able) == 1:
            return able[0]
        dated = [c for c in named if _dated_alike(item, c)]
        if len(dated) == 1 and len({c.name for c in named}) == 1:
            return dated[0]
        # A second row of the same name must not hide the one that has the form.
        formed = [c for c in named if c.forms]
        if len(formed) == 1 and len({c.name for c in named}) == 1:
            return formed[0]
        return None

    def _beside_form(self, item: Item) -> Owner | None:
        folder = _parent(item)
        direct = self._direct.get(folder, set())
        # Where others' forms lie below, a letter is the package's and not that one's.
        if len(direct) != 1 or (is_paper(item) and self._is_shared(folder)):
            return None
        (only,) = direct
        if item.kinds and only.kind not in item.kinds:
            return None
        return Owner(only, None, _beside(only))

    def _is_shared(self, folder: str) -> bool:
        """Whether forms of several lie in the folder or below it; "": the package's top."""
        if folder:
            return len(self._below.get(folder, set())) > 1
        return len(set().union(*self._direct.values())) > 1

    def _of_unit(self, item: Item) -> Owner | None:
        """The one whose unit the file's name is: 老年大学活动照片1.jpg."""
        found = self._fitting(self._units.find(item.clues), item)
        return Owner(found[0], None, _by_unit(found[0])) if len(found) == 1 else None


def _dated_alike(item: Item, candidate: Candidate) -> bool:
    """Whether the file's name has a day of the candidate's row: 张三-19900101, of two namesakes."""
    said = set(_DAYS.findall(PurePosixPath(file_name(item.path)).stem))
    values = candidate.row.values.values() if candidate.row and said else ()
    days = (read_date(value.text, value.kind) for value in values)
    return any(
        day.earliest == day.latest and f"{day.earliest:%Y%m%d}" in said for day in days if day
    )


def _parent(item: Item) -> str:
    return item.folders[-1] if item.folders else ""


def _named(owner: Candidate) -> Text:
    return Text(f"文件名中有“{owner.name}”", f"its name has “{owner.name}” in it")


def _by_unit(owner: Candidate) -> Text:
    return Text(
        f"文件名写的是“{owner.name}”的单位", f"its name is that of the unit of “{owner.name}”"
    )


def _in_folder(folder: str, owner: Candidate) -> Text:
    name = file_name(folder)
    return Text(
        f"在“{owner.name}”的文件夹“{name}”里",
        f"it lies in the folder “{name}”, which is that of “{owner.name}”",
    )


def _beside(owner: Candidate) -> Text:
    return Text(
        f"与“{owner.name}”的{FORM}放在一起，旁边没有别人的{FORM}",
        f"it lies beside the {FORM} of “{owner.name}”, and no other's {FORM} is there",
    )


def doubt(item: Item, owner: Candidate) -> Text:
    """What is noted of a file that was given to someone without their whole name."""
    return Text(
        f"“{item.path}”没有写全项目名称或姓名，归入了“{owner.name}”。如不对，请在文件名中写明。",
        f"“{item.path}” bears no whole name and was taken for “{owner.name}”. If that is wrong, "
        "put the name into its name.",
    )
