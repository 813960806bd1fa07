"""Whether numbers are written in Arabic figures (GB/T 15835) where the notice asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.first_steps import COUNT_BY_EYE
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack_parts import Words
from jlxx_check.text import Text

_DIGIT = "一二两三四五六七八九"
_YEAR = rf"[一二][{_DIGIT}〇零○]{{3}}年"
_DAY = r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿]{1,3}[日号]"
_PERCENT = rf"百分之[{_DIGIT}十百〇零点]+"
#: Of two signs and more with one for ten, a hundred and so on; 十几 and 三四十 are about so many,
#: and 一个, 三次 may be written either way.
_NUMBER = (
    rf"(?<![{_DIGIT}十百千万亿几数第])"
    rf"(?:[{_DIGIT}]?[十百千万亿](?:零?[{_DIGIT}][十百千万亿]?)+|[{_DIGIT}][十百千万亿]+)"
    r"(?![几多余来十百千万亿])"
)
#: So many are quoted.
_QUOTED = 3


class Figures(Parameters):
    """Which numbers are meant, beside dates and percentages."""

    zh: ClassVar[Mapping[str, str]] = {
        "units": "数字后面的单位，带这些单位的要用阿拉伯数字（人、次、元）",
    }

    units: Words = Field(
        (), description="what stands behind a number that is to be in figures (人, 次, 元, 场)"
    )


@check("document.arabic-figures", zh="日期、百分数和数量用阿拉伯数字。")
def arabic_figures(document: Document, want: Figures) -> Iterator[Outcome]:
    """Dates, percentages and counts are written in Arabic figures.

    Looked at: 二〇二三年, 五月四日, 百分之八十, and numbers above ten before one of the units.
    Words with a number in them (十分, 五四运动, 第十三届), single digits and rough numbers
    (三四十人) are no fault.

    Example::

        check: document.arabic-figures
        with: {units: [人, 次, 名, 元, 场]}
    """
    if not document.has_text:
        yield not_judged(
            Text("文件里没有读到文字，请人工核对。", "The file holds no text that can be read."),
            fix=COUNT_BY_EYE,
        )
        return
    found = _written(document.text, want.units)
    if not found:
        yield passed()
        return
    different = list(dict.fromkeys(found))
    some = "".join(f"“{number}”" for number in different[:_QUOTED])
    more = Text("等", " and others") if len(different) > _QUOTED else Text("", "")
    yield failed(
        Text(
            f"有{len(found)}处数字用了汉字：{some}{more.zh}，应用阿拉伯数字。",
            f"{len(found)} numbers are written in Chinese numerals: {some}{more.en}; Arabic "
            "figures are asked for.",
        ),
        expected=Text("阿拉伯数字", "Arabic figures"),
        observed=Text(f"{some}{more.zh}", f"{some}{more.en}"),
        fix=Text(
            "请把这些数字改成阿拉伯数字（如2023年、320人）。",
            "Write these numbers in figures (2023年, 320人).",
        ),
    )


def _written(text: str, units: Words) -> list[str]:
    patterns = [_YEAR, _DAY, _PERCENT]
    if units:
        behind = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
        patterns.append(rf"{_NUMBER}(?:{behind})")
    return [match[0] for match in re.finditer("|".join(patterns), text)]
