"""How one film is to be made: plain data, which can go to another process."""

from __future__ import annotations

from fractions import Fraction

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class FilmRecipe:
    """What a film is made into. It is always an MP4 with its index in front, upright."""

    #: FFmpeg's name for what the source is; nothing is guessed from its bytes.
    demuxer: str
    #: Width and height in pixels, both even; None: the source's own.
    size: tuple[int, int] | None
    #: Width of a pixel over its height.
    pixel_aspect: Fraction
    #: Frames a second, constant.
    rate: Fraction
    #: Fields are made whole pictures.
    interlaced: bool
    #: Seconds of picture, as the source's own index has it; None: it does not say.
    seconds: float | None
    #: Picture as it is coded, copied into the new container.
    copy_picture: bool = False
    #: Sound as it is coded, where an MP4 may hold it.
    copy_sound: bool = False
    #: Bits a second of the source's picture, which the result need not exceed by much.
    source_bits: float | None = None
    #: Bits a second of picture, least and most; None: as many as it takes.
    picture_bits: tuple[float | None, float | None] = (None, None)
    #: Bytes that the film may have.
    most_bytes: int | None = None
    #: Samples of sound a second; None: the source's, where it is 44,100 or 48,000.
    sound_rate: int | None = None
    #: Bits a second of sound; None: what is usual.
    sound_bits: float | None = None
    #: False: where it was filmed is left out of what the file tells of itself.
    keep_location: bool = True


@frozen
class FilmMended:
    """What became of a film."""

    #: Frames of the result, each decoded once more.
    frames: int
    #: Seconds of picture.
    seconds: float
    #: The picture was copied as it is coded.
    copied: bool
    #: What a person may want to know: tracks left out, toned down, sound replaced by silence.
    notes: tuple[Text, ...] = ()
