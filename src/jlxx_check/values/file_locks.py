"""The system's own lock on a file, which dies with its process, however that ends."""

from __future__ import annotations

import errno
import os
import sys

#: What a file system says that has no locks.
NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
#: Windows keeps others from reading what is locked: a byte far behind what the file says.
_FAR = 1 << 30

if sys.platform == "win32":

    def take_lock(descriptor: int) -> None:
        """Lock the file until it is closed. Raises OSError where somebody else has it."""
        import msvcrt

        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        os.lseek(descriptor, 0, os.SEEK_SET)

else:

    def take_lock(descriptor: int) -> None:
        """Lock the file until it is closed. Raises OSError where somebody else has it."""
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
