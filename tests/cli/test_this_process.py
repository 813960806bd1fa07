"""Signals that end the program: all as Ctrl-C, but what the caller has ignored."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from jlxx_check.cli import this_process
from jlxx_check.cli.this_process import end_alike, end_undisturbed
from jlxx_check.values.system_errors import was_interrupted

ALL = [
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
]


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in ALL}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ALL)
def test_every_signal_interrupts_once(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(this_process.time, "monotonic", lambda: now)
    end_alike()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    for echo in ALL:
        signal.raise_signal(echo)
    now += 5  # somebody loses patience
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)


@pytest.mark.parametrize("number", ALL)
def test_what_the_caller_ignores_stays_ignored(number: int) -> None:
    signal.signal(number, signal.SIG_IGN)
    end_alike()
    signal.raise_signal(number)
    other = next(item for item in ALL if item != number)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(other)


def test_nothing_disturbs_the_end() -> None:
    end_alike()
    end_undisturbed()
    for number in ALL:
        signal.raise_signal(number)


def test_what_fails_because_of_an_interrupt_is_one() -> None:
    def closing(failure: Exception) -> Exception:
        try:
            try:
                raise KeyboardInterrupt
            finally:
                raise failure
        except Exception as error:  # noqa: BLE001
            return error

    assert was_interrupted(KeyboardInterrupt())
    assert was_interrupted(closing(RuntimeError("release unlocked lock")))
    assert was_interrupted(closing(OSError(5, "the terminal is gone")))
    assert not was_interrupted(RuntimeError())
    assert not was_interrupted(OSError(5, "the disk failed"))
