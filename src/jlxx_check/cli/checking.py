"""What ``check`` does: the call read, packages judged one after the other, reports written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.api import (
    CheckSettings,
    NotAPackage,
    Report,
    exit_status,
    require_package,
)
from jlxx_check.api.kept_reports import Reported, report_on
from jlxx_check.cli import composing, letter_options
from jlxx_check.cli.call_problems import CallProblem, complain, say_aside
from jlxx_check.cli.common_names import rules_meant
from jlxx_check.cli.job_bounds import TimeOptions, require_answer
from jlxx_check.cli.job_options import (
    JobOptions,
    failing,
    in_repository,
    print_annotations,
    tell_failing,
    write_step_summary,
)
from jlxx_check.cli.next_step import asked_again, batch_step, files_step, next_step, seal_step
from jlxx_check.cli.options import CheckOptions, JudgingOptions, ReadingOptions
from jlxx_check.cli.outputs import (
    Output,
    is_report_name,
    open_page,
    plan_outputs,
    put_out,
    told_written,
    with_brief,
    with_page,
)
from jlxx_check.cli.paths import existing_file, existing_package, found, given_output
from jlxx_check.cli.repository import changed_since, unchanged
from jlxx_check.cli.screen import (
    page_width,
    print_lines,
    progress_bar,
    tell,
    tell_strict,
)
from jlxx_check.model.outcome import ExitStatus, FailOn
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.terminal.report_lines import recap_lines
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.reporters.wording import verdict_text
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

_USUAL = JobOptions()


@frozen
class _Plan:
    """All that is settled before anything is judged."""

    paths: tuple[Path, ...]
    settings: CheckSettings
    outputs: tuple[Output, ...]
    #: What the reports show.
    shown: Options
    strict: bool
    #: What else fails.
    wanted: frozenset[FailOn]


def checked(
    places: Sequence[str],
    judging: JudgingOptions,
    reading: ReadingOptions,
    own: CheckOptions,
    time: TimeOptions,
    lang: Lang,
    job: JobOptions = _USUAL,
    revision: str | None = None,
) -> int:
    """Judge the packages at these places, as they were written, and report; the exit status.

    revision: only what has changed since then in its git repository.
    """
    require_answer(places, reading.file_seconds)
    plan = _composed(places, judging, reading, own, job, time, lang)
    if revision is not None:
        changed = changed_since(revision, plan.paths)
        if not changed or not judging.quiet:
            tell(unchanged(len(plan.paths) - len(changed), revision), lang)
        if not changed:
            return ExitStatus.COMPLIES
        plan = replace(plan, paths=changed)
    day, today = plan.shown.mend_by, composing.china_today()
    for doubt in letter_options.doubts_on_mending(day, plan.settings.pack, today):
        tell(doubt, lang)
    asked = asked_again(lang, judging, reading, received=plan.settings.received)
    return _Run(plan, own, lang, asked).status()


def _composed(
    places: Sequence[str],
    judging: JudgingOptions,
    reading: ReadingOptions,
    own: CheckOptions,
    job: JobOptions,
    time: TimeOptions,
    lang: Lang,
) -> _Plan:
    """The call read. Raises CallProblem, PackError, NotAReport and NotAPackage."""
    until = time.until
    paths = tuple(_package(place, alone=len(places) == 1) for place in places)
    given = composing.given_files(judging)
    if own.baseline is not None:
        given = (*given, existing_file(own.baseline, "--baseline"))
    outputs = _planned(own, paths, given)
    kept = composing.pack_cache(reading, paths)
    if kept is None and not reading.no_isolation:
        # Late: with a cache it is not known yet whether any file will be read.
        from jlxx_check.facts.early_worker import start_worker

        start_worker()
    pack = composing.rule_pack(judging, lang, kept)
    formats = [item.format for item in outputs]
    arrived = composing.received(judging, pack)
    letter = letter_options.letter(own, formats, pack, arrived, composing.china_today())
    select, ignore = rules_meant(judging.select, pack), rules_meant(judging.ignore, pack)
    earlier = composing.earlier_report(own.baseline, pack, paths)
    limits = composing.archive_limits(reading)
    for path in paths:  # nothing is judged where one of them is no package
        require_package(path, limits, seconds=reading.file_seconds)
    decided = composing.decisions(judging, pack, paths, several=len(paths) > 1)
    settings = CheckSettings(
        pack=pack,
        received=arrived,
        select=select,
        ignore=ignore,
        show_personal=judging.show_personal,
        decisions=decided,
        reading=replace(composing.reading(reading), until=until),
        baseline=earlier,
    )
    shown = replace(
        in_repository(letter),
        quiet=judging.quiet,
        files=own.show == "files",
        leads_on=True,
        one_line=len(paths) > 1,
        filled=decided.rows if decided else (),
    )
    return _Plan(paths, settings, outputs, shown, judging.strict, failing(job))


def _package(written: str, *, alone: bool) -> Path:
    """A package's path. Raises CallProblem, also for a report's file without its ``--output``."""
    if not alone and is_report_name(written) and found(written) is None:
        raise CallProblem(
            Text(
                f"找不到“{written}”。要把报告写到这个文件，请写成 --output {written}。",
                f"“{written}” does not exist. For a report in that file write --output {written}.",
            )
        )
    return existing_package(written, "PATH")


def _planned(own: CheckOptions, paths: Sequence[Path], given: Sequence[Path]) -> tuple[Output, ...]:
    """Which reports go where. Raises CallProblem for what cannot be done."""
    show, files = own.show, [given_output(target) for target in own.output or ()]
    outputs = plan_outputs(
        own.format or (),
        files,
        paths,
        given=given,
        any_name=own.open,  # the page that is opened may be called anything
        force=own.force,
    )
    if show not in (None, "files"):
        raise CallProblem(
            Text(f"--show 只能写 files，不能写“{show}”。", f"--show takes files, not “{show}”.")
        )
    if len(paths) > 1 and files:
        raise CallProblem(
            Text(
                f"--output 一次只能用于一个材料包，这里写了{len(paths)}个。请分别检查；"
                "或者放进一个文件夹，用 jlxx-check batch 一起检查。",
                f"--output goes with one package, and {len(paths)} are given. Check them one by "
                "one, or put them into a folder and use jlxx-check batch.",
            )
        )
    for output in outputs:
        if len(paths) > 1 and not FORMATS[output.format].joins:
            raise CallProblem(
                Text(
                    f"{output.format} 报告一次只能用于一个材料包，请分别检查。",
                    f"A report as {output.format} goes with one package; check them one by one.",
                )
            )
    return with_brief(outputs) if own.brief else outputs


@dataclass(slots=True)
class _Run:
    """The packages judged one after the other, each reported on as soon as it is."""

    plan: _Plan
    own: CheckOptions
    lang: Lang
    #: What the call asks, for the one that comes next.
    asked: str

    def status(self) -> int:
        """Judge and report; the exit status."""
        plan = self.plan
        for trouble in plan.settings.decisions.troubles() if plan.settings.decisions else ():
            tell(trouble, self.lang)
        reports: list[Report] = []
        lost = False

        def held(output: Output) -> bool:
            """Of several packages the gravest annotations come first, whosever they are."""
            return len(plan.paths) > 1 and output.format == "github" and output.path is None

        told: set[Text] = set()
        for path in plan.paths:
            outputs = self._outputs()
            try:
                found = self._reported(path, outputs)
            except NotAPackage as error:  # it was one when all of them were looked at
                if len(plan.paths) == 1:
                    raise
                complain(self.lang, error.text)
                lost = True
                continue
            for notice in found.notices:  # each once, however many packages it holds for
                if notice not in told:
                    told.add(notice)
                    tell(notice, self.lang)
            if reports and self._for_people():
                print_lines([Styled()])
            reports.append(found.report)
            put = [item for item in outputs if not held(item)]
            if found.unread and any(item.format == "docx" for item in put):
                tell(_NO_LETTER, self.lang)
                put = [item for item in put if item.format != "docx"]
            self._report(found.report, path, put)
        if len(plan.paths) > 1 and any(map(held, plan.outputs)):
            print_annotations(reports, self.lang, plan.shown)
        if len(reports) > 1 and self._for_people():
            print_lines(recap_lines(reports, self.lang, page_width(sys.stdout)))
        if any(item.format == "github" for item in plan.outputs):
            write_step_summary(reports, self.lang)
        usual = exit_status(reports, strict=plan.strict, unfinished=lost)
        status = exit_status(reports, strict=plan.strict, unfinished=lost, fail_on=plan.wanted)
        if status != usual:
            tell_failing(status, plan.wanted, self.lang)
        elif status != exit_status(reports, unfinished=lost):
            tell_strict(self.lang)
        return status

    def _outputs(self) -> Sequence[Output]:
        """One package's; a page to be opened has a file of its own."""
        if not self.own.open:
            return self.plan.outputs
        only = not (self.own.format or self.own.brief)
        return with_page(self.plan.outputs, self.plan.paths, only=only)

    def _reported(self, path: Path, outputs: Sequence[Output]) -> Reported:
        settings = self.plan.settings
        pictures = any(FORMATS[item.format].pictures for item in outputs)
        reading = replace(settings.reading, thumbnails=pictures)
        with progress_bar(self.lang, path.name, enabled=not self.plan.shown.quiet) as progress:
            return report_on(path, replace(settings, reading=reading), progress=progress)

    def _report(self, report: Report, package: Path, outputs: Sequence[Output]) -> None:
        shown = self.plan.shown
        if any(item.format == "docx" for item in outputs):
            unit = letter_options.full_name(report, self.plan.settings.pack)
            shown = replace(shown, addressee=unit)
        for output in outputs:
            put_out(report, output, self.lang, shown, package, force=self.own.force)
            if output.path is None and output.format == "terminal" and not shown.quiet:
                width = page_width(sys.stdout)
                case = report, package, self.asked, self.lang, width
                seen = [] if shown.files else files_step(*case)
                print_lines(batch_step(*case) or next_step(*case) or seal_step(*case) or seen)
        if not self.plan.shown.quiet:
            # Where the page is said by whatever opens it.
            written = [item for item in outputs if not (self.own.open and item.format == "html")]
            told = told_written(report, written)
            if told is not None:
                say_aside(visible(told.say(self.lang)))
        if self.own.open:
            _open(report, outputs, self.lang)

    def _for_people(self) -> bool:
        """Whether reports are for reading on a screen, where they need something between them."""
        return any(
            item.path is None and item.format in ("terminal", "brief") for item in self.plan.outputs
        )


_NO_LETTER = Text(
    "有文件这次没有读出来（共享盘、权限或时限的原因），没有写 docx 通知。读出来以后再检查一次。",
    "Not all of the package could be read (the share, a permission, the time), so no letter was "
    "written. Check again once it can be.",
)


def _open(report: Report, outputs: Sequence[Output], lang: Lang) -> None:
    page = next(item.path for item in outputs if item.format == "html" and item.path)
    head = f"{visible(report.package.name)}：{verdict_text(report).say(lang)}"
    say_aside(head)
    say_aside(visible(open_page(page).say(lang)))
