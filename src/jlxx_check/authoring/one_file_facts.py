"""What one file by itself holds, read as a package's files are: in a process that can be lost."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.errors import CallError
from jlxx_check.facts.read_files import read_files
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.model.facts import FileFacts, ReadFailure, Unreadable
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.values.plain_files import why_unreadable


class NotReadable(CallError):
    """A file that an author gives is not there, or nothing can be read in it."""


def facts_of(path: Path) -> FileFacts:
    """The facts of a file. Raises NotReadable."""
    unread = why_unreadable(path, most=None)
    if unread is not None:
        raise NotReadable(Text(f"“{path}”{unread.zh}", f"“{path}” {unread.en}"))
    folder = path.resolve().parent
    node = FileNode(path.name, path.stat().st_size)
    tree = FolderTree(str(folder), folder.name, (node,), ())
    found = read_files(tree, skip=lambda _: False, jobs=1, progress=None)[path.name]
    if found.body is None:
        raise NotReadable(
            Text(f"{path.name} 的内容读不了。", f"nothing in {path.name} can be read.")
        )
    if isinstance(found.body, Unreadable | ReadFailure):
        why = found.body.detail
        raise NotReadable(Text(f"{path.name}：{why.zh}", f"{path.name}: {why.en}"))
    return found
