"""A sealed package seen as what was sealed: its material, apart from the seal's own papers.

The form is BagIt's (RFC 8493; version 0.97, in whose lists a ``%`` is just that, as ``sha256sum``
has it): the material lies in ``data/``, beside it lists of digests and papers that say what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import BinaryIO

from jlxx_check.files.archives.member_names import clean_path
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key

BAG, INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
MATERIAL = "data/"
#: The papers in each language: the receipt, the report for people, the report for programs.
PAPERS_ZH = ("自查回执.docx", "检查报告.html", "检查报告.json")
PAPERS_EN = ("receipt.docx", "report.html", "report.json")
_LIST = re.compile(r"(?:tag)?manifest-([a-z0-9]+)\.txt")
_OWN = frozenset({BAG, INFO, "fetch.txt", *PAPERS_ZH, *PAPERS_EN})
#: Names of which two beside each other make a folder a sealed one: one that is lost hides nothing.
_FEWEST = 2
#: Bytes of a list, some 100,000 files; and of what a seal says of itself.
_LARGEST_LIST = 16 * 1024**2
_LARGEST_INFO = 64 * 1024
_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(.+)")
#: Characters of one thing that a seal says of itself.
_LONGEST = 200


@frozen
class SealedTree:
    """A tree whose material's paths count from ``data/``; see ``Tree``.

    roots: the sealed folders, each "" or with ``/`` at its end. With more than one nothing is seen
    otherwise than it lies. own: the seal's papers, by their paths in the tree below.
    """

    tree: Tree
    name: str
    roots: tuple[str, ...]
    own: tuple[FileNode, ...]
    files: tuple[FileNode, ...]
    places: Mapping[str, str]

    @property
    def path(self) -> str:
        """The path as the caller gave it."""
        return self.tree.path

    @property
    def kind(self) -> str:
        """As that of the tree below."""
        return self.tree.kind

    @property
    def refused(self) -> tuple[Unassigned, ...]:
        """As in the tree below."""
        return self.tree.refused

    @property
    def empty(self) -> tuple[str, ...]:
        """None: a seal is of files."""
        return ()

    def open(self, path: str) -> BinaryIO:
        """A stream of one file; raises as the tree below."""
        return self.tree.open(self.places.get(path, path))

    def close(self) -> None:
        """Close the tree below."""
        self.tree.close()


def as_sealed(tree: Tree) -> Tree:
    """The tree as what was sealed; the tree itself where nothing in it is."""
    roots = _roots(node.path for node in tree.files)
    if not roots:
        return tree
    own = tuple(node for node in tree.files if _is_own(node.path, roots))
    papers = {node.path for node in own}
    kept = [node for node in tree.files if node.path not in papers]
    places = _places([node.path for node in kept], roots)
    below = {old: new for new, old in places.items()}
    files = (replace(node, path=below.get(node.path, node.path)) for node in kept)
    folder = roots[0].rstrip("/").rpartition("/")[2] if len(roots) == 1 else ""
    return SealedTree(
        tree=tree,
        name=folder or tree.name,
        roots=roots,
        own=own,
        files=tuple(sorted(files, key=lambda node: natural_key(node.path))),
        places=places,
    )


def _roots(paths: Iterable[str]) -> tuple[str, ...]:
    """The sealed folders, those in the material of another one left out."""
    telling: defaultdict[str, int] = defaultdict(int)
    for path in paths:
        folder, slash, name = path.rpartition("/")
        telling[folder + slash] += name in (BAG, INFO) or _LIST.fullmatch(name) is not None
    found: list[str] = []
    for root in sorted((root for root, count in telling.items() if count >= _FEWEST), key=len):
        if not any(root.startswith(outer + MATERIAL) for outer in found):
            found.append(root)
    return tuple(found)


def _is_own(path: str, roots: tuple[str, ...]) -> bool:
    folder, slash, name = path.rpartition("/")
    name = unicodedata.normalize("NFC", name)
    return folder + slash in roots and (name in _OWN or _LIST.fullmatch(name) is not None)


def _places(paths: list[str], roots: tuple[str, ...]) -> dict[str, str]:
    """Where the material's files lie, by their paths from ``data/`` on.

    None, so that all stay where they are, where there are several folders, or another file's path
    would be the same.
    """
    start = roots[0] + MATERIAL
    inside = {path.removeprefix(start): path for path in paths if path.startswith(start)}
    beside = {path for path in paths if not path.startswith(start)}
    return {} if len(roots) > 1 or beside & inside.keys() else inside


@frozen
class SealPapers:
    """What the lists of one sealed folder say.

    material, papers: digests by path in NFC, counted from ``data/`` and from the folder. lists:
    digests of which algorithms there are. info: what it says of itself, by label.
    """

    lists: frozenset[str]
    material: Mapping[str, str] | None = None
    papers: Mapping[str, str] | None = None
    info: Mapping[str, str] | None = None
    #: Why the lists are of no use.
    why: Text | None = None


def read_papers(sealed: SealedTree) -> SealPapers:
    """The lists of the only sealed folder. Raises OSError."""
    root = sealed.roots[0]
    names = {node.path.removeprefix(root): node for node in sealed.own}
    found = [_LIST.fullmatch(name) for name in names if not name.startswith("tag")]
    lists = frozenset(match[1] for match in found if match is not None)
    read: dict[str, Mapping[str, str] | None] = {}
    for name in (MANIFEST, TAG_MANIFEST):
        said = _listed(sealed, names.get(name))
        if isinstance(said, Text):
            return SealPapers(lists, why=_about(name, said))
        read[name] = said
    material = read[MANIFEST]
    if material is not None:
        astray = next((path for path in material if not path.startswith(MATERIAL)), None)
        if astray is not None:
            return SealPapers(lists, why=_about(MANIFEST, _OUTSIDE))
        material = {path.removeprefix(MATERIAL): said for path, said in material.items()}
    info = _said_of_itself(sealed, names.get(INFO))
    return SealPapers(lists, material, read[TAG_MANIFEST], info)


def _listed(sealed: SealedTree, node: FileNode | None) -> Mapping[str, str] | Text | None:
    """Digests by path, why there are none, or None where the list is missing."""
    if node is None:
        return None
    with sealed.tree.open(node.path) as stream:
        data = stream.read(_LARGEST_LIST + 1)
    return _TOO_LARGE if len(data) > _LARGEST_LIST else parsed_list(data)


def parsed_list(data: bytes) -> dict[str, str] | Text:
    """A list of SHA-256 digests by path in NFC; or why it is none that can be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _NOT_UTF8
    found: dict[str, str] = {}
    for line in re.split(r"\r\n|\n|\r", text):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            return _NO_LINE
        written = match[2].replace("%0A", "\n").replace("%0D", "\r").removeprefix("./")
        if clean_path(written) != written:
            return _OUTSIDE
        path = unicodedata.normalize("NFC", written)
        if found.setdefault(path, match[1].lower()) != match[1].lower():
            return _TWICE
    return found


