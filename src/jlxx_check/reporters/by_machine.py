"""可由程序处理: which findings ``repair`` can mend, told from the report alone.

Nothing is opened again: what was measured of a picture stands in the report, and so does what the
rule asks. The whole plan, which also names and files what is right already, is ``repair
--dry-run``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.picture_wants import PictureWants, UnfitPictureError, picture_work
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.model.contents import Content
from jlxx_check.model.facts import Photo, Video
from jlxx_check.model.nouns import REGISTER, REGISTERS
from jlxx_check.model.report import Finding, Report, ReportFile
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.tasks import TO_DO, labels
from jlxx_check.reporters.wording import WHOLE
from jlxx_check.text import Text, joined
from jlxx_check.values.frozen_types import frozen

FILMS = Text("视频转换为要求的格式", "films converted to what is asked for")
PICTURES = Text("照片按要求重存", "pictures written anew as asked for")
NAMES = Text("按内容改正扩展名，或转换格式", "names or formats put right")
FILED = Text("文件、文件夹按规定命名", "files and folders named as prescribed")
_REGISTERS = Text(f"由已填的表生成{REGISTER}草稿", f"{REGISTERS} drafted from the forms")
LEFTOVERS = Text("系统留下的文件不放入", "leftovers left out")
PLACES = Text("去掉拍摄地点", "places taken out")
_BY_CHECK = {
    "file.type": NAMES,
    "file.name": FILED,
    "entry.folder-name": FILED,
    "package.leftovers": LEFTOVERS,
    "photo.no-place": PLACES,
}
#: How long a film runs is what somebody filmed.
_NOT_BY_EXPORT = frozenset({"video.duration"})
_PICTURES = frozenset(
    {"photo.size", "photo.print-size", "photo.colour-mode", "photo.dpi", "file.size"}
)


@frozen
class MachineTask:
    """What the machine does, and the findings that it settles."""

    title: Text
    findings: tuple[Finding, ...]

    def files(self, report: Report) -> list[tuple[Text, Finding]]:
        """One of its findings for each file, and whose file that is."""
        names = labels(report.entries, report.pack.nouns)
        firsts = {(item.entry, item.file): item for item in reversed(self.findings)}
        first = sorted(firsts.values(), key=self.findings.index)
        return [(names.get(item.entry or "", WHOLE), item) for item in first]


def by_machine(report: Report) -> tuple[MachineTask, ...]:
    """By what is done, in the report's order; what a reviewer has settled is left out."""
    rules = {rule.id: rule for rule in report.rules}
    files = {file.path: file for entry in report.entries for file in entry.files}
    found: dict[Text, list[Finding]] = {}
    for finding in report.facts:
        if finding.decision is None and finding.rule in rules:
            title = _done(finding, rules[finding.rule], files.get(finding.file or ""))
            # What is only worth knowing nobody has to mend, but for what a picture gives away.
            if title is not None and (finding.level in TO_DO or title is PLACES):
                found.setdefault(title, []).append(finding)
    fill = report.pack.nouns.fill
    return tuple(MachineTask(fill(title), tuple(items)) for title, items in found.items())


def left_to_people(report: Report) -> tuple[Finding, ...]:
    """What there is to do that ``repair`` cannot settle; of what it settles in part, the rest."""
    machines = {id(fact) for task in by_machine(report) for fact in task.findings}
    left: list[Finding] = []
    for finding in report.findings:
        if finding.level in TO_DO:
            rest = [fact for fact in finding.apart if id(fact) not in machines]
            left += [finding] if len(rest) == len(finding.apart) else rest
    return tuple(left)


def machine_line(tasks: Iterable[MachineTask], report: Report) -> Text:
    """How many files each is done with, in a line; "" where there is none."""
    counted = ((task.title, len(task.files(report))) for task in tasks)
    said = (Text(f"{title.zh}{number}个", f"{title.en} {number}") for title, number in counted)
    return joined(said, "；", "; ")


def _done(finding: Finding, rule: RuleResult, file: ReportFile | None) -> Text | None:
    if rule.check == "register.present":
        return _REGISTERS if finding.file is None else None
    media = file.media if file else None
    # Only of a film or a picture is the registry asked: it then imports many a check.
    if isinstance(media, Video) and rule.check not in _NOT_BY_EXPORT:
        known = REGISTRY.get(rule.check)
        if known is not None and known.family is EXPORT:
            return FILMS if media.damage is None else None
    if isinstance(media, Photo) and rule.check in (*_PICTURES, "file.content"):
        known = REGISTRY.get(rule.check)
        return PICTURES if known and _fits(media, file, known.parameters, rule) else None
    return _BY_CHECK.get(rule.check)


def _fits(
    photo: Photo, file: ReportFile | None, kind: type[BaseModel] | None, rule: RuleResult
) -> bool:
    """Whether the picture has what it takes to become what the rule asks."""
    if kind is None or file is None:
        return False
    wants = PictureWants.of(_parsed(kind, rule))
    if rule.check == "file.content":
        return wants.takes_jpeg
    if rule.check == "photo.dpi":
        return True
    try:
        return picture_work(photo, Content.JPEG, file.size, wants) is not None
    except UnfitPictureError:
        return False


def _parsed(kind: type[BaseModel], rule: RuleResult) -> Iterator[BaseModel]:
    yield kind.model_validate(dict(rule.parameters))
