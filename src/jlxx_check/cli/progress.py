"""Progress while files are read: on standard error, and only to a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jlxx_check.app import Progress
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.visible import visible


@contextmanager
def batch_bar(lang: Lang, *, enabled: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar over all packages; None where nobody would see it."""
    label = Text("正在检查材料包", "Judging packages").say(lang)
    with _bar(label, enabled=enabled) as update:
        if update is None:
            yield None
            return

        def told(done: int, total: int, name: str) -> None:
            update(done, total, visible(name))

        yield told


@contextmanager
def progress_bar(lang: Lang, name: str, *, enabled: bool) -> Iterator[Progress | None]:
    """A bar that is gone when it is done; None where nobody would see it."""
    label = Text(f"正在读取 {visible(name)}", f"Reading {visible(name)}").say(lang)
    with _bar(label, enabled=enabled) as update:
        yield None if update is None else lambda done, total: update(done, total, "")


@contextmanager
def _bar(label: str, *, enabled: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """Called with what is done, all there is, and a word on the last one."""
    if not (enabled and sys.stderr.isatty()):
        yield None
        return
    from rich import progress as bars
    from rich.console import Console
    from rich.markup import escape

    with bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TextColumn("{task.fields[last]}"),
        console=Console(file=sys.stderr),
        transient=True,
    ) as shown:
        task = shown.add_task(escape(label), total=None, last="")

        def update(done: int, total: int, last: str) -> None:
            shown.update(task, completed=done, total=total, last=escape(last))

        yield update
