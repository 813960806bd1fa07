"""Of which kind a form or a row is, where several kinds share the form or the register.

A field that the pack names tells (``told_by``), else the words of the path, else the other papers:
a register's row of that name, a form of it. One kind that nothing tells is what is left over. Where
none of these speaks the first kind is taken, and the report says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from jlxx_check.inventory.items import Item
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Register, Row
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.late_patterns import late_pattern

#: Boxes of a list of choices: from an empty one to the next box, nothing is said.
_EMPTY_BOX = late_pattern(r"[□☐○◯〇][^□☐○◯〇☑☒■●✓✔√]*")
_TICK = late_pattern(r"[☑☒■●✓✔√]")
_NAMED = 5


@dataclass(slots=True)
class _Doubts:
    """Papers whose kind is a guess: by path, whom they are of and the kind that was taken."""

    found: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    differing: list[tuple[str, str, str, str]] = field(default_factory=list)

    def differ(self, path: str, name: str, listed: str, own: str) -> None:
        """A row that tells another kind than the form of that name."""
        self.differing.append((path, name, listed, own))

    def add(self, path: str, kind: str, name: str) -> None:
        self.found.setdefault((path, kind), []).append(name)

    def notes(self, pack: Pack) -> list[Text]:
        title = {kind: spec.title for kind, spec in pack.kinds.items()}
        return [
            *(
                _note(path, [name for name in names if name], title[kind])
                for (path, kind), names in self.found.items()
            ),
            *(
                _differs(path, name, title[listed], title[own])
                for path, name, listed, own in self.differing
            ),
        ]


def settle_kinds(items: Sequence[Item], pack: Pack) -> list[Text]:
    """Set the kind of every form and of every register's rows; returned are the doubts to note.

    A register of several kinds becomes one for each, with the rows of that kind.
    """
    doubts = _Doubts()
    formed: dict[str, set[str]] = {}
    for item in items:
        if item.form and (kind := _surely(item.form, item, _sharing_form(item.form, pack), pack)):
            for name in item.form.names:
                formed.setdefault(fold_name(name), set()).add(kind)
    _settle_registers(items, formed, pack, doubts)
    rows: dict[str, set[str]] = {}
    for register in (register for item in items for register in item.registers):
        for row in register.rows:
            rows.setdefault(fold_name(row.name), set()).add(register.kind)
    for item in items:
        if item.form is None:
            continue
        sharing = _sharing_form(item.form, pack)
        kind = _surely(item.form, item, sharing, pack)
        if kind is None:
            known = [rows.get(fold_name(name), set()) for name in item.form.names]
            kind, sure = _left_over(set().union(*known), sharing, pack)
            if not sure:
                doubts.add(item.path, kind, item.form.names[0] if item.form.names else "")
        item.form = replace(item.form, kind=kind)
        item.kinds = frozenset({kind})
    return doubts.notes(pack)


def _sharing_form(form: Form, pack: Pack) -> tuple[str, ...]:
    return pack.kinds_of_form(pack.kinds[form.kind].form or "")


def _surely(source: Form | Row, item: Item, kinds: Sequence[str], pack: Pack) -> str | None:
    """The one kind that the paper's own field tells, else its path; None where neither does."""
    if len(kinds) == 1:
        return kinds[0]
    told = _told(source, kinds, pack) or [kind for kind in kinds if kind in item.kinds]
    return told[0] if len(told) == 1 else None


def _told(source: Form | Row, kinds: Sequence[str], pack: Pack) -> list[str]:
    """The kinds one of whose values stands in the field that tells: as a whole, else among others.

    In a list of choices only what is ticked stands there.
    """
    whole: list[str] = []
    part: list[str] = []
    for kind in kinds:
        by = pack.kinds[kind].told_by
        text = source.text(by.field) if by else ""
        if by is None or not text.strip():
            continue
        said = fold_name(_TICK.sub("", _EMPTY_BOX.sub("", text) if _TICK.search(text) else text))
        values = [fold_name(value) for value in by.values]
        if said in values:
            whole.append(kind)
        elif any(value and value in said for value in values):
            part.append(kind)
    return whole or part


