"""Loaded by every interpreter that has this folder on its path: nothing reaches for a network.

What is tried is written to the file that JLXX_TRIED names, and refused. Sockets between processes
of this machine (AF_UNIX) are no network.
"""

from __future__ import annotations

import os
import sys

_NETWORK = ("urllib.", "http.client.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib.")
_NAMES = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto")
_LOCAL = 1  # AF_UNIX, wherever there is such a family


def _watch(event: str, words: tuple[object, ...]) -> None:
    reaches = event.startswith(_NETWORK) or event in _NAMES
    if event == "socket.__new__":
        reaches = words[1] not in (_LOCAL, -1)
    if event in ("socket.connect", "socket.bind"):
        reaches = not isinstance(words[1], str | bytes)
    if reaches:
        target = os.open(os.environ["JLXX_TRIED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(target, f"{event} {words[1:]!r}\n".encode())
        os.close(target)
        raise PermissionError(f"no network: {event}")


if "JLXX_TRIED" in os.environ:
    sys.addaudithook(_watch)
