"""The floor: the same files opened by the bare libraries in one process, nothing judged.

Photos are decoded small and hashed, documents parsed and hashed, videos opened by MediaInfo: what
any program that looks at these files has to pay. Run as ``python -m benchmarks.floor FOLDER``; with
``--by-kind`` it says what each kind of file costs, beside what the program's own readers do.
"""

from __future__ import annotations

import hashlib
import sys
import time
import zipfile
from collections import defaultdict
from pathlib import Path

from lxml import etree
from PIL import Image
from pymediainfo import MediaInfo
from python_calamine import CalamineWorkbook


def opened(path: Path) -> None:
    """Open a file."""
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


def by_kind(folder: Path) -> None:
    """Print a line for each kind: files, milliseconds of processor by the bare library and ours."""
    from jlxx_check.facts.one_file import read_file
    from jlxx_check.files.folder_tree import open_folder

    tree = open_folder(folder)
    files: dict[str, int] = defaultdict(int)
    spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for again in (False, True):  # the first time libraries are loaded
        for node in tree.files:
            kind = Path(node.path).suffix
            begun = time.process_time()
            opened(folder / node.path)
            between = time.process_time()
            read_file(tree, node)
            ended = time.process_time()
            if again:
                files[kind] += 1
                spent[kind][0] += between - begun
                spent[kind][1] += ended - between
    for kind, (bare, own) in sorted(spent.items()):
        print(kind, files[kind], bare * 1000 / files[kind], own * 1000 / files[kind])


def main() -> None:
    """Open every file once."""
    folder = Path(sys.argv[1])
    if "--by-kind" in sys.argv[2:]:
        by_kind(folder)
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            opened(path)


if __name__ == "__main__":
    main()
