"""A reviewer's decisions on findings across units: who is meant is told by all the sides.

A decision names its rule and the sides (unit, entry, file), whatever their order and wherever the
packages lie now. It holds where each side of the finding is among those it names: one that joined
later was never looked at, so the finding stands again. One that names no sides, in the file of a
package, is about the only open finding of its rule that names that package's unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from jlxx_check.engine.ineffective import Idle, warning
from jlxx_check.model.batch_report import AcrossFinding, AcrossSide
from jlxx_check.model.decision import Choice, DecidedSide, Decision, DecisionsFile
from jlxx_check.model.outcome import Level
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name


def decide_across(
    found: Sequence[AcrossFinding],
    files: Sequence[DecisionsFile],
    *,
    today: date,
    unit: Callable[[str], str],
    judged: Collection[str],
    rules: Collection[str],
    masking: Callable[[str], str] = str,
) -> tuple[tuple[AcrossFinding, ...], tuple[Text, ...]]:
    """The findings with the decisions in force on them, and a note for each that has no effect.

    today: by which ``on`` and ``until`` are judged. unit: the same for all names of one unit.
    judged: the rules of this run. rules: all of the pack; what is not judged is left alone.
    """
    desk = _Across(list(found), today, unit, frozenset(judged), frozenset(rules))
    taken = [(file.package, item) for file in files for item in file.decisions]
    # What is left open by those that say what they are about is for those that do not.
    taken.sort(key=lambda one: not one[1].sides)
    notes: list[Text] = []
    for package, decision in taken:
        mine = _masked(decision, masking)
        idle = desk.take(decision, mine, package)
        if idle is not None:
            notes.append(_note(mine, idle))
    return tuple(desk.found), tuple(notes)


@dataclass(slots=True)
class _Across:
    """Decisions being applied one after the other; the first on a finding counts."""

    found: list[AcrossFinding]
    today: date
    unit: Callable[[str], str]
    judged: frozenset[str]
    rules: frozenset[str]

    def take(self, decision: Decision, shown: Decision, package: str | None) -> Idle | None:
        """Put the decision on its finding; else why it has no effect.

        One that names no sides is about a package by itself, unless its rule is one of these.
        package: the one that its file is for.
        """
        if not decision.sides and decision.rule not in self.judged:
            return None
        if decision.rule not in self.rules:
            return Idle.WIDE if decision.rule is None or "*" in decision.rule else Idle.NO_RULE
        if decision.rule not in self.judged:
            return None
        if decision.on > self.today:
            return Idle.AHEAD
        if decision.until is not None and decision.until < self.today:
            return Idle.EXPIRED
        of_rule = [
            place
            for place, item in enumerate(self.found)
            if item.sides and item.finding.rule == decision.rule
        ]
        if decision.sides:
            meant = [place for place in of_rule if self._covers(decision, self.found[place])]
        elif package is None:
            return Idle.NO_SIDES
        else:
            meant = [at for at in of_rule if self._concerns(decision, package, self.found[at])]
        open_ = [place for place in meant if self.found[place].finding.decision is None]
        may = [place for place in open_ if self._may(decision, self.found[place])]
        if not may:
            return self._nothing(decision, of_rule, meant, open_)
        exact = [place for place in may if len(self.found[place].sides) == len(decision.sides)]
        may = exact if decision.sides and exact else may
        if len(may) > 1:
            return Idle.SEVERAL if decision.sides else Idle.NO_SIDES
        item = self.found[may[0]]
        self.found[may[0]] = replace(item, finding=replace(item.finding, decision=shown))
        return None

    def _nothing(
        self, decision: Decision, of_rule: list[int], meant: list[int], open_: list[int]
    ) -> Idle:
        if meant:
            return Idle.NO_ITEM if open_ else Idle.TWICE
        if not decision.sides:
            return Idle.GONE
        for place in of_rule:
            fits = [self._fits(side, decision, strict=True) for side in self.found[place].sides]
            if sum(fits) > 1:
                return Idle.JOINED
        for place in of_rule:
            if all(self._fits(side, decision, strict=False) for side in self.found[place].sides):
                return Idle.CHANGED
        return Idle.GONE

    def _may(self, decision: Decision, item: AcrossFinding) -> bool:
        return decision.choice is Choice.WAIVED or item.finding.level is Level.REVIEW

    def _covers(self, decision: Decision, item: AcrossFinding) -> bool:
        """Of copies some may be gone; whoever are one person are one only as they were seen."""
        if not all(self._fits(side, decision, strict=True) for side in item.sides):
            return False
        return any(side.file or not side.entry for side in item.sides) or all(
            any(self._is(side, named, strict=True) for side in item.sides)
            for named in decision.sides
        )

    def _concerns(self, decision: Decision, package: str, item: AcrossFinding) -> bool:
        """Whether one of its sides is the package, and the entry and file where it names these."""
        unit = self.unit(package)
        named = DecidedSide("", decision.entry, decision.name, decision.file, decision.digest)
        bare = (decision.entry, decision.name, decision.file) == (None, None, None)
        return any(
            unit in {self.unit(side.unit), self.unit(PurePosixPath(side.package).name)}
            and (bare or self._is(replace(side, unit=""), named, strict=True))
            for side in item.sides
        )

    def _fits(self, side: AcrossSide, decision: Decision, *, strict: bool) -> bool:
        """Whether the decision names the side, or what is exactly the same as it."""
        return any(
            self._is(one, named, strict=strict)
            for one in (side, *side.copies)
            for named in decision.sides
        )

    def _is(self, side: AcrossSide, named: DecidedSide, *, strict: bool) -> bool:
        """strict: the file is the one that was looked at."""
        if self.unit(side.unit) != self.unit(named.unit) or not _is_entry(side, named):
            return False
        if not strict or side.file is None:
            return True
        if named.digest is not None and side.digest is not None:
            return named.digest == side.digest
        # A file without a digest is a form, of which an entry has one.
        return named.file is None or side.digest is None or _same(named.file, side.file)


def _is_entry(side: AcrossSide, named: DecidedSide) -> bool:
    """By kind and name where a name is given, since numbers change; else by the number."""
    if named.entry is None and named.name is None:
        return side.entry is None
    if named.entry is not None and named.entry.partition("/")[0] != side.kind:
        return False
    if named.name is None:
        return named.entry == side.entry
    return fold_name(named.name) == fold_name(side.name or "")


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _masked(decision: Decision, masking: Callable[[str], str]) -> Decision:
    return replace(decision, by=masking(decision.by), why=masking(decision.why))


def _note(decision: Decision, idle: Idle) -> Text:
    sides = (" ".join(filter(None, (side.unit, side.name))) for side in decision.sides)
    said = warning(replace(decision, name=" ↔ ".join(sides) or decision.name), idle)
    fix = said.fix or Text("", "")
    return Text(
        f"{said.message.zh}（{decision.source}）{fix.zh}",
        f"{said.message.en} ({decision.source}) {fix.en}",
    )
