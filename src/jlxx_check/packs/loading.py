"""From the name of a pack, or a path, to a pack that holds together."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jlxx_check.model.pack import Pack, Winner
from jlxx_check.model.text import Text
from jlxx_check.packs.folder import WINNERS, LineMap, digest, read_folder
from jlxx_check.packs.installed import find_pack
from jlxx_check.packs.problems import PackError, PackProblem
from jlxx_check.packs.references import unmet
from jlxx_check.packs.source import PackSource, place_in
from jlxx_check.packs.validation import problems_of
from jlxx_check.packs.winners import read_winners
from jlxx_check.values.system_errors import reason

#: Made by the loader, never written in YAML: key → where it comes from.
_MADE = {
    "winners": Text(
        f"往年名单写在{WINNERS}里，不写在这里。", f"previous winners are listed in {WINNERS}."
    ),
    "sha256": Text("校验值由程序计算，不写在这里。", "the digest is computed, never written."),
}


def load_source(name_or_path: str | Path) -> PackSource:
    """Load a pack by the name of an installed one or by its folder.

    Raises PackError with every fault found; faults of names are looked for once the data are sound.
    """
    folder = find_pack(name_or_path)
    try:
        return _load(folder)
    except OSError as error:
        why = reason(error)
        message = Text(f"读不了：{why.zh}。", f"cannot be read: {why.en}.")
        file = Path(error.filename) if error.filename else Path(str(folder))
        raise PackError((PackProblem(file, None, message),)) from error


def _load(folder: Traversable) -> PackSource:
    data, lines, problems = read_folder(folder)
    problems += _made_by_hand(data, lines)
    if problems:
        raise PackError(_in_order(problems))
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        raise PackError(_in_order(problems_of(error, lines))) from error
    made = {"winners": _winners(folder), "sha256": digest(folder)}
    source = PackSource(pack.model_copy(update=made), Path(str(folder)), lines)
    problems = list(unmet(source))
    if problems:
        raise PackError(_in_order(problems))
    return source


def pack_schema() -> dict[str, Any]:
    """The JSON Schema of a pack's files taken together, for editors."""
    schema = Pack.model_json_schema(by_alias=True)
    for key in _MADE:
        del schema["properties"][key]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _winners(folder: Traversable) -> tuple[Winner, ...]:
    listed = folder.joinpath(WINNERS)
    return read_winners(listed) if listed.is_file() else ()


def _made_by_hand(data: dict[str, object], lines: LineMap) -> list[PackProblem]:
    found = [(place_in(lines, (key,)), said) for key, said in _MADE.items() if key in data]
    return [place.problem(said) for place, said in found]


def _in_order(problems: list[PackProblem]) -> list[PackProblem]:
    return sorted(problems, key=lambda item: (str(item.file or ""), item.line or 0))
