"""Which paths some system cannot have, or not beside each other: told before they get there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from jlxx_check.files.archives.member_names import clashes
from jlxx_check.text import Text, joined, same
from jlxx_check.values.portable_names import unportable
from jlxx_check.values.visible import visible

#: Names that a message has room for.
_FEW = 5


def uncarried(paths: Sequence[str]) -> list[tuple[str, Text]]:
    """Of the paths those that not every system can have, and why, in their order."""
    names = [unicodedata.normalize("NFC", path) for path in paths]
    against = clashes(names)
    found = []
    for position, name in enumerate(names):
        why = next(filter(None, map(unportable, name.split("/"))), None)
        if why is None and position in against:
            why = _SAME_NAME
        if why is not None:
            found.append((paths[position], why))
    return found


def rename_note(paths: Sequence[str]) -> Text | None:
    """What a reader should know of a package with these paths; None where all can be carried."""
    found = uncarried(paths)
    if not found:
        return None
    said = told_paths(_UNCARRIED, found)
    return Text(f"{said.zh}。{_RENAME.zh}", f"{said.en}. {_RENAME.en}")


def told_paths(lead: Text, items: Sequence[tuple[str, Text]]) -> Text:
    """The paths behind what is said of them all, without a full stop; the first where many."""
    more = len(items) - _FEW
    end = Text(f"等{len(items)}个文件", f" and {more} more") if more > 0 else same("")
    said = joined((_named(path, why) for path, why in items[:_FEW]), "；", "; ")
    return Text(f"{lead.zh}：{said.zh}{end.zh}", f"{lead.en}: {said.en}{end.en}")


def _named(path: str, why: Text) -> Text:
    shown = visible(path)
    if not why.zh:
        return same(f"“{shown}”")
    zh, en = why.zh.rstrip("。"), why.en.rstrip(".")
    return Text(f"“{shown}”（{zh}）", f"“{shown}” ({en})")


_SAME_NAME = Text(
    "与另一个文件同名，或只有大小写不同",
    "another file has this name, or one that differs by case alone",
)
_UNCARRIED = Text(
    "有的名称换一台电脑就不能保存，或显示不出来",
    "Not every system can have, or shows alike, what is named so",
)
_RENAME = Text("请改名（封存前必须改好）。", "Rename it; until then it cannot be sealed.")
