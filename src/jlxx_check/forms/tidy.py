"""What a person wrote, without the form's own print: blanks, hints, units, seals."""

from __future__ import annotations

import re
import unicodedata

from jlxx_check.values.late_patterns import late_pattern

_EDGES = "\u200b\u200c\u200d\u2060\ufeff\xad"
_PRINT = late_pattern(
    r"(?:[\s_＿﹍.．…:：,，;；。()（）\[\]〔〕]|年|月|日|至|人次|余?万?人|线上|线下|约|签字|签名|盖章|公章|手写|加盖|单位)*"
)
_HINT = late_pattern(
    r"[（(【\[][^（）()【】\[\]]{0,60}(?:签字|签名|盖章|字左右|字以内|字以上|不超过|如[:：]?\s*\d|例如|请|填写"
    r"|格式|粘贴|照片|另附|附页|可加页)[^（）()【】\[\]]{0,60}[）)】\]]"
)
_UNTICKED, _TICKED = "□☐○", "☑☒✓✔√■●▣"
_CJK = r"[\u3400-\u4dbf\u4e00-\u9fff，。、；：“”‘’（）《》—·]"
_GAP_IN_CJK = late_pattern(rf"(?<={_CJK})\s+(?={_CJK})")
_DIGITS = "零一二三四五六七八九"


def tidy(text: str) -> str:
    """The text without outer blanks; "" where only the blank form's own print is left.

    ``____``, ``　年　月　日``, ``（签字）`` and unticked boxes are print;
    ``/`` and ``无`` are answers.
    """
    lines = [line.strip().strip(_EDGES).strip() for line in text.splitlines()]
    kept = "\n".join(lines).strip()
    if not kept:
        return ""
    bare = _HINT.sub("", kept)
    if _PRINT.fullmatch(bare):
        return ""
    if any(box in kept for box in _UNTICKED[:2]) and not any(tick in kept for tick in _TICKED):
        return ""
    return kept


def tidy_name(text: str) -> str:
    """A name on one line: line breaks and the blanks that stretch 王　芳 are dropped."""
    return re.sub(r"\s+", " ", _GAP_IN_CJK.sub("", text)).strip()


def tidy_label(text: str) -> str:
    """A label as it stands on the page, on one line, without blanks, hint and colon."""
    flat = re.sub(r"\s+", lambda gap: " " if _between_words(gap) else "", text.strip(_EDGES))
    short = re.sub(r"[（(][^（）()]*[）)][:：*＊]*$", "", flat).strip(":：*＊")
    return short or flat


def _between_words(gap: re.Match[str]) -> bool:
    """Whether blanks part words of Latin letters, of which a label is made; 姓　名 is one word."""
    around = gap.string[gap.start() - 1 : gap.start()] + gap.string[gap.end() : gap.end() + 1]
    return len(around) == 2 and around.isascii()


def read_order(text: str) -> int | None:
    """A row's number: ``１``, ``1.0``, ``01``, ``1.``, ``（1）``, ``①``, ``第一名``; else None."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("().、,;:。")
    plain = re.sub(r"^(?:第|no\.?)", "", plain, flags=re.IGNORECASE)
    plain = re.sub(r"[名号位个]$", "", plain)
    if number := re.fullmatch(r"(\d{1,6})(?:\.0+)?", plain):
        return int(number[1])
    return _chinese_number(plain)


def _chinese_number(text: str) -> int | None:
    """一 to 九十九; None for anything else."""
    match = re.fullmatch(rf"(?:([{_DIGITS}])?(十))?([{_DIGITS}])?", text)
    if not text or not match:
        return None
    tens = (_DIGITS.index(match[1]) if match[1] else 1) * 10 if match[2] else 0
    return tens + (_DIGITS.index(match[3]) if match[3] else 0)
