"""Films made what a notice asks for: their plan from their facts, and the work itself.

``film_wants`` is what a pack asks of a role's films, ``film_plan`` what is to be done with one of
them, ``mend_film`` does it. Only what a rule finds wrong is mended; lengths are never changed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jlxx_check.unit.repair.media.film_demands import FilmWants, film_wants
    from jlxx_check.unit.repair.media.film_faults import FilmCannotBeMended, FilmStopped
    from jlxx_check.unit.repair.media.film_mending import mend_film
    from jlxx_check.unit.repair.media.film_planning import FilmPlan, FilmVerb, film_plan
    from jlxx_check.unit.repair.media.film_recipe import FilmMended

__all__ = [
    "FilmCannotBeMended",
    "FilmMended",
    "FilmPlan",
    "FilmStopped",
    "FilmVerb",
    "FilmWants",
    "film_plan",
    "film_wants",
    "mend_film",
]

_HOMES = {
    "FilmCannotBeMended": "film_faults",
    "FilmMended": "film_recipe",
    "FilmPlan": "film_planning",
    "FilmStopped": "film_faults",
    "FilmVerb": "film_planning",
    "FilmWants": "film_demands",
    "film_plan": "film_planning",
    "film_wants": "film_demands",
    "mend_film": "film_mending",
}


# Hidden from whoever checks types, to whom a misspelt name is an error.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a name when it is first used: the process that makes a film needs none of them."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
