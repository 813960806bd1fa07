"""Whether each row of a register has its entry and each entry its row, under the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from jlxx_check.checks.first_steps import FILL_REGISTER, REMOVE_REPEAT, SAVE_RESULTS, SPLIT_FORMS
from jlxx_check.checks.identity import MOST_COMPARED, Identity, known_by, sameness
from jlxx_check.checks.likely import Likely, Maybe, likely
from jlxx_check.checks.register.row_pairs import (
    no_rows,
    pair,
    register_kinds,
    row_said,
)
from jlxx_check.checks.register.two_names import IF_TWO, same_name
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.checks.unseen import NONE, is_unsaved, may_be_unread, may_be_unseen, no_results
from jlxx_check.forms.likeness import Likeness
from jlxx_check.model.nouns import FORM, PUT_FORWARD, REGISTER
from jlxx_check.model.outcome import Outcome, Status, failed, not_judged
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Entry, Package, Register, Row
from jlxx_check.text import Text, joined, same
from jlxx_check.values.folding import fold_name


class Matching(Parameters):
    """same_entry: by what two entries are known to be one, of which only one has a row."""

    zh: ClassVar[Mapping[str, str]] = {
        "same_entry": "怎样认出只有一方有登记的同一人（项目）",
    }

    same_entry: tuple[Identity, ...] = ()


@check("register.matches-entries", zh="登记表每一行都有材料，每份材料都在登记表上，名称一致。")
def matches_entries(package: Package, pack: Pack, want: Matching) -> Iterator[Outcome]:
    """Every row has its entry and every entry its row, under the same name."""
    for kind in register_kinds(pack):
        register = package.main_register(kind)
        if register is None or register.problem is not None:
            for entry in package.of_kind(kind):
                yield no_rows(entry, register)
        elif pack.kinds[kind].name not in register.columns:
            for entry in package.of_kind(kind):
                yield _no_names(entry, register)
        elif not register.rows and any(package.of_kind(kind)):
            yield may_be_unread(package.facts[register.path].body, _empty(package, kind, register))
        else:
            yield from _compare(package, pack, kind, register, want)


def _empty(package: Package, kind: str, register: Register) -> Outcome:
    """One finding for a register without a row, and not one for each entry that it lacks."""
    number = sum(1 for _ in package.of_kind(kind))
    return failed(
        Text(
            f"{REGISTER}里一行都没有填，材料中有{number}个{PUT_FORWARD}对象。",
            f"The {REGISTER} has no row filled in; there is material of {number} entries.",
        ),
        file=register.path,
        expected=Text(f"{number}行", f"{number} rows"),
        observed=Text("0行", "no rows"),
        fix=Text(
            f"请按排名把全部{PUT_FORWARD}对象填进{REGISTER}，每个一行，再检查一次。",
            f"List all entries in the {REGISTER} by rank, one a row, and check again.",
        ),
    )


def _no_names(entry: Entry, register: Register) -> Outcome:
    """The missing column is one finding of another rule."""
    why = Text(
        f"{REGISTER}缺少名称一栏，无法核对。",
        f"The {REGISTER} lacks the column of names, so there is nothing to hold it against.",
    )
    return not_judged(why, entry=entry.id, file=register.path, fix=FILL_REGISTER)


def _compare(
    package: Package, pack: Pack, kind: str, register: Register, want: Matching
) -> Iterator[Outcome]:
    likeness = Likeness(pack)
    for entry in package.of_kind(kind):
        if entry.row is not None:
            yield same_name(entry, entry.row, pack.kinds[kind], likeness)
    found = pair(package, kind)
    known = _Known(package, kind, want)
    maybe = likely(package, pack, kind)
    aliases = pack.unit_aliases()
    together = [each for each in maybe.maybes if maybe.alone_together(each)]
    for entry in found.bare_entries:
        (other,) = [each for each in together if each.entry is entry] or (None,)
        alone = _entry_alone(entry, known, register, aliases, maybe.of_entry(entry))
        if other and alone.status is Status.FAIL:
            alone = _either(other, pack.kinds[kind])
        yield may_be_unread(package.facts[register.path].body, alone)
    for row in found.bare_rows:
        if not any(each.row is row for each in together):
            yield _row_alone(package, known, row, maybe)
    for owner, row in found.unsaid:
        name = row.values.get(pack.kinds[kind].name or "")
        unsaved = [name] if name is not None and is_unsaved(name) else []
        place = row_said(row)
        yield not_judged(
            no_results(unsaved)
            if unsaved
            else Text(
                f"{REGISTER}{place.zh}没有写名称，无法核对。",
                f"The {REGISTER}'s {place.en} has no name to go by.",
            ),
            entry=owner.id if owner else None,
            file=row.register,
            fix=SAVE_RESULTS if unsaved else FILL_REGISTER,
        )


class _Known:
    """What a kind's entries with a row, and its forms in shared files, are known by.

    One pass, so that thousands of rows and entries are not all compared with one another.
    """

    def __init__(self, package: Package, kind: str, want: Matching) -> None:
        self.same_entry = want.same_entry
        self.twins: dict[str, Row] = {}
        self.shared = {
            fold_name(name)
            for form in package.shared_forms
            if form.kind == kind
            for name in form.names
        }
        self._by_key: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in package.of_kind(kind):
            if entry.row is not None:
                self.twins.setdefault(fold_name(entry.row.name), entry.row)
                for key in self._keys(entry):
                    self._by_key[key].append(entry)

    def alike(self, entry: Entry) -> list[Entry]:
        """Entries with a row that may be this one, in the package's order for each key."""
        found = (other for key in self._keys(entry) for other in self._by_key[key][:MOST_COMPARED])
        return list({other.id: other for other in found}.values())

    def _keys(self, entry: Entry) -> list[tuple[str, str]]:
        return [key for identity in self.same_entry for key in known_by(entry, identity)]


