"""A seal looked at again: every change is noticed, whatever carried the files, and nothing else."""

from __future__ import annotations

import hashlib
import random
import re
import tarfile
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from jlxx_check import NotAPackage, NotSealed, RulePack, load_pack, verify_seal
from jlxx_check.model.seal_state import SealStanding, SealState
from tests.support.sealing import FILES, QUICK, folder_of, members, packed, sealed_in, unpacked

TOP = "某市教育局/"
Content = dict[str, bytes]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """The members of a sealed archive."""
    done = sealed_in(tmp_path_factory.mktemp("sealed"))
    assert done.file is not None
    return members(done.file)


@cache
def pack() -> RulePack:
    return load_pack()


def verified(path: Path) -> SealState:
    return verify_seal(path, pack(), reading=QUICK).seal


def test_what_is_sealed_is_known_again(sealed: Content, tmp_path: Path) -> None:
    archive = packed(sealed, tmp_path / "收到的.zip")
    seal = verified(archive)
    assert seal.standing is SealStanding.EXACT
    assert (seal.pack, seal.verdict) == ("jilin-2023", "noncompliant")
    assert seal.program.startswith("jlxx-check ")
    assert seal.sealed == "2023-07-08T16:05:00+08:00"
    assert seal.files == len(FILES)
    assert seal.digest == hashlib.sha256(sealed[f"{TOP}manifest-sha256.txt"]).hexdigest()


def test_the_list_is_one_that_sha256sum_checks(sealed: Content) -> None:
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in sealed[TOP + name].decode().splitlines():
            digest, path = line.split("  ", 1)
            assert hashlib.sha256(sealed[TOP + path]).hexdigest() == digest
    listed = sealed[f"{TOP}manifest-sha256.txt"].decode()
    assert len(listed.splitlines()) == len(FILES)


def changed_somehow(content: Content, dice: random.Random) -> Content:
    """One member changed, removed, added, renamed, swapped with another or moved."""
    made = dict(content)
    name = dice.choice(sorted(made))
    data = made.pop(name)
    other = dice.choice(sorted(made))
    match dice.randrange(7):
        case 0:
            at = dice.randrange(len(data) + 1)
            made[name] = data[:at] + bytes([dice.randrange(256)]) + data[at:]
        case 1:
            at = dice.randrange(len(data))
            made[name] = data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        case 2:
            made[name] = data[: dice.randrange(len(data))]
        case 3:
            pass  # it is gone
        case 4:
            made[name] = data
            made[f"{dice.choice([TOP, TOP + 'data/', ''])}新{dice.randrange(99)}.txt"] = b"new"
        case 5:
            folder, _, last = name.rpartition("/")
            made[f"{folder}/x{last}"] = data
        case _:
            if data == made[other]:
                return changed_somehow(content, dice)
            made[name], made[other] = made[other], data
    return made


