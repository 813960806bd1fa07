"""An archive looked into, and the archives in it, within the limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from jlxx_check.files.archives import detection, refusals
from jlxx_check.files.archives.detection import ArchiveKind, Wrapping
from jlxx_check.files.archives.listing import ArchiveListing, ArchiveTree, Budget, FoundMember
from jlxx_check.files.archives.member_names import (
    DEVICE,
    LINK,
    clashes,
    clean_path,
    fold_path,
)
from jlxx_check.files.archives.members import Member
from jlxx_check.files.archives.regions import Region, region_of
from jlxx_check.files.archives.room import Room
from jlxx_check.model.facts import Content, Unreadable
from jlxx_check.model.kind_lookup import archive_stem, is_named_archive, is_part
from jlxx_check.model.limits import ArchiveLimits
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.model.tree import FileNode, Tree, UnreadableFile
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.system_errors import reason

#: Whether a path is one that nobody looks into: what another program left behind.
Skip = Callable[[str], bool]


@frozen
class ArchivePlace:
    """Where an archive stands in the package.

    path: its own. prefix: goes before its members' paths. depth: 1 for one that lies in none.
    stamp: as ``FileNode.stamp``.
    """

    path: str
    prefix: str
    depth: int
    stamp: str | None


@contextmanager
def exploring(limits: ArchiveLimits, skip: Skip) -> Iterator[Explorer]:
    """An explorer whose temporary folder does not outlive a failure or an interrupt."""
    explorer = Explorer(limits, skip)
    try:
        yield explorer
    except BaseException:
        explorer.room.close()
        raise


class Explorer:
    """Collects files, ways to reach them, and what is put aside, over all archives of a package."""

    def __init__(self, limits: ArchiveLimits, skip: Skip) -> None:
        self.room = Room()
        self._budget = Budget(limits)
        self._skip = skip
        self._archives = 0
        self._files: list[FileNode] = []
        self._members: dict[str, Member] = {}
        self._refused: list[Unassigned] = []
        self._split: set[str] = set()

    def tree(
        self,
        path: str,
        name: str,
        kind: str,
        *,
        folder: Tree | None = None,
        kept: Iterable[FileNode] = (),
        refused: Iterable[Unassigned] = (),
    ) -> ArchiveTree:
        """What was collected, beside what a folder has that is no archive."""
        if any(member.needs_room for member in self._members.values()):
            _ = self.room.path  # made now: a process that the tree is sent to could not tell us
        return ArchiveTree(
            path=path,
            name=name,
            kind=kind,
            files=tuple(sorted([*kept, *self._files], key=lambda node: natural_key(node.path))),
            refused=tuple(
                sorted([*refused, *self._refused], key=lambda item: natural_key(item.path))
            ),
            members=self._members,
            room=self.room,
            folder=folder,
        )

    def put_aside(self, path: str, problem: Unreadable) -> None:
        """An archive that does not open, or not wholly: a mistake of its own."""
        self._refused.append(Unassigned(path, Reason.UNREADABLE, problem.detail, problem))

    def split_part(self, path: str, lacks: Unreadable = refusals.SPLIT) -> None:
        """One part of a split archive; all parts together are one mistake. lacks: which."""
        key = fold_path(archive_stem(path))
        problem = None if key in self._split else lacks
        self._split.add(key)
        self._refused.append(Unassigned(path, Reason.UNREADABLE, lacks.detail, problem))

    def enter_file(self, folder: Tree, node: FileNode) -> bool:
        """Whether a file of the folder is an archive, or should be: it is then dealt with."""
        if is_part(node.path):
            self.split_part(node.path)
            return True
        try:
            with folder.open(node.path) as stream:
                kind = detection.detect(stream, node.path)
            region = region_of(os.path.join(folder.path, node.path), follow=False)  # noqa: PTH118
        except OSError:
            return False  # whoever reads it next says so
        place = ArchivePlace(node.path, node.path + "/", 1, region.stamp)
        return self._enter_if_any(kind, region, place)

    def enter(self, kind: ArchiveKind | Wrapping, region: Region, place: ArchivePlace) -> bool:
        """Collect what an archive holds; False where it turns out to be a document."""
        where, prefix = place.path, place.prefix
        try:
            listing = self._list(kind, region)
        except OSError as error:
            self._refused.append(Unassigned(where, Reason.SHUT, _failed(error)))
            return True
        if listing.is_document:
            return False
        if listing.problem is refusals.SPLIT:
            self.split_part(where)
        elif listing.problem is not None:
            self.put_aside(where, listing.problem)
        for name, why in listing.refused:
            no_file = why in (LINK, DEVICE)
            self._refuse(prefix + name, why, Reason.REFUSED if no_file else Reason.MISNAMED)
        for name in listing.beyond:
            path = prefix + name.replace("\\", "/")
            self._refused.append(Unassigned(path, Reason.UNREADABLE, refusals.BEYOND_REACH))
        self._collect(listing.found, place)
        return True

    def _list(self, kind: ArchiveKind | Wrapping, region: Region) -> ArchiveListing:
        self._archives += 1
        match kind:
            case ArchiveKind.ZIP:
                from jlxx_check.files.archives.zip_archive import list_zip

                return list_zip(region, self._budget, f"member-{self._archives}-")
            case ArchiveKind.TAR:
                from jlxx_check.files.archives.tars import list_tar

                return list_tar(region, self.room, self._budget)
            case ArchiveKind.SEVENZIP:
                from jlxx_check.files.archives.sevenzip import list_7z

                return list_7z(region, self.room, self._budget)
            case ArchiveKind.RAR:
                from jlxx_check.files.archives.rars import list_rar

                return list_rar(region, self.room, self._budget)
            case ArchiveKind.MAIL:
                from jlxx_check.files.archives.mails import list_mail

                return list_mail(region, self.room, self._budget)
            case _:
                return ArchiveListing(problem=refusals.ODD_FORMAT)

    def _refuse(self, path: str, why: Text, reason: Reason = Reason.MISNAMED) -> None:
        self._refused.append(Unassigned(path, reason, why))

    def _collect(self, found: list[FoundMember], place: ArchivePlace) -> None:
        """The files that have a name to follow; archives among them are looked into."""
        prefix = place.prefix
        named: list[tuple[str, FoundMember]] = []
        for item in found:
            path = clean_path(item.name)
            if isinstance(path, Text):
                self._refuse(prefix + item.name, path)
            else:
                named.append((path, item))
        against = clashes([path for path, _ in named])
        deeper: list[str] = []
        for position, (path, item) in enumerate(named):
            whole = prefix + path
            if position in against:
                self._refuse(whole, against[position])
                continue
            stamp = place.stamp and f"{place.stamp}:{item.mark}"
            inner = ArchivePlace(whole, whole + "/", place.depth + 1, stamp)
            if self._skip(whole) or not self._enter_member(item, inner, deeper):
                self._files.append(FileNode(whole, item.size, item.modified, stamp))
                self._members[whole] = item.member
        for number, path in enumerate(deeper):
            problem = refusals.too_deep(self._budget.limits.depth, len(deeper) - 1)
            self._refused.append(
                Unassigned(path, Reason.UNREADABLE, problem.detail, None if number else problem)
            )

    def _enter_member(self, item: FoundMember, place: ArchivePlace, deeper: list[str]) -> bool:
        """Whether a member is an archive, or should be: it is then dealt with."""
        path = place.path
        if not detection.may_be_archive(path):
            return False
        if is_part(path):
            self.split_part(path)
            return True
        if place.depth > self._budget.limits.depth:
            if is_named_archive(path):
                deeper.append(path)
            return is_named_archive(path)
        try:
            with item.member.open(self.room) as stream:
                kind = detection.detect(stream, path)
            if kind is None and not is_named_archive(path):
                return False
            region = item.member.locate(self.room)
        except UnreadableFile as error:
            if is_named_archive(path):
                self.put_aside(path, error.problem)
            return is_named_archive(path)
        except OSError as error:
            self._refused.append(Unassigned(path, Reason.SHUT, _failed(error)))
            return True
        return self._enter_if_any(kind, region, place)

    def _enter_if_any(
        self, kind: ArchiveKind | Wrapping | Content | None, region: Region, place: ArchivePlace
    ) -> bool:
        """Whether what lies there is an archive, or is called one."""
        path = place.path
        if isinstance(kind, Content):
            self.put_aside(path, refusals.closed(kind))
            return True
        named = is_named_archive(path)
        if kind is None:
            if named:
                self.put_aside(path, refusals.NO_ARCHIVE if region.size else refusals.EMPTY)
            return named
        if isinstance(kind, Wrapping) and not named:
            return False  # many programs compress their own files
        return self.enter(kind, region, place)


def _failed(error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"打开压缩包时系统出错（{why.zh}），里面的文件没有检查。请处理后再检查一次。",
        f"The system failed while the archive was opened ({why.en}); its files were not checked. "
        "Put that right and run again.",
    )
