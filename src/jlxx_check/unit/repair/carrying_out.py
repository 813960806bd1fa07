"""The plan carried out: every file of the copy made in the workshop, several at a time."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jlxx_check.errors import InternalError
from jlxx_check.model.contents import Content
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.mend_plan import MendStep, MendVerb, NotMended
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.unit.repair.cannot_mend import CannotMendError
from jlxx_check.unit.repair.jpeg_tags import retagged
from jlxx_check.unit.repair.made_readable import source_key
from jlxx_check.unit.repair.media import (
    FilmCannotBeMended,
    FilmPlan,
    mend_film,
)
from jlxx_check.unit.repair.pictures import picture_as_jpeg
from jlxx_check.unit.repair.place_tags import without_place
from jlxx_check.unit.repair.planning import PlannedCopy
from jlxx_check.unit.repair.workshop import Workshop
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason

#: Told the files that are done, all of them, and a word on what is going on.
MendProgress = Callable[[int, int, str], None]
#: Seconds between two looks at whether the user interrupts.
_LOOK = 0.2
_BLOCK = 1 << 20

_WRITTEN_ANEW = frozenset({MendVerb.PICTURE, MendVerb.RETAG, MendVerb.FILM})
_KEPT = Text("已照原样放入", "it was put in as it is")


class _GivenUpError(InternalError):
    """The run ends: nobody waits for what is left of it."""


@frozen
class MadeFile:
    """A file of the copy. to: where it is in it. notes: what a person may want to know of it."""

    step: MendStep
    to: str
    notes: tuple[Text, ...] = ()


@frozen
class CarriedOut:
    """What came of a plan."""

    made: tuple[MadeFile, ...]
    cannot: tuple[NotMended, ...]


@dataclass(slots=True)
class CopyRun:
    """One run over a plan.

    facts: by path in the tree. registers: by a step's ``to``, what writes the draft.
    """

    tree: Tree
    facts: Mapping[str, FileFacts]
    planned: PlannedCopy
    shop: Workshop
    registers: Mapping[str, Callable[[Path], None]]
    jobs: int
    progress: MendProgress
    stop: threading.Event
    _done: tuple[int, int] = (0, 0)

    def run(self) -> CarriedOut:
        """Make all that is not made yet. Raises OSError where the system takes no more."""
        steps = sorted(self.planned.plan.copied, key=lambda step: step.verb is not MendVerb.FILM)
        found: dict[str, MadeFile | NotMended] = {}
        self._done = 0, len(steps)
        self.progress(*self._done, "")
        executor = ThreadPoolExecutor(max(1, self.jobs), thread_name_prefix="repair")
        try:
            waiting: dict[Future[list[MadeFile | NotMended]], MendStep] = {
                executor.submit(self._made, step): step for step in steps
            }
            left = set(waiting)
            while left:
                # In pieces: on Windows nothing interrupts a wait without an end.
                done, left = wait(left, timeout=_LOOK, return_when=FIRST_COMPLETED)
                for future in done:
                    for number, item in enumerate(future.result()):
                        found[f"{waiting[future].to}\0{number}"] = item
                    name = file_name(waiting[future].to or "")
                    self._done = self._done[0] + 1, len(steps)
                    self.progress(*self._done, name)
        finally:
            self.stop.set()
            executor.shutdown(wait=True, cancel_futures=True)
        order = {step.to: number for number, step in enumerate(self.planned.plan.steps)}
        made = [item for item in found.values() if isinstance(item, MadeFile)]
        self.shop.keep_only(self.shop.copy, {self.shop.in_copy(item.to) for item in made})
        return CarriedOut(
            tuple(sorted(made, key=lambda item: order[item.step.to])),
            tuple(item for item in found.values() if isinstance(item, NotMended)),
        )

    def _made(self, step: MendStep) -> list[MadeFile | NotMended]:
        """One file; also what could not be done with it."""
        assert step.to is not None
        path = self.shop.in_copy(step.to)
        key = self._key(step)
        try:
            if not self.shop.holds(path, key):
                self.shop.put(path, key, lambda to: self._write(step, to))
        except (CannotMendError, FilmCannotBeMended) as error:
            why = error.why if isinstance(error, CannotMendError) else error.text
            return self._as_it_was(step, key, why)
        return [MadeFile(step, step.to, self.shop.notes(path))]

    def _as_it_was(self, step: MendStep, key: str, why: Text) -> list[MadeFile | NotMended]:
        """The file under an honest name, where it can be read at all."""
        failed = NotMended(step.file, why, step.entry)
        if step.verb not in _WRITTEN_ANEW or step.to is None:
            return [failed]
        ending = PurePosixPath(self.planned.opens[step.to]).suffix.lower()
        to = step.to
        if PurePosixPath(to).suffix.lower() != ending:
            to = str(PurePosixPath(to).with_suffix(ending))
            if to in self.planned.opens:
                to = str(PurePosixPath(to).with_stem(f"{PurePosixPath(to).stem}（原件）"))
        try:
            self.shop.put(
                self.shop.in_copy(to), f"as it was:{key}", lambda at: self._copy(step, at)
            )
        except CannotMendError:
            return [failed]
        return [MadeFile(step, to, (_KEPT,)), failed]

    def _key(self, step: MendStep) -> str:
        path = self.planned.opens.get(step.to or "", "")
        told = source_key(self.facts[path]) if path in self.facts else repr(step.what)
        film = repr(self.planned.films.get(step.to or ""))
        return f"{step.verb}:{told}:{step.work}:{step.placeless}:{film}"

    def _write(self, step: MendStep, to: Path) -> Sequence[Text]:
        """Raises CannotMendError, FilmCannotBeMended, FilmStopped, and OSError of the target."""
        assert step.to is not None
        match step.verb:
            case MendVerb.FILM:
                return self._film(step, self.planned.films[step.to], to)
            case MendVerb.REGISTER:
                self.registers[step.to](to)
            case MendVerb.PICTURE | MendVerb.RETAG:
                to.write_bytes(self._picture(step))
            case _:
                self._copy(step, to)
        return ()

    def _picture(self, step: MendStep) -> bytes:
        path = self.planned.opens[step.to or ""]
        work = step.work
        assert work is not None
        try:
            with self.tree.open(path) as stream:
                content = self.facts[path].content
                if step.verb is MendVerb.RETAG and content is not Content.JPEG:
                    return without_place(stream.read(), content)
                if step.verb is MendVerb.RETAG:
                    return retagged(stream.read(), placeless=step.placeless, dpi=work.dpi)
                return picture_as_jpeg(stream, content, work, placeless=step.placeless)
        except OSError as error:
            raise CannotMendError(_unread(error)) from error

    def _film(self, step: MendStep, plan: FilmPlan, to: Path) -> Sequence[Text]:
        def told(share: float) -> None:
            self.progress(*self._done, f"{file_name(step.file)} {share:.0%}")

        path = self.planned.opens[step.to or ""]
        own = Path(self.tree.path) / path
        if _is_there(own, self.facts[path].size):
            return mend_film(own, to, plan, told, self.stop.is_set).notes
        with self.shop.draft() as draft:  # a member of an archive
            self._copy(step, draft)
            return mend_film(draft, to, plan, told, self.stop.is_set).notes

    def _copy(self, step: MendStep, to: Path) -> None:
        """Bit by bit, with the time that it had. Raises CannotMendError where it is not read."""
        path = self.planned.opens[step.to or ""]
        try:
            stream = self.tree.open(path)
        except OSError as error:
            raise CannotMendError(_unread(error)) from error
        with stream, to.open("wb") as target:
            while True:
                if self.stop.is_set():
                    raise _GivenUpError
                try:
                    block = stream.read(_BLOCK)
                except OSError as error:
                    raise CannotMendError(_unread(error)) from error
                if not block:
                    break
                target.write(block)
        modified = self.facts[path].modified
        if modified is not None:
            with suppress(OSError, OverflowError, ValueError):
                os.utime(to, (modified, modified))


def _is_there(path: Path, size: int) -> bool:
    """Whether a file of the package is one of the disk as it is."""
    try:
        info = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(info.st_mode) and info.st_size == size


def _unread(error: OSError) -> Text:
    why = reason(error)
    return Text(
        f"文件读不出来（{why.zh}），没有放入：请换一份好的",
        f"it cannot be read ({why.en}) and was left out: hand in a sound copy",
    )
