"""A package as one zip file, as the usual programs of Chinese Windows write it."""

from __future__ import annotations

import io
import zipfile

from sample_packages.make.layout import Files
from sample_packages.make.university import university

_STAMP = (2026, 3, 4, 9, 0, 0)


def zipped() -> bytes:
    """The university's package: names in GBK without a flag, the star's folder a zip of its own."""
    files = university()
    top = next(iter(files)).partition("/")[0]
    star = next(path for path in files if "/百姓学习之星-" in path).split("/")[1]
    home = f"{top}/{star}/"
    inner = {path.removeprefix(home): data for path, data in files.items() if path.startswith(home)}
    rest = {path: data for path, data in files.items() if not path.startswith(home)}
    return archive(rest | {f"{top}/{star}.zip": archive(inner)})


class _Named(zipfile.ZipInfo):
    """A member whose name is written in GBK; the library itself would write UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def archive(files: Files, deflated: tuple[str, ...] = (".docx", ".pdf")) -> bytes:
    """A zip with its names in GBK. Films and pictures are stored, as they do not get smaller."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as written:
        for path, data in sorted(files.items()):
            member = _Named(path, _STAMP)
            packs = path.endswith(deflated)
            member.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            member.create_system = 0  # Windows
            written.writestr(member, data)
    return target.getvalue()
