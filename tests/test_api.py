"""The library's face, as a program of someone else's would use it."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jlxx_check
from jlxx_check import (
    BatchCall,
    BatchSettings,
    Lang,
    NotAPackage,
    NothingSelected,
    PackError,
    Reading,
    Report,
    Text,
    check,
    exit_status,
    formats,
    init,
    load_decisions,
    load_pack,
    read_report,
    render,
    repair,
    seal,
    verify_seal,
)
from jlxx_check.api import CheckSettings, examine, judge, open_package, understand
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.formats import FORMATS
from tests.support.remembered_files import files_remembered

NOTHING = "nothing_like_this"
#: Where it is asked again what the sample comes to, its files are known.
HERE = Reading(isolated=False, jobs=1)
#: The smallest one, made for another notice: much is wrong with it by this one.
SAMPLE = Path(__file__).parents[1] / "sample_packages" / "university"
RECEIVED = date(2023, 7, 10)


@pytest.fixture(scope="module", autouse=True)
def remembered() -> Iterator[None]:
    with files_remembered():
        yield


@pytest.fixture(scope="module")
def report() -> Report:
    return check(SAMPLE, received=RECEIVED, reading=HERE)


def test_every_public_name_is_there() -> None:
    for name in jlxx_check.__all__:
        assert getattr(jlxx_check, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        getattr(jlxx_check, NOTHING)


@pytest.mark.parametrize("jobs", [1, 8])
def test_neither_report_nor_progress_depends_on_how_many_are_read_at_a_time(
    report: Report, jobs: int
) -> None:
    """In processes of their own, as usual."""
    seen: list[tuple[int, int]] = []
    given: dict[str, Any] = {"reading": Reading(jobs=jobs), "progress": lambda *at: seen.append(at)}
    assert check(SAMPLE, received=RECEIVED, **given) == report
    assert report.verdict is Verdict.NONCOMPLIANT
    total = seen[0][1]
    assert total > 10
    assert seen == [(done, total) for done in range(total + 1)]


def test_the_steps_one_by_one_come_to_what_check_does() -> None:
    settings = CheckSettings(
        load_pack(), received=RECEIVED, select=("photo", "quota"), reading=HERE
    )
    with open_package(SAMPLE, settings) as opened:
        package = understand(opened, settings)
    whole = check(SAMPLE, received=RECEIVED, select=settings.select, reading=HERE)
    assert judge(package, settings) == whole


def test_selection_is_all_that_is_judged() -> None:
    report = check(SAMPLE, "jilin-2023", select="video", ignore=["video.sound"], reading=HERE)
    assert report.partial
    assert {rule.id.partition(".")[0] for rule in report.rules} == {"video"}
    assert "video.sound" not in {rule.id for rule in report.rules}


def test_rules_across_packages_are_no_matter_of_a_single_one() -> None:
    whole, less = (check(SAMPLE, ignore=names, reading=HERE) for names in ((), "batch"))
    assert whole == less
    assert not whole.partial
    assert not any(rule.id.startswith("batch.") for rule in whole.rules)
    with pytest.raises(NothingSelected, match="compare packages"):
        check(SAMPLE, select="batch")
    settings = CheckSettings(load_pack(), select=("batch",), reading=HERE)
    assert examine(SAMPLE, settings).report.rules == ()


def test_previous_winners_are_added_to_the_packs_own(tmp_path: Path) -> None:
    winners = tmp_path / "往年.csv"
    winners.write_text("姓名,单位,年度\n某某,某单位,2022\n", encoding="utf-8-sig")
    pack = load_pack()
    more = pack.with_winners(winners)
    assert len(more.pack.winners) == len(pack.pack.winners) + 1
    assert [(item.name, item.given) for item in more.pack.winners[-1:]] == [("某某", True)]
    assert not any(item.given for item in pack.pack.winners)


def test_wrong_calls_raise(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    with pytest.raises(NotAPackage):
        check(tmp_path / "missing")
    with pytest.raises(NotAPackage):
        check(tmp_path / "file.txt")
    with pytest.raises(NothingSelected):
        check(tmp_path, select=["no.such"])
    with pytest.raises(TypeError, match="received"):
        check(tmp_path, received="2023-07-13")  # type: ignore[arg-type]
    with pytest.raises(PackError):
        check(tmp_path, "no-such-pack")
    with pytest.raises(PackError):
        load_pack("no-such-pack")
    with pytest.raises(PackError):
        load_pack(tmp_path)


def test_the_names_are_told_before_they_are_imported() -> None:
    assert set(dir(jlxx_check)) >= {"check", "render", "run_batch", "Level", "JlxxError"}
    assert len(set(jlxx_check.__all__)) == len(jlxx_check.__all__)
    homed = {name for names in jlxx_check._HOMES.values() for name in names}
    assert homed | {"__version__"} == set(jlxx_check.__all__)


@pytest.mark.parametrize("lang", ["zh", "en", Lang.EN])
@pytest.mark.parametrize("name", formats())
def test_a_report_is_rendered_by_names(report: Report, name: str, lang: Lang | str) -> None:
    made = FORMATS[name].render(report, Lang(lang))
    assert render(report, name, lang, whole=False) == made


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"lang": "fr"}, "lang: 'zh' or 'en', not 'fr'"),
        ({"lang": None}, "lang: 'zh' or 'en', not None"),
        ({"format": "pdf"}, "format: one of terminal"),
        ({"format": "html", "colour": True}, "colour"),
    ],
)
def test_what_cannot_be_rendered_is_refused(
    report: Report, given: dict[str, Any], words: str
) -> None:
    with pytest.raises(TypeError, match=words):
        render(report, **given)


def test_files_are_taken_where_they_are_meant(report: Report, tmp_path: Path) -> None:
    earlier, decisions = tmp_path / "x.json", tmp_path / "d.yaml"
    earlier.write_bytes(render(report))
    decisions.write_text("decisions: []\n", encoding="utf-8")
    given: dict[str, Any] = {"received": RECEIVED, "reading": HERE}
    again = check(SAMPLE, baseline=str(earlier), decisions=str(decisions), **given)
    assert again.baseline is not None
    assert again.decided
    assert check(SAMPLE, baseline=report, **given).baseline == again.baseline
    assert Reading(cache=str(tmp_path)).cache_folder == tmp_path
    assert exit_status(report) == exit_status([report]) == 1


NO: Any = 7


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: check(NO), "path: a path"),
        (lambda: check(b"x"), "path: a path"),  # type: ignore[arg-type]
        (lambda: check(SAMPLE, NO), "pack: a path"),
        (lambda: check(SAMPLE, baseline=NO), "baseline: a JSON report's file"),
        (lambda: check(SAMPLE, decisions=NO), "decisions: a file"),
        (lambda: check(SAMPLE, received="2023-07-13"), "received: a date"),  # type: ignore[arg-type]
        (lambda: check(SAMPLE, today="2023-07-13"), "today: a date"),  # type: ignore[arg-type]
        (lambda: check(SAMPLE, select=NO), "select: names"),
        (lambda: check(SAMPLE, ignore=[NO]), "ignore: names"),
        (lambda: check(SAMPLE, show_personal="no"), "show_personal: True or False"),  # type: ignore[arg-type]
        (lambda: check(SAMPLE, progress=NO), "progress: a function"),
        (lambda: check(SAMPLE, reading=NO), "reading: a Reading"),
        (lambda: Reading(jobs="2"), "jobs: a number"),  # type: ignore[arg-type]
        (lambda: Reading(jobs=True), "jobs: a number"),
        (lambda: Reading(limits=NO), "limits: FileLimits"),
        (lambda: Reading(archives=NO), "archives: ArchiveLimits"),
        (lambda: Reading(isolated=NO), "isolated: True or False"),
        (lambda: Reading(cache=NO), "cache: a path"),
        (lambda: CheckSettings("jilin-2023"), "pack: what load_pack gives"),  # type: ignore[arg-type]
        (lambda: load_pack(cache=NO), "cache: a path"),
        (lambda: load_pack(NO), "name: a path"),
        (lambda: load_pack().with_winners(NO), "path: a path"),
        (lambda: judge(NO, CheckSettings(load_pack())), "package: what understand gives"),
        (lambda: render(NO), "report: a Report"),
        (lambda: read_report(NO), "source: a path"),
        (lambda: load_decisions(NO), "paths: a path"),
        (lambda: init(NO, "某单位"), "folder: a path"),
        (lambda: init("x", NO), "unit: a name"),
        (lambda: repair(NO), "path: a path"),
        (lambda: seal(NO, "x"), "path: a path"),
        (lambda: verify_seal(NO), "path: a path"),
        (lambda: BatchSettings(lang="fr"), "lang: 'zh' or 'en'"),  # type: ignore[arg-type]
        (lambda: BatchCall(NO, Path("x"), BatchSettings()), "inbox: a path"),
        (lambda: Text("中", "en").say("fr"), "lang: 'zh' or 'en', not 'fr'"),
    ],
)
def test_what_is_of_no_use_is_refused_with_its_name(call: Callable[[], Any], words: str) -> None:
    with pytest.raises(TypeError, match=re.escape(words)):
        call()


def test_a_language_is_meant_by_its_name() -> None:
    assert [Text("中", "en").say(lang) for lang in ("zh", "en", Lang.EN)] == ["中", "en", "en"]
    assert BatchSettings(lang="en").lang is Lang.EN  # type: ignore[arg-type]
    assert BatchSettings(select="video").select == ("video",)  # type: ignore[arg-type]


@pytest.mark.parametrize("thumbnails", [False, True])
def test_a_report_comes_back_from_what_is_rendered(thumbnails: bool, tmp_path: Path) -> None:
    reading = Reading(thumbnails=thumbnails, isolated=False)
    made = check(SAMPLE, received=RECEIVED, reading=reading)
    file = tmp_path / "报告.json"
    file.write_bytes(render(made, lang="en"))
    assert read_report(str(file)) == read_report(file) == read_report(render(made)) == made


def test_json_says_what_could_not_be_judged_and_why() -> None:
    made = check(SAMPLE, select="package.deadline", reading=HERE)
    said = json.loads(render(made, whole=False))
    assert said["partial"] is True
    assert said["notes"] == [note.zh for note in made.notes]
    (item,) = said["not_judged"]
    told = made.not_judged[0]
    assert (item["message"], item["level"], item["lack"]) == (told.why.zh, told.level, told.lack)


def test_a_cache_of_no_use_is_told_in_the_report(tmp_path: Path) -> None:
    package = tmp_path / "材料"
    package.mkdir()
    made = check(package, reading=Reading(cache=package / "c"))
    assert any("缓存" in note.zh for note in made.notes)


def test_a_pack_goes_to_another_process() -> None:
    pack = load_pack()
    back = pickle.loads(pickle.dumps(pack))
    assert back == pack
    assert [rule.parameters for rule in back.rules] == [rule.parameters for rule in pack.rules]
    assert back.rules[0].check is pack.rules[0].check


def test_a_report_is_no_key(report: Report) -> None:
    with pytest.raises(TypeError, match="no hash"):
        hash(report)
    assert pickle.loads(pickle.dumps(report)) == report
