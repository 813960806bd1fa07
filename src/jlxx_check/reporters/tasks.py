"""What is to do, by whom, a line a cause: what is read first, the details being elsewhere.

One slip may make many findings: a form with five empty fields is one thing to do. What is said here
is short; every finding stands in full in the report beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from rich.cells import cell_len

from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import SPECIAL, Nouns
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report, ReportEntry, Verdict
from jlxx_check.reporters.wording import WHOLE, heading
from jlxx_check.text import Lang, Text, joined, listed, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern

#: What there is to do something about; an item of the checklist is somebody else's to do.
TO_DO = (Level.ERROR, Level.WARNING)

_NUMBERS = late_pattern(r"\d+")
#: Where a sentence or half of one ends in each language.
_ENDS = {Lang.ZH: late_pattern("[。；]"), Lang.EN: late_pattern("[.;](?= )")}
#: What stands between marks of one pair is never cut.
_PAIRED = late_pattern(r"“[^”]*”|（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*\)")
_STOPS = "。；.; "
#: The most files that a line names, and the most of whom it says the same.
_FILES, _ALIKE = 3, 8
#: And so many names a message that stands for several.
_NAMES = 20


@frozen
class Task:
    """One thing to do: what is wrong, what to do ("" where nothing is advised), how many findings.

    Both are without a full stop at their end, and not yet made safe to show.
    """

    level: Level
    what: str
    do: str
    findings: tuple[Finding, ...]


@frozen
class Share:
    """What one person or project (None: whoever puts the package together) has to do."""

    entry: ReportEntry | None
    tasks: tuple[Task, ...]

    @property
    def errors(self) -> int:
        """Findings that are errors."""
        return sum(len(task.findings) for task in self.tasks if task.level is Level.ERROR)

    @property
    def title(self) -> Text:
        """Kind, number and name."""
        return heading(self.entry)


def shares(report: Report, lang: Lang, levels: Collection[Level] = TO_DO) -> tuple[Share, ...]:
    """The package as a whole first, then the entries in their order; who has nothing is left out.

    What a reviewer has decided on is not to be done.
    """
    found: dict[str | None, list[Finding]] = {}
    for finding in report.findings:
        if finding.level in levels and finding.decision is None:
            found.setdefault(finding.entry, []).append(finding)
    owners: list[ReportEntry | None] = [None, *report.entries]
    asked = ((owner, found.get(owner.id if owner else None)) for owner in owners)
    return tuple(Share(owner, _tasks(items, lang)) for owner, items in asked if items)


def short(text: str, room: int, lang: Lang) -> str:
    """The first sentences that fit into so many cells, one at least; dots where some are left out.

    A sentence is never broken: half of a condition would say something else.
    """
    paired = [found.span() for found in _PAIRED.finditer(text)]
    ends = [
        found.end()
        for found in _ENDS[lang].finditer(text)
        if not any(start < found.end() <= end for start, end in paired)
    ]
    if not ends or cell_len(text) <= room:
        return text.rstrip(_STOPS)
    fitting = [end for end in ends if cell_len(text[:end]) <= room]
    kept = text[: fitting[-1] if fitting else ends[0]]
    dots = "……" if lang is Lang.ZH else " …"
    return kept.rstrip(_STOPS) + (dots if len(kept) < len(text.rstrip(_STOPS)) else "")


def tally(report: Report) -> Text:
    """The number of errors by person or project; "" where there is none."""
    return _listed(
        ((share.entry, share.errors) for share in shares(report, Lang.ZH, (Level.ERROR,))),
        report.pack.nouns,
    )


def parted(
    left: Iterable[NotJudged], wrong: Collection[Finding]
) -> tuple[list[NotJudged], tuple[NotJudged, ...]]:
    """What waits until an error is mended, and what has to be done something about by itself.

    left, wrong: of one owner. An unreadable file is an error already; a missing paper is told
    without a file.
    """
    items, files = list(left), {item.file for item in wrong}
    waiting = [
        item
        for item in items
        if item.lack is Lack.MATERIAL and wrong and (item.file is None or item.file in files)
    ]
    return waiting, tuple(item for item in items if item not in waiting)


def begin(report: Report) -> Text | None:
    """Where to begin, of several who have something to mend.

    First what keeps other requirements from being judged, since it may hide more errors.
    """
    wrong = shares(report, Lang.ZH, (Level.ERROR,))
    if report.verdict is not Verdict.NONCOMPLIANT or len(wrong) < 2:
        return None
    owners = {share.entry.id if share.entry else None: share.entry for share in wrong}
    waiting = Counter(
        item.entry
        for item in report.not_judged
        if item.lack is Lack.MATERIAL and item.decision is None and item.entry in owners
    )
    if waiting:
        who = _listed(
            ((owner, 0) for key, owner in owners.items() if key in waiting), report.pack.nouns
        )
        number = sum(waiting.values())
        return Text(
            f"先补齐缺少的、换好打不开的材料（{who.zh}）：有{number}项要求因此没有检查，"
            "改好后可能还有新的问题。",
            f"Begin with what is missing or cannot be read ({who.en}): {number} requirement(s) "
            "could not be judged for want of it, and may show more.",
        )
    most = max(wrong, key=lambda share: share.errors)
    if most.errors < 2:
        return None
    who = heading(most.entry)
    return Text(
        f"错误最多的是“{who.zh}”（{most.errors}处），可以从这里改起。",
        f"Most errors are with “{who.en}” ({most.errors}): begin there.",
    )


def labels(entries: Iterable[ReportEntry], nouns: Nouns) -> dict[str, Text]:
    """Entry id → its name; what tells them apart beside it where two are called alike."""
    single = nouns.fill(SPECIAL)
    listed = tuple(entries)
    names = Counter((entry.name, entry.of is not None) for entry in listed)
    numbers = Counter((entry.name, _number(entry)) for entry in listed)
    return {entry.id: _label(entry, names, numbers, single) for entry in listed}


def _label(
    entry: ReportEntry,
    names: Counter[tuple[str, bool]],
    numbers: Counter[tuple[str, str]],
    single: Text,
) -> Text:
    special = entry.of is not None
    if names[entry.name, special] > 1:
        number = _number(entry)
        kind = entry.kind_title if numbers[entry.name, number] > 1 else same("")
        return Text(f"{entry.name}（{kind.zh}{number}）", f"{entry.name} ({kind.en}{number})")
    if special and names[entry.name, False]:
        return Text(f"{entry.name}（{single.zh}）", f"{entry.name} ({single.en})")
    return same(entry.name)


def _number(entry: ReportEntry) -> str:
    return entry.id.rpartition("/")[2]


def _listed(counts: Iterable[tuple[ReportEntry | None, int]], nouns: Nouns) -> Text:
    owners = tuple(counts)
    names = labels((entry for entry, _ in owners if entry), nouns)
    told = ((names[entry.id] if entry else WHOLE, number) for entry, number in owners)
    return joined(
        Text(f"{name.zh}{number}处", f"{name.en} {number}") if number else name
        for name, number in told
    )


def _tasks(findings: Sequence[Finding], lang: Lang) -> tuple[Task, ...]:
    """One for each cause, errors first, else in the report's order."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        likeness = _NUMBERS.sub("0", outside_names(finding.message.say(lang)))
        # Rows of two registers are people and projects: each its own thing to do.
        paper = finding.file if finding.where and finding.entry is None else None
        key = (finding.level, finding.rule, finding.fix, likeness, paper)
        groups.setdefault(key, []).append(finding)
    made = (_task(group, lang) for group in groups.values())
    return tuple(sorted(made, key=lambda task: list(Level).index(task.level)))


