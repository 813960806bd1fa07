"""The options of the commands over many packages, and what a batch is told by them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jlxx_check.cli.batch_options import (
    executor_option,
    formats_option,
    map_option,
    received_list_option,
    units_option,
)
from jlxx_check.cli.check_options import contact_option, mend_by_option
from jlxx_check.cli.commands import Say
from jlxx_check.cli.judging import Judging
from jlxx_check.cli.letter import letter_options
from jlxx_check.cli.outputs import Output
from jlxx_check.cli.paths import given_path
from jlxx_check.cli.problems import CallProblem
from jlxx_check.cli.reading import ReadingOptions
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.values.moments import CHINA

if TYPE_CHECKING:
    from jlxx_check.app.batch import Lists, Settings
    from jlxx_check.app.batch.executing import Workers

DEFAULT_FORMATS = ("html", "docx")

_ADDRESS = re.compile(r"dask://[^/\s]+:\d{1,5}")


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """As written on the command line."""

    formats: list[str] | None = None
    units: str | None = None
    received_list: str | None = None
    mend_by: str | None = None
    contact: str | None = None
    executor: str | None = None
    map: list[str] | None = None

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """How each is written, and what its help says."""
        return {
            "formats": formats_option(say),
            "units": units_option(say),
            "received_list": received_list_option(say),
            "mend_by": mend_by_option(say),
            "contact": contact_option(say),
            "executor": executor_option(say),
            "map": map_option(say),
        }

    def settings(
        self, judging: Judging, reading: ReadingOptions, lang: Lang, inbox: Path
    ) -> Settings:
        """What packages are judged by and reported as. Raises CallProblem and PackError."""
        from jlxx_check.app.batch import Settings

        formats = _formats(self.formats or DEFAULT_FORMATS)
        winners = judging.previous_winners
        return Settings(
            rules=judging.rules,
            winners=winners and str(given_path(winners, "--previous-winners")),
            select=tuple(judging.select or ()),
            ignore=tuple(judging.ignore or ()),
            show_personal=judging.show_personal,
            lang=lang,
            formats=formats,
            letter=letter_options(
                self.mend_by, self.contact, [Output(name, None) for name in formats]
            ),
            reading=reading.reading(thumbnails=False),
            decisions=judging.decided(judging.pack(), _packages(inbox), several=True),
            today=datetime.now(UTC).astimezone(CHINA).date(),
        )

    def lists(self, judging: Judging) -> Lists:
        """What is known of the deliveries from outside. Raises CallProblem."""
        from jlxx_check.app.batch import Lists

        return Lists(
            units=_optional(self.units, "--units"),
            received=judging.arrived(),
            received_list=_optional(self.received_list, "--received-list"),
        )

    @contextmanager
    def workers(self) -> Iterator[Workers | None]:
        """Where packages are judged; None: on this machine. Raises CallProblem."""
        if self.map and self.executor is None:
            raise CallProblem(
                Text("--map 要与 --executor 一起使用。", "--map goes with --executor.")
            )
        if self.executor is None:
            yield None
            return
        if not _ADDRESS.fullmatch(self.executor):
            raise CallProblem(
                Text(
                    f"--executor 要写成 dask://主机:端口，不能写“{self.executor}”。",
                    f"--executor takes dask://HOST:PORT, not “{self.executor}”.",
                )
            )
        from jlxx_check.app.cluster import (
            BadMap,
            ClusterProblem,
            PathMap,
            dask_cluster,
            workers_on,
        )

        try:
            paths = PathMap.parse(self.map or ())
            with dask_cluster(self.executor) as cluster:
                yield workers_on(cluster, paths)
        except (BadMap, ClusterProblem) as error:
            raise CallProblem(error.text) from error


def processes(reading: ReadingOptions) -> int:
    """Packages judged at a time on this machine."""
    return reading.jobs or os.cpu_count() or 1


def _optional(written: str | None, what: str) -> Path | None:
    return None if written is None else given_path(written, what)


def _packages(inbox: Path) -> list[Path]:
    """What lies in the inbox; one that cannot be listed is complained of later."""
    try:
        return list(inbox.iterdir())
    except OSError:
        return []


def _formats(names: Sequence[str]) -> tuple[str, ...]:
    """The formats, each once. Raises CallProblem for one that there is not."""
    for name in names:
        if name not in FORMATS:
            raise CallProblem(
                Text(
                    f"没有“{name}”这种报告格式，可用的有：{'、'.join(FORMATS)}。",
                    f"There is no report format “{name}”; there are: {', '.join(FORMATS)}.",
                )
            )
    return tuple(dict.fromkeys(names))
