"""A batch again whenever something has come to rest, with nobody else writing in between."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.app.batch.executing import Workers
from jlxx_check.app.batch.folder import Folder
from jlxx_check.app.batch.inbox import look_into
from jlxx_check.app.batch.listing import list_delivery
from jlxx_check.app.batch.problems import OutputGone, Unreachable
from jlxx_check.app.batch.run import Outcome, Progress, desk, run_in
from jlxx_check.app.batch.settings import Lists, Settings
from jlxx_check.app.watch.settling import Look, Looks, look_again, settled
from jlxx_check.app.writing import write_whole
from jlxx_check.model.text import Text

#: Listing is waiting for a share to answer, not work.
_LISTED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Rhythm:
    """every: seconds from one look to the next. quiet_for: seconds that a package has to rest."""

    every: float = 60
    quiet_for: float = 30


@dataclass(frozen=True, slots=True)
class Watched:
    """What a watch is about, as for ``run_batch``. lists: asked anew for each run."""

    inbox: Path
    out: Path
    settings: Settings
    lists: Callable[[], Lists]
    jobs: int = 1
    workers: Workers | None = None


def watch_once(watched: Watched, rhythm: Rhythm, *, progress: Progress | None = None) -> Outcome:
    """One run, for schedulers: what does not rest yet is waited for once, ``quiet_for`` long.

    What was seen is kept in the output folder, so that the next run need not wait for packages that
    have not changed since. Raises as ``run_batch`` does.
    """
    with desk(watched.inbox, watched.out, watched.settings, watched.lists()) as folder:
        looks = _look(watched, _kept(folder))
        if len(settled(looks, time.time(), rhythm.quiet_for)) < len(looks):
            time.sleep(rhythm.quiet_for)
            looks = _look(watched, looks)
        _keep(folder, looks)
        return _run(folder, watched, looks, rhythm, progress)


def watch(
    watched: Watched,
    rhythm: Rhythm,
    *,
    progress: Progress | None = None,
    tell: Callable[[Text], None] | None = None,
) -> Iterator[Outcome]:
    """An outcome whenever the packages at rest are not those of the last run. Never ends by itself.

    An inbox that cannot be reached is waited for, and ``tell`` is called once each time it is lost.
    Raises as ``run_batch`` does where the watch cannot begin, and OutputGone.
    """
    with desk(watched.inbox, watched.out, watched.settings, watched.lists()) as folder:
        looks = _kept(folder)
        last: object = None
        lost = False
        while True:
            _still_there(folder)
            try:
                looks = _look(watched, looks)
                rest = settled(looks, time.time(), rhythm.quiet_for)
                state = {path: looks[path].listing for path in rest}
                outcome = None
                if state != last and (state or last):
                    _keep(folder, looks)
                    outcome = _run(folder, watched, looks, rhythm, progress)
                    last = state
                lost = False
            except Unreachable as error:
                if tell and not lost:
                    tell(_waiting(error.text))
                lost, last, outcome = True, None, None
            except OSError:
                _still_there(folder)
                raise
            if outcome:
                yield outcome
            time.sleep(rhythm.every)


def _still_there(folder: Folder) -> None:
    """Raises OutputGone where somebody removed the output folder, or its share is lost."""
    if not folder.lock.exists():
        raise OutputGone(
            Text(
                f"输出文件夹“{folder.out}”不见了（被删除、改名，或者所在的盘断开了），不能继续。"
                "请恢复它，或者另选一个文件夹，再运行同一条命令。",
                f"The output folder “{folder.out}” is gone (removed, renamed, or its drive is "
                "lost). Restore it or choose another, and run the same command again.",
            )
        )


def _waiting(why: Text) -> Text:
    return Text(
        f"收件文件夹暂时打不开，继续等待…（{why.zh}）",
        f"The inbox cannot be opened for now, still waiting… ({why.en})",
    )


def _look(watched: Watched, before: Looks) -> dict[str, Look]:
    """Every delivery listed, none of its files opened."""
    pack = watched.settings.pack().pack
    found = look_into(watched.inbox, watched.out.resolve(), pack).deliveries
    with ThreadPoolExecutor(_LISTED_AT_ONCE) as pool:
        listings = list(pool.map(lambda name: list_delivery(watched.inbox / name), found))
    shapes = {name: item.look for name, item in zip(found, listings, strict=True)}
    return look_again(before, shapes, time.time())


def _run(
    folder: Folder, watched: Watched, looks: Looks, rhythm: Rhythm, progress: Progress | None
) -> Outcome:
    moving = frozenset(looks) - settled(looks, time.time(), rhythm.quiet_for)
    return run_in(
        folder,
        watched.inbox,
        watched.settings,
        watched.lists(),
        jobs=watched.jobs,
        workers=watched.workers,
        progress=progress,
        moving=moving,
    )


def _kept(folder: Folder) -> dict[str, Look]:
    """What the last run saw; nothing where that cannot be read."""
    try:
        found = json.loads(folder.looks.read_bytes())
        return {path: Look(str(listing), float(since)) for path, (listing, since) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(folder: Folder, looks: Looks) -> None:
    told = {path: [look.listing, look.since] for path, look in looks.items()}
    write_whole(folder.looks, json.dumps(told).encode("ascii"))
