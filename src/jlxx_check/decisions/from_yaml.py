"""A reviewer's decisions read from YAML; all that is wrong with a file is said at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jlxx_check.model.decision import Choice, DecidedSide, Decision, DecisionsFile
from jlxx_check.packs.pack_problems import PackError, did_you_mean
from jlxx_check.packs.yaml_lines import KeyPath, YamlFile, read_yaml
from jlxx_check.text import Text
from jlxx_check.values.typed_moments import NotAMoment, read_day

#: ``by`` and ``on`` at the top stand for decisions that do not say.
_TOP = ("rulepack", "package", "by", "on", "decisions")
_KEYS = (
    *("rule", "entry", "name", "decision", "by", "on", "why", "until", "file", "where"),
    *("about", "digest"),
    "sides",
)
#: Of each side of a finding across units.
_SIDE_KEYS = ("unit", "entry", "name", "file", "digest")
#: YAML 1.1 reads a bare ``on`` as a truth value; a program that wrote the file anew says so.
_ON_AS_TRUTH = "true"
_DIGEST = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


_REPORT = Text(
    "这是检查报告，不是核对结果文件。先用 jlxx-check decisions new 由它生成待填的核对结果文件，"
    "填好后再交给 --decisions。",
    "is a report, no file of decisions. jlxx-check decisions new makes one of it, to be filled in "
    "and given to --decisions.",
)


def read_decisions(path: Path) -> DecisionsFile:
    """One file. Raises PackError with every problem found, each with its line.

    A decision whose ``decision`` is still empty is left out: nothing was decided yet.
    """
    found = read_yaml(path)
    if found.problems:
        raise PackError(found.problems)
    reader = _Reader(found)
    file = reader.file()
    if found.problems:
        raise PackError(sorted(found.problems, key=lambda item: item.line or 0))
    return file


class _Reader:
    """Turns plain data into decisions and notes what is wrong where."""

    def __init__(self, found: YamlFile) -> None:
        self._found = found

    def file(self) -> DecisionsFile:
        if isinstance(self._found.data, dict) and "report" in self._found.data:
            self._found.fault(None, _REPORT.zh, _REPORT.en)
            return DecisionsFile(self._found.file, None, None, ())
        top = self._mapping(self._found.data, (), _TOP)
        listed = top.get("decisions")
        if listed is None:
            listed = []
            if "decisions" not in top:
                self._fault((), Text("缺少 decisions。", "'decisions' is missing."))
        if not isinstance(listed, list):
            why = Text(
                "decisions 下面要逐条写，每条以“- ”开头。",
                "'decisions' is a list: each begins with '- '.",
            )
            self._fault(("decisions",), why)
            listed = []
        made = [self._decision(item, ("decisions", at), top) for at, item in enumerate(listed)]
        return DecisionsFile(
            self._found.file,
            self._text(top, "rulepack", ()),
            self._text(top, "package", ()),
            tuple(decision for decision in made if decision is not None),
        )

    def _decision(self, item: object, path: KeyPath, top: Mapping[str, object]) -> Decision | None:
        data = self._mapping(item, path, _KEYS)
        if not data or data.get("decision") is None:
            if data and "decision" not in data:
                self._missing(path, "decision")
            return None
        if "entry" not in data and "sides" not in data:
            self._missing(path, "entry", " null")
        choice = self._choice(data, path)
        by = self._text(data, "by", path) or self._text(top, "by", ())
        on = self._day(data, "on", path) or self._day(top, "on", ())
        why = self._text(data, "why", path)
        for key, value in (("by", by), ("on", on), ("why", why)):
            if value is None and not isinstance(data.get(key), list | dict):
                self._missing(path, key)
        file, digest = self._text(data, "file", path), self._digest(data, path)
        if digest is not None and file is None:
            text = Text("写了 digest 就要写明是哪个 file。", "a 'digest' needs its 'file'.")
            self._fault((*path, "digest"), text)
        return Decision(
            rule=self._text(data, "rule", path),
            entry=self._text(data, "entry", path),
            choice=choice,
            by=by or "",
            on=on or date.min,
            why=why or "",
            until=self._day(data, "until", path),
            name=self._text(data, "name", path),
            file=file,
            where=self._text(data, "where", path),
            about=self._text(data, "about", path),
            digest=digest,
            source=f"{self._found.file.name}:{self._line(path)}",
            sides=self._sides(data, path),
        )

    def _sides(self, data: Mapping[str, object], path: KeyPath) -> tuple[DecidedSide, ...]:
        """The units that a finding across units is about; () for a finding of one package."""
        if "sides" not in data:
            return ()
        listed = data["sides"]
        if not isinstance(listed, list) or len(listed) < 2:
            why = Text(
                "sides 要逐个写明涉及的各方，至少两方，每方以“- ”开头。",
                "'sides' lists all that it is about, two at least, each beginning with '- '.",
            )
            self._fault((*path, "sides"), why)
            return ()
        return tuple(self._side(item, (*path, "sides", at)) for at, item in enumerate(listed))

    def _side(self, item: object, path: KeyPath) -> DecidedSide:
        data = self._mapping(item, path, _SIDE_KEYS)
        if data.get("unit") is None:
            self._missing(path, "unit")
        return DecidedSide(
            self._text(data, "unit", path) or "",
            self._text(data, "entry", path),
            self._text(data, "name", path),
            self._text(data, "file", path),
            self._text(data, "digest", path),
        )

    def _choice(self, data: Mapping[str, object], path: KeyPath) -> Choice:
        written = str(data["decision"])
        if written not in set(Choice):
            said = did_you_mean("value", written, Choice)
            self._fault((*path, "decision"), Text(f"decision：{said.zh}", f"decision: {said.en}"))
            return Choice.CONFIRMED
        return Choice(written)

    def _text(self, data: Mapping[str, object], key: str, path: KeyPath) -> str | None:
        """A text that may be left out; numbers are what was meant as text."""
        value = data.get(key)
        if value is None or isinstance(value, list | dict):
            if value is not None:
                why = Text(f"“{key}”要写一段文字。", f"'{key}' has to be a text.")
                self._fault((*path, key), why)
            return None
        return str(value).strip() or None

    def _day(self, data: Mapping[str, object], key: str, path: KeyPath) -> date | None:
        written = self._text(data, key, path)
        if written is None:
            return None
        try:
            return read_day(written)
        except NotAMoment as error:
            why = Text(f"“{key}”的{error.text.zh}", f"'{key}': {error.text.en}")
            self._fault((*path, key), why)
            return date.min

    def _digest(self, data: Mapping[str, object], path: KeyPath) -> str | None:
        written = self._text(data, "digest", path)
        if written is None:
            return None
        match = _DIGEST.fullmatch(written.lower())
        if match is None:
            why = Text(
                "“digest”要写文件的 SHA-256 值（64 位十六进制）。",
                "'digest' is the file's SHA-256: 64 hexadecimal digits.",
            )
            self._fault((*path, "digest"), why)
            return None
        return f"sha256:{match[1]}"

    def _mapping(self, value: object, path: KeyPath, known: tuple[str, ...]) -> dict[str, object]:
        """The keys and values at a place; what is no mapping, or unknown, is a fault."""
        if not isinstance(value, dict):
            why = Text("这里要写“键: 值”。", "keys with values are needed here.")
            self._fault(path, why)
            return {}
        data = dict(value)
        if _ON_AS_TRUTH in data:
            data.setdefault("on", data.pop(_ON_AS_TRUTH))
        for key in data:
            if key not in known:
                self._fault((*path, key), did_you_mean("key", key, known))
        return data

    def _missing(self, path: KeyPath, key: str, example: str = "") -> None:
        hint = "（整个材料包写 entry: null）" if example else ""
        more = " (for the package as a whole write entry: null)" if example else ""
        self._fault(path, Text(f"缺少 {key}{hint}。", f"'{key}' is missing{more}."))

    def _line(self, path: KeyPath) -> int:
        while path not in self._found.lines and path:
            path = path[:-1]
        return self._found.lines[path][1] if path in self._found.lines else 1

    def _fault(self, path: KeyPath, why: Text) -> None:
        self._found.fault(self._line(path), why.zh, why.en)