def _entry_alone(
    entry: Entry,
    known: _Known,
    register: Register,
    aliases: Mapping[str, str],
    maybes: Sequence[Maybe],
) -> Outcome:
    """An entry without a row; one that is put forward twice has the other's row."""
    for other in known.alike(entry):
        found = [sameness(entry, other, identity, aliases) for identity in known.same_entry]
        if other.row is not None and any(one is not None and one.certain for one in found):
            place = row_said(other.row)
            why = Text(
                f"与{REGISTER}{place.zh}的“{other.name}”是同一对象，不再核对。",
                f"The same as “{other.name}”, {place.en} of the {REGISTER}.",
            )
            return not_judged(why, entry=entry.id, file=register.path, fix=REMOVE_REPEAT)
    message = Text(f"{REGISTER}中没有“{entry.name}”", f"“{entry.name}” is not in the {REGISTER}")
    asked = joined([_listed_as(maybe) for maybe in maybes], "还是", " or ")
    return failed(
        Text(
            f"{message.zh}；是不是{REGISTER}{asked.zh}？" if maybes else f"{message.zh}。",
            f"{message.en}; is it {asked.en} of it?" if maybes else f"{message.en}.",
        ),
        entry=entry.id,
        file=register.path,
        expected=Text(f"{REGISTER}中有这一行", f"a row of the {REGISTER}"),
        observed=NONE,
        fix=_ONE_OR_TWO if maybes else None,
    )


def _listed_as(maybe: Maybe) -> Text:
    """The row of a pair, and what it has in common with the entry."""
    place, by = row_said(maybe.row), maybe.by
    return Text(
        f"{place.zh}的“{maybe.row.name}”" + (f"（{by.zh}）" if by else ""),
        f"“{maybe.row.name}”, {place.en}" + (f" ({by.en})," if by else ""),
    )


