"""What is still being copied is left alone; what has come to rest is judged, once."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest

from jlxx_check.batch import (
    BatchCall,
    BatchResult,
    CannotBatch,
    OutputGone,
    Rhythm,
    watch,
    watch_once,
)
from jlxx_check.batch import watching as module
from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.desk import desk
from jlxx_check.text import Text
from tests.batch.boxes import SMALL

RHYTHM = Rhythm(every=10, quiet_for=30)


class Clock:
    """Time that passes only while somebody sleeps; what is to happen meanwhile happens then."""

    def __init__(self) -> None:
        self.now = 1_000_000.0
        self.happens: dict[float, list[Callable[[], object]]] = {}

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        for moment in sorted(self.happens):
            if self.now < moment <= self.now + seconds:
                for happens in self.happens.pop(moment):
                    happens()
        self.now += seconds

    def later(self, seconds: float, file: Path, text: str) -> None:
        def write() -> None:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")

        self.happen(seconds, write)

    def happen(self, seconds: float, what: Callable[[], object]) -> None:
        self.happens.setdefault(self.now + seconds, []).append(what)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "time", made)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path / "data")
    return made


@pytest.fixture
def watched(tmp_path: Path) -> BatchCall:
    inbox = tmp_path / "收件"
    for name in ("甲示例学院", "乙示例学院"):
        (inbox / name).mkdir(parents=True)
        (inbox / name / "说明.txt").write_text("说明", encoding="utf-8")
    return BatchCall(inbox, tmp_path / "结果", replace(SMALL, formats=("json",)))


def names(outcome: BatchResult) -> list[str]:
    return [item.path for item in outcome.batch.deliveries]


def test_once_waits_for_what_has_just_come(watched: BatchCall, clock: Clock) -> None:
    begin = clock.now
    outcome = watch_once(watched, RHYTHM)
    assert sorted(names(outcome)) == ["乙示例学院", "甲示例学院"]
    assert clock.now - begin == RHYTHM.quiet_for


def test_once_again_neither_waits_nor_judges(watched: BatchCall, clock: Clock) -> None:
    watch_once(watched, RHYTHM)
    begin = clock.now
    outcome = watch_once(watched, RHYTHM)
    assert (clock.now, len(outcome.batch.deliveries)) == (begin, 2)


def test_once_leaves_what_still_changes_for_the_next_time(watched: BatchCall, clock: Clock) -> None:
    clock.later(20, watched.inbox / "甲示例学院" / "照片.jpg", "half a photo")
    outcome = watch_once(watched, RHYTHM)
    assert names(outcome) == ["乙示例学院"]
    assert any("甲示例学院" in note.zh for note in outcome.batch.notes)
    clock.now += 600
    assert len(watch_once(watched, RHYTHM).batch.deliveries) == 2


def test_a_package_that_changes_again_keeps_its_report_meanwhile(
    watched: BatchCall, clock: Clock
) -> None:
    before = watch_once(watched, RHYTHM)
    clock.now += 600
    late = watched.inbox / "甲示例学院" / "照片.jpg"
    late.write_text("half a photo", encoding="utf-8")
    clock.later(20, late, "a whole photo, say")
    meanwhile = watch_once(watched, RHYTHM)
    assert meanwhile.judged == 0
    assert meanwhile.batch.deliveries == before.batch.deliveries
    clock.now += 600
    after = watch_once(watched, RHYTHM)
    assert after.judged == 1
    assert after.batch.deliveries != before.batch.deliveries


def test_watching_judges_what_comes_to_rest(watched: BatchCall, clock: Clock) -> None:
    runs: Iterator[BatchResult] = watch(watched, RHYTHM)
    assert len(names(next(runs))) == 2
    begin = clock.now
    clock.later(25, watched.inbox / "丙示例学院" / "说明.txt", "说明")
    clock.later(45, watched.inbox / "丙示例学院" / "照片.jpg", "a photo")
    outcome = next(runs)
    assert (len(names(outcome)), outcome.judged) == (3, 1)
    assert clock.now - begin >= 45 + RHYTHM.quiet_for
    assert clock.now - begin <= 45 + RHYTHM.quiet_for + 2 * RHYTHM.every


def test_what_is_still_being_copied_is_told_once(watched: BatchCall, clock: Clock) -> None:
    told: list[str] = []
    runs = watch(watched, RHYTHM, tell=lambda text: told.append(text.zh))
    next(runs)
    assert told == ["还在复制，停止变化后再检查：乙示例学院、甲示例学院。"]
    for seconds in range(5, 95, 10):
        clock.later(seconds, watched.inbox / "丙示例学院" / f"{seconds}.txt", "说明")
    assert next(runs).judged == 1
    assert told[1:] == ["还在复制，停止变化后再检查：丙示例学院。"]


def test_a_unit_that_was_renamed_is_never_missed(watched: BatchCall, clock: Clock) -> None:
    told: list[Text] = []
    runs = watch(watched, RHYTHM, tell=told.append)
    next(runs)
    del told[:]
    one = watched.inbox / "甲示例学院"
    clock.happen(25, lambda: one.rename(one.with_name("丙示例学院")))
    outcome = next(runs)
    assert set(names(outcome)) == {"乙示例学院", "丙示例学院"}
    assert not (outcome.lost or outcome.losses or told)


def test_where_nothing_moves_hardly_anything_is_asked(
    watched: BatchCall, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred looks at rest, then a change: it is judged as soon as without them."""
    looks, real = [], module.look_in

    def counted(*args: object) -> object:
        looks.append(clock.now)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "look_in", counted)
    runs = watch(watched, RHYTHM)
    next(runs)
    begun = len(looks)
    late = 100 * RHYTHM.every + 5
    clock.later(late, watched.inbox / "甲示例学院" / "照片.jpg", "a photo")
    changed = clock.now + late
    assert next(runs).judged == 0, "it still moves"
    assert next(runs).judged == 1
    assert changed + RHYTHM.quiet_for <= clock.now <= changed + RHYTHM.quiet_for + 2 * RHYTHM.every
    assert len(looks) - begun < 10


