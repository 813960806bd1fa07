"""A share that fails, gives no answer, comes back: what was stays, and nothing is made of failures.

The layer between the program and its inbox fails at moments that a seed chooses: at listing, at
asking, at opening, at reading. In between no letter and no error may be made of that; in the end
all is as if nothing had ever failed.
"""

from __future__ import annotations

import errno
import io
import json
import os
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from jlxx_check.api import CheckSettings, Examined, Reading, examine, load_pack
from jlxx_check.batch import BatchCall, CannotBatch, run_batch
from jlxx_check.files import NotAPackage
from jlxx_check.files.folder_tree import OutOfReach, open_folder
from jlxx_check.model.outcome import Level
from jlxx_check.text import same
from jlxx_check.values import stamps
from tests.batch.boxes import SMALL, files, run, small_box
from tests.support.examples import TIMES
from tests.support.remembered_files import files_remembered
from tests.support.variants import COMPLYING

ERRORS = (errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.ENOTCONN, errno.EHOSTDOWN)


@dataclass
class Share:
    """How the layer below a folder fails."""

    top: str
    #: How often, 0 to 1.
    often: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(0))
    #: Of these alone.
    only: str = ""
    failed: int = 0

    def ask(self, path: object) -> None:
        """Raises OSError where it is time to."""
        told = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if not told.startswith(self.top) or (self.only and not told.endswith(self.only)):
            return
        if self.chance.random() < self.often:
            self.failed += 1
            number = self.chance.choice(ERRORS)
            raise OSError(number, os.strerror(number), told)


@contextmanager
def failing(share: Share) -> Iterator[None]:
    """Everything below the share's top is asked for through it."""
    scandir, opened, stat, lstat = os.scandir, os.open, os.stat, os.lstat
    names: dict[int, str] = {}

    class Raw(io.FileIO):
        def readinto(self, buffer: Any) -> int:
            share.ask(names.get(self.fileno()))
            return super().readinto(buffer)

        def read(self, size: int | None = -1) -> bytes:
            share.ask(names.get(self.fileno()))
            return super().read(size)  # type: ignore[arg-type,return-value]

    def scan(path: Any = ".") -> Any:
        share.ask(path)
        return scandir(path)

    def open_(path: Any, *words: Any, **named: Any) -> int:
        share.ask(path)
        descriptor = opened(path, *words, **named)
        names[descriptor] = os.fsdecode(path)
        return descriptor

    def status(path: Any, **named: Any) -> os.stat_result:
        share.ask(path)
        return stat(path, **named)

    def link_status(path: Any, **named: Any) -> os.stat_result:
        share.ask(path)
        return lstat(path, **named)

    with (
        patch("os.scandir", scan),
        patch("os.open", open_),
        patch("os.stat", status),
        patch("os.lstat", link_status),
        patch("os.fdopen", lambda number, *_: io.BufferedReader(Raw(number, "rb"))),
        patch("io.FileIO", Raw),
    ):
        yield


def errors(out: Path) -> set[tuple[str, ...]]:
    """What the reports in the output hold against packages."""
    found = set()
    for path in out.glob("*/report.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        found |= {
            (told["package"]["path"], item["rule"], item["message"])
            for item in told["findings"]
            if item["level"] == "error"
        }
    return found


def letters(out: Path) -> dict[str, bytes]:
    return {path: data for path, data in files(out).items() if path.endswith((".docx", ".txt"))}


