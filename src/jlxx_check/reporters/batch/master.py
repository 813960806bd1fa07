"""汇总登记表.xlsx: the rows of all units' registers under the notice's columns, for the staff.

It holds personal numbers in full, says so on each page, and belongs beside no public report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jlxx_check.model.batch import BatchReport, Delivery, RegisterLine
from jlxx_check.model.pack import KindSpec, Pack
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Lang, Text, same
from jlxx_check.reporters.batch import standing
from jlxx_check.reporters.visible import visible
from jlxx_check.reporters.wording import VERDICTS
from jlxx_check.reporters.xlsx.links import link_beside
from jlxx_check.reporters.xlsx.rows import Link, Rows, Value, Written, streaming_writer
from jlxx_check.reporters.xlsx.saving import saved
from jlxx_check.reporters.xlsx.sheet import BLUE, GREEN, RED, YELLOW, Column, Writer

#: The column that registers may have for their sender; here it stands in front, filled for all.
_SENDER = "推介单位"
_WARNING = Text(
    "内含完整的身份证号、联系电话等个人信息，仅供工作人员内部使用，请勿外传",
    "holds ID-card and telephone numbers in full: for the staff's own use, do not pass on",
)
_INTERNAL = Text("仅供工作人员内部使用，请勿外传", "for the staff's own use, do not pass on")
#: An ID-card or telephone number, however it is broken up; too much said is better than too little.
_NUMBER = re.compile(r"(?:\d[-\s]*){7}")
_SPECIAL = Text("是", "yes")
_TAIL = (
    Column(Text("特别推介", "special"), 9),
    Column(Text("检查结论", "verdict"), 16),
    Column(Text("检查报告", "report"), 10),
    Column(Text("出处", "source"), 24),
)
#: Characters that a column may take: at least its title, at most what leaves room for the others.
_NARROWEST, _WIDEST = 7, 26
#: What Excel does not take in a sheet's title, and how long that may be.
_NO_TAB, _LONGEST_TAB = re.compile(r"[\\*?:/\[\]]"), 31


def to_master(batch: BatchReport, lines: Sequence[RegisterLine], pack: Pack, lang: Lang) -> bytes:
    """The workbook: a sheet for each kind that has a register. Values stay as they were written.

    Rows of deliveries that a newer one has taken the place of are left out. Units stand in the
    pack's order, then those that it does not list by name; rows in their register's.
    """
    writer = streaming_writer(lang, _warning(lines).say(lang))
    across_errors = standing.across_errors(batch)
    order = {unit.name: number for number, unit in enumerate(pack.units)}
    deliveries = sorted(
        batch.counting,
        key=lambda one: (order.get(one.unit or "", len(order)), standing.title(one), one.path),
    )
    for name, kind in pack.kinds.items():
        if kind.register_ and not kind.special_of:
            own = [line for line in lines if line.kind == name]
            _write(writer, deliveries, own, kind, pack, across_errors)
    return saved(writer.book)


def _write(
    writer: Writer,
    deliveries: Sequence[Delivery],
    lines: Sequence[RegisterLine],
    kind: KindSpec,
    pack: Pack,
    wrong: Mapping[str, int],
) -> None:
    """A kind's sheet. wrong: errors across packages, by the package's path."""
    labels = [name for name in pack.registers[kind.register_ or ""].fields if name != _SENDER]
    by_package: dict[str, list[RegisterLine]] = {}
    for line in sorted(lines, key=lambda one: (one.row.register, one.row.number)):
        by_package.setdefault(line.package, []).append(line)
    columns = (
        Column(same(_SENDER), 20),
        *(Column(same(label), _width(label, lines)) for label in labels),
        *_TAIL,
    )
    title, warning = kind.title, _warning(lines)
    lead = Text(
        f"{title.zh}汇总登记表　　{warning.zh}", f"Master register: {title.en} ({warning.en})"
    )
    printed = len(columns) - 2  # neither links nor sources are of use on paper
    rows = Rows(writer, _tab(title), columns, lead, frozen=3, printed=printed)
    special = 0
    for delivery in deliveries:
        for line in by_package.get(delivery.path, ()):
            special += line.special
            cells = [Written(line.row.text(label)) for label in labels]
            rows.add(
                [
                    standing.title(delivery),
                    *cells,
                    *_tail(line, delivery, wrong.get(delivery.path, 0)),
                ]
            )
    state = {VERDICTS[Verdict.NONCOMPLIANT]: RED, VERDICTS[Verdict.COMPLIANT]: GREEN}
    state[VERDICTS[Verdict.INCOMPLETE]] = YELLOW
    state |= {_state(one, wrong[one.path]): RED for one in deliveries if one.path in wrong}
    first = 2 + len(labels)
    below = _total(rows.count, deliveries, by_package, special)
    rows.close({first: {_SPECIAL: BLUE}, first + 1: state}, below)


def _warning(lines: Sequence[RegisterLine]) -> Text:
    """What the rows hold; numbers are claimed only where there are any."""
    texts = (value.text for line in lines for value in line.row.values.values())
    return _WARNING if any(map(_NUMBER.search, texts)) else _INTERNAL


def _tab(title: Text) -> Text:
    """A kind's title as a sheet's: some characters are not allowed there, nor more than 31."""

    def cut(text: str) -> str:
        plain = _NO_TAB.sub(" ", visible(text)).strip(" '")
        return plain if len(plain) <= _LONGEST_TAB else plain[: _LONGEST_TAB - 1] + "…"

    return Text(cut(title.zh), cut(title.en))


def _width(label: str, lines: Sequence[RegisterLine]) -> float:
    """Wide enough for most of its values on one line, within bounds."""
    title = 2 * len(label) + 2
    lengths = sorted(len(line.row.text(label).encode("gb18030", "replace")) for line in lines)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return min(max(usual * 1.1 + 2, title, _NARROWEST), max(title, _WIDEST))


def _state(delivery: Delivery, wrong: int) -> Text:
    """The verdict on the package alone, and how many errors across packages name it."""
    own = standing.status(delivery)
    if not wrong:
        return own
    return Text(f"{own.zh}，跨单位问题 {wrong}", f"{own.en}, across packages {wrong}")


def _tail(line: RegisterLine, delivery: Delivery, wrong: int) -> list[Value]:
    path = standing.main_report(delivery, "html")
    target = link_beside(path) if path else None
    return [
        _SPECIAL if line.special else None,
        _state(delivery, wrong),
        Link(Text("打开", "open") if target else path or "", target),
        f"{line.row.register.rpartition('/')[2]} {line.row.where}",
    ]


def _total(
    count: int,
    deliveries: Sequence[Delivery],
    by_package: dict[str, list[RegisterLine]],
    special: int,
) -> list[Text]:
    """The total, and who has sent something but no register that could be read."""
    senders = sum(one.path in by_package for one in deliveries)
    said = [
        Text(
            f"合计：{senders} 个单位，{count} 项，其中特别推介 {special} 项。",
            f"Total: {senders} unit(s), {count} row(s), {special} of them special.",
        )
    ]
    silent = [standing.title(one) for one in deliveries if one.path not in by_package]
    if silent:
        said.append(
            Text(
                f"报送了材料、但没有读到登记表的单位：{'、'.join(silent)}。",
                f"Sent something, but no register that could be read: {', '.join(silent)}.",
            )
        )
    return said
