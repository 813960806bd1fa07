"""Films of which only the container is wrong keep their picture as it is coded."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from tests.support.claps import ClapFilm, clap_film, played
from tests.support.mending import SMALL, facts_of, mend, plan_of, wants
from tests.unit.repair.media.test_mended_films import (
    IN_STEP,
    assert_index_in_front,
    out_of_step,
)

from jlxx_check.unit.repair.media import FilmVerb

B_FRAMES = (("bf", "2"), ("preset", "veryfast"))
FILMS = {
    "mov": ClapFilm(wrapped="mov", size=SMALL, options=B_FRAMES),
    "mkv": ClapFilm(wrapped="matroska", size=SMALL, options=B_FRAMES),
    "ts": ClapFilm(wrapped="mpegts", size=SMALL, options=B_FRAMES),
    "mov, plain sound": ClapFilm(wrapped="mov", size=SMALL, sound="pcm_s16le"),
    "mkv, late sound": ClapFilm(wrapped="matroska", size=SMALL, heard=(0.1, None), sound="flac"),
    "mov, no sound": ClapFilm(wrapped="mov", size=SMALL, sound=None),
}


def coded(path: Path) -> list[bytes]:
    """The coded pictures, without what a container puts before each of them."""
    with av.open(str(path)) as container:
        return [
            bytes(packet)[-6:]
            for packet in container.demux(container.streams.video[0])
            if packet.size
        ]


@pytest.mark.parametrize("name", FILMS)
def test_the_picture_is_the_same_bytes_in_another_container(name: str, tmp_path: Path) -> None:
    source, to = tmp_path / "film", tmp_path / "mended.mp4"
    source.write_bytes(clap_film(FILMS[name]))
    plan = plan_of(source)
    assert plan.verb is FilmVerb.REMUX
    assert mend(source, to, plan).copied
    assert wants().faults(facts_of(to)) == ()
    assert_index_in_front(to)
    assert coded(to) == coded(source)
    shown = played(to)
    assert len(shown.bursts) == (2 if FILMS[name].sound else 0)
    assert out_of_step(shown) <= IN_STEP


@pytest.mark.parametrize(
    "film",
    [
        ClapFilm(wrapped="avi", size=SMALL, options=B_FRAMES, sound="libmp3lame"),  # no times
        ClapFilm(
            wrapped="matroska", size=SMALL, uneven=(0, 0.4, -0.1, 0)
        ),  # seen only in the result
    ],
    ids=["without times", "variable rate"],
)
def test_a_picture_that_cannot_be_kept_is_coded_anew(film: ClapFilm, tmp_path: Path) -> None:
    source, to = tmp_path / "film", tmp_path / "mended.mp4"
    source.write_bytes(clap_film(film))
    plan = plan_of(source)
    assert plan.verb is FilmVerb.REMUX
    assert not mend(source, to, plan).copied
    assert wants().faults(facts_of(to)) == ()
