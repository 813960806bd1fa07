from __future__ import annotations

import json

import pytest

from jlxx_check import load_pack
from jlxx_check.cli.main import run
from jlxx_check.model.text import Lang
from jlxx_check.reporters.terminal.rules import rule_lines


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["rules", "list"], "jilin-2023"),
        (["rules", "show", "jilin-2023"], "video.duration"),
        (["rules", "show", "aku-2026"], "没有写明"),
        (["rules", "explain", "video.duration"], "4-5分钟"),
        (["rules", "explain", "video"], "video.codec"),
        (["rules", "explain", "视频时长"], "video.duration"),
        (["rules", "explain", "running time of the video"], "video.duration"),
        (["rules", "lint", "jilin-2023"], "没有问题"),
        (["doctor"], "pillow"),
        (["--version"], "jlxx-check"),
        (["--help"], "check"),
        (["rules", "--help"], "explain"),
        (["rules", "list", "--lang", "en"], "rules; due"),
        (["rules", "explain", "video.duration", "--lang", "en"], "to mend"),
    ],
)
def test_commands(capsys: pytest.CaptureFixture[str], words: list[str], says: str) -> None:
    assert run(words) == 0
    assert says in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["doctor"],
        ["rules", "list"],
        ["rules", "show"],
        ["rules", "explain"],
        ["rules", "lint"],
        ["rules", "schema"],
    ],
)
@pytest.mark.parametrize(("lang", "head"), [("zh", "例如："), ("en", "Example")])
def test_help_of_every_command_shows_examples(
    capsys: pytest.CaptureFixture[str], words: list[str], lang: str, head: str
) -> None:
    assert run([*words, "--help", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert head in out
    assert "  jlxx-check " + " ".join(words) in out


@pytest.mark.parametrize("options", [[], ["--report"]])
def test_schema_is_one_json_object(capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    assert run(["rules", "schema", *options]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


@pytest.mark.parametrize("name", ["jilin-2023", "aku-2026"])
@pytest.mark.parametrize(("lang", "why"), [(Lang.ZH, "为什么"), (Lang.EN, "why")])
def test_every_rule_explains_itself(name: str, lang: Lang, why: str) -> None:
    pack = load_pack(name).pack
    for rule in pack.rules:
        assert any(line.plain.startswith(why) for line in rule_lines(pack, rule, lang, 80))
