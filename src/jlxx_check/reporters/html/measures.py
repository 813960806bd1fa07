"""Photos and recordings in figures, and a video's length against what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.report import Report, ReportFile
from jlxx_check.text import Text, same
from jlxx_check.values.file_size import size_shown
from jlxx_check.values.spans import clock, minutes

_CODECS = {"AVC": "H.264", "HEVC": "H.265（HEVC）"}


def measures(file: ReportFile) -> tuple[Text, ...]:
    """What was measured of a file, each in a few words; its size last."""
    weight = same(size_shown(file.size))
    match file.media:
        case Photo():
            return (*_photo(file.media), weight)
        case Video():
            return (*_video(file.media), weight)
        case Audio():
            length = file.media.duration
            known = (same(clock(length)),) if length is not None else ()
            return (same(file.media.container), *known, weight)
        case None:
            return (weight,)


def _photo(photo: Photo) -> list[Text]:
    said = [Text(f"{photo.width}×{photo.height}像素", f"{photo.width}×{photo.height} px")]
    if photo.dpi is not None:
        said.append(same(f"{photo.dpi:.0f} dpi"))
    said.append(Text(f"清晰度{photo.sharpness:.0f}", f"sharpness {photo.sharpness:.0f}"))
    if photo.has_gps:
        said.append(Text("含拍摄地点", "records its place"))
    return said


def _video(video: Video) -> list[Text]:
    said = [same(video.container)]
    if video.codec is not None:
        said.append(same(_CODECS.get(video.codec, video.codec)))
    if video.width is not None and video.height is not None:
        said.append(same(f"{video.width}×{video.height}"))
    if video.frame_rate is not None:
        rate = f"{video.frame_rate:.4g}"
        said.append(Text(f"每秒{rate}帧", f"{rate} frames a second"))
    said.append(Text("有声音", "with sound") if video.has_sound else Text("没有声音", "silent"))
    return said


@dataclass(frozen=True, slots=True)
class RunningTime:
    """A video's length and the span that is asked, as shares of the bar in per cent."""

    label: Text
    length: float
    start: float
    width: float
    marks: tuple[tuple[float, str], ...]
    inside: bool


def running_time(file: ReportFile, report: Report) -> RunningTime | None:
    """The bar of a video. None where its length is not known or no span is asked."""
    span = _asked(report)
    if span is None or not isinstance(file.media, Video) or file.media.duration is None:
        return None
    shortest, longest, slack = span
    length = file.media.duration
    whole = max(longest * 1.25, length * 1.04)
    wanted = f"{minutes(shortest)}–{minutes(longest)}"
    return RunningTime(
        Text(f"时长{clock(length)}，要求{wanted}", f"{clock(length)} long, asked {wanted}"),
        round(100 * length / whole, 2),
        round(100 * shortest / whole, 2),
        round(100 * (longest - shortest) / whole, 2),
        tuple((round(100 * at / whole, 2), minutes(at)) for at in (shortest, longest)),
        shortest - slack <= length <= longest + slack,
    )


def _asked(report: Report) -> tuple[float, float, float] | None:
    """Shortest, longest and slack in seconds, from the rule that judges running times."""
    for rule in report.rules:
        if rule.check == "video.duration":
            given = {"slack": 0, **rule.parameters}
            values = (given.get(name) for name in ("shortest", "longest", "slack"))
            numbers = [float(value) for value in values if isinstance(value, int | float)]
            return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
    return None
