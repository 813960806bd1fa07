"""What a run over an inbox changed: the first line of its log, and whom it is told to.

What stood before is read from the output folder's ``batch.json``, which any run leaves behind.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from jlxx_check.cli.call_problems import CallProblem, say_aside
from jlxx_check.cli.framework import IsPath, option
from jlxx_check.model.outcome import ExitStatus, Level
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.text import Lang, Text, joined, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason
from jlxx_check.values.visible import visible

if TYPE_CHECKING:
    from jlxx_check.batch import BatchResult

#: Units that the first line names; more help nobody.
_NAMED = 4
#: Seconds that a command to be told may take.
_PATIENCE = 300
#: Of a package in ``batch.json``: what it stands for is the same while these are.
_STANDING = (
    *("unit", "verdict", "summary", "problem", "superseded_by", "supplements", "undecided"),
    *("void", "received", "withdrawn"),
)
_VERDICTS = {item.value: item for item in Verdict}

_BY_STATUS = {
    ExitStatus.COMPLIES: Verdict.COMPLIANT,
    ExitStatus.WRONG: Verdict.NONCOMPLIANT,
}


@frozen
class ChangeOptions:
    """Whom a run tells of what it changed."""

    on_change: list[str] | None = option(
        "--on-change WORD",
        "有变化时运行的命令，一个词写一次，如 --on-change python3 --on-change 通知.py；"
        "变化写成 JSON 送到它的标准输入。",
        "The command to run where something has changed, a word at a time, such as --on-change "
        "python3 --on-change tell.py; what has changed is JSON on its standard input.",
        path=IsPath.WHERE_THERE,
        starts=True,
        called=("有变化时",),
    )


@frozen
class UnitChange:
    """A package that stands otherwise than before. before, after: None where it was, is, not."""

    path: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def name(self) -> str:
        """The unit, as far as it is known."""
        told = self.after or self.before or {}
        return str(told.get("unit") or told.get("name") or self.path)


@dataclass(slots=True)
class LastTime:
    """What the output folder said before this run."""

    out: Path
    _before: dict[str, Any] | None = field(init=False)

    def __post_init__(self) -> None:
        self._before = _read(self.out)

    def compare(self, outcome: BatchResult) -> Changes:
        """What this run changed; the next one is compared with it."""
        before, after = self._before, _read(self.out)
        self._before = after
        first = before is None
        old, new = _packages(before), _packages(after)
        was = _called_before(old, new)
        units = [
            UnitChange(path, before_, new.get(path))
            for path in dict.fromkeys([*new, *old])
            if path not in was.values()
            and _standing(before_ := old.get(was.get(path, path))) != _standing(new.get(path))
        ]
        across = _beside(before) != _beside(after)
        return Changes(outcome, tuple(units), first=first, across=across and not first)


@frozen
class Changes:
    """What a run changed."""

    outcome: BatchResult
    units: tuple[UnitChange, ...]
    #: There was nothing to compare with.
    first: bool
    #: What only shows across units, or who is missing, is another than before.
    across: bool

    @property
    def any(self) -> bool:
        """Whether there is anything to tell: something stands otherwise, or could not be done."""
        run = self.outcome
        return bool(
            self.first or self.units or self.across or run.changed or run.notices or run.unwritten
        )

    def headline(self, lang: Lang, width: int) -> str:
        """Verdict, units, and what has changed since the last time, in one line of so many cells.

        As many units are named as there is room for.
        """
        # Late: a page of help needs nothing of what a batch is reported by.
        from jlxx_check.reporters.batch.over_all import numbers, words

        batch = self.outcome.batch
        status = _BY_STATUS.get(self.outcome.exit_status(), Verdict.INCOMPLETE)
        called, count = words(batch), numbers(batch)
        verdict = called[status].say(lang)
        came = Text(
            f"收到 {count.received} 个单位，未报送 {count.missing}",
            f"{count.received} unit(s) received, {count.missing} missing",
        )
        lead = f"【{verdict}】" if lang is Lang.ZH else f"[{verdict}] "
        stop = "；" if lang is Lang.ZH else "; "
        most = min(_NAMED, len(self.units))
        line = ""
        for named, whole in [
            *((count, True) for count in range(most, 0, -1)),
            *((count, False) for count in range(most, -1, -1)),
        ]:
            line = visible(
                f"{lead}{came.say(lang)}{stop}{self._said(named, called, whole=whole).say(lang)}"
            )
            if cell_len(line) <= width:
                break
        return line

    def _said(self, named: int, called: Mapping[Verdict, Text], *, whole: bool) -> Text:
        """What has changed. named: how many units are told of by name; whole: with their state.

        called: the verdicts' names, which differ where not all rules were judged.
        """
        if self.first:
            return Text("第一次检查", "the first run")
        if not self.units and not self.across:
            number = len(self.outcome.changed)
            if number:
                return Text(
                    f"重新检查 {number} 份，结果未变",
                    f"{number} package(s) judged again, results as before",
                )
            return Text("与上次相同", "as the last time")
        units = self.units[:named]
        told = [_told(item, called) if whole else same(item.name) for item in units]
        told = list(dict.fromkeys(told))  # a unit and what it sent besides
        left = len(self.units) - len(units)
        if left:
            more = Text(f"另有 {left} 份", f"{left} more")
            told.append(more if named else Text(f"{left} 份", f"{left} package(s)"))
        if self.across:
            told.append(Text("跨单位问题或未报送单位", "across units, or who is missing"))
        what = joined(told, "，")
        return Text(f"有变化：{what.zh}", f"changed: {what.en}")

    def as_json(self, status: int) -> bytes:
        """For the command of ``--on-change``."""
        data = {
            "report": "jlxx-check-changes/1",
            "exit_status": status,
            "out": str(self.outcome.index.parent),
            "first": self.first,
            "across": self.across,
            "judged": list(self.outcome.changed),
            "changes": [
                {"name": item.name, "path": item.path, "before": item.before, "after": item.after}
                for item in self.units
            ],
        }
        return (json.dumps(data, ensure_ascii=True, indent=2) + "\n").encode()


def _told(change: UnitChange, called: Mapping[Verdict, Text]) -> Text:
    def said(standing: dict[str, Any]) -> Text:
        return called[_VERDICTS.get(str(standing.get("verdict")), Verdict.INCOMPLETE)]

    name = change.name
    if change.after is None:
        return _withdrawn(name, change.before or {}, said)
    after = said(change.after)
    if change.before is None:
        return Text(f"{name} {after.zh}（新）", f"{name} {after.en} (new)")
    before = said(change.before)
    if after != before:
        was = Text(f"上次{before.zh}", f"was: {before.en}")
        return Text(f"{name} {after.zh}（{was.zh}）", f"{name} {after.en} ({was.en})")
    errors = [
        (standing or {}).get("summary", {}).get("error", 0)
        for standing in (change.before, change.after)
    ]
    if errors[0] != errors[1]:
        error = LEVELS[Level.ERROR]
        return Text(
            f"{name} {error.zh} {errors[0]}→{errors[1]}",
            f"{name} {error.en}s {errors[0]}→{errors[1]}",
        )
    return same(name)


def _withdrawn(name: str, before: dict[str, Any], said: Callable[[dict[str, Any]], Text]) -> Text:
    """Of what did not count before there is no verdict of the unit's to tell."""
    if any(before.get(key) for key in ("superseded_by", "undecided", "void")):
        return Text(
            f"{name} 一份不计入的材料已撤走", f"{name}: a delivery that did not count withdrawn"
        )
    was = said(before)
    return Text(f"{name} 已撤走（上次{was.zh}）", f"{name} withdrawn (was: {was.en})")


