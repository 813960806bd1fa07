"""One question, one home: who may use what an answer is made of. All others ask the home."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "jlxx_check"

#: The question; its home; what only the home, and those named behind it, may import. A form's free
#: text is searched for the same marks as a remark, and pictures of many packages are sought by
#: parts of their looks before two of them are compared.
ANSWERS = [
    (
        "is a row marked",
        "model.pack:Pack.is_marked",
        "values.remarks:singles_out",
        {"model/pack.py", "checks/register/special_claims.py"},
    ),
    ("which register counts", "model.package:Package.main_register", None, set()),
    ("are two entries one", "checks.identity:sameness", None, set()),
    (
        "do two papers speak of one",
        "forms.likeness:Likeness",
        None,
        set(),
    ),
    (
        "are two pictures one",
        "checks.near_pictures:NearPictures",
        "values.looks:distance",
        {"checks/near_pictures.py", "checks/across/same_file.py"},
    ),
    (
        "what does a command end with",
        "engine.results:exit_status",
        "engine.results:exit_status",
        {"api/__init__.py", "batch/batch_run.py"},
    ),
    ("what date was typed", "values.typed_moments:read_moment", None, set()),
    ("what is a file by its name", "model.kind_lookup:promised_by", None, set()),
    ("is a name an archive's", "model.kind_lookup:is_named_archive", None, set()),
    ("where does a report lie", "reporters.html.shell:href", None, set()),
]
#: Words by which a second answer would be called.
NAMES = {item[1].rpartition(":")[2].rpartition(".")[2] for item in ANSWERS}


#: What the answers are made of: where none of these words stands there is nothing to find.
MADE_OF = {str(item[2]).rpartition(":")[2] for item in ANSWERS if item[2]}


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(text)
        for path in SOURCE.rglob("*.py")
        if any(word in (text := path.read_text(encoding="utf-8")) for word in NAMES | MADE_OF)
    }


@pytest.mark.parametrize("home", [item[1] for item in ANSWERS], ids=[item[0] for item in ANSWERS])
def test_the_home_is_there(home: str) -> None:
    module, _, name = home.partition(":")
    found: object = import_module(f"jlxx_check.{module}")
    for part in name.split("."):
        found = getattr(found, part)
    assert callable(found)


@pytest.mark.parametrize(
    ("made_of", "users"),
    [item[2:] for item in ANSWERS if item[2]],
    ids=[item[0] for item in ANSWERS if item[2]],
)
def test_only_the_home_uses_what_its_answer_is_made_of(
    made_of: str, users: set[str], trees: dict[str, ast.Module]
) -> None:
    module, _, name = made_of.partition(":")
    found = {
        path
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and node.module == f"jlxx_check.{module}"
        and any(alias.name == name for alias in node.names)
    }
    assert found == users


def test_no_answer_is_defined_twice(trees: dict[str, ast.Module]) -> None:
    homes: dict[str, list[str]] = {name: [] for name in NAMES}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in homes:
                homes[node.name].append(path)
    # A batch's own status is asked of the one function: see the import above.
    homes["exit_status"] = [path for path in homes["exit_status"] if not path.startswith("batch/")]
    assert {name: found for name, found in homes.items() if len(found) != 1} == {}
