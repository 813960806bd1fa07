"""What there is to understand: leftovers set apart, wrappers taken off, documents read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from jlxx_check.files.leftovers import leftover
from jlxx_check.files.seals import SealedTree
from jlxx_check.forms import read_all
from jlxx_check.inventory.items import MEDIA, Item
from jlxx_check.inventory.second_copies import second_copies
from jlxx_check.inventory.vocabulary import Clues, Vocabulary
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts, Group, Video
from jlxx_check.model.kind_lookup import (
    EXTENSIONS,
    archive_stem,
    bundle_of,
    extension,
    is_absent,
    not_read,
)
from jlxx_check.model.package import Form, Reason, Register, Unassigned
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.organisations import is_organisation

#: Seconds: a live photo moves for three, some telephones' for a little more.
_MOVING = 5.0
_PART = Text(
    "这个文件夹是一份文档，已按一份文档计入。",
    "Its folder is one document, and counts as one.",
)
LEFTOVER = Text(
    "其他程序留下的文件，与材料无关，可以删除。",
    "Left behind by another program; no part of the material, and may be deleted.",
)


def gather(
    facts: Mapping[str, FileFacts],
    paths: list[str],
    vocabulary: Vocabulary,
    belongs: Mapping[str, str],
) -> tuple[list[Item], list[Unassigned], list[str]]:
    """Items in the order of ``paths``, the leftovers, and the wrapper folders (outermost first).

    Documents are read as the pack's forms and registers where they are any. belongs: the places of
    files that lie elsewhere, ``FileNode.place``.
    """
    pack = vocabulary.pack
    kept = [path for path in paths if not leftover(path, pack)]
    kept_set = set(kept)
    rest = [Unassigned(path, Reason.LEFTOVER, LEFTOVER) for path in paths if path not in kept_set]
    rest += (copies := second_copies({path: facts[path] for path in kept}))
    again = {copy.path for copy in copies}
    kept = [path for path in kept if path not in again]
    places = _places(kept, belongs)
    rest += [Unassigned(path, Reason.PART, _PART) for path in kept if path not in places]
    wrappers = _wrappers(list(places.values()))
    outer = _above_kinds(wrappers, vocabulary)
    items = []
    for path, place in places.items():
        content = facts[path].content
        if is_absent(content):
            rest.append(Unassigned(path, Reason.ABSENT, not_read(content)))
        else:
            items.append(_item(facts[path], place, outer, vocabulary))
    for item in items:
        _read(item, vocabulary)
    _find_moving_parts(items)
    _forget_broad_specials(items)
    _forget_own_specials(items)
    return items, rest, wrappers


def _places(paths: Iterable[str], belongs: Mapping[str, str]) -> dict[str, str]:
    """Where each file is looked for; of a folder that is one document only the first file, there.

    推介表.pages/Index.zip stands for the document 推介表.pages.
    """
    places: dict[str, str] = {}
    seen: set[str] = set()
    for path in paths:
        where = belongs.get(path, path)
        bundle = bundle_of(where)
        place = bundle[0] if bundle else where
        if place not in seen:
            places[path] = place
            seen.add(place)
    return places


def _find_moving_parts(items: Iterable[Item]) -> None:
    """A short video beside a picture of the same name is what a telephone recorded with it."""
    pictures: set[str] = set()
    videos: list[Item] = []
    for item in items:
        if item.facts.group is Group.PHOTO:
            pictures.add(_without_endings(item.path))
        elif isinstance(item.facts.body, Video):
            videos.append(item)
    for item in videos:
        body = item.facts.body
        seconds = body.duration if isinstance(body, Video) else None
        short = seconds is not None and seconds <= _MOVING
        item.moves = short and _without_endings(item.path) in pictures


def _without_endings(path: str) -> str:
    """Without the extension, or both: IMG_1.HEIC lies beside IMG_1.MOV or IMG_1.HEIC.MOV."""
    bare = PurePosixPath(path).with_suffix("")
    known = extension(str(bare)) in EXTENSIONS
    return str(bare.with_suffix("") if known else bare).casefold()


def wrapper_folders(paths: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """The folders that hold all files and say nothing of them: names, outermost first."""
    return _above_kinds(_wrappers(list(paths)), vocabulary)


def _wrappers(paths: list[str]) -> list[str]:
    """The chain of folders that hold everything: names, outermost first."""
    if not paths:
        return []
    shared = paths[0].split("/")[:-1]
    for path in paths:
        folders = path.split("/")[:-1]
        length = 0
        while length < min(len(shared), len(folders)) and shared[length] == folders[length]:
            length += 1
        shared = shared[:length]
    return shared


def _above_kinds(wrappers: list[str], vocabulary: Vocabulary) -> list[str]:
    """Wrappers end where a folder of one kind begins: what lies below may be an entry's own."""
    for depth, name in enumerate(wrappers):
        if len(vocabulary.read(archive_stem(name)).kinds) == 1:
            return wrappers[:depth]
    return wrappers


def _item(facts: FileFacts, place: str, wrappers: list[str], vocabulary: Vocabulary) -> Item:
    *names, file_name = place.split("/")
    start = len(wrappers)
    folders = tuple("/".join(names[: depth + 1]) for depth in range(start, len(names)))
    folder_clues = tuple(vocabulary.read(archive_stem(name)) for name in names[start:])
    clues = vocabulary.read(_stem(file_name))
    kinds: frozenset[str] = frozenset()
    wrapper_clues = [vocabulary.read(archive_stem(name)) for name in wrappers]
    for clue in [*wrapper_clues, *folder_clues, clues]:  # the nearer the file, the better
        if clue.kinds:
            kinds = kinds & clue.kinds or clue.kinds
    item = Item(facts, clues, folders, folder_clues, kinds)
    _set_specials(item, [clue.specials for clue in folder_clues], clues.specials)
    return item


