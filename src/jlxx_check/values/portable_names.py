"""Names of files and folders that Windows, macOS, Linux and WPS all show, and show alike."""

from __future__ import annotations

import re
import unicodedata

from jlxx_check.text import Text

#: Characters of a name that we make: with the folders above they stay within what Windows opens.
LONGEST = 40
#: Bytes of a name in UTF-8 that every file system takes: ext4 and a zip's readers stop at 255.
MOST_BYTES = 240
#: Bytes of a name that we make, so that an ending still has room.
_MADE_BYTES = 160
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
#: What no name may end in: dots, and spaces of any kind.
_END = re.compile(r"[\s.]+$")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
#: Invisible, but parts of emoji and of scripts that join their letters: no system minds them.
_JOINERS = frozenset("\u200c\u200d")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.I)


def portable(name: str, longest: int = LONGEST) -> str:
    """The name made fit for a folder or a file on every system; never empty.

    longest: characters. A suffix is added by the caller, who knows what is one.
    """
    shown = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name))
    shown = "".join("_" if unicodedata.category(sign) in _UNSEEN else sign for sign in shown)
    shown = shown[:longest]
    while len(shown.encode()) > _MADE_BYTES:
        shown = shown[:-1]
    shown = _END.sub("", shown.strip())
    if shown.startswith("."):
        shown = "_" + shown[1:]
    if _DEVICES.fullmatch(shown):
        shown = f"_{shown}"
    return shown or "_"


def unportable(name: str) -> Text | None:
    """Why some system cannot have a file of that name, or shows it otherwise; None: all can.

    name: of one file or folder. Whether it is in NFC is left to whoever writes it: that changes
    no sign that a person sees.
    """
    if any(unicodedata.category(sign) == "Cs" for sign in name):
        return _GARBLED
    if found := _FORBIDDEN.search(name):
        return _forbidden(found[0])
    unseen = (s for s in name if unicodedata.category(s) in _UNSEEN and s not in _JOINERS)
    if next(unseen, None) is not None:
        return _INVISIBLE
    if not name or _END.search(name) or name != name.lstrip():
        return _ENDS
    if _DEVICES.fullmatch(name):
        return _DEVICE
    if len(unicodedata.normalize("NFC", name).encode()) > MOST_BYTES:
        return _LONG
    return None


def folded(name: str) -> str:
    """Equal where some system takes two names for one."""
    return unicodedata.normalize("NFKC", name).casefold()


def _forbidden(sign: str) -> Text:
    if not sign.isprintable():
        return _INVISIBLE
    return Text(
        f"名称里有“{sign}”，Windows 不允许",
        f"the name holds “{sign}”, which Windows does not allow",
    )


_GARBLED = Text("名称是乱码", "the name is garbled")
_INVISIBLE = Text("名称里有看不见的字符", "the name holds invisible characters")
_ENDS = Text(
    "名称以空格开头，或以空格、句点结尾，Windows 会改动它",
    "the name begins with a space or ends in a space or a dot, which Windows alters",
)
_DEVICE = Text("名称是 Windows 保留的设备名", "the name is one that Windows keeps for a device")
_LONG = Text(
    f"名称太长，中文应在{MOST_BYTES // 3}字以内",
    f"the name is too long (at most {MOST_BYTES} bytes)",
)
