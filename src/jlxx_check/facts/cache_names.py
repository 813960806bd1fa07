"""Names and checksums that only one cache can make: nothing is written down as it is called."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import field

from jlxx_check.values.frozen_types import frozen

#: Bytes of a name and of a row's checksum.
_MAC = 16
#: What ``cache info`` counts people's texts as, which are found and opened by their bytes alone.
TEXT = "text"
#: The same of what was made of several of them together.
MADE = "made"
#: And of what has to be known to find that.
NOTE = "note"


@frozen
class FileIdentity:
    """Which file it was, and in which state."""

    #: The file's whole path.
    place: str
    #: What changes whenever its content does.
    state: str


@frozen
class CacheNames:
    """What rows are called in the cache of this secret.

    The maker is a part of every name: what another made is never found.
    """

    secret: bytes = field(repr=False)
    maker: str

    def key(self, what: str, told: str | bytes) -> bytes:
        """A row's name: paths and digests are not to be read from it."""
        data = told if isinstance(told, bytes) else _bytes(told)
        return self._mac(_bytes(f"{what}\0{self.maker}\0") + data)

    def state(self, identity: FileIdentity, key: bytes) -> bytes:
        """That a file in this state holds these facts."""
        return self._mac(key + self.key(identity.place, identity.state))

    def sealed(self, key: bytes, what: str, data: bytes) -> bytes:
        """The data behind a checksum: SQLite itself does not notice a flipped bit."""
        return self._mac(key + what.encode() + data) + data

    def opened(self, key: bytes, what: str, sealed: object) -> bytes | None:
        """The data again; None where the checksum does not fit."""
        if not isinstance(sealed, bytes):
            return None
        mac, data = sealed[:_MAC], sealed[_MAC:]
        return data if hmac.compare_digest(mac, self._mac(key + what.encode() + data)) else None

    def _mac(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, key=self.secret, digest_size=_MAC).digest()


def _bytes(text: str) -> bytes:
    """A path may hold bytes that are no UTF-8, which Python has as lone surrogates."""
    return text.encode("utf-8", "surrogatepass")
