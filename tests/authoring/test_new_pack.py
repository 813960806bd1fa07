"""A new pack lints clean, passes its own cases, and never takes anybody's place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from jlxx_check.authoring.meaning import lint
from jlxx_check.authoring.new_pack import CannotStart, new_pack, pack_id
from jlxx_check.packs import PackError
from jlxx_check.packs.yaml_lines import read_yaml
from jlxx_check.testing import try_pack
from jlxx_check.text import Lang


@pytest.mark.parametrize("lang", Lang)
def test_a_new_pack_is_sound_and_tried(tmp_path: Path, lang: Lang) -> None:
    started = new_pack(tmp_path / "my-call", lang)
    found = lint(started.folder)
    assert (found.errors, found.warnings) == ((), ())
    assert found.pack.id == "my-call"
    tried = try_pack(started.folder)
    assert len(tried.cases) == 4
    assert tried.failed == ()
    assert {(started.folder / name).is_file() for name in started.files} == {True}


@pytest.mark.parametrize("lang", Lang)
def test_its_files_fit_the_schema_beside_them(tmp_path: Path, lang: Lang) -> None:
    folder = new_pack(tmp_path / "new", lang).folder
    schema = json.loads((folder / "pack.schema.json").read_text(encoding="utf-8"))
    for name in ("pack.yaml", "rules/rules.yaml"):
        first = (folder / name).read_text(encoding="utf-8").splitlines()[0]
        target = first.partition("$schema=")[2]
        assert ((folder / name).parent / target).resolve() == folder / "pack.schema.json"
        found = read_yaml(folder / name)
        assert list(Draft202012Validator(schema).iter_errors(found.data)) == []


@pytest.mark.parametrize("lang", Lang)
def test_one_nested_in_another_is_sound(tmp_path: Path, lang: Lang) -> None:
    found = lint(new_pack(tmp_path / "nested", lang, "jilin-2023").folder)
    assert (found.errors, found.warnings) == ((), ())
    assert [above.id for above in found.pack.parents] == ["jilin-2023"]


def test_one_nested_in_a_folder_finds_it_from_anywhere(tmp_path: Path) -> None:
    first = new_pack(tmp_path / "first", Lang.ZH).folder
    second = new_pack(tmp_path / "below" / "second", Lang.ZH, str(first)).folder
    assert lint(second).pack.parents[0].id == "first"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotStart):
        new_pack(tmp_path, Lang.ZH)
    with pytest.raises(CannotStart):
        new_pack(tmp_path / "mine.txt", Lang.ZH)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_unknown_parent_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        new_pack(tmp_path / "new", Lang.ZH, "jilin-1999")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("city-2030", "city-2030"),
        ("City 2030", "city-2030"),
        ("某市", "my-notice"),
        ("-x", "my-notice"),
    ],
)
def test_its_id_is_the_folders_name_where_that_will_do(
    tmp_path: Path, name: str, known: str
) -> None:
    assert pack_id(tmp_path / name) == known
