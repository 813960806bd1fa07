"""How Word shows letters: what its styles say together, and why an eye would not see them."""

from __future__ import annotations

from dataclasses import fields, replace
from enum import Enum

from lxml import etree

from jlxx_check.probes.letters import TINY, WHITE, Colour, alike, rgb_of, theme_colours
from jlxx_check.probes.word.word_xml import attribute, child, is_on, name
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Styles that rest on each other; a longer chain runs in a circle.
_MOST_BASES = 30
#: Twentieths of a point: lines and rows of less show no letter.
_FLAT = int(TINY * 20)
_EFFECTS = frozenset({"w:emboss", "w:imprint", "w:outline", "w:shadow", "w14:textOutline"})
_THEME = {"background1": "lt1", "text1": "dk1", "background2": "lt2", "text2": "dk2"} | {
    "light1": "lt1",
    "dark1": "dk1",
    "light2": "lt2",
    "dark2": "dk2",
}


class Why(Enum):
    """Why letters are not seen."""

    HIDDEN = Text("设为隐藏的文字", "hidden text")
    STRUCK = Text("加了删除线的文字", "text struck through")
    TINY = Text("字号极小的文字", "text in letters too small to read")
    ALIKE = Text("与底色相同的文字", "text in the colour behind it")
    FLAT = Text("行高为零的文字", "text in lines or rows without height")
    AWAY = Text("看不见的文本框里的文字", "text in a box that does not show")


class Tone(Enum):
    """A colour that is none: Word's own choice, which is seen on anything; one not known."""

    AUTO = "auto"
    UNKNOWN = "unknown"


Shade = Colour | Tone | None  # None: nothing is said


@frozen
class LetterLook:
    """What one place says of letters; None where it says nothing."""

    hidden: bool | None = None
    struck: bool | None = None
    twice_struck: bool | None = None
    points: float | None = None
    #: Of Chinese characters.
    face: str | None = None
    colour: Shade = None
    #: Behind the letters alone.
    fill: Shade = None
    #: Behind the paragraph.
    ground: Shade = None
    #: In lines without height.
    flat: bool | None = None
    #: Drawn with an edge or a shadow, which shows in any colour.
    raised: bool | None = None

    def over(self, base: LetterLook) -> LetterLook:
        """What this says, and where it says nothing what ``base`` says."""
        said = {item.name: getattr(self, item.name) for item in fields(self)}
        return replace(base, **{key: value for key, value in said.items() if value is not None})

    def why_unseen(self, ground: Colour | None) -> Why | None:
        """Why the letters are not seen; None where they are.

        ground: the colour behind the paragraph where the look names none, None: not known.
        """
        if self.hidden:
            return Why.HIDDEN
        if self.struck or self.twice_struck:
            return Why.STRUCK
        if self.points is not None and self.points < TINY:
            return Why.TINY
        if self.flat:
            return Why.FLAT
        if self.raised or not isinstance(self.colour, tuple):
            return None
        behind: Shade = ground
        for shade in (self.fill, self.ground):
            if shade is not None and shade is not Tone.AUTO:
                behind = shade
                break
        return Why.ALIKE if isinstance(behind, tuple) and alike(self.colour, behind) else None


class LookReader:
    """Reads looks; colours by their theme."""

    def __init__(self, theme: etree._Element | None) -> None:
        """theme: the root of the theme part, None where there is none."""
        self._theme = theme_colours(theme)
        self._faces = theme_faces(theme)

    def of(
        self, letters: etree._Element | None, paragraph: etree._Element | None = None
    ) -> LetterLook:
        """What a ``w:rPr`` says, and a ``w:pPr`` where one is given."""
        found: dict[str, object] = {}
        for item in () if letters is None else letters:
            kind = name(item)
            if kind == "w:vanish":
                found["hidden"] = is_on(item)
            elif kind == "w:strike":
                found["struck"] = is_on(item)
            elif kind == "w:dstrike":
                found["twice_struck"] = is_on(item)
            elif kind == "w:sz":
                found["points"] = _half_points(item)
            elif kind == "w:rFonts":
                found["face"] = self._face(item)
            elif kind == "w:color":
                found["colour"] = self._colour(item, "val", "theme")
            elif kind == "w14:textFill" and child(item, "w14:noFill") is not None:
                found["hidden"] = True
            elif kind == "w:shd":
                found["fill"] = self.shade(item)
            elif kind == "w:highlight" and attribute(item, "val") != "none":
                white = attribute(item, "val") == "white"
                found["fill"] = WHITE if white else Tone.UNKNOWN
            elif kind in _EFFECTS and is_on(item):
                found["raised"] = True
        for item in () if paragraph is None else paragraph:
            kind = name(item)
            if kind == "w:shd":
                found["ground"] = self.shade(item)
            elif kind == "w:spacing" and attribute(item, "line") is not None:
                exact = attribute(item, "lineRule") == "exact"
                found["flat"] = exact and _twentieths(attribute(item, "line"), _FLAT) < _FLAT
        return LetterLook(**found)  # type: ignore[arg-type]

    def shade(self, shading: etree._Element | None) -> Shade:
        """The colour of a ``w:shd``: Tone.AUTO where it lets through what is behind."""
        if shading is None:
            return None
        pattern = attribute(shading, "val") or "clear"
        if pattern in ("clear", "nil", "none"):
            return self._colour(shading, "fill", "themeFill")
        return self._colour(shading, "color", "theme") if pattern == "solid" else Tone.UNKNOWN

    def _face(self, fonts: etree._Element) -> str | None:
        """The font of Chinese characters; a theme's goes before a name beside it."""
        named = attribute(fonts, "eastAsiaTheme")
        return (self._faces.get(named) if named else None) or attribute(fonts, "eastAsia") or None

    def _colour(self, element: etree._Element, plain: str, theme: str) -> Shade:
        said = attribute(element, plain) or ""
        named = attribute(element, f"{theme}Color" if theme == "theme" else theme)
        stem = "themeFill" if theme == "themeFill" else "theme"
        mixed = attribute(element, f"{stem}Tint") or attribute(element, f"{stem}Shade")
        if named and not mixed:
            own = self._theme.get(_THEME.get(named, named))
            if own is not None:
                return own
        if said == "auto" and not named:
            return Tone.AUTO
        return rgb_of(said) or (Tone.UNKNOWN if said or named else None)


