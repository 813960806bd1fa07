"""汇总登记表.xlsx: the rows of all units' registers under the notice's columns, for the staff.

It holds personal numbers in full, says so on each page, and belongs beside no public report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from openpyxl.styles import PatternFill

from jlxx_check.model.batch_report import BatchReport, DeliveryResult, RegisterLine
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER, SPECIAL, Nouns
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec, KindSpec
from jlxx_check.reporters.batch import unit_standing as standing
from jlxx_check.reporters.batch.entry_results import EntryResults, age_on
from jlxx_check.reporters.xlsx.sheet import BLUE, Column, SheetWriter, link_beside, saved
from jlxx_check.reporters.xlsx.streamed_rows import (
    FromElsewhere,
    Link,
    Rows,
    Value,
    Written,
    streaming_writer,
)
from jlxx_check.text import Lang, Text, same
from jlxx_check.values.moments import day_of
from jlxx_check.values.visible import visible

_WARNING = Text(
    "内含完整的身份证号、联系电话等个人信息，仅供工作人员内部使用，请勿外传",
    "holds ID-card and telephone numbers in full: for the staff's own use, do not pass on",
)
_INTERNAL = Text("仅供工作人员内部使用，请勿外传", "for the staff's own use, do not pass on")
#: An ID-card or telephone number, however it is broken up; too much said is better than too little.
_NUMBER = re.compile(r"(?:\d[-\s]*){7}")
_SPECIAL = Text("是", "yes")
_NUMBER_HEAD = Column(Text("总序号", "no."), 7)
_RESULT_HEAD = Column(Text("检查结果", "result"), 18)
_TAIL = (Column(Text("检查报告", "report"), 10), Column(Text("出处", "source"), 24))
#: Wide enough for a score to be written by hand.
_SCORE = 9
_LEGEND = Text(
    f"斜体：{REGISTER}里没有，从{FORM}补充（年龄按截止日期计算，出生日期只写到月而分不清的，"
    "两个都写）",
    f"italics: not in the {REGISTER}, filled in from the {FORM} (ages as on the last day; both "
    "that may be where the month alone does not tell)",
)
#: Characters that a column may take: at least its title, at most what leaves room for the others.
_NARROWEST, _WIDEST = 7, 26
#: What Excel does not take in a sheet's title, and how long that may be.
_NO_TAB, _LONGEST_TAB = re.compile(r"[\\*?:/\[\]]"), 31


def to_master(
    batch: BatchReport,
    lines: Sequence[RegisterLine],
    pack: Pack,
    lang: Lang,
    scores: Sequence[str] = (),
) -> bytes:
    """The workbook: a sheet for each kind that has a register. Values stay as they were written.

    What a row lacks and its form says is in italics. scores: titles of empty columns. Rows of
    deliveries that a newer one has taken the place of are left out. Units stand in the pack's
    order, then those that it does not list by name; rows in their register's.
    """
    writer = streaming_writer(lang, _warning(lines).say(lang))
    results = EntryResults(batch)
    order = {unit.name: number for number, unit in enumerate(pack.units)}
    deliveries = sorted(
        batch.counting,
        key=lambda one: (order.get(one.unit or "", len(order)), standing.title(one), one.path),
    )
    for name, kind in pack.kinds.items():
        if kind.register_ and not kind.special_of:
            own = [line for line in lines if line.kind == name]
            _write(writer, deliveries, own, kind, batch.pack.nouns, pack, results, scores)
    return saved(writer.book)


def _write(
    writer: SheetWriter,
    deliveries: Sequence[DeliveryResult],
    lines: Sequence[RegisterLine],
    kind: KindSpec,
    nouns: Nouns,
    pack: Pack,
    results: EntryResults,
    scores: Sequence[str],
) -> None:
    """A kind's sheet."""
    fields = pack.registers[kind.register_ or ""].fields
    labels = [name for name in fields if name not in pack.sender.fields]
    by_package: dict[str, list[RegisterLine]] = {}
    for line in sorted(lines, key=lambda one: (one.row.register, one.row.number)):
        by_package.setdefault(line.package, []).append(line)
    head = (_NUMBER_HEAD, Column(_sender(pack, nouns), 20))
    columns = (
        *head,
        *(Column(same(label), _width(label, lines)) for label in labels),
        *(Column(nouns.fill(SPECIAL), 9), _RESULT_HEAD),
        *(Column(same(score), _SCORE) for score in scores),
        *_TAIL,
    )
    title, warning, legend = kind.title, _warning(lines), nouns.fill(_LEGEND)
    register = nouns.short_register
    lead = Text(
        f"{title.zh}汇总{register.zh.removeprefix('汇总')}　　（{legend.zh}）　　{warning.zh}",
        f"Master {register.en}: {title.en} ({legend.en}; {warning.en})",
    )
    printed = len(columns) - len(_TAIL)  # neither links nor sources are of use on paper
    rows = Rows(writer, _tab(title), columns, lead, frozen=4, printed=printed, large=True)
    states: dict[Text, PatternFill] = {}
    special = 0
    for delivery in deliveries:
        for line in by_package.get(delivery.path, ()):
            special += line.special
            result = results.of(delivery, line)
            states[result.text] = result.fill
            rows.add(
                [
                    *(rows.count + 1, standing.title(delivery)),
                    *(_cell(line, label, fields, pack) for label in labels),
                    *(_SPECIAL if line.special else None, result.text, *[None] * len(scores)),
                    *_tail(line, delivery),
                ]
            )
    first = len(head) + 1 + len(labels)
    below = [nouns.fill(said) for said in _total(rows.count, deliveries, by_package, special)]
    rows.close({first: {_SPECIAL: BLUE}, first + 1: states}, below)


