"""One delivery judged, wherever that is done: a function that any executor can take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jlxx_check.app.batch.overall import traits_json
from jlxx_check.app.batch.plain import to_json
from jlxx_check.app.batch.received import Dates, Moment
from jlxx_check.app.batch.registers import RowLink, lines_of
from jlxx_check.app.batch.settings import Settings
from jlxx_check.app.checking import Examined, examine
from jlxx_check.inventory import NotAPackage, leftover
from jlxx_check.model.batch import RegisterLine
from jlxx_check.model.facts import Photo, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.model.report import Report, ReportFile, Verdict
from jlxx_check.model.text import Text
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.wording import OTHERS_LATER
from jlxx_check.values.system_errors import reason


@dataclass(frozen=True, slots=True)
class Job:
    """All that judging one delivery needs; picklable, and its path is a string to be mapped.

    delivery: its name in the inbox. path: where the worker finds it. modified: of an archive,
    seconds since the epoch. link: the delivery's folder as its reports see it; None: none leads.
    identity: of the settings; a worker whose pack is another one says so. key: for keyed digests.
    """

    delivery: str
    path: str
    settings: Settings
    identity: str
    dates: Dates
    modified: float | None
    link: str | None
    key: bytes


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a delivery. name: as the package tells it; unit: what its unit is called.

    report, traits: as JSON, ready to be kept. lines: its registers' rows, never kept. outputs:
    the reports by format. notices: as ``Examined.notices``. partial: only some rules were judged.
    """

    delivery: str
    name: str
    unit: str
    received: Moment | None
    newest: float | None
    verdict: Verdict
    report: bytes
    traits: bytes
    links: tuple[RowLink, ...]
    lines: tuple[RegisterLine, ...]
    outputs: Mapping[str, bytes]
    notices: tuple[Text, ...] = ()
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A delivery that could not be opened, or on which the program failed."""

    delivery: str
    problem: Text


def judge_delivery(job: Job) -> Judged | Failed:
    """Judge one delivery. Never raises: what goes wrong is that delivery's outcome."""
    try:
        return _judge(job)
    except NotAPackage as error:
        return Failed(job.delivery, _without_place(error.text, job))
    except OSError as error:
        why = reason(error)
        return Failed(
            job.delivery, Text(f"系统拒绝了读取：{why.zh}。", f"The system refused: {why.en}.")
        )
    # The net under a whole package: a fault of the program there must not cost the other packages
    # their reports. It is shown as what it is, and the exit status tells.
    except Exception as error:  # noqa: BLE001
        return Failed(job.delivery, crashed(type(error).__name__))


def crashed(name: str) -> Text:
    """The program's own fault on a package."""
    return Text(
        f"程序检查这个材料包时出错（{name}），这是程序的问题，不是材料的问题。",
        f"The program failed on this package ({name}): its own fault, not the package's.",
    )


def _judge(job: Job) -> Judged:
    settings = job.settings
    rules = settings.pack()
    if settings.identity() != job.identity:
        raise RuntimeError("this worker has another rule pack or version of the program")
    units = settings.known_units()
    told: list[str] = []

    def known(package: Package) -> Package:
        told.append(package.name)
        received = job.dates.of(job.delivery, units.key(package.name))
        return replace(package, name=units.title(package.name), received=received)

    pictures = any(FORMATS[name].pictures for name in settings.formats)
    examined = examine(
        job.path,
        rules,
        select=settings.select,
        ignore=settings.ignore,
        show_personal=settings.show_personal,
        reading=replace(settings.reading, thumbnails=pictures),
        known=known,
        decisions=settings.decisions,
        today=settings.today,
    )
    package, report = examined.package, _placed(examined, job)
    lines, links = lines_of(job.delivery, package, rules.pack)
    letter = replace(settings.letter, package_link=job.link, in_batch=True)
    return Judged(
        delivery=job.delivery,
        name=told[0],
        unit=package.name,
        received=package.received,
        newest=_newest(package, rules.pack) or job.modified,
        verdict=report.verdict,
        report=to_json(Report, _without_pictures(report)),
        traits=traits_json(package, rules.pack, job.key),
        links=links,
        lines=lines,
        outputs={
            name: FORMATS[name].render(report, settings.lang, letter) for name in settings.formats
        },
        notices=examined.notices,
        partial=report.partial,
    )


def _placed(examined: Examined, job: Job) -> Report:
    """The report with the package's place in the inbox: the same wherever it was judged.

    It says that it speaks of this package alone.
    """
    report = examined.report
    package = replace(report.package, path=job.delivery)
    return replace(report, package=package, notes=(*report.notes, OTHERS_LATER))


def _without_place(text: Text, job: Job) -> Text:
    """Complaints name the path; on another machine it would be another one."""
    return Text(text.zh.replace(job.path, job.delivery), text.en.replace(job.path, job.delivery))


def _newest(package: Package, pack: Pack) -> float | None:
    """The latest modification; files that the desk's own system leaves behind do not count."""
    times = (
        facts.modified
        for path, facts in package.facts.items()
        if facts.modified is not None and not leftover(path, pack)
    )
    return max(times, default=None)


def _without_pictures(report: Report) -> Report:
    def bare(file: ReportFile) -> ReportFile:
        if not isinstance(file.media, Photo | Video):
            return file
        return replace(file, media=replace(file.media, thumbnail=None))

    entries = (
        replace(entry, files=tuple(bare(file) for file in entry.files)) for entry in report.entries
    )
    return replace(report, entries=tuple(entries))
