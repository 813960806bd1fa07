from __future__ import annotations

import io

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
