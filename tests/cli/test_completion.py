"""What a shell is offered while a call is typed, as each shell asks and is answered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jlxx_check import load_pack
from jlxx_check.cli.command_list import COMMANDS
from jlxx_check.cli.completion_scripts import SCRIPTS
from jlxx_check.cli.main import run
from jlxx_check.packs.installed import list_packs, own_packs
from jlxx_check.packs.rule_names import rule_names
from jlxx_check.reporters.formats import FORMATS


def _asked(monkeypatch, capsys, shell, **told):
    monkeypatch.setenv("_JLXX_CHECK_COMPLETE", f"complete_{shell}")
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    status = run([])
    return status, capsys.readouterr().out.splitlines()


@pytest.fixture
def bash(monkeypatch, capsys):
    def ask(*words):
        line = "\n".join(["jlxx-check", *words])
        count = str(len(words))
        status, said = _asked(monkeypatch, capsys, "bash", COMP_WORDS=line, COMP_CWORD=count)
        assert status == 0
        return said

    return ask


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (["ch"], ["check"]),
        (["检查", "--sho"], ["--show-personal", "--show"]),  # a command may be called so
        (["材料", "--sho"], ["--show-personal", "--show"]),  # what is meant without one
        (["--lang", ""], ["zh", "en"]),
        (["--lang", "en", "se"], ["seal"]),
        (["--lang", "=", "en", "se"], ["seal"]),
        (["--lang", "=", "e"], ["en"]),
        (["--lang", "="], ["zh", "en"]),
        (["check", "--lang", "=", "en", "--fo"], ["--format", "--force"]),
        (["check", "--lang=en", "--fo"], ["--format", "--force"]),
        (["--v"], ["--version"]),
        (["rules", "exp"], ["explain"]),
        (["rules", "show", "jil"], ["jilin-2023"]),
        (["check", "材料", "--rules", "jil"], ["jilin-2023"]),
        (["check", "材料", "--select", "video.d"], ["video.duration"]),
        (["check", "--rules", "jilin-2023", "--ignore", "quo"], ["quota", "quota.projects"]),
        (["rules", "explain", "--rules", "moral-models-2019", "model.a"], ["model.age"]),
        (["rules", "explain", "--rules", "=", "moral-models-2019", "model.a"], ["model.age"]),
        (["check", "--show", ""], ["files"]),
        (["check", "--format", "j"], ["json", "junit"]),
        (["check", "--format", "="], list(FORMATS)),  # where bash parts a word
        (["check", "--format", "=", "j"], ["json", "junit"]),
        (["check", "--format=j"], ["--format=json", "--format=junit"]),
        (["check", "--fail-on", "w"], ["warning"]),
        (["doctor", "--format", ""], ["json"]),  # not what check takes
        # Several with commas between, but for what was said already.
        (["check", "--fail-on", "warning,"], ["warning,error", "warning,review"]),
        (["check", "--select", "quota,video.d"], ["quota,video.duration"]),
        (["check", "--select=quota,video.d"], ["--select=quota,video.duration"]),
        # What is called so in Chinese.
        (["检"], ["检查", "检测"]),
        (["规则", "显"], ["显示"]),
        (["规则", "显示", "jil"], ["jilin-2023"]),
        (["检查", "材料", "--规则", "jil"], ["jilin-2023"]),
        (["check", "材料", "--规则=jil"], ["--规则=jilin-2023"]),
        (["check", "--收"], ["--收到", "--收到日期"]),
    ],
)
def test_words_are_offered(bash, words, some):
    said = bash(*words)
    assert said[: len(some)] == some
    begun = words[-1].removeprefix("=")
    assert all(word.startswith(begun) for word in said)


def test_own_packs_are_offered_beside_those_installed(bash, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("jilin-own", "packs/jilin-2024"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "pack.yaml").touch()
    (tmp_path / "jilin-material").mkdir()
    assert bash("check", "--rules", "jil") == ["jilin-2023", "jilin-own"]
    assert bash("rules", "show", "jilin-o") == ["jilin-own"]
    assert bash("rules", "show", "packs/j") == ["packs/jilin-2024"]
    assert bash("check", "--rules", f"{tmp_path}/j") == [f"{tmp_path}/jilin-own"]
    assert bash("rules", "show", "nowhere/j") == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such names")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_no_folder_is_offered_whose_name_a_shell_would_run(
    tmp_path, monkeypatch, capsys, bash, shell
):
    """Zsh evaluates its answer: a name that ends its quotes would be a command."""
    monkeypatch.chdir(tmp_path)
    for name in ("own（2）", "own'$(touch ran)'", "own`touch ran`", "own;ran", 'own"ran', "own*"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.yaml").touch()
    line = "jlxx-check check --rules own"
    asked = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "own"}
    if shell == "bash":
        assert bash("check", "--rules", "own") == ["own（2）"]
    else:
        said = "\n".join(_asked(monkeypatch, capsys, shell, **asked)[1])
        assert said.count("own") == said.count("own（2）") > 0


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_quote_that_is_open_is_no_part_of_the_word(bash, monkeypatch, capsys, quote):
    assert bash("check", "--rules", f"{quote}jil") == ["jilin-2023"]
    assert bash("rules", "explain", "--rules", f"{quote}jilin-2023{quote}", "video.d") == [
        "video.duration"
    ]
    line = f"jlxx-check check --rules {quote}jil"
    asked = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": f"{quote}jil"}
    assert _asked(monkeypatch, capsys, "powershell", **asked)[1][0].startswith("jilin-2023:::")
    assert "jilin-2023" in _asked(monkeypatch, capsys, "zsh", **asked)[1][0]


@pytest.mark.parametrize(
    "words",
    [
        ["check", ""],  # a path: the shell offers its files
        ["check", "./mat"],
        ["check", "--output", ""],
        ["check", "--rules", "./"],
        ["check", "--", "--f"],
        ["check", "--lang", "=", "xx", "--fo"],
        ["check", "--", "=", "--f"],
        ["check", "--output", "=", ""],
        ["rules", "explain", "--rules", "no such pack", "vid"],
        ["规则", "没有这个", "jil"],
        ["check", "--没有这个", ""],
        ["nosuchcommand", "--no-such-option", "x"],
        ["check", "--no-such-option=x"],
    ],
)
def test_where_there_is_no_word_to_offer_there_is_none(bash, words):
    assert bash(*words) == []


def test_all_commands_are_offered_and_what_is_hidden_is_not(bash):
    assert bash("") == list(COMMANDS)
    assert bash("--") == ["--version", "--lang", "--help"]


def test_what_may_stand_once_is_not_offered_again(bash):
    assert "--quiet" not in bash("check", "--quiet", "--")
    assert "--format" in bash("check", "--format", "json", "--")


@pytest.mark.parametrize(("lang", "told"), [("zh", "封存报送"), ("en", "the archive to hand in")])
def test_each_shell_is_answered_as_it_asks(monkeypatch, capsys, lang, told):
    monkeypatch.setenv("JLXX_LANG", lang)
    line = {"_TYPER_COMPLETE_ARGS": "jlxx-check se"}
    _, zsh = _asked(monkeypatch, capsys, "zsh", **line)
    assert len(zsh) == 1
    assert zsh[0].startswith(f"""_arguments '*: :(("seal":"{told}""")
    _, fish = _asked(monkeypatch, capsys, "fish", _TYPER_COMPLETE_FISH_ACTION="get-args", **line)
    assert fish[0].startswith(f"seal\t{told}")
    monkeypatch.delenv("_TYPER_COMPLETE_FISH_ACTION")
    for shell in ("powershell", "pwsh"):
        _, said = _asked(monkeypatch, capsys, shell, _TYPER_COMPLETE_WORD_TO_COMPLETE="se", **line)
        assert said[0].startswith(f"seal:::{told}")


