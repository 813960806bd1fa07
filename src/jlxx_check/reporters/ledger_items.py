"""What a person is to look at in a package, item by item, each with the key of its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jlxx_check.model.batch_report import AcrossFinding
from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.ledger_row import LedgerKey, evidence_of, key_text, shown_mark, sizes_of
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry
from jlxx_check.reporters.sections import whose
from jlxx_check.reporters.wording import LEVELS, NOT_JUDGED, WHOLE
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

#: Characters of a value that fits a cell beside others, and how many of them.
_SHORT_VALUE, _VALUES = 30, 7
_LEVELS = (Level.ERROR, Level.WARNING, Level.REVIEW)


@frozen
class LedgerPart:
    """A package's report and where its files are.

    link: its folder as seen from the ledger's; None: none leads there. layers: the same of what is
    laid over it, by what their files' paths begin with.
    """

    report: Report
    link: str | None = None
    layers: Mapping[str, str | None] = field(default_factory=dict)


@frozen
class LedgerItem:
    """One item: what its row shows, and what was decided on it."""

    key: LedgerKey
    #: What it was made of.
    source: Finding | NotJudged
    unit: str
    level: Text
    kind: Text
    #: Whose it is; the words for the package as a whole where it is nobody's.
    about: Text
    title: Text
    message: Text
    #: What the papers say of it, masked.
    facts: Text | None
    file: str | None
    where: str | None
    decision: Decision | None
    objection: Decision | None

    @property
    def asked(self) -> bool:
        """Whether it is an item of the checklist; else a finding that may be waived."""
        return self.key.asked

    @property
    def said(self) -> Decision | None:
        """What somebody has found who looked at it."""
        return self.decision or self.objection

    @property
    def key_text(self) -> str:
        """The key as its row holds it."""
        return key_text(self.key)

    @property
    def wrong(self) -> bool:
        """Whether somebody looked at it and it does not hold."""
        return self.said is not None and self.said.choice is Choice.WRONG


def items_of(report: Report, lang: Lang) -> tuple[LedgerItem, ...]:
    """The items in the report's order: the checklist and what had no result, and what was found.

    Where several rules fail for one cause each is an item, since a decision names one rule. What a
    person who has read a paper settles with it is no item of its own. lang: of the words that the
    row shows.
    """
    facts = [fact for item in report.findings for fact in item.apart if _concerns(fact)]
    read = {(item.entry, item.file) for item in facts if item.level is Level.REVIEW}
    left = [
        item
        for item in report.not_judged
        if item.lack is Lack.MATERIAL and not (item.file and (item.entry, item.file) in read)
    ]
    return tuple(_Maker(report, lang, [*facts, *left]).items())


def _concerns(item: Finding) -> bool:
    return item.level in _LEVELS and not item.of_the_call


@dataclass(slots=True)
class _Maker:
    report: Report
    lang: Lang
    every: list[Finding | NotJudged]

    def items(self) -> Iterator[LedgerItem]:
        entries = {entry.id: entry for entry in self.report.entries}
        place = {None: -1} | {entry.id: at for at, entry in enumerate(self.report.entries)}
        titles = {rule.id: rule.title for rule in self.report.rules}
        sizes = sizes_of(self.report)
        told = [(item, evidence_of(item, sizes)) for item in self.every]
        alike = Counter((item.rule, item.entry, evidence) for item, evidence in told)
        for item, evidence in sorted(told, key=lambda one: place.get(one[0].entry, -1)):
            alone = alike[item.rule, item.entry, evidence] == 1
            entry = entries.get(item.entry or "")
            title = titles.get(item.rule, same(item.rule))
            yield self._item(item, entry, title, evidence, alone=alone)

    def _item(
        self,
        item: Finding | NotJudged,
        entry: ReportEntry | None,
        title: Text,
        evidence: str,
        *,
        alone: bool,
    ) -> LedgerItem:
        unit, (kind, name) = self.report.package.name, whose(entry)
        about = same(name) if entry else WHOLE
        found = item if isinstance(item, Finding) else None
        asked = found is None or found.level is Level.REVIEW
        # What a person confirms of an entry does not hang on where a file lies.
        placed = not (asked and alone)
        key = LedgerKey(
            rulepack=self.report.pack.id,
            package=unit,
            rule=item.rule,
            entry=entry.id if entry else None,
            name=entry.name if entry else None,
            file=item.file if placed else None,
            where=found.where if found and item.file and placed else None,
            evidence=evidence,
            digest=found.digest if found and item.file and not asked else None,
            asked=asked,
            shown=shown_mark(
                *(visible(word.say(self.lang)) for word in (same(unit), about, title))
            ),
            about=found.about if found else None,
        )
        return LedgerItem(
            key,
            item,
            unit,
            LEVELS[found.level] if found else NOT_JUDGED,
            kind,
            about,
            title,
            found.message if found else _why(item),
            _facts(found, entry),
            item.file,
            found.where if found else None,
            item.decision,
            item.objection,
        )


def across_items(
    across: Iterable[AcrossFinding], rulepack: str, titles: Mapping[str, Text], lang: Lang
) -> tuple[LedgerItem, ...]:
    """What shows only across units: an item each, known again by all of its sides.

    titles: of the rules.
    """
    return tuple(
        _across(item, rulepack, titles.get(item.finding.rule, same(item.finding.rule)), lang)
        for item in across
        if item.sides and item.finding.level in _LEVELS
    )


def _across(item: AcrossFinding, rulepack: str, title: Text, lang: Lang) -> LedgerItem:
    found, sides = item.finding, item.sides
    unit = "、".join(dict.fromkeys(side.unit for side in sides))
    about = same("、".join(dict.fromkeys(side.name for side in sides if side.name)))
    words = (same(unit), about, title)
    key = LedgerKey(
        rulepack,
        "",
        found.rule,
        *(None, None, None, None),
        evidence="",
        digest=None,
        asked=found.level is Level.REVIEW,
        shown=shown_mark(*(visible(word.say(lang)) for word in words)),
        sides=tuple((side.unit, side.entry, side.name, side.file, side.digest) for side in sides),
    )
    return LedgerItem(
        key,
        found,
        unit,
        LEVELS[found.level],
        same(""),
        about,
        title,
        found.message,
        found.observed,
        None,
        None,
        found.decision,
        found.objection,
    )


def _why(item: Finding | NotJudged) -> Text:
    return item.why if isinstance(item, NotJudged) else item.message


def _facts(found: Finding | None, entry: ReportEntry | None) -> Text | None:
    """What was observed; else, for who checks a person or a project, the form's short values."""
    said: list[Text] = []
    if found is not None and found.observed is not None:
        said.append(found.observed)
    elif entry is not None and (found is None or found.level is Level.REVIEW):
        message = found.message.zh if found else ""
        short = [
            value
            for value in entry.values
            if len(value.text) <= _SHORT_VALUE and value.text not in f"{entry.name}{message}"
        ]
        said += (
            Text(f"{value.label}：{value.text}", f"{value.label}: {value.text}")
            for value in short[:_VALUES]
        )
    return joined(said, "；", "; ") if said else None
