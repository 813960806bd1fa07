"""Lengths of time as people read them, and limits that a measured number is held to."""

from __future__ import annotations

from jlxx_check.text import Text

#: What floating-point arithmetic leaves on a limit that is included.
_ROUNDING = 1e-9


def within(number: float, low: float, high: float) -> bool:
    """Whether a measured number lies between two limits, both included."""
    return low - _ROUNDING <= number <= high + _ROUNDING


def clock(seconds: float) -> str:
    """A measured length to a tenth of a second: 331.2 is ``5:31.2``, 3671 is ``1:01:11.0``."""
    whole, tenths = divmod(round(seconds * 10), 10)
    return f"{_clock(whole)}.{tenths}"


def minutes(seconds: float) -> str:
    """A length that a notice names, to the second: 240 is ``4:00``, 3600 is ``1:00:00``."""
    return _clock(round(seconds))


def spoken(seconds: float) -> Text:
    """A length as a sentence says it: 240 is 4分00秒, 331.2 is 5分31.2秒, 3671 is 1小时01分11秒."""
    whole, tenths = divmod(round(seconds * 10), 10)
    whole_minutes, rest = divmod(whole, 60)
    hours, rest_minutes = divmod(whole_minutes, 60)
    part = f".{tenths}" if tenths else ""
    ahead = f"{hours}小时{rest_minutes:02}分" if hours else f"{rest_minutes}分"
    return Text(f"{ahead}{rest:02}{part}秒", f"{_clock(whole)}{part}")


def place(seconds: float) -> str:
    """A moment of a recording as a report's ``where`` has it: 252 is ``00:04:12``."""
    whole_minutes, rest = divmod(int(seconds), 60)
    hours, rest_minutes = divmod(whole_minutes, 60)
    return f"{hours:02}:{rest_minutes:02}:{rest:02}"


def _clock(seconds: int) -> str:
    whole_minutes, rest = divmod(seconds, 60)
    hours, rest_minutes = divmod(whole_minutes, 60)
    if hours:
        return f"{hours}:{rest_minutes:02}:{rest:02}"
    return f"{rest_minutes}:{rest:02}"
