"""Office files that are the same whenever they are written: equal reports are equal bytes."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

#: The first moment that a zip can name.
_FIRST = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_WRITTEN = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def steady_zip(data: bytes) -> bytes:
    """The workbook or letter without the moment at which it was written."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as steady,
    ):
        for member in source.infolist():
            content = source.read(member)
            if member.filename == _PROPERTIES:
                content = _WRITTEN.sub(b"", content)
            steady.writestr(zipfile.ZipInfo(member.filename, _FIRST), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
