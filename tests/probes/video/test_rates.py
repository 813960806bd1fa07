"""Bits a second and how the sound is coded, by the file's own index."""

from __future__ import annotations

import io

import pytest

from jlxx_check.model.facts import Audio, Content, SoundTrack, Video
from jlxx_check.probes.audio import read_audio
from jlxx_check.probes.video.mp4_sound import described
from jlxx_check.probes.video.read_video import read_video
from tests.probes.recordings import audio, video

FRAGMENTS = "frag_keyframe+empty_moov+default_base_moof"


def read(data: bytes, content: Content) -> Video:
    found = read_video(io.BytesIO(data), len(data), content)
    assert isinstance(found, Video)
    return found


def test_the_picture_and_the_sound_each_for_itself() -> None:
    data = video(sound=True)
    whole = read(data, Content.MP4)
    pieces = read(video(sound=True, movflags=FRAGMENTS), Content.MP4)
    for found in (whole, pieces):
        assert found.sound is not None
        assert (found.sound.codec, found.sound.sample_rate) == ("AAC", 44100)
        assert found.bit_rate is not None
        assert found.sound.bit_rate is not None
        together = (found.bit_rate + found.sound.bit_rate) * 2 / 8
        assert together < len(data)
    assert whole.bit_rate == pytest.approx(pieces.bit_rate, rel=0.2)


def test_quicktime_says_it_too_and_a_silent_film_has_none() -> None:
    found = read(video(sound=True, container="mov"), Content.QUICKTIME)
    assert found.sound is not None
    assert (found.sound.codec, found.sound.sample_rate) == ("AAC", 44100)
    assert read(video(), Content.MP4).sound is None


def test_other_containers_by_the_library() -> None:
    found = read(video(sound=True, container="matroska"), Content.MATROSKA)
    assert found.sound is not None
    assert (found.sound.codec, found.sound.sample_rate) == ("AAC", 44100)


@pytest.mark.parametrize(
    ("container", "codec", "form", "content", "told"),
    [
        ("wav", "pcm_s16le", "s16", Content.WAV, ("PCM", 44100)),
        ("ipod", "aac", "fltp", Content.M4A, ("AAC", 44100)),
        ("mp3", "libmp3lame", "fltp", Content.MP3, ("MPEG Audio", 44100)),
    ],
)
def test_recordings(
    container: str, codec: str, form: str, content: Content, told: tuple[str, int]
) -> None:
    data = audio(container, codec, form=form)
    found = read_audio(io.BytesIO(data), len(data), content)
    assert isinstance(found, Audio)
    assert isinstance(found.sound, SoundTrack)
    assert (found.sound.codec, found.sound.sample_rate) == told


def entry(configuration: bytes, sort: int = 0x40, rate: int = 24000) -> memoryview:
    """A sample entry of mp4a with its elementary stream's descriptors."""
    specific = bytes([5, len(configuration)]) + configuration
    decoder = bytes([4, 13 + len(specific), sort]) + bytes(12) + specific
    stream = bytes([3, 3 + len(decoder)]) + bytes(3) + decoder
    box = (12 + len(stream)).to_bytes(4, "big") + b"esds" + bytes(4) + stream
    return memoryview(bytes(24) + (rate << 16).to_bytes(4, "big") + box)


@pytest.mark.parametrize(
    ("configuration", "sort", "told"),
    [
        (bytes.fromhex("1190"), 0x40, ("AAC", 48000)),  # AAC-LC, 48 kHz
        (bytes.fromhex("1210"), 0x40, ("AAC", 44100)),
        (bytes.fromhex("2b118800"), 0x40, ("AAC", 48000)),  # HE-AAC: 24 kHz, played at 48
        (bytes.fromhex("131056e598"), 0x40, ("AAC", 48000)),  # the same, said behind
        (bytes.fromhex("1310"), 0x40, ("AAC", 24000)),
        (b"", 0x6B, ("MPEG Audio", 24000)),
        (b"", 0x40, ("AAC", 24000)),
    ],
)
def test_the_rate_is_that_at_which_it_is_played(
    configuration: bytes, sort: int, told: tuple[str, int]
) -> None:
    found = described("mp4a", entry(configuration, sort))
    assert (found.codec, found.rate) == told


@pytest.mark.parametrize(
    ("kind", "configuration", "sort", "marked"),
    [
        ("mp4a", "1190", 0x40, True),  # AAC, as everybody has it
        ("mp4a", "2b9288", 0x40, True),  # doubled
        ("mp4a", "f8e85000", 0x40, False),  # low delay: silence may be all zeros
        ("mp4a", "", 0x40, False),  # not said
        ("mp4a", "", 0x6B, True),  # MP3
        ("ac-3", "", 0x40, True),
        ("alac", "", 0x40, False),
        ("sowt", "", 0x40, False),
    ],
)
def test_of_which_sound_no_packet_begins_with_zeros(
    kind: str, configuration: str, sort: int, marked: bool
) -> None:
    found = described(kind, entry(bytes.fromhex(configuration), sort))
    assert found.marked_packets is marked


@pytest.mark.parametrize("cut", range(0, 70, 5))
def test_a_description_that_is_cut_says_what_it_can(cut: int) -> None:
    found = described("mp4a", entry(bytes.fromhex("1190"))[:cut])
    assert found.codec == "AAC"
    assert found.rate in (None, 24000, 48000)
