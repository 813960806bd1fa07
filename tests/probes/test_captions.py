"""Captions by their times, whatever writes them."""

from __future__ import annotations

import io

import pytest

from jlxx_check.facts.one_file import read_body
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes.sniffing.sniff import sniff

SRT = "1\n00:00:01,000 --> 00:00:04,000\n大家好\n第二行\n\n2\n00:01:05,5 --> 01:02:03,250\n2024\n"
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000 align:start\nHello\n"
SBV = "0:00:01.000,0:00:04.000\nHello\n\n0:00:05.000,0:00:09.500\nWorld\n"
ASS = (
    "[Script Info]\nTitle: x\n[Events]\n"
    "Dialogue: 0,0:00:01.00,0:00:04.50,Default,,0,0,0,,Hello, world\n"
)


def read(text: str, name: str = "a.srt", encoding: str = "utf-8") -> Document | Unreadable:
    data = text.encode(encoding)
    content = sniff(io.BytesIO(data), len(data), name)
    found = read_body(io.BytesIO(data), len(data), content, name)
    assert isinstance(found, Document | Unreadable)
    return found


@pytest.mark.parametrize(
    ("text", "name", "cues", "end", "said"),
    [
        (SRT, "a.srt", 2, 3723.25, "大家好\n第二行\n2024"),
        (SRT.replace("\n", "\r\n"), "A.SRT", 2, 3723.25, "大家好\n第二行\n2024"),
        (VTT, "a.vtt", 1, 4.0, "Hello"),
        (SBV, "a.sbv", 2, 9.5, "Hello\nWorld"),
        (ASS, "a.ass", 1, 4.5, "[Script Info]\nTitle: x\n[Events]\nHello, world"),
        ("大家好，这是一段话。\n", "a.srt", 0, 0.0, "大家好，这是一段话。"),
        ("1\n00:00:01,000 --> 00:00:04,000\n\n", "a.srt", 0, 4.0, ""),
    ],
)
def test_texts_with_their_times(text: str, name: str, cues: int, end: float, said: str) -> None:
    found = read(text, name)
    assert isinstance(found, Document)
    assert (found.cues, found.cues_end, found.text) == (cues, end, said)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    found = read(SRT, encoding=encoding)
    assert isinstance(found, Document)
    assert found.cues == 2


def test_a_text_of_times_is_no_captions_file() -> None:
    found = read(SRT, "a.txt")
    assert isinstance(found, Document)
    assert found.cues is None


def test_an_empty_file() -> None:
    data = io.BytesIO()
    found = read_body(data, 0, Content.CAPTIONS, "a.srt")
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.EMPTY
