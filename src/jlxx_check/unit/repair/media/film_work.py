"""What is done in a process of its own: the source read, the draft written and looked at again."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from jlxx_check.probes.video.film_opening import refusals
from jlxx_check.text import Text
from jlxx_check.unit.repair.media.film_copying import copied
from jlxx_check.unit.repair.media.film_encoding import FilmEncoder
from jlxx_check.unit.repair.media.film_proof import decoded, same_length
from jlxx_check.unit.repair.media.film_recipe import FilmMended, FilmRecipe
from jlxx_check.unit.repair.media.film_streams import FilmRefusedError, FilmTracks, opened
from jlxx_check.values.frozen_types import frozen

#: The share of the work that making is; the rest is looking at what was made.
_MAKING = 0.95
#: Seconds from one word on how far it is to the next.
_BEAT = 0.2
#: What is the system's word on reading or writing, and not the film's fault.
_UNWRITABLE = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EACCES", "EPERM", "ENOENT")
    if hasattr(errno, name)
)
#: What a source tells of itself that the result says anew, or that is no longer so.
_NOT_KEPT = ("brand", "encoder", "handler", "vendor", "duration", "timecode")
_PLACES = ("location", "gps", "xyz")

NO_MEMORY = Text(
    "转换这个视频需要的内存太多。", "Converting this film takes more memory than there may be."
)
_NOT_DECODED = Text(
    "这个视频解码时出错，无法完整转换。",
    "Decoding this film failed, so that it cannot be converted whole.",
)


@frozen
class FilmJob:
    """One film to be made."""

    source: Path
    #: Where it is written; nobody else writes there.
    draft: Path
    recipe: FilmRecipe
    #: For what is needed meanwhile.
    folder: Path

    @property
    def beat(self) -> Path:
        """The file that says how far the work is: a number from 0 to 1."""
        return self.folder / "done"


@frozen
class FilmRefused:
    """Why no film came of it."""

    why: Text


@frozen
class FilmUnwritten:
    """The system does not let it be written."""

    number: int


Made = FilmMended | FilmRefused | FilmUnwritten


def make_film(job: FilmJob) -> Made:
    """Make the film, saying in ``job.beat`` how far it is."""
    return make_film_telling(job, _Beat(job.beat).tell)


def make_film_telling(job: FilmJob, tell: Callable[[float], None]) -> Made:
    """Make the film; ``tell`` is told the share that is done, and may raise to stop it."""
    try:
        return _made(job, tell)
    except FilmRefusedError as refusal:
        return FilmRefused(refusal.text)
    except MemoryError:
        return FilmRefused(NO_MEMORY)
    except refusals() as error:
        number = getattr(error, "errno", None) or 0
        return FilmUnwritten(number) if number in _UNWRITABLE else FilmRefused(_NOT_DECODED)


def _made(job: FilmJob, tell: Callable[[float], None]) -> FilmMended:
    recipe = job.recipe
    with opened(job.source, recipe.demuxer) as tracks:
        count, seconds, notes = _written(job, tracks, lambda done: tell(done * _MAKING))
    found = decoded(job.draft, count, lambda done: tell(_MAKING + done * (1 - _MAKING)))
    exact = recipe.demuxer == "mov"
    for source in (seconds, recipe.seconds):
        if source is not None:
            same_length(found.seconds, source, recipe.rate, exact=exact)
    return FilmMended(found.frames, float(found.seconds), recipe.copy_picture, notes)


def _written(
    job: FilmJob, tracks: FilmTracks, tell: Callable[[float], None]
) -> tuple[int, float | None, tuple[Text, ...]]:
    """Pictures put into the draft, seconds that the source ran, what a person may want to know."""
    import av

    recipe = job.recipe
    options = {"movflags": "+faststart"}
    with av.open(str(job.draft.absolute()), "w", format="mp4", options=options) as output:
        output.metadata.update(_told(tracks.container.metadata, location=recipe.keep_location))
        if recipe.copy_picture:
            return copied(tracks, recipe, output, tell), None, tracks.notes
        encoder = FilmEncoder(tracks, recipe, job.folder, tell)
        encoder.write(output)
    return encoder.frames, float(encoder.seconds), (*tracks.notes, *encoder.notes())


def _told(metadata: Mapping[str, str], *, location: bool) -> dict[str, str]:
    """What the source tells of itself: title, day, where it was filmed."""
    dropped = _NOT_KEPT if location else _NOT_KEPT + _PLACES
    return {
        key: value
        for key, value in metadata.items()
        if not any(word in key.casefold() for word in dropped)
    }


class _Beat:
    """Says in a file how far the work is, some times a second."""

    def __init__(self, path: Path) -> None:
        self._path, self._next = path, 0.0

    def tell(self, done: float) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _BEAT
            with suppress(OSError):  # whoever waits learns of it with the next one
                self._path.write_text(f"{done:.4f}", encoding="ascii")


def read_beat(path: Path) -> float | None:
    """How far the work is; None where nothing is said yet."""
    try:
        return float(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
