"""Whether a portrait has the ground that is asked for, without a border."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import Field

from jlxx_check.checks.families import PICTURE
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.text import Text
from jlxx_check.values.colours import GroundColour, possibly, spoken_colour, surely


class PortraitGround(Parameters):
    """colour: white, red or blue. even: share of the ground's edge that has one colour, else doubt.

    border: whether a border round the picture is allowed.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "colour": "底色：white白、red红、blue蓝",
        "even": "背景边缘至少多大比例是同一种颜色，不足的由人工核对",
        "border": "是否允许四周有边框",
    }

    colour: GroundColour
    even: float = Field(0.85, gt=0, le=1)
    border: bool = False


@check(
    "photo.ground", zh="证件照的底色符合要求，四周没有边框；拿不准的由人工核对。", family=PICTURE
)
def ground(photo: Photo, want: PortraitGround) -> Iterator[Outcome]:
    """The picture's ground has the colour asked for, without a border; doubt is for a person.

    Measured at the upper sides and corners. A colour between two names, a ground of several
    colours and hair that covers the corners are doubt.

    Example::

        scope: person.id-photo
        check: photo.ground
        with: {colour: white}
    """
    found, asked = photo.backdrop, want.colour.called
    if found is None:
        why = Text("背景没有测到。", "What is behind the person was not measured.")
        yield not_judged(why, fix=_BY_EYE)
        return
    said = spoken_colour(found.colour)
    if found.framed and not want.border:
        yield failed(
            Text("照片四周有边框，应为无边框。", "The picture has a border; it may have none."),
            expected=Text(f"{asked.zh}背景，无边框", f"a {asked.en} ground without a border"),
            observed=Text("有边框", "a border"),
            fix=Text(
                "请裁去四周的边框，再按要求的尺寸导出。",
                "Crop the border off and export the picture in the size asked for.",
            ),
        )
    if found.share >= want.even and surely(found.colour, want.colour):
        if not found.framed or want.border:
            yield passed()
    elif found.share >= want.even and not possibly(found.colour, want.colour):
        yield failed(
            Text(
                f"照片背景是{said.zh}，应为{asked.zh}。",
                f"The picture has a {said.en} ground; it has to be {asked.en}.",
            ),
            expected=Text(f"{asked.zh}背景", f"a {asked.en} ground"),
            observed=Text(f"{said.zh}背景", f"a {said.en} ground"),
            fix=Text(
                f"请换成{asked.zh}背景的证件照。",
                f"Hand in a portrait on a {asked.en} ground.",
            ),
        )
    else:
        even = found.share >= want.even
        what = Text(f"近似{said.zh}", f"about {said.en}") if even else _MIXED
        yield review(
            Text(
                f"照片背景{what.zh}，是不是{asked.zh}背景请看一看。",
                f"The picture's ground is {what.en}: look whether it is {asked.en}.",
            ),
            observed=what,
        )


_MIXED = Text("颜色不一致", "of several colours")
_BY_EYE = Text("请看一看照片的背景。", "Look at the picture's ground.")