class StyleSheet:
    """A style sheet: looks and numbering by style, whatever each rests on."""

    def __init__(self, sheet: etree._Element | None, looks: LookReader) -> None:
        """sheet: the root of the style sheet, None where there is none."""
        self._looks = looks
        self._styles: dict[str, etree._Element] = {}
        self._known: dict[str, LetterLook] = {}
        self.usual: str = ""
        self.base = LetterLook()
        for item in () if sheet is None else sheet:
            if name(item) == "w:docDefaults":
                letters = child(item, "w:rPrDefault", "w:rPr")
                self.base = looks.of(letters, child(item, "w:pPrDefault", "w:pPr"))
            elif name(item) == "w:style" and (key := attribute(item, "styleId")):
                self._styles.setdefault(key, item)
                if attribute(item, "type") == "paragraph" and (
                    attribute(item, "default") in ("1", "true", "on")
                ):
                    self.usual = key

    def look(self, key: str) -> LetterLook:
        """What a style says with all that it rests on; nothing for one that is not there."""
        if key not in self._known:
            found = LetterLook()
            for style in self._chain(key):
                found = found.over(self._looks.of(child(style, "w:rPr"), child(style, "w:pPr")))
            self._known[key] = found
        return self._known[key]

    def numbering(self, key: str) -> tuple[str | None, str | None]:
        """The numId and the level that a paragraph style gives; None where it gives none."""
        number = level = None
        for style in self._chain(key):
            said = child(style, "w:pPr", "w:numPr")
            for part in () if said is None else said:
                if name(part) == "w:numId":
                    number = number or attribute(part, "val")
                elif name(part) == "w:ilvl":
                    level = level or attribute(part, "val")
        return number, level

    def listed(self, key: str) -> str:
        """The numId that a style itself names; "" for none."""
        number = child(self._styles.get(key), "w:pPr", "w:numPr", "w:numId")
        return (attribute(number, "val") or "") if number is not None else ""

    def shades(self, key: str) -> bool:
        """Whether a table style may colour any of its cells."""
        return any(
            self._looks.shade(shading) not in (None, Tone.AUTO, WHITE)
            for style in self._chain(key)
            for shading in style.iter("{*}shd")
        )

    def _chain(self, key: str) -> list[etree._Element]:
        """The style and what it rests on, nearest first."""
        found: list[etree._Element] = []
        while key in self._styles and len(found) < _MOST_BASES:
            style = self._styles[key]
            found.append(style)
            based = child(style, "w:basedOn")
            key = (attribute(based, "val") or "") if based is not None else ""
        return found


def theme_faces(theme: etree._Element | None) -> dict[str, str]:
    """The theme's fonts for Chinese text by the names that ``w:eastAsiaTheme`` has for them."""
    found: dict[str, str] = {}
    for own, called in (("majorFont", "majorEastAsia"), ("minorFont", "minorEastAsia")):
        fonts = theme.find(f".//{{*}}fontScheme/{{*}}{own}") if theme is not None else None
        for item in () if fonts is None else fonts:
            said = str(item.get("typeface", ""))
            kind = name(item)
            # The theme's own one is mostly empty: the one for simplified characters holds.
            if said and (kind == "a:ea" or item.get("script") == "Hans"):
                found.setdefault(called, said)
    return found


def row_is_flat(row: etree._Element) -> bool:
    """Whether a table row has no height to show anything in."""
    about = child(row, "w:trPr")
    if is_on(child(about, "w:hidden")):
        return True
    height = child(about, "w:trHeight")
    return (
        height is not None
        and attribute(height, "hRule") == "exact"
        and _twentieths(attribute(height, "val"), _FLAT) < _FLAT
    )


def _half_points(element: etree._Element) -> float | None:
    try:
        return float(attribute(element, "val") or "") / 2
    except ValueError:
        return None


def _twentieths(text: str | None, otherwise: int) -> int:
    try:
        return int(float(text or ""))
    except (ValueError, OverflowError):
        return otherwise
