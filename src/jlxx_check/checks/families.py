"""Faults of one file that have one cause and are mended in one go."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.checks.registry import Family
from jlxx_check.text import Text, joined


def _export(settings: Sequence[Text]) -> Text | None:
    """How a film is exported so that every rule holds: all settings, whichever of them is wrong.

    None where the notice asks for none.
    """
    if not settings:
        return None
    said = joined(settings, "，", ", ")
    return Text(
        f"重新导出视频时（剪映、格式工厂、HandBrake均可）请一次设好：{said.zh}。",
        "When it is exported again (CapCut, Format Factory, HandBrake), set all at once: "
        f"{said.en}.",
    )


#: What an export decides: whoever mends one of these exports the film anew, and every other
#: setting has to be right then, too.
EXPORT = Family("video.export", Text("视频", "The video"), _export)

#: What a picture is: whoever mends one of these hands in another picture.
PICTURE = Family("photo.picture", Text("照片", "The picture"))
