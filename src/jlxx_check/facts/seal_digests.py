"""Whether a sealed package is what was sealed: its files held against its lists of digests."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePosixPath

from jlxx_check.facts.digests import sound_digest
from jlxx_check.facts.several import each, threads
from jlxx_check.files.laid_over import LaidOver
from jlxx_check.files.seals import (
    MANIFEST,
    MATERIAL,
    TAG_MANIFEST,
    SealedTree,
    SealPapers,
    read_papers,
)
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.package import Reason
from jlxx_check.model.seal_state import SealStanding, SealState
from jlxx_check.model.tree import Tree, UnreadableFile
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason

#: Labels under which a seal says of itself what BagIt has no label for.
PACK, PACK_SHA256, VERDICT = "Jlxx-Rule-Pack", "Jlxx-Rule-Pack-Sha256", "Jlxx-Verdict"
SEALED, PROGRAM = "Jlxx-Sealed", "Bag-Software-Agent"
_SHA256 = "sha256:"


def seal_state(
    tree: Tree,
    skip: Callable[[str], bool],
    *,
    known: Mapping[str, FileFacts],
    jobs: int,
) -> SealState | None:
    """What became of the seal; None where the package has none. Never raises for a file.

    skip: paths of what systems leave behind, which no seal is broken by. known: facts of files, of
    which one that was read whole is not read again. jobs: files read at a time, at least 1.
    Of a package that others are laid over it is the package's own seal.
    """
    if isinstance(tree, LaidOver):
        tree = tree.trees[0]
    if not isinstance(tree, SealedTree):
        return None
    if len(tree.roots) > 1:
        return SealState(SealStanding.UNPROVEN, why=_several(len(tree.roots)))
    material = tree.roots[0] + MATERIAL
    try:
        papers = read_papers(tree)
    except UnreadableFile as error:
        return SealState(SealStanding.UNPROVEN, material, why=error.problem.detail)
    except OSError as error:
        return SealState(SealStanding.UNPROVEN, material, why=reason(error))
    shut = next((item.path for item in tree.refused if item.reason is Reason.SHUT), None)
    if shut is not None:  # what lies there may be as it was
        return SealState(SealStanding.UNPROVEN, material, why=_shut(shut))
    try:
        return _Comparison(tree, papers, skip).state(known, jobs)
    except OSError as error:  # what cannot be read has not been changed for that
        return SealState(SealStanding.UNPROVEN, material, why=reason(error))


class _Comparison:
    """One sealed folder, held against its lists."""

    def __init__(self, sealed: SealedTree, papers: SealPapers, skip: Callable[[str], bool]) -> None:
        self._sealed, self._papers, self._skip = sealed, papers, skip
        self._root = sealed.roots[0]
        start = self._root + MATERIAL
        #: By path in NFC from ``data/`` on: as the tree has it.
        self._material: dict[str, str] = {}
        self._beside: list[str] = []
        for node in sealed.files:
            place = sealed.places.get(node.path, node.path)
            if place.startswith(start):
                self._material[_nfc(place.removeprefix(start))] = node.path
            elif not skip(node.path):
                self._beside.append(node.path)

    def state(self, known: Mapping[str, FileFacts], jobs: int) -> SealState:
        """What became of it."""
        papers, info = self._papers, self._papers.info or {}
        own = {node.path.removeprefix(self._root): node.path for node in self._sealed.own}
        made_here = info.get(PROGRAM, "").startswith("jlxx-check")
        unproven = papers.why or _no_list(papers)
        changed: list[str] = []
        missing: list[str] = []
        added: list[str] = []
        opened: set[str] = set()
        if unproven is None:
            if papers.material is not None:
                # Of what is sealed here every member of an archive has a line of its own.
                opened = set() if made_here else self._opened(papers.material)
                self._of_material(papers.material, opened, known, jobs, changed, missing, added)
            tags = papers.papers or {}
            seen = {_nfc(name): path for name, path in own.items()}
            read = _digests(self._sealed.tree, seen, tags, {}, jobs)
            changed += _unequal(tags, read)
            missing += [name for name in tags if name not in seen]
            missing += [
                name
                for name in (MANIFEST, *([TAG_MANIFEST] if made_here or not info else []))
                if name not in seen and name not in tags
            ]
            # Papers that its list does not know; without a list, nothing is known of any of them.
            unlisted = seen.keys() - tags.keys() - {TAG_MANIFEST}
            added += sorted(unlisted) if papers.papers is not None else []
            added += self._beside + [item.path for item in self._sealed.refused]
        broken = changed or missing or added
        standing = SealStanding.CHANGED if broken else SealStanding.EXACT
        if opened and not broken:
            unproven = unproven or _within(min(opened))
        return SealState(
            standing=standing if unproven is None else SealStanding.UNPROVEN,
            material=self._root + MATERIAL if self._sealed.places else "",
            program=info.get(PROGRAM, ""),
            pack=info.get(PACK, ""),
            pack_sha256=info.get(PACK_SHA256, ""),
            verdict=info.get(VERDICT, ""),
            sealed=info.get(SEALED, ""),
            digest=self._own_digest(own.get(MANIFEST)),
            files=len(papers.material or {}),
            changed=tuple(changed),
            missing=tuple(missing),
            added=tuple(added),
            why=unproven,
        )

    def _opened(self, listed: Iterable[str]) -> set[str]:
        """Archives on the list that are seen only as what is in them."""
        folders = {
            folder.as_posix() for path in self._material for folder in PurePosixPath(path).parents
        }
        return {name for name in listed if name in folders}

    def _of_material(
        self,
        listed: Mapping[str, str],
        opened: Collection[str],
        known: Mapping[str, FileFacts],
        jobs: int,
        changed: list[str],
        missing: list[str],
        added: list[str],
    ) -> None:
        """The material held against its list, what differs added to what is given."""
        digests = _digests(self._sealed, self._material, listed, known, jobs)
        changed += [self._material[path] for path in _unequal(listed, digests)]
        missing += [path for path in listed if path not in self._material and path not in opened]
        for name, path in self._material.items():
            inside = any(name.startswith(f"{archive}/") for archive in opened)
            if name not in listed and not inside and not self._skip(path):
                added.append(path)

    def _own_digest(self, path: str | None) -> str:
        found = None if path is None else sound_digest(self._sealed.tree, path)
        return (found or "").removeprefix(_SHA256)


def _digests(
    tree: Tree,
    places: Mapping[str, str],
    wanted: Iterable[str],
    known: Mapping[str, FileFacts],
    jobs: int,
) -> dict[str, str | None]:
    """Of files on the list that are there; None for one that is damaged. Raises OSError."""
    found: dict[str, str | None] = {}
    unread: list[str] = []
    for name in wanted:
        if name not in places:
            continue
        facts = known.get(places[name])
        told = facts.digest if facts is not None else None
        if told is not None and told.startswith(_SHA256):
            found[name] = told
        else:
            unread.append(name)
    with threads(jobs, "jlxx-seal") as pool:
        found.update(each(lambda name: sound_digest(tree, places[name]), unread, pool))
    return found


def _unequal(listed: Mapping[str, str], digests: Mapping[str, str | None]) -> list[str]:
    return [path for path, digest in digests.items() if digest != _SHA256 + listed[path]]


def _nfc(path: str) -> str:
    return unicodedata.normalize("NFC", path)


def _no_list(papers: SealPapers) -> Text | None:
    """Why nothing can be compared where another program's list alone is there."""
    others = sorted(papers.lists - {"sha256"})
    if "sha256" in papers.lists or not others:
        return None
    named = "、".join(others)
    return Text(
        f"摘要清单用的是{named}，本程序只核对 SHA-256 的清单",
        f"its list of digests is one of {', '.join(others)}; only SHA-256 is compared",
    )


def _shut(path: str) -> Text:
    return Text(f"“{path}”打不开，没有核对", f"“{path}” cannot be opened and was not compared")


def _within(path: str) -> Text:
    return Text(
        f"清单里的“{path}”是压缩包，程序按里面的文件检查，没有核对",
        f"“{path}” on the list is an archive, seen as the files in it, and was not compared",
    )


def _several(count: int) -> Text:
    return Text(
        f"里面有{count}份封存的材料，请分开来逐份核对",
        f"there are {count} sealed packages in it; check them one by one",
    )
