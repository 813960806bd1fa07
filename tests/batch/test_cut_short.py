"""A later run disturbed in any way: nothing is lost, and the next one ends as if undisturbed.

Letters, rounds, the ledger, what is withdrawn and what a person edited are all part of it.
"""

from __future__ import annotations

import errno
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from benchmarks.inbox import Size, unit_package
from benchmarks.packing import AGAIN, FIRST, Files, write_files

from jlxx_check.batch import CannotBatch
from jlxx_check.batch.output_folder import OutputFolder
from jlxx_check.batch.output_names import LEDGER
from jlxx_check.batch.required import only_writer
from tests.batch.boxes import SMALL, files, run
from tests.support.ledgers import edit, fill

SETTINGS = replace(SMALL, formats=("json", "docx"), today=date(2023, 7, 20))
MENDED, RENAMED, SAME, LATE = "长春市教育局", "吉林市教育局", "四平市教育局", "通化市教育局"
NEW_LEDGER = "核对台账（新）.xlsx"
LETTER = f"通知/{MENDED}_补正通知.docx"


class Killed(BaseException):
    """The process is gone: whoever catches exceptions never sees one."""


@contextmanager
def killed_at(moment: int) -> Iterator[list[str]]:
    """Killed before (even) or after (odd) the file move of half that number; the moves so far."""
    moves: list[str] = []

    def killing(name: str) -> Any:
        real = getattr(Path, name)

        def move(place: Path, target: Path) -> Path:
            moves.append(target.name)
            if len(moves) > moment // 2 and moment % 2 == 0:
                raise Killed
            done: Path = real(place, target)
            if len(moves) > moment // 2:
                raise Killed
            return done

        return move

    with pytest.MonkeyPatch.context() as patch:
        for name in ("replace", "rename"):
            patch.setattr(Path, name, killing(name))
        yield moves


def papers(unit: str, number: int) -> Files:
    """Registers and one form: enough for rounds and letters, and soon judged."""
    files = unit_package(number, Size(1, 1), unit)
    form = next(path for path in files if path.endswith("推介表.docx"))
    return {path: data for path, data in files.items() if path.endswith(".xlsx") or path == form}


@dataclass(frozen=True)
class Desk:
    """An inbox that has changed since its first run.

    before: the output of that run, and what a person did there. wanted: what the next run makes.
    """

    box: Path
    before: Path
    wanted: dict[str, bytes]
    edited: tuple[bytes, ...]
    #: Files moved by a run that nobody disturbs.
    moves: int


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    top = tmp_path_factory.mktemp("desk")
    box, before = top / "收件", top / "before"
    for number, unit in enumerate((MENDED, RENAMED, SAME)):
        write_files(box / unit, papers(unit, 1000 + 4 * number), FIRST)
    run(box, before, SETTINGS)
    letter = docx.Document(str(before / LETTER))
    letter.add_paragraph("（已电话告知）")
    letter.save(str(before / LETTER))
    edit(before / LEDGER, fill(3, 结论="属实", 核对人="赵核对", 日期="2023-7-14"))
    edited = tuple((before / name).read_bytes() for name in (LETTER, LEDGER))

    form = next((box / MENDED).rglob("推介表.docx"))
    form.unlink()
    (box / RENAMED).rename(box / f"{RENAMED}（最终版）")
    write_files(box / LATE, papers(LATE, 1020), AGAIN)
    out = shutil.copytree(before, top / "out")
    with killed_at(1 << 20) as moves:
        run(box, out, SETTINGS)
    return Desk(box, before, files(out), edited, len(moves))


def test_what_the_undisturbed_run_makes(desk: Desk) -> None:
    made = {name.partition("_")[0] for name in desk.wanted if name.startswith("通知/已失效/")}
    assert made == {f"通知/已失效/{MENDED}"}
    assert f"通知/{MENDED}_补正通知（第2轮）.docx" in desk.wanted
    assert f"通知/{RENAMED}_补正通知.docx" in desk.wanted
    assert [name for name in desk.wanted if name.startswith("已撤走/")]
    assert f"轮次/{LATE}.json" in desk.wanted
    assert set(desk.edited) <= set(desk.wanted.values())


@pytest.mark.parametrize("seed", range(5))
def test_killed_and_run_again(desk: Desk, seed: int) -> None:
    out = shutil.copytree(desk.before, desk.box.parent / f"out{seed}")
    moment = random.Random(seed).randrange(2 * desk.moves - 1)  # after the last one it is through
    with suppress(Killed), killed_at(moment):
        run(desk.box, out, SETTINGS)
        raise AssertionError("not killed")
    left = files(out)
    assert set(desk.edited) <= set(left.values()), "a person's work, wherever it is"
    whole = {*files(desk.before).values(), *desk.wanted.values()}
    assert set(left.values()) <= whole, "nothing is half written"
    run(desk.box, out, SETTINGS)
    assert files(out) == desk.wanted


@pytest.mark.parametrize("seed", range(2))
def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    out = shutil.copytree(desk.before, desk.box.parent / f"full{seed}")
    room = random.Random(seed).randrange(4, desk.moves)
    with monkeypatch.context() as patch:
        real, written = Path.write_bytes, list[Path]()

        def write(place: Path, data: bytes) -> int:
            written.append(place)
            if len(written) > room:
                real(place, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, "No space left on device", str(place))
            return real(place, data)

        patch.setattr(Path, "write_bytes", write)
        with pytest.raises(OSError, match="No space left"):
            run(desk.box, out, SETTINGS)
    assert set(desk.edited) <= set(files(out).values())
    run(desk.box, out, SETTINGS)
    assert files(out) == desk.wanted


def test_emptied_for_a_moment(desk: Desk) -> None:
    out = shutil.copytree(desk.before, desk.box.parent / "emptied")
    run(desk.box, out, SETTINGS)
    away = desk.box.rename(desk.box.with_name("别处"))
    try:
        desk.box.mkdir()
        kept = run(desk.box, out, SETTINGS)
    finally:
        desk.box.rmdir()
        away.rename(desk.box)
    assert kept.exit_status() == 3
    stay = {
        name: data
        for name, data in desk.wanted.items()
        if name.startswith(("轮次/", "已撤走/")) or name.endswith(".docx") or data in desk.edited
    }
    assert stay.items() <= files(out).items()
    run(desk.box, out, SETTINGS)
    now = files(out)
    assert stay.items() <= now.items()
    assert set(now) == set(desk.wanted)
    assert now[NEW_LEDGER] == desk.wanted[NEW_LEDGER]


def test_two_runs_at_once(desk: Desk) -> None:
    out = shutil.copytree(desk.before, desk.box.parent / "twice")
    with only_writer(OutputFolder(out).lock), pytest.raises(CannotBatch):
        run(desk.box, out, SETTINGS)
    assert files(out) == files(desk.before)
    run(desk.box, out, SETTINGS)
    assert files(out) == desk.wanted


def test_an_inbox_is_only_ever_read(desk: Desk) -> None:
    """Where the system forbids writing, a run ends as anywhere else."""
    out = shutil.copytree(desk.before, desk.box.parent / "read-only")
    places = [desk.box, *desk.box.rglob("*")]
    modes = {place: place.stat() for place in places}
    for place in places:
        place.chmod(modes[place].st_mode & ~0o222)
    try:
        run(desk.box, out, SETTINGS)
    finally:
        for place in places:
            place.chmod(modes[place].st_mode)
    assert files(out) == desk.wanted
    assert [desk.box, *desk.box.rglob("*")] == places
    assert [place.stat().st_mtime_ns for place in places] == [
        modes[place].st_mtime_ns for place in places
    ]
