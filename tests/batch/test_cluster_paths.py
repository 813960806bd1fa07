"""Paths as another machine sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.batch.cluster import BadMap, PathMap

ROOT = Path("/").absolute()


@pytest.mark.parametrize(
    ("maps", "path", "remote"),
    [
        ([], "in/甲", str(ROOT / "in" / "甲")),
        (["in=/mnt/in"], "in/甲", "/mnt/in/甲"),
        (["in=/mnt/in", "in/甲=/fast/a"], "in/甲/乙", "/fast/a/乙"),
        (["in=/mnt/in"], "inner/甲", str(ROOT / "inner" / "甲")),
        (["in=D:\\材料"], "in/甲/乙", "D:\\材料\\甲\\乙"),
        (["in=\\\\server\\share"], "in/甲", "\\\\server\\share\\甲"),
        (["in=/mnt/a=b"], "in/甲", "/mnt/a=b/甲"),
    ],
)
def test_a_folder_is_found_under_its_other_name(maps: list[str], path: str, remote: str) -> None:
    whole = [str(ROOT / text) for text in maps]
    assert PathMap.parse(whole).remote(ROOT / path) == remote


@pytest.mark.parametrize("text", ["", "=", "in", "in=", "=/mnt", " = ", "in=mnt/here"])
def test_what_is_no_pair_is_told(text: str) -> None:
    with pytest.raises(BadMap) as told:
        PathMap.parse([text])
    assert "--map" in told.value.text.zh
