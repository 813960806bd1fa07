from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Generator, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jlxx_check.__main__ import OBJECTS
from tests.support.examples import register_profile
from tests.support.remembered_packs import remember_packs
from tests.support.shared import share_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser

register_profile()

_HERE = Path(__file__).parent
_NUMBERS = count()
#: What the program, or a library that it writes by, would heed of the shell that started the tests.
_HEEDED = (
    *("JLXX_LANG", "JLXX_DEBUG", "JLXX_CACHE", "JLXX_UTF8_STARTED"),
    *("COLUMNS", "LINES", "TERMINAL_WIDTH", "NO_COLOR", "FORCE_COLOR", "PY_COLORS"),
    *("TTY_COMPATIBLE", "TTY_INTERACTIVE", "GITHUB_ACTIONS"),
)
#: What a job in the background, or one under ``nohup``, ignores; its children would, too.
_IGNORED = ("SIGINT", "SIGHUP", "SIGTERM")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's browser, started once; skipped where there is none."""
    from tests.reporters.conftest import launched_browser  # late: it imports Playwright

    yield from launched_browser()


def pytest_configure() -> None:
    """The tests hold wherever they are started from: their processes inherit nothing of it."""
    for name in _HEEDED:
        os.environ.pop(name, None)
    for name in _IGNORED:
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
            usual = signal.default_int_handler if name == "SIGINT" else signal.SIG_DFL
            signal.signal(getattr(signal, name), usual)
    # Hundreds of processes are started: each would compile the program's modules for itself, and
    # each of the run's own processes the tests.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    remember_packs()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Half as many again as there are processors: of any three, one waits for what it started."""
    processors = yield
    said = "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ
    return processors if said else processors + processors // 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Of what is collected nothing is garbage, and looking for some takes a sixth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _set_aside() -> Iterator[None]:
    """Thousands of tests in waiting are never looked through for garbage.

    Nor after the program has let go of what it had set aside while it wrote letters. What is new is
    looked through as seldom as in the program.
    """
    gc.set_threshold(OBJECTS)
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "unfreeze", lambda: None)
        yield


#: What only computes: no files, no processes, no whole packages. ``-m quick`` is these.
_QUICK = ("checks", "forms", "model", "values", "test_cases.py", "test_errors.py")
#: What waits for processes, browsers and disks comes first, and what is soon done last: no process
#: of a run is left alone with a long file in the end.
_LONGEST = (
    *("browser", "file_systems", "batch", "supply_chain", "fuzzing", "reporters", "cli"),
    *("variants", "unit", "docs"),
)


@cache
def _room(path: Path) -> str:
    """The folder of tests, or the file that is in none, that a path belongs to."""
    inner = path.relative_to(_HERE).parts if path.is_relative_to(_HERE) else ()
    return inner[0] if inner else ""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What is not quick is not even imported where only that is asked for."""
    room = _room(collection_path)
    aside = config.option.markexpr == "quick" and room and room not in (*_QUICK, "support")
    return True if aside else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is quick; the longest first."""
    order = {room: place for place, room in enumerate(_LONGEST)}
    order |= {room: len(order) + 1 for room in _QUICK}
    items.sort(key=lambda item: order.get(_room(item.path), len(_LONGEST)))
    for item in items:
        if _room(item.path) in _QUICK:
            item.add_marker("quick")


@pytest.fixture(scope="session", autouse=True)
def _shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The processes of a run share what is costly to make."""
    if hasattr(request.config, "workerinput"):
        share_in(tmp_path_factory.getbasetemp().parent / "shared")


@pytest.fixture(scope="session", autouse=True)
def _caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the cache of each test lies, and one for what is made for several tests."""
    folder = tmp_path_factory.mktemp("caches")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JLXX_CACHE", str(folder / "shared"))
        yield folder


@pytest.fixture(autouse=True)
def own_cache(_caches: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own for each test, not made yet: the user's own is never touched."""
    folder = _caches / str(next(_NUMBERS))
    monkeypatch.setenv("JLXX_CACHE", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_haste() -> Iterator[None]:
    """No test leaves its process scheduled in real time, where it starves all that it starts.

    The SVT-AV1 encoder does that to whoever calls it as root: a browser started later kept both
    cores from everything else.
    """
    yield
    if hasattr(os, "sched_getscheduler"):
        assert os.sched_getscheduler(0) == os.SCHED_OTHER


def pytest_make_parametrize_id(val: object) -> str | None:
    """A name for a case made of bytes that is the same in every process: archives hold the time."""
    return "data" if isinstance(val, bytes) else None
