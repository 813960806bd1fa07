"""What the page says where the program names a call: nobody who reads the page can make one.

What can be done in the page is said in its own words; every other clause that names a call is left
out, as in a letter to a unit.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

from jlxx_check.model.report import Report
from jlxx_check.reporters.calls_told import FILES_PLACE, bare_of_calls, shown_here
from jlxx_check.text import Text
from jlxx_check.values.typed_moments import NotAMoment

#: The box for the day, and how it is filled in.
DAY_BOX = Text("准备报送（或收到）的日期", "Day of handing in (or of receipt)")
DAY_FORM = Text("2023-07-08 或 2023-07-08 16:30", "2023-07-08 or 2023-07-08 16:30")

_DAY = r"--received ([\d-]+)"
#: Clauses that name a call, and what is done about the same in the page.
_INSTEAD = (
    (
        r"，可用 --previous-winners 提供",
        r"; give one by --previous-winners",
        Text("，由收件单位比对", "; the office that receives compares"),
    ),
    (
        r"请用 --previous-winners 提供完整名单",
        r"give the whole list by --previous-winners",
        Text("由收件单位按完整名单比对", "the office that receives compares with the whole list"),
    ),
    (
        r"请向收材料的单位索取往年名单，加上 --previous-winners 名单\.xlsx 再检查一次",
        r"Ask the office for the list, and check again with --previous-winners LIST\.xlsx",
        Text(
            "不用处理；没有把握的，请向收件单位问明是否往年已经获得",
            "Nothing to do; where in doubt, ask the office who won before",
        ),
    ),
    (
        rf"请加上收到日期，例如：{_DAY}",
        rf"Give it, for example: {_DAY}",
        Text(
            rf"请在“{DAY_BOX.zh}”一格填写，例如 \1",
            rf"Fill in “{DAY_BOX.en}”, such as \1",
        ),
    ),
    (
        rf"请写明钟点，例如：{_DAY}T([\d:]+)",
        rf"Give the hour, for example: {_DAY}T([\d:]+)",
        Text(
            rf"请在“{DAY_BOX.zh}”一格写明钟点，例如 \1 \2",
            rf"Give the hour in “{DAY_BOX.en}”, such as \1 \2",
        ),
    ),
    (
        r"请加上 --received 和实际收到的日期，再检查一次",
        r"Check again with --received and the day it really came",
        Text(
            f"请在自查网页的“{DAY_BOX.zh}”一格填上日期，再检查一次",
            f"Fill in “{DAY_BOX.en}” in the page, and check again",
        ),
    ),
    (
        r"请在 --received 的日期后面写上实际收到的钟点，再检查一次",
        r"Check again with the hour that it really came behind the day, with --received",
        Text(
            f"请在自查网页的“{DAY_BOX.zh}”一格的日期后面写上钟点，再检查一次",
            f"Write the hour behind the day in “{DAY_BOX.en}” in the page, and check again",
        ),
    ),
    (
        r"用 jlxx-check batch 逐个(?:单位)?检查",
        r"use jlxx-check batch, which judges each by itself",
        Text("按单位分开，逐个选择文件夹检查", "choose and check the folder of each by itself"),
    ),
    (
        r"(?!)",
        r", with jlxx-check batch| \(jlxx-check batch\)",
        Text("", ""),
    ),
    (
        r"本机没有能解压 \.rar 的程序（[^）]*）",
        r"This machine has no program that unpacks \.rar \([^)]*\)",
        Text("自查网页打不开 .rar", "The page does not open .rar"),
    ),
    (
        r"本机缺少读取 \.7z 的组件（[^）]*）",
        r"This machine lacks py7zr, which reads \.7z",
        Text("自查网页打不开 .7z", "The page does not open .7z"),
    ),
    (
        r"请(?:安装其中一个|重新安装本程序)，或改用 \.zip 格式重新压缩",
        r"Install (?:one|the program anew), or pack them as \.zip instead",
        Text("请先解压，再选择文件夹", "Unpack it first, then choose the folder"),
    ),
)
_RULES = tuple((re.compile(zh), re.compile(en), instead) for zh, en, instead in _INSTEAD)


def in_page(text: Text) -> Text:
    """A text as the page says it."""
    shown = shown_here(text, FILES_PLACE)
    zh, en = shown.zh, shown.en
    for chinese, english, instead in _RULES:
        zh = chinese.sub(instead.zh, zh)
        en = english.sub(instead.en, en)
    said = bare_of_calls(Text(zh, en))
    return text if said == text else said


def report_in_page(report: Report) -> Report:
    """The report as the page says it."""
    changed = _in_page(report)
    assert isinstance(changed, Report)
    return changed


def _in_page(value: Any) -> Any:
    if isinstance(value, Text):
        return in_page(value)
    if isinstance(value, tuple):
        items = tuple(map(_in_page, value))
        return value if all(map(_is, items, value)) else items
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
    said = {name: _in_page(item) for name, item in held.items()}
    changed = {name: item for name, item in said.items() if item is not held[name]}
    return replace(value, **changed) if changed else value


def _is(one: object, other: object) -> bool:
    return one is other


def not_that_day(error: NotAMoment) -> Text:
    """What is wrong with what stands in the box for the day."""
    said = NotAMoment(error.written, error.why, error.likely, example=DAY_FORM).text
    return Text(
        f"“{DAY_BOX.zh}”里的{said.zh.replace('T', ' ')}",
        f"{DAY_BOX.en}: {said.en.replace('T', ' ')}",
    )
