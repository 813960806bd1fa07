"""A Word paragraph's text as the page shows it: final text, fields' results, nothing hidden."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from jlxx_check.probes.word_xml import attribute, child, is_on, mapped, name, symbol, whole_number

#: Removed in tracked changes, or no text of the page.
GONE = frozenset({"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:rt", "w:pPr", "w:rPr"})
_MARKS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after the other; keeps what runs across them.

    hidden_styles: ids of the styles whose text is hidden. on_box: called with each text box.
    pictures: counted so far. muted: over 0 inside a content control that shows only its prompt.
    """

    hidden_styles: frozenset[str]
    on_box: Callable[[etree._Element], None]
    pictures: int = 0
    muted: int = 0
    _parts: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # True: still in its instruction

    def paragraph(self, element: etree._Element) -> str:
        """The paragraph's text; its text boxes go to ``on_box``."""
        outer, self._parts = self._parts, []
        style = child(element, "w:pPr", "w:pStyle")
        hidden = style is not None and attribute(style, "val") in self.hidden_styles
        for inner in element:
            self._read(inner, hidden)
        text = "".join(self._parts)
        self._parts = outer
        self._fields = [state for state in self._fields if not state]
        return text

    def _say(self, text: str) -> None:
        if not self.muted and not any(self._fields):
            self._parts.append(text)

    def _read(self, element: etree._Element, hidden: bool) -> None:
        kind = name(element)
        if kind in GONE or not kind:
            return
        if kind == "w:r":
            self._run(element, hidden)
        elif kind == "w:sdt":
            self._control(element, hidden)
        elif kind == "mc:AlternateContent":
            chosen = alternative(element)
            for inner in () if chosen is None else chosen:
                self._read(inner, hidden)
        elif kind == "w:txbxContent":
            self.on_box(element)
        elif kind in ("a:blip", "v:imagedata"):
            self.pictures += 1
        else:
            for inner in element:
                self._read(inner, hidden)

    def _run(self, run: etree._Element, hidden: bool) -> None:
        properties = child(run, "w:rPr")
        if self._is_hidden(properties, hidden):
            return
        font = child(properties, "w:rFonts")
        face = (
            (attribute(font, "ascii") or attribute(font, "hAnsi") or "") if font is not None else ""
        )
        for inner in run:
            kind = name(inner)
            if kind == "w:t":
                self._say(mapped(inner.text or "", face))
            elif kind in _MARKS:
                self._say(_MARKS[kind])
            elif kind == "w:sym":
                self._say(_symbol(inner))
            elif kind == "w:fldChar":
                self._field(inner)
            else:
                self._read(inner, hidden)

    def _is_hidden(self, properties: etree._Element | None, hidden: bool) -> bool:
        own = child(properties, "w:vanish")
        if own is not None:
            return is_on(own)
        style = child(properties, "w:rStyle")
        return hidden or (style is not None and attribute(style, "val") in self.hidden_styles)

    def _control(self, control: etree._Element, hidden: bool) -> None:
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
            self._read(inner, hidden)
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
