"""What is known of one file while the package is being understood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jlxx_check.inventory.vocabulary import Clues
from jlxx_check.model.facts import FileFacts, Group
from jlxx_check.model.kind_lookup import file_kind_of
from jlxx_check.model.package import Form, Register, Row
from jlxx_check.text import Text

#: What shows or sounds: pictures and recordings, no papers; captions go with their recording.
MEDIA = (Group.PHOTO, Group.VIDEO, Group.AUDIO, Group.CAPTIONS)


@dataclass(eq=False, slots=True)
class Item:
    """A file with the clues of its name and of its folders below the wrappers.

    folders: paths of the folders that hold it, outermost first; wrappers are left out.
    folder_clues: of each of these. kinds: what its path says of its kind, empty: nothing.
    specials: the kinds that single out, told by words in its path; several: its owner tells which.
    form: what was read from it; a form without a name has ``names == ()``.
    owned: the evidence for whose it is, where that is not its own content.
    moves: whether it is the moving part of a live photo, which lies beside it.
    """

    facts: FileFacts
    clues: Clues
    folders: tuple[str, ...]
    folder_clues: tuple[Clues, ...]
    kinds: frozenset[str]
    specials: frozenset[str] = frozenset()
    form: Form | None = None
    registers: tuple[Register, ...] = ()
    owned: Text | None = None
    moves: bool = False

    def may_be(self, groups: Iterable[Group]) -> bool:
        """Whether words can make it one of these families: a register may be a show of slides."""
        own = {self.facts.group, *file_kind_of(self.facts.content).stands_for}
        return not own.isdisjoint(groups)

    @property
    def register(self) -> Register | None:
        """The first register that it holds; a workbook may hold one for each kind."""
        return self.registers[0] if self.registers else None

    @property
    def path(self) -> str:
        """Relative to the package, as on disk."""
        return self.facts.path


@dataclass(eq=False, slots=True)
class Candidate:
    """Someone or something that is, or may be, put forward.

    names: as written in form, register or folder; the first is the one to show.
    forms: files that hold its readable form. homes: folders that are its own.
    held: files with their roles and the evidence for each; candidates without any come to nothing.
    of: for a special entry, the candidate that it singles out.
    """

    kind: str
    names: list[str]
    forms: list[Item] = field(default_factory=list)
    row: Row | None = None
    row_differs: bool = False
    homes: list[str] = field(default_factory=list)
    held: list[tuple[Item, str, Text]] = field(default_factory=list)
    of: Candidate | None = None

    @property
    def name(self) -> str:
        """The name to show: by the form, else the register, else the folder."""
        return self.names[0] if self.names else ""

    @property
    def form(self) -> Form | None:
        """What its first form says."""
        return self.forms[0].form if self.forms else None
