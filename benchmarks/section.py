"""What was measured, in both languages, and how it is kept: ``figures.json`` beside this file.

Each part's figures stay until that part is measured again, with the day and the machine of each.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jlxx_check.model.about import NAME, VERSION
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_json import from_json, to_json
from jlxx_check.values.moments import CHINA

FIGURES = Path(__file__).with_name("figures.json")


@dataclass(frozen=True)
class Table:
    """Rows of cells under their heads."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True)
class Section:
    """One part's results. machine, measured: on what, and when; "" until they are kept."""

    part: str
    title: Text
    told: tuple[Text | Table, ...]
    machine: str = ""
    measured: str = ""


@dataclass(frozen=True)
class _Kept:
    sections: dict[str, Section]


def table(head: Sequence[Text | str], *rows: Sequence[Text | str]) -> Table:
    """A table; what is no Text is the same in both languages."""
    return Table(_cells(head), tuple(map(_cells, rows)))


def _cells(row: Sequence[Text | str]) -> tuple[Text, ...]:
    return tuple(cell if isinstance(cell, Text) else same(cell) for cell in row)


#: Of every table that holds figures against aims.
HEAD = (Text("项目", "what"), Text("结果", "figure"), Text("目标", "aim"), Text("达到", "met"))


def aimed(
    name: Text, figure: str | Text, found: float, most: float, said: str
) -> Sequence[Text | str]:
    """A row of such a table. found: the figure, most: what it may be, said: that in words."""
    met = Text("是", "yes") if found <= most else Text("否", "**no**")
    return (name, figure, f"≤ {said}", met)


def plain(name: Text, figure: str | Text) -> Sequence[Text | str]:
    """A row for a figure without an aim."""
    return (name, figure, "", "")


def kept() -> dict[str, Section]:
    """The last figures of every part."""
    return from_json(_Kept, FIGURES.read_bytes()).sections if FIGURES.exists() else {}


def keep(section: Section, machine: str) -> None:
    """Put down a part's figures, measured now."""
    moment = f"{datetime.now(CHINA):%Y-%m-%d %H:%M}"
    done = Section(section.part, section.title, section.told, machine, moment)
    told = json.loads(to_json(_Kept, _Kept(kept() | {section.part: done})))
    text = json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)
    FIGURES.write_text(text + "\n", encoding="utf-8", newline="\n")


def machine() -> str:
    """What is measured on, and how busy it is with other things just now."""
    words = [f"{os.cpu_count()} × {_processor()}", f"{platform.system()} {platform.machine()}"]
    words += [f"Python {platform.python_version()}", f"{NAME} {VERSION}"]
    if hasattr(os, "getloadavg"):
        words.append(f"load {os.getloadavg()[0]:.1f}")
    return ", ".join(words)


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
