"""The whole of a repair: what is handed in stays as it is, the copy is whole or not there."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jlxx_check import CannotRepair, Reading, Repaired, RepairStopped, RulePack, load_pack, repair
from jlxx_check.cli.main import run
from jlxx_check.facts.read_files import read_files
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.mend_plan import MendStep, MendVerb
from jlxx_check.model.tree import Tree
from jlxx_check.text import Text, same
from jlxx_check.unit.repair import carrying_out, made_readable
from jlxx_check.unit.repair.cannot_mend import CannotMendError
from jlxx_check.unit.repair.workshop import workshop_of
from tests.support import pictures
from tests.unit.repair.phone import form, live, phone_package, put, scene, spoilt_zip

DOC = Path(__file__).parents[2] / "variants/delivered/star-form.doc"
HERE = Reading(isolated=False, jobs=2)
PICTURE = carrying_out.CopyRun._picture


@cache
def jilin() -> RulePack:
    return load_pack()


def mended(package: Path, to: Path | None) -> Repaired:
    return repair(package, to, jilin(), reading=HERE)


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return phone_package(tmp_path_factory.mktemp("phone"))


@pytest.fixture(scope="module")
def untouched(package: Path) -> dict[str, str]:
    return sums(package)


@pytest.fixture(scope="module")
def done(package: Path, untouched: dict[str, str]) -> Repaired:
    return mended(package, package.parent / "长春市教育局")


def test_the_package_is_only_read(package: Path, untouched: dict[str, str], done: Repaired) -> None:
    assert sums(package) == untouched


def test_every_photo_is_then_judged_right(done: Repaired) -> None:
    assert done.after is not None
    assert done.cannot == ()
    wrong = [item for item in done.after.findings if item.rule.startswith(("photo.", "star.photo"))]
    assert [item.message.zh for item in wrong] == []
    assert {item.rule for item in done.after.findings if item.level == "error"} == {
        "quota.projects",
        "quota.stars",
    }


def test_files_are_named_and_filed_as_recommended(done: Repaired) -> None:
    assert done.copy is not None
    found = sums(done.copy)
    for name in ("林晓禾", "赵岩松", "苏月桂"):
        own = {path.rpartition("/")[2] for path in found if name in path}
        assert own == {"百姓学习之星推介表.docx", "学习活动照片.jpg", "证件照.jpg"}
    assert "百姓学习之星推介登记表.xlsx" in found
    assert len(found) == 3 * 3 + 1


def test_what_is_right_is_copied_bit_by_bit(package: Path, done: Repaired) -> None:
    assert done.copy is not None
    before, after = sums(package), sums(done.copy)
    copied = [step for step in done.plan.steps if step.verb is MendVerb.COPY]
    assert len(copied) == 4  # the forms and a photo
    for step in copied:
        assert after[step.to or ""] == before[step.file]


def test_the_plan_says_all_of_it(package: Path, done: Repaired) -> None:
    verbs = {step.file: step.verb for step in mended(package, None).plan.steps if step.file}
    assert verbs["Thumbs.db"] is MendVerb.LEAVE_OUT
    assert verbs["苏月桂 活动 - 副本.jpg"] is MendVerb.LEAVE_OUT
    assert verbs["新建文件夹/林晓禾/IMG_1.HEIC"] is MendVerb.PICTURE
    assert verbs["新建文件夹/赵岩松/IMG_2.livp"] is MendVerb.PICTURE
    assert any(step.verb is MendVerb.TAKE_OUT for step in done.plan.steps)
    assert any(step.verb is MendVerb.REGISTER for step in done.plan.steps)


def test_what_was_made_readable_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()

    def reading(tree: Tree, *, skip: Callable[[str], bool], **given: Any) -> dict[str, FileFacts]:
        asked.update(node.path for node in tree.files if not skip(node.path))
        return read_files(tree, skip=skip, **given)

    monkeypatch.setattr(made_readable, "read_files", reading)
    mended(phone_package(tmp_path), None)
    assert len(asked) > 1 and set(asked.values()) == {1}


def test_a_plan_writes_nothing(package: Path) -> None:
    before = sorted(package.parent.iterdir())
    planned = mended(package, None)
    assert planned.copy is planned.after is None
    assert sorted(package.parent.iterdir()) == before


def test_before_stands_beside_after(done: Repaired) -> None:
    assert done.changes is not None and done.after is not None
    assert done.changes.new == ()
    assert {item.rule for item in done.changes.mended} == {
        "register.present",
        "star.photos",
        "star.id-photo-size",
    }
    assert done.after.summary.error < done.before.summary.error
    for at, report in enumerate((done.before, done.after)):
        rows = [(change.before, change.after)[at] for change in done.changes.owners]
        assert sum(errors for errors, _ in rows) == report.summary.error
        assert sum(warnings for _, warnings in rows) == report.summary.warning


def small(folder: Path) -> Path:
    return put(
        folder / "材料",
        {
            "林晓禾/推介表.docx": form("林晓禾"),
            "林晓禾/活动1.webp": scene(5, "WEBP"),
            "林晓禾/证件照.bmp": pictures.saved(pictures.portrait(2), "BMP"),
        },
    )


@pytest.mark.parametrize(("done", "kept"), [(0, False), (1, True)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_an_interrupt_leaves_is_named_and_nothing_else_is_left(
    done: int,
    kept: bool,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    package, target = small(tmp_path), tmp_path / "整理"
    write = carrying_out.CopyRun._write
    made: list[MendStep] = []

    def interrupted(work: carrying_out.CopyRun, step: MendStep, to: Path) -> Sequence[Text]:
        made.append(step)
        if len(made) > done:
            raise KeyboardInterrupt
        return write(work, step, to)

    monkeypatch.setattr(carrying_out.CopyRun, "_write", interrupted)
    words = ["repair", str(package), "--to", str(target), "--jobs", "1", "--lang", lang]
    assert run(words) == 130
    said = capsys.readouterr().err
    left = workshop_of(target)
    assert left.is_dir() == kept
    assert (f"“{left}”" in said) == kept
    assert "没有检查完" not in said  # no more than anything else is checked here
    assert not target.exists()


@pytest.mark.parametrize("changed", [False, True])
def test_cut_short_it_goes_on_where_it_was(
    changed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, target = small(tmp_path), tmp_path / "整理"
    one = Reading(isolated=False, jobs=1)
    made: list[MendStep] = []
    seen: list[MendStep] = []

    def full(run: carrying_out.CopyRun, step: MendStep) -> bytes:
        made.append(step)
        if len(made) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return PICTURE(run, step)

    def again(run: carrying_out.CopyRun, step: MendStep) -> bytes:
        seen.append(step)
        return PICTURE(run, step)

    monkeypatch.setattr(carrying_out.CopyRun, "_picture", full)
    with pytest.raises(RepairStopped) as told:
        repair(package, target, jilin(), reading=one)
    assert "磁盘已满" in told.value.text.zh
    assert not target.exists()
    assert workshop_of(target).is_dir()
    if changed:
        (package / made[0].file).write_bytes(scene(6, "WEBP"))
    monkeypatch.setattr(carrying_out.CopyRun, "_picture", again)
    finished = repair(package, target, jilin(), reading=one)
    assert finished.copy == target
    assert len(seen) == (2 if changed else 1)  # what was done is not done again
    assert not workshop_of(target).exists()


@pytest.mark.parametrize("data", [b"RIFF1234WEBP", b"", b"\x89PNG\r\n\x1a\n"])
def test_a_picture_that_does_not_open_is_left_as_it_is(data: bytes, tmp_path: Path) -> None:
    package = small(tmp_path)
    (package / "林晓禾/活动1.webp").write_bytes(data)
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert hashlib.sha256(data).hexdigest() in sums(finished.copy).values()


def test_a_live_photo_that_does_not_unpack_is_left_as_it_is(tmp_path: Path) -> None:
    package = small(tmp_path)
    data = spoilt_zip(live(scene(2, "HEIF")))
    put(package, {"林晓禾/活动2.livp": data, "林晓禾/活动3.livp": live(scene(3, "HEIF"))})
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert [item.file for item in finished.cannot] == ["林晓禾/活动2.livp"]
    inside = sums(finished.copy)
    assert hashlib.sha256(data).hexdigest() in inside.values()
    assert sum(path.endswith(".livp") for path in inside) == 1


def test_what_fails_while_it_is_mended_is_put_in_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise CannotMendError(same("坏了"))

    monkeypatch.setattr(carrying_out, "picture_as_jpeg", refuse)
    package = small(tmp_path)
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert [item.why.zh for item in finished.cannot] == ["坏了", "坏了"]
    assert set(sums(package).values()) <= set(sums(finished.copy).values())
    assert {path.rpartition(".")[2] for path in sums(finished.copy)} == {
        "docx",
        "webp",
        "bmp",
        "xlsx",
    }


@pytest.mark.parametrize("name", ["..", "a:b", "con", "x" * 200, "林\u202e晓禾", "a\nb", "林晓禾."])
def test_hostile_names_stay_in_the_copy(name: str, tmp_path: Path) -> None:
    package = small(tmp_path)
    odd = "甲" if name in ("..",) else name
    put(package, {f"{odd}/杂/{odd}.txt": "说明".encode()})
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    inside = sums(finished.copy)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["整理", "材料"]
    assert any(path.endswith(".txt") for path in inside)


def test_links_are_neither_followed_nor_copied(tmp_path: Path) -> None:
    package = small(tmp_path)
    secret = put(tmp_path / "别处", {"secret.txt": b"secret"}) / "secret.txt"
    try:
        (package / "林晓禾" / "学习.txt").symlink_to(secret)
        (package / "夹").symlink_to(secret.parent)
    except OSError:
        pytest.skip("no links here")
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert hashlib.sha256(b"secret").hexdigest() not in sums(finished.copy).values()
    left = {step.file for step in finished.plan.steps if step.verb is MendVerb.LEAVE_OUT}
    assert left == {"林晓禾/学习.txt", "夹"}


TARGETS: list[tuple[str, Callable[[Path], Path], str]] = [
    ("inside", lambda root: root / "材料" / "整理", "原材料里面"),
    ("itself", lambda root: root / "材料", "原材料里面"),
    ("around", lambda root: root, "装着原材料"),
    ("no folder above", lambda root: root / "没有" / "整理", "上一级文件夹不存在"),
    ("a file", lambda root: put(root, {"文件": b"1"}) / "文件", "是文件"),
    ("not empty", lambda root: put(root / "满", {"别人的.txt": b"1"}), "已经有文件"),
]


@pytest.mark.parametrize(
    ("target", "said"), [item[1:] for item in TARGETS], ids=[i[0] for i in TARGETS]
)
def test_a_place_that_will_not_do(
    target: Callable[[Path], Path], said: str, tmp_path: Path
) -> None:
    package = put(tmp_path / "材料", {"说明.txt": b"1"})
    place = target(tmp_path)
    before = sums(tmp_path)
    with pytest.raises(CannotRepair) as told:
        mended(package, place)
    assert said in told.value.text.zh
    assert sums(tmp_path) == before


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def locked(archive: bytes) -> bytes:
    """Every member said to be encrypted, in its header and in the directory."""
    made = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(mark, place + 4)
    return bytes(made)


SEEN: list[tuple[str, dict[str, bytes], str | None]] = [
    ("nothing", {}, "里面没有文件"),
    ("a password", {"a.zip": locked(zipped({"林晓禾/推介表.docx": b"x"}))}, "密码"),
    ("cut short", {"a.zip": zipped({"林晓禾/1.txt": b"x" * 5000})[:3000]}, "没有全部打开"),
    ("whole", {"a.zip": zipped({"林晓禾/说明.txt": b"x"})}, None),
]


@pytest.mark.parametrize(("files", "said"), [item[1:] for item in SEEN], ids=[i[0] for i in SEEN])
@pytest.mark.parametrize("to", [None, "整理"], ids=["plan", "copy"])
def test_what_is_out_of_reach_is_not_left_out_of_a_copy(
    files: dict[str, bytes], said: str | None, to: str | None, tmp_path: Path
) -> None:
    package = put(tmp_path / "材料", files)
    package.mkdir(exist_ok=True)
    target = tmp_path / to if to else None
    if said is None:
        mended(package, target)
        return
    with pytest.raises(CannotRepair) as told:
        mended(package, target)
    assert said in told.value.text.zh
    assert [item.name for item in tmp_path.iterdir()] == ["材料"]


def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    target = tmp_path / "空"
    target.mkdir()
    assert mended(small(tmp_path), target).copy == target
    assert sums(target)


def test_two_runs_to_one_place_do_not_meet(tmp_path: Path) -> None:
    from jlxx_check.unit.repair.workshop import opened_workshop

    with opened_workshop(tmp_path / "整理"), pytest.raises(CannotRepair):
        mended(small(tmp_path), tmp_path / "整理")


def test_without_an_office_program_old_documents_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_readable, "office_program", lambda: None)
    package = small(tmp_path)
    put(package, {"林晓禾/事迹.rtf": rb"{\rtf1 deeds}"})
    finished = mended(package, tmp_path / "整理")
    assert finished.copy is not None
    assert "没有安装LibreOffice" in finished.cannot[0].why.zh
    assert any(path.endswith("事迹.rtf") for path in sums(finished.copy))


def test_an_old_form_that_is_read_has_not_to_be_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_readable, "office_program", lambda: None)
    package = small(tmp_path)
    put(package, {"林晓禾/推介表.doc": DOC.read_bytes()})
    planned = mended(package, None)
    assert planned.cannot == ()
    (note,) = (item.zh for item in planned.plan.notes if "推介表.doc" in item.zh)
    assert "可以不改" in note


def test_a_package_without_forms_gets_no_register(tmp_path: Path) -> None:
    package = put(
        tmp_path / "材料",
        {"百姓学习之星/01林晓禾/证件照.jpg": pictures.saved(pictures.portrait(2))},
    )
    finished = mended(package, tmp_path / "整理")
    assert "没有读得出内容的推介表" in finished.cannot[0].why.zh
    assert finished.copy is not None
    assert list(sums(finished.copy)) == ["百姓学习之星/01林晓禾/证件照.jpg"]
