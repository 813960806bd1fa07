"""YAML as plain data, with the line that each key and item stands on.

Read more strictly and more plainly than YAML 1.1 allows, since packs are written by people who do
not know its traps: ``yes``, ``no``, ``on``, ``12:30`` and dates stay the text that was written
(types are made of them where the pack's model asks for one); only ``true``, ``false``, ``null``,
an empty value and ordinary decimal numbers are more than text. Keys are always text. A key given
twice, an anchor, an alias and a tag are faults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from jlxx_check.model.text import Text
from jlxx_check.packs.problems import PackProblem

KeyPath = tuple[str | int, ...]
Lines = Mapping[KeyPath, tuple[Path, int]]

_DEEPEST = 40
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))


# The C reader where PyYAML was built with it (ten times faster), else the same in Python.
class _Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A reader that leaves every plain word the text that it is."""

    yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012 - PyYAML's own spelling


@dataclass(slots=True)
class YamlFile:
    """One file as read. data: None where it could not be read or is empty."""

    file: Path
    data: object = None
    lines: dict[KeyPath, tuple[Path, int]] = field(default_factory=dict)
    problems: list[PackProblem] = field(default_factory=list)

    def fault(self, line: int | None, zh: str, en: str) -> None:
        """Note a fault. line: from 1."""
        self.problems.append(PackProblem(self.file, line, Text(zh, en)))


def read_yaml(source: Traversable) -> YamlFile:
    """Read one file. Never raises for its content; the faults are in ``problems``."""
    found = YamlFile(Path(str(source)))
    try:
        text = source.read_bytes().decode("utf-8-sig")
    except OSError as error:
        found.fault(
            None, f"文件无法打开：{error.strerror}。", f"cannot be opened: {error.strerror}."
        )
        return found
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found.fault(line, "不是UTF-8文本，请另存为UTF-8。", "is not UTF-8 text; save it as UTF-8.")
        return found
    try:
        node = yaml.compose(text, Loader=_Reader)
    except yaml.YAMLError as error:
        _syntax(found, error, text)
        return found
    if node is not None:
        found.data = _Builder(found).build(node, (), 0)
    return found


def _syntax(found: YamlFile, error: yaml.YAMLError, text: str) -> None:
    """Say a fault of YAML itself."""
    if isinstance(error, yaml.MarkedYAMLError):
        # A key without its colon is noticed only on the next line.
        late = "simple key" in (error.context or "")
        mark = (error.context_mark if late else None) or error.problem_mark or error.context_mark
        said = "; ".join(part for part in (error.context, error.problem) if part)
        line = mark.line + 1 if mark else None
    else:
        position = getattr(error, "position", None)
        line = text[:position].count("\n") + 1 if isinstance(position, int) else None
        said = str(error).partition("\n")[0]
    hint = _tab_hint(text, line)
    found.fault(
        line,
        f"YAML语法有误{hint.zh}：{said}。",
        f"is not valid YAML{hint.en}: {said}.",
    )


def _tab_hint(text: str, line: int | None) -> Text:
    """What most often is behind a syntax fault on this line."""
    lines = text.splitlines()
    written = lines[line - 1] if line and line <= len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return Text("（缩进不能用制表符，请用空格）", " (indent with spaces, not tabs)")
    if "：" in written and ": " not in written:
        return Text("（键后面要用半角冒号加空格）", " (a key ends in ': ', not in ：)")
    return Text("", "")


class _Builder:
    """Turns the nodes of one file into data and notes where each thing stands."""

    def __init__(self, found: YamlFile) -> None:
        self._found = found
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, path: KeyPath, depth: int) -> object:
        line = node.start_mark.line + 1
        self._found.lines.setdefault(path, (self._found.file, line))
        if not self._plain(node, line, depth):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [
                self.build(item, (*path, place), depth + 1) for place, item in enumerate(node.value)
            ]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _plain(self, node: yaml.Node, line: int, depth: int) -> bool:
        """Whether the node is one that a pack may have."""
        if id(node) in self._seen:
            self._found.fault(
                line,
                "规则包里不能用锚点和别名（& 和 *），请写出全部内容。",
                "anchors and aliases (& and *) are not used in packs; write it out.",
            )
            return False
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._found.fault(
                line,
                f"规则包里不能用标签“{node.tag}”。",
                f"tags are not used in packs: '{node.tag}'.",
            )
            return False
        if depth > _DEEPEST:
            self._found.fault(line, "层次太深。", "is nested too deeply.")
            return False
        return True

    def _mapping(self, node: yaml.MappingNode, path: KeyPath, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._found.fault(line, "键必须是文字。", "a key must be text.")
                continue
            key = key_node.value
            here = (*path, key)
            if key in data:
                first = self._found.lines[here][1]
                self._found.fault(
                    line,
                    f"键“{key}”重复（第{first}行已有）。",
                    f"key '{key}' is given twice (first on line {first}).",
                )
                continue
            self._found.lines[here] = (self._found.file, line)
            data[key] = self.build(value_node, here, depth + 1)
        return data


def _scalar(node: yaml.ScalarNode) -> object:
    """A quoted or block text as it is; a plain word as the few types that packs know."""
    text: str = node.value
    if node.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
