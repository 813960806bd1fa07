"""Whether the register's remarks mark the entries that are singled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import ClassVar

from pydantic import PositiveInt

from jlxx_check.checks.entry.files_count import told_of_films
from jlxx_check.checks.first_steps import (
    ADD_ROW,
    HAND_IN_MATERIAL,
    KEEP_WITHIN_QUOTA,
    SAVE_RESULTS,
    UNIT_BY_UNIT,
)
from jlxx_check.checks.register.row_pairs import (
    entry_of,
    no_rows,
    of_several_units,
    register_spec,
    row_said,
)
from jlxx_check.checks.register.special_claims import Claims, claimed
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import NONE, is_unsaved, may_be_unseen, no_results
from jlxx_check.model.facts import Group
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Register, Row, Value
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name

_FILMS = {Group.VIDEO, Group.AUDIO}
_NO_MATERIAL = Text("没有交相应的材料", "no material for it")
_BEYOND = Text(
    "已超出名额，先确定保留哪一个，再核对备注。",
    "There are more than the quota allows; settle which one stays before the remark is judged.",
)


class Marks(Claims):
    """at_most: how many of a special kind the quota allows; those beyond it are its finding."""

    zh: ClassVar[Mapping[str, str]] = {
        "at_most": "每类特别推介最多多少个",
    }

    at_most: PositiveInt = 1


@check("register.special-marked", zh="特别推介的在登记表备注中写明，写明的有相应材料。")
def special_marked(package: Package, pack: Pack, want: Marks) -> Iterator[Outcome]:
    """A special entry is named in the remark of its row, and a row so marked has its material."""
    several = of_several_units(package)
    for special, spec in pack.kinds.items():
        if spec.special_of is None:
            continue
        register = package.main_register(spec.special_of)
        entries = list(package.of_kind(special))
        if several is not None:  # each unit marks its own, in a register of its own
            for entry in entries:
                yield not_judged(several, entry=entry.id, fix=UNIT_BY_UNIT)
        elif register is None or register.problem is not None:
            for entry in entries:
                yield no_rows(entry, register)
        else:
            yield from _compare(package, pack, special, register, want.at_most)
            yield from claimed(package, pack, special, want)


def _compare(
    package: Package, pack: Pack, special: str, register: Register, at_most: int
) -> Iterator[Outcome]:
    marked = [row for row in register.rows if pack.is_marked(row, special)]
    unmarked: list[Entry] = []
    for entry in package.of_kind(special):
        row = _row_of(package, entry, register)
        hit = next((item for item in marked if row and item.key == row.key), None)
        if hit is None:
            unmarked.append(entry)
        else:
            marked.remove(hit)
            yield passed(entry=entry.id, file=register.path)
    # A special entry of which nobody can tell whose it is, and a mark still free: the mark tells.
    for entry in [item for item in unmarked if item.of is None]:
        if marked:
            row = marked.pop(0)
            unmarked.remove(entry)
            if _folder_names_another(entry, row):
                found = _unmarked(package, pack, entry, register, row)
                yield replace(found, level=Level.WARNING)
            else:
                yield passed(entry=entry.id, file=register.path)
    beyond = max(sum(1 for _ in package.of_kind(special)) - at_most, 0)
    for entry in unmarked[len(unmarked) - min(beyond, len(unmarked)) :]:
        unmarked.remove(entry)
        yield not_judged(_BEYOND, entry=entry.id, file=register.path, fix=KEEP_WITHIN_QUOTA)
    for entry in unmarked:
        # The mark on another's row and the one that is missing here are one mistake.
        astray = marked.pop(0) if marked else None
        yield _unmarked(package, pack, entry, register, astray)
    for row in marked:
        yield _without_material(package, pack, special, row)


def _folder_names_another(entry: Entry, row: Row) -> bool:
    """Whether a folder inside the special one seems to name somebody else than the marked row.

    An entry that nothing names is called after its own folder or file.
    """
    if entry.folder is None or file_name(entry.folder) == entry.name:
        return False
    return fold_name(entry.name) != fold_name(row.name)


def _row_of(package: Package, special: Entry, register: Register) -> Row | None:
    """The row that a special entry is; by its name where no other material tells."""
    if special.of is not None:
        return package.entry(special.of).row
    name = fold_name(special.name)
    return next((row for row in register.rows if fold_name(row.name) == name), None)


def _unmarked(
    package: Package, pack: Pack, entry: Entry, register: Register, astray: Row | None
) -> Outcome:
    title = pack.kinds[entry.kind].title
    row = _row_of(package, entry, register)
    if row is None and entry.of is not None:
        return not_judged(
            Text(
                f"{REGISTER}中没有“{entry.name}”，无法核对备注。",
                f"“{entry.name}” is not in the {REGISTER}, so there is no remark to look at.",
            ),
            entry=entry.id,
            file=register.path,
            fix=ADD_ROW,
        )
    place = row or astray
    remarks = [_remark(pack, entry.kind, item) for item in register.rows]
    unsaved = [value for value in remarks if value is not None and is_unsaved(value)]
    if unsaved:
        return not_judged(no_results(unsaved), entry=entry.id, file=register.path, fix=SAVE_RESULTS)
    value = _remark(pack, entry.kind, place) if place else None
    return failed(
        _said_of_mark(entry.name, title, row, astray),
        entry=entry.id,
        file=register.path,
        where=value.where if value else place.where if place else None,
        expected=Text(f"备注写明“{title.zh}”", f"a remark “{title.zh}”"),
        observed=same(value.text) if value and value.text else Text("备注为空", "no remark"),
        fix=_how_to_mark(entry.name, title, row, astray),
    )


def _how_to_mark(name: str, title: Text, row: Row | None, astray: Row | None) -> Text:
    """What is likeliest first: the material is there, and its remark is astray or missing."""
    if astray is not None:
        return Text(
            f"请核实特别{PUT_FORWARD}的是哪一个：是“{name}”的，把备注移到“{name}”的一行；"
            f"是“{astray.name}”的，改交“{astray.name}”的材料。",
            f"Settle which of them is {PUT_FORWARD} as special: if “{name}”, move the remark to "
            f"that row; if “{astray.name}”, hand in the material of “{astray.name}”.",
        )
    moved = Text(
        f"；不是特别{PUT_FORWARD}的，把材料从特别{PUT_FORWARD}的文件夹里移出",
        f"; if it is not {PUT_FORWARD} as special, move the material out of the folder for that",
    )
    line = Text("这一行", "this row") if row is not None else Text("对应的一行", "the entry's row")
    return Text(
        f"请在{line.zh}的备注中写明“{title.zh}”{moved.zh}。",
        f"Write “{title.zh}” as the remark of {line.en}{moved.en}.",
    )


def _remark(pack: Pack, special: str, row: Row) -> Value | None:
    """The cell of a row that a special kind's marks stand in."""
    base = pack.kinds[special].special_of or special
    remark = register_spec(pack, base).remark
    return row.values.get(remark) if remark is not None else None


