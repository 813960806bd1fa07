"""Numbers that stand in a rule's sentences and that none of its parameters gives.

A number that is written twice will one day be changed in one place only. What is meant by one:
digits, and numerals in words before a unit of measure (两年, 二寸, 半秒, two years) or, from three
on, before what is counted (四项条件). 一 and 两 before what is counted are articles (一份, 两种)
and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.placeholders import PIECES
from jlxx_check.packs.source import PackSource
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.text import Text

_ORDER = "[一二三四五六七八九十百]"
#: What holds a numeral and states no quantity; taken out before numbers are looked for.
_NO_QUANTITY = re.compile(
    "|".join(
        (
            r"《[^《》]*》",  # a document's name, with the years in it
            r"[〔\[]\d{4}[〕\]]\s*\d*\s*号?",  # the number of a document: 〔2023〕1号
            rf"第\s*(?:\d+|{_ORDER}+)(?:[、，,]\s*(?:\d+|{_ORDER}+))*",  # an order: 第3、4位
            rf"{_ORDER}*（{_ORDER}+）\s*\d*(?:（\d+）)?",  # a clause: 三（二）1（3）
            r"(?:附件|附表|附录|表|图)\s*\d+(?:\s*[至、—-]\s*\d+)*",  # a part of the notice
            r"(?i:attachment|annex|appendix|clause|section|table|figure)s?\s*\d+",
            r"[A-Za-z]+[./-]?\d+(?:\.\d+)?",  # a name: MP4, H.264, A4
            r"(?<![A-Za-z])[A-Z]{2,}(?:/[A-Z])?\s+\d+(?:[.-]\d+)*",  # a standard: GB 32100
            r"characters? \d+(?: and \d+)?",  # a place within a code
            r"从\s*1\s*开始|from 1 on|\b1, 2, 3\b",  # how whatever is counted begins
            r"百分之百|一年(?=[分中里内])",
        )
    )
)
_MEASURES = (
    "年|周年|周岁|岁|个?月|周|天|日|小时|分钟|秒|毫秒|字|寸|英寸|米|厘米|毫米|像素|帧|倍|成|元|兆"
)
_COUNTED = "名|个|人|人次|份|张|件|项|条|次|页|段|篇|幅|册|部|种|家|户|位|类|套"
_NUMERAL = "[零〇一二两三四五六七八九十百千万]"
_ENGLISH = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|ninety|hundred|thousand|half"
)
_UNITS = (
    "years?|months?|weeks?|days?|hours?|minutes?|seconds?|inch(?:es)?|pixels?|characters?|words?|"
    "percent|frames?"
)
_STATED = re.compile(
    "|".join(
        (
            r"\d+(?:[.,/:：]\d+)*",
            rf"(?:{_NUMERAL}+|半)(?:{_MEASURES})",
            rf"(?:[三四五六七八九十百千]|{_NUMERAL}{{2,}})(?:{_COUNTED})",
            rf"{_NUMERAL}?百分之{_NUMERAL}+|[二三四五六七八九]分之{_NUMERAL}",
            rf"(?i:\b(?:{_ENGLISH})(?:[ -](?:to|or|and|a|an|{_ENGLISH}))*[ -](?:{_UNITS})\b)",
        )
    )
)
#: 同一天, 每一年, 某一日, 统一, 一般: one of a kind, no quantity.
_ONE_OF = re.compile(
    r"[同每某任这那哪逐另统唯单专其头末]一[年月周天日字]?|一(?:般|律|并|致|定|起|线)"
)


def stated_numbers(source: PackSource) -> Iterator[PackProblem]:
    """Every number in a rule's sentences that is written there and not taken from a parameter.

    Words that a rule takes from the notice above are that notice's, and are left alone.
    """
    for path, written in source.written.items():
        if path[2] == "quote" and path[1] in source.pack.told_by:
            continue
        numbers = numbers_in(written)
        if numbers:
            yield source.place(*path).problem(_said(path, list(dict.fromkeys(numbers))))


def numbers_in(written: str) -> list[str]:
    """The numbers that a sentence states beside its placeholders, in their order."""
    plain = _ONE_OF.sub("·", _NO_QUANTITY.sub("·", PIECES.sub("·", written)))
    return [found[0] for found in _STATED.finditer(plain)]


def _said(path: KeyPath, numbers: list[str]) -> Text:
    where = ".".join(str(key) for key in path[2:])
    zh, en = "”“".join(numbers), "', '".join(numbers)
    return Text(
        f"规则“{path[1]}”的{where}里写了“{zh}”：数字只在with（检查不用的在values）里写一次，"
        "句子里写参数名，如{at_least}。",
        f"{where} of '{path[1]}' states '{en}': a number is given once, in 'with' ('values' where "
        "the check does not take it), and named in sentences, such as {at_least}.",
    )
