"""Recordings without their end, in formats whose reader does not notice."""

from __future__ import annotations

import io
import struct

import av
import pytest

from jlxx_check.model.facts import Audio, Cause, Content, Unreadable, Video
from jlxx_check.probes.audio import read_audio
from jlxx_check.probes.video.read_video import read_video
from jlxx_check.probes.video.recording_ends import is_cut_short
from tests.probes.recordings import audio, video

FLV = video(container="flv")
WMV = video(container="asf", codec="wmv2")
MP3 = audio("mp3", "libmp3lame")
TAGGED = b"ID3\4\0\0" + bytes((0, 0, 2, 1)) + bytes(257) + MP3[MP3.index(b"\xff\xfb") :]


def cut(data: bytes, content: Content) -> bool:
    return is_cut_short(io.BytesIO(data), len(data), content)


@pytest.mark.parametrize(("data", "content"), [(FLV, Content.FLV), (WMV, Content.WMV)])
def test_a_video_without_its_end_is_damaged(data: bytes, content: Content) -> None:
    whole = read_video(io.BytesIO(data), len(data), content)
    part = read_video(io.BytesIO(data[: len(data) // 2]), len(data) // 2, content)
    assert isinstance(whole, Video)
    assert isinstance(part, Video)
    assert whole.damage is None
    assert part.damage is not None


@pytest.mark.parametrize("data", [MP3, TAGGED])
def test_a_recording_without_its_end_cannot_be_read(data: bytes) -> None:
    assert isinstance(read_audio(io.BytesIO(data), len(data), Content.MP3), Audio)
    half = len(data) // 2
    part = read_audio(io.BytesIO(data[:half]), half, Content.MP3)
    assert isinstance(part, Unreadable)
    assert part.cause is Cause.CUT_SHORT


def test_a_live_recording_states_no_size() -> None:
    start = int.from_bytes(WMV[16:24], "little") + 16
    live = WMV[:start] + struct.pack("<Q", 0) + WMV[start + 8 :]
    assert not cut(live, Content.WMV)


@pytest.mark.parametrize(
    ("data", "content"),
    [(WMV[:20], Content.WMV), (FLV[:13], Content.FLV), (FLV[:40], Content.FLV)],
)
def test_a_stump_is_cut(data: bytes, content: Content) -> None:
    assert cut(data, content)


def test_sound_that_keeps_no_record_cannot_tell() -> None:
    bare = MP3.replace(b"Info", b"\0\0\0\0").replace(b"Xing", b"\0\0\0\0")
    assert not cut(bare[: len(bare) // 2], Content.MP3)
    assert not cut(MP3[:20], Content.MP3)
    assert not cut(b"fLaC", Content.AUDIO_OTHER)


@pytest.mark.parametrize("odd", ["<3x\x1aZ", "\uffff\ud800", "</Mediainfo>", "&#0;"])
def test_tags_that_are_no_xml_spoil_nothing(odd: str) -> None:
    """libmediainfo writes a file's own tags into its XML as they are."""
    old = "Lavf".encode("utf-16-le")
    new = odd[:4].ljust(4, "x").encode("utf-16-le", "surrogatepass")
    data = WMV.replace(old, new)
    assert data != WMV
    found = read_video(io.BytesIO(data), len(data), Content.WMV)
    assert isinstance(found, Video)
    assert (found.width, found.height) == (64, 48)


@pytest.mark.parametrize("codec", ["libvpx", "libvpx-vp9"])
@pytest.mark.parametrize(
    "muxer",
    [
        {},
        {"live": "1"},  # written as it comes, as browsers do: nothing states its size
        {"cues_to_front": "1"},
        {"reserve_index_space": "4096"},
        {"cluster_size_limit": "500"},
        {"write_crc32": "0"},
    ],
)
def test_a_webm_is_whole_however_it_was_written(codec: str, muxer: dict[str, str]) -> None:
    if codec not in av.codecs_available:
        pytest.skip("this build of the encoders lacks it")
    form = "matroska" if "write_crc32" in muxer else "webm"
    fast = {"deadline": "realtime", "cpu-used": "8"}
    data = video(container=form, codec=codec, frames=6, encoder=fast, muxer=muxer)
    whole = read_video(io.BytesIO(data), len(data), Content.MATROSKA)
    assert isinstance(whole, Video)
    assert (whole.damage, whole.width) == (None, 64)
    assert cut(data[: len(data) * 2 // 3], Content.MATROSKA)


def element(name: str, data: bytes, size: bytes | None = None) -> bytes:
    return bytes.fromhex(name) + (size or bytes((0x80 | len(data),))) + data


UNKNOWN = b"\x01" + 7 * b"\xff"
BLOCKS = element("e7", b"\0") + element("a3", b"\x81\0\0\x80data")
EBML = element("1a45dfa3", element("4282", b"webm"))


@pytest.mark.parametrize(
    ("data", "lost"),
    [
        (EBML + element("18538067", element("1f43b675", BLOCKS, b"\xff"), UNKNOWN), False),
        (EBML + element("18538067", element("1f43b675", BLOCKS, b"\xff") * 2, b"\xff"), False),
        (EBML + element("18538067", element("1f43b675", BLOCKS[:-1], UNKNOWN), UNKNOWN), True),
        (EBML + element("18538067", element("1f43b675", BLOCKS), UNKNOWN)[:-1], True),
        (EBML + element("18538067", element("1f43b675", BLOCKS))[:-1], True),
        (EBML + element("18538067", element("1f43b675", BLOCKS), UNKNOWN) + b"\x1f", True),
        (EBML + bytes(20), False),  # damaged otherwise, if at all
        (EBML, False),
    ],
)
def test_where_elements_of_unknown_size_end(data: bytes, lost: bool) -> None:
    assert cut(data, Content.MATROSKA) is lost
