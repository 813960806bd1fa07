"""The archive written as BagIt has it: the material first, then lists of digests and papers."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from jlxx_check.facts.seal_digests import PACK, PACK_SHA256, PROGRAM, SEALED, VERDICT
from jlxx_check.files.seals import BAG, INFO, MANIFEST, MATERIAL, TAG_MANIFEST
from jlxx_check.model.about import NAME
from jlxx_check.model.facts import Content, FileFacts, Group
from jlxx_check.model.report import Report
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.unit.seal.handed_in import HandedIn, SealStopped, changed_meanwhile
from jlxx_check.values.moments import CHINA
from jlxx_check.values.system_errors import reason
from jlxx_check.values.visible import visible

_STEP = 1 << 20
_SHA256 = "sha256:"
#: Years that a zip can name.
_YEARS = range(1980, 2108)
_FIRST = (1980, 1, 1, 0, 0, 0)
#: An ordinary file that its owner may write to; the same whatever system packs.
_MODE, _UNIX = 0o100644 << 16, 3
#: What is packed already gains nothing by being packed again.
_PACKED = frozenset({Group.PHOTO, Group.VIDEO, Group.AUDIO})
_LOOSE = frozenset({Content.BMP, Content.TIFF})
_DECLARED = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"


class SealWriter:
    """One archive in the making. Names lie in the folder ``top``."""

    def __init__(self, archive: zipfile.ZipFile, top: str, now: datetime) -> None:
        self._archive, self._top = archive, top
        self._now = now
        self._tags: dict[str, str] = {}
        #: Lines of the list of digests.
        self._listed: list[str] = []

    def material(
        self,
        tree: HandedIn,
        facts: Mapping[str, FileFacts],
        digests: Mapping[str, str],
        told: Callable[[], None],
    ) -> str:
        """Every file as it was judged, and the list of digests; the list's own SHA-256.

        digests: of what was judged. told: called after each file. Raises SealStopped, and OSError
        where the archive cannot be written.
        """
        for node in tree.files:
            if self._member(tree, node, facts[node.path]) != digests[node.path]:
                raise changed_meanwhile([node.path])
            told()
        self._listed = [
            f"{digests[node.path].removeprefix(_SHA256)}  {MATERIAL}{node.path}"
            for node in tree.files
        ]
        manifest = _lines(self._listed)
        self.paper(MANIFEST, manifest)
        return hashlib.sha256(manifest).hexdigest()

    def paper(self, name: str, data: bytes) -> None:
        """One of the seal's own papers, in the top folder. Raises OSError."""
        self._tags[name] = hashlib.sha256(data).hexdigest()
        self._write(name, data)

    def close(self, report: Report, size: int) -> None:
        """What it says of itself, and the list of its papers. size: bytes of the material."""
        self.paper(BAG, _DECLARED)
        self.paper(INFO, self._info(report, size))
        self._write(TAG_MANIFEST, _lines(f"{self._tags[name]}  {name}" for name in self._tags))

    def _info(self, report: Report, size: int) -> bytes:
        said = {
            "Source-Organization": report.package.name,
            "External-Description": report.pack.title.zh,
            "Bagging-Date": self._now.date().isoformat(),
            "Payload-Oxum": f"{size}.{len(self._listed)}",
            PROGRAM: f"{NAME} {report.tool_version}",
            PACK: report.pack.id,
            PACK_SHA256: report.pack.sha256,
            VERDICT: "partial" if report.partial else report.verdict.value,
            SEALED: self._now.isoformat(timespec="seconds"),
        }
        return _lines(f"{label}: {visible(value)}" for label, value in said.items())

    def _member(self, tree: HandedIn, node: FileNode, facts: FileFacts) -> str:
        """The SHA-256 of what was packed. Raises SealStopped where it cannot be read."""
        loose = facts.group not in _PACKED or facts.content in _LOOSE
        info = self._entry(MATERIAL + node.path, _moment(node.modified), packs=loose)
        info.file_size = node.size  # by this it is known whether 32 bits will do
        digest, left = hashlib.sha256(), node.size
        try:
            stream = tree.open(node.path)
        except OSError as error:
            raise _unread(node.path, error) from error
        with stream, self._archive.open(info, "w") as packed:
            while True:
                try:
                    data = stream.read(_STEP)
                except OSError as error:
                    raise _unread(node.path, error) from error
                left -= len(data)
                if left < 0:
                    raise changed_meanwhile([node.path])
                if not data:
                    return _SHA256 + digest.hexdigest()
                digest.update(data)
                packed.write(data)

    def _write(self, name: str, data: bytes) -> None:
        now = self._now.astimezone(CHINA)
        self._archive.writestr(self._entry(name, now.timetuple()[:6], packs=True), data)

    def _entry(
        self, name: str, moment: tuple[int, int, int, int, int, int], *, packs: bool
    ) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(f"{self._top}/{name}", moment)
        info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
        info.create_system, info.external_attr = _UNIX, _MODE
        return info


def new_archive(draft: Path) -> zipfile.ZipFile:
    """An empty archive to write to. Raises OSError."""
    return zipfile.ZipFile(draft, "w", allowZip64=True)


def _moment(modified: float | None) -> tuple[int, int, int, int, int, int]:
    """China's clock, which a zip is read by; the first moment that it can name for any other."""
    if modified is None:
        return _FIRST
    try:
        moment = datetime.fromtimestamp(0, CHINA) + timedelta(seconds=modified)
    except (OverflowError, ValueError):
        return _FIRST
    return moment.timetuple()[:6] if moment.year in _YEARS else _FIRST


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _unread(path: str, error: OSError) -> SealStopped:
    why, shown = reason(error), visible(path)
    return SealStopped(
        Text(
            f"没有封存：“{shown}”读不出来（{why.zh}）。",
            f"Nothing was sealed: “{shown}” cannot be read ({why.en}).",
        )
    )
