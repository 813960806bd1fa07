"""The plan: for every file of a package what a machine does with it, and where it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from jlxx_check.api import RulePack
from jlxx_check.checks.register.row_pairs import ranked, register_kinds
from jlxx_check.engine.bound_rule import covers
from jlxx_check.inventory.roles import MOVES
from jlxx_check.model.kind_lookup import is_absent
from jlxx_check.model.mend_plan import MendPlan, MendStep, MendVerb, NotMended
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.package import Entry, OwnedFile, Package, Reason, Unassigned
from jlxx_check.model.plays import Plays
from jlxx_check.model.report import Report
from jlxx_check.text import Text
from jlxx_check.unit.package_layout import FileOwner, Layout
from jlxx_check.unit.places import Places
from jlxx_check.unit.repair.exact_copies import ExactCopy
from jlxx_check.unit.repair.file_works import FileWork, Works, without_ending
from jlxx_check.unit.repair.made_readable import LAYER, MadeReady, Ready
from jlxx_check.unit.repair.media import FilmPlan
from jlxx_check.unit.repair.mend_words import copied, no_ranks
from jlxx_check.unit.repair.own_folders import file_owners
from jlxx_check.unit.repair.rebuilt_registers import RegisterDraft, RegisterDrafts
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.name_marks import is_one_of_several
from jlxx_check.values.ordering import natural_key
from jlxx_check.values.portable_names import portable, unportable

#: Reasons of what is no file that could be copied.
_NO_FILES = frozenset({Reason.REFUSED, Reason.MISNAMED, Reason.ABSENT, Reason.SHUT})
#: Characters of a folder or file that keeps the name that somebody gave it.
_LONGEST = 60
#: What lies in the package for nothing: it is no material, and nobody has to hand it in again.
_SYSTEMS = Text("系统或其他程序留下的文件，不是材料", "left behind by a program, and no material")
_REPLACED = Text(
    "由补全的草稿代替（原表留在原材料里）",
    "the completed draft takes its place (it stays in the material as handed in)",
)


@frozen
class PlannedCopy:
    """A plan, and where what its steps copy is read. films: by a step's ``to``, how it is made."""

    plan: MendPlan
    #: A step's ``to`` → the path in the tree that the plan was made of.
    opens: Mapping[str, str]
    films: Mapping[str, FilmPlan]


