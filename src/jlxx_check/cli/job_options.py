"""What a job needs that nobody watches: its settings in a file, and what makes it fail."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.cli.call_problems import CallProblem, say_aside
from jlxx_check.cli.common_names import split_names
from jlxx_check.cli.framework import Takes, option
from jlxx_check.cli.screen import print_bytes, tell
from jlxx_check.model.outcome import FailOn, Level
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.wording import LEVELS, NOT_JUDGED
from jlxx_check.text import Lang, Text, joined
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason

if TYPE_CHECKING:
    from jlxx_check.model.report import Report

#: Where CI systems say that the repository is checked out: GitHub's, GitLab's, Jenkins'.
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE")
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
_CALLED = {
    FailOn.ERROR: LEVELS[Level.ERROR],
    FailOn.WARNING: LEVELS[Level.WARNING],
    FailOn.REVIEW: LEVELS[Level.REVIEW],
    FailOn.NOT_JUDGED: NOT_JUDGED,
}


@frozen
class JobOptions:
    """What ``check``, ``batch`` and ``watch`` have, for jobs."""

    config: str | None = option(
        "--config FILE",
        "设置文件（TOML），写法见 docs/jobs.zh-CN.md；batch、watch 不写时，读收件文件夹旁边的 "
        "jlxx-check.toml。命令里写明的优先。",
        "Settings (TOML), see docs/jobs.md; by default batch and watch take the jlxx-check.toml "
        "beside the inbox. What the call says wins.",
        takes=Takes.GIVEN,
        called=("设置", "配置"),
    )
    fail_on: list[str] | None = option(
        "--fail-on LEVEL",
        "除了错误，还有什么也算不通过，可写多次：warning（提醒）、review（没有核对的，退出码 1）、"
        "not-judged（没有结论的，退出码 3）。",
        "What beside errors fails, may be repeated: warning, review (not yet settled; exit status "
        "1), not-judged (exit status 3).",
        called=("不通过",),
        words=tuple(FailOn),
    )


def failing(job: JobOptions) -> frozenset[FailOn]:
    """What ``--fail-on`` asks for. Raises CallProblem."""
    names = {item.value: item for item in FailOn}
    names |= {_CALLED[item].zh: item for item in FailOn}
    found = set()
    for written in (part for words in job.fail_on or () for part in split_names(words)):
        asked = written.strip().lower().replace("_", "-")
        if asked not in names:
            raise CallProblem(_no_level(written, get_close_matches(asked, names, n=1)))
        found.add(names[asked])
    return frozenset(found)


def _no_level(written: str, near: Sequence[str]) -> Text:
    meant = Text(f"是不是“{near[0]}”？", f" Did you mean {near[0]}?") if near else Text("", "")
    return Text(
        f"--fail-on 可以写 {'、'.join(FailOn)}，不能写“{written}”。{meant.zh}",
        f"--fail-on takes {', '.join(FailOn)}, not “{written}”.{meant.en}",
    )


def tell_failing(status: int, wanted: frozenset[FailOn], lang: Lang) -> None:
    """Say that only ``--fail-on`` makes the exit status what it is."""
    named = [_CALLED[item] for item in FailOn if item in wanted]
    what = joined(named)
    said = Text(
        f"按 --fail-on（{what.zh}），退出码为 {status}。",
        f"--fail-on ({what.en}) makes this {status}.",
    )
    tell(said, lang)


def print_annotations(reports: Sequence[Report], lang: Lang, shown: Options) -> None:
    """The annotations of several packages, where a job's log is read for them."""
    github = FORMATS["github"]
    assert github.several is not None
    print_bytes(github.several([github.render(report, lang, shown) for report in reports]))


def in_repository(
    shown: Options, base: Path | None = None, environment: Mapping[str, str] = os.environ
) -> Options:
    """The options, with where the repository of this job is. base: what paths are relative to."""
    root = next(filter(None, map(environment.get, _ROOTS)), None)
    return replace(shown, repository=root, base="" if base is None else str(base.absolute()))


def write_step_summary(
    reports: Sequence[Report], lang: Lang, environment: Mapping[str, str] = os.environ
) -> None:
    """Add the packages to the summary of a GitHub job; nothing anywhere else.

    One that cannot be written is told of, and costs nothing else.
    """
    place = environment.get(_STEP_SUMMARY)
    if not place or not reports:
        return
    from jlxx_check.reporters.github import SUMMARY_LIMIT, to_step_summary

    path = Path(place)
    try:
        taken = path.stat().st_size if path.exists() else 0
        with path.open("ab") as file:
            file.write(to_step_summary(reports, lang, SUMMARY_LIMIT - taken))
    except OSError as error:
        why = reason(error)
        said = Text(f"任务摘要写不进去：{why.zh}。", f"No job summary could be written: {why.en}.")
        say_aside(said.say(lang))
