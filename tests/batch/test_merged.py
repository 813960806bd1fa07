"""A supplement laid over its package in a run, and the next run: what is judged again, and kept."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from benchmarks.inbox import build

from jlxx_check.batch import BatchCall, BatchResult, BatchSettings, Lists, run_batch
from tests.batch.boxes import SMALL, files, run

SETTINGS = SMALL
MORE = "补充材料"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two units, the first of which has forgotten a photo of its project, and sends it."""
    folder = tmp_path_factory.mktemp("built") / "收件"
    made = build(folder, 2, stars=1, projects=1, archives=False)
    for path in folder.iterdir():
        if path.name != made.units[1]:
            shutil.rmtree(path)
    base = folder / made.units[1]
    photo = next(path for path in sorted(base.rglob("*.jpg")) if "项目" in path.as_posix())
    added = folder / f"{base.name}{MORE}" / photo.relative_to(base)
    added.parent.mkdir(parents=True)
    photo.rename(added)
    return folder


@pytest.fixture
def box(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "收件"))


def rows(out: Path) -> dict[str, dict[str, Any]]:
    batch = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    return {item["path"]: item for item in batch["packages"]}


def names(box: Path) -> tuple[str, str]:
    more = next(path.name for path in box.iterdir() if path.name.endswith(MORE))
    return more.removesuffix(MORE), more


def again(box: Path, lists: Lists | None = None) -> BatchResult:
    return run(box, box.parent / "out", SETTINGS, lists)


def test_the_whole_is_judged_and_judged_again_only_when_a_part_changes(box: Path) -> None:
    out, (base, more) = box.parent / "out", names(box)
    again(box)
    found = rows(out)
    assert (found[more]["supplements"], found[more]["superseded_by"]) == (base, base)
    assert (found[base]["supplements"], found[base]["superseded_by"]) == (None, None)
    assert found[base]["unit"] == found[more]["unit"] == base
    assert found[base]["report"] == found[more]["report"]
    report = json.loads((out / found[base]["report"]).read_text(encoding="utf-8"))
    assert report["package"]["path"] == base
    assert found[base]["summary"] == report["summary"]
    [photo] = [path for path in box.rglob("*.jpg") if MORE in path.as_posix()]
    shown = [file["path"] for entry in report["entries"] for file in entry["files"]]
    assert photo.relative_to(box).as_posix() in shown
    assert not [item for item in report["findings"] if item["rule"] == "project.photos"]
    [told] = (out / found[base]["report"]).parent.glob("*.md")
    assert f"已并入补充材料“{more}”：增加 1 个文件" in told.read_text(encoding="utf-8")

    written = {path: path.stat().st_mtime_ns for path in out.rglob("检查报告*")}
    assert again(box).judged == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("检查报告*")} == written

    photo.unlink()
    again(box)
    report = json.loads((out / rows(out)[base]["report"]).read_text(encoding="utf-8"))
    assert [item for item in report["findings"] if item["rule"] == "project.photos"]


def test_once_the_supplement_is_gone_the_package_stands_by_itself(box: Path) -> None:
    out, (base, more) = box.parent / "out", names(box)
    again(box)
    whole = out / rows(out)[base]["report"]
    shutil.rmtree(box / more)
    assert again(box).exit_status() == 3  # believed only where a person says so
    assert rows(out)[more]["supplements"] == base
    assert whole.exists()
    run_batch(BatchCall(box, out, SETTINGS, withdrawn=True))
    found = rows(out)
    assert not whole.exists()
    assert found[base]["superseded_by"] is None
    assert found[base]["report"] == f"{base}/检查报告.json"
    assert found[base]["verdict"] == "noncompliant"


def test_the_desk_decides_otherwise(box: Path, tmp_path: Path) -> None:
    out, (base, more) = box.parent / "out", names(box)
    outcome = again(box)
    assert not any(item.undecided for item in outcome.batch.deliveries)
    given = tmp_path / "作用.csv"
    given.write_text(f"文件,作用\n{more},作废\n", encoding="utf-8")
    again(box, Lists(units=given))
    found = rows(out)
    assert (found[more]["supplements"], found[more]["superseded_by"]) == (None, base)
    assert found[base]["verdict"] == "noncompliant"


