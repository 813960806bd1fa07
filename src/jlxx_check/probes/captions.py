"""Captions: text with the times at which it is shown (.srt, .sbv, .vtt, .ass)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import BinaryIO

from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import Unreadable
from jlxx_check.probes.plain_text import read_lines

_MOMENT = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
#: 00:00:01,000 --> 00:00:04,000 (SubRip, WebVTT) or 0:00:01.000,0:00:04.000 (SubViewer, SSA).
_SPAN = re.compile(rf"{_MOMENT}\s*(?:-->|,)\s*{_MOMENT}")
#: What stands before and behind the text of a line that holds its own times.
_EVENT = re.compile(r"Dialogue:[^,]*,")
_FIELDS = 9
_NUMBER = re.compile(r"\d+")


def read_captions(stream: BinaryIO, size: int) -> Document | Unreadable:
    """The texts of a captions file, one paragraph each; how many have a time, and the last one's.

    A file without any time is read as lines, with no cue.
    """
    lines = read_lines(stream, size)
    if isinstance(lines, Unreadable):
        return lines
    texts: list[str] = []
    cues, end, waiting = 0, 0.0, False
    for line in (line.strip() for line in lines):
        found = _SPAN.search(line)
        if found is not None:
            end = max(end, _seconds(found.groups()[4:]))
            event = _EVENT.match(line)
            said = line.split(",", _FIELDS)[_FIELDS:] if event else []
            texts += said
            cues, waiting = cues + bool(said), event is None
        elif line and not _is_counter(line, texts, waiting=waiting):
            texts.append(line)
            cues, waiting = cues + waiting, False
    blocks = tuple(Paragraph(text) for text in texts)
    return replace(Document(blocks, "\n".join(texts)), cues=cues, cues_end=end)


def _is_counter(line: str, texts: list[str], *, waiting: bool) -> bool:
    """Whether it numbers the text that follows, or heads the file: no part of what is said."""
    if waiting:
        return False
    return _NUMBER.fullmatch(line) is not None or (not texts and line.startswith("WEBVTT"))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{part or 0}")
