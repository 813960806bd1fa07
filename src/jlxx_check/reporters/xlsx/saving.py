"""A workbook as bytes that depend on nothing but what is in it."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from jlxx_check.model.about import NAME

#: The first moment that a zip can name: plainly no time at which anything was written.
_NEVER = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class _Undated(ZipFile):
    """A zip whose members have no dates of their own."""

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *_: Any, **__: Any) -> None:
        super().writestr(_member(str(zinfo_or_arcname)), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        member = _member(str(arcname))
        with Path(filename).open("rb") as source, self.open(member, "w") as target:
            copyfileobj(source, target)


def _member(name: str) -> ZipInfo:
    made = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = ZIP_DEFLATED
    return made


def saved(book: Workbook) -> bytes:
    """The .xlsx file; made twice from the same content it is the same."""
    book.properties.creator = NAME
    book.properties.created = book.properties.modified = _NEVER
    data = BytesIO()
    ExcelWriter(book, _Undated(data, "w", ZIP_DEFLATED)).save()
    return data.getvalue()
