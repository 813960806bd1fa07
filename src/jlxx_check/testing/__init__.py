"""For trying packs and checks: cases of a rule without files, packages with the report expected.

``load_cases``, ``run_case`` and ``differences`` are for cases (``rule_cases``), ``build_package``
makes the package that one describes (``case_packages``); ``try_pack`` runs all that lies beside a
pack (``pack_tries``). ``sample_photo`` and its like are what a check is called with by itself
(``case_facts``). Nothing here needs a test library.
"""

from jlxx_check.testing.case_facts import (
    BadCase,
    sample_audio,
    sample_document,
    sample_photo,
    sample_video,
)
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.pack_tries import Tried, try_pack
from jlxx_check.testing.rule_cases import Case, differences, load_cases, run_case
from jlxx_check.testing.sample_reports import essence, judge_sample

__all__ = [
    "BadCase",
    "Case",
    "Tried",
    "build_package",
    "differences",
    "essence",
    "judge_sample",
    "load_cases",
    "run_case",
    "sample_audio",
    "sample_document",
    "sample_photo",
    "sample_video",
    "try_pack",
]