def _task(group: Sequence[Finding], lang: Lang) -> Task:
    first = group[0]
    do = first.fix.say(lang) if first.fix else ""
    do = do.removeprefix("请") if lang is Lang.ZH else do
    return Task(first.level, _what(group, lang), do.rstrip(_STOPS), tuple(group))


#: What a message names; what is the same of two messages is the rest of them.
_NAMED = late_pattern(r"“[^”]*”")


def outside_names(message: str) -> str:
    """A message without what it names."""
    return _NAMED.sub("“”", message)


def _what(group: Sequence[Finding], lang: Lang) -> str:
    messages = list(dict.fromkeys(item.message.say(lang).rstrip(_STOPS) for item in group))
    said = merged_messages(messages, lang)
    many = len(group) if said is None else 0
    said = messages[0] if said is None else said
    # A place in an entry's paper is told by its words: 推介表的“学历”. What a whole file is like is
    # not, nor which of the package's papers it is.
    # Of names that are but counted in what is said, each is in its own message.
    files = dict.fromkeys(
        item.file
        for item in group
        if item.file
        and not (item.where and item.entry)
        and (many or PurePosixPath(item.file).stem not in item.message.say(lang))
    )
    names = [file_name(path) for path in files if PurePosixPath(path).stem not in said]
    tail = []
    if many:
        alike = _alike(messages, lang)
        colon = Text("：", ": ") if alike else same("")
        tail.append(
            Text(f"同类共{many}处{colon.zh}{alike}", f"{many} of this kind{colon.en}{alike}")
        )
    if names:
        comma = "、" if lang is Lang.ZH else ", "
        more = len(names) - _FILES
        rest = Text(f"等{len(names)}个文件", f" and {more} more") if more > 0 else same("")
        tail.append(same(comma.join(names[:_FILES]) + rest.say(lang)))
    if not tail:
        return said
    about = joined(tail, "；", "; ").say(lang)
    return f"{said}（{about}）" if lang is Lang.ZH else f"{said} ({about})"


def _alike(messages: Sequence[str], lang: Lang) -> str:
    """Whom messages are about that differ in a name and in numbers; "" where no one name tells."""
    names = [_NAMED.findall(message) for message in messages]
    columns = [dict.fromkeys(column) for column in zip(*names, strict=True)]
    differing = [list(column) for column in columns if len(column) > 1]
    if len(differing) != 1:
        return ""
    (found,) = differing
    comma = "、" if lang is Lang.ZH else ", "
    listed = comma.join(name[1:-1] for name in found[:_ALIKE])
    more = Text(f"等{len(found)}个", f" and {len(found) - _ALIKE} more").say(lang)
    return listed + (more if len(found) > _ALIKE else "")


def merged_messages(messages: Sequence[str], lang: Lang) -> str | None:
    """Messages that differ in one name alone, as one with all the names; None where they do not.

    messages: alike by ``outside_names``.
    """
    if len(messages) == 1:
        return messages[0]
    names = [_NAMED.findall(message) for message in messages]
    places = [
        place for place, column in enumerate(zip(*names, strict=True)) if len(set(column)) > 1
    ]
    if len(places) != 1 or len({outside_names(message) for message in messages}) > 1:
        return None
    (place,) = places
    said = listed([name[place][1:-1] for name in names], _NAMES).say(lang)
    parts = iter([*names[0][:place], f"“{said}”", *names[0][place + 1 :]])
    return _NAMED.sub(lambda _: next(parts), messages[0])