def _read(out: Path) -> dict[str, Any] | None:
    """What ``batch.json`` says; None where there is none, or nothing that can be read."""
    from jlxx_check.reporters.batch import BATCH_JSON

    try:
        data = json.loads((out / BATCH_JSON).read_bytes())
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _packages(data: dict[str, Any] | None) -> dict[str, dict[str, Any]]:
    found = (data or {}).get("packages", ())
    return {str(item["path"]): item for item in found if isinstance(item, dict) and "path" in item}


def _called_before(
    old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]]
) -> dict[str, str]:
    """What came under another name before: its path, and the one that it had.

    That is where of a unit one delivery is gone and one is new: the unit is told of once.
    """

    def by_unit(
        these: dict[str, dict[str, Any]], others: dict[str, dict[str, Any]]
    ) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in (path for path in these if path not in others):
            found.setdefault(str(these[path].get("unit") or ""), []).append(path)
        return found

    gone, came = by_unit(old, new), by_unit(new, old)
    return {
        came[unit][0]: gone[unit][0]
        for unit in came
        if unit and len(came[unit]) == len(gone.get(unit, ())) == 1
    }


def _standing(item: dict[str, Any] | None) -> list[Any] | None:
    return None if item is None else [item.get(key) for key in _STANDING]


def _beside(data: dict[str, Any] | None) -> list[Any]:
    return [(data or {}).get(key) for key in ("findings", "missing_units", "maybe_units")]


def hook(own: ChangeOptions) -> tuple[str, ...]:
    """The command to be told, with its program as it is found. Raises CallProblem."""
    command = tuple(own.on_change or ())
    if not command:
        return ()
    if not command[0].strip():
        raise CallProblem(Text("--on-change 是空的，请写命令。", "--on-change is empty."))
    program = shutil.which(command[0])
    if program is None:
        raise CallProblem(
            Text(
                f"--on-change 的命令找不到，或不能执行：{command[0]}。一个词写一次 --on-change，"
                "如 --on-change python3 --on-change 通知.py。",
                f"--on-change: no such command, or none that can be run: {command[0]}. Write "
                "--on-change once for each word: --on-change python3 --on-change tell.py.",
            )
        )
    return (program, *command[1:])


def run_hook(command: Sequence[str], changes: Changes, status: int, lang: Lang) -> int:
    """Tell the command what has changed; the exit status, 3 where it failed and all else is well.

    It is started without a shell. Whatever becomes of it, the results are written already.
    """
    if not command or not (changes.first or changes.units or changes.across):
        return status
    try:
        done = subprocess.run(
            list(command), input=changes.as_json(status), timeout=_PATIENCE, check=False
        )
        failed = done.returncode and Text(
            f"退出码 {done.returncode}", f"exit status {done.returncode}"
        )
    except subprocess.TimeoutExpired:
        failed = Text(f"{_PATIENCE} 秒没有结束", f"not done within {_PATIENCE} s")
    except OSError as error:
        failed = reason(error)
    if not failed:
        return status
    said = Text(
        f"--on-change 的命令失败（{failed.zh}）：{command[0]}。检查结果都已写好。",
        f"The command of --on-change failed ({failed.en}): {command[0]}. All results are written.",
    )
    say_aside(visible(said.say(lang)))
    return status or ExitStatus.NOT_FINISHED
