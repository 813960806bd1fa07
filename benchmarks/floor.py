"""The floors: the same files given to the bare libraries in one process, nothing judged.

Opened: photos are decoded small and hashed, documents parsed and hashed, videos opened by
MediaInfo: what any program that looks at these files has to pay. With ``--asked`` videos are asked
what the program asks them, too: their pictures are read through for holes, and a dozen key frames
decoded. Run as ``python -m benchmarks.floor FOLDER``; with ``--by-kind`` it says what each kind of
file costs, beside what the program's own readers do.
"""

from __future__ import annotations

import hashlib
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import av
from lxml import etree
from PIL import Image
from pymediainfo import MediaInfo
from python_calamine import CalamineWorkbook

#: Key frames of a film that are decoded; bytes of it that are read at a time; zeros that are looked
#: for among every so manieth of them.
_FRAMES, _BLOCK, _HOLE, _STEP = 12, 1 << 20, 3, 256


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


def asked(path: Path) -> None:
    """Open a file, and of a video ask what the program asks."""
    if path.suffix != ".mp4":
        opened(path)
        return
    with path.open("rb") as stream:
        known = MediaInfo.parse(stream, parse_speed=0)
        stream.seek(0)
        for _ in range(int(known.video_tracks[0].stream_size) // _BLOCK):
            stream.read(_BLOCK)[::_STEP].find(bytes(_HOLE))
    with av.open(path) as container:
        track = container.streams.video[0]
        coded = track.codec_context
        coded.thread_type, coded.thread_count, coded.skip_frame = "NONE", 1, "NONKEY"
        for number in range(_FRAMES):
            container.seek((track.duration or 0) * number // _FRAMES, stream=track)
            next(container.decode(track))


def by_kind(folder: Path) -> None:
    """Print a line for each kind: files; processor milliseconds opened, asked, and by ours."""
    from jlxx_check.facts.one_file import read_file
    from jlxx_check.files.folder_tree import open_folder

    tree = open_folder(folder)
    files: dict[str, int] = defaultdict(int)
    spent: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for again in (False, True):  # the first time libraries are loaded
        for node in tree.files:
            kind = Path(node.path).suffix
            opened(folder / node.path)  # so that none of them fetches it for the next one
            ways = (
                partial(opened, folder / node.path),
                partial(asked, folder / node.path),
                partial(read_file, tree, node),
            )
            took = [_worked(way) for way in ways]
            if again:
                files[kind] += 1
                spent[kind] = [before + now for before, now in zip(spent[kind], took, strict=True)]
    for kind, sums in sorted(spent.items()):
        print(kind, files[kind], *(each * 1000 / files[kind] for each in sums))


def _worked(way: Callable[[], object]) -> float:
    """Seconds of processor that it takes."""
    begun = time.process_time()
    way()
    return time.process_time() - begun


def main() -> None:
    """Open every file once."""
    folder, options = Path(sys.argv[1]), sys.argv[2:]
    if "--by-kind" in options:
        by_kind(folder)
        return
    each = asked if "--asked" in options else opened
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            each(path)


if __name__ == "__main__":
    main()
