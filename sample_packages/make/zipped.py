"""Office files made to come out the same on every run."""

from __future__ import annotations

import io
import re
import zipfile

_MOMENT = b"2023-06-28T09:00:00Z"
_STAMP = (2023, 6, 28, 9, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def settled(document: bytes) -> bytes:
    """The same docx or xlsx with fixed times in its archive and in its properties."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>" + _MOMENT + rb"\g<3>", content)
            member = zipfile.ZipInfo(name, _STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return target.getvalue()
