"""Standard output and standard error: encodings, widths, styled lines, progress on a terminal."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jlxx_check.cli.call_problems import CannotWrite, say_aside
from jlxx_check.cli.this_process import can_write
from jlxx_check.reporters.formats import PLAIN_WIDTH
from jlxx_check.text import Lang, Text
from jlxx_check.values.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

    from jlxx_check.api import Progress
    from jlxx_check.reporters.terminal.styled_line import Styled

_STANDARD_ERROR = 2
#: Beyond this, lines of Chinese are hard to follow even where the terminal is wider.
_WIDEST = 100
#: With one of these in the environment Rich may find colours where there is no terminal.
_COLOURED = ("FORCE_COLOR", "TTY_COMPATIBLE")


def prepare_streams() -> None:
    """UTF-8 but for a terminal that has another encoding for Chinese; the rest is spelt out.

    A stream that the caller closed takes everything and shows nothing; that a report was lost
    there is said (see ``_put_out``).
    """
    sys.stdout = sys.stdout or _Closed()
    sys.stderr = sys.stderr or _Closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            own = stream.isatty() and can_write("材料", stream.encoding)
            encoding = stream.encoding if own else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def hush_libraries() -> None:
    """Leave standard error to the program's own words, for the rest of this process.

    Decoders in C and Rust write there what they think of a damaged file, up to a back trace: no
    user can do anything with it. Python's stream is moved to another descriptor first. What fails
    while Python tidies up after a failure that was told already is not told, either.
    """
    sys.unraisablehook = _unheard
    stream = sys.stderr
    if stream is None or stream.fileno() != _STANDARD_ERROR:
        return
    own = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)
    sys.stderr = os.fdopen(own, "w", 1, encoding=stream.encoding, errors=stream.errors)


def _unheard(_: object) -> None:
    """An error in what is thrown away."""


class _Closed(TextIOWrapper):
    """In the place of a stream that the caller closed."""

    def __init__(self) -> None:
        nowhere = Path(os.devnull).open("wb")  # noqa: SIM115 - this stream closes it
        super().__init__(nowhere, encoding="utf-8")


def page_width(stream: TextIO) -> int:
    """Cells a line for this stream."""
    return min(_screen(stream).width, _WIDEST) if stream.isatty() else PLAIN_WIDTH


def _screen(stream: TextIO) -> Console:
    """A console that leaves a broken pipe to ``_put_out``: Rich would end the program with 1."""
    # Late: what only fails, or goes to a pipe, needs no more than the stream.
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Screen(file=stream, highlight=False, emoji=False, markup=False)


def print_lines(lines: Iterable[Styled]) -> None:
    """Styled lines on standard output; plain where it is no terminal or NO_COLOR is set."""
    # Where nobody asks for colours it is known without Rich that there are none.
    asked = sys.stdout.isatty() or any(name in os.environ for name in _COLOURED)
    console = _screen(sys.stdout) if asked else None
    with _put_out():
        if console is None or console.color_system is None:
            sys.stdout.writelines(f"{line.plain}\n" for line in lines)
            return
        from rich.text import Text as Coloured

        for line in lines:
            console.print(Coloured.assemble(*line.parts), soft_wrap=True)


def print_bytes(data: bytes) -> None:
    """Bytes as they are on standard output."""
    with _put_out():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


@contextmanager
def _put_out() -> Iterator[None]:
    """Everything written reaches its reader. Raises CannotWrite, also where there is none.

    A reader that has seen enough (``| head``) is no fault: the verdict stays what it is, and what
    is left must not complain when the program ends.
    """
    if isinstance(sys.stdout, _Closed):
        raise CannotWrite(None, OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise CannotWrite(None, error) from error


def tell(text: Text, lang: Lang) -> None:
    """A line on standard error, beside what the report says."""
    say_aside(visible(text.say(lang)))


def tell_strict(lang: Lang) -> None:
    """Say that only ``--strict`` makes the exit status what it is."""
    tell(Text("有提醒；按 --strict，退出码为 1。", "Warnings: --strict makes this 1."), lang)


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
def mending_bar(
    lang: Lang, name: str, *, enabled: bool
) -> Iterator[Callable[[int, int, str], None] | None]:
    """A bar over the files of a copy; None where nobody would see it."""
    label = Text(f"正在整理 {visible(name)}", f"Repairing {visible(name)}").say(lang)
    with _bar(label, enabled=enabled) as update:
        if update is None:
            yield None
            return

        def told(done: int, total: int, word: str) -> None:
            update(done, total, visible(word))

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
