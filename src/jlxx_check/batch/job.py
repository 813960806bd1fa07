"""One delivery judged, wherever that is done: a function that any executor can take."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from jlxx_check.api import Examined, examine
from jlxx_check.batch.batch_settings import BatchSettings
from jlxx_check.batch.dates_received import Dates
from jlxx_check.batch.master_rows import RowLink, keep_lines, lines_of, told_of_lines
from jlxx_check.batch.overall import traits_json
from jlxx_check.batch.senders import name_claims, who_sent
from jlxx_check.batch.unit_contacts import contact_of
from jlxx_check.engine.results import of_the_package
from jlxx_check.files import NotAPackage, leftover
from jlxx_check.files.archives import lacking
from jlxx_check.files.archives.refusals import NOTHING_ATTACHED
from jlxx_check.files.laid_over import NOTHING_OVER, Overlay
from jlxx_check.inventory.gathering import wrapper_folders
from jlxx_check.inventory.sender_papers import sender_claims
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.batch_report import RegisterLine
from jlxx_check.model.facts import Photo, ReadFailure, Unreadable, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report, ReportFile, Verdict
from jlxx_check.model.sender import NO_CONTACT, Sender, SenderClaim, UnitContact
from jlxx_check.reporters.authorship import report_file
from jlxx_check.reporters.seal_words import material_link
from jlxx_check.reporters.wording import OTHERS_LATER
from jlxx_check.text import Text
from jlxx_check.values.frozen_json import to_json
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import is_passing, reason, was_interrupted
from jlxx_check.values.typed_moments import Moment


@frozen
class Job:
    """All that judging one delivery needs; picklable, and its path is a string to be mapped."""

    #: Its name in the inbox.
    delivery: str
    #: Where the worker finds it.
    path: str
    settings: BatchSettings
    #: Of the settings; a worker whose pack is another one says so.
    identity: str
    dates: Dates
    #: Of an archive, seconds since the epoch.
    modified: float | None
    #: The delivery's folder as its reports see it; None: none leads.
    link: str | None
    #: For keyed digests.
    key: bytes
    #: A person's word on who sent it, and what the mail says that it came with.
    told: tuple[SenderClaim, ...] = ()
    mail: tuple[SenderClaim, ...] = ()
    #: Who did, where all deliveries together have settled it.
    sender: Sender | None = None
    #: Of a whole: see ``Waiting``; the overlay's paths are the worker's.
    base: str | None = None
    over: Overlay = NOTHING_OVER
    notes: tuple[Text, ...] = ()
    links: Mapping[str, str | None] = field(default_factory=dict)
    layers: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The path in the inbox that its report bears."""
        return self.base or self.delivery


@frozen
class Judged:
    """What became of a delivery."""

    delivery: str
    #: As the package tells it.
    name: str
    #: What its unit is called; where nobody knows it, the package.
    unit: str
    #: What the package says of who sent it, and what that came to.
    claims: tuple[SenderClaim, ...]
    sender: Sender
    received: Moment | None
    newest: float | None
    verdict: Verdict
    #: As JSON, ready to be kept, like what is compared across packages.
    report: bytes
    traits: bytes
    #: Its registers' rows, never kept, and whose they are.
    links: tuple[RowLink, ...]
    lines: tuple[RegisterLine, ...]
    #: The reports by format.
    outputs: Mapping[str, bytes]
    #: As ``Examined.notices``.
    notices: tuple[Text, ...] = ()
    #: Whom to reach, never kept, and the paper that says so.
    contact: UnitContact = NO_CONTACT
    contact_paper: str | None = None
    #: As in ``RecordHead``.
    content: str = ""
    rows: str = ""
    base: str | None = None
    layers: tuple[tuple[str, str], ...] = ()
    #: As in ``RecordHead``.
    unsettled: bool = False
    faulty: bool = False


@frozen
class Failed:
    """A delivery that could not be opened, or on which the program failed."""

    delivery: str
    problem: Text
    #: Not through the delivery: the disk or the share failed, time was over, it was still moving.
    #: What was found before still stands.
    passing: bool = False


def judge_delivery(job: Job) -> Judged | Failed:
    """Judge one delivery. What goes wrong is that delivery's outcome; only an interrupt raises."""
    try:
        problem = lacking(Path(job.path))
        if problem is not None:
            return Failed(job.delivery, _received(problem.detail))
        return _judge(job)
    except NotAPackage as error:
        return Failed(job.delivery, _without_place(error.text, job), error.passing)
    except OSError as error:
        if was_interrupted(error):
            raise
        why = reason(error)
        said = Text(f"系统拒绝了读取：{why.zh}。", f"The system refused: {why.en}.")
        return Failed(job.delivery, said, is_passing(error))
    # The net under a whole package: a fault of the program there must not cost the other packages
    # their reports. It is shown as what it is, and the exit status tells.
    except Exception as error:
        if was_interrupted(error):
            raise
        return Failed(job.delivery, crashed(type(error).__name__))


def _received(why: Text) -> Text:
    return Text(f"已收到，分卷未检查：{why.zh}", f"Received in parts, and not judged: {why.en}")


