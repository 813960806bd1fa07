from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.batch.output_names import folder_names, report_name, stem

NAMES = st.text(st.characters(exclude_characters="/\x00"), min_size=1, max_size=80)


@given(st.lists(NAMES, unique=True, max_size=8))
def test_folders_are_told_apart_where_a_system_folds_case(names: list[str]) -> None:
    made = folder_names(names)
    folded = [unicodedata.normalize("NFKC", name).casefold() for name in made.values()]
    assert len(set(folded)) == len(names)


@pytest.mark.parametrize(
    ("paths", "plain"),
    [
        (["长春市教育局", "长春市教育局.zip"], ["长春市教育局", "长春市教育局（zip）"]),
        (["某学院.tar.gz"], ["某学院（tar.gz）"]),
        (["abc", "ABC"], []),
        (["index.html", "batch.json", "总览.xlsx"], []),
        (["甲（zip）", "甲.zip"], []),
        (["a:b"], []),
    ],
)
def test_folder_names(paths: list[str], plain: list[str]) -> None:
    made = folder_names(paths)
    assert [made[path] for path in paths if "~" not in made[path]] == plain


def test_a_name_that_had_to_change_stays_the_same_whoever_else_is_there() -> None:
    assert folder_names(["a:b"])["a:b"] == folder_names(["a:b", "a_b", "c"])["a:b"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("甲.zip", "甲"),
        ("甲.tar.gz", "甲"),
        ("A.B大学", "A.B大学"),
        ("甲.7Z", "甲"),
        ("甲.txz", "甲"),
        ("甲.tar.zst", "甲"),
        ("甲.iso", "甲"),
        ("甲.jar", "甲.jar"),
    ],
)
def test_stem(name: str, bare: str) -> None:
    assert stem(name) == bare


@pytest.mark.parametrize(
    ("form", "name"), [("html", "检查报告.html"), ("github", "检查报告.github.txt")]
)
def test_report_name(form: str, name: str) -> None:
    assert report_name(form) == name
