"""A run, and the next one: what is judged again, what is left alone, what is put right."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import platformdirs
import pytest
from benchmarks.inbox import Made

from jlxx_check import check
from jlxx_check.batch import BatchCall, BatchSettings, CannotBatch, Lists, job, run_batch
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.required import only_writer
from jlxx_check.batch.summing import in_short
from jlxx_check.files import NotAPackage
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.model.report import Report, Verdict
from jlxx_check.packs.installed import own_packs
from jlxx_check.reporters.authorship import Author, author_of
from jlxx_check.reporters.wording import OTHERS_LATER
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_json import from_json, to_json
from tests.batch.boxes import SMALL, files, run, small_box

KEY = b"k" * 32


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return small_box(tmp_path_factory.mktemp("built") / "收件")


@pytest.fixture(scope="module")
def reported(built: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run makes of it, as far from the inbox as in every test."""
    out = built.folder.parent / "out"
    with pytest.MonkeyPatch.context() as patch:
        data = tmp_path_factory.mktemp("data")
        (data / "batch.key").write_bytes(KEY)
        patch.setattr(platformdirs, "user_data_path", lambda *_, **__: data)
        run(built.folder, out)
    return out


@pytest.fixture
def box(built: Made, tmp_path: Path) -> Path:
    """An inbox of the test's own: the same files, as the system sees them."""
    shutil.copytree(built.folder, tmp_path / "收件", copy_function=os.link)
    return tmp_path / "收件"


@pytest.fixture
def out(box: Path, reported: Path, tmp_path: Path, data_folder: Path) -> Path:
    """What was made of it, with the same key at hand."""
    data_folder.mkdir()
    (data_folder / "batch.key").write_bytes(KEY)
    shutil.copytree(reported, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["总览.xlsx", "index.html"])
def test_what_the_call_reads_is_never_overwritten(box: Path, out: Path, name: str) -> None:
    given = out / name
    given.write_text("单位\n某市教育局\n", encoding="utf-8")
    for lists in (Lists(units=given), Lists(received_list=given)):
        with pytest.raises(CannotBatch, match="reads"):
            run(box, out, lists=lists)
        assert given.read_text(encoding="utf-8") == "单位\n某市教育局\n"


def test_lists_may_lie_among_the_reports(box: Path, out: Path) -> None:
    given = out / "单位名单.csv"
    given.write_text("单位\n某市教育局\n", encoding="utf-8")
    run(box, out, lists=Lists(units=given))
    assert given.read_text(encoding="utf-8") == "单位\n某市教育局\n"


def test_every_delivery_gets_its_reports(built: Made, tmp_path: Path) -> None:
    outcome = run(built.folder, tmp_path / "out")
    batch = outcome.batch
    assert outcome.judged == 4
    assert not outcome.unwritten
    assert {item.path for item in batch.deliveries} == {*built.units, built.older}
    assert {item.path for item in batch.counting} == set(built.units)
    (older,) = (item for item in batch.deliveries if not item.counts)
    assert (older.path, older.superseded_by) == (built.older, built.twice)
    written = files(tmp_path / "out")
    for item in batch.deliveries:
        assert item.report is not None
        assert item.report.verdict is Verdict.NONCOMPLIANT, "fewer stars than the notice asks for"
        assert set(item.written) == {"markdown", "json"}
        assert all(path in written for path in item.written.values())
    own = {path for item in batch.deliveries for path in item.written.values()}
    rounds = {f"轮次/{name.partition('（')[0]}.json" for name in built.units}
    overall = {"index.html", "总览.xlsx", "batch.json", "汇总登记表.xlsx", "核对台账.xlsx"}
    assert set(written) - own == overall | rounds


def test_the_report_is_that_of_check(built: Made, tmp_path: Path) -> None:
    (first, *_) = run(built.folder, tmp_path / "out").batch.deliveries
    alone = check(built.folder / first.path)
    package = replace(alone.package, path=first.path)
    whole = replace(alone, package=package, notes=(*alone.notes, OTHERS_LATER))
    assert first.report == in_short(whole)
    kept = OutputFolder(tmp_path / "out").records.read(first.path)
    assert kept is not None
    assert from_json(Report, kept.report) == from_json(Report, to_json(Report, whole))


