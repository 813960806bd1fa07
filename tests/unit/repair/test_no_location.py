"""A copy that tells no place: every picture and film of it, whatever it is in the package."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import av
import pytest
from PIL import Image
from pillow_heif import register_heif_opener

from jlxx_check import Reading
from jlxx_check.model.facts import Content, FileFacts, Group, Video
from jlxx_check.model.mend_plan import MendVerb
from jlxx_check.unit.repair import media
from jlxx_check.unit.repair.cannot_mend import CannotMendError
from jlxx_check.unit.repair.media import FilmCannotBeMended, FilmVerb, FilmWants, film_mending
from jlxx_check.unit.repair.place_tags import without_place
from jlxx_check.unit.repair.repairing import Repaired, repair
from tests.support import pictures
from tests.support.claps import ClapFilm, clap_film
from tests.support.mending import facts_of, mend
from tests.unit.repair.phone import form, put, scene
from tests.unit.repair.test_repairing import jilin

PLACE = ("location", "+43.8+125.3/")
LOCATED = ClapFilm(metadata=(PLACE,))
NOTHING = FilmWants(())


def placeless(package: Path, to: Path) -> Repaired:
    reading = Reading(isolated=False, jobs=2)
    return repair(package, to, jilin(), keep_location=False, reading=reading)


def tells_place(data: bytes) -> bool:
    return b"GPSLatitude" in data or bool(Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825))


def film_tells(path: Path) -> bool:
    with av.open(str(path)) as container:
        return any("+43.8" in value for value in container.metadata.values())


def noted(data: bytes) -> bytes:
    """A JPEG whose place stands in Adobe's notes alone."""
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='43,53N'/>"
    return data[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + data[2:]


@cache
def located_files() -> dict[str, bytes]:
    return {
        "林晓禾/活动1.jpg": pictures.located(1),
        "林晓禾/活动2.HEIC": pictures.located(2, "HEIF"),
        "林晓禾/活动3.jpg": noted(scene(3, "JPEG")),
        "林晓禾/说明材料扫描件.jpg": pictures.located(4),
        "百姓学习之星推介登记表.jpg": pictures.located(5),
        "会场.jpg": pictures.located(6),
        "会场2.HEIC": pictures.located(7, "HEIF"),
        "会场5.png": pictures.located(10, "PNG"),
        "林晓禾/说明材料扫描件2.png": pictures.located(11, "PNG"),
    }


#: What is of no role keeps its format: nobody asked for another.
AS_THEY_WERE = ("会场2.HEIC", "会场5.png")
#: Of two people: what lies beside them is nobody's.
FORMS = {f"{name}/推介表.docx": form(name) for name in ("林晓禾", "赵岩松")}


@cache
def innocent_files() -> dict[str, bytes]:
    return {"会场3.jpg": scene(8, "JPEG"), "会场4.png": scene(9, "PNG")}


def test_no_picture_of_the_copy_tells_where_it_was_taken(tmp_path: Path) -> None:
    register_heif_opener()
    package = put(tmp_path / "材料", {**FORMS, **located_files(), **innocent_files()})
    assert all(map(tells_place, located_files().values()))
    finished = placeless(package, tmp_path / "整理")
    assert finished.copy is not None
    endings = (".jpg", ".png", ".heic")
    seen = [path for path in finished.copy.rglob("*") if path.suffix.lower() in endings]
    assert len(seen) == len(located_files()) + len(innocent_files())
    assert [path.name for path in seen if tells_place(path.read_bytes())] == []
    there = {path.read_bytes() for path in seen}
    assert set(innocent_files().values()) <= there  # bit by bit
    scans = {data[data.index(b"\xff\xda") :] for data in there if data[:2] == b"\xff\xd8"}
    for data in located_files().values():
        if data[:2] == b"\xff\xd8":
            assert data[data.index(b"\xff\xda") :] in scans  # no pixel is touched
    assert [item.file for item in finished.cannot if "拍摄地点" in item.why.zh] == []
    for name in AS_THEY_WERE:
        copied = finished.copy / name.replace("HEIC", "heic")
        assert pixels(copied.read_bytes()) == pixels(located_files()[name])


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("PNG", Content.PNG),
        ("HEIF", Content.HEIC),
        ("WEBP", Content.WEBP),
        ("TIFF", Content.TIFF),
        ("AVIF", Content.AVIF),
    ],
)
def test_a_picture_loses_its_place_in_its_own_format(form: str, content: Content) -> None:
    register_heif_opener()
    data = pictures.located(1, form)
    assert tells_place(data)
    made = without_place(data, content)
    assert (pixels(made), tells_place(made)) == (pixels(data), False)
    before, after = (Image.open(io.BytesIO(item)).getexif() for item in (data, made))
    assert before[0x010F] == after[0x010F]  # nothing else is taken
    bare = pictures.saved(pictures.scene(1, (600, 450)), form)
    assert without_place(bare, content) == bare


