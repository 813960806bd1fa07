"""Papers with their videos for a conference's call in English: the pack conference-videos-2024."""

from __future__ import annotations

from sample_packages.make.forms import listed_form
from sample_packages.make.layout import Files
from sample_packages.make.people import Values
from sample_packages.make.videos import Film, film

_TITLE = "Video submission form"
_SIZE = (1920, 1080)
_INVENTED = "Invented sample: paper, people, institutions and addresses are made up."
_FULL, _PROGRESS = "Full paper", "Work in progress"


def _form(title: str, category: str, authors: str, affiliations: str) -> Values:
    return {
        "Title": title,
        "Category": category,
        "Authors": authors,
        "Affiliations": affiliations,
        "Contact": "author@example.org",
        "Remarks": _INVENTED,
    }


def _srt(seconds: int) -> bytes:
    """Captions every twenty seconds, to the end."""
    cues = [
        f"{number}\n{_clock(at)},000 --> {_clock(min(at + 18, seconds))},000\n"
        f"This is sentence {number} of the talk.\n"
        for number, at in enumerate(range(0, seconds, 20), 1)
    ]
    return "\n".join(cues).encode()


def _film(
    seed: int, seconds: int, *, size: tuple[int, int] = _SIZE, codec: str = "libx264"
) -> bytes:
    """A film that weighs little: of few frames, since the call sets no rate, and without sound."""
    return film(Film(seed, seconds=seconds, rate=5, size=size, codec=codec, silent=True))


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _sbv(seconds: int) -> bytes:
    cues = [
        f"{_clock(at)}.000,{_clock(min(at + 18, seconds))}.000\nSentence {at // 20 + 1}.\n"
        for at in range(0, seconds, 20)
    ]
    return "\n".join(cues).encode()


def conference() -> Files:
    """Three papers; nothing is amiss, and one of each kind runs to the very end of its time."""
    hall, loom, pier = (
        "Full papers/Reading Rooms Without Walls",
        "Work in progress/Weaving as Arithmetic",
        "Full papers/Tide Tables for Beginners",
    )
    return {
        f"{hall}/Submission form.docx": listed_form(
            _TITLE,
            _form(
                "Reading Rooms Without Walls", _FULL, "Ada Exempla, Ben Muster",
                "Sample University, Example Institute",
            ),
        ),
        f"{hall}/reading-rooms.mp4": _film(31, 480),
        f"{hall}/reading-rooms.srt": _srt(480),
        f"{loom}/Submission form.docx": listed_form(
            _TITLE,
            _form("Weaving as Arithmetic", _PROGRESS, "Cara Specimen", "Example Institute"),
        ),
        f"{loom}/weaving_2024.mp4": _film(32, 180),
        f"{loom}/weaving_2024.sbv": _sbv(180),
        f"{pier}/Submission form.docx": listed_form(
            _TITLE, _form("Tide Tables for Beginners", _FULL, "Dan Ejemplo", "Sample University")
        ),
        f"{pier}/tides.mp4": _film(33, 240),
        f"{pier}/tides-en.srt": _srt(240),
    }  # fmt: skip


def conference_mistakes() -> Files:
    """One mistake of each kind; the second paper is as it should be but for its captions."""
    long, bare, lost = (
        "Full papers/Bridges of Paper",
        "Full papers/Slow Maps",
        "Work in progress/Counting Sparrows",
    )
    return {
        f"{long}/Submission form.docx": listed_form(
            _TITLE, _form("Bridges of Paper", _FULL, "Eva Placeholder", "Sample University")
        ),
        f"{long}/bridges of paper (final).mp4": _film(34, 482),
        f"{long}/bridges of paper (final).srt": _srt(482),
        f"{bare}/Submission form.docx": listed_form(
            _TITLE, _form("Slow Maps", _FULL, "Finn Muster", "Example Institute")
        ),
        f"{bare}/slow-maps.mp4": _film(35, 200, codec="libx265"),
        f"{bare}/captions.srt": _srt(200),
        f"{lost}/Submission form.docx": listed_form(
            _TITLE, _form("Counting Sparrows", _PROGRESS, "Gil Ejemplo", "Sample University")
        ),
        f"{lost}/sparrows.mp4": _film(36, 240, size=(1280, 720)),
        f"{lost}/sparrows.srt": _srt(240),
        "Spare draft.docx": listed_form("Spare draft", {"Remarks": _INVENTED}),
    }
