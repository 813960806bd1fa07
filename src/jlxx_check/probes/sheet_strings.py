"""How much text a sheet shows, told before its reader is asked.

A workbook keeps each text once and its cells point at it: a file of 20 KB can show gigabytes.
"""

from __future__ import annotations

import re

from jlxx_check.probes.ooxml import OfficePackage

_PART = "xl/sharedstrings.xml"
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
_POINTER = re.compile(
    rb"<(?:\w+:)?c\b[^>]*\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})\s*</(?:\w+:)?v>"
)


class SharedStrings:
    """The lengths of a workbook's texts, in characters."""

    def __init__(self, package: OfficePackage) -> None:
        """Raises Refused."""
        part = package.bytes(_PART) or b""
        self._lengths = [
            sum(len(text.decode("utf-8", "replace")) for text in _TEXT.findall(item[1] or b""))
            for item in _ITEM.finditer(part)
        ]
        self._longest = max(self._lengths, default=0)

    def shown(self, sheet: bytes, cells: int, enough: int) -> int:
        """Characters that a sheet's cells show; counted only where it may be over ``enough``.

        sheet: its XML part. cells: how many of its cells have a value. Otherwise the most that it
        can be.
        """
        most = cells * self._longest
        if most <= enough:
            return most
        known = len(self._lengths)
        return sum(
            self._lengths[place]
            for pointer in _POINTER.finditer(sheet)
            if (place := int(pointer[1])) < known
        )