@dataclass(slots=True)
class Planner:
    """One plan in the making.

    package: with what was made readable in its place. before: the report on it as handed in.
    """

    pack: RulePack
    package: Package
    before: Report
    ready: MadeReady
    drafts: RegisterDrafts
    copies: Sequence[ExactCopy] = ()
    #: Paths of what tells where it was taken, which is taken away; None: it stays.
    located: Collection[str] | None = None
    _steps: list[MendStep] = field(default_factory=list)
    _cannot: list[NotMended] = field(default_factory=list)
    _opens: dict[str, str] = field(default_factory=dict)
    _films: dict[str, FilmPlan] = field(default_factory=dict)
    _owners: Mapping[str, FileOwner] = field(default_factory=dict)
    _taken: Places = field(default_factory=lambda: Places(()))

    def planned(self) -> PlannedCopy:
        """All steps: entries in their order, registers, then what belongs to the whole."""
        owners = {self._original(file.path): file.entry for file in self.package.role_files}
        self._cannot += (
            replace(item, entry=item.entry or owners.get(item.file))
            for item in (*self.ready.cannot, *self.drafts.cannot)
        )
        unranked = [e.id for e in self.package.entries if e.kind in self._unranked]
        unnumbered = {*unranked, *self.drafts.withheld}
        self._owners = file_owners(self._layout, self.package, unnumbered)
        for entry in self.package.entries:
            self._entry(entry)
            self._copies(entry.id)
        for owned in self.package.role_files:
            if owned.entry is None:
                self._register(owned)
        for draft in self.drafts.drafts:
            self._draft(draft)
        self._copies(None)
        for item in self.package.unassigned:
            self._rest(item)
        kinds = self.pack.pack.kinds
        fill = nouns_of(self.pack.pack).fill
        no_numbers = (fill(no_ranks(kinds[kind].title)) for kind in self._unranked)
        notes = tuple(dict.fromkeys((*no_numbers, *self.package.notes, *self.ready.notes)))
        titles = {entry.id: self._title(entry) for entry in self.package.entries}
        cannot = tuple(dict.fromkeys(self._cannot))
        plan = MendPlan(tuple(self._steps), cannot, notes, titles)
        return PlannedCopy(plan, self._opens, self._films)

    @property
    def _unranked(self) -> tuple[str, ...]:
        """The kinds whose rows are numbered so that the ranking is in doubt."""
        package, pack = self.package, self.pack.pack
        main = {kind: package.main_register(kind) for kind in register_kinds(pack)}
        return tuple(
            kind
            for kind, register in main.items()
            if register is not None
            and any(row.order_text.strip() for row in register.rows)
            and not ranked(package, pack, register)
        )

    def _title(self, entry: Entry) -> Text:
        kind = self.pack.pack.kinds[entry.kind].title
        tail = f"{entry.id.rpartition('/')[2]}　{entry.name}"
        return Text(f"{kind.zh} {tail}", f"{kind.en} {tail}")

    @property
    def _above(self) -> str:
        """The folder that tells the unit, where the whole package lies in one."""
        name = f"{self.package.name}/"
        paths = [path for path in self.package.facts if not path.startswith(f"{LAYER}/")]
        paths += [item.place for item in self.ready.files]
        return name if paths and all(path.startswith(name) for path in paths) else ""

    @property
    def _layout(self) -> Layout:
        return Layout(self.pack.pack, self.package.name)

    @property
    def _known(self) -> dict[str, Ready]:
        return {f"{LAYER}/{item.path}": item for item in self.ready.files}

    def _entry(self, entry: Entry) -> None:
        """An entry's files, numbered by role where a role has several."""
        subject = self._owners[entry.id]
        works = Works(self.pack, entry.kind, self.located)
        plans = [
            (owned, self._said(works.of(self.package.facts[owned.path], owned.role), owned))
            for owned in entry.files
            if not self._left_out(owned, entry.id)
        ]
        plans.sort(key=lambda plan: natural_key(PurePosixPath(self._shown(plan[0].path)).stem))
        several = Counter((owned.role, work.ending) for owned, work in plans)
        withheld = self.drafts.withheld.get(entry.id)
        stay = {
            owned.path: self._as_it_lies(owned.path, work)
            if withheld is not None and withheld.stays
            else self._stays(subject, owned, work, only=several[owned.role, work.ending] == 1)
            for owned, work in plans
        }
        counted: Counter[tuple[str, str]] = Counter()
        # Who stays first: nobody else gets the name.
        for owned, work in sorted(plans, key=lambda plan: stay[plan[0].path] is None):
            role = owned.role, work.ending
            counted[role] += 1
            nth = counted[role] if several[role] > 1 else 0
            to = stay[owned.path] or self._place(subject, owned, work, nth)
            self._add(owned.path, to, work, entry.id)

    def _said(self, work: FileWork, item: OwnedFile | Unassigned) -> FileWork:
        """The work, what cannot be done of it said."""
        if work.cannot is not None:
            entry = item.entry if isinstance(item, OwnedFile) else None
            self._cannot.append(NotMended(self._original(item.path), work.cannot, entry))
        return work

    def _bare(self, item: OwnedFile | Unassigned) -> FileWork:
        """What is done with a file of the package as a whole, of which nothing is asked."""
        facts = self.package.facts[item.path]
        return self._said(Works(self.pack, None, self.located).of(facts, None), item)

    def _stays(
        self, subject: FileOwner, owned: OwnedFile, work: FileWork, *, only: bool
    ) -> str | None:
        """Where it lies, if that is as good as the recommended place: nobody has to look for it.

        It lies in the recommended folder, and its own name says what it is; a prescribed name is
        another matter, and one like 推介表(终稿) of a file that is the only one in its role.
        """
        pack, role = self.pack.pack, owned.role
        shown = PurePosixPath(self._shown(owned.path).removeprefix(self._above))
        named = shown.with_name(without_ending(shown.name, shown.name) + work.ending)
        prescribed = any(
            spec.check == "file.name"
            and any(covers(scope, subject.kind, role) for scope in spec.scopes)
            for spec in pack.rules.values()
        )
        there = shown.parent.as_posix() == self._layout.entry_folder(subject)
        spec = pack.roles.get(role)
        words = (*spec.words, self._layout.role_word(subject.kind, role)) if spec else ()
        told = any(fold_name(word) in fold_name(named.stem) for word in words)
        clear = unportable(named.name) is None and not (only and is_one_of_several(named.stem))
        good = clear and not prescribed and there and told
        return named.as_posix() if good else None

    def _place(self, subject: FileOwner, owned: OwnedFile, work: FileWork, nth: int) -> str:
        layout, present = self._layout, self._shown(owned.path)
        if self.pack.pack.plays(owned.role) is Plays.ATTACHMENT:
            named = PurePosixPath(layout.attachment(subject, present))
            return str(named.with_name(without_ending(named.name, present) + work.ending))
        return layout.file(subject, owned.role, work.ending, nth=nth, present=present)

    def _copies(self, entry: str | None) -> None:
        """The exact copies of an entry's files, which have no others' place to take."""
        owners = {self._original(file.path): file.entry for file in self.package.role_files}
        for copy in self.copies:
            if owners.get(copy.first) == entry:
                said = copy.told(self._above, self.package.name)
                self._leave_out(copy.path, said, entry)

    def _draft(self, draft: RegisterDraft) -> None:
        place = (
            self._layout.register(draft.register)
            if draft.instead is None
            else self._register_place(draft.instead, ".xlsx")
        )
        to = self._taken.free(self._above + place)
        rules = tuple(
            item.rule
            for item in self.before.findings
            if item.rule.startswith("register.") and item.file in (None, draft.instead)
        )
        step = MendStep(
            MendVerb.REGISTER, draft.instead or "", to, draft.what, tuple(dict.fromkeys(rules))
        )
        self._steps.append(step)

    def _register(self, owned: OwnedFile) -> None:
        if owned.path in self.drafts.replaced:
            self._leave_out(owned.path, _REPLACED, None)
        else:
            work = self._bare(owned)
            self._add(owned.path, self._register_place(owned.path, work.ending), work, None)

    def _register_place(self, path: str, ending: str) -> str:
        """Where it lies, if it is named and filed well there; else the recommended place."""
        kinds = {item.kind for item in self.package.registers if item.path == path}
        registers = {self.pack.pack.kinds[kind].register_ for kind in kinds}
        only = next(iter(registers)) if len(registers) == 1 else None
        shown = PurePosixPath(self._shown(path).removeprefix(self._above))
        folders = {".", *(self._layout.kind_folder(kind) for kind in kinds)}
        titles = self.pack.pack.registers[only].titles if only else ()
        told = any(fold_name(title) in fold_name(shown.stem) for title in titles)
        clear = unportable(shown.name) is None and not is_one_of_several(shown.stem)
        if told and clear and shown.parent.as_posix() in folders:
            return shown.with_name(without_ending(shown.name, shown.name) + ending).as_posix()
        return self._layout.register(only, ending) if only else self._layout.paper(shown.name)

    def _rest(self, item: Unassigned) -> None:
        """What plays no role: of the package as a whole, not told, or no material at all."""
        facts = self.package.facts.get(item.path)
        if item.reason is Reason.LEFTOVER:
            self._leave_out(item.path, _SYSTEMS, None)
        elif facts is None or item.reason in _NO_FILES or is_absent(facts.content):
            self._leave_out(item.path, item.why, None)
        else:
            work = self._bare(item)
            paper = item.reason in (Reason.PACKAGE_PAPER, Reason.REGISTER_SCAN)
            to = self._as_it_lies(item.path, work)
            self._add(item.path, PurePosixPath(to).name if paper else to, work, None)

    def _as_it_lies(self, path: str, work: FileWork) -> str:
        """Where a file lies now, by names that every system has."""
        shown = PurePosixPath(self._shown(path))
        name = portable(without_ending(shown.name, shown.name), _LONGEST) + work.ending
        return "/".join((*_within(shown.parent, self._above), name))

    def _left_out(self, owned: OwnedFile, entry: str | None) -> bool:
        """Whether an entry's file is not in the copy; said, if so."""
        # The evidence may have more in it than that.
        if MOVES.zh not in owned.why.zh:
            return False
        self._leave_out(owned.path, MOVES, entry)
        return True

    def _leave_out(self, path: str, why: Text, entry: str | None) -> None:
        file = self._original(path)
        self._steps.append(MendStep(MendVerb.LEAVE_OUT, file, None, why, self._rules(file), entry))

    def _add(self, path: str, to: str, work: FileWork, entry: str | None) -> None:
        to = self._taken.free(self._above + to)
        ready = self._known.get(path)
        file = ready.file if ready else path
        verb, what = work.verb, work.what
        if ready is not None and verb is MendVerb.COPY:
            verb, what = ready.verb, ready.what
        elif ready is not None and what is not None:
            what = Text(f"{ready.what.zh}，{what.zh}", f"{ready.what.en}; {what.en}")
        step = MendStep(
            verb, file, to, what or copied(file, to), self._rules(file), entry, work.picture,
            work.placeless, ready.number if ready else 0,
        )  # fmt: skip
        self._steps.append(step)
        self._opens[to] = path
        if work.film is not None:
            self._films[to] = work.film

    def _original(self, path: str) -> str:
        ready = self._known.get(path)
        return ready.file if ready else path

    def _shown(self, path: str) -> str:
        """Where a file lies as a person sees the package."""
        ready = self._known.get(path)
        return ready.place if ready else path

    def _rules(self, file: str) -> tuple[str, ...]:
        """The rules that fail of the file."""
        found = (rule for item in self.before.findings if item.file == file for rule in item.rules)
        return tuple(dict.fromkeys(found))


def _within(folder: PurePosixPath, above: str) -> Iterator[str]:
    """The folders of a path below the one above all, each under a name that every system has."""
    below = f"{folder.as_posix()}/".removeprefix(above).strip("/")
    return (portable(part, _LONGEST) for part in below.split("/") if part not in ("", "."))
