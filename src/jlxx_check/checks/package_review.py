"""What only a person can decide of a package as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.outcome import Outcome, review
from jlxx_check.model.pack import Said
from jlxx_check.model.package import Package


class AskOfPackage(Parameters):
    """ask: what to look at."""

    ask: Said


@check("package.review")
def ask_of_package(package: Package, want: AskOfPackage) -> Iterator[Outcome]:
    """A person looks at something that concerns the package as a whole."""
    yield review(want.ask)
