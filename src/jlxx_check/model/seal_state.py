"""A sealed package: whether it still is what was checked, and what it says of itself."""

from __future__ import annotations

from enum import StrEnum

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


class SealStanding(StrEnum):
    """Whether a sealed package is, byte for byte, what was sealed.

    UNPROVEN: that cannot be told, because its list of digests is none that can be used.
    """

    EXACT = "exact"
    CHANGED = "changed"
    UNPROVEN = "unproven"


@frozen
class SealState:
    """What became of a seal. What it says of itself proves nothing of who wrote it.

    Paths of the material are as in the report; those of the seal's own papers, and of what lies
    beside the sealed folder, as they are found.
    """

    standing: SealStanding
    #: The folder that the paths of the material count from, with ``/`` at its end; "" for the root.
    material: str = ""
    #: The program that wrote it, with its version (``jlxx-check 0.1.0``); "" where it does not say.
    program: str = ""
    #: The pack that was judged by: its id, and the digest of its data.
    pack: str = ""
    pack_sha256: str = ""
    #: What was found then: a ``Verdict``, or ``partial``.
    verdict: str = ""
    #: When, with its zone (ISO 8601).
    sealed: str = ""
    #: SHA-256 of its list of digests, which the receipt bears; "" where there is no such list.
    digest: str = ""
    #: Files of material on the list.
    files: int = 0
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    #: Why it is unproven.
    why: Text | None = None

    @property
    def exact(self) -> bool:
        """Whether all is as it was sealed."""
        return self.standing is SealStanding.EXACT
