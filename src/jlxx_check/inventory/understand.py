"""Every file of a package given a role and an owner, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from jlxx_check.inventory.entries import number_entries, settle_files
from jlxx_check.inventory.gathering import forget_named_specials, gather
from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.naming import package_name
from jlxx_check.inventory.newcomers import Newcomers
from jlxx_check.inventory.numbered import by_number
from jlxx_check.inventory.owners import Owner, Owners
from jlxx_check.inventory.people import Likeness, from_forms, is_blank, kind_of_form
from jlxx_check.inventory.reasons import blank_form, no_owner, no_role, paper, shared_form
from jlxx_check.inventory.registers import sort_registers
from jlxx_check.inventory.roles import Told, told_role
from jlxx_check.inventory.rows import (
    RowMatcher,
    by_importance,
    kind_of_register,
    unmatched_names,
)
from jlxx_check.inventory.several_units import several_units
from jlxx_check.inventory.specials import Specials
from jlxx_check.inventory.words import ATTACHMENT, FORM, ID_PHOTO, REGISTER, SUMMARY, Vocabulary
from jlxx_check.model.facts import Content, FileFacts
from jlxx_check.model.formats import group_by_name
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, OwnedFile, Package, Register, Unassigned
from jlxx_check.model.text import Text
from jlxx_check.model.tree import Tree
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
    return _Understanding(tree, facts, pack).package(received)


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
            known, [node.path for node in nodes], self._vocabulary
        )
        self._unassigned += tree.refused
        self._notes: list[Text] = []
        self._members: dict[Candidate, list[tuple[Item, Told | None]]] = {}

    def package(self, received: date | datetime | None) -> Package:
        """All steps."""
        scans = sort_registers(self._items, self._vocabulary)
        self._unassigned += scans
        self._done = {scan.path for scan in scans}
        shared = self._shared_forms()
        likeness = Likeness(self._pack)
        self._candidates = from_forms(self._items, self._pack, likeness)
        first_registers = self._match_rows(likeness)
        people = [(kind, name) for kind, form in shared for name in form.names]
        self._candidates += unmatched_names(people, self._candidates)
        self._nameless_forms()
        names = [name for candidate in self._candidates for name in candidate.names]
        forget_named_specials(self._items, names, self._vocabulary)
        forms = self._give_files()
        entries = number_entries(self._candidates, forms, first_registers, self._vocabulary)
        registers = tuple(register for item in self._items for register in item.registers)
        units = several_units(registers, self._wrappers)
        self._notes += [units] if units else []
        owned = [file for entry in entries for file in entry.files]
        paths = dict.fromkeys(register.path for register in registers)
        owned += [OwnedFile(path, REGISTER, None, _READ) for path in paths]
        return Package(
            path=self._tree.path,
            name=package_name(self._tree.name, self._wrappers, self._vocabulary),
            kind=self._tree.kind,
            received=received,
            facts=self._facts,
            entries=entries,
            registers=registers,
            unassigned=tuple(sorted(self._unassigned, key=lambda u: natural_key(u.path))),
            shared_forms=tuple(form for _, form in shared),
            role_files=tuple(sorted(owned, key=lambda file: natural_key(file.path))),
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _shared_forms(self) -> list[tuple[str, Form]]:
        """Forms of several, with the kind of entry that they are for."""
        found: list[tuple[str, Form]] = []
        for item in self._items:
            if item.form and len(item.form.names) > 1:
                kind = kind_of_form(item.form, item.kinds, self._pack)
                found.append((kind or item.form.kind, item.form))
                self._unassigned.append(shared_form(item.form))
                self._done.add(item.path)
        return found

    def _match_rows(self, likeness: Likeness) -> dict[str, Register]:
        """Rows to candidates; by kind the register whose rows number the entries."""
        by_kind: dict[str, list[Register]] = {}
        for item in self._items:
            for register in item.registers:
                kind = kind_of_register(register, self._pack)
                if kind:
                    by_kind.setdefault(kind, []).append(register)
        first: dict[str, Register] = {}
        for kind, registers in by_kind.items():
            formed = [candidate for candidate in self._candidates if candidate.kind == kind]
            matcher = RowMatcher(kind, self._pack.kinds[kind], likeness)
            for register in by_importance(registers, formed):
                unmatched = matcher.match(formed, register)
                if kind in first:  # a second register repeats the first one's rows
                    named = {(kind, row.name) for row in register.rows if row.name}
                    new = unmatched_names(sorted(named), formed)
                    names = {candidate.name for candidate in new}
                    unmatched = [candidate for candidate in unmatched if candidate.name in names]
                first.setdefault(kind, register)
                formed += unmatched
                self._candidates += unmatched
        return first

    def _nameless_forms(self) -> None:
        """A form whose name is left empty is that of whom its path names, else one of its own."""
        nameless = [item for item in self._items if item.form and not item.form.names]
        if not nameless:
            return
        owners = Owners(self._items, self._candidates, self._pack)
        for item in nameless:
            kind = kind_of_form(item.form, item.kinds, self._pack) if item.form else None
            owner = owners.find(item)
            told = owner and (owner.home or fold_name(owner.candidate.name) in item.clues.text)
            if owner and told and owner.candidate.kind == kind:
                if not owner.candidate.forms:
                    owner.candidate.forms.append(item)
            elif kind and is_blank(item, self._items, self._pack.kinds[kind]):
                self._unassigned.append(blank_form(item))
                self._done.add(item.path)
            elif kind:
                person = self._pack.kinds[kind].person
                clues = (*reversed(item.folder_clues), item.clues)
                said = (clue.person if person else clue.title for clue in clues)
                names = [next(filter(None, said), "")]
                self._candidates.append(Candidate(kind, [n for n in names if n], forms=[item]))

    def _give_files(self) -> dict[Candidate, Form]:
        """Owners and roles of all files; the form that each candidate turns out to have."""
        owners = Owners(self._items, self._candidates, self._pack)
        numbered, notes = by_number(self._items, self._candidates, self._pack.kinds)
        self._notes += notes
        newcomers = Newcomers(self._vocabulary, owners, self._candidates)
        formed = {item: c for c in self._candidates for item in c.forms}
        waiting: list[Item] = []
        found: dict[Item, Owner | None] = {}
        for item in self._items:
            if item.register or item.path in self._done:
                continue
            owner = owners.find(item) or numbered.get(item)
            if item in formed:
                if owner and owner.candidate is formed[item] and owner.home and not item.specials:
                    self._settle_home(newcomers, owner)
                continue
            found[item] = owner
            if owner is None:
                waiting.append(item)
            elif not item.specials:
                self._settle_home(newcomers, owner)
        new, notes = newcomers.find(item for item in waiting if not self._is_paper(item))
        self._notes += owners.notes + notes
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
        if owner is None and self._is_paper(item):
            self._unassigned.append(paper(item))
            return
        owner = owner or owners.weak(item) or self._only_one(item)
        if owner is None:
            self._unassigned.append(self._ownerless(item, owners))
            return
        item.owned = owner.why
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
            told = Told(FORM, _FORM)
        self._members.setdefault(candidate, []).append((item, told))

    def _is_paper(self, item: Item) -> bool:
        """A covering letter and the like: such a word, and no other paper's word beside it.

        A picture of the notice on the wall (公示照片) is the package's paper, too.
        """
        if item.form or set(item.clues.roles) & {FORM, REGISTER, SUMMARY, ID_PHOTO, ATTACHMENT}:
            return False
        return bool(item.clues.paper) or any(clues.paper for clues in item.folder_clues)

    def _only_one(self, item: Item) -> Owner | None:
        """Where there is but one entry, whatever is left is its own."""
        fitting = [c for c in self._candidates if not item.kinds or c.kind in item.kinds]
        return Owner(fitting[0], None, _ONLY) if len(fitting) == 1 else None

    def _ownerless(self, item: Item, owners: Owners) -> Unassigned:
        names = (item.clues, *reversed(item.folder_clues))
        roles = next((clues.roles for clues in names if clues.roles), {})
        best = max(roles, key=lambda role: roles[role][0], default=None)
        if best == ATTACHMENT:
            return paper(item)
        if best is None and item.facts.group not in MEDIA:
            return no_role(item)
        return no_owner(item, owners.several(item))

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


_READ = Text("内容是推介登记表", "it is a register by its content or its name")
_FORM = Text("内容是推介表", "its title and labels are those of the form")
_ONLY = Text("材料中只有这一个推介对象", "there is but one entry in the package")
