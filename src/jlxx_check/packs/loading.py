"""A pack loaded by its name or path, with those it extends, and held together as a whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from pydantic import ValidationError

from jlxx_check.model.pack import Pack
from jlxx_check.packs.extending import extend
from jlxx_check.packs.installed import find_pack, installed_pack, list_packs, offered_packs
from jlxx_check.packs.pack_digest import HEAD, WINNERS, digest_of_all
from jlxx_check.packs.pack_folder import LineMap, read_folder
from jlxx_check.packs.pack_problems import PackError, PackProblem, did_you_mean
from jlxx_check.packs.references import unmet
from jlxx_check.packs.sentences import filled
from jlxx_check.packs.source import BASE, EXTENDS, MergedPack, PackSource, Place, place_in
from jlxx_check.packs.tables import winners_of
from jlxx_check.packs.validation import problems_of
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason

_FROM_EXTENDS = Text("由extends得出，不写在这里。", "follows from 'extends'; it is never written.")
#: Made by the loader, never written in YAML: key → where it comes from.
_MADE = {
    "winners": Text(
        f"往年名单写在{WINNERS}里，不写在这里。", f"previous winners are listed in {WINNERS}."
    ),
    "parents": _FROM_EXTENDS,
    "told_by": _FROM_EXTENDS,
    "given": Text("由命令得出，不写在这里。", "follows from the call; it is never written."),
    "sha256": Text("校验值由程序计算，不写在这里。", "the digest is computed, never written."),
}


def load_source(name_or_path: str | Path) -> PackSource:
    """Load a pack by the name of an installed one or by its folder.

    Raises PackError with every fault found; faults of names are looked for once the data are sound.
    """
    folder = find_pack(name_or_path)
    try:
        source = _load(folder)
    except OSError as error:
        why = reason(error)
        message = Text(f"读不了：{why.zh}。", f"cannot be read: {why.en}.")
        file = Path(error.filename) if error.filename else Path(str(folder))
        raise PackError((PackProblem(file, None, message),)) from error
    name = name_or_path if isinstance(name_or_path, str) else ""
    if source.pack.id != name and name in list_packs():
        raise PackError((_other_name(source, name),))
    return source


def _other_name(source: PackSource, name: str) -> PackProblem:
    """That a pack is offered under another name than its id.

    A report names the pack by its id: two packs of one id could not be told apart by it, while two
    of one name are refused as they are found.
    """
    return source.place("id").problem(
        Text(
            f"编号应与提供的名称“{name}”相同，写的是“{source.pack.id}”。",
            f"it is offered as '{name}', and its id has to be the same, not '{source.pack.id}'.",
        )
    )


def _load(folder: Traversable) -> PackSource:
    layer, folders = read_lineage(folder)
    problems = [*layer.problems, *no_notice(layer), *_made_by_hand(layer.data, layer.lines)]
    if problems:
        raise PackError(_in_order(problems))
    sentences = filled(layer.data, layer.lines)
    data = {**sentences.data, "parents": layer.parents, "told_by": layer.told_by}
    data.pop(EXTENDS, None)
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        said = problems_of(error, layer.lines)
        raise PackError(_in_order(said)) from error
    made = {
        "winners": winners_of(folders),
        "sha256": digest_of_all(folders),
        "title": _with_draft_mark(pack),
    }
    pack = pack.model_copy(update=made)
    source = PackSource(
        pack,
        Path(str(folder)),
        layer.lines,
        sentences.written,
        sentences.unfilled,
        folders,
    )
    problems = list(unmet(source))
    if problems:
        raise PackError(_in_order(problems))
    return source


def _with_draft_mark(pack: Pack) -> Text:
    """The pack's title, and before it that it is a draft: every report says its title first."""
    waiting = len(pack.unconfirmed())
    if not waiting:
        return pack.title
    return Text(
        f"【草稿，{waiting}处待确认】{pack.title.zh}",
        f"[Draft, {waiting} to confirm] {pack.title.en}",
    )


def pack_schema() -> dict[str, Any]:
    """The JSON Schema of a pack's files taken together, for editors."""
    schema = Pack.model_json_schema(by_alias=True)
    for key in _MADE:
        del schema["properties"][key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _made_by_hand(data: dict[str, object], lines: LineMap) -> list[PackProblem]:
    found = [(place_in(lines, (key,)), said) for key, said in _MADE.items() if key in data]
    return [place.problem(said) for place, said in found]


def _in_order(problems: list[PackProblem]) -> list[PackProblem]:
    return sorted(problems, key=lambda item: (str(item.file or ""), item.line or 0))


_MOST = 9  # ministry, province, city, college: nobody needs more


@frozen
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
