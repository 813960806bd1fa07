"""What lies in the inbox: deliveries, and what is none."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from jlxx_check.app.batch.folder import is_output
from jlxx_check.app.batch.names import is_archive
from jlxx_check.app.batch.problems import Unreachable
from jlxx_check.inventory import leftover
from jlxx_check.model.pack import Pack
from jlxx_check.model.text import Text
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.system_errors import reason

#: Folders that a system or a storage device keeps for itself.
_SYSTEM = frozenset(
    {"$recycle.bin", "system volume information", "@eadir", "#recycle", "lost+found", "@recycle"}
)
_NAMED = 8
#: A part of an archive that was split, and what browsers and network drives are still fetching.
_PART = re.compile(r"\.(?:zip|7z|rar|tar|tgz|gz)\.\d{2,4}$|\.z\d{2}$|\.r\d{2}$", re.I)
_FETCHING = re.compile(
    r"\.(?:part|partial|crdownload|opdownload|download|downloading|filepart|td|!ut)$", re.I
)


@dataclass(frozen=True, slots=True)
class Inbox:
    """deliveries: names of folders and archives, in natural order. notes: what was passed over."""

    deliveries: tuple[str, ...]
    notes: tuple[Text, ...]

    def without(self, moving: frozenset[str]) -> Inbox:
        """The inbox less what is still being copied into it, which a note names."""
        if not moving:
            return self
        names = [name for name in self.deliveries if name in moving]
        note = Text(
            f"还在复制，停止变化后再检查：{_list(names, '、')}。",
            f"Still being copied, judged once they rest: {_list(names, ', ')}.",
        )
        left = tuple(name for name in self.deliveries if name not in moving)
        return Inbox(left, (*self.notes, note))


def look_into(inbox: Path, out: Path, pack: Pack) -> Inbox:
    """Every folder or archive directly in the inbox, the output folder excepted.

    What vanishes while it is listed is left out. Raises Unreachable where it cannot be listed.
    """
    deliveries: list[str] = []
    links: list[str] = []
    loose: list[str] = []
    parts: list[str] = []
    fetching: list[str] = []
    unreadable: list[str] = []
    ours: list[str] = []
    try:
        for entry in inbox.iterdir():
            try:
                mode = entry.lstat().st_mode
            except FileNotFoundError:
                inbox.lstat()  # gone itself? then nothing is known of what it holds
                continue
            shown = entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
            if stat.S_ISDIR(mode):
                if _kept_by_system(entry.name, pack) or entry.resolve() == out:
                    continue
                if is_output(entry):
                    ours.append(entry.name)
                else:
                    deliveries.append(shown)
            elif not stat.S_ISREG(mode):
                links.append(entry.name)
            elif is_archive(entry.name):
                deliveries.append(shown)
            elif _PART.search(entry.name):
                parts.append(entry.name)
            elif _FETCHING.search(entry.name):
                fetching.append(entry.name)
            elif not (leftover(entry.name, pack) or entry.name.startswith(".")):
                loose.append(entry.name)
            if shown != entry.name:
                unreadable.append(shown)
    except OSError as error:
        why = reason(error)
        raise Unreachable(
            Text(f"“{inbox}”打不开：{why.zh}。", f"“{inbox}” cannot be opened: {why.en}.")
        ) from error
    notes = []
    if loose:
        notes.append(
            Text(
                f"收件文件夹里有不是材料包的文件，没有检查：{_list(loose, '、')}。",
                f"Loose files in the inbox are no packages and were not judged: "
                f"{_list(loose, ', ')}.",
            )
        )
    if parts:
        notes.append(
            Text(
                "收件文件夹里有分卷压缩包，没有检查，请合成一个压缩包或解压成文件夹："
                f"{_list(parts, '、')}。",
                "Parts of split archives were not judged; make one archive or a folder of them: "
                f"{_list(parts, ', ')}.",
            )
        )
    if fetching:
        notes.append(
            Text(
                f"收件文件夹里有没有传完的文件，没有检查：{_list(fetching, '、')}。",
                f"Files not fetched to their end were not judged: {_list(fetching, ', ')}.",
            )
        )
    if unreadable:
        notes.append(
            Text(
                f"这些名称不是有效的文字，打不开，请先改名：{_list(unreadable, '、')}。",
                f"These names are no valid text and cannot be opened; rename them: "
                f"{_list(unreadable, ', ')}.",
            )
        )
    if ours:
        notes.append(
            Text(
                f"收件文件夹里有以前的检查结果，不是材料包，没有检查：{_list(ours, '、')}。",
                f"Results of earlier runs in the inbox are no packages and were not judged: "
                f"{_list(ours, ', ')}.",
            )
        )
    if links:
        notes.append(
            Text(
                f"收件文件夹里有链接或设备，没有打开：{_list(links, '、')}。",
                f"Links or devices in the inbox were not followed: {_list(links, ', ')}.",
            )
        )
    return Inbox(tuple(sorted(deliveries, key=natural_key)), tuple(notes))


def _kept_by_system(name: str, pack: Pack) -> bool:
    return name.startswith(".") or name.lower() in _SYSTEM or leftover(f"{name}/x", pack)


def _list(names: list[str], mark: str) -> str:
    named = sorted(names, key=natural_key)
    rest = f"{mark}…（{len(named)}）" if len(named) > _NAMED else ""
    return mark.join(named[:_NAMED]) + rest
