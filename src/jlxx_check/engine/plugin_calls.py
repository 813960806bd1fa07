"""Checks called over one package or inbox: our own here, a plugin's in a process of its own.

Whatever a plugin's check does - end its process, never come back, eat the memory, print, change
what it was given - costs its own result: it is not judged, and is named. One process serves all
plugins as long as it lives; it is started when the first of them is called. ``plugin_side`` is the
other end.
"""

from __future__ import annotations

import logging
import pickle
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from jlxx_check.checks.registry import Check, CheckFunction
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.engine.check_calls import Sayable, collect, outcomes_of, took_longer
from jlxx_check.engine.check_failure import Failure, crashed, failure_without_words
from jlxx_check.engine.plugin_side import GONE, CallPlace, KnownDigests, Material, RuleMaterial
from jlxx_check.model.limits import CHECK_LIMITS, CheckLimits
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.traits import Inbox
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import (
    GarbledAnswerError,
    MemoryLimitError,
    NoProcessError,
    ProcessDiedError,
    SandboxError,
    TimeLimitError,
)
from jlxx_check.sandbox.pool import shared_workers
from jlxx_check.text import Text

#: What an answer is made of; one that holds anything else is none.
_TRUSTED = (Outcome.__module__.rpartition(".")[0], Text.__module__, Failure.__module__)
#: Of its memory; a model that a plugin keeps is not to be loaded for every subject.
_GROWN = 0.75
_BY_LOSS: Mapping[type[SandboxError], Text] = {
    ProcessDiedError: Text("它结束了自己所在的进程", "it ended the process it ran in"),
    MemoryLimitError: Text("它用尽了内存", "it used up the memory"),
    GarbledAnswerError: Text("它的进程没有给出结论", "what came of its process is no outcome"),
    NoProcessError: Text("没有可用的进程", "no process comes up for it"),
}
_GONE = Text("另一个进程里找不到这个插件", "the plugin is not found by another process")


class CheckCalls:
    """Calls the checks of one judging. A plugin's that lost its process is not called again.

    processes: in which plugins' checks of all threads run; 0: in this one, with nothing to protect
    it.
    """

    def __init__(
        self,
        material: Material,
        pack: Pack,
        processes: int = 1,
        limits: CheckLimits = CHECK_LIMITS,
    ) -> None:
        self._material = material
        self._pack = pack
        self._processes = processes
        self._limits = limits
        self._about = Sayable.of(material)
        self._lost: dict[str, Failure] = {}
        self._open: tuple[str, Sandbox] | None = None

    def outcomes(
        self,
        rule: BoundRule,
        function: CheckFunction,
        arguments: Mapping[str, object],
        place: CallPlace,
    ) -> list[Outcome]:
        """What a rule's check says of one subject; CRASHED behind it where it failed.

        function: of the check, with what it is given at that place.
        """
        check = rule.check
        if self._processes and check.installed:
            if earlier := self._lost.get(check.name):
                return [crashed(check, earlier)]
            answer = self._asked(rule, place)
            if not isinstance(answer, NoProcessError):
                return self._outcomes_of(answer, check, function)
            if self._sandbox(rule).has_worked:
                return self._loss(check, function, _BY_LOSS[NoProcessError])
            _tell_once()
        return outcomes_of(check, function, arguments, self._about, self._limits)

    def _asked(self, rule: BoundRule, place: CallPlace) -> object:
        """What a process says, or the loss."""
        sandbox = self._sandbox(rule)
        said_of = partial(RuleMaterial.said_of, place=place, limits=self._limits)
        try:
            return sandbox.call(said_of, self._limits.seconds, doubtful=_doubtful)
        except SandboxError as loss:
            return loss
        except BaseException:
            sandbox.stop()
            raise

    def _sandbox(self, rule: BoundRule) -> Sandbox:
        """The rule's own, with its own copy of the facts; rules are judged one after the other."""
        if self._open is None or self._open[0] != rule.id:
            workers = shared_workers(heard=True)
            workers.keep(self._processes)
            material = RuleMaterial(self._packed, rule.id, rule.spec)
            memory = self._limits.memory
            sandbox = Sandbox(workers, material, memory=memory, trusted=_TRUSTED, grown=_GROWN)
            self._open = (rule.id, sandbox)
        return self._open[1]

    @cached_property
    def _packed(self) -> bytes:
        material = self._material
        if isinstance(material, Inbox) and material.whole is not None:
            material = replace(material, whole=_known_digests(material))
        return pickle.dumps((material, self._pack), protocol=pickle.HIGHEST_PROTOCOL)

    def _outcomes_of(self, answer: Any, check: Check, function: CheckFunction) -> list[Outcome]:
        """What an answer comes to: nothing in it is believed that would not be believed here."""
        match answer:
            case TimeLimitError():
                return self._loss(check, function, took_longer(self._limits))
            case SandboxError():
                what = _BY_LOSS.get(type(answer), _BY_LOSS[GarbledAnswerError])
                return self._loss(check, function, what)
            case str() if answer == GONE:
                return self._loss(check, function, _GONE)
            case (list() as told, failure) if failure is None or _is_failure(failure):
                said: list[Outcome] = []
                slip = collect(said, check, lambda: told, {}, self._about, self._limits)
                if failure is None and slip is not None:
                    failure = failure_without_words(function, slip.words)
                return said if failure is None else [*said, crashed(check, failure)]
        return self._loss(check, function, _BY_LOSS[GarbledAnswerError])

    def _loss(self, check: Check, function: CheckFunction, what: Text) -> list[Outcome]:
        """Not judged, and from now on neither: it would only cost another process."""
        failure = failure_without_words(function, what)
        again = Text(
            f"{what.zh}（检查前一个对象时），这次不再调用它",
            f"{what.en} over an earlier subject, and is not called again",
        )
        self._lost[check.name] = replace(failure, words=again)
        return [crashed(check, failure)]


def _is_failure(told: object) -> bool:
    return isinstance(told, Failure) and told.sound


def _doubtful(answer: object) -> bool:
    """Whether the process may be at fault: it began before the plugin was there, or is full."""
    match answer:
        case (_, Failure(kind=kind)):
            return kind == "MemoryError"
        case _:
            return answer == GONE


def _known_digests(inbox: Inbox) -> KnownDigests:
    """Of the videos that their samples do not tell apart: nobody there can ask for them."""
    held = [
        (video.digest, path, video.path)
        for path, traits in inbox.packages
        for video in traits.videos
        if not video.whole
    ]
    alike = Counter(digest for digest, _, _ in held)
    whole = inbox.whole or KnownDigests({})
    return KnownDigests(
        {(path, file): whole(path, file) for digest, path, file in held if alike[digest] > 1}
    )


_told = threading.Lock()


def _tell_once() -> None:
    """Say in the log that plugins' checks run without protection here, the first time it is so."""
    if _told.acquire(blocking=False):
        logging.getLogger("jlxx_check").warning(
            "本机无法启动单独的进程，插件的检查在主进程中运行：出错的检查可能使程序中断。 / "
            "No separate process can be started for plugins' checks; they run in this one, which "
            "a faulty check may bring down."
        )
