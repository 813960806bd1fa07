"""What is asked of a picture, and whether one can be made to fit it honestly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jlxx_check.checks.file.allowed_content import Allowed
from jlxx_check.checks.file.weight import Size
from jlxx_check.checks.photo.id_photo import PrintSize
from jlxx_check.checks.photo.picture_size import PictureSize
from jlxx_check.checks.photo.picture_storage import Dpi, Stored
from jlxx_check.checks.picture_wants import (
    PictureWants,
    UnfitPictureError,
    misstated_dpi,
    picture_work,
)
from jlxx_check.model.facts import ColourMode, Content, Photo
from jlxx_check.model.mend_plan import PictureWork
from jlxx_check.text import same

EXACT = PictureSize(sizes=((413, 579),))
EITHER = PictureSize(sizes=((295, 413), (413, 579)))
TWO_INCH = PrintSize(
    size=same("2"), prints=((35, 49), (35, 53)), tolerance=0.03, dpi=300, smallest_width=200
)
SMALLER = PictureSize(longer_at_most=1000)
LARGE = PictureSize(at_least=(800, 600))
JPEG_ONLY = Allowed(contents=(Content.JPEG,))
PNG_ONLY = Allowed(contents=(Content.PNG,))
WEIGHT = Size.model_validate({"at_least": "20 KB", "at_most": "100 KB"})
RGB = Stored(mode=ColourMode.RGB, bits=24)


def photo(width: int, height: int, **more: object) -> Photo:
    made = Photo(width, height, None, 20.0, 100.0, 0, 0.5, mode=ColourMode.RGB, bits=24)
    return replace(made, **more)


@pytest.mark.parametrize(
    ("shot", "content", "asked", "work"),
    [
        (photo(413, 579), Content.JPEG, [EXACT], None),
        (photo(826, 1158), Content.JPEG, [EXACT], PictureWork(size=(413, 579))),
        (photo(600, 840), Content.JPEG, [EXACT], PictureWork(crop=(599, 840), size=(413, 579))),
        (photo(320, 449), Content.JPEG, [EITHER], PictureWork(crop=(320, 448), size=(295, 413))),
        (photo(640, 897), Content.JPEG, [EITHER], PictureWork(size=(413, 579))),
        (photo(600, 600), Content.JPEG, [TWO_INCH], PictureWork(crop=(428, 600), size=(413, 579))),
        (photo(700, 980), Content.JPEG, [TWO_INCH], None),
        (photo(300, 420), Content.JPEG, [TWO_INCH], None),  # its proportions are right
        (photo(4000, 3000), Content.JPEG, [SMALLER], PictureWork(size=(1000, 750))),
        (photo(900, 700), Content.JPEG, [SMALLER], None),
        (photo(4000, 3000), Content.HEIC, [], PictureWork()),
        (photo(4000, 3000), Content.PNG, [], None),
        (photo(4000, 3000), Content.PNG, [JPEG_ONLY], PictureWork()),
        (photo(4000, 3000), Content.PNG, [PNG_ONLY], None),
        (photo(413, 579, mode=ColourMode.CMYK, bits=32), Content.JPEG, [RGB], PictureWork()),
    ],
)
def test_how_it_is_made_to_fit(
    shot: Photo, content: Content, asked: list[object], work: PictureWork | None
) -> None:
    assert picture_work(shot, content, 50_000, PictureWants.of(asked)) == work


@pytest.mark.parametrize(
    ("shot", "content", "asked", "said"),
    [
        (photo(400, 560), Content.JPEG, [EXACT], "更大的原图"),
        (photo(413, 579), Content.JPEG, [PictureSize(sizes=((640, 480),))], "更大的原图"),
        (photo(4000, 3000), Content.JPEG, [EXACT], "三分之一以上"),
        (photo(300, 300), Content.JPEG, [TWO_INCH], "更大的原图"),
        (photo(700, 500), Content.JPEG, [LARGE], "更大的原图"),
        (photo(700, 500), Content.HEIC, [PNG_ONLY], "JPG"),
        (photo(700, 500), Content.JPEG, [Stored(mode=ColourMode.GREY)], "颜色模式"),
    ],
)
def test_what_only_a_person_can_do(
    shot: Photo, content: Content, asked: list[object], said: str
) -> None:
    with pytest.raises(UnfitPictureError) as told:
        picture_work(shot, content, 50_000, PictureWants.of(asked))
    assert said in told.value.why.zh


@pytest.mark.parametrize(
    ("size", "anew"), [(150_000, True), (102_401, True), (102_400, False), (19_000, False)]
)
def test_only_what_is_too_heavy_is_written_anew_for_its_bytes(size: int, anew: bool) -> None:
    work = picture_work(photo(413, 579), Content.JPEG, size, PictureWants.of([WEIGHT]))
    assert (work is not None) == anew
    if work:
        assert (work.lightest, work.heaviest) == (20_480, 100_000)


@pytest.mark.parametrize(
    ("stated", "asked", "restated"),
    [
        (None, Dpi(at_least=300), 300),
        (72.0, Dpi(at_least=300), 300),
        (300.4, Dpi(at_least=300, at_most=300), None),
        (350.0, Dpi(at_least=300), None),
        (350.0, Dpi(at_least=300, at_most=300), 300),
        (72.0, None, None),
    ],
)
def test_the_dpi_that_a_file_should_state(
    stated: float | None, asked: Dpi | None, restated: int | None
) -> None:
    assert misstated_dpi(photo(413, 579, dpi=stated), PictureWants.of([asked])) == restated
