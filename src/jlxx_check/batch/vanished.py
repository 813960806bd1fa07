"""Deliveries that were there at the last run and are not now: believed only where a person says so.

A share that is not mounted looks like an empty inbox. So nothing that was judged is given up at a
glance: **one** delivery that is gone is enough, its result stays as it was, and the run says so and
ends with 3, until ``--withdrawn`` is given or, in a watch, a second look a while later finds the
same. Where half of them or more are gone and the inbox is another folder than last time (another
device or file id), it is likely the wrong one, and nothing at all is judged; with most of them in
it, it is the same one, mounted anew.

Not lost is what is there under another name (the same files with the same sizes and times), and
what lay in a folder that is opened now, or the other way round. A delivery whose unit has a newer
one in the inbox has been replaced: its result is kept beside that one, which counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from jlxx_check.batch.inbox import ArrivalListing, InboxContent
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.record import RecordHead
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import CHINA

#: Seconds after which a second look counts as one.
SECOND_LOOK = 60.0
_MEMORY = "inbox.json"


@frozen
class InboxMemory:
    """What is kept of the inbox between two runs."""

    #: The system's numbers of the folder when nothing was missing.
    device: int
    file_id: int
    #: Deliveries that are gone and not given up: since when, seconds since the epoch.
    gone: Mapping[str, float] = field(default_factory=dict)
    #: The id of the rule pack; empty: kept by a version that did not say.
    rulepack: str = ""
    #: Given up, and no run that came to its end has said so yet.
    untold: tuple[str, ...] = ()
    #: Deliveries that never could be opened, of which there is no record: path →
    #: ``ArrivalListing.look``. They have come, all the same.
    shut: Mapping[str, str] = field(default_factory=dict)


@frozen
class Vanished:
    """The records whose delivery is not in the inbox."""

    #: Kept as they are. Path → since when, seconds since the epoch.
    lost: Mapping[str, float]
    #: Given up: a person or a second look said so, or the delivery is there under another name.
    given_up: tuple[RecordHead, ...]
    #: Of these, under which name it is there now.
    renamed: Mapping[str, str]
    #: Much is lost, and this is not the inbox of the last run: nothing is to be judged.
    another_inbox: bool
    #: To be kept for the next run.
    memory: InboxMemory


def find_vanished(
    heads: Mapping[str, RecordHead],
    found: InboxContent,
    listings: Mapping[str, ArrivalListing],
    before: InboxMemory | None,
    identity: tuple[int, int],
    now: float,
    *,
    withdrawn: bool = False,
    second_look: bool = False,
) -> Vanished:
    """Hold the records against the inbox.

    before: of the last run. identity: the inbox's device and file id. withdrawn: a person says
    that what is gone is meant to be. second_look: what was gone a while ago is given up.
    """
    shut = dict(before.shut) if before else {}
    known = {**shut, **{path: head.look for path, head in heads.items()}}
    gone = [path for path in known if path not in listings]
    renamed = _renamed(gone, known, found, listings)
    missing = [path for path in gone if path not in renamed]
    since = {path: (before.gone.get(path, now) if before else now) for path in missing}
    if withdrawn or (second_look and all(now - at >= SECOND_LOOK for at in since.values())):
        since = {}
    changed = before is not None and (before.device, before.file_id) != identity
    another = changed and bool(since) and 2 * len(since) >= len(known)
    device, file_id = (before.device, before.file_id) if another and before else identity
    left = [] if another else [path for path in gone if path not in since]
    given_up = tuple(heads[path] for path in left if path in heads)
    untold = {*(before.untold if before else ()), *left}
    return Vanished(
        lost=since,
        given_up=given_up,
        renamed=renamed,
        another_inbox=another,
        memory=InboxMemory(
            device,
            file_id,
            since,
            untold=tuple(sorted(untold)),
            shut={path: look for path, look in shut.items() if path not in left},
        ),
    )


def read_memory(folder: OutputFolder) -> InboxMemory | None:
    """What the last run kept of the inbox; None where nothing tells."""
    try:
        return from_json(InboxMemory, (folder.corner / _MEMORY).read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def keep_memory(folder: OutputFolder, memory: InboxMemory) -> None:
    """Put it down. Raises OSError."""
    folder.put(folder.corner / _MEMORY, to_json(InboxMemory, memory))


def inbox_identity(inbox: Path) -> tuple[int, int]:
    """The numbers by which the system knows the folder. Raises OSError."""
    info = inbox.stat()
    return info.st_dev, info.st_ino


def _renamed(
    gone: list[str],
    known: Mapping[str, str],
    found: InboxContent,
    listings: Mapping[str, ArrivalListing],
) -> dict[str, str]:
    """Under which path each delivery is there that only its path is gone of.

    known: the looks of what was there before, by its path.
    """
    new = [path for path in found.deliveries if path not in known]
    looks = {listings[path].look: path for path in new if listings[path].look}
    renamed: dict[str, str] = {}
    for path in gone:
        look = known[path]
        if look and look in looks:
            renamed[path] = looks[look]
            continue
        # A folder that is opened one level now.
        inside = [other for other in new if other.startswith(f"{path}/")]
        if inside:
            renamed[path] = inside[0]
    return renamed


def still_shut(memory: InboxMemory, failed: Mapping[str, str]) -> InboxMemory:
    """The memory after a run. failed: the looks of what there is no record of, by path."""
    lost = {path: look for path, look in memory.shut.items() if path in memory.gone}
    return replace(memory, untold=(), shut={**lost, **failed})


def day_gone(path: str, vanished: Vanished) -> date | None:
    """The day, in China, on which the delivery was first missed; None for one that is there."""
    at = vanished.lost.get(path)
    return None if at is None else datetime.fromtimestamp(at, UTC).astimezone(CHINA).date()


def notes_on(vanished: Vanished, moved: str | None) -> tuple[Text, ...]:
    """What a person has to know of it. moved: where results that are given up go; None: unsaid."""
    notes: list[Text] = []
    lost = sorted(vanished.lost)
    if vanished.another_inbox:
        notes.append(
            Text(
                "这个收件文件夹不是上次的那一个（可能换了盘，或者共享盘没有连上），"
                f"上次的 {len(lost)} 份材料不在里面：这次没有检查，原来的结果全部保留。"
                "请核对路径；确实换了，请加 --withdrawn 再运行一次。",
                "This inbox is not the folder of the last run (another drive, or a share that is "
                f"not mounted), and {len(lost)} deliveries of that run are not in it: nothing was "
                "judged, and all results stay. Check the path; if it is meant, run again with "
                "--withdrawn.",
            )
        )
    elif lost:
        notes.append(
            Text(
                f"收件文件夹里少了 {len(lost)} 份上次检查过的材料，原来的结果都保留："
                f"{_some(lost, '、')}。请看共享盘是否连上、文件是否被移走；"
                "确实撤回的，请加 --withdrawn 再运行一次。",
                f"{len(lost)} deliveries judged before are no longer in the inbox; their results "
                f"stay: {_some(lost, ', ')}. See whether the share is mounted and nothing was "
                "moved; if they were withdrawn, run again with --withdrawn.",
            )
        )
    names = list(vanished.memory.untold)
    if moved is not None and names:
        notes.append(
            Text(
                f"这些材料已不在收件文件夹中（撤回或改名），原来的结果移到了 {moved}："
                f"{_some(names, '、')}。",
                f"These deliveries were withdrawn or renamed; their results were moved to {moved}: "
                f"{_some(names, ', ')}.",
            )
        )
    return tuple(notes)


_NAMED = 8


def _some(names: list[str], mark: str) -> str:
    rest = f"{mark}…（{len(names)}）" if len(names) > _NAMED else ""
    return mark.join(names[:_NAMED]) + rest
