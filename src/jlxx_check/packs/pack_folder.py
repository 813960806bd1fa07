"""A pack's folder: its YAML files joined into one mapping."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.packs.pack_digest import HEAD
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_lines import KeyPath, YamlFile, read_yaml
from jlxx_check.text import Text

#: The key whose mappings in several files are joined.
_JOINED = "rules"
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


def _sources(folder: Traversable) -> list[Traversable]:
    """The files that make up the pack's mapping: pack.yaml first, then by name."""
    rules = folder.joinpath("rules")
    here = [item for item in folder.iterdir() if item.is_file()]
    below = [item for item in rules.iterdir() if item.is_file()] if rules.is_dir() else []
    found = [item for item in here + below if item.name.endswith((".yaml", ".yml"))]
    return sorted(found, key=lambda item: (item.name != HEAD, str(item)))


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
