"""A pack together with those that it extends, nearest first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath, PureWindowsPath

from jlxx_check.packs.extending import extend
from jlxx_check.packs.installed import find_pack, installed_pack, offered_packs
from jlxx_check.packs.merged_pack import BASE, EXTENDS, MergedPack
from jlxx_check.packs.pack_digest import HEAD
from jlxx_check.packs.pack_folder import read_folder
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.source import Place, place_in
from jlxx_check.packs.suggest import did_you_mean
from jlxx_check.text import Text

_MOST = 9  # ministry, province, city, college: nobody needs more


@dataclass(frozen=True, slots=True)
class _Link:
    """A pack of the chain, and where it says what it extends."""

    name: str
    place: Place


def read_lineage(folder: Traversable) -> tuple[MergedPack, tuple[Traversable, ...]]:
    """The merged data of a pack, and its folder and its parents', nearest first.

    Raises PackError where a parent cannot be found or the chain has no end. Whatever else is
    wrong, in whichever file, stands in the layer's problems.
    """
    chain: list[tuple[Traversable, MergedPack]] = []
    seen: dict[str, _Link] = {}
    found: Traversable | None = folder
    while found is not None:
        data, lines, problems = read_folder(found)
        layer = MergedPack(data, lines, problems)
        name = str(data.get("id") or found.name)
        seen[_identity(found)] = _Link(name, place_in(lines, (EXTENDS,)))
        chain.append((found, layer))
        found = _parent(found, layer, seen)
    return _joined([layer for _, layer in chain]), tuple(folder for folder, _ in chain)


def _joined(chain: list[MergedPack]) -> MergedPack:
    """The farthest parent first, each child laid over it."""
    merged = chain[-1]
    for layer in reversed(chain[:-1]):
        merged = extend(merged, layer)
    return merged


def _parent(folder: Traversable, layer: MergedPack, seen: dict[str, _Link]) -> Traversable | None:
    """The folder of the pack that this one extends; None where it extends none."""
    if EXTENDS not in layer.data:
        return None
    asked = layer.data[EXTENDS]
    place = place_in(layer.lines, (EXTENDS,))
    if not isinstance(asked, str) or not asked.strip():
        raise _fault(
            place,
            "“extends”：这里写一个规则包的编号，或从本规则包算起的相对路径",
            "'extends' takes the id of a pack, or a path from this pack's folder",
        )
    found = _found(folder, asked, place)
    if _identity(found) in seen:
        ring = [*seen.values()][[*seen].index(_identity(found)) :]
        names = " → ".join(link.name for link in (*ring, ring[0]))
        places = [f"{link.place.file}:{link.place.line}" for link in ring]
        raise _fault(
            place,
            f"规则包互相沿用，成了一个圈：{names}；各写在{'、'.join(places)}，请删去其中一处",
            f"packs extend one another in a ring: {names}; they say so in {', '.join(places)}, and "
            "one of these has to go",
        )
    if len(seen) > _MOST:
        raise _fault(
            place, f"沿用超过{_MOST}层", f"more than {_MOST} packs are extended one by another"
        )
    return found


def _found(folder: Traversable, asked: str, place: Place) -> Traversable:
    """A path is taken from the pack's folder, a plain name is an installed pack's."""
    if any(pure(asked).is_absolute() for pure in (PurePosixPath, PureWindowsPath)):
        raise _fault(
            place,
            f"“{asked}”是绝对路径，换一台电脑就找不到；请写相对路径，如../省通知",
            f"'{asked}' is absolute and is found on no other machine; write it from this pack's "
            "folder, such as ../province",
        )
    path = asked.replace("\\", "/").rstrip("/")
    plain = "/" not in path and path not in (".", "..")
    installed = installed_pack(path) if plain else None
    if installed is not None:
        return installed
    beside = Path(os.path.normpath(Path(str(folder), path)))
    if beside.joinpath(HEAD).is_file():
        return find_pack(beside)
    if not plain:
        raise _fault(
            place,
            f"“extends”：{beside}里没有{HEAD}，不是规则包",
            f"'extends': {beside} holds no {HEAD} and is no rule pack",
        )
    known = offered_packs()
    said = did_you_mean("pack", asked, known)
    raise PackError(
        (
            place.problem(
                Text(
                    f"{said.zh}已安装的：{'、'.join(known)}；自己的规则包请写相对路径，如../{asked}。",
                    f"{said.en} Installed: {', '.join(known)}; a pack of your own is written as a "
                    f"path, such as ../{asked}.",
                )
            ),
        )
    )


def _identity(folder: Traversable) -> str:
    return str(folder.resolve()) if isinstance(folder, Path) else str(folder)


def _fault(place: Place, zh: str, en: str) -> PackError:
    return PackError((place.problem(Text(f"{zh}。", f"{en}.")),))


def no_notice(layer: MergedPack) -> Iterator[PackProblem]:
    """That a base is judged by nothing: it offers words and rules to notices."""
    if layer.data.get(BASE) is True:
        yield place_in(layer.lines, (BASE,)).problem(
            Text(
                "这是供其他规则包沿用（extends）的底本，本身不是通知，不能用来检查。",
                "is a base that packs extend, and no notice: nothing is judged by it.",
            )
        )
