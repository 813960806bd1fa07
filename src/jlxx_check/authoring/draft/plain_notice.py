"""A notice's text as patterns are tried on it: one way of writing for what is written in many."""

from __future__ import annotations

import re

from jlxx_check.values.han_variants import SIMPLIFIED
from jlxx_check.values.numerals import plain_marks, read_number

#: Braces would mean fields in a pack's sentences; 16∶9 is written with the sign of ratio, too.
_SIGNS = {**SIMPLIFIED, **str.maketrans("{}∶", "():")}
#: 3分钟(含3分钟)以内, 5人(含负责人1名), (不足1人的按1人), (60秒最佳), (一般为10分钟): no number
#: of its own.
_INCLUDED = re.compile(
    r"[(](?:(?:均|都|包)?含|不足)[^()A-Za-z]{0,12}[)]|[(](?:一般|通常|尽可能|尽量)[^()]{0,24}[)]|[(][^()]{0,30}(?:最佳|为佳|为宜|更佳)[)]"
)
#: 长边像素不低于3000 says its unit in front.
_SIDE = re.compile(
    r"像素数?((?:不(?:得|应)?(?:低|小|少)于|至少|大于|达到?)?)(\d{3,5})(?![\d*×xX.万]|像素|[KMkm]|dpi|DPI)"
)
_FRACTION = re.compile(r"(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])")
#: 8分30秒, 1小时30分钟: one number of the smaller unit.
_COMPOSED = re.compile(r"(\d{1,3})(?:(分)钟?零?(\d{1,2})秒钟?|(小时)零?(\d{1,2})分钟?)")
_SIXTY = 60
#: 字数1500左右 says its unit in front.
_WORDS = re.compile(
    r"(字数(?:要求|控制|限制)?(?:约|为|在|:|不(?:得)?(?:少|低|多|超)[于过]?)*)(\d{2,5}(?:[-~至]\d{2,5})?)"
    r"(?=左右|以内|以上|之间|[,;。)]|$)"
)
_LONG = re.compile(
    r"(长边(?:应|须|在|为|:|不(?:得)?(?:少|低|小|大|多|超)[于过]?|至少|最小|最大)*)(\d{3,5}(?:[-~至]\d{3,5})?)"
    r"(?=左右|以内|以上|之间|[,;。)]|$)"
)
_HALF = re.compile("一半|半数(?=以[上下])")
#: (3~4)分钟以内
_SPAN = re.compile(r"[(](\d+[-~至到]\d+)[)](?=[分秒个名字张件篇页幅MG])")


def plain_text(text: str) -> str:
    """The text as patterns are tried on it: NFKC, one kind of dash, no blanks beside Chinese.

    A part of a whole is in percent: 三分之一 is 33.3333%.
    """
    plain = _INCLUDED.sub("", plain_marks(text).translate(_SIGNS))
    plain = re.sub(r"(?<=日)\s*一\s*(?=\d)", "-", plain)  # 9月1日一9月30日
    plain = _WORDS.sub(r"\1\2字", _LONG.sub(r"\1\2像素", _SIDE.sub(r"\1\2像素", plain)))
    plain = _COMPOSED.sub(_composed, _SPAN.sub(r"\1", plain))
    plain = _HALF.sub("50%", _FRACTION.sub(_percent, plain))
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", plain).strip()


def _percent(match: re.Match[str]) -> str:
    whole, part = read_number(match["whole"]), read_number(match["part"])
    if not whole or not part:
        return match[0]
    return f"{float(100 * part / whole):.4f}".rstrip("0").rstrip(".") + "%"


def _composed(match: re.Match[str]) -> str:
    whole, part = int(match[1]), int(match[3] or match[5])
    return f"{whole * _SIXTY + part}{'秒' if match[2] else '分钟'}"
