"""What files were found to contain, remembered from one run to the next.

A cache only saves time: a run with it, without it, or with a broken one gives the same report.
"""

from __future__ import annotations

from jlxx_check.cache.facts_cache import FactsCache, Survey
from jlxx_check.cache.place import VARIABLE, default_folder
from jlxx_check.cache.remembered import Remembered, worth_keeping

__all__ = [
    "VARIABLE",
    "FactsCache",
    "Remembered",
    "Survey",
    "default_folder",
    "worth_keeping",
]
