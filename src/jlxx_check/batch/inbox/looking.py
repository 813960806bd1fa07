"""A look into the inbox: every folder, archive and mail in it, and in folders that only group.

Files that are no deliveries are told of, each with what to do.
"""

from __future__ import annotations

import errno
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.inbox.grouping import PackageSigns
from jlxx_check.batch.inbox.inbox_content import (
    Arrival,
    ArrivalShape,
    InboxContent,
    LooseFile,
    listed,
)
from jlxx_check.batch.output_names import is_archive
from jlxx_check.batch.unit_names import Units
from jlxx_check.files import MailHead, is_package, leftover, mail_head
from jlxx_check.files.archives.volumes import VolumeSet, volume_sets
from jlxx_check.files.asking import PATIENCE, answers
from jlxx_check.files.folder_tree import OutOfReach, shut_package
from jlxx_check.files.result_folder import is_output
from jlxx_check.model.facts import Content
from jlxx_check.model.kind_lookup import EXTENSIONS, extension, is_mail, is_part
from jlxx_check.model.pack import Pack
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.system_errors import unless_passing
from jlxx_check.values.visible import readable_name

#: Folders that a system or a storage device keeps for itself.
_SYSTEM = frozenset(
    {"$recycle.bin", "system volume information", "@eadir", "#recycle", "lost+found", "@recycle"}
)


def look_into(
    inbox: Path,
    out: Path,
    pack: Pack,
    *,
    units: Units | None = None,
    wanted: Sequence[str] = (),
    grouped: Iterable[str] = (),
    seconds: float = PATIENCE,
) -> InboxContent:
    """Every folder, archive and mail directly in the inbox, the output folder excepted.

    A folder that only groups packages is opened one level, and what lies in it is an arrival each.
    units: the pack's; wanted: more units that are asked for. grouped: folders known to be such
    from an earlier look. What vanishes while it is listed is left out. seconds: that the system may
    take for what is asked of one of them. Raises Unreachable where the inbox cannot be listed.
    """
    signs = PackageSigns(pack, units or Units(pack), wanted)
    look = _Look(inbox, out, pack, seconds)
    known = frozenset(grouped)

    def groups(arrival: Arrival) -> bool:
        return arrival.shape is ArrivalShape.FOLDER and (
            arrival.path in known or signs.groups(arrival.place(inbox))
        )

    try:
        found = list(look.folder())
        for arrival, group in zip(found, answers(groups, found, seconds), strict=True):
            look.arrivals += look.opened(arrival) if group else [arrival]
    except OutOfReach as error:
        raise Unreachable(error.text, OSError(errno.EIO, "")) from error
    except OSError as error:
        raise Unreachable(shut_package(inbox, error).text, error) from error
    passed = look.passed.sorted()
    loose = [LooseFile(path, False, signs.unit_in(path)) for path in passed.loose]
    loose += [LooseFile(path, True, signs.unit_in(path)) for path in passed.fetching]
    own = signs.of_inbox(
        [item.path for item in look.arrivals if item.shape is ArrivalShape.FOLDER],
        [item.path for item in look.arrivals if item.shape is not ArrivalShape.FOLDER],
        passed.loose,
    )
    return InboxContent(
        tuple(sorted(look.arrivals, key=lambda item: natural_key(item.path))),
        (*passed_over(passed), *([may_be_package(own.signs)] if own else ())),
        tuple(sorted(loose, key=lambda item: natural_key(item.path))),
        own,
    )


@frozen
class _Within:
    """A folder of the inbox: what paths in it begin with, as they are shown and on disk."""

    shown: str = ""
    real: str = ""

    def arrival(
        self, name: str, entry: Path, shape: ArrivalShape, mail: MailHead | None = None
    ) -> Arrival:
        """What lies there, under the name that it is known by."""
        real = self.real + entry.name
        return Arrival(self.shown + name, shape, (real,), real, mail=mail)


