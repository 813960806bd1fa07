"""The reviewers' files of a run: each is YAML or a ledger, which its content tells.

All that is wrong with them is said at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from jlxx_check.decisions.from_ledger import Ledger, read_ledger, told_troubles
from jlxx_check.decisions.from_yaml import read_decisions
from jlxx_check.decisions.ledger_sheets import is_workbook
from jlxx_check.model.decision import DecisionsFile
from jlxx_check.model.kind_lookup import EXTENSIONS, extension
from jlxx_check.model.ledger_row import LedgerRow
from jlxx_check.model.pack import Pack
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_paths, require_flags, require_kind
from jlxx_check.values.plain_files import why_unreadable

#: Of files that have a known ending, those that decisions may stand in.
_READ = frozenset({".xlsx", ".xlsm", ".txt"})


_NEITHER = Text(
    "这不是核对结果文件，请给填好的核对台账（.xlsx），或 jlxx-check decisions new 写出的 YAML。",
    "holds no decisions; give the ledger filled in (.xlsx), or the YAML file that jlxx-check "
    "decisions new writes.",
)


@frozen
class Decisions:
    """The files given for a run."""

    files: tuple[DecisionsFile, ...] = ()
    #: For several packages, each file naming its own.
    several: bool = False
    #: What was filled in in ledgers, whether a decision was made of it or not.
    rows: tuple[LedgerRow, ...] = ()

    def without_rows(self) -> Decisions:
        """What packages are judged by: less to be sent to whoever does it."""
        return replace(self, rows=())

    def troubles(self) -> tuple[Text, ...]:
        """Which rows of ledgers were not used, and why."""
        return tuple(told_troubles(self.rows))

    def by_present_names(self, pack: Pack) -> tuple[DecisionsFile, ...]:
        """The files with every rule under its present id, should it have been renamed."""
        present = {alias: rule for rule, spec in pack.rules.items() for alias in spec.aliases}
        return tuple(
            replace(
                file,
                decisions=tuple(
                    replace(item, rule=present.get(item.rule or "", item.rule))
                    for item in file.decisions
                ),
            )
            for file in self.files
        )

    def bound_paths(self) -> frozenset[str]:
        """The files of a package that a decision gives a digest for."""
        return frozenset(
            decision.file
            for file in self.files
            for decision in file.decisions
            if decision.file is not None and decision.digest is not None
        )


def load_decisions(
    paths: str | Path | Iterable[str | Path],
    *,
    rulepack: str | None = None,
    packages: Iterable[str | Path] = (),
    several: bool = False,
) -> Decisions:
    """The files of a run, or one. Raises PackError with every problem found.

    rulepack: the id of the pack in use, which a file that names one has to name; None: whatever
    pack. packages: what is going to be judged; no package decides on itself, so no file may lie in
    one. several: one run over several packages; then a file has to say which package it is for.
    """
    if rulepack is not None:
        require_kind("rulepack", rulepack, str, "a pack's id")
    require_flags(several=several)
    given, judged = given_paths("paths", paths), given_paths("packages", packages)
    inside = [package.resolve() for package in judged if package.is_dir()]
    files: list[DecisionsFile] = []
    rows: list[LedgerRow] = []
    problems: list[PackProblem] = []
    for path in given:
        why = why_unreadable(path)
        if why is not None:
            problems.append(PackProblem(path, None, why))
            continue
        if any(path.resolve().is_relative_to(package) for package in inside):
            problems.append(PackProblem(path, None, _INSIDE))
            continue
        if extension(path.name) in EXTENSIONS.keys() - _READ:
            problems.append(PackProblem(path, None, _NEITHER))
            continue
        try:
            read = read_ledger(path) if is_workbook(path) else Ledger((read_decisions(path),), ())
        except PackError as error:
            problems += error.problems
            continue
        files += read.files
        rows += read.rows
        misfits = (why for file in read.files for why in _misfits(file, rulepack, several))
        problems += (PackProblem(path, None, why) for why in dict.fromkeys(misfits))
    if problems:
        raise PackError(problems)
    return Decisions(tuple(files), several, tuple(rows))


_INSIDE = Text(
    "核对结果文件不能放在被检查的材料包里，请移到别处。",
    "decisions are never read from inside the package that is judged; move the file elsewhere.",
)


def _misfits(file: DecisionsFile, rulepack: str | None, several: bool) -> Iterator[Text]:
    if None not in (file.rulepack, rulepack) and file.rulepack != rulepack:
        yield Text(
            f"这份核对结果是按规则包“{file.rulepack}”作出的，这次用的是“{rulepack}”。",
            f"these decisions were made by the pack '{file.rulepack}'; this run uses '{rulepack}'.",
        )
    of_several = bool(file.decisions) and all(item.sides for item in file.decisions)
    across = file.shared or of_several
    if several and file.package is None and not across:
        yield Text(
            "一次检查几个材料包时，核对结果文件要写明 package（材料包的名称）；"
            "跨单位的问题不用写 package，要写 sides。",
            "with several packages, a file of decisions has to say which one: package: NAME; those "
            "on findings across units name their sides instead.",
        )
