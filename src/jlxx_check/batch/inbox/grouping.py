"""Whether a folder of the inbox is one unit's package, or only groups the packages of several.

Told by names alone: nothing is read but folders and the lists of archives. A folder groups where
two things in it are packages by themselves: they bear the names of two units, or each has a
register, or the folders of both kinds, of its own. What belongs to one package never has: the
folders of people and projects, one for each kind, scans beside the papers, a wrapper around it all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from jlxx_check.batch.inbox.inbox_content import OwnPackage
from jlxx_check.batch.output_names import is_archive
from jlxx_check.batch.unit_names import Units
from jlxx_check.files import leftover
from jlxx_check.files.archives.volumes import volume_sets
from jlxx_check.files.archives.zip_archive import names_in
from jlxx_check.inventory.vocabulary import Clues, Vocabulary
from jlxx_check.model.kind_lookup import archive_stem, extension, is_mail
from jlxx_check.model.pack import Pack
from jlxx_check.model.plays import Plays
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import is_passing, unless_passing

#: Folders entered below what may be a package, and names looked at in it.
_DEEP, _MOST = 3, 3_000
#: Two forms of one package beside each other, which are no two packages.
_VERSIONS = re.compile(
    r"电子|纸质|扫描|盖章|签字|原件|复印|word|pdf|excel|doc|jpg|图片", re.IGNORECASE
)
_TABLES = frozenset({".xlsx", ".xls", ".docx", ".doc", ".wps", ".et", ".csv", ".ods", ".odt"})


@frozen
class _Content:
    """What is directly in a folder. packs: archives, a split one once, and mails."""

    folders: tuple[str, ...]
    packs: tuple[str, ...]
    files: tuple[str, ...]


class PackageSigns:
    """Reads names for signs of a package, by the words of the pack."""

    def __init__(self, pack: Pack, units: Units, wanted: Sequence[str] = ()) -> None:
        self._pack = pack
        self._units = units
        self._words = Vocabulary(pack)
        self._wanted = {units.key(name): name for name in wanted}
        spelt = {name: unit.name for unit in pack.units for name in (unit.name, *unit.aliases)}
        spelt |= {name: units.unit(name) or name for name in wanted}
        self._spelt = {fold_name(name): unit for name, unit in spelt.items()}

    def unit(self, name: str) -> str | None:
        """The unit asked for that a folder's or an archive's name is; None: it is no such unit."""
        return self._units.unit(name) or self._wanted.get(self._units.key(name))

    def unit_in(self, path: str) -> str | None:
        """The unit asked for that is named somewhere in a loose file's name; None: none is."""
        text = fold_name(PurePosixPath(path).name)
        within = [name for name in self._spelt if name and name in text]
        return self._spelt[max(within, key=len)] if within else None

    def groups(self, folder: Path) -> bool:
        """Whether the folder only groups packages. False where it cannot be listed.

        Raises OSError where the system fails.
        """
        try:
            content = self._list(folder)
        except OSError as error:
            if is_passing(error):
                raise
            return False
        if self.unit(folder.name) or self._read(folder.name).kinds:
            return False  # a unit's own, whatever it has put into it
        if any(self._is_role_folder(name) for name in content.folders):
            return False
        own = any(self._is_register(name) for name in content.files)
        children = content.packs if own else (*content.folders, *content.packs)
        named = {unit for name in children if (unit := self.unit(name))}
        if own or len(named) > 1:
            return len(named) > 1
        others = (name for name in children if self.unit(name) is None)
        packages = len(named)
        for name in others:
            packages += self._is_package(folder / name)
            if packages > 1:
                return True
        return False

    def of_inbox(
        self, folders: Sequence[str], packs: Sequence[str], files: Sequence[str]
    ) -> OwnPackage | None:
        """Whether what is directly in the inbox looks like one package's own files."""
        roles = [name for name in folders if self._is_role_folder(name)]
        registers = [name for name in files if "/" not in name and self._is_register(name)]
        signs = (*roles, *registers)
        if not signs or any(self.unit(name) for name in (*folders, *packs)):
            return None
        kinds = {kind for name in signs for kind in self._read(_bare(name)).kinds}
        certain = len(signs) > 1 and len(kinds) > 1 and not packs
        return OwnPackage(signs, certain)

    def _list(self, folder: Path) -> _Content:
        folders: list[str] = []
        files: list[str] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") or leftover(entry.name, self._pack):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if not leftover(f"{entry.name}/x", self._pack):
                        folders.append(entry.name)
                elif entry.is_file(follow_symlinks=False):
                    files.append(entry.name)
        split = volume_sets(files)
        parts = {part for item in split for part in item.parts}
        whole = [name for name in files if name not in parts]
        packs = [item.whole for item in split]
        packs += [name for name in whole if is_archive(name) or is_mail(name)]
        rest = [name for name in whole if name not in packs]
        return _Content(tuple(folders), tuple(packs), tuple(rest))

    def _read(self, name: str) -> Clues:
        return self._words.read(name)

    def _is_role_folder(self, name: str) -> bool:
        """Whether it is a folder for one kind of entry, or for one kind of paper."""
        clues = self._read(name)
        return bool(clues.kinds or clues.specials or clues.roles) and self.unit(name) is None

    def _is_register(self, name: str) -> bool:
        return extension(name) in _TABLES and Plays.REGISTER in self._read(_bare(name)).parts

    def _is_package(self, place: Path) -> bool:
        """Whether a child has registers, or the folders of both kinds, of its own."""
        name = archive_stem(place.name)
        clues = self._read(name)
        if clues.kinds or clues.specials or clues.roles or _VERSIONS.search(name):
            return False
        if is_mail(place.name):
            return True
        kinds: set[str] = set()
        registers = 0
        for path in self._names(place):
            *folders, file = PurePosixPath(path).parts
            for folder in folders:
                kinds |= self._read(folder).kinds
            if self._is_register(file):
                registers += 1
        if not clues.tokens:  # 材料(1): it says nothing of whose it is
            return registers > 0 and is_archive(place.name)
        return registers > 0 or len(kinds) > 1

    def _names(self, place: Path) -> Iterable[str]:
        """Paths in a folder or an archive; none where that would take reading it."""
        if not place.is_dir():
            with unless_passing():
                return names_in(place, _MOST)
            return ()
        return _paths_below(place)


def _paths_below(top: Path) -> Iterator[str]:
    waiting = [(top, "", 0)]
    seen = 0
    while waiting and seen < _MOST:
        folder, prefix, depth = waiting.pop()
        with unless_passing(), os.scandir(folder) as entries:
            for entry in entries:
                seen += 1
                path = prefix + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    yield path
                elif depth < _DEEP:
                    yield path + "/."
                    waiting.append((Path(entry.path), path + "/", depth + 1))


def _bare(name: str) -> str:
    return PurePosixPath(name).stem
