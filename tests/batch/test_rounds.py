"""Rounds at the desk: which delivery is which, and what is kept of them between runs."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from jlxx_check.api import Reading
from jlxx_check.batch import BatchCall, BatchResult, CannotBatch, Lists, run_batch
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.rounds_folder import RoundsFolder
from jlxx_check.batch.rounds_of_units import with_rounds
from jlxx_check.model.batch_report import DeliveryResult
from jlxx_check.model.report import Report
from jlxx_check.model.rounds import UnitHistory, UnitRound
from jlxx_check.reporters.batch.unit_standing import standings_of
from tests.batch.boxes import SMALL, files, small_box
from tests.support.reviewed import finding, small_report

SETTINGS = replace(SMALL, formats=("json",), reading=Reading(isolated=False, jobs=1))
PLACE = "百姓学习之星/01赵安安/证件照.jpg"


def counts(found: UnitRound | None) -> tuple[int, int, int, int] | None:
    """The round's number, and how much is mended, still open and new."""
    if found is None:
        return None
    return (found.number, len(found.mended), len(found.still_open), len(found.new))


UNIT = "安安示例学院"
KEPT = f"轮次/{UNIT}.json"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_box(tmp_path_factory.mktemp("built") / "收件", 2).folder / UNIT


@pytest.fixture
def box(package: Path, tmp_path: Path) -> Path:
    shutil.copytree(package, tmp_path / "收件" / UNIT)
    return tmp_path / "收件"


def run(box: Path, name: str = "结果", baseline: Path | None = None) -> BatchResult:
    return run_batch(BatchCall(box, box.parent / name, SETTINGS, baseline=baseline))


def test_a_delivery_changed_in_place_is_the_next_round(package: Path, box: Path) -> None:
    out, mine = box.parent / "结果", box / UNIT
    assert [counts(item.round) for item in run(box).batch.deliveries] == [(1, 0, 0, 2)]
    (mine / PLACE).unlink()
    (second,) = run(box).batch.deliveries
    assert counts(second.round) == (2, 0, 2, 1)
    before = files(out)
    shutil.copy2(package / PLACE, mine / PLACE)
    (third,) = run(box, "新的", baseline=out).batch.deliveries
    assert counts(third.round) == (3, 1, 2, 0), "what it once was is a new round, too"
    assert files(out) == before, "the other desk is only read"
    kept = json.loads((box.parent / "新的" / KEPT).read_text("utf-8"))
    assert [item["number"] for item in kept["rounds"]] == [1, 2, 3]
    assert kept["rounds"][2]["mended"] == [3]
    assert kept["next"] == 4
    assert "证件照" in kept["items"][2]["finding"]["message"]["zh"]


def test_the_same_content_is_no_new_round(box: Path) -> None:
    run(box)
    before = (box.parent / "结果" / KEPT).read_bytes()
    os.utime(box / UNIT / "百姓学习之星推介登记表.xlsx")
    (box / UNIT / "Thumbs.db").write_bytes(b"x")
    assert run(box).judged == 1
    assert (box.parent / "结果" / KEPT).read_bytes() == before


def test_a_folder_without_rounds_is_no_baseline(box: Path) -> None:
    for place in (box, box.parent / "没有"):
        with pytest.raises(CannotBatch, match="no rounds"):
            run(box, baseline=place)
    assert not (box.parent / "结果").exists()


FILM = finding("video.duration", "error", "star/1", file="01王/视频.mp4")
PHOTOS = finding("star.photos", "error", "star/2")
EVERY = small_report((FILM, PHOTOS))


def report(*wrong: str) -> Report:
    found = small_report(tuple(item for item in (FILM, PHOTOS) if item.rule in wrong))
    return replace(found, rules=EVERY.rules, tallies=EVERY.tallies)


BOTH, ONE, NONE = report("video.duration", "star.photos"), report("star.photos"), report()


