"""Progress while files are read: on standard error, and only to a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from jlxx_check.app import Progress
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.visible import visible


@contextmanager
def progress_bar(lang: Lang, name: str, *, enabled: bool) -> Iterator[Progress | None]:
    """A bar that is gone when it is done; None where nobody would see it."""
    if not (enabled and sys.stderr.isatty()):
        yield None
        return
    from rich import progress as bars
    from rich.console import Console
    from rich.markup import escape

    label = Text(f"正在读取 {visible(name)}", f"Reading {visible(name)}").say(lang)
    with bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    ) as shown:
        task = shown.add_task(escape(label), total=None)

        def update(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total)

        yield update