def _either(maybe: Maybe, spec: KindSpec) -> Outcome:
    """One row and one entry are left and may be one: one finding for both."""
    entry, row = maybe.entry, maybe.row
    place, by = row_said(row), maybe.by
    zh, en = (f"（{by.zh}）", f" ({by.en})") if by else ("", "")
    same_one = "同一个人" if spec.person else "同一个" + "".join(spec.called[:1])
    return failed(
        Text(
            f"{REGISTER}中没有“{entry.name}”，{REGISTER}{place.zh}的“{row.name}”没有对应的材料，"
            f"是不是{same_one}{zh}？",
            f"“{entry.name}” is not in the {REGISTER}, and “{row.name}”, {place.en} of it, has no "
            f"material: are they one{en}?",
        ),
        entry=entry.id,
        file=row.register,
        where=row.where,
        expected=Text(f"{REGISTER}和材料名称一致", f"the same name in {REGISTER} and material"),
        observed=Text(
            f"{REGISTER}“{row.name}”，材料“{entry.name}”", f"“{row.name}”, “{entry.name}”"
        ),
        fix=_ONE_OR_TWO,
        related=(entry.form.path,) if entry.form else (),
    )


def _row_alone(package: Package, known: _Known, row: Row, maybe: Likely) -> Outcome:
    """A row without an entry: shared with others' forms, named twice, or without material."""
    name = fold_name(row.name)
    if name in known.shared:
        return not_judged(
            Text(
                f"“{row.name}”的{FORM}与他人的在同一个文件里，无法核对。",
                f"The {FORM} of “{row.name}” is in one file with others'.",
            ),
            file=row.register,
            fix=SPLIT_FORMS,
        )
    twin, place = known.twins.get(name), row_said(row)
    fix: Text | None = None
    if twin is not None:
        other = row_said(twin)
        message = Text(
            f"{REGISTER}{place.zh}与{other.zh}都是“{row.name}”，材料只有一份。",
            f"Both {other.en} and {place.en} of the {REGISTER} say “{row.name}”; "
            "there is material for one.",
        )
    else:
        asked, fix = _may_mean(row, maybe)
        message = Text(
            f"{REGISTER}{place.zh}的“{row.name}”没有对应的材料{asked.zh}",
            f"“{row.name}”, {place.en} of the {REGISTER}, has no material{asked.en}",
        )
    alone = failed(
        message,
        file=row.register,
        where=row.where,
        expected=Text(f"有对应的{PUT_FORWARD}材料", "material of its own"),
        observed=NONE,
        fix=fix,
    )
    return may_be_unseen(package, alone)


def _may_mean(row: Row, maybe: Likely) -> tuple[Text, Text | None]:
    """The end of a sentence about a row without material, and what to do."""
    twin = maybe.twins.get(row.key)
    if twin is not None:
        other, by = twin
        place = row_said(other)
        asked = Text(
            f"；它与{place.zh}的“{other.name}”{by.zh}，是不是同一个登记了两次？",
            f"; it has {by.en} as “{other.name}”, {place.en}: is one listed twice?",
        )
        return asked, _LISTED_TWICE
    maybes = maybe.of_row(row)
    if not maybes:
        return Text("。", "."), None
    names = joined([same(f"“{each.entry.name}”") for each in maybes], "还是", " or ")
    by_one = maybes[0].by if len(maybes) == 1 else None
    zh, en = (f"（{by_one.zh}）", f" ({by_one.en})") if by_one else ("", "")
    return Text(f"；是不是材料中的{names.zh}{zh}？", f"; is it {names.en}{en}?"), _ONE_OR_TWO


_ONE_OR_TWO = Text(
    f"是同一个的，请把{REGISTER}、{FORM}和文件夹的名称统一。{IF_TWO.zh}",
    f"If they are one, write the name alike in {REGISTER}, {FORM} and folder.{IF_TWO.en}",
)
_LISTED_TWICE = Text(
    "登记了两次的，请删去一行并重新编好序号；确实是两个的，请补交材料。",
    "If it is listed twice, take one row out and number the rows anew; if they are two, hand in "
    "the material.",
)
