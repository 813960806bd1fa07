"""A check called so that whatever it does costs its own result and nothing else."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Collection, Mapping
from pathlib import PurePath

from jlxx_check.checks.registry import Check, CheckFunction
from jlxx_check.engine.outcome_guard import slip_of
from jlxx_check.errors import InternalError
from jlxx_check.model.limits import CHECK_LIMITS, CheckLimits
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.text import Text
from jlxx_check.values.showing import shortened

#: Silent unless somebody listens: what an exception says may be of the package.
_LOG = logging.getLogger("jlxx_check.checks")
_LOG.addHandler(logging.NullHandler())
#: Characters of an exception's own words that are passed on.
_LONGEST = 200
_TO_AUTHOR = Text(
    "请把上面这一条告诉插件的作者；改好之前，由人工核对这一项。",
    "Tell the plugin's author what stands above; until it is mended look at this by eye.",
)
_FAILED = "The program failed on this item"
#: By the check's name, the thread that had no result in time.
_LEFT_BEHIND: dict[str, threading.Thread] = {}


class BadOutcomeError(InternalError):
    """What a check said is no outcome; its words are our own."""


class TookTooLongError(InternalError):
    """A check had no result in time; its words are our own."""


def outcomes_of(
    check: Check,
    function: CheckFunction,
    arguments: Mapping[str, object],
    entries: Collection[str] | None,
    limits: CheckLimits = CHECK_LIMITS,
    *,
    packages: int = 0,
) -> list[Outcome]:
    """What a check says of one subject; CRASHED behind it where it failed.

    entries: the ids that an outcome may name; None: so many packages are compared.

    A plugin's check runs within the limits' seconds, in a thread that is left behind when they are
    over and ends with the program: our own checks are held by our own tests. While it is still at
    it the check is asked nothing else, so that a package of many files waits once.
    """
    said: list[Outcome] = []
    if check.plugin is None:
        _collect(said, check, function, arguments, entries, limits, packages)
        return said
    earlier = _LEFT_BEHIND.get(check.name)
    if earlier is not None and earlier.is_alive():
        return [_crashed(check, function, TookTooLongError("still at an earlier subject"))]
    thread = threading.Thread(
        target=_collect,
        args=(said, check, function, arguments, entries, limits, packages),
        name=f"check {check.name}",
        daemon=True,
    )
    thread.start()
    thread.join(limits.seconds)
    if not thread.is_alive():
        return said
    _LEFT_BEHIND[check.name] = thread
    late = TookTooLongError(f"no result after {limits.seconds:g} s")
    return [*said, _crashed(check, function, late)]


def _collect(
    said: list[Outcome],
    check: Check,
    function: CheckFunction,
    arguments: Mapping[str, object],
    entries: Collection[str] | None,
    limits: CheckLimits,
    packages: int,
) -> None:
    try:
        for outcome in function(**arguments):
            if slip := slip_of(outcome, entries, packages):
                raise BadOutcomeError(slip)
            if check.plugin is not None and len(said) == limits.outcomes:
                raise BadOutcomeError(f"more than {limits.outcomes} outcomes of one subject")
            said.append(outcome)
        if not said and check.plugin is not None and entries is not None:
            raise BadOutcomeError(
                "no outcome; where there is nothing to judge it is not_applicable()"
            )
    except KeyboardInterrupt as error:
        # Ctrl-C reaches the main thread alone: within a plugin's the check raised it.
        if check.plugin is None:
            raise
        said.append(_crashed(check, function, error))
    # Whatever a check raises, SystemExit and what else is no Exception included, is a fault of the
    # program: an outcome that can never pass, so that one bad check does not cost the report.
    except BaseException as error:  # noqa: BLE001
        said.append(_crashed(check, function, error))


def _crashed(check: Check, function: CheckFunction, error: BaseException) -> Outcome:
    """What is told of it: the kind of error, where, and whose check; its words only of a plugin's.

    An exception of our own checks may quote a package; a plugin's words are for who mends it.
    """
    _LOG.error("check %s failed", check.name, exc_info=error)
    zh = en = type(error).__name__
    if place := _place(function, error):
        zh, en = f"{zh}，{place[0]} 第{place[1]}行", f"{en}, {place[0]} line {place[1]}"
    if check.plugin is not None:
        words = shortened(" ".join(str(error).split()), _LONGEST)
        zh, en = f"插件{check.plugin}，{zh}：{words}", f"plugin {check.plugin}, {en}: {words}"
    why = Text(
        f"程序检查这一项时出错（{zh}），这一项没有结论。",
        f"{_FAILED} ({en}); it has no result.",
    )
    return Outcome(Status.CRASHED, why, fix=None if check.plugin is None else _TO_AUTHOR)


def tells_of_crash(why: Text) -> bool:
    """Whether a requirement was not judged because its check failed."""
    return why.en.startswith(_FAILED)


def _place(function: CheckFunction, error: BaseException) -> tuple[str, int] | None:
    """The file, by its last two names, and the line of the check in which it happened."""
    code = getattr(function, "__code__", None)
    frames = [
        (frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)
    ]
    own = [frame for frame in frames if code is not None and frame[0] == code.co_filename]
    if isinstance(error, BadOutcomeError | TookTooLongError):
        own = [] if code is None else [(code.co_filename, code.co_firstlineno)]
    if not own:
        return None
    name, line = own[-1]
    return "/".join(PurePath(name).parts[-2:]), line