def _stem(file_name: str) -> str:
    return PurePosixPath(file_name.replace("．", ".")).stem


def _read(item: Item, vocabulary: Vocabulary) -> None:
    body, pack = item.facts.body, vocabulary.pack
    if isinstance(body, Document) and body.has_text:
        found = read_all(body, item.path, pack)
        forms = [each for each in found if isinstance(each, Form)]
        item.registers = tuple(each for each in found if isinstance(each, Register))
        if forms and not item.registers:
            names = tuple(dict.fromkeys(name for form in forms for name in form.names))
            item.form = replace(forms[0], names=names)


def _forget_broad_specials(items: list[Item]) -> None:
    """A folder that holds several forms of one kind is no one's special folder, whatever its name.

    百姓学习之星（含特别感人1名）/ is where all the stars are.
    """
    forms: Counter[tuple[str, str]] = Counter()
    for item in items:
        if item.form:
            forms.update((folder, item.form.kind) for folder in item.folders)
    broad = {folder for (folder, _), number in forms.items() if number > 1}
    if not broad:
        return
    for item in items:
        if item.specials and any(folder in broad for folder in item.folders):
            folders = zip(item.folders, item.folder_clues, strict=True)
            said = [clue.specials for folder, clue in folders if folder not in broad]
            _set_specials(item, said, item.clues.specials)


def _forget_own_specials(items: list[Item]) -> None:
    """Someone's own folder may bear the word, and a folder or file in it say it once more.

    In 02书香课堂（特别受百姓喜爱）/ with its form and 特别受百姓喜爱.mp4, only the video does.
    """
    formed = {
        folder
        for item in items
        if item.form
        for folder, clues in zip(item.folders, item.folder_clues, strict=True)
        if clues.specials and clues.tokens
    }
    own = formed & {
        folder
        for item in items
        if item.facts.group in MEDIA
        for folder in item.folders
        if folder in formed and _said_below(item, folder)
    }
    for item in items:
        for folder in own.intersection(item.folders):
            if item.specials and not _said_below(item, folder):
                place = item.folders.index(folder)
                said = [clue.specials for clue in item.folder_clues]
                said[place] = frozenset()
                _set_specials(item, said, item.clues.specials)


def _said_below(item: Item, folder: str) -> bool:
    """Whether the file's name or a folder in this one says a word that singles out."""
    below = item.folder_clues[item.folders.index(folder) + 1 :]
    return any(clues.specials for clues in (*below, item.clues))


def _set_specials(item: Item, folders: list[frozenset[str]], own: frozenset[str]) -> None:
    """What folders, outermost first, and the file's own name say of singling out.

    感人事迹.docx in a person's folder is a text about deeds, no material that singles out.
    """
    said = [*folders, own] if item.facts.group in MEDIA else folders
    item.specials = frozenset()
    for specials in said:
        item.specials = item.specials & specials or specials or item.specials


def forget_named_specials(items: list[Item], names: Iterable[str], vocabulary: Vocabulary) -> None:
    """Words that are part of a known name single out no one: a project 百姓喜爱的书场."""
    telling = [fold_name(name) for name in names if vocabulary.read(name).specials]
    if not telling:
        return

    def specials(clues: Clues) -> frozenset[str]:
        text = clues.text
        for name in telling:
            text = text.replace(name, "")
        return clues.specials if text == clues.text else vocabulary.read(text).specials

    for item in items:
        if item.specials:
            _set_specials(
                item, [specials(clue) for clue in item.folder_clues], specials(item.clues)
            )


_CJK = late_pattern(r"[㐀-鿿]")
_BREAKS = late_pattern(r"[\s_\-—、（）()【】]+")


def names_unit(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a package's name tells a unit: one of the pack's, or an organisation of any kind.

    材料(1), 邮箱下载 and 张三 do not.
    """
    clues = vocabulary.read(name)
    units = (spelling for unit in vocabulary.pack.units for spelling in (unit.name, *unit.aliases))
    if any(fold_name(unit) in clues.text for unit in units):
        return True
    return any(is_organisation(part) for part in (*_BREAKS.split(name), *clues.tokens))


def package_name(tree: Tree, wrappers: Sequence[str], vocabulary: Vocabulary) -> str:
    """The name of the unit's folder. wrappers: outermost first.

    Whoever sealed it has named its folder for the unit.
    A unit of the pack is best, then a Chinese name that is more than words such as 材料, then any
    other; of equals the innermost. A folder named for a kind of entry is none.
    """
    units = [
        fold_name(name) for unit in vocabulary.pack.units for name in (unit.name, *unit.aliases)
    ]

    def rank(name: str) -> int:
        clues = vocabulary.read(name)
        if any(unit in clues.text for unit in units):
            return 3
        if clues.kinds or clues.specials or clues.roles or not clues.tokens:
            return 0
        return 2 if _CJK.search(name) else 1

    best = tree.name
    if isinstance(tree, SealedTree) and any(tree.roots):
        return best
    for name in map(archive_stem, wrappers):
        if rank(name) and rank(name) >= rank(best):
            best = name
    return best
