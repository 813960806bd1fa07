"""The key by which personal numbers of different packages are compared."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from jlxx_check.facts.private import make_private, refuse_foreign
from jlxx_check.model.about import NAME

#: Bytes of a key.
_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Key:
    """The key by which personal numbers are compared without being kept."""

    #: Never written anywhere but to the user's own folder.
    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        """What a record says it was made with: tells two keys apart, and nothing of the secret."""
        return hashlib.sha256(b"jlxx-check key " + self.secret).hexdigest()[:16]


def user_key() -> Key:
    """The user's key, made when it is first needed: in the user's data folder, theirs to read.

    It does not lie beside the digests: who has both can try every number there is. Where that
    folder cannot be written or is not the user's own, the key is of this run alone, and the next
    run judges everything anew.
    """
    from platformdirs import user_data_path

    file = user_data_path(NAME, appauthor=False) / "batch.key"
    try:
        make_private(file.parent)
        kept = _kept(file)
        if kept is None:
            _make(file)
            kept = _kept(file)  # another process may have put its own there meanwhile
    except OSError:
        kept = None
    return Key(kept or secrets.token_bytes(_LENGTH))


def _kept(file: Path) -> bytes | None:
    refuse_foreign(file)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    return content if len(content) == _LENGTH else None


def _make(file: Path) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secrets.token_bytes(_LENGTH))
    finally:
        os.close(descriptor)
    draft.replace(file)
