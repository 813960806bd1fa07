"""A package to fill in: folders, blank forms and registers, what to know, and a checklist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from jlxx_check.api import (
    DEFAULT_PACK,
    CheckSettings,
    Reading,
    RulePack,
    open_package,
    understand,
)
from jlxx_check.api.check_settings import given_pack
from jlxx_check.authoring.pack_preview import preview, preview_docx
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Entry, Package, Row
from jlxx_check.model.plays import Plays
from jlxx_check.text import Lang, Text
from jlxx_check.unit.blank_forms import form_document
from jlxx_check.unit.form_values import form_values
from jlxx_check.unit.guide import call_name, guide_document, guide_names
from jlxx_check.unit.new_files import add_files
from jlxx_check.unit.package_layout import FileOwner, Layout
from jlxx_check.unit.places import Places
from jlxx_check.unit.register_read import GivenRegister, read_registers, rows_of
from jlxx_check.unit.registers import register_workbook
from jlxx_check.unit.wanted_counts import (
    CannotBegin,
    beyond_quota,
    kind_called,
    own_kinds,
    wanted_counts,
)
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_path, given_paths, require_kind
from jlxx_check.values.portable_names import unportable

#: Rows of a blank register whose entries have no folders of their own.
_ROWS = 20


@frozen
class Begun:
    """What was begun. counts: entries of each kind.

    written, kept: paths relative to the folder; kept is what was there already and was left as it
    is. filled: how many forms have a register's values in them.
    """

    folder: Path
    unit: str
    pack: Pack
    counts: Mapping[str, int]
    written: tuple[str, ...]
    kept: tuple[str, ...]
    filled: int = 0
    #: Registers that were left as they are, by path: how many places were added that need a row.
    rowless: Mapping[str, int] = field(default_factory=dict)

    @property
    def titled_counts(self) -> tuple[tuple[Text, int], ...]:
        """How many there are of each kind, by its title."""
        return tuple((self.pack.kinds[kind].title, n) for kind, n in self.counts.items())

    @property
    def beyond_quota(self) -> tuple[tuple[Text, int, Text], ...]:
        """Kinds of which the notice takes more or fewer: title, number, how many it takes."""
        kinds = self.pack.kinds
        return tuple(
            (kinds[kind].title, self.counts[kind], wanted)
            for kind, wanted in beyond_quota(self.pack, self.counts)
        )

    @property
    def guide(self) -> str:
        """The name of the page that says what goes where."""
        return next(guide_names(Layout(self.pack)))


def init(
    folder: str | Path,
    unit: str,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    counts: Mapping[str, int] | None = None,
    registers: str | Path | Sequence[str | Path] = (),
    lang: Lang | str = Lang.ZH,
    reading: Reading | None = None,
) -> Begun:
    """Begin a package in a folder, new or not: what is there stays, only what is missing is added.

    What is there is read first: a register or an entry counts wherever in the folder it lies.
    unit: who hands in. counts: how many entries of a kind, by its key or another of the pack's
    words for it; of a kind that is not named there are as many as the folder holds already, else
    the fewest that the notice takes. registers: filled in, one or more files: the entries are their
    rows, and forms are filled with what these say. lang: of the notes and the checklist; forms and
    names are in the pack's own.

    Raises CannotBegin, NotAPackage, PackError.
    """
    ready = given_pack(pack)
    target = given_path("folder", folder)
    require_kind("unit", unit, str, "a name")
    _check_unit(unit)
    for kind, number in _given_counts(counts):
        require_kind("counts", kind, str, "how many by kind")
        require_kind("counts", number, int, "how many by kind")
    spoken = Lang.of(lang)
    if reading is not None:
        require_kind("reading", reading, Reading, "a Reading")
    if target.exists() and not target.is_dir():
        raise CannotBegin(
            Text(f"“{target}”是文件，请换一个文件夹。", f"“{target}” is a file; name a folder.")
        )
    reading = reading or Reading()
    files = list(dict.fromkeys(given_paths("registers", registers)))
    given = read_registers(files, ready, reading)
    there = _understood(target, ready, reading)
    called = call_name(pack, ready, target)
    beginning = _Beginning(ready, called, unit.strip(), spoken, target, given, there)
    asked = frozenset(kind_called(ready.pack, word) for word in counts or ())
    beginning.plan(wanted_counts(ready.pack, counts or {}), asked)
    made = add_files(target, beginning.files, beginning.folders)
    kept = (*beginning.kept, *made.kept)
    return Begun(
        target,
        unit.strip(),
        ready.pack,
        beginning.counts,
        made.written,
        kept,
        beginning.filled,
        beginning.rowless,
    )


def _understood(folder: Path, pack: RulePack, reading: Reading) -> Package | None:
    """What the folder holds already; None where there is nothing."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    settings = CheckSettings(pack, reading=reading)
    with open_package(folder, settings) as opened:
        return understand(opened, settings)


def _given_counts(counts: Mapping[str, int] | None) -> Iterable[tuple[str, int]]:
    if counts is None:
        return ()
    require_kind("counts", counts, Mapping, "how many by kind")
    return counts.items()


def _check_unit(unit: str) -> None:
    if not unit.strip():
        raise CannotBegin(
            Text(
                "请用 --unit 写明报送单位，如：--unit 长春市教育局",
                "Say who hands in: --unit NAME",
            )
        )
    why = unportable(unit.strip())
    if why is not None:
        raise CannotBegin(
            Text(
                f"单位名称“{unit}”不能用：{why.zh}。",
                f"The unit's name “{unit}” will not do: {why.en}.",
            )
        )


