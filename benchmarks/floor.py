"""The floor: the same files opened by the bare libraries in one process, nothing judged.

Photos are decoded small and hashed, documents parsed and hashed, videos opened by MediaInfo: what
any program that looks at these files has to pay. Run as ``python -m benchmarks.floor FOLDER``.
"""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

from lxml import etree
from PIL import Image
from pymediainfo import MediaInfo
from python_calamine import CalamineWorkbook


def main(folder: Path) -> None:
    """Open every file once."""
    for path in sorted(folder.rglob("*")):
        match path.suffix:
            case ".jpg":
                with Image.open(path) as picture:
                    picture.draft("RGB", (512, 512))
                    picture.load()
            case ".docx":
                with zipfile.ZipFile(path) as archive:
                    etree.fromstring(archive.read("word/document.xml"))
            case ".xlsx":
                CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
            case ".mp4":
                with path.open("rb") as stream:
                    MediaInfo.parse(stream, parse_speed=0)
        if path.suffix in (".jpg", ".docx", ".xlsx"):
            hashlib.sha256(path.read_bytes()).digest()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
