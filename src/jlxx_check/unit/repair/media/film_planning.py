"""What is to be done with one film, told from its facts alone: nothing is decoded for a plan."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from importlib.util import find_spec

from jlxx_check.checks.file.weight import Size
from jlxx_check.checks.sound_tracks import SoundCoding
from jlxx_check.checks.video.bit_rates import BitRate
from jlxx_check.checks.video.encoding import Codec
from jlxx_check.checks.video.timing import FrameRate
from jlxx_check.model.about import NAME
from jlxx_check.model.facts import Body, Content, FileFacts, Unreadable, Video
from jlxx_check.probes.video.film_opening import DEMUXERS
from jlxx_check.text import Text, joined
from jlxx_check.unit.repair.media.film_demands import FilmWants
from jlxx_check.unit.repair.media.film_faults import NOT_AS_IT_IS
from jlxx_check.unit.repair.media.film_recipe import FilmRecipe
from jlxx_check.unit.repair.media.film_shape import FilmShape
from jlxx_check.unit.repair.media.film_sizes import wanted_shape
from jlxx_check.values.frozen_types import frozen

_NOTHING = FilmWants(())


class FilmVerb(StrEnum):
    """What is done with a film."""

    KEEP = "keep"  # it is as asked for
    REMUX = "remux"  # the picture stays as it is coded, in another container
    ENCODE = "encode"
    CANNOT = "cannot"  # a person's turn


@frozen
class FilmPlan:
    """What is to be done with one film."""

    verb: FilmVerb
    #: What is wrong with it; of one that cannot be mended, why not. None of one that is kept, or
    #: loses only the place where it was filmed.
    reasons: tuple[Text, ...] = ()
    #: What it becomes, in a sentence; None where nothing becomes of it.
    becomes: Text | None = None
    #: How; None where nothing is done.
    recipe: FilmRecipe | None = None
    #: What the result is held against.
    wants: FilmWants = _NOTHING


_DEMUXERS = {**DEMUXERS, Content.REALMEDIA: "rm", Content.RECORDER: "dhav"}
#: What an MPEG file is by its container's name.
_MPEG = {"MPEG-TS": "mpegts", "BDAV": "mpegts", "MPEG Video": "mpegvideo"}
#: Checks whose faults another container mends, or other sound.
_OUTER = frozenset({"video.mp4", "video.sound-coding"})
#: Pictures that an MP4 holds everywhere.
_HELD = frozenset({"AVC", "HEVC", "MPEG-4 Visual"})
_H264, _AAC = "AVC", "AAC"
#: Rates that cameras have, where the notice asks for none.
_USUAL_RATES = (
    *(Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30)),
    *(Fraction(50), Fraction(60000, 1001), Fraction(60)),
)
_NEAR = 0.0005
_MOST_FRAMES = 60

NO_LIBRARY = Text(
    f'本机没有安装转换视频的组件，请运行 pip install "{NAME}[video]" 后再试。',
    f'This machine lacks what converts videos: run pip install "{NAME}[video]" and try again.',
)
_NOT_READ = Text("读不出这个视频的内容。", "Nothing of this video can be read.")
_NO_DEMUXER = Text("这种视频格式无法转换。", "Videos of this format cannot be converted.")
_REWRAPPED = Text(
    "画面原样保留，只改为MP4格式", "its picture is kept as it is and put into an MP4 file"
)
_OTHER_CODING = Text(
    "通知要求的编码，本程序不会制作（只会H.264和AAC）。",
    "The notice asks for a coding that this program does not make (it makes H.264 and AAC).",
)


def film_plan(facts: FileFacts, wants: FilmWants, *, keep_location: bool = True) -> FilmPlan:
    """What is to be done so that the film is as asked for. Lengths are never changed.

    keep_location: leave in it where it was filmed; False of a film that says so.
    """
    video = facts.body
    if not isinstance(video, Video):
        return FilmPlan(FilmVerb.CANNOT, (_why_unread(video),))
    if video.damage is not None:
        return FilmPlan(FilmVerb.CANNOT, (video.damage,))
    faults = wants.faults(facts)
    if not faults and keep_location:
        return FilmPlan(FilmVerb.KEEP)
    against = _obstacle(facts, wants)
    if against is None and not faults and video.codec not in _HELD:
        against = NOT_AS_IT_IS
    if against is not None:
        return FilmPlan(FilmVerb.CANNOT, (against,))
    recipe = replace(_recipe(facts, video, wants), keep_location=keep_location)
    checks = {fault.check for fault in faults}
    if checks <= _OUTER and video.codec in _HELD:
        sound = video.sound is not None and video.sound.codec == _AAC
        recipe = replace(
            recipe,
            copy_picture=True,
            copy_sound=not faults or (sound and "video.sound-coding" not in checks),
        )
    verb = FilmVerb.REMUX if recipe.copy_picture else FilmVerb.ENCODE
    reasons = tuple(fault.text for fault in faults)
    return FilmPlan(verb, reasons, _becomes(video, recipe), recipe, wants)


def _becomes(video: Video, recipe: FilmRecipe) -> Text:
    if recipe.copy_picture:
        return _REWRAPPED
    wide, high = recipe.size or (video.width, video.height)
    rate = f"{float(recipe.rate):.3f}".rstrip("0").rstrip(".")
    said = [
        Text(
            f"转换为{wide}×{high}、每秒{rate}帧、H.264编码的MP4",
            f"becomes {wide}×{high} at {rate} frames a second, H.264 in MP4",
        )
    ]
    if recipe.size and video.width and video.height:
        shape = FilmShape(recipe.size, recipe.pixel_aspect)
        bars = shape.bars((Fraction(video.width), Fraction(video.height)))
        said += [bars] if bars else []
    if recipe.interlaced:
        said.append(Text("隔行变为逐行", "made progressive"))
    return joined(said, "，")


def _why_unread(body: Body) -> Text:
    return body.detail if isinstance(body, Unreadable) else _NOT_READ


def _obstacle(facts: FileFacts, wants: FilmWants) -> Text | None:
    codec, sound = wants.asked(Codec), wants.asked(SoundCoding)
    if (codec and codec.codec != _H264) or (sound and sound.codec not in (None, _AAC)):
        return _OTHER_CODING
    if facts.content not in _DEMUXERS:
        return _NO_DEMUXER
    return None if find_spec("av") else NO_LIBRARY


def _recipe(facts: FileFacts, video: Video, wants: FilmWants) -> FilmRecipe:
    shape = wanted_shape(facts, video, wants)
    rate, bits = wants.asked(FrameRate), wants.asked(BitRate)
    sound, weight = wants.asked(SoundCoding), wants.asked(Size)
    most = weight.span()[1] if weight else None
    return FilmRecipe(
        demuxer=_MPEG.get(video.container, _DEMUXERS[facts.content]),
        size=shape.size if shape else None,
        pixel_aspect=shape.pixel_aspect if shape else Fraction(1),
        rate=Fraction(rate.rate).limit_denominator(1001) if rate else _usual(video.frame_rate),
        interlaced=video.progressive is False,
        seconds=video.duration,
        source_bits=video.bit_rate,
        picture_bits=_kilo(bits.at_least if bits else None, bits.at_most if bits else None),
        most_bytes=most.most if most else None,
        sound_rate=sound.sample_rate if sound else None,
        sound_bits=_middle(sound),
    )


def _kilo(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return (low * 1000 if low else None, high * 1000 if high else None)


def _middle(sound: SoundCoding | None) -> float | None:
    if sound is None or sound.bit_rate is None:
        return None
    return 500 * (sound.bit_rate + (sound.at_most or sound.bit_rate))


def _usual(rate: float | None) -> Fraction:
    """The rate that is kept where none is asked for; the nearest whole one of an odd average."""
    if not rate:
        return Fraction(25)
    near = min(_USUAL_RATES, key=lambda usual: abs(float(usual) - rate))
    if abs(float(near) / rate - 1) <= _NEAR:
        return near
    return Fraction(max(1, min(round(rate), _MOST_FRAMES)))
