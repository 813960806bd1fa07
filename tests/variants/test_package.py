"""Files that do not open, are not what they say, belong to nobody, or came too late."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from tests.probes.office_files import ole_of
from tests.support import papers, pictures
from tests.support.editing import add, add_copy, change, cut, replace, suffix
from tests.variants.bench import Variant, Wanted, hold, variant

NOISE = random.Random("noise").randbytes(40_000)
ENCRYPTED = ole_of({"EncryptionInfo": b"x", "EncryptedPackage": b"x"})

FORM_BLOCKED = {
    "star.form": 1,
    "star.form-complete": 1,
    "star.nationality": 1,
    "star.id-number": 1,
    "star.leadership-rank": 1,
    "register.matches-form": 1,
    "package.file-type": 1,
}
PICTURE_BLOCKED = {
    "photo.resolution": 1,
    "photo.sharpness": 1,
    "photo.location": 1,
    "photo.blank": 1,
    "package.file-type": 1,
    "package.duplicate-file": 1,
}
PORTRAIT_BLOCKED = {
    "star.id-photo-size": 1,
    "star.id-photo-colour": 1,
    "star.id-photo-bareheaded": 1,
    "photo.sharpness": 1,
    "photo.location": 1,
    "photo.blank": 1,
    "package.file-type": 1,
    "package.duplicate-file": 1,
}
VIDEO_RULES = ("container", "codec", "resolution", "frame-rate", "duration", "complete", "sound")
VIDEO_BLOCKED = {"package.duplicate-file": 1} | {f"video.{rule}": 1 for rule in VIDEO_RULES}
SUMMARY_BLOCKED = {
    "project.summary-length": 1,
    "package.file-type": 1,
    "package.duplicate-file": 1,
}
REGISTER_BLOCKED = {
    "register.present": 1,
    "package.file-type": 1,
    "register.complete": 1,
    "register.order": 1,
    "register.special-marked": 1,
}
STARS, PROJECTS = 6, 5


def unreadable(entry: str, role: str) -> Wanted:
    return Wanted("package.readable", entry, f"{entry} {role}")


BROKEN = [
    variant(
        "an empty summary",
        replace("project/1 summary", b""),
        unreadable("project/1", "summary"),
        unjudged=SUMMARY_BLOCKED,
    ),
    variant(
        "a summary that is cut short",
        cut("project/1 summary"),
        unreadable("project/1", "summary"),
        unjudged=SUMMARY_BLOCKED,
    ),
    variant(
        "a form that is cut short",
        cut("star/2 form"),
        unreadable("star/2", "form"),
        unjudged=FORM_BLOCKED,
    ),
    variant(
        "a form with a password",
        replace("star/4 form", ENCRYPTED),
        unreadable("star/4", "form"),
        unjudged=FORM_BLOCKED,
    ),
    variant(
        "an empty photo",
        replace("star/2 activity-photo", b""),
        unreadable("star/2", "activity-photo"),
        unjudged=PICTURE_BLOCKED,
    ),
    variant(
        "a photo that is cut short",
        cut("project/3 photo 2"),
        unreadable("project/3", "photo 2"),
        unjudged=PICTURE_BLOCKED,
    ),
    variant(
        "noise named as an ID photo",
        replace("star/5 id-photo", NOISE),
        unreadable("star/5", "id-photo"),
        reviews={"star.id-photo-bareheaded": -1},
        unjudged=PORTRAIT_BLOCKED,
    ),
    variant(
        "an empty video",
        replace("star/1 video", b""),
        unreadable("star/1", "video"),
        unjudged=VIDEO_BLOCKED,
    ),
    variant(
        "a star register that is cut short",
        cut("star register"),
        Wanted("package.readable", None, "star register"),
        unjudged=REGISTER_BLOCKED
        | {"quota.stars": 1}
        | {"register.matches-entries": STARS, "register.matches-form": STARS},
    ),
    variant(
        "a project register with a password",
        replace("project register", ENCRYPTED),
        Wanted("package.readable", None, "project register"),
        unjudged=REGISTER_BLOCKED
        | {"quota.projects": 1}
        | {"register.matches-entries": PROJECTS, "register.matches-form": PROJECTS},
    ),
]


def mistyped(entry: str, role: str) -> Wanted:
    return Wanted("package.file-type", entry, f"{entry} {role}")


MISTYPED = [
    variant(
        "a phone's HEIC renamed .jpg",
        replace("project/2 photo", lambda: pictures.saved(pictures.scene(1), "HEIF")),
        mistyped("project/2", "photo"),
    ),
    variant(
        "a PNG renamed .jpg",
        replace("star/3 id-photo", lambda: pictures.saved(pictures.portrait(901), "PNG")),
        mistyped("star/3", "id-photo"),
    ),
    variant(
        "a JPEG renamed .png",
        suffix("project/5 photo 3", ".png"),
        mistyped("project/5", "photo 3"),
    ),
    variant(
        "a .doc renamed .docx",
        change("project/4 summary", papers.as_old_word),
        mistyped("project/4", "summary"),
    ),
    variant(
        "an .xlsx register renamed .xls",
        suffix("star register", ".xls"),
        Wanted("package.file-type", None, "star register"),
    ),
    variant(
        "values between commas, named .xlsx",
        replace("star register", "序号,姓名\r\n1,林晓禾\r\n".encode()),
        Wanted("package.file-type", None, "star register"),
        unjudged=REGISTER_BLOCKED
        | {"quota.stars": 1, "package.file-type": 0}
        | {"register.matches-entries": STARS, "register.matches-form": STARS},
    ),
]


def stray(path: str) -> Wanted:
    return Wanted("package.recognised", None, path, "warning")


def left(path: str) -> Wanted:
    return Wanted("package.leftovers", None, path, "info")


STRAYS = [
    variant(
        "a note",
        add("star register/杂记.txt", "请查收。".encode()),
        stray("star register/杂记.txt"),
    ),
    variant(
        "a photo that is nobody's",
        add("star register/IMG_2077.jpg", lambda: pictures.saved(pictures.scene(2))),
        stray("star register/IMG_2077.jpg"),
    ),
    variant(
        "an archive",
        add("project register/打包.zip", papers.zipped({"a.txt": b"a"})),
        stray("project register/打包.zip/a.txt"),
    ),
    variant(
        "an archive among a star's files",
        add("star/2 form/视频.zip", papers.zipped({"杂记.txt": b"a"})),
        stray("star/2 form/视频.zip/杂记.txt"),
    ),
    variant(
        "an archive that was not copied to its end",
        add("star/2 form/其他.zip", papers.zipped({"a.txt": b"a"})[:30]),
        Wanted("package.readable", None, "star/2 form/其他.zip", says="不完整"),
    ),
    variant(
        "what Word leaves open",
        add("star/1 form/~$推介表.docx", b"\6" + bytes(161)),
        left("star/1 form/~$推介表.docx"),
    ),
    variant(
        "what Windows leaves",
        add("project/1 form/Thumbs.db", ole_of({"256_1": b"x"})),
        left("project/1 form/Thumbs.db"),
    ),
    variant(
        "what a Mac leaves",
        (add(".DS_Store", b"\0\0\0\1Bud1"), add("__MACOSX/._推介表.docx", b"\0\5\x16\7")),
        left(".DS_Store"),
        left("__MACOSX/._推介表.docx"),
    ),
]

RECEIVED = [
    variant("a day late", (), Wanted("package.deadline"), received=date(2023, 7, 13)),
    variant("on the last day", (), received=date(2023, 7, 12)),
    variant("no date received", (), unjudged={"package.deadline": 1}, received=None),
]


def shared(entry: str, file: str, level: str = "error") -> Wanted:
    return Wanted("package.duplicate-file", entry, file, level)


SHARED = [
    variant(
        "one photo for two projects",
        add_copy("project/1 photo 2", "project/3 photo 2"),
        shared("project/3", "project/3 photo 2"),
    ),
    variant(
        "a photo that a chat program made smaller, for two projects",
        add_copy("project/2 photo 3", "project/5 photo", pictures.smaller),
        shared("project/5", "project/5 photo", "warning"),
    ),
    variant(
        "one activity photo for two stars",
        add_copy("star/2 activity-photo", "star/6 activity-photo"),
        shared("star/6", "star/6 activity-photo"),
    ),
    variant(
        "one ID photo for two stars",
        add_copy("star/4 id-photo", "star/5 id-photo"),
        shared("star/5", "star/5 id-photo"),
    ),
    variant(
        "one summary for two projects",
        add_copy("project/1 summary", "project/4 summary"),
        shared("project/4", "project/4 summary"),
    ),
    variant(
        "one video for two stars",
        add_copy("star/1 video", "star/5 form/视频.mp4"),
        shared("star/5", "star/5 form/视频.mp4"),
    ),
    variant(
        "a special entry shares with the star that it singles out",
        add_copy("star/3 activity-photo", "special-star/1 photo 2"),
    ),
    variant(
        "a special entry shares with another star",
        add_copy("star/1 activity-photo", "special-star/1 photo 2"),
        shared("special-star/1", "special-star/1 photo 2"),
    ),
]


@pytest.mark.parametrize("case", BROKEN + MISTYPED + STRAYS + RECEIVED + SHARED, ids=str)
def test_package(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
