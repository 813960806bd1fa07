"""What becomes of films that cannot be mended, and of work that is stopped or breaks off."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import pytest
from tests.sandbox import tricks
from tests.support.claps import ClapFilm, clap_film, played
from tests.support.mending import facts_of, mend, plan_of

from jlxx_check.sandbox.losses import NoProcessError
from jlxx_check.unit.repair import media
from jlxx_check.unit.repair.media import (
    FilmCannotBeMended,
    FilmPlan,
    FilmStopped,
    FilmVerb,
    film_mending,
)

PHONE = ClapFilm(wrapped="mov", rate=30)


@pytest.fixture
def phone(tmp_path: Path) -> Path:
    path = tmp_path / "film.mov"
    path.write_bytes(clap_film(PHONE))
    return path


def holed(data: bytes) -> bytes:
    """A film of which a stretch of its media is something else, which only decoding tells."""
    at = data.index(b"mdat")
    third = int.from_bytes(data[at - 4 : at], "big") // 3
    return data[: at + third] + (bytes(range(130, 250)) * third)[:third] + data[at + 2 * third :]


DAMAGED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "a text": lambda: b"this is no film at all " * 40,
    "cut short": lambda: clap_film(replace(PHONE, movflags="faststart"))[:-4000],
    "no index": lambda: clap_film(PHONE)[:6000],
    "Matroska cut short": lambda: clap_film(replace(PHONE, wrapped="matroska"))[:-3000],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_film_that_is_seen_to_be_broken_is_a_persons_turn(name: str, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(DAMAGED[name]())
    plan = plan_of(path)
    assert plan.verb is FilmVerb.CANNOT and plan.reasons[0].zh
    with pytest.raises(ValueError, match="cannot"):
        mend(path, tmp_path / "mended.mp4", plan)


def test_a_film_that_decodes_only_in_part_is_refused_whole(tmp_path: Path) -> None:
    path, to = tmp_path / "film.mov", tmp_path / "mended.mp4"
    path.write_bytes(holed(clap_film(replace(PHONE, sound=None, options=(("g", "8"),)))))
    with pytest.raises(FilmCannotBeMended) as raised:
        mend(path, to)
    assert "无法完整转换" in raised.value.text.zh
    assert [left.name for left in tmp_path.iterdir()] == ["film.mov"]


def test_a_film_shorter_than_it_says_is_refused(phone: Path, tmp_path: Path) -> None:
    plan = plan_of(phone)
    assert plan.recipe is not None
    longer = replace(plan, recipe=replace(plan.recipe, seconds=1.5))
    with pytest.raises(FilmCannotBeMended, match="Only a part"):
        mend(phone, tmp_path / "mended.mp4", longer)


def test_what_would_still_not_comply_is_not_released(phone: Path, tmp_path: Path) -> None:
    plan = plan_of(phone)
    assert plan.recipe is not None
    other = replace(plan, recipe=replace(plan.recipe, size=(160, 90)))
    with pytest.raises(FilmCannotBeMended, match="would still not comply"):
        mend(phone, tmp_path / "mended.mp4", other)
    assert [left.name for left in tmp_path.iterdir()] == ["film.mov"]


def test_progress_is_told_and_never_goes_back(tmp_path: Path) -> None:
    path = tmp_path / "film.mov"
    path.write_bytes(clap_film(PHONE))
    told: list[float] = []
    plan = plan_of(path)
    media.mend_film(path, tmp_path / "mended.mp4", plan, told.append, lambda: False)
    assert told == sorted(told) and all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize("here", [False, True], ids=["elsewhere", "in this process"])
def test_work_that_is_stopped_leaves_nothing(
    phone: Path, tmp_path: Path, here: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if here:
        monkeypatch.setattr(film_mending, "_elsewhere", no_process)
    with pytest.raises(FilmStopped):
        media.mend_film(phone, tmp_path / "m.mp4", plan_of(phone), lambda _: None, lambda: True)
    assert [left.name for left in tmp_path.iterdir()] == ["film.mov"]


def no_process(*_: Any) -> None:
    raise NoProcessError


def test_where_no_process_comes_up_films_are_made_in_this_one(
    phone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_mending, "_elsewhere", no_process)
    told: list[float] = []
    plan, to = plan_of(phone), tmp_path / "m.mp4"
    media.mend_film(phone, to, plan, told.append, lambda: False)
    assert len(played(to).times) == 20 and told[-1] == 1.0


@pytest.mark.parametrize("trick", [tricks.crash, tricks.fail, tricks.babble])
def test_a_crash_costs_that_film_alone(
    phone: Path, tmp_path: Path, trick: Callable[[object], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_mending, "make_film", trick)
    with pytest.raises(FilmCannotBeMended) as raised:
        mend(phone, tmp_path / "mended.mp4")
    assert "意外中止" in raised.value.text.zh
    assert [left.name for left in tmp_path.iterdir()] == ["film.mov"]


def test_what_the_system_refuses_is_no_fault_of_the_film(phone: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:
        mend(phone, tmp_path / "gone" / "mended.mp4")
    assert raised.value.errno == errno.ENOENT


def test_no_file_is_written_over(phone: Path, tmp_path: Path) -> None:
    to = tmp_path / "mended.mp4"
    to.write_bytes(b"a person's")
    with pytest.raises(FileExistsError):
        mend(phone, to)
    assert to.read_bytes() == b"a person's"


@pytest.mark.parametrize("kept", [True, False])
def test_what_a_film_tells_of_itself_is_kept_but_for_the_place(tmp_path: Path, kept: bool) -> None:
    told = (("title", "片名"), ("creation_time", "2023-05-01T10:00:00.000000Z"))
    path, to = tmp_path / "film.mov", tmp_path / "mended.mp4"
    path.write_bytes(clap_film(replace(PHONE, metadata=(*told, ("location", "+43.8+125.3/")))))
    plan = media.film_plan(facts_of(path), plan_of(path).wants, keep_location=kept)
    mend(path, to, plan)
    with av.open(str(to)) as container:
        found = dict(container.metadata)
    assert {key: found.get(key) for key, _ in told} == dict(told)
    assert any("+43.8" in value for value in found.values()) is kept


def test_tracks_that_are_left_out_are_said(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    path.write_bytes(clap_film(ClapFilm(wrapped="matroska", second_sound=True, rate=30)))
    notes = mend(path, tmp_path / "mended.mp4").notes
    assert [note.zh for note in notes] == ["原视频还有另外的声音轨道1条，没有放进转换后的文件。"]


def test_a_plan_that_does_nothing_cannot_be_carried_out(phone: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="keep"):
        mend(phone, tmp_path / "mended.mp4", FilmPlan(FilmVerb.KEEP))
