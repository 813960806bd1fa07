"""One film mended: made by a process of its own, looked at again, and only then given its name."""

from __future__ import annotations

import errno
import os
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from jlxx_check.model.facts import Content, FileFacts, Group, Video
from jlxx_check.probes.video.mp4 import read_iso
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import (
    MemoryLimitError,
    NoProcessError,
    SandboxError,
    TimeLimitError,
)
from jlxx_check.sandbox.pool import shared_workers
from jlxx_check.text import Text, joined
from jlxx_check.unit.repair.media.film_demands import FilmWants
from jlxx_check.unit.repair.media.film_faults import FilmCannotBeMended, FilmStopped
from jlxx_check.unit.repair.media.film_planning import FilmPlan
from jlxx_check.unit.repair.media.film_recipe import FilmMended, FilmRecipe
from jlxx_check.unit.repair.media.film_work import (
    NO_MEMORY,
    FilmJob,
    FilmRefused,
    FilmUnwritten,
    Made,
    make_film,
    make_film_telling,
    read_beat,
)

#: Bytes that making one film may take; of 8K pictures some dozens are held.
_MEMORY = 4 * 1024**3
#: Seconds that one film may take, and those without any progress after which it hangs.
_LONGEST, _STILL = 24 * 3600.0, 900.0
#: Seconds from one look at the work to the next.
_LOOK = 0.2
_TRUSTED = (__package__ or "", "jlxx_check.text")

_HANGS = Text("转换这个视频时没有进展，已停止。", "Converting this film came to a standstill.")
_DIED = Text(
    "转换这个视频时程序意外中止，视频可能已损坏。",
    "The process that converted this film ended by itself; the film may be damaged.",
)

Progress = Callable[[float], None]
Stop = Callable[[], bool]


def mend_film(source: Path, to: Path, plan: FilmPlan, progress: Progress, stop: Stop) -> FilmMended:
    """Make ``to`` of ``source`` as planned; ``source`` is only read, ``to`` may not exist yet.

    plan: one with a recipe. progress: told the share that is done, 0 to 1, some times a second.
    stop: asked as often; once it says yes, FilmStopped is raised.

    Raises FilmCannotBeMended, FilmStopped, and OSError where the system fails to write (disk
    full): in each case nothing is left behind.
    """
    if plan.recipe is None:
        raise ValueError(plan.verb)
    if to.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(to))
    why, forward = _DIED, _Forward(progress)
    with _draft(to) as draft, tempfile.TemporaryDirectory(prefix="jlxx-film-") as folder:
        for recipe in _tries(plan, plan.recipe):
            made = _attempt(FilmJob(source, draft, recipe, Path(folder)), forward.tell, stop)
            if stop():  # a short film may be made before it is asked
                raise FilmStopped
            if isinstance(made, FilmUnwritten):
                raise OSError(made.number, os.strerror(made.number), str(to))
            if isinstance(made, FilmRefused):
                why = made.why
                continue
            faults = _faults(draft, plan.wants)
            if faults is None:
                draft.rename(to)
                return made
            why = faults
    raise FilmCannotBeMended(why)


class _Forward:
    """Passes on a share that is done, but never a smaller one: a second try begins anew."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._last = progress, 0.0

    def tell(self, done: float) -> None:
        self._last = max(self._last, done)
        self._progress(self._last)


def _tries(plan: FilmPlan, recipe: FilmRecipe) -> Iterator[FilmRecipe]:
    """As planned; where the picture cannot be kept as it is coded, it is coded anew.

    But none with which nothing is wrong: a film is worth more than the place that it tells.
    """
    yield recipe
    if recipe.copy_picture and plan.reasons:
        yield replace(recipe, copy_picture=False, copy_sound=False)


@contextmanager
def _draft(to: Path) -> Iterator[Path]:
    """A name beside the result's own, no longer than any may be, under which nothing is left."""
    draft = to.with_name(f".jlxx-{zlib.crc32(os.fsencode(to.name)):08x}.part")
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink()


def _faults(draft: Path, wants: FilmWants) -> Text | None:
    """What the pack's own checks say against the result; None where nothing."""
    size = draft.stat().st_size
    with draft.open("rb") as stream:
        body = read_iso(stream, size)
    if isinstance(body, Video) and body.damage is not None:
        return body.damage
    facts = FileFacts(draft.name, size, Content.MP4, Group.VIDEO, body)
    found = wants.faults(facts)
    if not found and isinstance(body, Video):
        return None
    said = joined((fault.text for fault in found), "", " ")
    return Text(f"转换后仍不符合要求：{said.zh}", f"It would still not comply: {said.en}")


def _attempt(job: FilmJob, progress: Progress, stop: Stop) -> Made:
    """What comes of a job in a process of its own, or in this one where no other comes up."""
    try:
        return _elsewhere(job, progress, stop)
    except NoProcessError:
        return make_film_telling(job, lambda done: _tell_here(done, progress, stop))
    except MemoryLimitError:
        return FilmRefused(NO_MEMORY)
    except TimeLimitError:
        return FilmRefused(_HANGS)
    except SandboxError:
        return FilmRefused(_DIED)


def _tell_here(done: float, progress: Progress, stop: Stop) -> None:
    if stop():
        raise FilmStopped
    progress(done)


def _elsewhere(job: FilmJob, progress: Progress, stop: Stop) -> Made:
    """Raises SandboxError, FilmStopped."""
    sandbox = Sandbox(shared_workers(), job, memory=_MEMORY, trusted=_TRUSTED, at_once=True)
    with ThreadPoolExecutor(1, "jlxx-film") as pool:
        answer = pool.submit(sandbox.call, make_film, _LONGEST)
        try:
            _watch(answer, job.beat, progress, stop)
        finally:
            if not answer.done():
                sandbox.stop()
        made = answer.result()
    if not isinstance(made, FilmMended | FilmRefused | FilmUnwritten):
        return FilmRefused(_DIED)  # the film has taken the process over
    return made


def _watch(answer: Future[object], beat: Path, progress: Progress, stop: Stop) -> None:
    """Wait for the answer. Raises FilmStopped, TimeLimitError."""
    last, since = None, time.monotonic()
    while not wait([answer], _LOOK).done:
        if stop():
            raise FilmStopped
        done, now = read_beat(beat), time.monotonic()
        if done is not None and done != last:
            last, since = done, now
            progress(done)
        elif now - since > _STILL:
            raise TimeLimitError
