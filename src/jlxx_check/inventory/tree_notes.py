"""What a reader should know of a package's names and folders, whatever is in its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jlxx_check.files.carried_names import rename_note
from jlxx_check.files.leftovers import leftover
from jlxx_check.inventory.vocabulary import Vocabulary
from jlxx_check.model.package import Reason, Unassigned
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text, listed

_TOLD = (Reason.LEFTOVER, Reason.NAMELESS)


def tree_notes(
    tree: Tree, unassigned: Iterable[Unassigned], vocabulary: Vocabulary, wrappers: Sequence[str]
) -> Iterator[Text]:
    """Names that not every system can have, and folders of somebody that hold nothing.

    unassigned: what is told of there by its name is left out. wrappers: what stands before every
    file's path.
    """
    told = {item.path for item in unassigned if item.reason in _TOLD}
    notes = (
        rename_note([node.path for node in tree.files if node.path not in told]),
        _empty_note(tree.empty, vocabulary, wrappers),
    )
    yield from filter(None, notes)


def _empty_note(
    empty: Sequence[str], vocabulary: Vocabulary, wrappers: Sequence[str]
) -> Text | None:
    """That folders which seem to be somebody's hold nothing; None where there are none.

    empty: those without a file in or below them. wrappers: what stands before every file's path.
    """
    nothing = set(empty)
    found: list[str] = []
    for folder in empty:
        if _of_a_program(folder, vocabulary):
            continue
        own = _own_folder(folder, vocabulary, wrappers)
        if own in nothing and own not in found:
            found.append(own)
    if not found:
        return None
    named = listed([f"“{folder}”" for folder in found])
    return Text(
        f"这些文件夹里什么文件也没有：{named.zh}。要报送的请放入材料，不需要的请删除。",
        f"There is no file in these folders: {named.en}. Put the material in, or delete what is "
        "not needed.",
    )


def _of_a_program(folder: str, vocabulary: Vocabulary) -> bool:
    """Whether a system or another program keeps it: __MACOSX, .git, what lies in them."""
    hidden = any(name.startswith(".") for name in folder.split("/"))
    return hidden or leftover(f"{folder}/x", vocabulary.pack)


def _own_folder(folder: str, vocabulary: Vocabulary, wrappers: Sequence[str]) -> str:
    """The outermost of a path's folders whose name may tell whose it is; "" where none does."""
    parts = folder.split("/")
    start = len(wrappers) if parts[: len(wrappers)] == list(wrappers) else 0
    for end in range(start + 1, len(parts) + 1):
        clues = vocabulary.read(parts[end - 1])
        telling = clues.tokens or clues.foreign
        if telling or (clues.number is not None and not clues.roles and not clues.kinds):
            return "/".join(parts[:end])
    return ""
