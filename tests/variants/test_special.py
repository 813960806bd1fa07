"""What singles a star or a project out."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.support import films, pictures
from tests.support.editing import Edit, add, add_copy, remove, replace
from tests.variants.bench import Variant, Wanted, hold, variant

NO_PHOTOS = remove(*(f"special-star/1 photo {number}" for number in range(1, 6)))


def wanted(entry: str, says: str = "") -> Wanted:
    return Wanted("special.material", entry, says=says)


def recording(seconds: int, name: str = "录音.mp3") -> tuple[Edit, Edit]:
    """A recording in place of all photos."""
    wrapped = name.rpartition(".")[2]
    made = partial(films.recording, seconds, wrapped)
    return add(f"special-star/1 photo/{name}", made), NO_PHOTOS


def more(number: int) -> tuple[Edit, ...]:
    return tuple(
        add(f"special-star/1 photo/照片{6 + n}.jpg", partial(pictures.scene_file, 60 + n))
        for n in range(number)
    )


CASES = [
    variant(
        "three photos",
        remove("special-star/1 photo 1", "special-star/1 photo 4"),
        wanted("special-star/1", "3张"),
    ),
    variant("four photos", remove("special-star/1 photo 4")),
    variant("eight photos", more(3)),
    variant("nine photos", more(4), wanted("special-star/1", "9张")),
    variant("a recording alone", recording(270)),
    variant("a recording in an MP4", recording(270, "录音.mp4")),
    variant("a recording in an MP4 that is called a film", recording(270, "视频.mp4")),
    variant(
        "a recording that is too short",
        recording(180),
        Wanted("special.material", "special-star/1", "special-star/1 photo/录音.mp3", says="3分00"),
    ),
    variant(
        "three photos and a video",
        (
            remove("special-star/1 photo 1", "special-star/1 photo 4"),
            add("special-star/1 photo/视频.mp4", lambda: films.film(films.Film(shade=10))),
        ),
    ),
    variant(
        "a video that is too long is the video rule's",
        replace("special-project/1 video", lambda: films.film(films.Film(seconds=330))),
        Wanted("video.duration", "special-project/1", "special-project/1 video", says="5分30秒"),
    ),
    variant(
        "a photo of few pixels",
        replace(
            "special-star/1 photo 3",
            lambda: pictures.saved(pictures.scene(61, (640, 480))),
        ),
        Wanted(
            "photo.resolution", "special-star/1", "special-star/1 photo 3", "warning", "640×480"
        ),
    ),
    variant(
        "photos of the project's own",
        tuple(
            add_copy(f"project/2 photo {number}", f"special-project/1 video/照片{number}.jpg")
            for number in (1, 2, 3)
        ),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_special(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