@pytest.mark.parametrize(
    ("line", "status"),
    [("jlxx-check se", 0), ("jlxx-check check 材料", 1), ("jlxx-check check ", 1)],
)
def test_fish_asks_first_whether_there_is_anything(monkeypatch, capsys, line, status):
    asks = {"_TYPER_COMPLETE_FISH_ACTION": "is-args", "_TYPER_COMPLETE_ARGS": line}
    assert _asked(monkeypatch, capsys, "fish", **asks)[0] == status


def test_zsh_is_sent_to_the_files_where_there_is_no_word(monkeypatch, capsys):
    line = {"_TYPER_COMPLETE_ARGS": 'jlxx-check check "我的 材'}
    assert _asked(monkeypatch, capsys, "zsh", **line)[1] == ["_files"]


def test_nothing_that_a_shell_takes_for_its_own_stands_in_an_answer(monkeypatch, capsys):
    for command in COMMANDS:
        line = {"_TYPER_COMPLETE_ARGS": f"jlxx-check {command} -"}
        _, said = _asked(monkeypatch, capsys, "zsh", **line)
        inside = "\n".join(said).removeprefix("_arguments '*: :((").removesuffix("))'")
        assert inside
        assert not set("'`$\\") & set(inside)
        assert all(row.count('"') in (2, 4) for row in inside.split("\n"))