def _said_of_mark(name: str, title: Text, row: Row | None, astray: Row | None) -> Text:
    """Where the mark is instead: on another's row, or nowhere."""
    if astray is not None:
        place = row_said(astray)
        return Text(
            f"备注“{title.zh}”标在{place.zh}“{astray.name}”，材料却是“{name}”的。",
            f"The remark for {title.en} is on {place.en} (“{astray.name}”), but the "
            f"material is of “{name}”.",
        )
    if row is not None:
        place = row_said(row)
        return Text(
            f"交了“{name}”的{title.zh}材料，{REGISTER}{place.zh}的备注没有注明。",
            f"There is material for “{name}” as {title.en}, but the remark of {place.en} "
            "does not say so.",
        )
    return Text(
        f"交了{title.zh}的材料（{name}），{REGISTER}中没有一行的备注注明。",
        f"There is material for {title.en} ({name}), but no row's remark says so.",
    )


def _material_or_no_mark(name: str) -> Text:
    """What to do about a mark that nothing was handed in for."""
    return Text(
        f"请补交“{name}”特别{PUT_FORWARD}的材料（单独的照片、视频或音频）；不是特别{PUT_FORWARD}的，"
        "删去这一行的备注。",
        f"Hand in the material of “{name}” for it (photos, a video or a recording of its own); if "
        f"“{name}” is not {PUT_FORWARD} as special, take the remark out of this row.",
    )


def _without_material(package: Package, pack: Pack, special: str, row: Row) -> Outcome:
    kind, entry, place = pack.kinds[special], entry_of(package, row), row_said(row)
    if entry is None:
        return not_judged(
            Text(
                f"{REGISTER}{place.zh}“{row.name}”没有任何材料。",
                f"The {REGISTER}'s {place.en} (“{row.name}”) has no material at all.",
            ),
            file=row.register,
            fix=HAND_IN_MATERIAL,
        )
    value = _remark(pack, special, row)
    films = [role for role in kind.roles if set(pack.roles[role].content) <= _FILMS]
    own = [file.path for file in entry.with_role(*films)]
    said, fix = told_of_films(own) if own else (_NO_MATERIAL, _material_or_no_mark(row.name))
    wrong = failed(
        Text(
            f"{REGISTER}{place.zh}“{row.name}”备注为{kind.title.zh}，{said.zh}。",
            f"The {REGISTER}'s {place.en} marks “{row.name}” as {kind.title.en}, but there is "
            f"{said.en}.",
        ),
        entry=entry.id,
        file=row.register,
        where=value.where if value else row.where,
        expected=Text("有单独的照片或音像资料", "photos or a recording of its own"),
        observed=NONE,
        fix=fix,
        related=tuple(own),
    )
    return may_be_unseen(package, wrong)
