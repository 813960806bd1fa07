"""A sound pack: its values, its digest, its places, and where packs are found."""

from __future__ import annotations

import os
import shutil
from datetime import date, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.packs.minimal import PACK, RULE, write_pack

from jlxx_check.api import borrows_id, load_pack
from jlxx_check.authoring.meaning import lint
from jlxx_check.packs import (
    PackError,
    list_packs,
    load_source,
    pack_schema,
    taken_id,
)
from jlxx_check.packs.installed import shadowed
from jlxx_check.text import Lang, Text

RULES = Path(__file__).parents[2] / "rules"


def _said(name: str | Path) -> str:
    with pytest.raises(PackError) as caught:
        load_source(name)
    return str(caught.value)


def test_the_smallest_pack(tmp_path: Path) -> None:
    source = load_source(write_pack(tmp_path / "small"))
    pack = source.pack
    assert pack.title == Text("小通知", "A small notice")
    assert pack.issuer == Text("某单位", "某单位")
    assert pack.delivery.postcode == "010000"
    assert pack.kinds["star"].register_ == "star"
    assert pack.rules["quota.stars"].with_ == {"kind": "star"}
    assert pack.rules["quota.stars"].scopes == ("package",)
    assert source.folder == tmp_path / "small"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2030-01-31", date(2030, 1, 31)), ("2030-01-31T18:00", datetime(2030, 1, 31, 18))],  # noqa: DTZ001
)
def test_a_deadline_has_an_hour_only_where_one_is_written(
    tmp_path: Path, written: str, meant: date
) -> None:
    text = PACK.replace("deadline: 2030-01-31", f"deadline: {written}")
    deadline = load_source(write_pack(tmp_path / "small", text)).pack.deadline
    assert deadline == meant
    assert type(deadline) is type(meant)


def test_places(tmp_path: Path) -> None:
    source = load_source(write_pack(tmp_path / "small"))
    with_kind = source.place("rules", "quota.stars", "with", "kind")
    assert with_kind.file == tmp_path / "small" / "rules" / "quota.yaml"
    assert with_kind.line == RULE[: RULE.index("with:")].count("\n") + 1
    assert source.place("rules", "quota.stars", "with", "none") == with_kind
    assert source.place("nothing").line == 1


def test_the_digest_is_of_names_and_bytes(tmp_path: Path) -> None:
    one, two = write_pack(tmp_path / "one"), write_pack(tmp_path / "two")
    before = load_source(one).pack.sha256
    assert before == load_source(two).pack.sha256
    (two / ".DS_Store").write_bytes(b"x")
    assert load_source(two).pack.sha256 == before
    (two / "note.txt").write_bytes(b"x")
    added = load_source(two).pack.sha256
    (two / "note.txt").rename(two / "other.txt")
    renamed = load_source(two).pack.sha256
    (two / "rules" / "quota.yaml").write_text(RULE + "# more\n", encoding="utf-8")
    assert len({before, added, renamed, load_source(two).pack.sha256}) == 4


def test_the_packs_own_list_of_winners(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small")
    (folder / "previous-winners.csv").write_text("姓名,年度\n王建国,2020\n", encoding="utf-8")
    (winner,) = load_source(folder).pack.winners
    assert (winner.person, winner.name, winner.year) == (True, "王建国", "2020")


def test_a_winners_list_that_is_none_is_the_packs_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "small")
    (folder / "previous-winners.csv").write_text("a,b\n", encoding="utf-8")
    assert "previous-winners.csv" in _said(folder)


def test_the_programs_own_packs_are_installed() -> None:
    assert {"jilin-2023", "aku-2026"} <= set(list_packs())


@pytest.mark.parametrize("name", ["jilin-2023", "aku-2026"])
def test_own_packs_load_by_name_and_by_path(name: str) -> None:
    source = load_source(name)
    assert source.pack.id == name
    for path in (source.folder, source.folder / "pack.yaml"):
        assert load_source(path).pack == source.pack
        assert load_source(str(path)).pack == source.pack


def test_an_unknown_name_says_which_there_are() -> None:
    said = _said("jilin-2032")
    assert "did you mean 'jilin-2023'?" in said
    assert "aku-2026" in said