def _sender(pack: Pack, nouns: Nouns) -> Text:
    """The head of the units' column; registers may have one of their own, which it stands for."""
    own = next(iter(pack.sender.fields), None)
    return same(own) if own else Text(f"{nouns.put_forward.zh}单位", "unit")


def _cell(line: RegisterLine, label: str, fields: Mapping[str, FieldSpec], pack: Pack) -> Value:
    """What the row says; else its form, in italics."""
    own = line.row.text(label)
    if own.strip():
        return Written(own)
    born = fields[label].age_of
    told = line.filled.get(label) or (born and age_on(day_of(pack.deadline), line, born)) or ""
    return FromElsewhere(told) if told else Written(own)


def _warning(lines: Sequence[RegisterLine]) -> Text:
    """What the rows hold; numbers are claimed only where there are any."""
    texts = (value.text for line in lines for value in line.row.values.values())
    more = (text for line in lines for text in line.filled.values())
    return _WARNING if any(map(_NUMBER.search, (*texts, *more))) else _INTERNAL


def _tab(title: Text) -> Text:
    """A kind's title as a sheet's: some characters are not allowed there, nor more than 31."""

    def cut(text: str) -> str:
        plain = _NO_TAB.sub(" ", visible(text)).strip(" '")
        return plain if len(plain) <= _LONGEST_TAB else plain[: _LONGEST_TAB - 1] + "…"

    return Text(cut(title.zh), cut(title.en))


def _width(label: str, lines: Sequence[RegisterLine]) -> float:
    """Wide enough for most of its values on one line, within bounds."""
    title = 2 * len(label) + 2
    texts = (line.row.text(label) or line.filled.get(label, "") for line in lines)
    lengths = sorted(len(text.encode("gb18030", "replace")) for text in texts)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return min(max(usual * 1.1 + 2, title, _NARROWEST), max(title, _WIDEST))


def _tail(line: RegisterLine, delivery: DeliveryResult) -> list[Value]:
    path = standing.main_report(delivery, "html")
    target = link_beside(path) if path else None
    return [
        Link(Text("打开", "open") if target else path or "", target),
        f"{line.row.register.rpartition('/')[2]} {line.row.where}",
    ]


def _total(
    count: int,
    deliveries: Sequence[DeliveryResult],
    by_package: dict[str, list[RegisterLine]],
    special: int,
) -> list[Text]:
    """The total, and who has sent something but no {REGISTER} that could be read."""
    senders = sum(one.path in by_package for one in deliveries)
    said = [
        Text(
            f"合计：{senders} 个单位，{count} 项，其中特别{PUT_FORWARD} {special} 项。",
            f"Total: {senders} unit(s), {count} row(s), {special} of them special.",
        )
    ]
    silent = [standing.title(one) for one in deliveries if one.path not in by_package]
    if silent:
        said.append(
            Text(
                f"报送了材料、但没有读到{REGISTER}的单位：{'、'.join(silent)}。",
                f"Sent something, but no {REGISTER} that could be read: {', '.join(silent)}.",
            )
        )
    return said
