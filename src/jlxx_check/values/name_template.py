"""Names of files and folders made after a template: ``{姓名}-{出生日期}``, ``{考次}/{省代码}/``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from jlxx_check.text import Text
from jlxx_check.values.folding import fold
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.han_variants import SIMPLIFIED

_PART = re.compile(r"\{([^{}]*)\}|([^{}]+)")
_DASHES = re.compile("[‐-―−－ー﹘﹣~]|—")
_DOTS = re.compile("[·•・‧∙]")
#: Notices write 单位+姓名 and mean one behind the other: any sign may stand between them, or none.
_JOINED = r"[-+_,、.&]"
#: Characters of a name that is looked into: the search takes time that grows with several slots.
_LONGEST = 100
#: What no file's name may hold.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@frozen
class Slot:
    """A place of a template that a value fills."""

    name: str


Part = str | Slot


@frozen
class Filling:
    """What may stand in a slot.

    exact: patterns of the values that are known; none: only its shape is. shape: the pattern of
    whatever may stand there. near: a value that is a part of what stands there will do, or the
    other way round. shown: the value for the right name, "" where it is not known. told: as the
    form has it, where that is written otherwise. values: those known, plain.
    """

    shape: str = ".+?"
    exact: tuple[str, ...] = ()
    near: bool = False
    shown: str = ""
    told: str = ""
    values: tuple[str, ...] = ()


def levels_of(template: str) -> tuple[tuple[Part, ...], ...]:
    """The template's folders and its last name, each in parts. Raises ValueError for odd braces."""
    return tuple(_parts(level) for level in template.split("/"))


def slots_of(template: str) -> tuple[str, ...]:
    """The names in braces, in their order."""
    return tuple(
        part.name for level in levels_of(template) for part in level if isinstance(part, Slot)
    )


def _parts(level: str) -> tuple[Part, ...]:
    found = list(_PART.finditer(level))
    if sum(len(match[0]) for match in found) != len(level) or any(m[1] == "" for m in found):
        raise ValueError(
            Text(
                f"模板“{level}”的花括号不成对，写成{{栏目名}}",
                f"the braces of “{level}” do not pair: write {{field}}",
            )
        )
    return tuple(Slot(match[1]) if match[1] else match[2] for match in found)


def plain(text: str) -> str:
    """A name for comparing: without spaces, case, dots in names, and with one kind of dash."""
    return _DOTS.sub("", _DASHES.sub("-", fold(text).translate(SIMPLIFIED)))


def agrees(level: Sequence[Part], name: str, fillings: Mapping[str, Filling]) -> bool:
    """Whether a name is made after the template out of the values that are known."""
    return misfits(level, name, fillings) == ()


def misfits(
    level: Sequence[Part], name: str, fillings: Mapping[str, Filling]
) -> tuple[tuple[str, str], ...] | None:
    """Slots in which another value stands, with it; None where the name has not even the shape.

    As few slots as can be are taken for wrong: what is known tells where the others begin.
    """
    said = plain(name)
    if len(said) > _LONGEST:
        return None
    names = [part.name for part in level if isinstance(part, Slot)]
    near = {slot for slot in names if fillings[slot].near}
    one = [{slot} for slot in names]
    for loose in (set(), near, *one, *(near | slot for slot in one), set(names)):
        for joined in (_JOINED, _JOINED + "?"):
            pattern = _pattern(level, fillings, loose, joined)
            if found := re.fullmatch(pattern, said, re.DOTALL):
                values = list(zip(names, found.groups(), strict=True))
                wrong = [not _fits(value, fillings[slot]) for slot, value in values]
                known = [bool(fillings[slot].exact) for slot in names]
                if _is_anyhow(found, wrong, known):
                    continue
                return tuple(pair for pair, off in zip(values, wrong, strict=True) if off)
    return None


def _is_anyhow(found: re.Match[str], wrong: Sequence[bool], known: Sequence[bool]) -> bool:
    """Whether a wrong value runs into one that is wrong, too, or of which nothing is known.

    Where the one ends and the other begins nobody can tell then.
    """
    doubtful = [off or not sure for off, sure in zip(wrong, known, strict=True)]
    return any(
        all(pair) and any(wrong[at - 1 : at + 1]) and found.end(at) == found.start(at + 1)
        for at, pair in enumerate(pairwise(doubtful), 1)
    )


def _fits(value: str, filling: Filling) -> bool:
    if not filling.exact or any(re.fullmatch(each, value) for each in filling.exact):
        return True
    return filling.near and any(
        min(len(known), len(value)) > 1 and (known in value or value in known)
        for known in filling.values
    )


def _pattern(
    level: Sequence[Part], fillings: Mapping[str, Filling], loose: set[str], joined: str
) -> str:
    """The template as a pattern. loose: slots in which anything of the shape may stand."""
    out = []
    for part in level:
        if isinstance(part, str):
            out += [joined if sign == "+" else re.escape(sign) for sign in plain(part)]
        else:
            filling = fillings[part.name]
            exact = filling.exact if part.name not in loose else ()
            out.append(f"({'|'.join(exact) if exact else filling.shape})")
    return "".join(out)


def value_shown(filling: Filling) -> str:
    """The value as it may stand in a file's name; "" where it is not known."""
    return _FORBIDDEN.sub("", filling.shown)


def date_pattern(year: int, month: int | None, day: int | None) -> str:
    """A day, a month or a year in any usual writing, in a plain name; None: any."""
    at = "[-./_年]?"
    months = f"0?{month}" if month else r"\d{1,2}"
    days = f"0?{day}" if day else r"\d{1,2}"
    whole = rf"{year}{at}{months}[-./_月]?{days}[日号]?"
    # Without a sign between them, both have two figures.
    return rf"(?:{whole}|{year}{at}{months}月?)" if day is None else whole


def number_pattern(digits: str) -> str:
    """A telephone number, with or without dashes."""
    return "-?".join(map(re.escape, digits))
