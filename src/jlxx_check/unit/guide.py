"""填报说明: on one page, what goes where, under which name, and with which measures."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from jlxx_check.api import RulePack
from jlxx_check.checks.name_patterns import as_people_say
from jlxx_check.checks.package.archive_name import ArchiveName
from jlxx_check.model.file_kinds import FILE_KINDS
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.plays import Plays
from jlxx_check.packs.installed import installed_pack
from jlxx_check.reporters.wording import when
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.unit.demands_told import (
    any_will_do,
    comes_along,
    file_demands,
    files_asked,
    most_files,
)
from jlxx_check.unit.field_help import special_remarks
from jlxx_check.unit.office_paper import HEAD, TITLE, OfficePaper, PaperCell, PaperLine, PaperRow
from jlxx_check.unit.package_layout import FileOwner, Layout
from jlxx_check.values.shell_words import quoted

GUIDE = Text("填报说明", "Filling-in notes")
CHECKLIST = Text("报送材料清单", "Checklist")
_WIDTHS = (26.0, 17.0, 55.0, 72.0)
_HEADS = (
    Text("材料", "what"),
    Text("份数", "how many"),
    Text("放在哪里、叫什么", "where, and its name"),
    Text("要求", "what it has to be like"),
)
#: Letters of the page: smaller where there is more to say.
_SIZES = ((10, 12.0), (16, 11.0), (24, 10.5), (30, 9.5))
_SMALLEST = 8.0
_ENDINGS = {
    Plays.FORM: ".docx",
    Plays.TEXT: ".docx",
    Plays.PICTURE: ".jpg",
    Plays.ID_PICTURE: ".jpg",
    Plays.VIDEO: ".mp4",
    Plays.AUDIO: ".mp3",
}


def guide_names(layout: Layout) -> Iterator[str]:
    """What the notes and the checklist are called in a package; they are no part of it."""
    for title in (GUIDE, CHECKLIST):
        yield f"{title.say(layout.lang)}.docx"


def guide_document(rule_pack: RulePack, unit: str, lang: Lang, called: str) -> bytes:
    """The page as .docx. lang: of its sentences; names of files are in the pack's own.

    called: what a call in the package's folder names the pack by.
    """
    return _Guide(rule_pack, unit, lang, called).document()


def call_name(pack: RulePack | str | Path, ready: RulePack, folder: Path) -> str:
    """What names the pack in a call in the folder: its id finds only a pack that is installed.

    pack: as it was given.
    """
    if isinstance(pack, RulePack) or (isinstance(pack, str) and installed_pack(pack)):
        return ready.pack.id
    path = Path(pack)
    if path.is_absolute():
        return path.as_posix()
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # the folder is on another drive
        return path.resolve().as_posix()


class _Guide:
    def __init__(self, rule_pack: RulePack, unit: str, lang: Lang, called: str) -> None:
        self._pack, self._rules = rule_pack.pack, rule_pack.rules
        self._unit, self._lang, self._called = unit, lang, called
        self._layout = Layout(rule_pack.pack, unit)
        self._size = 10.5

    def document(self) -> bytes:
        rows = list(self._rows())
        size = next((size for most, size in _SIZES if len(rows) <= most), _SMALLEST)
        self._size = size if self._lang is Lang.ZH else min(size, 10.0)
        paper = OfficePaper(self._lang, GUIDE.say(self._lang))
        paper.put(
            PaperLine(GUIDE.say(self._lang), 20, TITLE, "center"),
            PaperLine(self._pack.title.say(self._lang), self._size + 1, HEAD, "center"),
            *(self._line(text) for text in self._facts()),
        )
        heads = [PaperCell([self._line(head, HEAD, "center")], shade="E7E6E6") for head in _HEADS]
        strips = [PaperRow(heads, heads=True), *(self._strip(row) for row in rows)]
        paper.table(_WIDTHS, strips)
        paper.put(self._line(same("")), *(self._line(text) for text in self._steps()))
        return paper.data()

    def _line(self, text: Text, font: str = "", side: str = "left") -> PaperLine:
        line = PaperLine(text.say(self._lang), self._size, side=side)
        return PaperLine(line.text, line.size, font, side) if font else line

    def _strip(self, row: Sequence[Text]) -> PaperRow:
        if len(row) == 1:
            return PaperRow(
                [PaperCell([self._line(row[0], HEAD)], span=len(_WIDTHS), shade="F2F2F2")]
            )
        sides = ("left", "center", "left", "left")
        return PaperRow(
            [
                PaperCell([self._line(text, side=side)])
                for text, side in zip(row, sides, strict=True)
            ]
        )

    def _facts(self) -> Iterator[Text]:
        due, delivery = self._pack.due, self._pack.delivery
        said = [Text(f"报送单位：{self._unit}", f"Unit: {self._unit}")]
        if due is not None:
            moment = when(due)
            said.append(Text(f"截止时间：{moment.zh}", f"due: {moment.en}"))
        said.append(Text(f"报送至：{delivery.office.zh}", f"to: {delivery.office.en}"))
        yield joined(said, "　　", "; ")

    def _rows(self) -> Iterator[Sequence[Text]]:
        """A row a role, behind one for each kind; a row alone is a band."""
        for kind, spec in self._pack.kinds.items():
            yield [self._band(kind, spec)]
            for role in spec.roles:
                if not comes_along(self._pack, role):
                    yield self._role(kind, spec, role)
        if self._pack.registers:
            yield [self._register_title()]
        for register in self._pack.registers:
            yield self._register(register)

    def _band(self, kind: str, spec: KindSpec) -> Text:
        folder = self._layout.entry_folder(FileOwner(kind, None if spec.special_of else 1))
        where = same(f"　{folder}/" if folder else "")
        notes = []
        if spec.special_of is not None:
            notes.append(Text("没有的不交", "only where there is one"))
        elif folder is not None:
            notes.append(
                Text(
                    "文件夹按序号排，请改成“01姓名”" if spec.person else "请改成“01名称”",
                    "put the name behind the folder's number",
                )
            )
        if any_will_do(self._rules, kind):
            notes.append(Text("下面几种有一种即可", "one of these is enough"))
        said = joined(notes, "；", "; ")
        note = Text(f"（{said.zh}）", f" ({said.en})") if notes else same("")
        return Text(f"{spec.title.zh}{where.zh}{note.zh}", f"{spec.title.en}{where.en}{note.en}")

    def _role(self, kind: str, spec: KindSpec, role: str) -> Sequence[Text]:
        part = self._pack.plays(role)
        asked = files_asked(self._rules, self._pack, kind, role)
        if part is Plays.FORM and asked is None:
            asked = Text("1份", "1")
        if role in spec.welcome:
            welcome = Text("自愿", "if you like")
            asked = welcome if asked is None else joined((asked, welcome))
        subject = FileOwner(kind, None if spec.special_of else 1)
        ending = _ENDINGS.get(part) or self._ending(role)
        several = most_files(self._rules, kind, role) > 1
        name = same(self._layout.name_told(subject, role, ending, several=several))
        demands = list(file_demands(self._rules, kind, role))
        if part is Plays.FORM:
            demands = [*self._required(kind), *demands[:1]]
        title = self._pack.roles[role].title
        return title, asked or same("—"), name, joined(demands, "；", "; ")

    def _ending(self, role: str) -> str:
        content = self._pack.roles[role].content
        fitting = (kind for kind in FILE_KINDS.values() if kind.group in content)
        return next((kind.extensions[0] for kind in fitting if kind.extensions), "")

    def _required(self, kind: str) -> Iterator[Text]:
        form = self._pack.form_of(kind)
        fields = [name for name, spec in form.fields.items() if spec.required] if form else []
        if fields:
            yield Text(f"必填：{'、'.join(fields)}", f"required: {', '.join(fields)}")
        else:
            yield Text("用文件夹里的空白表填写", "fill in the blank one in the folder")

    def _register_title(self) -> Text:
        return nouns_of(self._pack).register

    def _register(self, register: str) -> Sequence[Text]:
        kinds = self._pack.kinds_of_register(register)
        titles = joined(self._pack.kinds[kind].title for kind in kinds)
        remark = self._pack.registers[register].remark
        demands = [Text("每个对象一行，与各表填写一致", "a row for each, as its form says")]
        marks = special_remarks(self._pack, kinds)
        if marks and remark is not None:
            words = "”或“".join(marks)
            demands.append(
                Text(f"特别推出的在“{remark}”注明“{words}”", f"{remark}: {words}, where it applies")
            )
        count = Text("1份", "1")
        return titles, count, same(self._layout.register(register)), joined(demands, "；", "; ")

    def _steps(self) -> Iterator[Text]:
        for number, text in enumerate(self._closing(), 1):
            yield Text(f"{number}. {text.zh}", f"{number}. {text.en}")

    def _closing(self) -> Iterator[Text]:
        if any(
            Plays.ATTACHMENT in map(self._pack.plays, k.roles) for k in self._pack.kinds.values()
        ):
            yield Text(
                "证书等其他材料放进所属的文件夹，文件名写明是什么；本说明和清单不必报送。",
                "What comes along (certificates and the like) goes into the folder of whom it is "
                "about, named by what it is; these notes and the checklist need not be sent.",
            )
        else:
            yield Text("本说明和清单不必报送。", "These notes and the checklist need not be sent.")
        for rule in self._rules:
            if isinstance(rule.parameters, ArchiveName):
                name = as_people_say(rule.parameters.template)
                yield Text(
                    f"整个文件夹压缩后以“{name.zh}”命名。", f"The archive is named {name.en}."
                )
        call = f"jlxx-check check . --rules {quoted(self._called)}"
        yield Text(
            f"填好后在这个文件夹里自查：{call}；全部要求见《报送材料清单》。",
            f"When all is there, check it in this folder: {call}. The checklist has every demand.",
        )