def test_nothing_is_judged_twice(box: Path, out: Path, tmp_path: Path) -> None:
    before = files(out)
    stamps = {path: (out / path).stat().st_mtime_ns for path in before}
    second = run(box, out)
    assert second.judged == 0
    assert second.batch == run(box, tmp_path / "fresh").batch
    assert files(out) == before
    assert {path: (out / path).stat().st_mtime_ns for path in before} == stamps


def _touch(box: Path, out: Path, name: str) -> None:
    (box / name / "杂记.txt").write_text("新的", encoding="utf-8")


def _remove_report(box: Path, out: Path, name: str) -> None:
    (out / name / "检查报告.md").unlink()


def _damage_record(box: Path, out: Path, name: str) -> None:
    for record in (out / ".jlxx-check" / "deliveries").iterdir():
        data = record.read_bytes()
        if f'"delivery":"{name}"'.encode() in data:
            record.write_bytes(data[:-20])


def _damage_nothing_but_the_page(box: Path, out: Path, name: str) -> None:
    (out / "index.html").write_text("", encoding="utf-8")


def _damage_what_is_known_of_it(box: Path, out: Path, name: str) -> None:
    (out / ".jlxx-check" / "overall.json").write_text("{", encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "judged"),
    [
        (_touch, 1),
        (_remove_report, 1),
        (_damage_record, 1),
        (_damage_nothing_but_the_page, 0),
        (_damage_what_is_known_of_it, 0),
    ],
)
def test_only_what_changed_is_judged_again_and_all_is_put_right(
    built: Made, box: Path, out: Path, change: Callable[[Path, Path, str], None], judged: int
) -> None:
    before = files(out)
    change(box, out, built.units[0])
    assert run(box, out).judged == judged
    after = files(out)
    assert after.keys() == before.keys()
    assert (after == before) is (change is not _touch)


def test_what_a_person_edited_stays_and_the_new_report_goes_beside_it(
    built: Made, box: Path, out: Path
) -> None:
    edited = [out / built.units[0] / "检查报告.md", out / "总览.xlsx"]
    for place in edited:
        place.write_bytes(b"edited")
    outcome = run(box, out)
    assert outcome.judged == 1
    assert all(place.read_bytes() == b"edited" for place in edited)
    (notice,) = outcome.notices
    for place in edited:
        new = place.with_name(f"{place.stem}（新）{place.suffix}")
        assert author_of(new) is Author.PROGRAM
        assert new.name in notice.zh
    again = run(box, out)
    assert (again.judged, again.notices) == (0, ())


def test_a_change_ends_as_a_fresh_run_does(box: Path, out: Path, tmp_path: Path) -> None:
    _touch(box, out, run(box, out).batch.deliveries[0].path)
    run(box, out)
    run(box, tmp_path / "fresh", baseline=out)  # it knows the same rounds
    assert files(out) == files(tmp_path / "fresh")


def test_what_was_withdrawn_is_moved_away_and_nothing_is_deleted(box: Path, out: Path) -> None:
    first, second, *_ = run(box, out).batch.deliveries
    for item in (first, second):
        shutil.rmtree(box / item.path)
    (out / second.written["markdown"]).write_text("改过", encoding="utf-8")
    (out / "别人的.txt").touch()
    before = files(out)
    kept = run(box, out)
    assert kept.lost == (first.path, second.path)
    assert kept.exit_status() == 3
    assert {item.path for item in kept.batch.deliveries if item.withdrawn} == set(kept.lost)
    assert {name: files(out)[name] for name in before if "/" in name} == {
        name: data for name, data in before.items() if "/" in name
    }
    call = BatchCall(box, out, SMALL, withdrawn=True)
    batch = run_batch(call).batch
    assert first.path not in {item.path for item in batch.deliveries}
    assert not (out / first.path).exists()
    (day,) = (out / "已撤走").iterdir()
    moved = {path.relative_to(day).as_posix() for path in day.rglob("*.*")}
    assert moved == {*first.written.values(), *second.written.values()}
    assert (day / second.written["markdown"]).read_text(encoding="utf-8") == "改过"
    assert (out / "别人的.txt").exists()
    assert run(box, out).exit_status() == 1


