"""Films made what a notice asks for: their plan from their facts, and the work itself.

``film_wants`` is what a pack asks of a role's films, ``film_plan`` what is to be done with one of
them, ``mend_film`` does it. Only what a rule finds wrong is mended; lengths are never changed.
"""

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
