"""How people type the digits of a number and what they put between them.

Every function that looks at ID-card and telephone numbers reads them in this one spelling.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jlxx_check.values.folding import shows_nothing
from jlxx_check.values.late_patterns import late_pattern

#: What stands between a number's digits, one sign for each class, as ``spelt`` writes it.
GAPS = " -./,()"

_CHINESE = dict(
    zip("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789", strict=True)
)
_LETTER_X = frozenset("xX×хХⅹⅩχΧ✕✖╳⨯❌")
_DASHES = frozenset("−~～∼˜⁓〜⁃➖¯‾─━ーｰ=＝")
_DOTS = frozenset(".．｡。·•・･‧∙⋅…●﹒")
_SLASHES = frozenset("/／⁄∕\\＼|｜│¦")
_COMMAS = frozenset(",，、﹐")
_QUOTES = frozenset("'’‘`´＇\"“”")
_CLASSES = (
    (_DASHES, "-"), (_DOTS, "."), (_SLASHES, "/"), (_COMMAS, ","), (_QUOTES, " "), (_LETTER_X, "X"),
)  # fmt: skip
_BETWEEN = re.escape(GAPS)
#: A whole number in Chinese figures; a year (二〇二三) is shorter, a date has 年 and 月 in it.
_IN_CHINESE = late_pattern(rf"(?:[{''.join(_CHINESE)}][{_BETWEEN}]*){{11,}}")
#: 一 typed for a dash.
_ONE_AS_DASH = late_pattern(r"(?<=[0-9])一(?=[0-9])")


def spelt(text: str) -> str:
    """The text, as long as before: digits of every script as ASCII, gaps as ``GAPS`` spell them.

    What looks like an X is one, all invisible characters are blanks; other characters stay.
    """
    plain = text if text.isascii() and text.isprintable() else ""
    if plain:
        return plain.translate(_ASCII)
    plain = "".join(map(_sign, text))
    plain = _ONE_AS_DASH.sub("-", plain)
    return _IN_CHINESE.sub(lambda found: "".join(_CHINESE.get(c, c) for c in found[0]), plain)


def bare(text: str) -> str:
    """The text in ASCII digits and capital letters, nothing between them: for comparing."""
    folded = unicodedata.normalize("NFKC", spelt(text)).upper()
    return "".join(sign for sign in folded if sign not in GAPS or sign in "()")


@lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    for signs, spelling in _CLASSES:
        if char in signs:
            return spelling
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category in ("Pd", "Pc"):
        return "-"
    if category in ("Mn", "Me") or shows_nothing(ord(char)):
        return " "
    if char in "（［【〔[{":
        return "("
    return ")" if char in "）］】〕]}" else char


_ASCII = str.maketrans({chr(code): _sign(chr(code)) for code in range(128)})
