"""A few frames of a film looked at: moving, still, black, broken, silent."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest
from PIL import Image

from jlxx_check.model.facts import Content, Seen
from jlxx_check.probes.video import film_opening
from jlxx_check.probes.video.read_video import read_video
from jlxx_check.probes.video.viewing import look
from jlxx_check.unit.repair.media import film_plan
from tests.support.claps import ClapFilm, clap_film
from tests.support.films import Film, film
from tests.support.mending import facts_of, mend, wants


def seen(data: bytes) -> Seen:
    found = look(io.BytesIO(data), Content.MP4)
    assert found is not None
    return found


def test_a_usual_film() -> None:
    found = seen(film(Film(seconds=60)))
    assert (found.looked, found.plain, found.still, found.broken) == (12, (), False, ())
    assert found.loudest is not None
    assert found.loudest > 0.05


@pytest.mark.parametrize(("moving", "still"), [(True, False), (False, True)])
def test_one_picture_throughout(moving: bool, still: bool) -> None:
    assert seen(film(Film(seconds=60, moving=moving))).still is still


def test_a_short_look_proves_no_still_picture() -> None:
    assert seen(film(Film(seconds=2, moving=False))).still is None


@pytest.mark.parametrize(("black", "plain"), [(True, 12), (False, 0)])
def test_a_film_whose_data_alone_tell_its_size_is_looked_at(black: bool, plain: int) -> None:
    """MPEG-4 Visual, with a piece of sound before the first picture."""
    found = seen(film(Film(seconds=60, codec="mpeg4", black=black, lead=100)))
    assert (found.looked, len(found.plain)) == (12, plain)


def test_black() -> None:
    found = seen(film(Film(seconds=60, black=True)))
    assert len(found.plain) == found.looked == 12


def test_a_frame_that_is_shown_after_later_ones_has_its_moment(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(clap_film(ClapFilm()))
    mend(path, tmp_path / "coded.mp4", film_plan(facts_of(path), wants()))
    found = seen((tmp_path / "coded.mp4").read_bytes())
    assert (found.plain, found.still) == ((0.0,), None)


@pytest.mark.parametrize(("silent", "heard"), [(True, False), (False, True)])
def test_sound(silent: bool, heard: bool) -> None:
    loudest = seen(film(Film(seconds=60, silent=silent))).loudest
    assert loudest is not None
    assert (loudest > 0.001) is heard


def test_a_film_without_sound_is_not_called_silent_here() -> None:
    assert seen(film(Film(seconds=60, sound=False))).loudest is None


def test_a_stretch_of_noise_is_broken() -> None:
    data = bytearray(film(Film(seconds=60, index_first=True)))
    start = data.index(b"mdat") + 4
    third = (len(data) - start) // 3
    data[start + third : start + 2 * third] = bytes(range(1, 256)) * (third // 255) + bytes(
        data[start : start + third % 255]
    )
    found = seen(bytes(data))
    assert 1 <= len(found.broken) <= 7
    assert all(15 < at < 45 for at in found.broken)


def test_nothing_is_looked_at_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_opening, "_library", lambda: None)
    video = read_video(io.BytesIO(film(Film(seconds=4))), len(film(Film(seconds=4))), Content.MP4)
    assert video.seen is None  # type: ignore[union-attr]


def leaning(folder: Path, keys: int, moving: bool) -> bytes:
    """A film as encoders make it by default: a key frame every so often, frames that lean on later
    ones, so that a key frame alone comes out of the decoder only when it is flushed."""
    with av.open(str(folder / "film.mp4"), "w") as output:
        stream = output.add_stream("libx264", rate=25)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        stream.options = {
            "x264-params": f"keyint={keys}:scenecut=0:bframes=3:threads=1",
            "preset": "ultrafast",
        }
        for number in range(450):
            image = Image.new("RGB", (64, 64), (number % 200 if moving else 0, 0, 0))
            if moving:
                image.paste((250, 250, 250), (number % 50, 0, number % 50 + 10, 64))
            output.mux(stream.encode(av.VideoFrame.from_image(image)))
        output.mux(stream.encode(None))
    return (folder / "film.mp4").read_bytes()


@pytest.mark.parametrize(
    ("keys", "moving", "looked", "still"),
    [
        (600, True, 1, None),  # one key frame: that it is one picture proves nothing
        (600, False, 1, None),
        (50, True, 8, False),
        (50, False, 8, True),
    ],
)
def test_a_key_frame_that_others_are_shown_before_is_seen_once_and_has_its_place(
    tmp_path: Path, keys: int, moving: bool, looked: int, still: bool | None
) -> None:
    found = seen(leaning(tmp_path, keys, moving))
    assert (found.broken, found.looked, found.still) == ((), looked, still)
    assert len(found.plain) == (0 if moving else looked)
    assert all(0 <= at < 18 for at in found.plain)
