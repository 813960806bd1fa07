"""跨单位核查告知: what of a unit's material is also another's, for the unit to explain.

It names the other units, and nobody of theirs: their people are masked, and their files are not
told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from io import BytesIO

from jlxx_check.model.batch_report import AcrossFinding, AcrossSide, BatchReport
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.reporters.docx.attachment import write_rows
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.phrases import blank_day, day
from jlxx_check.reporters.docx.report_letter import steady
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.reporters.sections import NUMBER
from jlxx_check.reporters.wording import in_quotes
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.people_words import masked_name

TITLE = Text("跨单位核查告知", "Notice of what to explain across units")
#: Each with its width in millimetres.
_COLUMNS = (
    (NUMBER, 11),
    (Text("你单位的材料", "your material"), 62),
    (Text("有关单位的材料", "the other units'"), 62),
    (Text("情况", "what shows"), 62),
    (Text("请核实并说明", "what to settle"), 60),
)
_ATTACHED = Text("需要核查的事项", "what to look into")
#: Sides that a cell names.
_NAMED = 4


def to_across_letter(
    batch: BatchReport,
    unit: str,
    paths: Collection[str],
    lang: Lang,
    options: Options = DEFAULTS,
) -> bytes | None:
    """The letter to a unit as a .docx file; None where nothing of it is open.

    unit: its full name. paths: those of its deliveries.
    """
    found = [item for item in batch.open_across if not set(paths).isdisjoint(item.packages)]
    if not found:
        return None
    attached = _ATTACHED.say(lang)
    letter = Letter(lang, f"{TITLE.say(lang)} {unit}")
    letter.title(TITLE.say(lang))
    letter.addressee(unit + ("：" if lang is Lang.ZH else ":"))
    letter.body(_intro(batch, len(found), options).say(lang))
    letter.body(_outro(batch, options).say(lang))
    if lang is Lang.ZH:
        letter.closing("特此告知。")
    letter.names_attachment(attached)
    office = batch.pack.office
    letter.signed(options.signed_by or (office.say(lang) if office else ""), blank_day(lang))
    letter.fit()
    write_rows(letter, attached, _COLUMNS, [_row(item, paths, lang) for item in found])
    data = BytesIO()
    letter.document.save(data)
    return steady(data.getvalue())


def _intro(batch: BatchReport, number: int, options: Options) -> Text:
    pack, by = batch.pack.title, day(options.mend_by)
    return Text(
        f"汇总核对各单位报送的{pack.zh}材料时，发现你单位的材料与其他单位的材料有{number}处"
        f"相同、相近或可能重复。请逐项核实，于{by.zh}前书面说明情况；需要更正的，请一并更正后"
        "重新报送。",
        f"Seen beside the other units', your material for “{pack.en}” has {number} thing(s) that "
        f"are the same, alike or perhaps repeated. Please look into each and explain it in writing "
        f"by {by.en}; what has to be mended, mend and hand in again.",
    )


def _outro(batch: BatchReport, options: Options) -> Text:
    """That the other letter waits, and whom to ask."""
    office, mailbox = batch.pack.office or same(""), batch.pack.mailbox
    to = options.contact or "，".join(filter(None, (office.zh, mailbox))) or "＿" * 8
    asked = options.contact or ", ".join(filter(None, (office.en, mailbox))) or "_" * 16
    return Text(
        f"以上事项核查清楚前，暂不发出材料核验通知。如有疑问，请联系：{to}。",
        "Until this is settled no notice of verification goes out. For questions: " + asked + ".",
    )


def _row(item: AcrossFinding, paths: Collection[str], lang: Lang) -> list[str]:
    own = [side for side in item.sides if side.package in paths]
    others = [side for side in item.sides if side.package not in paths]
    said, fix = item.said or item.finding.message, item.finding.fix or same("")
    return [
        _several(map(_own, own), lang),
        _several(dict.fromkeys(map(_other, others)), lang),
        said.say(lang) + ("。" if lang is Lang.ZH else "."),
        fix.say(lang),
    ]


def _several(sides: Iterable[Text], lang: Lang) -> str:
    every = list(sides)
    rest = len(every) - _NAMED
    more = [Text(f"等{len(every)}处", f"and {rest} more")] if rest > 0 else []
    return joined((*every[:_NAMED], *more), zh="；", en="; ").say(lang)


def _own(side: AcrossSide) -> Text:
    """The entry and its file."""
    named = _entry(side, side.name or "")
    file = file_name(side.file) if side.file else ""
    return Text(f"{named.zh}（{file}）", f"{named.en} ({file})") if file else named


def _other(side: AcrossSide) -> Text:
    """The unit, and its entry with nobody's name."""
    name = side.name or ""
    named = _entry(side, masked_name(name) if side.person else name)
    if side.entry is None:
        return same(side.unit)
    return Text(f"{side.unit}：{named.zh}", f"{side.unit}: {named.en}")


def _entry(side: AcrossSide, name: str) -> Text:
    if side.entry is None:
        return Text("报送的全部材料", "all the material")
    kind = side.kind_title or same("")
    return Text(kind.zh + in_quotes(name), f"{kind.en} {in_quotes(name)}")