def in_force(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without letters that newer ones replaced: the other unit was read first in a later round."""
    return {path: data for path, data in found.items() if "/已失效/" not in path}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was built a moment ago counts as settled."""
    monkeypatch.setattr(stamps, "_SETTLED", 0)


def test_in_the_end_all_is_as_if_nothing_had_failed(tmp_path: Path) -> None:
    box = tmp_path / "收件"
    small_box(box, 2)
    reading = replace(SMALL.reading, cache=tmp_path / "cache")
    settings = replace(SMALL, formats=("json", "docx"), reading=reading)
    well = tmp_path / "好"
    assert run(box, well, replace(settings, reading=SMALL.reading)).exit_status() in (0, 1)
    told, sent = errors(well), letters(well)
    share = Share(str(box))
    often = 4 * TIMES
    for seed in range(2 * often):
        out = tmp_path / f"坏{seed // often}"  # begun twice
        share.chance.seed(seed)
        share.often = share.chance.choice((0.003, 0.01, 0.03, 0.2))
        before = share.failed
        try:
            with failing(share):
                outcome = run(box, out, settings)
        except CannotBatch as error:
            assert error.passing
        else:
            hurt = bool(outcome.open) or any(
                item.report is None for item in outcome.batch.deliveries
            )
            assert hurt <= (share.failed > before)
            assert not hurt or outcome.exit_status() in (1, 3)
        assert errors(out) <= told
        assert in_force(letters(out)).keys() <= sent.keys()
    assert share.failed
    for out in (tmp_path / "坏0", tmp_path / "坏1"):
        run(box, out, settings)
        assert in_force(files(out)) == files(well)


MISTAKES = COMPLYING.parent / "mistakes" / "吉林市教育局"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of which forms and registers alone are there, and much is wrong."""
    target = tmp_path_factory.mktemp("材料") / MISTAKES.name
    media = shutil.ignore_patterns("*.mp4", "*.mov", "*.avi", "*.jp*g", "*.png", "*.heic", "*.bmp")
    return Path(shutil.copytree(MISTAKES, target, ignore=media))


def judged(package: Path) -> tuple[Examined, set[tuple[object, ...]]]:
    """What a report holds against a package; not whose it is, which may be known less well."""
    settings = CheckSettings(load_pack(), reading=Reading(isolated=False, jobs=1))
    with files_remembered():  # papers are fetched whole, or not at all
        found = examine(package, settings)
    return found, {
        (item.rule, item.file, item.message.zh)
        for item in found.report.findings
        if item.level is Level.ERROR
    }


def test_no_error_comes_of_what_was_not_read(papers: Path) -> None:
    _, well = judged(papers)
    for unread in (
        "终身学习品牌项目/04新芽科普行/推介表.docx",  # its register says something else
        "终身学习品牌项目/终身学习品牌项目推介登记表.docx",
        "百姓学习之星/百姓学习之星推介登记表.xlsx",
        "百姓学习之星/06齐嵩宇",
        "百姓学习之星",
    ):
        share = Share(str(papers), often=1.0, only=f"/{unread}")
        with failing(share):
            examined, found = judged(papers)
        assert share.failed, unread
        assert found <= well, unread
        assert examined.report.faults, unread
        assert examined.package.unread, unread
    assert found < well


@pytest.mark.parametrize("only", ["报送函.docx", "推介表.docx"])
def test_a_file_that_may_be_anything_leaves_a_package_unfinished(tmp_path: Path, only: str) -> None:
    """A paper that no rule asks for may have been a form."""
    for name in ("报送函.docx", "林晓禾/推介表.docx"):
        (tmp_path / "包" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "包" / name).write_bytes(b"PK")
    settings = CheckSettings(load_pack(), reading=Reading(isolated=False, jobs=1))
    with failing(Share(str(tmp_path), often=1.0, only=only)):
        report = examine(tmp_path / "包", settings).report
    assert any((item.file or "").endswith(only) and item.fault for item in report.not_judged)


def test_a_share_that_fails_again_and_again_is_no_package(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number}.jpg").write_bytes(b"x")
    settings = CheckSettings(load_pack(), reading=Reading(isolated=False, jobs=1))
    share = Share(str(tmp_path), often=1.0, only=".jpg")
    with failing(share), pytest.raises(OutOfReach) as caught:
        examine(tmp_path, settings)
    assert "一再出错" in caught.value.text.zh
    assert caught.value.passing
    with failing(Share(str(tmp_path), often=1.0)), pytest.raises(OutOfReach):
        examine(tmp_path, settings)
    with pytest.raises(NotAPackage) as missing:
        examine(tmp_path / "没有", settings)
    assert not missing.value.passing


def test_a_listing_without_an_answer_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲").mkdir()
    real, never = os.scandir, threading.Event()

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith("甲"):
            never.wait()
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(OutOfReach) as caught:
        open_folder(tmp_path, 0.2)
    never.set()
    assert "没有回应" in caught.value.text.zh


class TestBatch:
    """What a run makes of it."""

    def test_results_stay_where_the_share_fails(self, tmp_path: Path) -> None:
        box, out = tmp_path / "收件", tmp_path / "结果"
        small_box(box, 2)
        run(box, out)
        before = files(out)
        target = sorted(item for item in box.iterdir() if item.is_dir())[0]
        (target / "补.txt").write_bytes(b"new")
        share = Share(str(target), often=1.0, only=target.name)
        with failing(share), pytest.raises(CannotBatch) as caught:
            run(box, out)
        assert caught.value.passing
        assert files(out) == before

    def test_fewer_than_there_are_bound_to_be(self, tmp_path: Path) -> None:
        box, out = tmp_path / "收件", tmp_path / "结果"
        small_box(box, 2)
        for least, short in ((0, False), (3, False), (4, True)):
            outcome = run_batch(BatchCall(box, out, SMALL, least=least))
            assert (outcome.short, outcome.exit_status() == 3) == (short, short)
            assert bool(outcome.losses) == short

    def test_what_is_not_reached_in_time_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box, out = tmp_path / "收件", tmp_path / "结果"
        small_box(box, 2)
        monkeypatch.setattr("jlxx_check.batch.desk.BatchRound.late", True)
        late = run(box, out)
        assert late.exit_status() == 3
        assert {item.report for item in late.batch.deliveries} == {None}
        assert all(
            "--total-seconds" in (item.problem or same("")).zh for item in late.batch.deliveries
        )
        monkeypatch.undo()
        assert not run(box, out).open

    def test_a_package_that_moves_while_it_is_judged(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from jlxx_check.batch import execute

        box, out = tmp_path / "收件", tmp_path / "结果"
        small_box(box, 2)
        moving = sorted(item.name for item in box.iterdir() if item.is_dir())[0]
        real = execute.judge_delivery

        def judge(job: Any) -> Any:
            done = real(job)
            if job.delivery == moving:
                (box / moving / "还在来.jpg").write_bytes(b"more")
            return done

        monkeypatch.setattr(execute, "judge_delivery", judge)
        outcome = run(box, out)
        assert outcome.open == (moving,)
        (found,) = [item for item in outcome.batch.deliveries if item.path == moving]
        assert found.report is None
        assert "还在变动" in (found.problem or same("")).zh
        assert found.unit not in outcome.batch.missing_units
        assert outcome.exit_status() in (1, 3)
        monkeypatch.undo()
        assert run(box, out).open == ()
