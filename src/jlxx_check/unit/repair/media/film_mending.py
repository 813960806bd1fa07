"""One film mended: made by a process of its own, looked at again, and only then given its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jlxx_check.text import Text
from jlxx_check.unit.repair.media.film_faults import FilmCannotBeMended
from jlxx_check.unit.repair.media.film_planning import FilmPlan
from jlxx_check.unit.repair.media.film_recipe import FilmMended


def mend_film(
    source: Path,
    to: Path,
    plan: FilmPlan,
    progress: Callable[[float], None],
    stop: Callable[[], bool],
) -> FilmMended:
    """Make ``to`` of ``source`` as planned; ``source`` is only read, ``to`` may not exist yet.

    progress: told the share that is done, 0 to 1, some times a second. stop: asked as often; once
    it says yes, FilmStopped is raised.

    Raises FilmCannotBeMended, FilmStopped, and OSError where the system fails to write (disk
    full): in each case nothing is left behind.
    """
    raise FilmCannotBeMended(Text("尚不能转换。", "Not yet."))