def test_an_inbox_that_is_away_for_a_while_is_waited_for(watched: BatchCall, clock: Clock) -> None:
    told: list[Text] = []
    runs = watch(watched, RHYTHM, tell=told.append)
    next(runs)
    away = watched.inbox.with_name("away")
    clock.happen(15, lambda: watched.inbox.rename(away))
    clock.later(95, away / "丙示例学院" / "说明.txt", "说明")
    clock.happen(95, lambda: away.rename(watched.inbox))
    outcome = next(runs)
    away_told = [text.zh.partition("（")[0] for text in told if "复制" not in text.zh]
    assert away_told == ["收件文件夹暂时打不开，继续等待…"]
    assert (len(names(outcome)), outcome.judged) == (2, 0)
    assert len(names(next(runs))) == 3


def test_an_inbox_that_is_empty_for_half_a_minute_loses_nothing(
    watched: BatchCall, clock: Clock
) -> None:
    runs = watch(watched, RHYTHM)
    before = next(runs)
    reports = {path: path.read_bytes() for path in watched.out.rglob("*.json")}
    away = watched.inbox.with_name("away")
    away.mkdir()

    def move(source: Path, target: Path) -> None:
        for path in list(source.iterdir()):
            path.rename(target / path.name)

    clock.happen(15, lambda: move(watched.inbox, away))
    clock.happen(45, lambda: move(away, watched.inbox))
    clock.later(100, watched.inbox / "丙示例学院" / "说明.txt", "说明")
    seen: list[BatchResult] = []
    while not seen or len(names(seen[-1])) < 3:
        seen.append(next(runs))
        assert {"甲示例学院", "乙示例学院"} <= set(names(seen[-1])), "never given up"
    lost = [outcome for outcome in seen if outcome.lost]
    assert all(outcome.exit_status() == 3 and outcome.losses for outcome in lost)
    last = seen[-1]
    assert not last.lost
    assert [item.report for item in last.batch.deliveries if item.path in names(before)] == [
        item.report for item in before.batch.deliveries
    ]
    own = {path: data for path, data in reports.items() if path.name != "batch.json"}
    own = {path: data for path, data in own.items() if ".jlxx-check" not in path.parts}
    assert all(path.read_bytes() == data for path, data in own.items())
    assert not (watched.out / "已撤走").exists()


def test_an_inbox_lost_in_the_midst_of_a_run_is_waited_for(
    watched: BatchCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Text] = []
    real, left = module.run_round, [1]

    def once_lost(*args: object, **kwargs: object) -> BatchResult:
        if left:
            left.pop()
            raise Unreachable(Text("没了", "gone"))
        return real(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "run_round", once_lost)
    assert len(names(next(watch(watched, RHYTHM, tell=told.append)))) == 2
    assert sum("打不开" in text.zh for text in told) == 1


def test_a_look_that_failed_is_repeated(
    watched: BatchCall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much the inbox is as it was: what that look would have seen is still to be seen."""

    def fails(*_: object) -> object:
        raise Unreachable(Text("没了", "gone"))

    with desk(watched) as folder:
        glance = module.Glances(watched, folder)
        before = glance({})
        (watched.inbox / "甲示例学院" / "照片.jpg").write_bytes(b"a photo")
        with monkeypatch.context() as patched:
            patched.setattr(module, "look_in", fails)
            with pytest.raises(Unreachable):
                glance(before)
        assert glance(before) != before


def test_once_does_not_wait_for_an_inbox(watched: BatchCall) -> None:
    shutil.rmtree(watched.inbox)
    with pytest.raises(CannotBatch):
        watch_once(watched, RHYTHM)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_an_output_folder_removed_while_it_watches_is_named(
    watched: BatchCall, clock: Clock
) -> None:
    runs = watch(watched, RHYTHM)
    next(runs)
    clock.happen(15, lambda: shutil.rmtree(watched.out))
    with pytest.raises(OutputGone) as caught:
        next(runs)
    assert str(watched.out) in caught.value.text.zh


def test_nobody_else_writes_while_it_watches(watched: BatchCall) -> None:
    runs = watch(watched, RHYTHM)
    next(runs)
    with (
        pytest.raises(CannotBatch, match="Another run"),
        desk(watched),
    ):
        pass


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"a": 1}', b'{"a": ["x", "y"]}', b"\xff"])
def test_looks_that_cannot_be_read_are_made_anew(watched: BatchCall, kept: bytes) -> None:
    watch_once(watched, RHYTHM)
    looks = watched.out / ".jlxx-check" / "looks.json"
    looks.write_bytes(kept)
    assert len(watch_once(watched, RHYTHM).batch.deliveries) == 2
    assert len(json.loads(looks.read_bytes())) == 2