def test_a_rule_across_packages_that_fails_is_told_and_ends_with_3(
    box: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [Outcome(Status.CRASHED, Text("坏了", "broken"))]
    calls = SimpleNamespace(outcomes=lambda *_: broken)
    monkeypatch.setattr("jlxx_check.engine.across_packages.CheckCalls", lambda *_: calls)
    outcome = run(box, out)
    assert {why.en.rpartition(": ")[2] for why in outcome.batch.faults} == {"broken"}
    assert set(outcome.batch.faults) <= set(outcome.batch.notes)
    older = replace(outcome.batch.deliveries[0], superseded_by="别的")
    nothing_else = replace(outcome, batch=replace(outcome.batch, deliveries=(older,)))
    assert nothing_else.exit_status() == 3
    healthy = replace(nothing_else, batch=replace(nothing_else.batch, rules=()))
    assert healthy.exit_status() == 0


def test_a_format_less_is_a_file_less(box: Path, out: Path) -> None:
    assert run(box, out, replace(SMALL, formats=("json",))).judged == 4
    assert not list(out.glob("*/*.md"))


@pytest.mark.parametrize(
    "settings",
    [
        replace(SMALL, select=("quota",)),
        replace(SMALL, show_personal=True),
        replace(SMALL, formats=("json",)),
    ],
)
def test_other_settings_are_another_judgement(
    box: Path, out: Path, settings: BatchSettings
) -> None:
    assert run(box, out, settings).judged == 4


def test_a_report_names_the_pack_as_this_call_does(box: Path, out: Path, tmp_path: Path) -> None:
    copy = str(shutil.copytree(str(own_packs()["jilin-2023"]), tmp_path / "pack"))
    for rules, judged in ((copy, 4), (copy, 0), ("jilin-2023", 4)):
        outcome = run(box, out, replace(SMALL, rules=rules))
        assert outcome.judged == judged
        named = {item.report.pack.called for item in outcome.batch.counting if item.report}
        assert named == {rules}


def test_another_notice_has_a_folder_of_its_own(box: Path, out: Path) -> None:
    before = files(out)
    with pytest.raises(CannotBatch, match=r"another notice \(jilin-2023\)"):
        run(box, out, replace(SMALL, rules="aku-2026"))
    assert files(out) == before


def test_with_another_key_all_is_judged_again(box: Path, out: Path, data_folder: Path) -> None:
    (data_folder / "batch.key").write_bytes(b"x" * 32)
    assert run(box, out).judged == 4
    assert run(box, out).judged == 0
    (data_folder / "batch.key").write_bytes(b"too short")
    assert run(box, out).judged == 4


def test_the_key_is_its_users_alone(box: Path, tmp_path: Path, data_folder: Path) -> None:
    run(box, tmp_path / "out")
    key = (data_folder / "batch.key").read_bytes()
    assert len(key) == 32
    if os.name == "posix":
        assert (data_folder / "batch.key").stat().st_mode & 0o777 == 0o600
    assert all(
        key not in path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()
    )


def test_no_personal_number_is_in_the_state(out: Path) -> None:
    from benchmarks.inbox import _star

    numbers = [
        _star(number, "")[label].encode()
        for number in range(4)
        for label in ("身份证号", "联系电话")
    ]
    for path in (out / ".jlxx-check").rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        assert not [number for number in numbers if number in data]


def test_a_new_date_is_a_new_judgement_of_that_delivery_alone(
    box: Path, out: Path, tmp_path: Path
) -> None:
    dates = tmp_path / "dates.csv"
    first = run(box, out).batch.deliveries[0]
    dates.write_text(f"单位,收到日期\n{first.name},2023-07-20\n没有的学院,2023-07-01\n", "utf-8")
    outcome = run(box, out, lists=Lists(received_list=dates))
    assert outcome.judged == 1
    late = outcome.batch.deliveries[0]
    assert late.received == date(2023, 7, 20)
    assert late.report is not None
    assert "package.deadline" in {finding.rule for finding in late.report.findings}
    assert any("没有的学院" in note.zh for note in outcome.batch.notes)


def test_who_has_sent_nothing(box: Path, out: Path, tmp_path: Path) -> None:
    units = tmp_path / "units.txt"
    batch = run(box, out).batch
    assert "长春市教育局" in batch.missing_units, "the pack's own list"
    here = batch.counting[0].name
    units.write_text(f"单位\n{here}\n没报的学院\n", "utf-8")
    assert run(box, out, lists=Lists(units=units)).batch.missing_units == ("没报的学院",)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda path: NotAPackage(same(f"打不开“{path}”")), "打不开“安安示例学院”"),
        (lambda _: PermissionError(13, "x"), "没有权限"),
        (lambda _: ValueError("x"), "程序的问题"),
    ],
)
def test_what_cannot_be_judged_is_one_line_and_the_rest_goes_on(
    box: Path,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Callable[[str], Exception],
    said: str,
) -> None:
    _touch(box, out, "安安示例学院")

    def refuse(path: str, *_: object, **__: object) -> None:
        raise error(path)

    with monkeypatch.context() as patch:
        patch.setattr(job, "examine", refuse)
        deliveries = run(box, out).batch.deliveries
    (broken,) = (item for item in deliveries if item.report is None)
    assert broken.problem is not None
    assert said in broken.problem.zh
    assert len(deliveries) == 4
    assert (out / "安安示例学院").exists(), "that it fails now may be over in a moment"
    assert run(box, out).judged == 1
    assert (out / "安安示例学院").exists()