def test_what_cannot_be_taken_out_is_said() -> None:
    data = pictures.located(1, "WEBP") + b"<x exif:GPSLatitude='43,53N'/>"
    with pytest.raises(CannotMendError) as caught:
        without_place(data, Content.WEBP)
    assert "请自己去掉" in caught.value.why.zh


def test_no_film_of_the_copy_tells_where_it_was_taken(tmp_path: Path) -> None:
    films = {
        "林晓禾/视频.mp4": clap_film(LOCATED),
        "会场.mov": clap_film(replace(LOCATED, wrapped="mov")),
        "会场2.mp4": clap_film(ClapFilm()),
    }
    package = put(tmp_path / "材料", {**FORMS, **films})
    finished = placeless(package, tmp_path / "整理")
    assert finished.copy is not None
    seen = list(finished.copy.rglob("*.m*"))
    assert len(seen) == 3
    assert not any(map(film_tells, seen))
    assert films["会场2.mp4"] in {path.read_bytes() for path in seen}  # it told none
    (step,) = (step for step in finished.plan.steps if step.file == "会场.mov")
    assert (step.verb, step.entry) == (MendVerb.FILM, None)
    assert step.what.zh == "画面原样保留，只改为MP4格式，去掉拍摄地点"


@pytest.mark.parametrize("name", ["会场.jpg", "现场.mp4", "林晓禾/活动1.jpg"])
def test_what_cannot_be_read_is_said_by_name(name: str, tmp_path: Path) -> None:
    data = b"\xff\xd8\xff\xe0 no picture" if name.endswith("jpg") else b"\0\0\0\x18ftypisom" * 4
    package = put(tmp_path / "材料", {"林晓禾/推介表.docx": form("林晓禾"), name: data})
    said = [item.file for item in placeless(package, tmp_path / "整理").cannot]
    assert name in said


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux() if packet.size]


@pytest.mark.parametrize("turned", [0, 90])
def test_a_film_with_which_nothing_is_wrong_loses_its_place_alone(
    turned: int, tmp_path: Path
) -> None:
    path, to = tmp_path / "film.mp4", tmp_path / "mended.mp4"
    path.write_bytes(clap_film(replace(LOCATED, turned=turned)))
    facts = facts_of(path)
    plan = media.film_plan(facts, NOTHING, keep_location=False)
    assert (plan.verb, plan.reasons) == (FilmVerb.REMUX, ())
    assert film_tells(path)
    mend(path, to, plan)
    assert not film_tells(to)
    assert sorted(packets(to)) == sorted(packets(path))
    before, after = facts.body, facts_of(to).body
    assert isinstance(before, Video) and isinstance(after, Video)
    assert (after.width, after.height) == (before.width, before.height)
    assert media.film_plan(facts, NOTHING).verb is FilmVerb.KEEP


def test_a_film_with_which_nothing_is_wrong_is_not_coded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(clap_film(LOCATED))
    plan = media.film_plan(facts_of(path), NOTHING, keep_location=False)
    monkeypatch.setattr(film_mending, "_attempt", lambda *_: film_mending.FilmRefused(NO))
    with pytest.raises(FilmCannotBeMended):
        mend(path, tmp_path / "mended.mp4", plan)


NO = media.film_plan(
    FileFacts("a.mp4", 1, Content.MP4, Group.VIDEO, None), NOTHING, keep_location=False
).reasons[0]
