"""A pack's folder: its YAML files joined into one mapping, and a digest of all its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_lines import KeyPath, YamlFile, read_yaml
from jlxx_check.text import Text

HEAD = "pack.yaml"
WINNERS = "previous-winners.csv"
#: The key whose mappings in several files are joined.
_JOINED = "rules"
#: What lies beside a pack to try it on is no part of it, nor is what tells an editor of its keys.
BESIDE = ("cases", "packages")
EDITOR_SCHEMA = "pack.schema.json"
#: Where joined data keeps the line of each key and item.
LineMap = dict[KeyPath, tuple[Path, int]]


def read_folder(folder: Traversable) -> tuple[dict[str, object], LineMap, list[PackProblem]]:
    """Every YAML file of the folder and of its ``rules`` folder as one mapping.

    A top-level key stands in one file only, but ``rules`` may stand in several, each rule once.
    """
    head = folder.joinpath(HEAD)
    if not head.is_file():
        where = Path(str(folder))
        message = Text(f"这里没有{HEAD}，不是规则包。", f"is no rule pack: it holds no {HEAD}.")
        return {}, {}, [PackProblem(where, None, message)]
    data: dict[str, object] = {}
    lines: LineMap = {(): (Path(str(head)), 1)}
    problems: list[PackProblem] = []
    for source in _sources(folder):
        if source.name.endswith(".yml"):
            message = Text("扩展名请改为.yaml，否则不会读取。", "must be named .yaml to be read.")
            problems.append(PackProblem(Path(str(source)), None, message))
            continue
        found = read_yaml(source)
        if found.data is not None and not isinstance(found.data, dict):
            found.fault(1, "文件最外层应是“键: 值”。", "must hold a mapping of keys.")
        elif found.data:
            _merge(found, data, lines)
        problems.extend(found.problems)
    return data, lines, problems


def digest(folder: Traversable) -> str:
    """SHA-256 over the names and bytes of all the pack's files, hexadecimal."""
    total = hashlib.sha256()
    files = (item for item in _files(folder, "") if not _lies_beside(item[0]))
    for name, source in sorted(files):
        content = source.read_bytes()
        for part in (name.encode(), content):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def _lies_beside(name: str) -> bool:
    return name.partition("/")[0] in BESIDE or name == EDITOR_SCHEMA


def digest_of_all(folders: Sequence[Traversable]) -> str:
    """The digest of a pack; with those that it extends, nearest first, one over all of theirs."""
    each = [digest(folder) for folder in folders]
    return each[0] if len(each) == 1 else hashlib.sha256("".join(each).encode()).hexdigest()


def _sources(folder: Traversable) -> list[Traversable]:
    """The files that make up the pack's mapping: pack.yaml first, then by name."""
    rules = folder.joinpath("rules")
    here = [item for item in folder.iterdir() if item.is_file()]
    below = [item for item in rules.iterdir() if item.is_file()] if rules.is_dir() else []
    found = [item for item in here + below if item.name.endswith((".yaml", ".yml"))]
    return sorted(found, key=lambda item: (item.name != HEAD, str(item)))


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    """Every file with its path in the pack; hidden ones and what Python leaves are no part."""
    for item in folder.iterdir():
        if item.name.startswith((".", "__")):
            continue
        if item.is_dir():
            yield from _files(item, f"{above}{item.name}/")
        elif item.is_file():
            yield above + item.name, item


def _merge(found: YamlFile, data: dict[str, object], lines: LineMap) -> None:
    """Join one file's mapping to what the files before it held."""
    assert isinstance(found.data, dict)
    for key, value in found.data.items():
        if key not in data:
            data[key] = value
            _take_lines(found, (key,), lines)
            continue
        joined = data[key]
        if key == _JOINED and isinstance(joined, dict) and isinstance(value, dict):
            for rule, record in value.items():
                if rule in joined:
                    _twice(found, (key, rule), lines)
                else:
                    joined[rule] = record
                    _take_lines(found, (key, rule), lines)
        else:
            _twice(found, (key,), lines)


def _take_lines(found: YamlFile, below: KeyPath, lines: LineMap) -> None:
    size = len(below)
    lines.update((path, place) for path, place in found.lines.items() if path[:size] == below)


def _twice(found: YamlFile, path: KeyPath, lines: LineMap) -> None:
    file, line = lines[path]
    found.fault(
        found.lines[path][1],
        f"“{path[-1]}”在{file.name}第{line}行已经有了。",
        f"'{path[-1]}' is given in {file.name}, line {line}, already.",
    )
