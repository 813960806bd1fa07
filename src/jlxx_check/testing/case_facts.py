"""What files hold, in cases: every fact that is not given has a complying default."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from jlxx_check.errors import CallError
from jlxx_check.model.document import Document, Paragraph
from jlxx_check.model.facts import (
    Audio,
    Backdrop,
    Body,
    Cause,
    ColourMode,
    FrameSpan,
    Photo,
    ReadFailure,
    Seen,
    SoundTrack,
    Unreadable,
    Video,
)
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.text import Text, same

PHOTO: dict[str, Any] = {
    "width": 1600,
    "height": 1200,
    "dpi": 300.0,
    "chroma": 40.0,
    "stray": 20.0,
    "sharpness": 500.0,
    "plain_background": 0.2,
}
ID_PHOTO: dict[str, Any] = {"width": 413, "height": 579, "plain_background": 0.95}
VIDEO: dict[str, Any] = {
    "container": "MP4",
    "is_mp4": True,
    "codec": "AVC",
    "width": 1280,
    "height": 720,
    "progressive": True,
    "duration": 270.0,
    "frame_rate": 25.0,
    "frame_count": 6750,
    "spans": [[40.0, 6748, 0.04]],
    "pixel_aspect": 1.0,
    "seen": {"looked": 12, "still": False, "loudest": 0.2},
    "has_sound": True,
    "damage": None,
}
#: The first of the CJK signs: a text of different ones repeats nothing, and each counts as one.
_FIRST_SIGN = 0x4E00
_LENGTH_IS_NO_TEXT = "'text' is what the file says; where only its length matters: length: 800."


class BadCase(CallError):
    """A case that says what no package can be, or says it in words that are not known."""


def require_known(data: dict[str, Any], keys: Iterable[str]) -> None:
    """Raises BadCase for a key that is none of these."""
    for key in sorted(data.keys() - {*keys}):
        raise BadCase(did_you_mean("key", str(key), keys))


def unreadable(item: dict[str, Any]) -> Unreadable:
    """A file that cannot be read: {cause, detail}."""
    return Unreadable(Cause(item["cause"]), same(item.get("detail", "读不出来")))


def body_of(item: dict[str, Any]) -> Body:
    """What a file holds. Raises BadCase for a fact that no such file has."""
    if "photo" in item:
        base = {**PHOTO, **(ID_PHOTO if item.get("role") == "id-photo" else {})}
        spread = int.from_bytes(
            hashlib.sha256(item["path"].encode("utf-8", "surrogatepass")).digest()[:8]
        )
        facts = {**base, "fingerprint": spread, **_given(item["photo"], Photo)}
        if facts.get("backdrop"):
            colour, *rest = facts["backdrop"]
            facts["backdrop"] = Backdrop(tuple(colour), *rest)
        if facts.get("mode"):
            facts["mode"] = ColourMode(facts["mode"])
        return Photo(**facts)
    if "video" in item:
        return _video({**VIDEO, **_given(item["video"], Video)})
    if "audio" in item:
        return Audio(
            **_sounding({"container": "MP3", "duration": 270.0, **_given(item["audio"], Audio)})
        )
    if "unreadable" in item:
        return unreadable(item["unreadable"])
    if "crashed" in item:
        return ReadFailure(same(item["crashed"]))
    text = item.get("text", "")
    if "length" in item:
        text = "".join(map(chr, range(_FIRST_SIGN, _FIRST_SIGN + item["length"])))
    if not isinstance(text, str):
        raise BadCase(Text("“text”是文件的文字；只说多少字的，写length: 800。", _LENGTH_IS_NO_TEXT))
    blank = item.get("blank", False)
    return Document(
        tuple(Paragraph(line) for line in text.splitlines()),
        text,
        has_text=not blank,
        blank=blank,
        unseen=tuple(same(told) for told in item.get("unseen", ())),
        unread=same(item["unread"]) if "unread" in item else None,
        pictures=item.get("pictures", 0),
        cues=item.get("cues"),
        cues_end=item.get("cues_end", 0.0),
    )


def sample_photo(path: str = "a.jpg", **facts: Any) -> Photo:
    """What a photo holds that complies with most rules, but for the facts given. Raises BadCase.

    path: photos of one path look alike, of two they do not.
    """
    made = body_of({"path": path, "photo": facts})
    assert isinstance(made, Photo)
    return made


def sample_video(**facts: Any) -> Video:
    """What a film holds that complies with most rules, but for the facts given. Raises BadCase."""
    made = body_of({"video": facts})
    assert isinstance(made, Video)
    return made


def sample_audio(**facts: Any) -> Audio:
    """What a recording holds, but for the facts given. Raises BadCase."""
    made = body_of({"audio": facts})
    assert isinstance(made, Audio)
    return made


def sample_document(text: str = "", **facts: Any) -> Document:
    """What a document of these lines holds. Raises BadCase.

    facts: ``blank``, ``unseen``, ``unread``, ``pictures``; ``length`` instead of a text.
    """
    require_known(facts, {"blank", "unseen", "unread", "pictures", "length"})
    made = body_of({"text": text, **facts})
    assert isinstance(made, Document)
    return made


def _given(facts: dict[str, Any] | None, model: type[Any]) -> dict[str, Any]:
    """The facts that a case changes, each one that such a file has."""
    require_known(facts or {}, {item.name for item in fields(model)})
    for key, value in (facts or {}).items():
        usual = {**PHOTO, **VIDEO}.get(key)
        number = isinstance(usual, int | float) and not isinstance(usual, bool)
        if number and value is not None and not _is_amount(value):
            raise BadCase(
                Text(f"“{key}”应是不小于0的数。", f"'{key}' has to be a number, 0 at least.")
            )
    return facts or {}


def _is_amount(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _sounding(facts: dict[str, Any]) -> dict[str, Any]:
    sound = facts.get("sound")
    return {**facts, "sound": SoundTrack(*sound)} if sound else facts


def _video(facts: dict[str, Any]) -> Video:
    """spans: [milliseconds, count, first at]. seen: changes to a film that was looked at."""
    if facts["seen"] is not None:
        seen: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in {**VIDEO["seen"], **facts["seen"]}.items()
        }
        facts["seen"] = Seen(**seen)
    if facts["spans"] is not None:
        facts["spans"] = tuple(FrameSpan(*span) for span in facts["spans"])
    if facts.get("stored"):
        facts["stored"] = tuple(facts["stored"])
    return Video(
        **{
            **_sounding(facts),
            "damage": same(facts["damage"]) if facts["damage"] else None,
            "oddities": tuple(same(said) for said in facts.get("oddities", ())),
        }
    )
