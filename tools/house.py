"""Draw the house from its import contract: ``docs/house.svg``, and the page of all modules.

Floors and rooms are the layers of ``pyproject.toml``; what a room or a module is for is the first
sentence of its docstring. Nothing of the program is imported.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "jlxx_check"
#: Pixels: of the picture, of the column with the floors' numbers, between rooms, of a line.
_WIDTH, _NUMBERS, _GAP, _LINE = 980, 40, 12, 15
#: Pixels of a letter of the small print, on average; Chinese ones are seldom here.
_LETTER = 6.1
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.name { font-weight: 600; font-size: 14px; }
.small { font-size: 11px; fill: #59636e; }
rect { fill: #f6f8fa; stroke: #d1d9e0; rx: 6px; }
"""
_HEAD = """# Every module, and what it is for

Rendered from the docstrings; do not edit: `python -m tools.render`. Floors from the top down; each
may import those below it ([architecture](architecture.md)).
"""


@dataclass(frozen=True)
class Room:
    """A package or module that the contract names. modules: dotted names within it, with sentence.

    purpose: the first sentence of its own docstring; "" where the source has no such room.
    """

    name: str
    purpose: str
    modules: tuple[tuple[str, str], ...]


def floors() -> list[list[Room]]:
    """The floors from the top down, without the door (``__main__``)."""
    config = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    named = [re.split(r"\s*[|:]\s*", layer) for layer in layers]
    return [[_room(name) for name in floor] for floor in named if floor != ["__main__"]]


def purpose(path: Path) -> str:
    """The first paragraph of a module's docstring, on one line; "" where there is none."""
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split()).replace("``", "`")


def _room(name: str) -> Room:
    folder = SOURCE / name
    if not folder.is_dir():
        path = folder.with_suffix(".py")
        return Room(name, purpose(path) if path.is_file() else "", ())
    found = []
    for path in sorted(folder.rglob("*.py")):
        inner = path.relative_to(folder).with_suffix("").as_posix().replace("/", ".")
        if inner != "__init__":
            found.append((inner.removesuffix(".__init__"), purpose(path)))
    return Room(name, purpose(folder / "__init__.py"), tuple(sorted(found)))


def modules_page() -> str:
    """``docs/modules.md``."""
    rooms = (room for floor in floors() for room in floor if room.purpose)
    return _HEAD + "".join(f"\n### {room.name}\n\n{room.purpose}\n{_table(room)}" for room in rooms)


def _table(room: Room) -> str:
    if not room.modules:
        return ""
    rows = (f"| `{name}` | {said.replace('|', '&#124;')} |\n" for name, said in room.modules)
    return "\n| module | for |\n| --- | --- |\n" + "".join(rows)


def picture() -> str:
    """``docs/house.svg``: a row of boxes for each floor, the top floor first."""
    drawn, top = [], _GAP
    storeys = floors()
    for number, floor in zip(range(len(storeys) - 1, -1, -1), storeys, strict=True):
        width = (_WIDTH - _NUMBERS - _GAP * len(floor)) / len(floor)
        lines = [wrap(room.purpose, max(12, int((width - 20) / _LETTER))) for room in floor]
        height = 34 + _LINE * max(map(len, lines))
        drawn.append(f'<text x="14" y="{top + 24}" class="small">{number}</text>')
        for place, (room, said) in enumerate(zip(floor, lines, strict=True)):
            drawn.extend(_box(room, said, _NUMBERS + place * (width + _GAP), top, width, height))
        top += height + _GAP
    title = "The house: floors from the top down; imports point down only"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n"
        f'<rect width="{_WIDTH}" height="{top}" style="fill: #ffffff; stroke: none"/>\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def _box(
    room: Room, said: list[str], left: float, top: float, width: float, height: float
) -> Iterator[str]:
    yield f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{height}"/>'
    yield f'<text x="{left + 10:.0f}" y="{top + 20}" class="name">{room.name}</text>'
    for number, line in enumerate(said):
        y = top + 38 + number * _LINE
        said_plainly = escape(line.replace("`", ""))
        yield f'<text x="{left + 10:.0f}" y="{y}" class="small">{said_plainly}</text>'
