"""How a path or a name is typed in a call that a person is to copy."""

from __future__ import annotations

import os

#: What a shell acts on between double quotes, and what it leaves alone without any.
_ACTED_ON = '$`"!'
_PLAIN = "/:._-~+"


def quoted(written: str, *, windows: bool = os.name == "nt") -> str:
    """A path or name as it is typed in a shell: in quotes where it has blanks or signs in it.

    In single ones where a shell would act on a sign between double ones. windows: where a stroke
    is part of every path.
    """
    stroke = "\\"
    if any(sign in _ACTED_ON or (sign == stroke and not windows) for sign in written):
        return "'" + written.replace("'", "''" if windows else "'\\''") + "'"
    plain = _PLAIN + stroke
    bare = written[:1] not in ("", "~") and all(s.isalnum() or s in plain for s in written)
    return written if bare else f'"{written}"'