def test_registers_are_read_anew_as_they_were(box: Path, out: Path) -> None:
    """The master register of a run that judges nothing is that of the first."""
    before = (out / "汇总登记表.xlsx").read_bytes()
    (out / "汇总登记表.xlsx").unlink()
    assert run(box, out).judged == 0
    assert (out / "汇总登记表.xlsx").read_bytes() == before


def test_two_never_write_one_output(box: Path, out: Path) -> None:
    with only_writer(out / ".jlxx-check" / "lock"), pytest.raises(CannotBatch):
        run(box, out)


def test_the_output_may_lie_in_the_inbox(box: Path) -> None:
    out = box / "检查结果"
    first = run(box, out)
    assert run(box, out).batch == first.batch
    assert "检查结果" not in {item.path for item in first.batch.deliveries}


def test_an_open_report_does_not_stop_the_rest(
    box: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows has it, where Word keeps a file to itself."""
    from jlxx_check.batch import output_folder

    name = run(box, out).batch.deliveries[0].path
    _touch(box, out, name)
    real = output_folder.write_whole

    def refuse(path: Path, data: bytes, draft: Path | None = None) -> None:
        if path.parent.name == name:
            raise PermissionError(13, "in use")
        real(path, data, draft)

    with monkeypatch.context() as patch:
        patch.setattr(output_folder, "write_whole", refuse)
        outcome = run(box, out)
    assert outcome.unwritten
    assert any(name in note.zh for note in outcome.batch.notes)
    outcome = run(box, out)
    assert (outcome.judged, outcome.unwritten) == (1, ())


@pytest.mark.parametrize("name", ["总览.xlsx", "核对台账.xlsx", "index.html", "batch.json"])
def test_a_report_over_all_that_is_open_is_told_and_written_the_next_time(
    box: Path, out: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for path in ("index.html", "核对台账.xlsx", name):
        (out / path).unlink(missing_ok=True)
    plain = OutputFolder.write

    def locked(folder: OutputFolder, path: str, *more: Any, **named: Any) -> Any:
        if path == name:
            raise PermissionError(13, "in use")
        return plain(folder, path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "write", locked)
        ended = run(box, out)
    (told,) = ended.unwritten
    assert f"“{name}”" in told.zh
    assert "请关闭" in told.zh
    assert told in ended.batch.notes
    assert {"index.html", "核对台账.xlsx"} - {name} <= files(out).keys(), "the rest goes on"
    again = run(box, out)
    assert (again.judged, again.unwritten) == (0, ())
    assert (out / name).is_file()


def test_rounds_that_are_open_are_told_and_kept_all_the_same(
    box: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(out / "轮次")
    shutil.rmtree(out / ".jlxx-check" / "rounds")
    plain = OutputFolder.write

    def locked(folder: OutputFolder, path: str, *more: Any, **named: Any) -> Any:
        if path.startswith("轮次/"):
            raise PermissionError(13, "in use")
        return plain(folder, path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "write", locked)
        ended = run(box, out)
    assert ended.unwritten
    assert all("“轮次/" in told.zh and told in ended.batch.notes for told in ended.unwritten)
    assert list((out / ".jlxx-check" / "rounds").iterdir())


def test_what_is_open_is_withdrawn_the_next_time(
    box: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(box, out).batch.deliveries[0]
    shutil.rmtree(box / first.path)
    call = BatchCall(box, out, SMALL, withdrawn=True)

    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(OutputFolder, "withdraw", locked)
        ended = run_batch(call)
    (told,) = ended.unwritten
    assert f"“{first.path}”" in told.zh
    assert (out / first.path).exists()
    assert not run_batch(call).unwritten
    assert not (out / first.path).exists()