class _Look:
    """One look: collects arrivals, and what is none. Several questions wait at a time."""

    def __init__(self, inbox: Path, out: Path, pack: Pack, seconds: float) -> None:
        self.inbox = inbox
        self._seconds = seconds
        self._out = out
        self._pack = pack
        self.arrivals: list[Arrival] = []
        self.passed = Passed()

    def folder(self, within: Arrival | None = None) -> Iterator[Arrival]:
        """What is directly in a folder of the inbox; None: the inbox itself. Raises OSError."""
        top = within.place(self.inbox) if within else self.inbox
        place = _Within(f"{within.path}/", f"{within.first}/") if within else _Within()
        files: dict[str, Path] = {}
        folders: list[Path] = []
        (entries,) = answers(lambda folder: list(folder.iterdir()), [top], self._seconds)
        names = {entry.name for entry in entries}
        modes = answers(self._mode, entries, self._seconds)
        for entry, mode in zip(entries, modes, strict=True):
            if mode is None:
                continue
            if stat.S_ISDIR(mode):
                folders.append(entry)
            elif not stat.S_ISREG(mode):
                self.passed.links.append(place.shown + readable_name(entry.name))
            else:
                files[entry.name] = entry
        volumes = volume_sets(files)
        parts = {name for item in volumes for name in item.parts}
        singly = [entry for name, entry in files.items() if name not in parts]
        yield from self._each(self._subfolder, folders, place, names)
        yield from (_volumes(item, place, files) for item in volumes)
        yield from self._each(self._file, singly, place, names)

    def opened(self, folder: Arrival) -> list[Arrival]:
        """What a folder that only groups packages holds."""
        with unless_passing():  # whoever opens it next says so
            return list(self.folder(folder))
        return [folder]

    def _mode(self, entry: Path) -> int | None:
        """None: it has gone meanwhile. Raises OSError."""
        try:
            return entry.lstat().st_mode
        except FileNotFoundError:
            self.inbox.lstat()  # gone itself? then nothing is known of what it holds
            return None

    def _each(
        self,
        ask: Callable[[Path, _Within, str], Iterator[Arrival]],
        entries: Sequence[Path],
        place: _Within,
        names: Collection[str],
    ) -> Iterator[Arrival]:
        def found(entry: Path) -> list[Arrival]:
            return list(ask(entry, place, readable_name(entry.name, names)))

        yield from chain.from_iterable(answers(found, entries, self._seconds))

    def _subfolder(self, entry: Path, place: _Within, shown: str) -> Iterator[Arrival]:
        if _kept_by_system(entry.name, self._pack) or entry.resolve() == self._out:
            return
        if is_output(entry):
            self.passed.ours.append(place.shown + shown)
            return
        yield place.arrival(shown, entry, ArrivalShape.FOLDER)

    def _file(self, entry: Path, place: _Within, name: str) -> Iterator[Arrival]:
        path = place.shown + name
        if is_archive(name) or is_part(name):
            yield place.arrival(name, entry, ArrivalShape.ARCHIVE)
        elif Content.PARTIAL in EXTENSIONS.get(extension(name), ()):
            self.passed.fetching.append(path)
        elif leftover(name, self._pack) or name.startswith("."):
            return
        elif is_mail(name):
            head = mail_head(entry)
            if head is None:
                self.passed.loose.append(path)
            else:
                yield place.arrival(name, entry, ArrivalShape.MAIL, head)
        elif extension(name) in _OTHER_MAILS:
            self.passed.mails.append(path)
        elif is_package(entry):  # what an archive is called is no matter
            yield place.arrival(name, entry, ArrivalShape.ARCHIVE)
        else:
            self.passed.loose.append(path)


#: Mailboxes and saved pages, of which no attachment is taken.
_OTHER_MAILS = frozenset({".mbox", ".mht", ".mhtml", ".pst", ".ost", ".emlx"})


def _volumes(found: VolumeSet, place: _Within, files: dict[str, Path]) -> Arrival:
    """The volumes as one arrival, under the whole archive's name unless that is another file."""
    taken = found.whole in files and found.whole not in found.parts
    path = place.shown + readable_name(found.parts[0] if taken else found.whole, files)
    sources = tuple(place.real + part for part in found.parts)
    missing = tuple(place.shown + readable_name(name) for name in found.missing)
    return Arrival(path, ArrivalShape.VOLUMES, sources, place.real + found.first, missing)


def _kept_by_system(name: str, pack: Pack) -> bool:
    return name.startswith(".") or name.lower() in _SYSTEM or leftover(f"{name}/x", pack)


@dataclass(slots=True)
class Passed:
    """Names of what is no arrival, by the reason."""

    loose: list[str] = field(default_factory=list)
    #: Mails of a format that is not read.
    mails: list[str] = field(default_factory=list)
    fetching: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def sorted(self) -> Passed:
        """The same in the order of their names, whichever was found first."""
        parts = (self.loose, self.mails, self.fetching, self.ours, self.links)
        return Passed(*(sorted(names, key=natural_key) for names in parts))


def passed_over(passed: Passed) -> tuple[Text, ...]:
    """A sentence for each reason why something was not judged.

    Of loose files and broken downloads ``loose_units`` tells, once it is known whose they may be.
    """
    said = (
        (
            passed.mails,
            "收件文件夹里有本程序不读的邮件格式，没有检查，请另存为 .eml，或者把附件取出来",
            "Mails of a format that is not read were not judged; save them as .eml, or take out "
            "the attachments",
        ),
        (
            passed.ours,
            "收件文件夹里有以前的检查结果，不是材料包，没有检查",
            "Results of earlier runs in the inbox are no packages and were not judged",
        ),
        (
            passed.links,
            "收件文件夹里有链接或设备，没有打开",
            "Links or devices in the inbox were not followed",
        ),
    )
    return tuple(_named(names, zh, en) for names, zh, en in said if names)


def _named(names: Sequence[str], zh: str, en: str) -> Text:
    return Text(f"{zh}：{listed(names, '、')}。", f"{en}: {listed(names, ', ')}.")


def may_be_package(signs: Sequence[str]) -> Text:
    """That the inbox itself looks like one unit's package."""
    return Text(
        f"收件文件夹里直接就有{listed(signs, '、')}，像是一个单位的材料没有放进自己的文件夹。"
        "如果给出的就是一个材料包，请改用 jlxx-check check。",
        f"{listed(signs, ', ')} right in the inbox: one unit's material may lie there without a "
        "folder of its own. If what was given is itself a package, use jlxx-check check.",
    )
