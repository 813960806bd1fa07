"""A batch again whenever something has come to rest, with nobody else writing in between.

On a network share nothing announces a change, and a copy may carry the original's time stamps. So a
package is looked at again and again, and has settled once nothing about it has changed for a while.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from jlxx_check.batch.batch_run import BatchResult, run_round
from jlxx_check.batch.cannot_batch import OutputGone, Unreachable
from jlxx_check.batch.desk import BatchCall, desk, see
from jlxx_check.batch.inbox import TO_GROW, list_arrivals, require_reach, whole_look, without_end
from jlxx_check.batch.judging import BatchProgress
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.vanished import SECOND_LOOK
from jlxx_check.text import Text, listed
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.whole_files import write_whole

#: Seconds after which at most it is tried again to read what could not be read.
_LONGEST = 1800.0


@frozen
class Sighting:
    """What a package looked like."""

    #: Every file's name, size and stamp, as one text.
    listing: str
    #: When it was first seen like this, seconds since the epoch.
    since: float
    #: It is an archive without an end, and has not been waited for long enough.
    coming: bool = False


Sightings = Mapping[str, Sighting]


def look_again(before: Sightings, found: Mapping[str, str], now: float) -> dict[str, Sighting]:
    """The looks after another round: what has not changed keeps the time since when.

    found: the listing by the package's path. A clock that was set back starts every package anew.
    One that was renamed is what it was: it need not come to rest again.
    """
    # Of what could not be listed nothing is known again.
    gone = {
        look.listing: look for path, look in before.items() if look.listing and path not in found
    }
    looks: dict[str, Sighting] = {}
    for path, listing in found.items():
        last = before.get(path) or gone.get(listing)
        same = last is not None and last.listing == listing and last.since <= now
        looks[path] = last if same and last is not None else Sighting(listing, now)
    return looks


def settled(looks: Sightings, now: float, quiet_for: float) -> frozenset[str]:
    """The packages that have not changed for so many seconds, and are there to their end."""
    return frozenset(
        path for path, look in looks.items() if now - look.since >= quiet_for and not look.coming
    )


@frozen
class Rhythm:
    """How often a watch looks, and how long it waits."""

    #: Seconds from one look to the next.
    every: float = 60
    #: Seconds that a package has to rest before it is judged.
    quiet_for: float = 30


def watch_once(
    call: BatchCall, rhythm: Rhythm, *, progress: BatchProgress | None = None
) -> BatchResult:
    """One run, for schedulers: what does not rest yet is waited for once, ``quiet_for`` long.

    What was seen is kept in the output folder, so that the next run need not wait for packages that
    have not changed since. Raises as ``run_batch`` does.
    """
    with desk(call) as folder:
        looks = look_in(call, folder, _kept(folder))
        if len(settled(looks, time.time(), rhythm.quiet_for)) < len(looks):
            time.sleep(rhythm.quiet_for)
            looks = look_in(call, folder, looks)
        _keep(folder, looks)
        return _run(call, folder, looks, rhythm, progress)


def watch(
    call: BatchCall,
    rhythm: Rhythm,
    *,
    progress: BatchProgress | None = None,
    tell: Callable[[Text], None] | None = None,
) -> Iterator[BatchResult]:
    """An outcome whenever the packages at rest are not those of the last run. Never ends by itself.

    An inbox that cannot be reached is waited for, and ``tell`` is called once each time it is lost,
    and once for what is still being copied, unless an outcome says so.
    Raises as ``run_batch`` does where the watch cannot begin, and OutputGone.
    """
    with desk(call) as folder:
        looks: Sightings = _kept(folder)
        glance = Glances(call, folder)
        last: object = None
        lost = False
        told: frozenset[str] = frozenset()
        #: When what is gone from the inbox may be given up; None: nothing is gone.
        again: float | None = None
        pause = SECOND_LOOK
        while True:
            _still_there(folder)
            try:
                looks = glance(looks)
                rest = settled(looks, time.time(), rhythm.quiet_for)
                state = {path: looks[path].listing for path in rest}
                outcome = None
                due = again is not None and time.time() >= again
                if due or (state != last and (state or last or folder.records)):
                    _keep(folder, looks)
                    outcome = _run(call, folder, looks, rhythm, progress)
                    last = state
                    # What could not be read is tried again, less and less often.
                    pause = min(2 * pause, _LONGEST) if due and outcome.open else SECOND_LOOK
                    wait = SECOND_LOOK if outcome.lost else pause if outcome.open else None
                    again = None if wait is None else time.time() + wait
                lost = False
                moving = frozenset(looks) - rest
                if tell and not outcome and moving - told:
                    tell(_copied(sorted(moving - told)))
                told = moving
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


def _still_there(folder: OutputFolder) -> None:
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


def _copied(paths: Sequence[str]) -> Text:
    named = listed(paths)
    return Text(
        f"还在复制，停止变化后再检查：{named.zh}。",
        f"Still being copied, to be judged once at rest: {named.en}.",
    )


class Glances:
    """Looks at an inbox in which hardly ever anything moves.

    Where nothing in it has, it is not asked again what is a package and what is none.
    """

    def __init__(self, call: BatchCall, folder: OutputFolder) -> None:
        self._call = call
        self._folder = folder
        self._last: object = None

    def __call__(self, before: Sightings) -> Sightings:
        """What there is, as ``look_in`` has it. Raises Unreachable, PackError."""
        require_reach(self._call.inbox, self._call.patience)
        _, wanted = self._call.lists().read(self._call.settings)
        whole = whole_look(self._call.inbox.resolve(), self._folder.out, self._call.patience)
        seen = whole and (whole, wanted)
        now = time.time()
        if seen and seen == self._last and all(_rests(look, now) for look in before.values()):
            return before
        looks = look_in(self._call, self._folder, before)
        # Taken before it was looked into: what changed meanwhile is seen the next time. And kept
        # only now: a look that failed is repeated.
        self._last = seen
        return looks


def _rests(look: Sighting, now: float) -> bool:
    """Whether nothing of it hangs on the time: no end is waited for, no clock was set back."""
    return not look.coming and look.since <= now


def look_in(call: BatchCall, folder: OutputFolder, before: Sightings) -> dict[str, Sighting]:
    """What there is now, and since when it has been as it is. Raises Unreachable, PackError."""
    found = see(call, folder, before).arrivals
    listed = list_arrivals(call.inbox, found, call.patience)
    shapes = {path: item.look for path, item in listed.items()}
    now = time.time()
    looks = look_again(before, shapes, now)
    coming = {
        item.path
        for item in found
        if now - looks[item.path].since < TO_GROW and without_end(call.inbox, item, call.patience)
    }
    return {path: replace(look, coming=path in coming) for path, look in looks.items()}


def _run(
    call: BatchCall,
    folder: OutputFolder,
    looks: Sightings,
    rhythm: Rhythm,
    progress: BatchProgress | None,
) -> BatchResult:
    moving = frozenset(looks) - settled(looks, time.time(), rhythm.quiet_for)
    return run_round(call, folder, progress=progress, moving=moving, second_look=True)


def _kept(folder: OutputFolder) -> dict[str, Sighting]:
    """What the last run saw; nothing where that cannot be read."""
    try:
        found = json.loads(folder.looks.read_bytes())
        return {
            path: Sighting(str(listing), float(since)) for path, (listing, since) in found.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(folder: OutputFolder, looks: Sightings) -> None:
    told = {path: [look.listing, look.since] for path, look in looks.items()}
    write_whole(folder.looks, json.dumps(told).encode("ascii"))
