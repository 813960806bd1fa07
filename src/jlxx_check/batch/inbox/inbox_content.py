"""What a look into the inbox found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from jlxx_check.batch.inbox.arrivals import Arrival
from jlxx_check.text import Text
from jlxx_check.values.ordering import natural_key

_NAMED = 8


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A file that is no delivery: a document that lies loose, a download that broke off."""

    #: Relative to the inbox, with ``/``.
    path: str
    #: It is not there to its end.
    partial: bool
    #: The unit asked for that its name tells; None where it tells none.
    unit: str | None
    #: It is still being copied, and a note of its own says so.
    coming: bool = False


@dataclass(frozen=True, slots=True)
class InboxContent:
    """What lies in the inbox."""

    #: In the natural order of their paths.
    arrivals: tuple[Arrival, ...]
    #: What was passed over, and why.
    notes: tuple[Text, ...]
    #: What is none, but may be a unit's all the same.
    loose: tuple[LooseFile, ...] = ()
    #: Why the inbox itself looks like one unit's package; None where it does not.
    own_package: OwnPackage | None = None
    _by_path: dict[str, Arrival] = field(default_factory=dict, compare=False, repr=False)

    @property
    def deliveries(self) -> tuple[str, ...]:
        """The arrivals' paths."""
        return tuple(item.path for item in self.arrivals)

    def arrival(self, path: str) -> Arrival | None:
        """The arrival of that path; None where it is (no longer) there."""
        if not self._by_path:
            self._by_path.update((item.path, item) for item in self.arrivals)
        return self._by_path.get(path)

    def without(self, moving: frozenset[str], unit: Callable[[str], str | None]) -> InboxContent:
        """The inbox less what is still being copied into it, which a note names.

        unit: the unit that a name tells: it has not handed in nothing.
        """
        if not moving:
            return self
        names = [name for name in self.deliveries if name in moving]
        note = Text(
            f"还在复制，停止变化后再检查：{listed(names, '、')}。",
            f"Still being copied, judged once they rest: {listed(names, ', ')}.",
        )
        left = tuple(item for item in self.arrivals if item.path not in moving)
        coming = [
            LooseFile(name, True, unit(PurePosixPath(name).name), coming=True) for name in names
        ]
        return replace(
            self,
            arrivals=left,
            notes=(*self.notes, note),
            loose=(*self.loose, *coming),
            _by_path={},
        )

    def untouched(self) -> InboxContent:
        """As if nothing lay in it, and nothing was said of it."""
        return InboxContent((), ())


@dataclass(frozen=True, slots=True)
class OwnPackage:
    """Signs that the inbox is itself one unit's package."""

    #: Names in it that say so.
    signs: tuple[str, ...]
    #: There is no doubt.
    certain: bool


def listed(names: Sequence[str], mark: str) -> str:
    """The first few names in natural order, and how many there are."""
    named = sorted(names, key=natural_key)
    rest = f"{mark}…（{len(named)}）" if len(named) > _NAMED else ""
    return mark.join(named[:_NAMED]) + rest
