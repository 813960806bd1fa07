"""A Word paragraph's text as the page shows it: final text, fields' results, nothing hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jlxx_check.probes.letters import WHITE, Colour
from jlxx_check.probes.word.word_looks import LetterLook, LookReader, StyleSheet, Why
from jlxx_check.probes.word.word_xml import (
    attribute,
    child,
    is_away,
    is_on,
    mapped,
    name,
    symbol,
    whole_number,
)
from jlxx_check.text import Text

#: Removed in tracked changes, or no text of the page.
GONE = frozenset({"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:rt", "w:pPr", "w:rPr"})
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


#: Objects that Word shows as a picture, and whose text stands in a file of their own.
_HOLDING = ("word", "excel", "powerpoint", "package", "acro", "wps", "kwps", "et.", "ket", "wpp")
_QUOTED = 12
_CHINESE = re.compile("[㐀-鿿]")


@dataclass(slots=True)
class Unseen:
    """Letters that are not seen for one reason: how many, where the first stand, how they begin."""

    place: str
    sample: str = ""
    count: int = 0

    def add(self, letters: str) -> None:
        """Counts letters without blanks."""
        self.count += len(letters)
        self.sample = (self.sample + letters)[: _QUOTED + 1]

    def told(self, why: Text) -> Text:
        """One sentence for a clerk, without a full stop."""
        more = "…" if self.count > _QUOTED else ""
        sample = self.sample[:_QUOTED] + more
        return Text(
            f"{self.place}有{why.zh}（“{sample}”，共{self.count}字），没有计入",
            f"{self.place} has {why.en} (“{sample}”, {self.count} characters), which was left out",
        )


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after the other; keeps what runs across them."""

    looks: LookReader
    styles: StyleSheet
    #: Called with each text box.
    on_box: Callable[[etree._Element], None]
    #: Counted so far on the page.
    pictures: int = 0
    #: Counted so far on the page.
    drawings: int = 0
    #: Over 0 inside a content control that shows only its prompt.
    muted: int = 0
    #: The colour behind the text, None where it is not known.
    ground: Colour | None = WHITE
    #: Why nothing here is seen, whatever the letters are like.
    cover: Why | None = None
    #: Where on the page, in words for people.
    place: str = ""
    unseen: dict[Why, Unseen] = field(default_factory=dict)
    unread: Text | None = None
    _parts: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # True: still in its instruction
    _why: Why | None = None
    #: Chinese characters shown, by their font and size.
    letters: Counter[tuple[str | None, float | None]] = field(default_factory=Counter)
    _look: LetterLook = field(default_factory=LetterLook)

    def paragraph(self, element: etree._Element) -> str:
        """The paragraph's text; its text boxes go to ``on_box``."""
        outer, self._parts = self._parts, []
        about = child(element, "w:pPr")
        style = child(about, "w:pStyle")
        key = (attribute(style, "val") if style is not None else None) or self.styles.usual
        look = self.styles.look(key).over(self.styles.base)
        look = look if about is None else self.looks.of(None, about).over(look)
        for inner in element:
            self._read(inner, look)
        text = "".join(self._parts)
        self._parts = outer
        self._fields = [state for state in self._fields if not state]
        return text

    def _say(self, text: str) -> None:
        if self.muted or any(self._fields):
            return
        why = self.cover or self._why
        if why is None:
            self._parts.append(text)
            if chinese := len(_CHINESE.findall(text)):
                self.letters[self._look.face, self._look.points] += chinese
            return
        bare = "".join(text.split())
        if bare:
            self.unseen.setdefault(why, Unseen(self.place or "正文")).add(bare)

    def _read(self, element: etree._Element, look: LetterLook) -> None:
        kind = name(element)
        if kind in GONE or not kind:
            return
        if kind == "w:r":
            self._run(element, look)
        elif kind == "w:sdt":
            self._control(element, look)
        elif kind == "mc:AlternateContent":
            chosen = alternative(element)
            for inner in () if chosen is None else chosen:
                self._read(inner, look)
        elif kind == "w:txbxContent":
            self.on_box(element)
        elif kind in ("a:blip", "v:imagedata"):
            self.pictures += 1
        elif kind in ("w:drawing", "w:pict", "w:object"):
            self._drawing(element, look)
        elif kind == "m:t":
            self._say(element.text or "")
        else:
            for inner in element:
                self._read(inner, look)

    def _drawing(self, element: etree._Element, look: LetterLook) -> None:
        outer, self.drawings = self.cover, self.drawings + 1
        if outer is None and is_away(element):
            self.cover = Why.AWAY
        for inner in element.iter():
            kind = name(inner)
            if kind == "OLEObject" and _holds_text(inner):
                self.unread = self.unread or _EMBEDDED
            elif kind == "relIds":  # of a diagram, whose text is another part's
                self.unread = self.unread or _DIAGRAM
        for inner in element:
            self._read(inner, look)
        self.cover = outer

    def _run(self, run: etree._Element, look: LetterLook) -> None:
        properties = child(run, "w:rPr")
        if properties is not None:
            own = self.looks.of(properties)
            style = child(properties, "w:rStyle")
            if style is not None:
                own = own.over(self.styles.look(attribute(style, "val") or ""))
            look = own.over(look)
        font = child(properties, "w:rFonts")
        latin = attribute(font, "ascii") if font is not None else None
        face = latin or (attribute(font, "hAnsi") if font is not None else None) or ""
        outer, before = (self._why, self.cover), self._look
        self._look = look
        self._why = look.why_unseen(self.ground)
        if self._why is Why.HIDDEN and self.cover is None:
            self.cover = Why.HIDDEN  # what is drawn in it is hidden, too
        for inner in run:
            kind = name(inner)
            if kind == "w:t":
                self._say(mapped(inner.text or "", face, letters=bool(latin)))
            elif kind in _MARKS:
                self._say(_MARKS[kind])
            elif kind == "w:sym":
                self._say(_symbol(inner))
            elif kind == "w:fldChar":
                self._field(inner)
            else:
                self._read(inner, look)
        (self._why, self.cover), self._look = outer, before

    def _control(self, control: etree._Element, look: LetterLook) -> None:
        tick = child(control, "w:sdtPr", "w14:checkbox")
        if tick is not None:
            checked = child(tick, "w14:checked")
            value = None if checked is None else next(iter(checked.attrib.values()), "1")
            self._say("☑" if value in ("1", "true", "on") else "☐")
            return
        prompt = is_on(child(control, "w:sdtPr", "w:showingPlcHdr"))
        self.muted += prompt
        content = child(control, "w:sdtContent")
        for inner in () if content is None else content:
            self._read(inner, look)
        self.muted -= prompt

    def _field(self, mark: etree._Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self._say(_form_field(mark))
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()


def alternative(element: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read, so that none is read twice."""
    choice = child(element, "mc:Choice")
    return choice if choice is not None else child(element, "mc:Fallback")


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char") or ""
    try:
        return symbol(int(code, 16), attribute(element, "font") or "")
    except ValueError:
        return ""


def _form_field(mark: etree._Element) -> str:
    """What an old form field shows that keeps its state instead of a result."""
    box = child(mark, "w:ffData", "w:checkBox")
    if box is not None:
        state = child(box, "w:checked")
        return "☑" if is_on(state if state is not None else child(box, "w:default")) else "☐"
    choices = child(mark, "w:ffData", "w:ddList")
    if choices is None:
        return ""
    entries = [attribute(entry, "val") or "" for entry in choices if name(entry) == "w:listEntry"]
    chosen = whole_number(child(choices, "w:result"), 0, len(entries))
    return entries[chosen] if chosen < len(entries) else ""


def _holds_text(embedded: etree._Element) -> bool:
    """Whether an embedded object may hold a document: not an equation, not a drawing."""
    return str(embedded.get("ProgID", "")).casefold().startswith(_HOLDING)


_EMBEDDED = Text(
    "文档里嵌有对象（以图标或图片显示的文件），其中的内容程序没有读",
    "An object is embedded in the document, and what it holds was not read",
)
_DIAGRAM = Text(
    "文档里有SmartArt图形，其中的文字程序没有读",
    "The document has a SmartArt diagram, and its text was not read",
)
