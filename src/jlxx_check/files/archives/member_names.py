"""Names of an archive's members: in which encoding, and which of them are no names to follow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_DRIVE = re.compile(r"[A-Za-z]:")


@frozen
class RawName:
    """A name as it stands in an archive. told: as it says of itself, where it does."""

    raw: bytes
    told: str | None = None


def decode_names(names: Sequence[RawName]) -> list[str]:
    """The names as text, in their order.

    A name that says what it is (a flag, an extra field) is taken at its word. The others are
    UTF-8 or GB18030, and are decided together. Chinese in UTF-8 has characters of three bytes, as
    which names in GBK are all but never valid; a few short GBK names are valid UTF-8, but then of
    two-byte characters, which are no Chinese.
    """
    untold = [name.raw for name in names if name.told is None and not name.raw.isascii()]
    read = {raw: _utf8(raw) for raw in untold}
    all_utf8 = all(text is not None for text in read.values())
    some_chinese = any(text is not None and _has_wide(text) for text in read.values())
    if all_utf8 and not some_chinese:
        all_utf8 = any(_gb18030(raw) is None for raw in untold)
    return [
        name.told if name.told is not None else _decode(name.raw, read.get(name.raw), all_utf8)
        for name in names
    ]


def _decode(raw: bytes, utf8: str | None, all_utf8: bool) -> str:
    if raw.isascii():
        return raw.decode("ascii")
    if utf8 is not None and (all_utf8 or _has_wide(utf8)):
        return utf8
    found = _gb18030(raw)
    if found is not None:
        return found
    return utf8 if utf8 is not None else raw.decode("gb18030", "replace")


def _utf8(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _gb18030(raw: bytes) -> str | None:
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _has_wide(text: str) -> bool:
    """Whether a character of it takes three bytes or more in UTF-8, as every Chinese one does."""
    return any(char >= "\u0800" for char in text)


def clean_path(name: str) -> str | Text:
    """The path below the archive's root, with ``/``; or why the name is none to follow."""
    path = name.replace("\\", "/")
    if "\0" in path:
        return _NUL
    if path.startswith("/"):
        return _ABSOLUTE
    if _DRIVE.match(path):
        return _DRIVE_LETTER
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if ".." in parts:
        return _UPWARDS
    return "/".join(parts) if parts else _NAMELESS


def fold_path(path: str) -> str:
    """Paths that fold alike cannot lie beside one another on every system."""
    return unicodedata.normalize("NFC", path).casefold()


def clashes(paths: Sequence[str]) -> dict[int, Text]:
    """By position, which of the paths cannot stand beside the others, and why.

    Of twins the last one stays, as it does where an archive is unpacked.
    """
    folded = [fold_path(path) for path in paths]
    last = {key: position for position, key in enumerate(folded)}
    folders = set(_folders(folded))
    found: dict[int, Text] = {}
    for position, key in enumerate(folded):
        other = last[key]
        if other != position:
            found[position] = (
                _TWIN if paths[other] == paths[position] else _other_case(paths[other])
            )
        elif key in folders:
            found[position] = _SAME_AS_FOLDER
    return found


def _folders(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        at = path.rfind("/")
        while at > 0:
            yield path[:at]
            at = path.rfind("/", 0, at)


def _other_case(other: str) -> Text:
    return Text(
        f"与“{other}”只有大小写不同，解压后会互相覆盖，只读取了后面的那个。请改名后重新压缩。",
        f"Its name differs from “{other}” by case alone, so that one replaces the other when "
        "unpacked; only the later one was read. Rename it and pack again.",
    )


_AGAIN = Text(
    "请在本机解压、整理后重新压缩为 .zip。", "Unpack it, tidy up and pack it again as .zip."
)


def _refusal(zh: str, en: str) -> Text:
    return Text(f"{zh}，没有读取。{_AGAIN.zh}", f"{en}, and was not read. {_AGAIN.en}")


_NUL = _refusal("名称里有空字符", "Its name holds a NUL")
_ABSOLUTE = _refusal("名称是绝对路径（以“/”开头）", "Its name is an absolute path")
_DRIVE_LETTER = _refusal("名称带有盘符（如“C:”）", "Its name begins with a drive letter")
_UPWARDS = _refusal("名称里有“..”，会解压到别处", "Its name holds “..” and leads elsewhere")
_NAMELESS = _refusal("没有名称", "It has no name")
_SAME_AS_FOLDER = _refusal("与一个文件夹同名", "It is called as a folder is")
_TWIN = Text(
    "压缩包里有两个同名文件，解压后会互相覆盖，只读取了后面的那个。请改名后重新压缩。",
    "Two files of the archive have this name, so that one replaces the other when unpacked; only "
    "the later one was read. Rename it and pack again.",
)
LINK = _refusal("这是链接，不是文件", "It is a link, no file")
DEVICE = _refusal("这不是普通文件（设备、管道等）", "It is no ordinary file (a device, a pipe)")
OVERLAP = _refusal(
    "与压缩包里另一个文件占用同一段内容，是损坏或伪造的",
    "It shares its bytes with another file of the archive, which is damaged or forged",
)
METHOD = _refusal(
    "所用的压缩方法本程序不能解压",
    "It is compressed in a way that this program does not unpack",
)
