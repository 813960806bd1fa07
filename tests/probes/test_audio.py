from __future__ import annotations

import io
import struct

import pytest

from jlxx_check.model.facts import Audio, Cause, Content, Unreadable
from jlxx_check.probes.audio import read_audio
from tests.probes.recordings import audio

WAV = ("wav", "pcm_s16le", "s16", Content.WAV)
M4A = ("ipod", "aac", "fltp", Content.M4A)
MP3 = ("mp3", "libmp3lame", "fltp", Content.MP3)


def read(data: bytes, content: Content) -> Audio | Unreadable:
    return read_audio(io.BytesIO(data), len(data), content)


@pytest.mark.parametrize(("container", "codec", "form", "content"), [WAV, M4A, MP3])
def test_duration(container: str, codec: str, form: str, content: Content) -> None:
    found = read(audio(container, codec, form=form), content)
    assert isinstance(found, Audio)
    assert found.duration == pytest.approx(2.0, abs=0.1)
    assert found.container == content.value.upper()


@pytest.mark.parametrize(("container", "codec", "form", "content"), [WAV, M4A])
def test_cut_short(container: str, codec: str, form: str, content: Content) -> None:
    data = audio(container, codec, form=form)
    found = read(data[: len(data) // 2], content)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CUT_SHORT


@pytest.mark.parametrize(
    ("data", "cause"), [(b"", Cause.EMPTY), (b"OggS" + bytes(400), Cause.CORRUPT)]
)
def test_nothing_to_hear(data: bytes, cause: Cause) -> None:
    found = read(data, Content.AUDIO_OTHER)
    assert isinstance(found, Unreadable)
    assert found.cause is cause


def m4a_with(kind: bytes, place: int, value: int) -> bytes:
    """A recording with a number changed so many bytes behind a box's name."""
    data = bytearray(audio("ipod", "aac"))
    struct.pack_into(">I", data, data.index(kind) + 4 + place, value)
    return bytes(data)


@pytest.mark.parametrize("count", [0x7FFFFFFF, 0xFFFFFFFF, 2])
def test_a_table_longer_than_its_box_is_damage_and_costs_no_time(count: int) -> None:
    found = read(m4a_with(b"stts", 4, count), Content.M4A)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


def test_an_index_without_a_sound_track_is_damage() -> None:
    found = read(m4a_with(b"hdlr", 8, 0), Content.M4A)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


def test_a_recording_without_a_clock_has_no_length() -> None:
    found = read(m4a_with(b"mdhd", 12, 0), Content.M4A)
    assert isinstance(found, Audio)
    assert (found.container, found.duration) == ("M4A", None)