def _said_of_itself(sealed: SealedTree, node: FileNode | None) -> dict[str, str]:
    """The first value of each label; nothing of a file that is absurdly large."""
    if node is None:
        return {}
    with sealed.tree.open(node.path) as stream:
        data = stream.read(_LARGEST_INFO + 1)
    found: dict[str, str] = {}
    if len(data) <= _LARGEST_INFO:
        for line in data.decode("utf-8", "replace").splitlines():
            label, colon, value = line.partition(":")
            if colon and not label.startswith((" ", "\t")):
                found.setdefault(label.strip(), value.strip()[:_LONGEST])
    return found


def _about(name: str, why: Text) -> Text:
    return Text(f"摘要清单 {name} {why.zh}", f"the list {name} {why.en}")


_TOO_LARGE = Text("大得反常，没有核对", "is absurdly large and was not used")
_NOT_UTF8 = Text("不是 UTF-8 文本，没有核对", "is no UTF-8 text and was not used")
_NO_LINE = Text(
    "有的行不是“SHA-256 摘要 文件路径”，没有核对",
    "has lines that are no SHA-256 digest and path, and was not used",
)
_OUTSIDE = Text(
    "列有材料文件夹以外的路径，没有核对", "names paths outside of the material, and was not used"
)
_TWICE = Text(
    "给同一个文件写了两种摘要，没有核对", "has two digests for one file, and was not used"
)
