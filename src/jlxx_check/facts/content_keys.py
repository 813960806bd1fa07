"""What is kept of people's texts: ciphered under a key that only the texts' own bytes give.

Whoever has a document can read it anyway; whoever has but the cache cannot, its owner included, and
once the document is erased nobody can. No key is kept anywhere: it is made anew of the document's
bytes, of the cache's own secret and of what made the facts, and a digest that stands in a report is
no part of it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from jlxx_check.values.frozen_types import frozen

if TYPE_CHECKING:
    from Cryptodome.Cipher._mode_gcm import GcmMode

#: Bytes of a content's digest and of a key.
_BYTES = 32
_NONCE, _TAG = 12, 16


@frozen
class ContentKey:
    """What something kept is found and opened by; whoever has the contents can make it."""

    #: What is kept: several things may be, of the same contents.
    what: str
    #: From ``content_digest``; never written down.
    content: bytes = field(repr=False)

    def for_cache(self, secret: bytes, name: bytes) -> bytes:
        """The key itself. name: what it is kept under in the cache of this secret."""
        parts = secret + name
        return hashlib.blake2b(
            parts, key=self.content, digest_size=_BYTES, person=b"jlxx kept key"
        ).digest()


def content_hash() -> hashlib.blake2b:
    """What makes a content's digest step by step; another one than the facts have."""
    return hashlib.blake2b(digest_size=_BYTES, person=b"jlxx content")


def content_digest(data: bytes | memoryview) -> bytes:
    """What only these bytes give."""
    digest = content_hash()
    digest.update(data)
    return digest.digest()


def joint_digest(contents: Iterable[bytes]) -> bytes:
    """The same of several contents in this order, from the digest of each."""
    return content_digest(b"".join(contents))


def can_cipher() -> bool:
    """Whether this machine has what ciphers; without it nothing of a text is kept or found."""
    try:
        import Cryptodome.Cipher  # noqa: F401
    except ImportError:
        return False
    return True


def ciphered(key: bytes, name: bytes, data: bytes) -> bytes:
    """The data for whoever has the key (AES-256-GCM). name: what it is kept under."""
    nonce = secrets.token_bytes(_NONCE)
    cipher = _cipher(key, nonce)
    cipher.update(name)
    hidden, tag = cipher.encrypt_and_digest(data)
    return nonce + tag + hidden


def deciphered(key: bytes, name: bytes, kept: bytes) -> bytes | None:
    """What was ciphered so; None where it is damaged, another's, or no such thing."""
    if len(kept) < _NONCE + _TAG:
        return None
    nonce, tag, hidden = kept[:_NONCE], kept[_NONCE : _NONCE + _TAG], kept[_NONCE + _TAG :]
    cipher = _cipher(key, nonce)
    cipher.update(name)
    try:
        data: bytes = cipher.decrypt_and_verify(hidden, tag)
    except ValueError:
        return None
    return data


def _cipher(key: bytes, nonce: bytes) -> GcmMode:
    # Late: a run that finds and keeps nothing of a text goes without.
    from Cryptodome.Cipher import AES

    return AES.new(key, AES.MODE_GCM, nonce=nonce, mac_len=_TAG)
