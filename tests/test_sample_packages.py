"""The sample packages: each is judged and held against the report that lies beside it."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import IO

import pytest
from jsonschema import Draft202012Validator
from sample_packages.expected import HERE, OPTIONS, essence, expected_file, judge, place

from jlxx_check.cli.main import run
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.json_report import schema, to_json
from jlxx_check.text import Lang
from tests.support.samples import BY_TURNS, REVIEWED, judged

NAMES = sorted(path.name.removesuffix(".expected.json") for path in HERE.glob("*.expected.json"))
MIB = 1024 * 1024
#: What a file takes on a disk is whole blocks.
BLOCK = 4096


def listing(package: Path) -> list[tuple[str, int, int]]:
    return sorted(
        (str(path), path.stat().st_size, path.stat().st_mtime_ns)
        for path in (package, *package.rglob("*"))
    )


def file_names(package: Path | IO[bytes]) -> list[str]:
    """Every file of a sample, as another program finds them."""
    if isinstance(package, Path) and package.is_dir():
        paths = (path for path in package.rglob("*") if path.is_file())
        return [path.relative_to(package).as_posix() for path in paths]
    found: list[str] = []
    with zipfile.ZipFile(package, metadata_encoding="gbk") as archive:
        for name in archive.namelist():
            if not name.endswith(".zip"):
                found.append(name)
                continue
            with archive.open(name) as inner:
                found += [f"{name}/{path}" for path in file_names(inner)]
    return found


def test_every_package_has_its_expected_report() -> None:
    folders = {path.name for path in HERE.iterdir() if path.is_dir()} - {"make", "__pycache__"}
    archives = {path.stem for path in HERE.glob("*.zip")}
    assert folders | archives == set(NAMES) == set(OPTIONS)
    assert not folders & archives


@pytest.mark.parametrize("name", NAMES)
def test_report_is_as_expected(name: str) -> None:
    expected = json.loads(expected_file(name).read_text(encoding="utf-8"))
    assert essence(name, judged(name)) == expected


def test_every_planted_mistake_is_found_once_and_nothing_else() -> None:
    planted = json.loads((HERE / "mistakes.planted.json").read_text(encoding="utf-8"))
    wanted = Counter((p["rule"], p["level"], p["entry"], p["file"]) for p in planted)
    found = Counter(
        (item.rule, item.level.value, item.entry, item.file)
        for item in judged("mistakes").findings
        if item.level.value != "review"
    )
    assert found - wanted == Counter()
    assert wanted - found == Counter()


def test_mistakes_are_of_every_family() -> None:
    planted = json.loads((HERE / "mistakes.planted.json").read_text(encoding="utf-8"))
    families = {p["rule"].partition(".")[0] for p in planted}
    everything = {rule.id.partition(".")[0] for rule in judged("mistakes").rules}
    assert families == everything


@pytest.mark.parametrize(
    "name",
    [
        *("complying", "messy", "university", "zipped", "volunteers", "conference"),
        *("moral-2019", "moral-2020", "workers", "college"),
    ],
)
def test_good_packages_have_neither_error_nor_warning(name: str) -> None:
    """Nothing is left unjudged but what a whole list of previous winners would settle."""
    report = judged(name)
    assert (report.summary.error, report.summary.warning) == (0, 0)
    assert report.not_judged == report.asked
    rules = {item.rule for item in report.not_judged}
    assert {rule.partition(".")[2] for rule in rules} <= {"previous-winner"}
    assert report.verdict is Verdict.COMPLIANT


@pytest.mark.parametrize(
    ("name", "lang"),
    [
        *BY_TURNS,
        *((name + REVIEWED, Lang.ZH) for name in ("mistakes", "messy", "moral-2020-mistakes")),
        *((name + REVIEWED, Lang.EN) for name in ("complying", "university", "college-mistakes")),
    ],
)
def test_json_report_is_valid_by_its_schema(name: str, lang: Lang) -> None:
    data = json.loads(to_json(judged(name), lang))
    assert list(Draft202012Validator(schema()).iter_errors(data)) == []


@pytest.mark.parametrize("name", ["mistakes", "zipped"])
def test_package_is_only_read(name: str) -> None:
    """And read in processes of their own, as usual, its files are what they are in this one."""
    before = listing(place(name))
    assert judge(name) == judged(name)
    assert listing(place(name)) == before


@pytest.mark.parametrize(("name", "status"), [("college", 0), ("college-mistakes", 1)])
def test_command_line_says_so_by_its_exit_status(name: str, status: int) -> None:
    judged_by = (word for key, value in OPTIONS[name].items() for word in (f"--{key}", value))
    assert run(["check", str(place(name)), *judged_by, "--quiet"]) == status


@pytest.mark.parametrize("name", NAMES)
def test_every_file_stands_once(name: str) -> None:
    report = judged(name)
    said = [file.path for entry in report.entries for file in entry.files]
    said += [item.path for item in report.registers]
    said += [item.path for item in report.unassigned]
    assert sorted(said) == sorted(file_names(place(name)))


def test_a_packed_sample_is_judged_as_its_folder_is() -> None:
    folder, archive = (judged(name) for name in ("university", "zipped"))
    assert archive.package.kind == "zip"
    assert archive.summary == folder.summary
    assert archive.rules == folder.rules
    assert [entry.name for entry in archive.entries] == [entry.name for entry in folder.entries]


def test_samples_stay_small() -> None:
    files = (path for path in HERE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    blocks = sum(-(-path.stat().st_size // BLOCK) for path in files)
    assert blocks * BLOCK < 25 * MIB