def _left_over(known: Iterable[str], kinds: Sequence[str], pack: Pack) -> tuple[str, bool]:
    """The kind where nothing of the paper tells, and whether that is sure."""
    near = [kind for kind in kinds if kind in set(known)]
    if len(near) == 1:
        return near[0], True
    untold = [kind for kind in kinds if pack.kinds[kind].told_by is None]
    if len(untold) == 1:
        return untold[0], True
    return kinds[0], False


def _settle_registers(
    items: Iterable[Item], formed: dict[str, set[str]], pack: Pack, doubts: _Doubts
) -> None:
    """Every register of several kinds into one for each of them."""
    with_rows: set[str] = set()
    listed = _listed_kinds(items, pack)
    empty: list[tuple[Item, Register, Callable[[str], Register]]] = []
    for item in items:
        parts: list[Register] = []
        for register in item.registers:
            kinds = pack.kinds_of_register(pack.kinds[register.kind].register_ or "")
            rows: dict[str, list[Row]] = {}
            for row in register.rows:
                name = fold_name(row.name)
                kind = _surely(row, item, kinds, pack)
                of_form = formed.get(name, set()).intersection(kinds)
                if kind is None:
                    kind, sure = _left_over(of_form, kinds, pack)
                    if not sure:
                        doubts.add(item.path, kind, row.name)
                elif len(of_form) == 1 and of_form.isdisjoint(listed.get(name, ())):
                    (own,) = of_form  # the form speaks first
                    doubts.differ(item.path, row.name, kind, own)
                    kind = own
                rows.setdefault(kind, []).append(row)
            said = [kind for kind in kinds if kind in item.kinds] or list(kinds)
            of = rows if rows else dict.fromkeys(said, ())
            parts += [
                replace(register, kind=kind, rows=tuple(of[kind])) for kind in kinds if kind in of
            ]
            with_rows |= rows.keys()
            if len(said) > 1:
                empty.append((item, register, _without_rows(register)))
        item.registers = tuple(parts)
    # A kind of which no row tells has the register all the same.
    for item, register, bare in empty:
        kinds = pack.kinds_of_register(pack.kinds[register.kind].register_ or "")
        there = {part.kind for part in item.registers}
        missing = [kind for kind in kinds if kind not in with_rows | there]
        item.registers += tuple(map(bare, missing))


def _listed_kinds(items: Iterable[Item], pack: Pack) -> dict[str, set[str]]:
    """By name the kinds that rows of registers tell for it."""
    found: dict[str, set[str]] = {}
    for item in items:
        for register in item.registers:
            kinds = pack.kinds_of_register(pack.kinds[register.kind].register_ or "")
            for row in register.rows:
                if kind := _surely(row, item, kinds, pack):
                    found.setdefault(fold_name(row.name), set()).add(kind)
    return found


def _without_rows(register: Register) -> Callable[[str], Register]:
    return lambda kind: replace(register, kind=kind, rows=())


def _note(path: str, names: Sequence[str], kind: Text) -> Text:
    whose = "、".join(names[:_NAMED]) + ("等" if len(names) > _NAMED else "")
    whose_en = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
    of_zh = f"中的“{whose}”" if whose else ""
    of_en = f" ({whose_en})" if whose else ""
    return Text(
        f"看不出“{path}”{of_zh}是哪一类，按“{kind.zh}”检查。如不对，请在表中写明类别，或放进该类别的文件夹。",
        f"Nothing tells of which kind “{path}”{of_en} is; it was judged as “{kind.en}”. If that is "
        "wrong, state the kind in it, or put it into the folder of its kind.",
    )


def _differs(path: str, name: str, listed: Text, own: Text) -> Text:
    return Text(
        f"“{name}”在{REGISTER}“{path}”中是“{listed.zh}”，在其本人（项目）的表中是“{own.zh}”，按后者检查。"
        "请统一。",
        f"“{name}” is “{listed.en}” in the {REGISTER} “{path}” and “{own.en}” in its own {FORM}; "
        f"it was judged by the {FORM}. Let them agree.",
    )
