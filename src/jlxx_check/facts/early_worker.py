"""A worker that starts before it is known which files there are, while a pack is read.

What judges is loaded by one processor alone; another one gets ready to read files meanwhile.
"""

from __future__ import annotations

from jlxx_check.sandbox.pool import shared_workers

#: What a worker needs for most of the files that people hand in, and to open their folder.
_READERS = (
    "jlxx_check.files.folder_tree",
    "jlxx_check.facts.one_file",
    "jlxx_check.probes.sniffing.sniff",
    "jlxx_check.probes.photo.read_photo",
    "PIL.JpegImagePlugin",
    "jlxx_check.probes.video.read_video",
    "av",
    "jlxx_check.probes.word.read_docx",
)


def start_worker() -> None:
    """Have one worker ready to read files; only for calls that are sure to read some."""
    shared_workers().start(1, _READERS)
