"""How a check failed, told so that its author finds the place and no package is quoted."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from pathlib import PurePath

from jlxx_check.checks.registry import Check, CheckFunction
from jlxx_check.errors import InternalError
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen
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


class BadOutcomeError(InternalError):
    """What a check said is no outcome; its words are our own."""


@frozen
class Failure:
    """A check's failure, in plain values: it may be told by another process.

    kind: the class of what was raised; "" where nothing was. file: by its last two names; "" where
    the place is not known. trace: for whoever mends it.
    """

    kind: str
    words: Text
    file: str = ""
    line: int = 0
    trace: str = ""

    @property
    def sound(self) -> bool:
        """Whether its values are of the types that they should be."""
        words, texts = self.words, (self.kind, self.file, self.trace)
        return (
            type(words) is Text
            and all(type(text) is str for text in (*texts, words.zh, words.en))
            and type(self.line) is int
        )


def failure_of(function: CheckFunction, error: BaseException) -> Failure:
    """What an exception tells: its kind, where in the check, and its words. Never raises."""
    file, line = _declared(function) if isinstance(error, BadOutcomeError) else ("", 0)
    words = trace = ""
    # An exception of somebody's own may do at being told whatever the check may.
    with suppress(BaseException):
        trace = "".join(traceback.format_exception(error))
    with suppress(BaseException):
        words = " ".join(str(error).split())
    with suppress(BaseException):
        file, line = _raised(function, error) or (file, line)
    return Failure(str(type(error).__name__), same(words), file, line, trace)


def failure_without_words(function: CheckFunction, what: Text) -> Failure:
    """What became of a check that raised nothing and said nothing; the place is its own."""
    return Failure("", what, *_declared(function))


def crashed(check: Check, failure: Failure) -> Outcome:
    """What is told of it: the kind of error, where, and whose check; its words only of a plugin's.

    An exception of our own checks may quote a package; a plugin's words are for who mends it.
    """
    _LOG.error("check %s failed: %s %s", check.name, failure.words.en, failure.trace)
    at = Text(f"{failure.file} 第{failure.line}行", f"{failure.file} line {failure.line}")
    parts = [same(shortened(failure.kind, _LONGEST))] if failure.kind else []
    parts += [at] if failure.file else []
    if check.plugin is not None:
        parts.insert(0, Text(f"插件{check.plugin}", f"plugin {check.plugin}"))
    zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    if check.plugin is not None:
        words = Text(*(shortened(said, _LONGEST) for said in (failure.words.zh, failure.words.en)))
        zh = f"{zh}：{words.zh}" if words.zh else zh
        en = f"{en}: {words.en}" if words.en else en
    why = Text(
        f"程序检查这一项时出错（{zh}），这一项没有结论。",
        f"{_FAILED} ({en}); it has no result.",
    )
    return Outcome(Status.CRASHED, why, fix=None if check.plugin is None else _TO_AUTHOR)


def tells_of_crash(why: Text) -> bool:
    """Whether a requirement was not judged because its check failed."""
    return why.en.startswith(_FAILED)


def _declared(function: CheckFunction) -> tuple[str, int]:
    """Where the check itself stands."""
    code = getattr(function, "__code__", None)
    return ("", 0) if code is None else (_short(code.co_filename), code.co_firstlineno)


def _raised(function: CheckFunction, error: BaseException) -> tuple[str, int] | None:
    """The last place in the check's own file that the exception came through."""
    code = getattr(function, "__code__", None)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if code is not None and frame.filename == code.co_filename]
    if not own or isinstance(error, BadOutcomeError):
        return None
    return _short(own[-1].filename), own[-1].lineno or 0


def _short(name: str) -> str:
    return "/".join(PurePath(name).parts[-2:])