@pytest.mark.parametrize(("part", "gone"), [("作废", 1), ("补充", 1), ("更正", 0)])
def test_what_does_not_count_is_missed_like_any_other(
    box: Path, tmp_path: Path, part: str, gone: int
) -> None:
    given = tmp_path / "作用.csv"
    given.write_text(f"文件,作用\n{names(box)[1]},{part}\n", encoding="utf-8")
    lists, out = Lists(units=given), box.parent / "out"
    shutil.rmtree(box / _not_counting(box, lists, gone))
    assert again(box, lists).exit_status() == 3
    meant = run_batch(BatchCall(box, out, SETTINGS, lambda: lists, withdrawn=True))
    assert meant.exit_status() == 1
    assert again(box, lists).exit_status() == 1


def _not_counting(box: Path, lists: Lists, which: int) -> str:
    """The delivery of the two that does not count, once both are judged."""
    path = names(box)[which]
    (item,) = [item for item in again(box, lists).batch.deliveries if not item.counts]
    assert item.path == path
    return path


def test_a_supplement_of_nothing_waits_for_the_desk(box: Path) -> None:
    base, more = names(box)
    shutil.rmtree(box / base)
    outcome = again(box)
    assert outcome.exit_status() == 3
    found = rows(box.parent / "out")[more]
    assert found["undecided"]
    assert found["verdict"] == "incomplete"
    assert outcome.batch.counting == ()


#: What says, over all, that something is gone.
OVERALL = {"index.html", "batch.json", "总览.xlsx", "核对台账.xlsx"}


def zipped(folder: Path, archive: Path, modified: float) -> None:
    """The folder's files, all of one time, in an archive of another."""
    with zipfile.ZipFile(archive, "w") as made:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(
                path.relative_to(folder.parent).as_posix(), (2023, 7, 1, 9, 0, 0)
            )
            made.writestr(info, path.read_bytes())
    os.utime(archive, (modified, modified))


def told_apart_by_archive_time(box: Path) -> str:
    base, more = names(box)
    shutil.rmtree(box / more)
    zipped(box / base, box / f"{base}.zip", 1_688_600_000)
    next(path for path in sorted((box / base).rglob("*.jpg"))).unlink()
    zipped(box / base, box / f"{base}材料.zip", 1_688_700_000)
    shutil.rmtree(box / base)
    return f"{base}材料.zip"


def with_a_supplement(box: Path) -> str:
    return names(box)[0]


@pytest.mark.parametrize("arrange", [told_apart_by_archive_time, with_a_supplement])
def test_an_inbox_that_is_empty_for_a_moment_decides_nothing_anew(
    box: Path, arrange: Callable[[Path], str]
) -> None:
    counts, out, away = arrange(box), box.parent / "out", box.parent / "away"
    every = replace(SMALL, formats=BatchSettings().formats)
    before = run(box, out, every)
    assert [item.path for item in before.batch.counting] == [counts]
    written = files(out)

    away.mkdir()
    for path in list(box.iterdir()):
        path.rename(away / path.name)
    empty = run(box, out, every)
    assert empty.exit_status() == 3
    assert empty.judged == 0
    assert [item.path for item in empty.batch.counting] == [counts]
    assert [(item.superseded_by, item.newer, item.problem) for item in empty.batch.deliveries] == [
        (item.superseded_by, item.newer, item.problem) for item in before.batch.deliveries
    ]
    kept = files(out)
    assert kept.keys() == written.keys()
    assert {name for name in kept if kept[name] != written[name]} <= OVERALL

    for path in list(away.iterdir()):
        path.rename(box / path.name)
    back = run(box, out, every)
    assert back.judged == 0
    assert files(out) == written


def test_what_is_new_to_a_whole_waits_while_its_base_is_gone(box: Path) -> None:
    out, (base, more) = box.parent / "out", names(box)
    again(box)
    report = rows(out)[base]["report"]
    written = (out / report).read_bytes()
    second = box / f"{base}{MORE}二"
    shutil.copytree(box / more, second)
    [photo] = second.rglob("*.jpg")
    photo.rename(photo.with_name("又一张.jpg"))
    (box / base).rename(box.parent / "away")
    outcome = again(box)
    assert outcome.exit_status() == 3
    found = rows(out)
    assert second.name in found
    assert found[second.name]["undecided"]
    assert (found[more]["supplements"], found[base]["report"]) == (base, report)
    assert found[base]["problem"] is None
    assert (out / report).read_bytes() == written
    (box.parent / "away").rename(box / base)
    again(box)
    assert rows(out)[second.name]["supplements"] == base
