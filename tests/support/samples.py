"""The sample packages' reports, each judged once a process."""

from __future__ import annotations

from functools import cache

from sample_packages.expected import judge

from jlxx_check.model.report import Report
from tests.support.reviewed import reviewed

#: After its name: as a reviewer has it the second time, with decisions and an earlier report.
REVIEWED = " reviewed"


@cache
def judged(name: str) -> Report:
    """The report of a sample, or of its review."""
    plain = name.removesuffix(REVIEWED)
    return judge(name) if plain == name else reviewed(judged(plain))