def test_an_unknown_shell_is_a_wrong_call_and_an_empty_variable_none(monkeypatch, capsys):
    assert _asked(monkeypatch, capsys, "tcsh")[0] == 2
    monkeypatch.setenv("_JLXX_CHECK_COMPLETE", "")  # as PowerShell may leave it
    assert run(["--version"]) == 0


@pytest.mark.parametrize("shell", SCRIPTS)
@pytest.mark.parametrize("lead", [[], ["--lang", "en"]])
def test_each_shells_script_is_shown(capsys, shell, lead):
    assert run([*lead, "--show-completion", shell]) == 0
    said = capsys.readouterr().out
    assert f"complete_{shell.replace('pwsh', 'powershell')}" in said
    assert run([*lead, f"--show-completion={shell}"]) == 0
    assert capsys.readouterr().out == said


def test_powershell_is_left_as_it_was_whatever_fails():
    before, after = SCRIPTS["powershell"].split("} finally {")
    assert before.count("$encoding =") == 1
    assert before.index("try {") < before.index("_JLXX_CHECK_COMPLETE")
    assert after.count("$null") == 3
    assert "OutputEncoding = $encoding" in after


def test_a_script_for_no_shell_is_a_wrong_call(capsys):
    assert run(["--show-completion"]) == 2
    assert "--show-completion bash|zsh|fish|powershell" in capsys.readouterr().err
    assert run(["--show-completion", "tcsh"]) == 2
    assert "powershell" in capsys.readouterr().err


def test_the_help_page_keeps_to_what_clerks_need(capsys):
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in COMMANDS)
    assert "completion" not in said


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_itself_completes_a_call(tmp_path: Path):
    program = tmp_path / "jlxx-check"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jlxx_check "$@"\n')
    program.chmod(0o755)
    lines = [
        f'PATH="{tmp_path}:$PATH"',
        'eval "$(jlxx-check --show-completion bash)"',
        "COMP_WORDS=(jlxx-check check --format = js) COMP_CWORD=4",
        "_jlxx_check_completion jlxx-check",
        'echo "${COMPREPLY[*]}"',
        "complete -p jlxx-check",
    ]
    done = subprocess.run(
        ["bash", "--norc", "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "json",
        "complete -o default -F _jlxx_check_completion jlxx-check",
    ]


@pytest.mark.parametrize("name", list_packs())
def test_rules_are_told_from_a_packs_files(name):
    told, loaded = set(rule_names(own_packs()[name])), set(load_pack(name).pack.rules)
    meant = loaded | {rule.partition(".")[0] for rule in loaded}
    assert told >= meant
    # College-2022 is nested in another notice and leaves some of its rules out.
    assert told == meant or name == "college-2022"


def test_a_folder_that_is_no_pack_has_no_rules(tmp_path):
    assert rule_names(tmp_path) == ()
    if hasattr(os, "mkfifo"):  # nobody writes into it: the shell would wait for ever
        os.mkfifo(tmp_path / "pack.yaml")
    assert rule_names(tmp_path) == ()
    assert rule_names(tmp_path / "nowhere") == ()
