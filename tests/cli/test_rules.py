from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from jlxx_check import load_pack
from jlxx_check.cli.main import run
from jlxx_check.reporters.terminal.rule_lines import rule_lines
from jlxx_check.text import Lang

#: The commands of whoever writes a pack.
AUTHORS = ("checks", "new", "fields", "from", "preview", "path", "test")


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
        (
            ["rules", "explain", "share.farmers", "--rules", "model-workers"],
            "title = 农民；of = {field: 身份, words: [农民,",
        ),
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


@pytest.mark.parametrize("words", AUTHORS)
@pytest.mark.parametrize(("lang", "head"), [("zh", "例如："), ("en", "Example")])
def test_help_of_every_command_of_authors_shows_an_example(
    capsys: pytest.CaptureFixture[str], words: str, lang: str, head: str
) -> None:
    assert run(["rules", words, "--help", "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert head in out
    assert f"  jlxx-check rules {words}" in out
    assert max(cell_len(line) for line in out.splitlines()) <= 80


def test_an_author_goes_from_a_new_pack_to_a_checklist(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = str(tmp_path / "mine")
    assert run(["rules", "new", pack, "--lang", "en"]) == 0
    assert run(["rules", "lint", pack, "--lang", "en"]) == 0
    assert "Pack mine is sound" in capsys.readouterr().out
    assert run(["rules", "test", pack, "--lang", "en"]) == 0
    assert "4 case(s), 0 package(s): all as expected." in capsys.readouterr().out
    assert run(["rules", "path", pack]) == 0
    assert capsys.readouterr().out.strip() == pack
    assert run(["rules", "new", pack]) == 2
    target = tmp_path / "list.html"
    assert run(["rules", "preview", pack, "--to", str(target)]) == 0
    assert run(["rules", "preview", pack, "--to", str(target)]) == 0
    target.write_text("mine", encoding="utf-8")
    assert run(["rules", "preview", pack, "--to", str(target)]) == 2
    assert "--to" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8") == "mine"
    assert run(["rules", "preview", pack, "--to", str(target), "--force"]) == 0
    assert run(["rules", "preview", pack, "--to", str(tmp_path / "list.pdf")]) == 2


def test_a_case_that_fails_exits_with_1_and_a_broken_one_with_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine"
    assert run(["rules", "new", str(pack)]) == 0
    case = pack / "cases" / "quota.persons.yaml"
    text = case.read_text(encoding="utf-8")
    case.write_text(text.replace("repeat: 5", "repeat: 7"), encoding="utf-8")
    assert run(["rules", "test", str(pack)]) == 1
    assert "✗ quota.persons: 五人" in capsys.readouterr().out
    case.write_text(text.replace("repeat", "repaet"), encoding="utf-8")
    assert run(["rules", "test", str(pack)]) == 2
    assert "repaet" in capsys.readouterr().err


def test_lint_tells_errors_with_2_and_warnings_with_0(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = tmp_path / "mine"
    assert run(["rules", "new", str(pack), "--lang", "en"]) == 0
    rules = pack / "rules" / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace('scope: "*.photo" ', "scope: person "), encoding="utf-8")
    assert run(["rules", "lint", str(pack), "--lang", "en"]) == 2
    assert "rules.yaml:" in capsys.readouterr().err
    rules.write_text(text, encoding="utf-8")
    head = pack / "pack.yaml"
    text = head.read_text(encoding="utf-8")
    head.write_text(
        text.replace("owners: [package.deadline]", "asks_nothing: no"), encoding="utf-8"
    )
    assert run(["rules", "lint", str(pack), "--lang", "en"]) == 0
    assert "warning" in capsys.readouterr().out


def test_checks_without_an_answer_are_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "checks", "no-such-word"]) == 2
    assert run(["rules", "checks", "photo"]) == 0
    assert "video.mp4" not in capsys.readouterr().out