@dataclass
class Desk:
    """An output folder, and the deliveries of one unit as they come."""

    out: Path
    kept: RoundsFolder = field(init=False)

    def __post_init__(self) -> None:
        folder = OutputFolder(self.out)
        folder.prepare()
        self.kept = RoundsFolder(folder)

    def run(
        self, *came: tuple[str, str, Report], earlier: RoundsFolder | None = None
    ) -> list[tuple[int, int, int, int] | None]:
        """Path, content and report of each, the oldest first; what their rounds come to."""
        last = came[-1][0]
        deliveries = [
            DeliveryResult(path, "某单位", None, None, float(at), made)
            for at, (path, _, made) in enumerate(came)
        ]
        deliveries[:-1] = [replace(item, superseded_by=last) for item in deliveries[:-1]]
        self.kept = RoundsFolder(OutputFolder(self.out))
        contents = {path: content for path, content, _ in came}
        units = [("某单位", one) for one in standings_of(deliveries)]
        found = with_rounds(deliveries, units, contents, self.kept, earlier)
        return [counts(item.round) for item in found]

    @property
    def visible(self) -> Path:
        return self.out / "轮次" / "某单位.json"

    @property
    def copies(self) -> tuple[Path, ...]:
        return (*(self.out / ".jlxx-check" / "rounds").glob("*.json"), self.visible)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "结果")


Came = tuple[str, str, Report]


@pytest.mark.parametrize(
    ("runs", "last"),
    [
        ([[("甲", "x", BOTH)], [("甲", "y", ONE)]], [(2, 1, 1, 0)]),
        ([[("甲", "x", ONE)], [("甲", "y", BOTH)], [("甲", "x", ONE)]], [(3, 1, 1, 0)]),
        # The same again: judged otherwise, under another name, sent twice.
        ([[("甲", "x", BOTH)], [("甲", "x", ONE)]], [(1, 0, 0, 1)]),
        ([[("甲", "x", BOTH)], [("甲（最终）", "x", BOTH)]], [(1, 0, 0, 2)]),
        ([[("甲", "x", BOTH)], [("甲", "x", BOTH), ("甲(1)", "x", BOTH)]], [(1, 0, 0, 2)] * 2),
        ([[("甲", "x", BOTH), ("甲(1)", "x", BOTH)]], [(1, 0, 0, 2)] * 2),
        # Several of one run are rounds in order of time, and no letter named what is wrong with
        # the older; the next one goes on from there.
        ([[("甲", "x", BOTH), ("乙", "y", ONE)]], [(1, 0, 0, 0), (2, 0, 0, 1)]),
        (
            [[("甲", "x", BOTH), ("乙", "y", ONE)],
             [("甲", "x", BOTH), ("乙", "y", ONE), ("丙", "z", NONE)]],
            [(1, 0, 0, 0), (2, 0, 0, 1), (3, 1, 0, 0)],
        ),
        # An older one that turns up late is none; the unit's first round again is the first.
        ([[("乙", "y", ONE)], [("甲", "x", BOTH), ("乙", "y", ONE)]], [None, (1, 0, 0, 1)]),
        ([[("甲", "x", BOTH), ("乙", "y", ONE)], [("甲", "x", BOTH)]], [(1, 0, 0, 2)]),
    ],
)  # fmt: skip
def test_which_delivery_is_which_round(
    desk: Desk, runs: Sequence[Sequence[Came]], last: list[tuple[int, int, int, int] | None]
) -> None:
    for came in runs:
        found = desk.run(*came)
    assert found == last
    before = desk.visible.read_bytes()
    assert desk.run(*runs[-1]) == last
    assert desk.visible.read_bytes() == before


def test_what_is_not_judged_is_no_round(desk: Desk) -> None:
    desk.run(("甲", "x", BOTH))
    broken = DeliveryResult("甲", "某单位", None, None, 0.0, None)
    units = [("某单位", one) for one in standings_of([broken])]
    assert with_rounds([broken], units, {}, desk.kept) == (broken,)
    assert desk.run(("甲", "y", ONE)) == [(2, 1, 1, 0)]


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-90])


def _edit(place: Path) -> None:
    place.write_text(place.read_text("utf-8").replace("star.photos", "别的"), "utf-8")


@pytest.mark.parametrize("harm", [_cut, _edit, Path.unlink])
@pytest.mark.parametrize("which", [0, 1])
def test_one_copy_lost_loses_nothing(desk: Desk, harm: Callable[[Path], None], which: int) -> None:
    desk.run(("甲", "x", BOTH))
    harm(desk.copies[which])
    left = desk.visible.read_bytes() if desk.visible.exists() else None
    assert desk.run(("甲", "y", ONE)) == [(2, 1, 1, 0)]
    assert not desk.kept.notes
    if which and left:
        assert desk.visible.read_bytes() == left, "what a person made of it stays"
        assert desk.kept.beside == ["轮次/某单位（新）.json"]
    assert desk.run(("甲", "y", ONE)) == [(2, 1, 1, 0)]


