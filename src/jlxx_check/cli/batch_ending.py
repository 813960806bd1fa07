"""What a run over an inbox says and does once it is over; `batch` and `watch` end alike."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jlxx_check.cli import composing
from jlxx_check.cli.job_options import print_annotations, tell_failing, write_step_summary
from jlxx_check.cli.letter_options import doubts_on_mending
from jlxx_check.cli.options import JudgingOptions
from jlxx_check.cli.screen import page_width, print_lines, tell, tell_strict
from jlxx_check.cli.what_changed import Changes, LastTime, run_hook
from jlxx_check.model.outcome import FailOn
from jlxx_check.reporters.terminal.styled_line import Styled
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from jlxx_check.batch import BatchResult, BatchSettings


def tell_doubts(settings: BatchSettings, lang: Lang) -> None:
    """Put out what in the call a person should look at again before letters go out."""
    day, today = settings.letter.mend_by, composing.china_today()
    for doubt in doubts_on_mending(day, settings.pack(), today):
        tell(doubt, lang)


@frozen
class Ending:
    """What is said and done once a run is over."""

    settings: BatchSettings
    judging: JudgingOptions
    wanted: frozenset[FailOn]
    #: The command to be told of what has changed.
    command: tuple[str, ...]
    lang: Lang
    last: LastTime

    def of(self, outcome: BatchResult, index: str) -> int:
        """Say what the run came to, and tell of what it changed; the exit status.

        index: the page to look at, as it was written in the call.
        """
        changes, quiet = self.last.compare(outcome), self.judging.quiet
        if changes.any or not quiet:
            print_lines([Styled(changes.headline(self.lang, page_width(sys.stdout)))])
            show(outcome, self.lang, index, quiet=quiet)
            self._annotate(outcome)
        status = self._status(outcome, silent=quiet and not changes.any)
        return run_hook(self.command, changes, status, self.lang)

    def again(self, outcome: BatchResult, moment: str, out: str) -> None:
        """As ``of``, in a later round of a watch, which goes on: what has changed alone."""
        changes = self._begin(outcome, moment)
        show_changes(outcome, self.lang, out, quiet=self.judging.quiet)
        self._tell(outcome, changes)

    def first(self, outcome: BatchResult, moment: str, index: str) -> None:
        """As ``again``, in the first round: where everybody stands."""
        changes = self._begin(outcome, moment)
        show(outcome, self.lang, index, quiet=self.judging.quiet)
        self._tell(outcome, changes)

    def _begin(self, outcome: BatchResult, moment: str) -> Changes:
        changes = self.last.compare(outcome)
        headline = changes.headline(self.lang, page_width(sys.stdout))
        print_lines([Styled(moment), Styled(headline)])
        return changes

    def _tell(self, outcome: BatchResult, changes: Changes) -> None:
        run_hook(self.command, changes, self._status(outcome, silent=True), self.lang)

    def _annotate(self, outcome: BatchResult) -> None:
        """For a job of GitHub: annotations, and the summary of the job."""
        if "github" not in self.settings.formats:
            return
        from jlxx_check.batch.across_reports import across_report

        reports = [item.report for item in outcome.batch.counting if item.report is not None]
        across = across_report(outcome.batch, self.lang)
        reports += [across] if across else []
        print_annotations(reports, self.lang, self.settings.letter)
        write_step_summary(reports, self.lang)

    def _status(self, outcome: BatchResult, *, silent: bool) -> int:
        """The exit status; where only the call makes it what it is, that is said."""
        usual, strict = outcome.exit_status(), self.judging.strict
        status = outcome.exit_status(strict=strict, fail_on=self.wanted)
        if status == usual or silent:
            return status
        if status == outcome.exit_status(strict=strict):
            tell_strict(self.lang)
        else:
            tell_failing(status, self.wanted, self.lang)
        return status


def show(outcome: BatchResult, lang: Lang, index: str, *, quiet: bool) -> None:
    """Put out what a run came to. index: the page to look at, as it was written in the call."""
    # In brief no notes are put out, but never is 3 left without a reason.
    for notice in (*outcome.notices, *((*outcome.unwritten, *outcome.losses) if quiet else ())):
        tell(notice, lang)
    print_lines(_lines(outcome, lang, index, quiet=quiet))


def show_changes(outcome: BatchResult, lang: Lang, out: str, *, quiet: bool) -> None:
    """Put out what a later round of a watch came to: a line for each delivery that was judged."""
    from jlxx_check.reporters.terminal.batch_brief import changed_lines

    for notice in (*outcome.notices, *(outcome.unwritten if quiet else ())):
        tell(notice, lang)
    width = page_width(sys.stdout)
    print_lines(changed_lines(outcome.batch, outcome.changed, out, lang, width, quiet=quiet))


def _lines(outcome: BatchResult, lang: Lang, index: str, *, quiet: bool) -> list[Styled]:
    """What is said in the end. index: the page to look at, as it was written in the call."""
    from jlxx_check.reporters.terminal.batch_brief import brief_lines, closing_lines
    from jlxx_check.reporters.terminal.batch_table import batch_lines

    width = page_width(sys.stdout)
    if quiet:
        return brief_lines(outcome.batch, lang, width, outcome.changed)
    lines = batch_lines(outcome.batch, lang, width)
    return lines + closing_lines(outcome.judged, len(outcome.batch.deliveries), index, lang, width)
