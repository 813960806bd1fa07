"""The library's face, as a program of someone else's would use it."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import jlxx_check
from jlxx_check import (
    Lang,
    NotAPackage,
    NothingSelected,
    PackError,
    Reading,
    Report,
    check,
    formats,
    load_pack,
    render,
)
from jlxx_check.api import CheckSettings, examine, judge, open_package, understand
from jlxx_check.model.report import Verdict
from jlxx_check.reporters.formats import FORMATS

NOTHING = "nothing_like_this"
#: The smallest one, made for another notice: much is wrong with it by this one.
SAMPLE = Path(__file__).parents[1] / "sample_packages" / "university"
RECEIVED = date(2023, 7, 10)


@pytest.fixture(scope="module")
def report() -> Report:
    return check(SAMPLE, received=RECEIVED)


def test_every_public_name_is_there() -> None:
    for name in jlxx_check.__all__:
        assert getattr(jlxx_check, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        getattr(jlxx_check, NOTHING)


def test_the_report_does_not_depend_on_how_many_files_are_read_at_a_time() -> None:
    pack = load_pack()
    one, many = (
        check(SAMPLE, pack, received=date(2023, 7, 10), reading=Reading(jobs=jobs))
        for jobs in (1, 8)
    )
    assert one == many
    assert one.verdict is Verdict.NONCOMPLIANT


def test_the_steps_one_by_one_come_to_what_check_does() -> None:
    settings = CheckSettings(load_pack(), received=date(2023, 7, 10), select=("photo", "quota"))
    with open_package(SAMPLE, settings) as opened:
        package = understand(opened, settings)
    whole = check(SAMPLE, received=settings.received, select=settings.select)
    assert judge(package, settings) == whole


def test_progress_counts_every_file_once() -> None:
    seen: list[tuple[int, int]] = []
    check(SAMPLE, progress=lambda done, total: seen.append((done, total)))
    total = seen[0][1]
    assert total > 10
    assert seen == [(done, total) for done in range(total + 1)]


def test_selection_is_all_that_is_judged() -> None:
    report = check(SAMPLE, "jilin-2023", select="video", ignore=["video.sound"])
    assert report.partial
    assert {rule.id.partition(".")[0] for rule in report.rules} == {"video"}
    assert "video.sound" not in {rule.id for rule in report.rules}


def test_rules_across_packages_are_no_matter_of_a_single_one() -> None:
    whole, less = check(SAMPLE), check(SAMPLE, ignore="batch")
    assert whole == less
    assert not whole.partial
    assert not any(rule.id.startswith("batch.") for rule in whole.rules)
    with pytest.raises(NothingSelected, match="compare packages"):
        check(SAMPLE, select="batch")
    assert examine(SAMPLE, CheckSettings(load_pack(), select=("batch",))).report.rules == ()


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
    assert render(report, name, lang) == FORMATS[name].render(report, Lang(lang))


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
    again = check(SAMPLE, baseline=str(earlier), decisions=str(decisions), received=RECEIVED)
    assert again.baseline is not None
    assert again.decided
    assert Reading(cache=str(tmp_path)).cache == tmp_path  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"baseline": 7},
        {"decisions": 7},
        {"received": "2023-07-13"},
        {"select": [7]},
        {"reading": lambda: Reading(cache=7)},  # type: ignore[arg-type]
    ],
)
def test_what_is_meant_by_nothing_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=next(iter(given)).replace("reading", "cache")):
        given = {key: value() if callable(value) else value for key, value in given.items()}
        check(SAMPLE, **given)


def test_a_cache_of_no_use_is_told_in_the_report(tmp_path: Path) -> None:
    package = tmp_path / "材料"
    package.mkdir()
    made = check(package, reading=Reading(cache=package / "c"))
    assert any("缓存" in note.zh for note in made.notes)


def test_a_report_is_no_key(report: Report) -> None:
    with pytest.raises(TypeError, match="no hash"):
        hash(report)
    assert pickle.loads(pickle.dumps(report)) == report
