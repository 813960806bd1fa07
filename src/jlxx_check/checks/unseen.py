"""Parts of a package that could not be looked into: what is missing may be there."""

from __future__ import annotations

from jlxx_check.model.outcome import Outcome, not_judged
from jlxx_check.model.package import Package, Reason
from jlxx_check.model.text import Text

#: Shut by the system, or an archive that does not open: each has been told of by itself.
_UNSEEN = frozenset({Reason.SHUT, Reason.UNREADABLE})


def may_be_unseen(package: Package, missing: Outcome) -> Outcome:
    """The finding that something is missing, or that this cannot be told."""
    unseen = [item for item in package.unseen if item.reason in _UNSEEN]
    if not unseen:
        return missing
    # What lies in an archive that does not open has no problem of its own: the archive has.
    shut = next((item for item in unseen if item.problem or item.reason is Reason.SHUT), unseen[0])
    why = Text(
        f"“{shut.path}”打不开，缺少的材料可能在里面，无法判断。",
        f"“{shut.path}” could not be opened; what is missing may be in there.",
    )
    return not_judged(why, entry=missing.entry, file=missing.file)
