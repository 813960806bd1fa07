"""What a check of another distribution is written with: import from here, and from nowhere below.

    from jlxx_check.plugin import Outcome, Parameters, Photo, Text, check, failed, passed

What this module names stays within a major version; what is below it may move. It names whatever a
check is given, and whatever that is made of.
"""

from jlxx_check.checks.registry import FieldName, KindName, Parameters, RoleName, check
from jlxx_check.model.contents import Content, Group
from jlxx_check.model.document import Cell, Document, Letters, Paragraph, Table
from jlxx_check.model.facts import (
    Audio,
    Backdrop,
    Cause,
    ColourMode,
    Fate,
    FileFacts,
    FrameSpan,
    Photo,
    ReadFailure,
    Seen,
    SoundTrack,
    Unreadable,
    Video,
)
from jlxx_check.model.outcome import (
    Lack,
    Level,
    Outcome,
    Status,
    failed,
    not_applicable,
    not_judged,
    passed,
    review,
)
from jlxx_check.model.pack import NotKnown, OutlineItem, Pack, ParentNotice, RuleSpec, Winner
from jlxx_check.model.pack_parts import (
    CellSpec,
    Delivery,
    FieldSpec,
    Fillers,
    FormSpec,
    IdPhotoLook,
    KindSpec,
    RegisterSpec,
    RoleSpec,
    SenderSpec,
    Terms,
    ToldBy,
    Unit,
)
from jlxx_check.model.package import (
    Entry,
    Form,
    OwnedFile,
    Package,
    Reason,
    Register,
    Row,
    SubjectFile,
    Unassigned,
    Value,
)
from jlxx_check.model.plays import Plays
from jlxx_check.model.seal_state import SealStanding, SealState
from jlxx_check.model.traits import (
    EntryTraits,
    Inbox,
    PhotoTraits,
    Shared,
    Side,
    TextTraits,
    Traits,
    VideoTraits,
)
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.cell_kind import CellKind

#: What plugins have called it from the first.
Crashed = ReadFailure

__all__ = [
    "Audio",
    "Backdrop",
    "Cause",
    "Cell",
    "CellKind",
    "CellSpec",
    "ColourMode",
    "Content",
    "Crashed",
    "Delivery",
    "Document",
    "Entry",
    "EntryTraits",
    "Fate",
    "FieldName",
    "FieldSpec",
    "FileFacts",
    "Fillers",
    "Form",
    "FormSpec",
    "FrameSpan",
    "Group",
    "IdPhotoLook",
    "Inbox",
    "KindName",
    "KindSpec",
    "Lack",
    "Lang",
    "Letters",
    "Level",
    "NotKnown",
    "Outcome",
    "OutlineItem",
    "OwnedFile",
    "Pack",
    "Package",
    "Paragraph",
    "Parameters",
    "ParentNotice",
    "Photo",
    "PhotoTraits",
    "Plays",
    "Reason",
    "Register",
    "RegisterSpec",
    "RoleName",
    "RoleSpec",
    "Row",
    "RuleSpec",
    "SealStanding",
    "SealState",
    "Seen",
    "SenderSpec",
    "Shared",
    "Side",
    "SoundTrack",
    "Status",
    "SubjectFile",
    "Table",
    "Terms",
    "Text",
    "TextTraits",
    "ToldBy",
    "Traits",
    "Unassigned",
    "Unit",
    "Unreadable",
    "Value",
    "Video",
    "VideoTraits",
    "Winner",
    "check",
    "failed",
    "not_applicable",
    "not_judged",
    "passed",
    "review",
    "same",
]