def crashed(name: str) -> Text:
    """The program's own fault on a package."""
    return Text(
        f"程序检查这个材料包时出错（{name}），这是程序的问题，不是材料的问题。",
        f"The program failed on this package ({name}): its own fault, not the package's.",
    )


def _judge(job: Job) -> Judged:
    settings, pack = job.settings, job.settings.pack().pack
    if settings.identity() != job.identity:
        raise RuntimeError("this worker has another rule pack or version of the program")
    units = settings.known_units()
    told: list[tuple[str, tuple[SenderClaim, ...], Sender]] = []

    def known(package: Package) -> Package:
        claims = (
            *sender_claims(package, pack),
            *name_claims(job.shown, package.name, units),
            *job.mail,
        )
        sender = job.sender or who_sent((*job.told, *claims), units)
        told.append((package.name, claims, sender))
        title = sender.unit or units.title(package.name)
        received = job.dates.of(job.shown, units.key(title))
        return replace(package, name=title, received=received)

    examined = examine(job.path, settings.for_one(), known=known, over=job.over)
    name, claims, sender = told[0]
    nothing = next(
        (item.why for item in examined.package.unassigned if item.problem is NOTHING_ATTACHED), None
    )
    if nothing is not None and not examined.package.facts:
        raise NotAPackage(nothing)
    package, report = examined.package, _placed(examined, job)
    # What staff filled in wrongly is told to staff (run_notes), never to the unit.
    handed_on = of_the_package(report)
    lines, links = lines_of(job.shown, package, pack)
    keep_lines(
        *(job.shown, Path(job.path), job.over, links, lines),
        *(package.facts, pack, settings.reading),
    )
    contact, paper = contact_of(package)
    shown = replace(
        settings.letter, package_link=material_link(job.link, report), layer_links=job.links
    )
    return Judged(
        delivery=job.delivery,
        name=name,
        unit=package.name,
        claims=claims,
        sender=sender,
        received=package.received,
        newest=_newest(package, pack) or job.modified,
        verdict=report.verdict,
        report=to_json(Report, _without_pictures(report)),
        traits=traits_json(package, pack, job.key),
        links=links,
        lines=lines,
        outputs={
            name: report_file(handed_on, name, settings.lang, shown)
            for name in settings.formats
            if name != "docx"  # letters are made in the end, where all is compared
        },
        notices=examined.notices,
        contact=contact,
        contact_paper=paper,
        content=_content(package, pack),
        rows=told_of_lines(lines, job.key),
        base=job.base,
        layers=job.layers,
        unsettled=any(_may_pass(path, package) for path in package.unread),
        faulty=_is_faulty(package, report),
    )


def _may_pass(path: str, package: Package) -> bool:
    """Whether what was not read may be read in a moment: the program did not fail on it."""
    facts = package.facts.get(path)
    body = facts.body if facts is not None else None
    return not isinstance(body, ReadFailure) or body.fate.may_pass


def _is_faulty(package: Package, report: Report) -> bool:
    """Whether another look may find more: not where this machine has no reader for a format."""
    bodies = {path: facts.body for path, facts in package.facts.items()}
    return any(
        item.fault and not isinstance(bodies.get(item.file or ""), Unreadable)
        for item in report.not_judged
    )


def _placed(examined: Examined, job: Job) -> Report:
    """The report with the package's place in the inbox: the same wherever it was judged.

    It says that it speaks of this package alone.
    """
    report = examined.report
    package = replace(report.package, path=job.shown)
    return replace(report, package=package, notes=(*job.notes, *report.notes, OTHERS_LATER))


def _without_place(text: Text, job: Job) -> Text:
    """Complaints name the path; on another machine it would be another one."""
    return Text(text.zh.replace(job.path, job.shown), text.en.replace(job.path, job.shown))


def _newest(package: Package, pack: Pack) -> float | None:
    """The latest modification; files that the desk's own system leaves behind do not count."""
    times = (
        facts.modified
        for path, facts in package.facts.items()
        if facts.modified is not None and not leftover(path, pack)
    )
    return max(times, default=None)


def _content(package: Package, pack: Pack) -> str:
    """A digest of all files but what systems leave behind, by their places below what holds all.

    Times are none of it: an archive and the folder that it was unpacked to are the same.
    """
    facts = {path: item for path, item in package.facts.items() if not leftover(path, pack)}
    outer = sum(len(name) + 1 for name in wrapper_folders(facts, Vocabulary(pack)))
    read = [[path[outer:], item.size, item.digest] for path, item in facts.items()]
    shut = [[item.path, 0, None] for item in package.unassigned if item.path not in package.facts]
    return hashlib.sha256(json.dumps(sorted([*read, *shut], key=str)).encode("ascii")).hexdigest()


def _without_pictures(report: Report) -> Report:
    def bare(file: ReportFile) -> ReportFile:
        if not isinstance(file.media, Photo | Video):
            return file
        return replace(file, media=replace(file.media, thumbnail=None))

    entries = (
        replace(entry, files=tuple(bare(file) for file in entry.files)) for entry in report.entries
    )
    return replace(report, entries=tuple(entries))
