"""YAML as plain data, with the line that each key and item stands on.

Read more strictly and more plainly than YAML 1.1 allows, since it is written by people who do
not know its traps: ``yes``, ``no``, ``on``, ``12:30`` and dates stay the text that was written
(types are made of them where the pack's model asks for one); only ``true``, ``false``, ``null``,
an empty value and ordinary decimal numbers are more than text. Keys are always text. A key given
twice, an anchor, an alias and a tag are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml

from jlxx_check.errors import InternalError
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.yaml_slips import behind_fault, left_open
from jlxx_check.text import Text
from jlxx_check.values.system_errors import reason

KeyPath = tuple[str | int, ...]
Lines = Mapping[KeyPath, tuple[Path, int]]

#: Levels of a file; none that people write has as many.
DEEPEST = 40
#: The longest pack is a hundredth of it; what is larger is none, and would take the memory.
_LARGEST = 8_000_000
#: int() refuses what has thousands of digits; float() makes infinity of them.
_LONGEST_NUMBER = 30
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?[0-9]+\.[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
#: Reads in C where PyYAML was built with it (ten times faster), else the same in Python.
READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class YamlFile:
    """One file as read. data: None where it could not be read or is empty."""

    file: Path
    data: object = None
    lines: dict[KeyPath, tuple[Path, int]] = field(default_factory=dict)
    problems: list[PackProblem] = field(default_factory=list)

    def fault(self, line: int | None, zh: str, en: str) -> None:
        """Note a fault, once for a line. line: from 1."""
        problem = PackProblem(self.file, line, Text(zh, en))
        if problem not in self.problems[-1:]:
            self.problems.append(problem)


def read_yaml(source: Traversable) -> YamlFile:
    """Read one file. Never raises for its content; the faults are in ``problems``."""
    found = YamlFile(Path(str(source)))
    try:
        with source.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            size = _LARGEST // 1_000_000
            found.fault(
                None,
                f"文件超过{size} MB，不会是这里要用的文件，没有读。请看是不是选错了文件。",
                f"over {size} MB, which no file of this sort is: not read. See whether another "
                "one was meant.",
            )
            return found
        text = content.decode("utf-8-sig")
    except OSError as error:
        why = reason(error)
        found.fault(None, f"文件无法打开：{why.zh}。", f"cannot be opened: {why.en}.")
        return found
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        found.fault(line, "不是UTF-8文本，请另存为UTF-8。", "is not UTF-8 text; save it as UTF-8.")
        return found
    try:
        found.data = _Builder(found, yaml.parse(text, Loader=READER)).document()
    except yaml.YAMLError as error:
        _syntax(found, error, text)
    except _TooDeepError as error:
        found.fault(error.line, "层次太深。", "is nested too deeply.")
    return found


def _syntax(found: YamlFile, error: yaml.YAMLError, text: str) -> None:
    """Say a fault of YAML itself."""
    opened = left_open(error, text)
    if opened is not None:
        at, why = opened
        found.fault(at, f"YAML语法有误（{why.zh}）。", f"is not valid YAML ({why.en}).")
        return
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
    line, hint = _hint(text, line)
    found.fault(line, f"YAML语法有误{hint.zh}。", f"is not valid YAML{hint.en}: {said}.")


def _hint(text: str, line: int | None) -> tuple[int | None, Text]:
    """What most often is behind a syntax fault noticed on this line, and the line that it is on."""
    lines = text.splitlines()
    for number in (line, line - 1) if line else ():
        why = behind_fault(lines[number - 1]) if 1 <= number <= len(lines) else None
        if why is not None:
            return number, Text(f"（{why.zh}）", f" ({why.en})")
    return line, Text("，请检查这一行和上一行的冒号、引号和缩进", "")


class _TooDeepError(InternalError):
    """More levels than any pack has."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Builder:
    """Turns the events of one file into data and notes where each thing stands.

    Events and not PyYAML's tree of nodes: the tree is built by recursion in C, which a deeply
    nested file can crash.
    """

    def __init__(self, found: YamlFile, events: Iterator[yaml.Event]) -> None:
        self._found = found
        self._events = events

    def document(self) -> object:
        """The file's only document; None where there is none."""
        data: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                documents += 1
                value = self._build(event, (), 0)
                if documents == 1:
                    data = value
                else:
                    self._found.fault(
                        _line(event),
                        "一个文件只能有一份内容（不要用---分隔）。",
                        "holds more than one document (---); make it one.",
                    )
        return data

    def _build(self, event: yaml.NodeEvent, path: KeyPath, depth: int) -> object:
        self._found.lines.setdefault(path, (self._found.file, _line(event)))
        self._note_extras(event)
        if depth > DEEPEST:
            raise _TooDeepError(_line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while isinstance(item := next(self._events), yaml.NodeEvent):
                items.append(self._build(item, (*path, len(items)), depth + 1))
            return items
        return _scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def _note_extras(self, event: yaml.NodeEvent) -> None:
        """Anchors, aliases and tags are faults."""
        if event.anchor:
            self._found.fault(
                _line(event),
                "这里不能用锚点和别名（& 和 *），请写出全部内容。",
                "anchors and aliases (& and *) are not used here; write it out.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            self._found.fault(
                _line(event),
                f"这里不能用标签“{tag}”。",
                f"tags are not used here: '{tag}'.",
            )

    def _mapping(self, path: KeyPath, depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        while isinstance(key := next(self._events), yaml.NodeEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self._found.fault(_line(key), "键必须是文字。", "a key must be text.")
                self._build(key, path, depth + 1)
                self._build(self._value(), path, depth + 1)
                continue
            self._note_extras(key)
            here = (*path, key.value)
            if key.value in data:
                first = self._found.lines[here][1]
                self._found.fault(
                    _line(key),
                    f"键“{key.value}”重复（第{first}行已有）。",
                    f"key '{key.value}' is given twice (first on line {first}).",
                )
                self._build(self._value(), here, depth + 1)
                continue
            self._found.lines[here] = (self._found.file, _line(key))
            data[key.value] = self._build(self._value(), here, depth + 1)
        return data

    def _value(self) -> yaml.NodeEvent:
        """The value of a key: every key has one, be it empty."""
        event = next(self._events)
        assert isinstance(event, yaml.NodeEvent)
        return event


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent) -> object:
    """A quoted or block text as it is; a plain word as the few types that packs know."""
    text: str = event.value
    if event.style:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
