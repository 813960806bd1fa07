"""An understood package and bound rules in, one frozen report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jlxx_check.binding import BoundRule
from jlxx_check.engine.entries import report_entries
from jlxx_check.engine.run import Masking, RuleRun, run_rule
from jlxx_check.model.about import VERSION
from jlxx_check.model.outcome import Level
from jlxx_check.model.pack import Delivery, Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import (
    Finding,
    PackageInfo,
    PackInfo,
    Report,
    ReportRegister,
    ReportUnassigned,
    Summary,
    Verdict,
)
from jlxx_check.model.text import Text, joined, same
from jlxx_check.values.masking import mask, mask_cell

_WEIGHT = {Level.ERROR: 0, Level.WARNING: 1, Level.REVIEW: 2, Level.INFO: 3}


def judge(
    package: Package, pack: Pack, rules: Sequence[BoundRule], *, show_personal: bool = False
) -> Report:
    """Every rule over the package. Personal numbers are masked unless ``show_personal``."""
    masking: Masking = str if show_personal else mask
    partial = len(rules) < len(pack.rules)
    runs = [run_rule(rule, package, pack, masking) for rule in rules]
    findings = _sorted(package, [run.findings for run in runs])
    return Report(
        tool_version=VERSION,
        pack=pack_info(pack),
        package=_package_info(package),
        received=package.received,
        verdict=_verdict(findings, runs),
        summary=_summary(findings, runs),
        entries=report_entries(package, pack, str if show_personal else mask_cell),
        registers=_registers(package),
        unassigned=tuple(ReportUnassigned(item.path, item.why) for item in package.unassigned),
        findings=findings,
        not_judged=tuple(item for run in runs for item in run.not_judged),
        rules=tuple(run.result for run in runs),
        notes=package.notes if partial else _notes(package, pack),
        partial=partial,
        tallies=tuple(tally for run in runs for tally in run.tallies),
    )


def _sorted(package: Package, groups: Iterable[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """The package's own findings first, then by entry; the gravest first; else the rules' order."""
    place = {entry.id: index for index, entry in enumerate(package.entries)}
    every = [finding for group in groups for finding in group]
    every.sort(key=lambda item: (place.get(item.entry or "", -1), _WEIGHT[item.level]))
    return tuple(every)


def _verdict(findings: tuple[Finding, ...], runs: list[RuleRun]) -> Verdict:
    if any(finding.level is Level.ERROR for finding in findings):
        return Verdict.NONCOMPLIANT
    if any(item.fault for run in runs for item in run.not_judged):
        return Verdict.INCOMPLETE
    return Verdict.COMPLIANT


def _summary(findings: tuple[Finding, ...], runs: list[RuleRun]) -> Summary:
    def count(level: Level) -> int:
        return sum(finding.level is level for finding in findings)

    return Summary(
        error=count(Level.ERROR),
        warning=count(Level.WARNING),
        review=count(Level.REVIEW),
        info=count(Level.INFO),
        passed=sum(run.result.passed for run in runs),
        not_judged=sum(run.result.not_judged for run in runs),
    )


def _package_info(package: Package) -> PackageInfo:
    total = sum(facts.size for facts in package.facts.values())
    return PackageInfo(package.path, package.name, package.kind, len(package.facts), total)


def pack_info(pack: Pack) -> PackInfo:
    """What a report says of the pack that it was made by."""
    to = pack.delivery
    return PackInfo(
        pack.id, pack.title, pack.sha256, pack.deadline, _address(to), to.office, to.mailbox
    )


def _address(delivery: Delivery) -> Text:
    """The office, its address, postcode and mailbox, in one line."""
    parts = [delivery.office, delivery.address]
    parts += [same(item) for item in (delivery.postcode, delivery.mailbox) if item]
    return joined((part for part in parts if part is not None), zh="，")


def _registers(package: Package) -> tuple[ReportRegister, ...]:
    why = {file.path: file.why for file in package.role_files}
    return tuple(
        ReportRegister(item.kind, item.path, len(item.rows), why[item.path])
        for item in package.registers
    )


def _notes(package: Package, pack: Pack) -> tuple[Text, ...]:
    """What a reader should know beside the findings."""
    if not package.facts and not package.unassigned:
        empty = Text(
            "这个文件夹里没有任何文件，请检查路径是否写对。",
            "There is not a single file in this folder; is the path right?",
        )
        return (empty,)
    return (*package.notes, *_welcome(package, pack))


def _welcome(package: Package, pack: Pack) -> Iterator[Text]:
    """What the notice encourages and some entries do not have: no fault, but said."""
    for kind, spec in pack.kinds.items():
        for role in spec.welcome:
            names = [entry.name for entry in package.of_kind(kind) if not entry.with_role(role)]
            if names:
                title = pack.roles[role].title
                yield Text(
                    f"通知鼓励提交{title.zh}（不是必须）。{spec.title.zh}中还没有{title.zh}的："
                    f"{'、'.join(names)}。",
                    f"The notice encourages, but does not require: {title.en}. "
                    f"{spec.title.en} without: {', '.join(names)}.",
                )
