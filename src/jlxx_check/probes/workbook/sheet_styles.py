"""The looks of an .xlsx: a light pass over its styles and sheets, for what a reader cannot tell."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TypeVar

from lxml import etree

from jlxx_check.probes.letters import BLACK, WHITE, Colour, rgb_of, theme_colours
from jlxx_check.probes.workbook.sheet_looks import INDEXED, CellLook, SheetLooks, look_of

_T = TypeVar("_T")
#: Order in which a sheet counts a theme's colours.
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)))
_YES = frozenset({"1", "true", "on"})

_PIECE = re.compile(
    rb"<(?:\w+:)?(?:(row)\b([^>]*)>|(c)\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c\s*>))", re.S
)
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb"\b(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_PLACE = re.compile(rb"([A-Za-z]{1,3})(\d{1,7})")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^>]*>[^<]")
_ERROR = re.compile(rb"<(?:\w+:)?v\b[^>]*>\s*(#[^<\s]{2,20})")
_FILTER = re.compile(rb"<(?:\w+:)?(?:filterColumn|filters|customFilters)\b")


class CellStyles:
    """The looks of a workbook's styles by their number; those that show everything are left out."""

    def __init__(self, styles: etree._Element | None, theme: etree._Element | None) -> None:
        """Both are the roots of their parts, None where there is no such part."""
        self.looks: dict[int, CellLook] = {}
        named = theme_colours(theme)
        self._theme = [named[name] for name in _THEME]
        if styles is None:
            return
        formats = {
            _number(item.get("numFmtId")): str(item.get("formatCode", ""))
            for item in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        fonts = [self._font(item) for item in styles.iterfind("{*}fonts/{*}font")]
        fills = [self._fill(item) for item in styles.iterfind("{*}fills/{*}fill")]
        for number, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
            letters, points, struck = _at(fonts, style.get("fontId")) or (None, None, False)
            fill = _at(fills, style.get("fillId"))
            shape = formats.get(_number(style.get("numFmtId")), "")
            look = look_of(letters, fill[0] if fill else None, points, struck=struck, shape=shape)
            if look is not None:
                self.looks[number] = look

    def _font(self, font: etree._Element) -> tuple[Colour | None, float | None, bool]:
        size, struck = font.find("{*}sz"), font.find("{*}strike")
        points = None
        with suppress(ValueError):
            points = float(str(size.get("val"))) if size is not None else None
        through = struck is not None and str(struck.get("val", "1")) in _YES
        return self._colour(font.find("{*}color"), BLACK), points, through

    def _fill(self, fill: etree._Element) -> tuple[Colour | None]:
        pattern = fill.find("{*}patternFill")
        if pattern is None:
            return (None,)  # shaded from one colour to another
        kind = pattern.get("patternType", "none")
        if kind == "none":
            return (WHITE,)
        return (self._colour(pattern.find("{*}fgColor"), None) if kind == "solid" else None,)

    def _colour(self, colour: etree._Element | None, otherwise: Colour | None) -> Colour | None:
        if colour is None or str(colour.get("auto", "0")) in _YES:
            return otherwise
        found: Colour | None = otherwise
        if rgb := colour.get("rgb"):
            found = rgb_of(str(rgb))
        elif (theme := colour.get("theme")) is not None:
            found = _at(self._theme, theme)
        elif (place := colour.get("indexed")) is not None:
            found = INDEXED.get(_number(place))
        try:
            tint = float(str(colour.get("tint", "0")))
        except ValueError:
            return None
        return found if found is None or not tint else _tinted(found, tint)


def looks_of_sheet(part: bytes, styles: CellStyles) -> SheetLooks:
    """What a sheet hides. part: its XML in UTF-8."""
    looks = SheetLooks(filtered=_FILTER.search(part) is not None)
    head = part[: part.find(b"sheetData") + 1 or len(part)]
    for match in _COLUMN.finditer(head):
        about = _attributes(match[1])
        if _yes(about, b"hidden") or about.get(b"width") in (b"0", b"0.0"):
            first, last = _number(about.get(b"min")), _number(about.get(b"max"))
            looks.columns.append((first - 1, last - 1))
    row = column = -1
    for match in _PIECE.finditer(part):
        if match[1]:
            about = _attributes(match[2])
            row, column = _number(about.get(b"r"), row + 2) - 1, -1
            if _yes(about, b"hidden") or about.get(b"ht") in (b"0", b"0.0"):
                looks.rows.add(row)
            continue
        about = _attributes(match[4])
        place = _PLACE.fullmatch(about.get(b"r", b""))
        column = _column(place[1]) if place else column + 1
        here = (int(place[2]) - 1 if place else row, column)
        inside = match[5] or b""
        if not inside:
            continue
        look = styles.looks.get(_number(about.get(b"s"), 0))
        if look is not None:
            looks.cells[here] = look
        if about.get(b"t") == b"e" and (error := _ERROR.search(inside)):
            looks.errors[here] = error[1].decode("ascii", "replace")
        if _FORMULA.search(inside) and about.get(b"t") != b"str" and not _VALUE.search(inside):
            looks.unsaved.append(here)
    return looks


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(text))


def _yes(about: dict[bytes, bytes], name: bytes) -> bool:
    return about.get(name, b"0") in (b"1", b"true")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def _number(text: object, otherwise: int = -1) -> int:
    try:
        return int(text)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return otherwise


def _at(items: Sequence[_T], place: object) -> _T | None:
    number = _number(place)
    return items[number] if 0 <= number < len(items) else None


def _tinted(colour: Colour, tint: float) -> Colour:
    """Lighter (above 0) or darker (below), as ECMA-376 18.8.19 says."""
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(1, max(0, light)), strength)
    return round(red * 255), round(green * 255), round(blue * 255)