def test_paths_that_are_no_pack(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert "is a file" in _said(tmp_path / "file.yaml")
    assert "holds no pack.yaml" in _said(str(tmp_path / "empty"))
    assert "no such folder" in _said(str(tmp_path / "none"))
    assert "cannot be opened" in _said("x" * 5000)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
@pytest.mark.parametrize(("to", "says"), [("loop", "leads nowhere"), ("none", "leads nowhere")])
def test_a_link_that_leads_to_no_pack(
    to: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to(to)
    assert says in _said("loop")
    assert says in _said(tmp_path / "loop")
    (tmp_path / "loop").unlink()
    (tmp_path / "loop").symlink_to(write_pack(tmp_path / "pack"))
    assert load_source("loop").pack.id == "small"


def test_an_installed_name_wins_over_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path / "jilin-2023")
    monkeypatch.chdir(tmp_path)
    assert load_source("jilin-2023").pack.id == "jilin-2023"
    assert load_source("./jilin-2023").pack.id == "small"
    assert load_source(Path("jilin-2023")).pack.id == "small"


def test_packs_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pack(tmp_path / "_rules" / "small")
    monkeypatch.setattr("jlxx_check.packs.installed.files", lambda _: tmp_path)
    assert list_packs() == ("small",)
    assert load_source("small").pack.id == "small"


def _distribution(folder: Path, value: str, name: str = "small") -> None:
    write_pack(folder / "third_party_pack_data" / "small")
    info = folder / "third_party_pack-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party-pack\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[jlxx_check.packs]\n{name} = {value}\n")
    module = "from importlib.resources import files\nfrom pathlib import Path\n"
    module += "path = str(Path(__file__).parent / 'third_party_pack_data' / 'small')\n"
    module += "traversable = files('third_party_pack_data') / 'small'\nnumber = 3\n"
    (folder / "third_party_pack.py").write_text(module)
    (folder / "third_party_pack_data" / "__init__.py").write_text("")


@pytest.mark.parametrize("value", ["third_party_pack:path", "third_party_pack:traversable"])
def test_packs_of_other_distributions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _distribution(tmp_path, value)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack", raising=False)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack_data", raising=False)
    assert "small" in list_packs()
    assert load_source("small").pack.id == "small"


@pytest.mark.parametrize("value", ["third_party_pack:number", "third_party_pack:none", "none:x"])
def test_a_broken_distribution_is_a_packs_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    _distribution(tmp_path, value)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack", raising=False)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack_data", raising=False)
    assert f"pack 'small' ({value}) cannot be used" in _said("small")


@pytest.mark.parametrize("name", ["third", "jilin-2023"])
def test_what_is_offered_under_another_name_than_its_id_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By ids reports tell packs apart, by names they are found: two of an id are two of a name."""
    _distribution(tmp_path, "third_party_pack:path", name)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack", raising=False)
    if name == "third":
        assert "its id has to be the same, not 'small'" in _said("third")
        assert shadowed() == ()
    else:
        assert load_source(name).pack.id == "jilin-2023", "the program's own is taken"
        (problem,) = shadowed()
        assert "third-party-pack 1.0" in problem.say(Lang.EN)


@pytest.mark.parametrize("twice", [True, False])
def test_of_two_packs_of_one_name_none_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, twice: bool
) -> None:
    _distribution(tmp_path, "third_party_pack:path")
    if twice:
        other = tmp_path / "another-2.0.dist-info"
        shutil.copytree(tmp_path / "third_party_pack-1.0.dist-info", other)
        (other / "METADATA").write_text("Metadata-Version: 2.1\nName: another\nVersion: 2.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "third_party_pack", raising=False)
    if twice:
        assert "several packs called 'small'" in _said("small")
        assert "another 2.0" in _said("small")
    else:
        assert load_source("small").pack.id == "small"


@pytest.mark.parametrize(
    ("edit", "wrong"),
    [
        ({}, False),
        ({"title: {zh: ": "title: {zh: 又一个"}, True),
        ({"title: {zh: ": "title: {zh: 又一个", "id: id-photos-2015": "id: id-photos-own"}, False),
    ],
)
def test_a_copy_that_was_changed_needs_an_id_of_its_own(
    tmp_path: Path, edit: dict[str, str], wrong: bool
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(RULES / "id-photos-2015", copy)
    head = copy / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    for old, new in edit.items():
        assert old in text
        text = text.replace(old, new, 1)
    head.write_text(text, encoding="utf-8")
    found = taken_id(load_source(copy))
    assert (found is not None) is wrong
    assert found is None or (found.file, found.line) == (
        head,
        text[: text.index("id:")].count("\n") + 1,
    )
    # It is judged by, with a word on it, so that a change can be tried; lint calls it an error.
    assert borrows_id(copy, load_pack(copy)) is wrong
    assert (found in lint(copy).errors) is wrong


def test_the_schema_holds_the_smallest_pack_and_refuses_unknown_keys() -> None:
    schema = pack_schema()
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    whole = {**yaml.safe_load(PACK), **yaml.safe_load(RULE)}
    whole["deadline"] = "2030-01-31"
    assert [error.message for error in validator.iter_errors(whole)] == []
    assert list(validator.iter_errors({**whole, "titel": "x"}))
    assert list(validator.iter_errors({**whole, "winners": []}))
