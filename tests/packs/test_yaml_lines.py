"""What plain YAML means in a pack, and where each thing stands."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.packs.minimal import PACK, RULE, change, write_pack

from jlxx_check.packs import PackError, load_source
from jlxx_check.packs.yaml_lines import (
    BRACES,
    COLON,
    TABS,
    YamlFile,
    behind_fault,
    read_yaml,
    slips,
)
from jlxx_check.text import Text


class _Text:
    """A file that is not on disk."""

    name = "a.yaml"

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __str__(self) -> str:
        return self.name

    def open(self, _mode: str) -> BytesIO:
        return BytesIO(self._content)


def _read(folder: Path, text: str) -> YamlFile:
    file = folder / "a.yaml"
    file.write_text(text, encoding="utf-8")
    return read_yaml(file)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0.85", 0.85),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("12:30", "12:30"),
        ("2023-07-12", "2023-07-12"),
        ("2026-03-06T18:00", "2026-03-06T18:00"),
        ("010", "010"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
        (".5", ".5"),
        ("一（一）", "一（一）"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("|-\n  12", "12"),
    ],
)
def test_a_plain_word_is_what_was_written(tmp_path: Path, written: str, value: object) -> None:
    found = _read(tmp_path, f"a: {written}\n")
    assert found.problems == []
    assert found.data == {"a": value}
    assert isinstance(found.data, dict)
    assert type(found.data["a"]) is type(value)


def test_keys_are_text(tmp_path: Path) -> None:
    assert _read(tmp_path, "1: a\ntrue: b\n22: c\n").data == {"1": "a", "true": "b", "22": "c"}


def test_each_key_and_item_has_its_line(tmp_path: Path) -> None:
    found = _read(tmp_path, "a:\n  b: [x,\n    y]\nc:\n  - d: 1\n  - 2\n")
    lines = {path: line for path, (_, line) in found.lines.items()}
    assert lines[("a",)] == 1
    assert lines[("a", "b")] == 2
    assert lines[("a", "b", 0)] == 2
    assert lines[("a", "b", 1)] == 3
    assert lines[("c", 0)] == 5
    assert lines[("c", 0, "d")] == 5
    assert lines[("c", 1)] == 6


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes("\ufeffa: 名额\n".encode())
    assert read_yaml(file).data == {"a": "名额"}


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    found = _read(tmp_path, "# only a comment\n")
    assert (found.data, found.problems) == (None, [])


@pytest.mark.parametrize("opener", ["[", "- ", "{a: ", "[a, "])
def test_endless_nesting_is_a_fault_and_no_crash(tmp_path: Path, opener: str) -> None:
    found = _read(tmp_path, opener * 100_000)
    assert [problem.message.en for problem in found.problems] == ["is nested too deeply."]


def test_a_second_document_is_a_fault(tmp_path: Path) -> None:
    found = _read(tmp_path, "a: 1\n---\nb: 2\n")
    assert found.data == {"a": 1}
    assert [problem.line for problem in found.problems] == [3]


_PIECES = [*"a[]{},'\"#|\n", "- ", ": ", "  ", "&a ", "*a", "!x "]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=3)), max_size=40))
def test_no_text_raises(pieces: list[str]) -> None:
    found = read_yaml(_Text("".join(pieces).encode("utf-8", "surrogatepass")))
    assert found.data is None or () in found.lines
    for problem in found.problems:
        assert problem.line is None or problem.line >= 1


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    found = read_yaml(tmp_path / "none.yaml")
    assert len(found.problems) == 1
    assert found.problems[0].line is None


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("title：通知", COLON),
        ("  - 姓名：{}", COLON),
        ("\ttitle: 通知", TABS),
        ("    why: {at_least}至{at_most}名", BRACES),
        ("    - {deadline}前", BRACES),
        ("    quote: '{at_least}名'", None),
        ("    title: {zh: 通知, en: A call}", None),
        ("    why: 通知：如下", None),
        ("    words: [{a: b}]", None),
    ],
)
def test_behind_a_fault(line: str, why: Text | None) -> None:
    assert behind_fault(line) == why


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("words: [照片，图片]\n", [1]),
        ("a: b\nwords:\n  [照片, 图片、相片]\n", [3]),
        ("title: “通知”\n", [1]),
        ("why: 有规定\n  level：error\n", [2]),
        ('words: ["照片，图片"]\n', []),
        ("words:\n  - 照片，图片\n", []),  # one item, as it stands
        ("title: “通知”和“公告”的\n", []),
        ("why: >-\n  level：error\n", []),
        ("why: 有规定：\n  如下：甲\n", []),
        ("item: {gist: 甲、乙}\n", []),
    ],
)
def test_slips_in_sound_yaml(text: str, lines: list[int]) -> None:
    assert [line for line, _ in slips(text)] == lines


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: 名额", "title: {at_least}名", "has to stand in quotes"),
        ("title: 名额", "title: {at_least}", "has to stand in quotes"),
        ("title: 名额", "title: {zh：名额}", "a key ends in"),
        ("title: 名额", "title：名额", "a key ends in"),
        ("with: {kind: star}", "with: kind：star", "a key ends in"),
    ],
)
def test_a_broken_rule_names_the_slip(tmp_path: Path, old: str, new: str, said: str) -> None:
    text, line = change(RULE, old, new)
    with pytest.raises(PackError) as caught:
        load_source(write_pack(tmp_path / "small", PACK, quota=text))
    hits = [item for item in caught.value.problems if said in item.message.en]
    assert hits, str(caught.value)
    assert hits[0].line == line