@pytest.mark.parametrize("harm", [_cut, _edit])
def test_where_all_is_lost_no_number_is_given_again(
    desk: Desk, harm: Callable[[Path], None]
) -> None:
    desk.run(("甲", "x", BOTH))
    for place in desk.copies:
        harm(place)
    left = desk.visible.read_bytes()
    assert desk.run(("甲", "y", ONE)) == [(1, 0, 0, 1)]
    assert any("某单位" in note.zh and "编号从3开始" in note.zh for note in desk.kept.notes)
    assert desk.visible.read_bytes() == left
    assert desk.run(("甲", "y", ONE)) == [(1, 0, 0, 1)]
    assert not desk.kept.notes
    found = desk.kept.read("某单位")
    assert found is not None
    assert [item.number for item in found.items] == [3]


def test_rounds_go_on_from_another_desk(desk: Desk, tmp_path: Path) -> None:
    desk.run(("甲", "x", BOTH))
    before = files(desk.out)
    other = Desk(tmp_path / "本周")
    assert other.run(("别处/甲", "y", ONE), earlier=desk.kept) == [(2, 1, 1, 0)]
    assert files(desk.out) == before
    # From then on it has its own.
    assert other.run(("别处/甲", "z", NONE), earlier=desk.kept) == [(3, 1, 0, 0)]


@pytest.mark.parametrize(
    "name", ["a:b?*", "CON", "轮次", "../上级", "单位" * 60, "A大学", "x\u202ey", "某[1]（新）"]
)
def test_hostile_units_have_files_of_their_own(desk: Desk, name: str) -> None:
    history, other = UnitHistory(name, 7), UnitHistory(f"{name.swapcase()}二", 9)
    desk.kept.keep(history)
    desk.kept.keep(other)
    assert (desk.kept.read(name), desk.kept.read(other.unit)) == (history, other)
    assert len(list(desk.out.glob("轮次/*.json"))) == 2
    assert not desk.kept.beside
    assert not desk.kept.notes


def _units(tmp_path: Path, *lines: str) -> Lists:
    path = tmp_path / "名单.csv"
    path.write_text("\n".join(("文件,单位", *lines)), "utf-8")
    return Lists(units=path)


def test_rounds_follow_a_unit_that_is_called_otherwise(box: Path, tmp_path: Path) -> None:
    run(box)
    named = lambda *lines: run_batch(  # noqa: E731
        BatchCall(box, tmp_path / "结果", SETTINGS, lambda: _units(tmp_path, *lines))
    )
    (item,) = named(f"{UNIT},北川示例学院").batch.deliveries
    assert (item.unit, counts(item.round)) == ("北川示例学院", (1, 0, 0, 2))
    kept = tmp_path / "结果/轮次"
    assert (kept / "北川示例学院.json").is_file()
    assert not (kept / f"{UNIT}.json").exists()
    assert [path.name for path in (kept / "已改名").iterdir()] == [f"{UNIT}（已失效）.json"]
    (box / UNIT / PLACE).unlink()
    outcome = named(f"{UNIT},北川示例学院")
    (item,) = outcome.batch.deliveries
    assert counts(item.round) == (2, 0, 2, 1)
    assert not any("接着算" in note.zh for note in outcome.batch.notes), "it is told once"


def test_rounds_of_another_unit_are_not_taken(package: Path, box: Path, tmp_path: Path) -> None:
    run(box)
    shutil.copytree(package, box / "北川示例学院")
    (box / "北川示例学院" / PLACE).unlink()
    lists = lambda: _units(tmp_path, "北川示例学院,北川示例学院")  # noqa: E731
    found = run_batch(BatchCall(box, tmp_path / "结果", SETTINGS, lists)).batch.deliveries
    assert [counts(item.round) for item in found] == [(1, 0, 0, 3), (1, 0, 0, 2)]
    assert (tmp_path / "结果" / KEPT).is_file()
