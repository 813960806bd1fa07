"""An inbox that is empty for a moment, or another one, or lost something: nothing is erased."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from jlxx_check.batch import BatchCall, CannotBatch, run_batch
from jlxx_check.batch.batch_run import run_round
from jlxx_check.batch.desk import desk
from jlxx_check.batch.vanished import SECOND_LOOK, InboxMemory, keep_memory, read_memory
from tests.batch.boxes import SMALL, files, run

QUICK = replace(SMALL, formats=("json",), select=("quota", "register"))


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """Two units with nothing but a note each: what is judged is no matter here."""
    for unit in ("长春市教育局", "吉林市教育局"):
        (tmp_path / "收件" / unit).mkdir(parents=True)
        (tmp_path / "收件" / unit / "说明.txt").write_text(unit, encoding="utf-8")
    return tmp_path / "收件"


def reports(out: Path) -> dict[str, bytes]:
    """What was written on single deliveries, and the master register."""
    kept = {name: data for name, data in files(out).items() if "/" in name or "登记表" in name}
    assert kept
    return kept


def test_an_inbox_that_is_empty_for_a_moment(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = run(box, out, QUICK)
    before = files(out)
    shutil.move(box, tmp_path / "别处")
    box.mkdir()
    for _ in range(2):
        kept = run(box, out, QUICK)
        assert kept.exit_status() == 3
        assert kept.judged == 0
        assert "--withdrawn" in kept.losses[0].zh, "said in brief, too"
        assert {item.path for item in kept.batch.deliveries if item.withdrawn} == {
            "长春市教育局",
            "吉林市教育局",
        }
        assert "长春市教育局" not in kept.batch.missing_units
        assert reports(out) == {name: before[name] for name in reports(out)}
    box.rmdir()
    shutil.move(tmp_path / "别处", box)
    again = run(box, out, QUICK)
    assert (again.exit_status(), again.judged) == (first.exit_status(), 0)
    assert files(out) == before


def test_another_folder_in_its_place_is_not_judged(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(box, out, QUICK)
    before = reports(out)
    shutil.move(box, tmp_path / "别处")
    (box / "四平市教育局").mkdir(parents=True)
    kept = run(box, out, QUICK)
    assert (kept.exit_status(), kept.judged) == (3, 0)
    assert reports(out) == before
    meant = run_batch(BatchCall(box, out, QUICK, withdrawn=True))
    assert meant.judged == 1
    assert [item.path for item in meant.batch.deliveries] == ["四平市教育局"]
    (day,) = (out / "已撤走").iterdir()
    assert {path.name for path in day.iterdir()} == {"长春市教育局", "吉林市教育局"}


def test_a_watch_believes_a_second_look_a_while_later(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call = BatchCall(box, out, QUICK)
    run_batch(call)
    shutil.rmtree(box / "长春市教育局")
    with desk(call) as folder:
        assert run_round(call, folder, second_look=True).lost == ("长春市教育局",)
        memory = read_memory(folder)
        assert memory is not None
        gone = {path: since - SECOND_LOOK for path, since in memory.gone.items()}
        keep_memory(folder, InboxMemory(memory.device, memory.file_id, gone))
        assert run_round(call, folder, second_look=True).lost == ()
    assert (out / "已撤走").is_dir()
    assert not (out / "长春市教育局").exists()


def test_another_name_is_no_loss(box: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(box, out, QUICK)
    (box / "长春市教育局").rename(box / "长春市教育局（最终版）")
    renamed = run(box, out, QUICK)
    assert (renamed.lost, renamed.judged) == ((), 1)
    assert [item.path for item in renamed.batch.deliveries] == [
        "吉林市教育局",
        "长春市教育局（最终版）",
    ]
    assert any("已撤走" in note.zh for note in renamed.batch.notes)


@pytest.mark.parametrize(
    ("names", "refused"),
    [
        (("百姓学习之星", "终身学习品牌项目"), True),
        (("百姓学习之星",), False),
        (("长春市教育局", "百姓学习之星", "终身学习品牌项目"), False),
    ],
)
def test_a_package_given_as_the_inbox(
    tmp_path: Path, names: tuple[str, ...], refused: bool
) -> None:
    for name in names:
        (tmp_path / "收件" / name).mkdir(parents=True)
    call = BatchCall(tmp_path / "收件", tmp_path / "out", QUICK)
    if refused:
        with pytest.raises(CannotBatch, match="jlxx-check check"):
            run_batch(call)
        assert not (tmp_path / "out").exists()
        return
    notes = run_batch(call).batch.notes
    assert any("jlxx-check check" in note.zh for note in notes) == (len(names) == 1)
