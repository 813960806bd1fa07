"""What a check's parameters may be made of. Names of a pack's things are held to that pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from jlxx_check.model.pack import Strict


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a parameter as the name of something in the pack: ``field``, ``role`` or ``kind``."""

    what: str


FieldName = Annotated[str, Names("field")]
RoleName = Annotated[str, Names("role")]
KindName = Annotated[str, Names("kind")]


class Parameters(Strict):
    """The base of every check's parameters: frozen, and an unknown key is an error."""