@pytest.mark.parametrize("seed", range(20))
def test_each_of_ten_random_changes_is_noticed(sealed: Content, seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    for number in range(10):
        made = changed_somehow(sealed, dice)
        seal = verified(packed(made, tmp_path / f"{number}.zip"))
        assert seal.standing is not SealStanding.EXACT, sorted(
            set(made.items()) ^ set(sealed.items())
        )
        assert seal.changed or seal.missing or seal.added or seal.why


def _without(name: str) -> Callable[[Content], None]:
    def edit(content: Content) -> None:
        del content[TOP + name]

    return edit


def _with(name: str, data: bytes = b"new") -> Callable[[Content], None]:
    def edit(content: Content) -> None:
        content[name] = data

    return edit


def _renamed(old: str, new: str) -> Callable[[Content], None]:
    def edit(content: Content) -> None:
        content[TOP + new] = content.pop(TOP + old)

    return edit


@pytest.mark.parametrize(
    ("edit", "changed", "missing", "added"),
    [
        (_with(f"{TOP}data/说明.txt"), ["说明.txt"], [], []),
        (_without("data/说明.txt"), [], ["说明.txt"], []),
        (_with(f"{TOP}data/多.txt"), [], [], ["多.txt"]),
        (_with("旁边.txt"), [], [], ["旁边.txt"]),
        (_renamed("data/说明.txt", "data/说 明.txt"), [], ["说明.txt"], ["说 明.txt"]),
        (_with(f"{TOP}自查回执.docx"), ["自查回执.docx"], [], []),
        (_with(f"{TOP}bag-info.txt"), ["bag-info.txt"], [], []),
        (_without("bagit.txt"), [], ["bagit.txt"], []),
        (_without("检查报告.html"), [], ["检查报告.html"], []),
        (_without("manifest-sha256.txt"), [], ["manifest-sha256.txt"], []),
        (_without("tagmanifest-sha256.txt"), [], ["tagmanifest-sha256.txt"], []),
        (_with(f"{TOP}report.html"), [], [], ["report.html"]),
    ],
)
def test_files_that_differ_are_named(
    sealed: Content,
    edit: Callable[[Content], None],
    changed: list[str],
    missing: list[str],
    added: list[str],
    tmp_path: Path,
) -> None:
    content = dict(sealed)
    edit(content)
    seal = verified(packed(content, tmp_path / "x.zip"))
    assert seal.standing is SealStanding.CHANGED
    assert (list(seal.changed), list(seal.missing), list(seal.added)) == (changed, missing, added)


def test_a_folder_that_it_was_unpacked_to(sealed: Content, tmp_path: Path) -> None:
    folder = unpacked(packed(sealed, tmp_path / "x.zip"), tmp_path / "解压")
    assert verified(folder).exact
    assert verified(folder / TOP).exact
    (folder / TOP / "data" / "Thumbs.db").write_bytes(b"left by Windows")
    (folder / "desktop.ini").write_bytes(b"too")
    assert verified(folder).exact
    (folder / TOP / "data" / "说明.txt").write_bytes(b"?")
    assert verified(folder).changed == ("说明.txt",)


def test_whatever_carries_the_files_is_no_change(sealed: Content, tmp_path: Path) -> None:
    """Packed again by another program, deeper, in other names for the same signs, other folders."""
    decomposed = {unicodedata.normalize("NFD", name): data for name, data in sealed.items()}
    assert verified(packed(decomposed, tmp_path / "mac.zip")).exact
    deeper = {f"微信下载/{name}": data for name, data in sealed.items()}
    assert verified(packed(deeper, tmp_path / "deeper.zip")).exact
    other = {name.replace(TOP, "改名/"): data for name, data in sealed.items()}
    assert verified(packed(other, tmp_path / "renamed.zip")).exact
    bare = {name.removeprefix(TOP): data for name, data in sealed.items()}
    assert verified(packed(bare, tmp_path / "bare.zip")).exact
    folder = folder_of(sealed, tmp_path / "f")
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as tar:
        tar.add(folder, "x")
    assert verified(tmp_path / "x.tar.gz").exact
    inside = tmp_path / "收件"
    inside.mkdir()
    packed(sealed, inside / "某市.zip")
    assert verified(inside).exact


def _listed(line: str) -> Callable[[Content], None]:
    def edit(content: Content) -> None:
        content[f"{TOP}manifest-sha256.txt"] += line.encode() + b"\n"

    return edit


def _other_algorithm(content: Content) -> None:
    content[f"{TOP}manifest-md5.txt"] = content.pop(f"{TOP}manifest-sha256.txt")


def _two_seals(content: Content) -> None:
    content.update({f"另一个/{name.removeprefix(TOP)}": data for name, data in content.items()})


ZEROS = "0" * 64


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_listed(f"{ZEROS}  ../../etc/passwd"), "names paths outside"),
        (_listed(f"{ZEROS}  /etc/passwd"), "names paths outside"),
        (_listed(f"{ZEROS}  C:/x"), "names paths outside"),
        (_listed(f"{ZEROS}  data/../../x"), "names paths outside"),
        (_listed(f"{ZEROS}  自查回执.docx"), "names paths outside"),
        (_listed(f"{ZEROS}  data/说明.txt"), "two digests for one file"),
        (_listed("d41d8cd98f00b204e9800998ecf8427e  data/x"), "no SHA-256 digest"),
        (_listed("hello"), "no SHA-256 digest"),
        (_with(f"{TOP}manifest-sha256.txt", b"\xff\xfe\x00"), "no UTF-8"),
        (_with(f"{TOP}manifest-sha256.txt", b"\n" * (16 * 1024**2 + 1)), "absurdly large"),
        (_with(f"{TOP}tagmanifest-sha256.txt", b"?"), "no SHA-256 digest"),
        (_other_algorithm, "only SHA-256 is compared"),
        (_two_seals, "2 sealed packages"),
    ],
)
def test_a_list_that_proves_nothing_gets_a_clear_answer(
    sealed: Content, edit: Callable[[Content], None], said: str, tmp_path: Path
) -> None:
    content = dict(sealed)
    edit(content)
    seal = verified(packed(content, tmp_path / "x.zip"))
    assert seal.standing is SealStanding.UNPROVEN
    assert seal.why is not None
    assert said in seal.why.en


def test_another_programs_bag_is_compared_too(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"1").hexdigest()
    content = {
        "bag/bagit.txt": b"BagIt-Version: 1.0\n",
        "bag/manifest-sha256.txt": f"{digest.upper()} *data/a.txt\r\n".encode(),
        "bag/bag-info.txt": b"Bag-Software-Agent: bagit.py\nNote: a\n folded\n",
        "bag/data/a.txt": b"1",
    }
    seal = verified(packed(content, tmp_path / "x.zip"))
    assert (seal.standing, seal.program, seal.pack) == (SealStanding.EXACT, "bagit.py", "")


@pytest.mark.parametrize(
    ("also", "standing"),
    [
        ({}, SealStanding.UNPROVEN),
        ({"bag/data/a.txt": b"2"}, SealStanding.CHANGED),
        ({"bag/data/b.txt": b"2"}, SealStanding.CHANGED),
    ],
)
def test_an_archive_in_another_programs_bag_is_not_called_changed(
    also: Content, standing: SealStanding, tmp_path: Path
) -> None:
    inner = packed({"b.txt": b"2", "c.txt": b"3"}, tmp_path / "inner.zip").read_bytes()
    material = {"data/a.txt": b"1", "data/附件.zip": inner}
    lines = [f"{hashlib.sha256(data).hexdigest()} {name}" for name, data in material.items()]
    content = {
        "bag/bagit.txt": b"BagIt-Version: 1.0\n",
        "bag/manifest-sha256.txt": "\n".join(lines).encode(),
        "bag/bag-info.txt": b"Bag-Software-Agent: bagit.py\n",
        **{f"bag/{name}": data for name, data in material.items()},
        **also,
    }
    seal = verified(packed(content, tmp_path / "x.zip"))
    assert seal.standing is standing
    assert standing is SealStanding.CHANGED or (seal.why and "附件.zip" in seal.why.zh)
    assert not any("附件.zip" in path for path in (*seal.missing, *seal.added))


def test_what_was_never_sealed(tmp_path: Path) -> None:
    folder = folder_of(FILES, tmp_path / "材料")
    (folder / "manifest-sha256.txt").write_bytes(b"one such name makes no seal")
    with pytest.raises(NotSealed) as caught:
        verified(folder)
    assert re.search("was not sealed", caught.value.text.en)
    with pytest.raises(NotAPackage):
        verified(tmp_path / "none")
