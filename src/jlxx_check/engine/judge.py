"""An understood package and bound rules in, one frozen report out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jlxx_check.binding import BoundRule
from jlxx_check.engine.entries import report_entries
from jlxx_check.engine.results import in_order, summary_of, verdict_of
from jlxx_check.engine.run import Masking, run_rule
from jlxx_check.model.about import VERSION
from jlxx_check.model.pack import Delivery, Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import (
    PackageInfo,
    PackInfo,
    Report,
    ReportRegister,
    ReportUnassigned,
)
from jlxx_check.model.text import Text, joined, same
from jlxx_check.values.masking import mask, mask_cell


def judge(
    package: Package, pack: Pack, rules: Sequence[BoundRule], *, show_personal: bool = False
) -> Report:
    """Every rule over the package. Personal numbers are masked unless ``show_personal``.

    Rules across packages are left out: of those a single package's report says nothing.
    """
    masking: Masking = str if show_personal else mask
    runs = [run_rule(rule, package, pack, masking) for rule in rules if not rule.spec.across]
    partial = len(runs) < sum(not spec.across for spec in pack.rules.values())
    found = (finding for run in runs for finding in run.findings)
    findings = in_order((entry.id for entry in package.entries), found)
    left = tuple(item for run in runs for item in run.not_judged)
    return Report(
        tool_version=VERSION,
        pack=pack_info(pack),
        package=_package_info(package),
        received=package.received,
        verdict=verdict_of(findings, left),
        summary=summary_of(
            findings,
            passed=sum(run.result.passed for run in runs),
            not_judged=sum(run.result.not_judged for run in runs),
        ),
        entries=report_entries(package, pack, str if show_personal else mask_cell),
        registers=_registers(package),
        unassigned=tuple(ReportUnassigned(item.path, item.why) for item in package.unassigned),
        findings=findings,
        not_judged=left,
        rules=tuple(run.result for run in runs),
        notes=_partial_notes(package, rules) if partial else _notes(package, pack),
        partial=partial,
        tallies=tuple(tally for run in runs for tally in run.tallies),
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


def _partial_notes(package: Package, rules: Sequence[BoundRule]) -> tuple[Text, ...]:
    """With few rules chosen, archives that do not open are still told of."""
    if any(rule.spec.check == "files.readable" for rule in rules):
        return package.notes
    shut = tuple(
        Text(f"“{item.path}”：{item.why.zh}", f"“{item.path}”: {item.why.en}")
        for item in package.unassigned
        if item.problem is not None
    )
    return (*package.notes, *shut)


def _notes(package: Package, pack: Pack) -> tuple[Text, ...]:
    """What a reader should know beside the findings."""
    if not package.facts and not package.unassigned:
        empty = Text(
            "这个材料包里没有任何文件，请检查路径是否写对。",
            "There is not a single file in this package; is the path right?",
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
