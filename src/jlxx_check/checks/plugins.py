"""Checks that other distributions bring, loaded so that a broken one costs itself alone."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from jlxx_check.checks.registry import REGISTRY
from jlxx_check.text import Text
from jlxx_check.values.distributions import CHECKS, distribution_of, points_of
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.showing import shortened

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: Characters of an exception's own words that are passed on.
_LONGEST = 200


@frozen
class BrokenPlugin:
    """A plugin that could not be loaded: none of its checks is there, all others are."""

    #: The distribution with its version, as "acme-checks 0.1".
    distribution: str
    #: The entry point, as "acme = acme_checks.all".
    point: str
    #: The exception's kind and words.
    why: str

    @property
    def text(self) -> Text:
        """What is left out, and whom to turn to."""
        return Text(
            f"插件“{self.distribution}”（{self.point}）装不上，这次不用它：{self.why}。"
            "请联系插件的作者，或卸载它。",
            f"The plugin '{self.distribution}' ({self.point}) cannot be loaded and is left out: "
            f"{self.why}. Turn to its author, or uninstall it.",
        )


#: What was tried in this process, with what came of it: a failed import is not repeated.
_tried: dict[tuple[str, str, str], BrokenPlugin | None] = {}


def load_plugins() -> tuple[BrokenPlugin, ...]:
    """Import what installed distributions register; those that failed, in the order of names."""
    found = sorted(points_of(CHECKS), key=lambda point: (distribution_of(point), point.name))
    broken = []
    for point in found:
        key = (distribution_of(point), point.name, point.value)
        if key not in _tried:
            _tried[key] = _load(point)
        if (fault := _tried[key]) is not None:
            broken.append(fault)
    return tuple(broken)


def broken_plugins() -> tuple[BrokenPlugin, ...]:
    """Those that failed so far in this process; nothing is loaded to find out."""
    return tuple(fault for fault in _tried.values() if fault is not None)


def _load(point: EntryPoint) -> BrokenPlugin | None:
    before = set(REGISTRY)
    try:
        # Standard output is for what the program is asked: a report is read by other programs.
        with redirect_stdout(sys.stderr):
            point.load()
    except KeyboardInterrupt:
        raise
    # A plugin may fail in whatever way, by sys.exit included: the program goes on without it.
    except BaseException as error:  # noqa: BLE001
        for name in set(REGISTRY) - before:
            REGISTRY.drop(name)
        words = " ".join(str(error).split())
        why = f"{type(error).__name__}: {words}" if words else type(error).__name__
        return BrokenPlugin(
            distribution_of(point), f"{point.name} = {point.value}", shortened(why, _LONGEST)
        )
    for name, check in tuple(REGISTRY.items()):
        # Its module may have been imported before, by a test of the plugin's own.
        early = check.plugin == point.module and not check.installed
        if name not in before or early:
            REGISTRY.credit(name, distribution_of(point))
    return None
