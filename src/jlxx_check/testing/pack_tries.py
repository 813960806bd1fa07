"""A pack tried on what lies beside it: its cases, and small packages with their reports.

Cases are ``cases/*.yaml``. ``packages/<name>/`` (or ``<name>.zip``) is judged, and held against
``<name>.expected.json`` beside it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jlxx_check.api import RulePack, load_pack
from jlxx_check.packs import load_source
from jlxx_check.packs.pack_digest import BESIDE
from jlxx_check.testing.case_facts import BadCase
from jlxx_check.testing.rule_cases import differences, load_cases, run_case
from jlxx_check.testing.sample_reports import essence, judge_sample, unlike, written_json
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.moments import as_written
from jlxx_check.values.whole_files import write_whole

CASES, PACKAGES = BESIDE
_EXPECTED = ".expected.json"
_WITH, _RECEIVED = "judged with", "received"


@frozen
class Tried:
    """One case or package. faults: in what it is not as expected; empty where it is.

    accepted: its report was written down as what is expected from now on.
    """

    name: str
    faults: tuple[Text, ...]
    accepted: bool = False


@frozen
class PackTried:
    """All that was tried of a pack.

    without: its rules that no case is about; those that go by a notice above are tried beside that.
    """

    cases: tuple[Tried, ...]
    packages: tuple[Tried, ...]
    without: tuple[str, ...]

    @property
    def failed(self) -> tuple[Tried, ...]:
        """What was not as expected."""
        return tuple(item for item in (*self.cases, *self.packages) if item.faults)


def try_pack(name_or_path: str | Path, *, accept: bool = False) -> PackTried:
    """Run the cases and judge the packages that lie beside a pack. Raises PackError, BadCase.

    accept: what the program now says of each package is written beside it as what is expected.
    """
    source = load_source(name_or_path)
    pack = load_pack(name_or_path)
    cases = load_cases(source.folder / CASES, str(name_or_path))
    tried = tuple(Tried(str(case), differences(case, run_case(case))) for case in cases)
    packages = tuple(
        _try_package(path, pack, accept=accept) for path in _packages(source.folder / PACKAGES)
    )
    named = {case.rule for case in cases}
    inherited = source.pack.told_by
    without = tuple(rule for rule in source.pack.rules if rule not in (named | inherited.keys()))
    return PackTried(tried, packages, without)


def _packages(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = [item for item in folder.iterdir() if not item.name.startswith(".")]
    return sorted(item for item in found if not item.name.endswith(_EXPECTED))


def _try_package(package: Path, pack: RulePack, *, accept: bool) -> Tried:
    file = package.with_name((package.name if package.is_dir() else package.stem) + _EXPECTED)
    expected = _expectation(file)
    usual = as_written(pack.pack.due) if pack.pack.due is not None else ""
    received = expected.get(_WITH, {}).get(_RECEIVED, usual)
    report = judge_sample(package, pack, received)
    found = essence(report, {"rules": pack.pack.id, _RECEIVED: received})
    if accept:
        write_whole(file, written_json(found).encode())
        return Tried(package.name, (), accepted=True)
    if not expected:
        why = Text(
            f"没有写明应得的结果（{file.name}）；加上 --accept 就把现在的结果写下来，请再逐行核对",
            f"nothing says what it should give ({file.name}); --accept writes down what it gives "
            "now, for you to read line by line",
        )
        return Tried(package.name, (why,))
    return Tried(package.name, tuple(unlike(expected, found)))


def _expectation(file: Path) -> dict[str, Any]:
    """What the report should be; empty where nothing says so."""
    if not file.is_file():
        return {}
    try:
        data = json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise BadCase(
            Text(f"{file}: 不是JSON（{error}）。", f"{file}: is no JSON ({error}).")
        ) from error
    if not isinstance(data, dict) or not isinstance(data.get(_WITH, {}), dict):
        raise BadCase(Text(f"{file}: 应是一个对象。", f"{file}: has to be an object."))
    return data
