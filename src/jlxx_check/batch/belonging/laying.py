"""Where each file of a supplement belongs in the package that it adds to, and what it replaces.

Seen from the reports on both, so that nothing is opened: a new form of somebody takes the old one's
place wherever that lies; a photo is one more, unless it is called as one that is there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from jlxx_check.files.laid_over import Layer, Overlay
from jlxx_check.files.leftovers import leftover
from jlxx_check.inventory.gathering import wrapper_folders
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.pack import Pack
from jlxx_check.model.plays import Plays
from jlxx_check.model.report import Report
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen

#: What an entry may have any number of: a new file of these takes no other's place.
_MANY = (Plays.PICTURE, Plays.ATTACHMENT)
#: Of a register's rows that a new one has to have, to take the old one's place.
_MOST = 0.75
_NAMED = 8

_Key = tuple[str, str]


@frozen
class _Laid:
    """A file in the whole. at: its layer, 0 for the package below; kind, name: its entry's.

    many: whether there may be any number of its role beside each other.
    """

    path: str
    place: str
    at: int
    role: str
    key: _Key | None
    rows: int = 0
    many: bool = False


@frozen
class Laying:
    """What laying supplements over a package comes to."""

    overlay: Overlay
    #: For the report: what came from where.
    notes: tuple[Text, ...]
    #: Layers of which a later one replaced something: their numbers from 1, in pairs.
    conflicts: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True)
class _Whole:
    """The package as it is while supplements are laid over it one by one."""

    vocabulary: Vocabulary
    wrapper: str
    files: dict[str, _Laid] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)

    def names(self) -> set[str]:
        return {laid.key[1] for laid in self.files.values() if laid.key and laid.key[1]}

    def home(self, key: _Key) -> str | None:
        """The folder where a file of the entry belongs; None where nothing is known of it."""
        own = [PurePosixPath(laid.place).parent for laid in self.files.values() if laid.key == key]
        if not own:
            return None
        shared = own[0]
        while any(not folder.is_relative_to(shared) for folder in own):
            shared = shared.parent
        others = (laid.place for laid in self.files.values() if laid.key and laid.key != key)
        if any(PurePosixPath(place).is_relative_to(shared) for place in others):
            return str(shared / key[1])
        return str(shared)

    def put(self, laid: _Laid) -> None:
        """Take the file in; what it replaces is gone."""
        for path in [old.path for old in self.files.values() if _replaces(laid, old)]:
            del self.files[path]
            self.replaced[path] = laid.path
        self.files[laid.path] = laid


def lay(
    base: Report, supplements: Sequence[tuple[str, str, Report]], vocabulary: Vocabulary
) -> Laying:
    """Lay supplements over a package, the latest last.

    supplements: for each where it is opened, what stands before its paths, its report.
    """
    pack = vocabulary.pack
    paths = _kept(base, pack)
    whole = _Whole(vocabulary, "/".join(wrapper_folders(paths, vocabulary)))
    whole.files = {laid.path: laid for laid in _files(base, 0, "", pack)}
    layers: list[Layer] = []
    notes: list[Text] = []
    for at, (opened, wished, report) in enumerate(supplements, 1):
        name = wished
        while any(path.startswith(f"{name}/") for path in paths):
            name += "（补充）"
        before = dict(whole.replaced)
        places = _lay_one(whole, report, at, name)
        fresh = {old: new for old, new in whole.replaced.items() if old not in before}
        layers.append(Layer(opened, name, places))
        came = [path for path in whole.files if path.startswith(f"{name}/")]
        notes.append(_note(name, came, fresh))
    conflicts = {(_layer(old, layers), _layer(new, layers)) for old, new in whole.replaced.items()}
    overlay = Overlay(tuple(layers), frozenset(whole.replaced))
    return Laying(overlay, tuple(notes), frozenset(pair for pair in conflicts if pair[0]))


def _lay_one(whole: _Whole, report: Report, at: int, name: str) -> dict[str, str]:
    """Lay one supplement over it; where each of its files belongs, by its own path."""
    names, pack = whole.names(), whole.vocabulary.pack
    outer = len(_outer(wrapper_folders(_kept(report, pack), whole.vocabulary), names))
    places: dict[str, str] = {}
    taken: set[str] = set()
    for laid in _files(report, at, name, pack):
        own = laid.path[len(name) + 1 :]
        parts = PurePosixPath(own).parts
        inner = "/".join(parts[outer:]) if len(parts) > outer else parts[-1]
        home = whole.home(laid.key) if laid.key else None
        place = f"{home}/{parts[-1]}" if home else _below(whole.wrapper, inner)
        if place in taken:
            place = _below(home or whole.wrapper, inner)
        taken.add(place)
        places[own] = place
        whole.put(replace(laid, place=place))
    return places


def _outer(wrappers: Sequence[str], names: set[str]) -> list[str]:
    """Wrapper folders down to the first one that names an entry of the package below."""
    for depth, folder in enumerate(wrappers):
        if any(name in fold_name(folder) for name in names):
            return list(wrappers[:depth])
    return list(wrappers)


def _below(folder: str, path: str) -> str:
    return f"{folder}/{path}" if folder else path


def _replaces(new: _Laid, old: _Laid) -> bool:
    """Whether the new file takes the old one's place; one layer's files leave each other alone."""
    if new.at == old.at:
        return False
    if _spelt(new.place) == _spelt(old.place):
        return True
    if new.role != old.role or not new.role:
        return False
    if new.key is None or new.key != old.key:
        return False
    if new.rows or old.rows:
        return new.rows >= _MOST * old.rows
    if not new.many:
        return True
    one, other = PurePosixPath(_spelt(new.place)), PurePosixPath(_spelt(old.place))
    return (one.parent, one.stem) == (other.parent, other.stem)


def _spelt(place: str) -> str:
    return unicodedata.normalize("NFC", place).casefold()


def _files(report: Report, at: int, name: str, pack: Pack) -> Iterator[_Laid]:
    """Every file of a package once; leftovers of systems are left where they are."""
    prefix = f"{name}/" if name else ""
    for entry in report.entries:
        name_of = fold_name(entry.name)
        key = (entry.kind, name_of) if name_of else None  # a register's key has no name
        for file in entry.files:
            many = _may_be_many(file.role, entry.kind, pack)
            yield _Laid(prefix + file.path, file.path, at, file.role, key, many=many)
    rows: dict[str, tuple[str, int]] = {}
    for register in report.registers:
        rows.setdefault(register.path, (register.kind, register.rows))
    role = pack.role_for(Plays.REGISTER)
    for path, (kind, number) in rows.items():
        yield _Laid(prefix + path, path, at, role, (kind, ""), number)
    for item in report.unassigned:
        if not leftover(item.path, pack):
            yield _Laid(prefix + item.path, item.path, at, "", None)


def _may_be_many(role: str, kind: str, pack: Pack) -> bool:
    """Whether an entry may have any number of a role: pictures where no rule asks for one alone."""
    if pack.plays(role) not in _MANY:
        return False
    asked = (
        item
        for rule in pack.rules.values()
        if {kind, "*"} & set(rule.scopes) and isinstance(rule.with_.get("roles"), list | tuple)
        for item in rule.with_["roles"]
        if isinstance(item, dict) and item.get("role") == role
    )
    return all(item.get("at_most") != 1 for item in asked)


def _kept(report: Report, pack: Pack) -> list[str]:
    return [laid.path for laid in _files(report, 0, "", pack)]


def _layer(path: str, layers: Sequence[Layer]) -> int:
    found = (at for at, layer in enumerate(layers, 1) if path.startswith(f"{layer.name}/"))
    return next(found, 0)


def _note(name: str, came: Sequence[str], replaced: dict[str, str]) -> Text:
    added = len(came) - len(set(replaced.values()) & set(came))
    old = list(replaced)
    more = len(old) > _NAMED
    zh = f"，替换 {len(old)} 个原来的文件（{'、'.join(old[:_NAMED])}{'等' if more else ''}）"
    en = f", {len(old)} replaced ({', '.join(old[:_NAMED])}{' …' if more else ''})"
    return Text(
        f"已并入补充材料“{name}”：增加 {added} 个文件{zh if old else ''}；"
        f"来自它的文件，路径以“{name}/”开头。",
        f"The supplement “{name}” is laid over: {added} file(s) added{en if old else ''}; the "
        f"paths of its files begin with “{name}/”.",
    )