@dataclass(slots=True)
class _Beginning:
    """The files of a package before they are written."""

    ready: RulePack
    #: What a call in the folder names the pack by.
    called: str
    unit: str
    lang: Lang
    folder: Path
    given: Sequence[GivenRegister]
    #: What lies in the folder already, if anything.
    there: Package | None
    files: dict[str, bytes] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    filled: int = 0
    #: Places that are new, by kind; and registers that have no rows for them, by path.
    added: dict[str, int] = field(default_factory=dict)
    rowless: dict[str, int] = field(default_factory=dict)

    @property
    def layout(self) -> Layout:
        return Layout(self.ready.pack, self.unit)

    def plan(self, counts: Mapping[str, int], asked: frozenset[str]) -> None:
        """Everything, kind by kind. asked: what was counted by whoever calls, if anything."""
        pack = self.ready.pack
        for kind, spec in own_kinds(pack).items():
            rows = rows_of(self.given, kind)
            taken = self._taken(kind, rows)
            if self.given and not asked:
                number = len(rows)
            elif taken and kind not in asked:
                number = max(len(rows), *taken)  # whoever began it has said how many
            else:
                number = max(counts[kind], len(rows))
            self.counts[kind] = max(number, len(taken))
            if number:
                self._kind(kind, spec, rows, number, taken)
        for key in pack.registers:
            self._register(key)
        self._papers()

    def _kind(
        self,
        kind: str,
        spec: KindSpec,
        rows: Sequence[Row],
        number: int,
        taken: Mapping[int, str],
    ) -> None:
        for special, other in self.ready.pack.kinds.items():
            there = self.there is not None and any(self.there.of_kind(special))
            if other.special_of == kind and not there:
                self._special(special, rows)
        blank = form_document(self.ready.pack, spec.form) if spec.form else None
        for place in range(1, number + 1):
            row = rows[place - 1] if place <= len(rows) else None
            if place in taken:
                self.kept.append(taken[place])
                continue
            self.added[kind] = self.added.get(kind, 0) + 1
            subject = FileOwner(kind, place, row.name if row else "")
            folder = self.layout.entry_folder(subject)
            if folder is None:
                self._led_to(kind, spec)
                return
            self.folders.append(folder)
            if blank is not None:
                role = self.ready.pack.role_for(Plays.FORM, kind)
                path = self.layout.file(subject, role, ".docx")
                self.files[path] = self._filled(spec.form or "", row) if row else blank

    def _taken(self, kind: str, rows: Sequence[Row]) -> dict[int, str]:
        """Where those lie that are there already, by the places of their own or of their rows."""
        found = self._numbered(kind)
        lying = set(found.values())
        named = {fold_name(row.name): place for place, row in enumerate(rows, 1)}
        for entry in self.there.of_kind(kind) if self.there else ():
            home = _home(entry)
            if home in lying:
                continue
            place = named.get(fold_name(entry.name), 0)
            if not place or place in found:
                place = next(n for n in count(len(rows) + 1) if n not in found)
            found[place] = home
        return found

    def _filled(self, form: str, row: Row) -> bytes:
        self.filled += 1
        values = form_values(self.ready.pack, form, row, self.unit)
        return form_document(self.ready.pack, form, values)

    def _led_to(self, kind: str, spec: KindSpec) -> None:
        """The folders that a prescribed name has, where entries have none of their own."""
        for role in spec.roles:
            path = self.layout.file(FileOwner(kind), role, "")
            self.folders += [path.rpartition("/")[0]] if "/" in path else []

    def _special(self, special: str, rows: Sequence[Row]) -> None:
        """A folder for what is singled out: under the names of those whose rows say so."""
        marked = [row for row in rows if self.ready.pack.is_marked(row, special)]
        names = [row.name for row in marked] if self.given else [""]
        self.folders += [
            folder
            for name in names
            if (folder := self.layout.entry_folder(FileOwner(special, None, name)))
        ]

    def _numbered(self, kind: str) -> dict[int, str]:
        """Folders of a kind that are there and hold something, by their number."""
        above = self.folder / self.layout.kind_folder(kind)
        found: dict[int, str] = {}
        for item in sorted(above.iterdir()) if above.is_dir() else ():
            number = re.match(r"0*(\d{1,4})(?!\d)", item.name)
            if number and item.is_dir() and any(item.iterdir()):
                found.setdefault(int(number[1]), f"{above.name}/{item.name}")
        return found

    def _register(self, key: str) -> None:
        pack = self.ready.pack
        kinds = pack.kinds_of_register(key)
        there = (
            [each.path for each in self.there.registers if each.kind in kinds] if self.there else []
        )
        if there:
            self.kept += dict.fromkeys(there)
            new = sum(self.added.get(kind, 0) for kind in kinds)
            self.rowless |= dict.fromkeys(there, new) if new else {}
            return
        number = sum(self.counts.get(kind, 0) for kind in kinds)
        given = [item for item in self.given if any(one.kind in kinds for one in item.registers)]
        taken = Places(self.files)
        for item in given:
            path = item.path
            name = self.layout.register(key, path.suffix) if len(given) == 1 else path.name
            self.files[taken.free(name)] = item.data
        if number and not given:
            lone = all(self.layout.entry_folder(FileOwner(kind, 1)) is None for kind in kinds)
            spare = max(number, _ROWS) if lone else number
            self.files[self.layout.register(key)] = register_workbook(
                pack, key, unit=self.unit, spare=spare
            )

    def _papers(self) -> None:
        notes = guide_document(self.ready, self.unit, self.lang, self.called)
        checklist = preview_docx(preview(self.ready.pack, self.ready.rules), self.lang)
        self.files |= zip(guide_names(self.layout), (notes, checklist), strict=True)


def _home(entry: Entry) -> str:
    """What an entry is kept as: its folder, else its form, else the first of its files."""
    form = entry.form.path if entry.form else ""
    return entry.folder or form or entry.files[0].path
