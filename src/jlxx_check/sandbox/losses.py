"""How a call in the sandbox ends where no answer comes of it: one family of exceptions.

They are the sandbox's own: whoever calls it makes of them what they mean there.

    SandboxError
    ├─ NoProcessError         no process comes up in this environment
    ├─ CallFailedError        the function raised
    ├─ TimeLimitError         it took longer than it was given, and was ended
    ├─ MemoryLimitError       it was refused memory
    ├─ ProcessDiedError       its process ended by itself
    └─ GarbledAnswerError     its answer is none, or far too long
"""

from __future__ import annotations

import signal

from jlxx_check.errors import InternalError


class SandboxError(InternalError):
    """No answer came of a call."""


class NoProcessError(SandboxError):
    """No process comes up in this environment."""


class CallFailedError(SandboxError):
    """The function raised; ``kind`` is the name of the exception's class, which tells no secret."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class TimeLimitError(SandboxError):
    """The process did not answer in time and was ended."""


class MemoryLimitError(SandboxError):
    """The process had not the memory to answer."""


class ProcessDiedError(SandboxError):
    """The process ended by itself; ``code`` as subprocess gives it, negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code

    @property
    def like_starved(self) -> bool:
        """Whether native code that is refused memory ends so, or a process that took too much."""
        return self.code in _STARVED


class GarbledAnswerError(SandboxError):
    """What came from the process is no answer."""


def _signals(*names: str) -> frozenset[int]:
    return frozenset(-getattr(signal, name) for name in names if hasattr(signal, name))


_STARVED = _signals("SIGABRT", "SIGKILL", "SIGTRAP", "SIGILL")
