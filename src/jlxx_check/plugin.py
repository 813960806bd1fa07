"""What a check of another distribution is written with: import from here, and from nowhere below.

    from jlxx_check.plugin import Outcome, Parameters, Photo, Text, check, failed, passed

What this module names stays within a major version; what is below it may move.
"""

from jlxx_check.checks.registry import (
    FieldName,
    KindName,
    Parameters,
    RoleName,
    check,
)
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Photo, Video
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
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package, Row, SubjectFile
from jlxx_check.model.traits import Inbox, Shared, Side
from jlxx_check.text import Text, same

__all__ = [
    "Audio",
    "Document",
    "Entry",
    "FieldName",
    "Form",
    "Inbox",
    "KindName",
    "Lack",
    "Level",
    "Outcome",
    "Pack",
    "Package",
    "Parameters",
    "Photo",
    "RoleName",
    "Row",
    "Shared",
    "Side",
    "Status",
    "SubjectFile",
    "Text",
    "Video",
    "check",
    "failed",
    "not_applicable",
    "not_judged",
    "passed",
    "review",
    "same",
]
