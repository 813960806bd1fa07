"""From the words of a call to settings: what the options say, as the library takes it.

Nothing is judged here. Raises CallProblem for what is written wrongly, PackError for a file that
holds something else than it should.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.common_names import given_pack
from jlxx_check.cli.letter_options import no_moment
from jlxx_check.cli.options import JudgingOptions, ReadingOptions
from jlxx_check.cli.paths import existing_file, given_path
from jlxx_check.cli.screen import tell
from jlxx_check.facts.facts_cache import VARIABLE, default_folder, lies_within
from jlxx_check.model.limits import MB
from jlxx_check.text import Lang, Text
from jlxx_check.values.moments import CHINA

if TYPE_CHECKING:
    from jlxx_check.api import ArchiveLimits, Decisions, Reading, RulePack
    from jlxx_check.model.baseline import SavedReport
    from jlxx_check.values.typed_moments import Moment


def rule_pack(judging: JudgingOptions, lang: Lang, cache: Path | None = None) -> RulePack:
    """The pack, with the list of previous winners that was given.

    cache: where it is kept as it was loaded; see ``load_pack``.
    """
    name = given_pack(judging.rules)
    pack = api.load_pack(name, cache=cache)
    tell_borrowed(name, pack, lang)
    winners = optional_file(judging.previous_winners, "--previous-winners")
    return pack if winners is None else pack.with_winners(winners)


def tell_borrowed(name: str, pack: RulePack, lang: Lang) -> None:
    """Say that reports do not tell an edited copy from the pack whose id it kept."""
    if not api.borrows_id(name, pack):
        return
    own = pack.pack.id
    said = Text(
        f"“{name}”是改过的，编号仍是自带规则包的“{own}”：报告上看不出区别，请改成自己的编号。",
        f"“{name}” was changed and still has the id of the program's own “{own}”: a report does "
        "not tell them apart. Give it an id of its own.",
    )
    tell(said, lang)


def received(judging: JudgingOptions, pack: RulePack) -> Moment | None:
    """When the package was received."""
    if judging.received is None:
        return None
    # Late, as for the letter: what reads a date knows many ways to write one.
    from jlxx_check.values.typed_moments import NotAMoment, read_moment

    try:
        return read_moment(judging.received, year=pack.pack.deadline.year, today=china_today())
    except NotAMoment as error:
        raise no_moment("--received", error) from None


def china_today() -> date:
    """The day that it is in China."""
    return datetime.now(UTC).astimezone(CHINA).date()


def earlier_report(
    written: str | None, pack: RulePack, paths: Sequence[Path]
) -> SavedReport | None:
    """The report to compare with. Raises CallProblem and NotAReport."""
    if written is None:
        return None
    if len(paths) > 1:
        raise CallProblem(
            Text(
                "--baseline 一次只能用于一个材料包，请分别检查。",
                "--baseline goes with one package; check them one by one.",
            )
        )
    saved = api.read_saved(existing_file(written, "--baseline"))
    if saved.rulepack != pack.pack.id:
        raise CallProblem(
            Text(
                f"--baseline 的报告是按规则包“{saved.rulepack}”检查的，这次用的是"
                f"“{pack.pack.id}”，不能对照。",
                f"--baseline: that report is by the pack “{saved.rulepack}”, this run uses "
                f"“{pack.pack.id}”; they cannot be compared.",
            )
        )
    return saved


def given_files(judging: JudgingOptions) -> tuple[Path, ...]:
    """The files and folders of the call's own that are read."""
    files = _decision_files(judging)
    winners = optional_file(judging.previous_winners, "--previous-winners")
    return (*files, *([] if winners is None else [winners]), Path(given_pack(judging.rules)))


def decisions(
    judging: JudgingOptions, pack: RulePack, packages: Sequence[Path], *, several: bool
) -> Decisions | None:
    """The reviewer's decisions; None without any.

    packages: what is going to be judged. several: see ``load_decisions``.
    """
    files = _decision_files(judging)
    if not files:
        return None
    return api.load_decisions(files, rulepack=pack.pack.id, packages=packages, several=several)


def _decision_files(judging: JudgingOptions) -> list[Path]:
    return [existing_file(written, "--decisions") for written in judging.decisions or ()]


def optional_file(written: str | None, what: str) -> Path | None:
    """The file that an option names; None without it. what: the option."""
    return None if written is None else existing_file(written, what)


def reading(options: ReadingOptions) -> Reading:
    """How files are read."""
    return api.Reading(
        jobs=options.jobs,
        isolated=not options.no_isolation,
        limits=api.FileLimits(options.file_seconds, options.file_memory * MB),
        archives=archive_limits(options),
        cache=_cache(options),
    )


def archive_limits(options: ReadingOptions) -> ArchiveLimits:
    """How much archives may cost."""
    return api.ArchiveLimits(
        members=options.max_members,
        unpacked=read_size(options.max_unpacked, "--max-unpacked"),
        ratio=options.max_ratio,
        depth=options.max_depth,
    )


def _cache(options: ReadingOptions) -> Path | None:
    if not options.no_cache:
        return cache_folder(options.cache)
    if options.cache is not None:
        raise CallProblem(
            Text(
                "--cache 和 --no-cache 只能写一个。",
                "Give either --cache or --no-cache, not both.",
            )
        )
    return None


def pack_cache(options: ReadingOptions, packages: Sequence[Path]) -> Path | None:
    """Where the pack is kept; None: nowhere, also where that is part of a package."""
    folder = _cache(options)
    inside = folder is not None and any(lies_within(folder, package) for package in packages)
    return None if inside else folder


def cache_folder(written: str | None) -> Path:
    """The cache's folder: as given, else the usual one."""
    said, what = (str(default_folder()), VARIABLE) if written is None else (written, "--cache")
    folder = given_path(said, what)
    if folder.exists() and not folder.is_dir():
        raise CallProblem(
            Text(
                f"缓存要放在文件夹里，{folder} 是文件。",
                f"The cache goes into a folder; {folder} is a file.",
            )
        )
    return folder


def read_size(written: str, option: str) -> int:
    """Bytes from ``500M``, ``20G`` or a bare number."""
    match = re.fullmatch(
        r"(\d{1,12})\s*([KMGT]?)B?", unicodedata.normalize("NFKC", written).upper()
    )
    if match is None or int(match[1]) == 0:
        raise CallProblem(
            Text(
                f"{option} 要写大小，如 500M、20G，不能写“{written}”。",
                f"{option} takes a size such as 500M or 20G, not “{written}”.",
            )
        )
    return int(match[1]) << 10 * " KMGT".index(match[2] or " ")
