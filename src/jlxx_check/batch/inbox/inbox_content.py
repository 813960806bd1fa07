"""What a look into the inbox found: arrivals as they lie there, and what is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from jlxx_check.files import MailHead, open_package
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key

_NAMED = 8


@frozen
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


@frozen
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


@frozen
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


class ArrivalShape(StrEnum):
    """What an arrival is on disk."""

    FOLDER = "folder"
    ARCHIVE = "archive"
    VOLUMES = "volumes"
    MAIL = "mail"


@frozen
class Arrival:
    """A delivery as it lies in the inbox."""

    #: Its identity, relative to the inbox with ``/``; of volumes, what they are called whole.
    path: str
    shape: ArrivalShape
    #: The folder or files that it consists of, relative to the inbox; volumes in their order.
    sources: tuple[str, ...]
    #: The source that it is opened by.
    first: str
    #: Names of volumes that are not there, as far as the others' names tell.
    missing: tuple[str, ...] = ()
    #: Who sent it and when, as a mail's own head says.
    mail: MailHead | None = None

    @property
    def name(self) -> str:
        """The last part of the path: what the sender called it."""
        return PurePosixPath(self.path).name

    def place(self, inbox: Path) -> Path:
        """What ``open_package`` takes; volumes are joined by it from whichever is given."""
        return inbox / self.first


def open_arrival(
    inbox: Path,
    arrival: Arrival,
    limits: ArchiveLimits,
    skip: Callable[[str], bool] = lambda _path: False,
) -> Tree:
    """The arrival as one read-only tree, whatever its shape; the caller closes it.

    skip: see ``open_package``. Raises NotAPackage.
    """
    return open_package(arrival.place(inbox), limits, skip=skip)
