"""The sample packages' reports, each judged once a run."""

from __future__ import annotations

from functools import cache

from sample_packages.expected import OPTIONS, judge

from jlxx_check.api import Reading
from jlxx_check.model.report import Report
from jlxx_check.text import Lang
from tests.support.remembered_files import files_remembered
from tests.support.reviewed import reviewed
from tests.support.shared import once_a_run

#: After its name: as a reviewer has it the second time, with decisions and an earlier report.
REVIEWED = " reviewed"
#: Every sample, the languages by turns: for what is asked of each sample in any language.
BY_TURNS = [(name, list(Lang)[at % len(Lang)]) for at, name in enumerate(sorted(OPTIONS))]


@cache
def judged(name: str) -> Report:
    """The report of a sample, or of its review."""
    plain = name.removesuffix(REVIEWED)
    if plain != name:
        return reviewed(judged(plain))
    report: Report = once_a_run(f"{name}.report", lambda: _judged_here(name))
    return report


def _judged_here(name: str) -> Report:
    """Read in this process, so that others need not read the sample's files again."""
    with files_remembered():
        return judge(name, Reading(isolated=False, jobs=1))
