"""A package judged: every rule run over it, and the report put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from jlxx_check.checks.first_steps import ADD_ROW, REMOVE_REPEAT
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.causes import together
from jlxx_check.engine.evidence import RowNames
from jlxx_check.engine.plugin_calls import CheckCalls
from jlxx_check.engine.results import in_order, summary_of, verdict_of
from jlxx_check.engine.rule_run import run_rule
from jlxx_check.model.about import VERSION
from jlxx_check.model.facts import Audio, FileFacts, Photo, ReadFailure, Unreadable, Video
from jlxx_check.model.nouns import Nouns, nouns_by_kind, nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Delivery
from jlxx_check.model.package import Entry, OwnedFile, Package
from jlxx_check.model.report import (
    NotJudged,
    PackageInfo,
    PackInfo,
    Report,
    ReportEntry,
    ReportFile,
    ReportRegister,
    ReportUnassigned,
    ReportValue,
)
from jlxx_check.text import Text, joined, listed, same
from jlxx_check.values.masking import mask_cell
from jlxx_check.values.showing import Showing, showing, shown_name
from jlxx_check.values.visible import visible

#: Characters that a form's value may have to be shown: names, dates, units, figures. A report is
#: passed on more widely than the form, so life stories stay in the form.
_LONGEST = 60


def report_entries(
    package: Package, pack: Pack, show: Showing, masking: Callable[[str], str]
) -> tuple[ReportEntry, ...]:
    """The entries in the package's order.

    show: goes over names and reasons. masking: goes over every value of their forms.
    """
    return tuple(
        ReportEntry(
            entry.id,
            entry.kind,
            pack.kinds[entry.kind].title,
            shown_name(entry.name, show),
            entry.order,
            entry.special,
            tuple(_file(file, package.facts[file.path], pack, show) for file in entry.files),
            entry.of,
            tuple(_values(entry, pack, masking)),
        )
        for entry in package.entries
    )


def _file(file: OwnedFile, facts: FileFacts, pack: Pack, show: Showing) -> ReportFile:
    spec = pack.roles.get(file.role)
    title = spec.title if spec else same(file.role)
    body = facts.body
    media = body if isinstance(body, Photo | Video | Audio) else None
    if isinstance(media, Photo):
        media = replace(media, look="")  # of use for comparing pictures alone
    problem = body.detail if isinstance(body, Unreadable | ReadFailure) else None
    why = Text(show(file.why.zh), show(file.why.en))
    return ReportFile(file.path, file.role, title, why, facts.size, media, problem)


def _values(entry: Entry, pack: Pack, masking: Callable[[str], str]) -> Iterator[ReportValue]:
    spec = pack.form_of(entry.kind)
    if entry.form is None or spec is None:
        return
    for label in spec.fields:
        text = " ".join(entry.form.text(label).split())
        if text and len(text) <= _LONGEST:
            yield ReportValue(label, visible(masking(text)))


def judge(
    package: Package,
    pack: Pack,
    rules: Sequence[BoundRule],
    *,
    show_personal: bool = False,
    processes: int = 1,
) -> Report:
    """Every rule over the package. Personal numbers are masked unless ``show_personal``.

    processes: as in ``CheckCalls``.
    Rules across packages are left out: of those a single package's report says nothing.
    """
    show, nouns = showing(personal=show_personal), nouns_by_kind(pack)
    calls, single = CheckCalls(package, pack, processes), [r for r in rules if not r.spec.across]
    rows = RowNames(package)
    runs = [run_rule(rule, package, pack, show, nouns, calls, rows) for rule in single]
    partial = len(runs) < sum(not spec.across for spec in pack.rules.values())
    found = (finding for run in runs for finding in run.findings)
    findings = in_order((entry.id for entry in package.entries), together(found))
    left = _one_way_out([item for run in runs for item in run.not_judged], package, nouns)
    passed = sum(run.result.passed for run in runs)
    notes = _partial_notes(package, rules) if partial else _notes(package, pack)
    if all(rule.spec.check != "package.recognised" for rule in rules):
        notes += tuple(item.why for item in package.misplaced)  # no rule asks a person about them
    return Report(
        tool_version=VERSION,
        pack=pack_info(pack),
        package=_package_info(package),
        received=package.received,
        verdict=verdict_of(findings, left, entries=len(package.entries), passed=passed),
        summary=summary_of(
            findings,
            passed=passed,
            not_judged=sum(run.result.not_judged for run in runs),
        ),
        entries=report_entries(package, pack, show, str if show_personal else mask_cell),
        registers=_registers(package, show),
        unassigned=tuple(
            ReportUnassigned(item.path, _shown(item.why, show)) for item in package.unassigned
        ),
        findings=findings,
        not_judged=left,
        rules=tuple(run.result for run in runs),
        notes=tuple(_shown(note, show) for note in notes),
        partial=partial,
        tallies=tuple(tally for run in runs for tally in run.tallies),
    )


def _one_way_out(
    left: Sequence[NotJudged], package: Package, nouns: Mapping[str | None, Nouns]
) -> tuple[NotJudged, ...]:
    """What was not judged; no row is asked for whoever is listed already and has to go."""
    entries = {entry.id: entry for entry in package.entries}

    def is_told(item: NotJudged, fix: Text) -> bool:
        entry = entries.get(item.entry or "")
        return entry is not None and item.fix == nouns[entry.kind].fill(fix)

    def about(item: NotJudged) -> str | None:
        entry = entries.get(item.entry or "")
        return entry.of or entry.id if entry else None

    ways = {about(item): item.fix for item in left if is_told(item, REMOVE_REPEAT)}
    return tuple(
        replace(item, fix=ways[about(item)])
        if about(item) in ways and is_told(item, ADD_ROW)
        else item
        for item in left
    )


def _shown(text: Text, show: Showing) -> Text:
    return Text(show(text.zh), show(text.en))


def _package_info(package: Package) -> PackageInfo:
    total = sum(facts.size for facts in package.facts.values())
    files = len(package.facts)
    return PackageInfo(
        package.path, package.name, package.kind, files, total, package.seal, package.units
    )


def pack_info(pack: Pack) -> PackInfo:
    """What a report says of the pack that it was made by."""
    to = pack.delivery
    return PackInfo(
        pack.id,
        pack.title,
        pack.sha256,
        pack.due,
        _address(to),
        to.office,
        to.mailbox,
        nouns_of(pack),
        pack.given,
    )


def _address(delivery: Delivery) -> Text:
    """The office, its address, postcode and mailbox, in one line."""
    parts = [delivery.office, delivery.address]
    parts += [same(item) for item in (delivery.postcode, delivery.mailbox) if item]
    return joined((part for part in parts if part is not None), zh="，")


def _registers(package: Package, show: Showing) -> tuple[ReportRegister, ...]:
    why = {file.path: file.why for file in package.role_files}
    return tuple(
        ReportRegister(item.kind, item.path, len(item.rows), _shown(why[item.path], show))
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
                title, named = pack.roles[role].title, listed(names)
                yield Text(
                    f"通知鼓励提交{title.zh}（不是必须）。{spec.title.zh}中还没有{title.zh}的："
                    f"{named.zh}。",
                    f"The notice encourages, but does not require: {title.en}. "
                    f"{spec.title.en} without: {named.en}.",
                )
