"""Every file of a package given a role and an owner, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from jlxx_check.forms.likeness import Likeness
from jlxx_check.inventory.entry_assembly import number_entries, settle_files
from jlxx_check.inventory.gathering import (
    forget_named_specials,
    gather,
    names_unit,
    package_name,
)
from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.kind_telling import settle_kinds
from jlxx_check.inventory.loose import Loose
from jlxx_check.inventory.misplaced import Astray, misplaced_forms
from jlxx_check.inventory.newcomers import Newcomers
from jlxx_check.inventory.numbered import by_number, by_row_number
from jlxx_check.inventory.owners import Owner, Owners
from jlxx_check.inventory.people import (
    astray_copies,
    copied_notes,
    from_forms,
    is_blank,
    listed_under,
    sample_sheets,
)
from jlxx_check.inventory.register_sorting import sort_registers
from jlxx_check.inventory.roles import Told, told_role
from jlxx_check.inventory.row_matching import RowMatcher, by_importance, unmatched_names
from jlxx_check.inventory.sender_papers import apart_note, named_by_papers
from jlxx_check.inventory.set_aside import set_aside
from jlxx_check.inventory.several_units import note_of, several_units
from jlxx_check.inventory.specials import Specials
from jlxx_check.inventory.tree_notes import tree_notes
from jlxx_check.inventory.unassigned_reasons import (
    astray_copy,
    blank_form,
    is_paper,
    ownerless,
    paper,
    sample_sheet,
    shared_form,
)
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.facts import Content, FileFacts
from jlxx_check.model.kind_lookup import group_by_name
from jlxx_check.model.nouns import FORM, FULL_REGISTER, PUT_FORWARD, REGISTER, in_words_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Misplaced, OwnedFile, Package, Register
from jlxx_check.model.plays import Plays
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.ordering import natural_key


def understand(
    tree: Tree,
    facts: Mapping[str, FileFacts],
    pack: Pack,
    received: date | datetime | None,
) -> Package:
    """The package that the tree's files make, by the pack's words and what the files say.

    facts: by path; leftovers may be missing. Every file of the tree, and everything that it
    refused, stands exactly once in the entries, the registers or ``unassigned``.
    """
    return in_words_of(pack, _Understanding(tree, facts, pack).package(received))


class _Understanding:
    """The steps, in order; each leaves what the next one needs."""

    def __init__(self, tree: Tree, facts: Mapping[str, FileFacts], pack: Pack) -> None:
        self._tree = tree
        self._facts = facts
        self._pack = pack
        self._vocabulary = Vocabulary(pack)
        nodes = sorted(tree.files, key=lambda node: natural_key(node.path))
        known = {
            node.path: facts.get(node.path)
            or FileFacts(node.path, node.size, Content.UNKNOWN, group_by_name(node.path), None)
            for node in nodes
        }
        self._items, self._unassigned, self._wrappers = gather(
            known,
            [node.path for node in nodes],
            self._vocabulary,
            {node.path: node.place for node in nodes if node.place is not None},
        )
        self._unassigned += tree.refused
        self._notes: list[Text] = []
        self._misplaced: list[Misplaced] = []
        self._members: dict[Candidate, list[tuple[Item, Told | None]]] = {}

    def package(self, received: date | datetime | None) -> Package:
        """All steps."""
        apart = set_aside(self._items, self._pack)
        self._unassigned += apart.values()
        self._items = [item for item in self._items if item not in apart]
        self._unassigned += (scans := sort_registers(self._items, self._vocabulary))
        self._done = {scan.path for scan in scans}
        self._notes += settle_kinds(self._items, self._pack)
        shared = self._shared_forms()
        likeness = Likeness(self._pack)
        self._candidates = from_forms(self._items, self._pack, likeness)
        self._notes += copied_notes(self._candidates)
        ranked = self._match_rows(likeness)
        people = [(kind, name) for kind, form in shared for name in form.names]
        self._candidates += unmatched_names(people, self._candidates)
        self._nameless_forms()
        names = [name for candidate in self._candidates for name in candidate.names]
        forget_named_specials(self._items, names, self._vocabulary)
        forms = self._give_files()
        first = {kind: registers[0] for kind, registers in ranked.items()}
        entries = number_entries(self._candidates, forms, first, self._vocabulary)
        put_forward = {entry.kind for entry in entries}
        alone = [item.register for item in self._items]
        registers = tuple(
            register
            for kind, several in ranked.items()
            for register in several
            if register.rows or register in alone or kind in put_forward
        )
        self._notes += tree_notes(self._tree, self._unassigned, self._vocabulary, self._wrappers)
        filled = [item.path for item in self._items if item.form]
        units = several_units(registers, filled, self._facts, self._vocabulary)
        self._notes += [note_of(units)] if units else []
        owned = [file for entry in entries for file in entry.files]
        role = self._pack.role_for(Plays.REGISTER)
        paths = dict.fromkeys(register.path for register in registers)
        owned += [OwnedFile(path, role, None, _READ) for path in paths]
        package = Package(
            path=self._tree.path,
            name=self._name(),
            kind=self._tree.kind,
            received=received,
            facts=self._facts,
            entries=entries,
            registers=registers,
            unassigned=tuple(sorted(self._unassigned, key=lambda u: natural_key(u.path))),
            shared_forms=tuple(form for _, form in shared),
            role_files=tuple(sorted(owned, key=lambda file: natural_key(file.path))),
            notes=tuple(dict.fromkeys(self._notes)),
            units=units,
            misplaced=tuple(dict.fromkeys(self._misplaced)),
        )
        other = None if units else apart_note(package, self._pack)
        if other is not None:
            package = replace(package, notes=(*package.notes, other))
        if names_unit(package.name, self._vocabulary):
            return package
        return replace(package, name=named_by_papers(package, self._pack) or package.name)

    def _name(self) -> str:
        return package_name(self._tree, self._wrappers, self._vocabulary)

    def _shared_forms(self) -> list[tuple[str, Form]]:
        """Forms of several, with the kind of entry that they are for."""
        found: list[tuple[str, Form]] = []
        for item in self._items:
            if item.form and len(item.form.names) > 1:
                found.append((item.form.kind, item.form))
                self._unassigned.append(shared_form(item.form))
                self._done.add(item.path)
        for item, own in list(astray_copies(self._items)):
            self._unassigned.append(astray_copy(item, own))
            self._done.add(item.path)
            item.form = None
        for item in sample_sheets(self._items):
            self._unassigned.append(sample_sheet(item))
            self._done.add(item.path)
            item.form = None
        return found

    def _match_rows(self, likeness: Likeness) -> dict[str, list[Register]]:
        """Rows to candidates; by kind its registers, the one whose rows number entries first."""
        by_kind: dict[str, list[Register]] = {}
        for item in self._items:
            for register in item.registers:
                by_kind.setdefault(register.kind, []).append(register)
        for kind, registers in by_kind.items():
            formed = [candidate for candidate in self._candidates if candidate.kind == kind]
            matcher = RowMatcher(kind, self._pack.kinds[kind], likeness)
            by_kind[kind] = by_importance(registers, formed)
            for register in by_kind[kind]:
                unmatched = matcher.match(formed, register)
                if (
                    register is not by_kind[kind][0]
                ):  # a second register repeats the first one's rows
                    named = {(kind, row.name) for row in register.rows if row.name}
                    new = unmatched_names(sorted(named), formed)
                    names = {candidate.name for candidate in new}
                    unmatched = [candidate for candidate in unmatched if candidate.name in names]
                formed += unmatched
                self._candidates += unmatched
        return by_kind

    def _nameless_forms(self) -> None:
        """A form whose name is left empty is that of whom its path names, else one of its own."""
        nameless = [item for item in self._items if item.form and not item.form.names]
        if not nameless:
            return
        owners = Owners(self._items, self._candidates, self._pack)
        for item in nameless:
            kind = item.form.kind if item.form else None
            owner = owners.find(item)
            told = owner and (owner.home or fold_name(owner.candidate.name) in item.clues.text)
            if owner and told and owner.candidate.kind == kind:
                if not owner.candidate.forms:
                    owner.candidate.forms.append(item)
            elif kind and is_blank(item, self._items, self._pack.kinds[kind]):
                self._unassigned.append(blank_form(item))
                self._done.add(item.path)
            elif kind and (listed := listed_under(item, kind, self._candidates)):
                listed.forms.append(item)
            elif kind:
                person = self._pack.kinds[kind].person
                clues = (*reversed(item.folder_clues), item.clues)
                said = (clue.person if person else clue.title for clue in clues)
                names = [next(filter(None, said), "")]
                self._candidates.append(Candidate(kind, [n for n in names if n], forms=[item]))

    def _give_files(self) -> dict[Candidate, Form]:
        """Owners and roles of all files; the form that each candidate turns out to have."""
        owners = Owners(self._items, self._candidates, self._pack)
        numbered, notes = by_number(self._items, self._candidates, self._pack)
        self._notes += notes
        newcomers = Newcomers(self._vocabulary, owners, self._candidates)
        loose = Loose(self._candidates, self._vocabulary)
        formed = {item: c for c in self._candidates for item in c.forms}
        waiting: list[Item] = []
        found: dict[Item, Owner | None] = {}
        strayed: list[Astray] = []
        for item in self._items:
            if item.register or item.path in self._done:
                continue
            owner = owners.find(item) or numbered.get(item)
            if item in formed:
                if owner and owner.candidate is formed[item] and owner.home and not item.specials:
                    self._settle_home(newcomers, owner)
                astray = owners.astray(item, formed[item])
                strayed += [astray] if astray else []
                continue
            if owner is None and not owners.several(item) and not is_paper(item):
                owner = loose.find(item)
            found[item] = owner
            if owner is None:
                waiting.append(item)
            elif not item.specials:
                self._settle_home(newcomers, owner)
        owned = {item: owner.candidate if owner else None for item, owner in found.items()}
        numbers = by_row_number(waiting, owned | formed, self._candidates, self._pack)
        found.update(numbers)
        waiting = [item for item in waiting if item not in numbers]
        new, notes = newcomers.find(item for item in waiting if not is_paper(item))
        self._notes += notes
        self._misplaced += [*misplaced_forms(strayed), *owners.overruled]
        if not (new or self._candidates):
            new = newcomers.whole_package(waiting, self._wrappers, self._name())
        known = set(self._candidates)
        fresh = dict.fromkeys(owner.candidate for owner in new.values())
        self._candidates += [candidate for candidate in fresh if candidate not in known]
        found.update(new)
        specials = Specials(self._vocabulary, self._candidates)
        for item, owner in found.items():
            self._place(item, owner, owners, specials)
        for item, told, candidate in specials.settle(self._members):
            self._members.setdefault(candidate, []).append((item, told))
        self._candidates += specials.found
        return self._settle_roles()

    def _settle_home(self, newcomers: Newcomers, owner: Owner) -> None:
        if owner.home is None:
            return
        if owner.home not in owner.candidate.homes:
            owner.candidate.homes.append(owner.home)
        newcomers.settle(owner.candidate.kind, owner.home)

    def _place(self, item: Item, owner: Owner | None, owners: Owners, specials: Specials) -> None:
        """Into its owner's members, among the special files, or unassigned."""
        item.owned = owner.why if owner else None
        if item.specials and not (item.form and owner):
            specials.add(item, owner.candidate if owner else None)
            return
        if owner is None and is_paper(item):
            self._unassigned.append(paper(item))
            return
        owner = owner or owners.weak(item) or self._only_one(item)
        if owner is None:
            self._unassigned.append(ownerless(item, owners.several(item), self._vocabulary))
            return
        item.owned = owner.why
        if owner.misplaced:
            self._misplaced.append(owner.misplaced)
        if owner.note:
            self._notes.append(owner.note)
        if owner.home and owner.home not in owner.candidate.homes:
            owner.candidate.homes.append(owner.home)
        candidate = owner.candidate
        if item.form and not candidate.forms:
            candidate.forms.append(item)
            return
        told = told_role(item, candidate.kind, candidate, owner.home, self._vocabulary)
        if item.form and told is None:
            told = Told(self._pack.role_for(Plays.FORM, candidate.kind), _FORM)
        self._members.setdefault(candidate, []).append((item, told))

    def _only_one(self, item: Item) -> Owner | None:
        """Where there is but one entry, whatever is left is its own."""
        fitting = [c for c in self._candidates if not item.kinds or c.kind in item.kinds]
        return Owner(fitting[0], None, _ONLY) if len(fitting) == 1 else None

    def _settle_roles(self) -> dict[Candidate, Form]:
        forms: dict[Candidate, Form] = {}
        for candidate in self._candidates:
            if self._pack.kinds[candidate.kind].special_of is not None:
                continue
            members = self._members.get(candidate, [])
            if not members and not candidate.forms:
                continue
            form, unknown = settle_files(candidate, members, self._vocabulary)
            self._unassigned += unknown
            if form:
                forms[candidate] = form
        return forms


_READ = Text(f"内容是{FULL_REGISTER}", f"it is a {REGISTER} by its content or its name")
_FORM = Text(f"内容是{FORM}", f"its title and labels are those of the {FORM}")
_ONLY = Text(f"材料中只有这一个{PUT_FORWARD}对象", "there is but one entry in the package")
