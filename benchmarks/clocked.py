"""A call of the program with a clock in it: ``python -m benchmarks.clocked WORDS``.

It runs in this process and prints, as JSON, the seconds that each step took. Whoever starts it puts
the moment into the environment. Hardly anything is imported here that the program does not import.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import Any

from jlxx_check.__main__ import OBJECTS

#: In the environment: when the process was started, by the clock that all processes share.
BEGUN = "JLXX_BENCHMARK_BEGUN"
#: Steps that are part of another one.
WITHIN = ("worker",)

#: Seconds on the wall, and of the processor in the program's own process.
Took = tuple[float, float]
NOTHING: Took = (0.0, 0.0)


def _added(some: Took, more: Took) -> Took:
    return some[0] + more[0], some[1] + more[1]


def _now() -> Took:
    return time.perf_counter(), time.process_time()


def _since(before: Took) -> Took:
    return time.perf_counter() - before[0], time.process_time() - before[1]


class _Clock:
    """Adds up what calls take."""

    def __init__(self) -> None:
        self.spent: dict[str, Took] = {}
        self._last = float(os.environ[BEGUN]), 0.0

    def mark(self, name: str) -> None:
        """All since the last mark was this."""
        self.spent[name] = _since(self._last)
        self._last = _now()

    def put_into(self, home: Any, function: str, name: str) -> None:
        """From now on what this function takes is counted."""
        usual: Callable[..., Any] = getattr(home, function)

        def timed(*words: Any, **named: Any) -> Any:
            begun = _now()
            try:
                return usual(*words, **named)
            finally:
                self.spent[name] = _added(self.spent.get(name, NOTHING), _since(begun))

        setattr(home, function, timed)

    def first(self, home: Any, outer: str, kind: Any, inner: str, name: str) -> None:
        """How long after a function is called another one has first returned."""
        usual, awaited = getattr(home, outer), getattr(kind, inner)
        begun: list[Took] = []

        def starting(*words: Any, **named: Any) -> Any:
            begun.append(_now())
            return usual(*words, **named)

        def returning(*words: Any, **named: Any) -> Any:
            found = awaited(*words, **named)
            self.spent.setdefault(name, (_since(begun[0])[0], 0.0))
            return found

        setattr(home, outer, starting)
        setattr(kind, inner, returning)


class _Late(MetaPathFinder):
    """Waits for a module that only some calls import, and counts that, too."""

    def __init__(self, name: str, clock: _Clock, then: Callable[[], None]) -> None:
        self._name, self._clock, self._then = name, clock, then

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """The module as it is found without this."""
        if fullname != self._name:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        assert spec is not None and spec.loader is not None
        begun, usual = _now(), spec.loader.exec_module

        def executed(module: Any) -> None:
            usual(module)
            self._clock.spent["judges"] = _added(self._clock.spent["judges"], _since(begun))
            self._then()

        spec.loader.exec_module = executed  # type: ignore[method-assign]
        return spec


def main() -> None:
    """Run the call in the arguments and print what it was spent on."""
    told = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    clock = _Clock()
    clock.mark("interpreter")
    gc.set_threshold(OBJECTS)  # as the program does
    from jlxx_check.cli.main import run

    clock.mark("line")
    from jlxx_check.api import kept_reports
    from jlxx_check.cli import checking, composing

    clock.mark("judges")
    clock.put_into(composing, "rule_pack", "pack")
    clock.put_into(kept_reports, "open_laid", "listing")
    clock.put_into(kept_reports._Shelf, "find", "kept")
    clock.put_into(checking, "put_out", "report")

    def clock_verbs() -> None:
        from jlxx_check.api import verbs
        from jlxx_check.sandbox.worker_process import WorkerProcess

        clock.put_into(verbs, "read_files", "reading")
        clock.put_into(verbs, "understand_tree", "understanding")
        clock.put_into(verbs, "judge_package", "judging")
        clock.first(verbs, "read_files", WorkerProcess, "greet", "worker")

    sys.meta_path.insert(0, _Late("jlxx_check.api.verbs", clock, clock_verbs))
    before = dict(clock.spent)
    begun = _now()
    run(sys.argv[1:])
    wall, work = _since(begun)
    for name, took in clock.spent.items():
        if name not in WITHIN:
            known = before.get(name, NOTHING)
            wall, work = wall - took[0] + known[0], work - took[1] + known[1]
    found = {**clock.spent, "rest": (wall, work), "ended": _now()}
    os.write(told, json.dumps(found).encode())
    gc.freeze()


if __name__ == "__main__":
    main()
