"""The library's face, as a program of someone else's would use it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import jlxx_check
from jlxx_check import NotAPackage, NothingSelected, PackError, Reading, check, load_pack
from jlxx_check.api import CheckSettings, examine, judge, open_package, understand
from jlxx_check.model.report import Verdict

NOTHING = "nothing_like_this"
#: The smallest one, made for another notice: much is wrong with it by this one.
SAMPLE = Path(__file__).parents[1] / "sample_packages" / "university"


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
