"""A workbook as bytes that depend on nothing but what is in it."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml.etree import SerialisationError
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
    """The .xlsx file; made twice from the same content it is the same. Raises OSError."""
    book.properties.creator = NAME
    book.properties.created = book.properties.modified = _NEVER
    data = BytesIO()
    try:
        ExcelWriter(book, _Undated(data, "w", ZIP_DEFLATED)).save()
    except SerialisationError as error:
        # Each sheet passes through a temporary file; only a full disk stops lxml from writing it.
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
    return data.getvalue()
