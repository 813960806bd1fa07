"""A guess says what exists: a slip is named, another thing is not taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.packs.minimal import PACK, RULE, write_pack

from jlxx_check.engine.binding import bind
from jlxx_check.packs import PackError, PackProblem, load_source
from jlxx_check.packs.pack_problems import did_you_mean
from jlxx_check.text import Text

SCOPES = ["star", "special-project", "package", "file", "batch"]
CHECKS = [f"photo.{name}" for name in ("colour", "size", "sharpness")] + [
    f"form.check-{number}" for number in range(20)
]


@pytest.mark.parametrize(
    ("what", "wrong", "known", "says", "never"),
    [
        ("kind", "project", SCOPES, "known: batch, file, package", "did you mean"),
        ("kind", "stars", SCOPES, "did you mean 'star'? There are also: batch", None),
        ("role", "foto", ["form", "photo"], "did you mean 'photo'?", None),
        ("field", "单位", ["姓名", "工作单位"], "did you mean '工作单位'?", None),
        (
            "check",
            "photo.pixels",
            CHECKS,
            "known: photo.colour, photo.sharpness",
            "form",
        ),
        ("check", "photo.color", CHECKS, "did you mean 'photo.colour'?", "form"),
        ("check", "nothing.alike", CHECKS, "unknown check 'nothing.alike'.", "form"),
        ("role", "x", [], "unknown role 'x'.", "; "),
    ],
)
def test_guess(what: str, wrong: str, known: list[str], says: str, never: str | None) -> None:
    said = did_you_mean(what, wrong, known)
    assert says in said.en
    assert never is None or never not in said.en
    assert wrong in said.zh


@pytest.mark.parametrize(
    ("written", "meant"),
    [("mov", "quicktime"), (".jpg", "jpeg"), ("TIF", "tiff"), ("wmvv", "wmv")],
)
def test_a_format_may_be_meant_by_a_file_s_ending(tmp_path: Path, written: str, meant: str) -> None:
    rule = (
        "  photo.format: {title: 格式, why: 有。, scope: file, check: file.content, level: error,\n"
    )
    rule += f"    with: {{contents: ['{written}']}}, clause: null, fix: 请改。}}\n"
    with pytest.raises(PackError) as caught:
        bind(load_source(write_pack(tmp_path / "small", PACK, quota=RULE + rule)))
    assert meant in caught.value.text.en


def test_one_cause_is_one_line_with_all_its_places() -> None:
    said = Text("没有叫“甲”的字段。", "unknown field '甲'.")
    other = Text("没有叫“乙”的字段。", "unknown field '乙'.")
    a, b = Path("pack.yaml"), Path("rules", "10.yaml")
    problems = [PackProblem(a, 3, said), PackProblem(a, 4, other), PackProblem(b, 7, said)]
    error = PackError(problems)
    assert error.problems == tuple(problems)
    assert error.text.zh.splitlines() == [
        "pack.yaml:3: 没有叫“甲”的字段。（还有：10.yaml:7。）",
        "pack.yaml:4: 没有叫“乙”的字段。",
    ]
    assert error.text.en.splitlines()[0].endswith("(also: 10.yaml:7.)")
