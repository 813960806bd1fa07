"""Ways in which people and programs write one and the same number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_FULL = str.maketrans("0123456789-X", "０１２３４５６７８９－Ｘ")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_CIRCLED = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def _joined(gap: str) -> Callable[[str], str]:
    """The number in groups as they are read out, the gap between them."""

    def spell(number: str) -> str:
        if "-" in number:
            return number.replace("-", gap)
        first = 3 if len(number) == 11 else 4
        rest = [number[at : at + 4] for at in range(first, len(number), 4)]
        return gap.join([number[:first], *rest])

    return spell


def _apart(gap: str) -> Callable[[str], str]:
    return lambda number: gap.join(number.replace("-", ""))


#: The spelling's name and what writes it. A landline comes with a dash behind its area code.
SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "as it is": str,
    "dash": _joined("-"),
    "two dashes": _joined("--"),
    **{f"dash {ord(sign):04x}": _joined(sign) for sign in "‐‑‒–—―−－_~·～ー─"},
    "dot": _joined("."),
    "full-width dot": _joined("．"),
    "slash": _joined("/"),
    "comma": _joined(","),
    "brackets": lambda number: f"{number[:3]}({number[3:7].strip('-')}){number[7:]}",
    **{
        f"blank {ord(sign):04x}": _joined(sign)
        for sign in " \xa0\u3000\u2009\u200b\u202f\t\n\u2060\ufeff"
    },
    "blanks": _joined("   "),
    "blank and dash": _joined(" - "),
    "every digit apart": _apart(" "),
    "zero-width between": _apart("\u200b"),
    "dashes between": _apart("-"),
    "full-width": lambda number: number.translate(_FULL),
    "Arabic": lambda number: number.translate(_ARABIC),
    "circled": lambda number: number.translate(_CIRCLED),
    "bold": lambda number: number.translate(_BOLD),
    "Chinese": lambda number: number.translate(_CHINESE),
    **{f"X as {ord(x):04x}": lambda n, x=x: n.replace("X", x) for x in "x×хХⅩⅹχ"},
    "in two": lambda number: f"{number[:6]} {number[6:]}",
}
