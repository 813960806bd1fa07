"""A pack loaded by its name or path, and held together as a whole."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jlxx_check.model.pack import Pack
from jlxx_check.packs.installed import find_pack, list_packs
from jlxx_check.packs.lineage import no_notice, read_lineage
from jlxx_check.packs.merged_pack import EXTENDS
from jlxx_check.packs.pack_digest import WINNERS, digest_of_all
from jlxx_check.packs.pack_folder import LineMap
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.references import unmet
from jlxx_check.packs.sentences import filled
from jlxx_check.packs.source import PackSource, place_in
from jlxx_check.packs.validation import problems_of
from jlxx_check.packs.winners_list import winners_of
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason

_FROM_EXTENDS = Text("由extends得出，不写在这里。", "follows from 'extends'; it is never written.")
#: Made by the loader, never written in YAML: key → where it comes from.
_MADE = {
    "winners": Text(
        f"往年名单写在{WINNERS}里，不写在这里。", f"previous winners are listed in {WINNERS}."
    ),
    "parents": _FROM_EXTENDS,
    "told_by": _FROM_EXTENDS,
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
