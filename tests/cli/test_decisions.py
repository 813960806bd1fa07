"""``--decisions``, ``--baseline`` and ``decisions new`` as they are called."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from jlxx_check.cli.main import run
from jlxx_check.packs.installed import own_packs
from jlxx_check.values.shell_words import quoted


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "某单位"
    folder.mkdir()
    (folder / "杂记.txt").write_text("说明", encoding="utf-8")
    return folder


def judged(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = run(["check", *words, "--format", "json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return status, data


def report_of(package: Path, folder: Path) -> Path:
    path = folder / "报告.json"
    run(["check", str(package), "--output", str(path)])
    return path


def fill(path: Path, rule: str, choice: str) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace("\nby:  ", "\nby: 赵核对  ").replace("\non:  ", "\non: 2023-07-13  ")
    done = re.sub(
        rf'(rule: "{rule}"\n(?:    .*\n)*?    decision:).*\n    why:',
        rf"\1 {choice}\n    why: 已说明",
        text,
    )
    assert done != text
    path.write_text(done, encoding="utf-8")


@pytest.mark.parametrize("given", ["aku-2026", "我的 规则包"])
def test_what_is_to_be_filled_in_is_told_with_the_call_that_takes_it(
    package: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: str,
) -> None:
    """The pack by its name, or by the path that it was given by; the package by its path."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(str(own_packs()["aku-2026"]), "我的 规则包")
    run(["check", str(package), "--rules", given, "--received", "2026-03-01", "--output", "a.json"])
    capsys.readouterr()
    assert run(["decisions", "new", "a.json", "--output", "b.yaml"]) == 0
    call = f"jlxx-check check {package} --rules {quoted(given)} --received 2026-03-01"
    told = f"已写出 b.yaml，请填写。填好后运行：{call} --decisions b.yaml\n"
    assert capsys.readouterr().err == told


def test_a_package_is_told_how_to_come_to_its_report(
    package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["decisions", "new", str(package)]) == 2
    said = capsys.readouterr().err
    assert f"jlxx-check check {package} --format json --output 报告.json" in said
    assert "jlxx-check decisions new 报告.json --output 核对结果.yaml" in said


def test_quiet_still_tells_of_decisions_without_effect(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decisions = tmp_path / "核对结果.yaml"
    one = "rule: vidoe.duration, entry: null, decision: waived, by: 赵核对, on: 2023-07-13, why: 无"
    decisions.write_text(f"decisions:\n  - {{{one}}}\n", encoding="utf-8")
    words = ["check", str(package), "--decisions", str(decisions), "--quiet", "--select", "quota"]
    run(words)
    assert "没有这条规则" in capsys.readouterr().out


def test_from_a_report_to_decisions_and_back(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, decisions = report_of(package, tmp_path), tmp_path / "核对结果.yaml"
    assert run(["decisions", "new", str(report), "--output", str(decisions)]) == 0
    assert "请填写" in capsys.readouterr().err
    fill(decisions, "quota.stars", "waived")
    fill(decisions, "package.balance", "confirmed")
    before = json.loads(report.read_text(encoding="utf-8"))
    status, after = judged(capsys, str(package), "--decisions", str(decisions))
    assert status == 1
    assert after["decisions"] == {"confirmed": 1, "waived": 1}
    assert after["summary"]["waived"] == 1
    assert after["summary"]["error"] == before["summary"]["error"] - 1
    assert after["summary"]["review"] == before["summary"]["review"] - 1
    found = {item["rule"]: item.get("decision") for item in after["findings"]}
    assert found["quota.stars"] == {
        "decision": "waived",
        "by": "赵核对",
        "on": "2023-07-13",
        "why": "已说明",
        "until": None,
    }
    assert found["quota.projects"] is None


def test_without_an_entry_nothing_complies_though_all_errors_are_waived(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, decisions = report_of(package, tmp_path), tmp_path / "d.yaml"
    run(["decisions", "new", str(report), "--output", str(decisions)])
    capsys.readouterr()
    for rule in ("quota.stars", "quota.projects"):
        fill(decisions, rule, "waived")
    words = [
        str(package),
        "--select",
        "quota",
        "--select",
        "package.readable",
        "--decisions",
        str(decisions),
    ]
    status, data = judged(capsys, *words)
    assert (status, data["verdict"]) == (3, "incomplete")


def test_files_of_decisions_add_up(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = []
    for number, rule in enumerate(("quota.stars", "quota.projects")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(
            f"decisions: [{{rule: {rule}, entry: null, decision: waived, by: 赵, "
            "on: 2023-07-13, why: 已说明}]",
            encoding="utf-8",
        )
        words += ["--decisions", str(path)]
    assert judged(capsys, str(package), *words)[1]["summary"]["waived"] == 2


def test_an_unused_decision_is_a_warning_that_strict_counts(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d.yaml"
    path.write_text(
        "decisions: [{rule: quota.starz, entry: null, decision: waived, by: 赵, on: 2023-07-13, "
        "why: 已说明}]",
        encoding="utf-8",
    )
    _, data = judged(capsys, str(package), "--decisions", str(path))
    (told,) = (item for item in data["findings"] if item["rule"] == "decision.unused")
    assert (told["level"], told["where"]) == ("warning", "d.yaml:1")


def test_a_file_that_changed_since_is_decided_anew(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, decisions = report_of(package, tmp_path), tmp_path / "d.yaml"
    run(["decisions", "new", str(report), "--output", str(decisions)])
    fill(decisions, "package.recognised", "waived")
    capsys.readouterr()
    words = [str(package), "--decisions", str(decisions)]
    assert judged(capsys, *words)[1]["summary"]["waived"] == 1
    (package / "杂记.txt").write_text("另一份说明", encoding="utf-8")
    _, data = judged(capsys, *words)
    assert data["summary"]["waived"] == 0
    assert "decision.outdated" in {item["rule"] for item in data["findings"]}


def test_since_the_last_report(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = report_of(package, tmp_path)
    (package / "杂记.txt").unlink()
    (package / "新的.txt").write_text("新的", encoding="utf-8")
    _, data = judged(capsys, str(package), "--baseline", str(report))
    assert data["baseline"]["package"] == "某单位"
    assert [item["file"] for item in data["baseline"]["mended"]] == ["杂记.txt"]
    assert data["baseline"]["new"] == 1
    standings = {item["file"]: item["baseline"] for item in data["findings"]}
    assert standings["新的.txt"] == "new"
    assert run(["check", str(package), "--baseline", str(report)]) == 1
    assert "与上次报告对照：新增 1，仍在 2，已改正 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["check", "{package}", "--decisions", "{parent}/没有.yaml"], "没有.yaml"),
        (["check", "{package}", "--decisions", ""], "--decisions"),
        (["check", "{package}", "--decisions", "{package}/杂记.txt"], "材料包里"),
        (["check", "{package}", "--decisions", "{parent}/坏.yaml"], "坏.yaml:1"),
        (["check", "{package}", "--decisions", "{parent}/别的包.yaml"], "aku-2026"),
        (["check", "{package}", "{package}", "--decisions", "{parent}/无名.yaml"], "package"),
        (["check", "{package}", "--baseline", "{parent}/没有.json"], "没有.json"),
        (["check", "{package}", "--baseline", "{parent}/坏.yaml"], "不是 JSON"),
        (["check", "{package}", "{package}", "--baseline", "{report}"], "一个材料包"),
        (["check", "{package}", "--rules", "aku-2026", "--baseline", "{report}"], "aku-2026"),
        (["decisions", "new", "{parent}/没有.json"], "没有.json"),
        (["decisions", "new", "{parent}/坏.yaml"], "不是 JSON"),
        (["decisions", "new", "{report}", "--output", "{report}"], "已经存在"),
        (["decisions", "new", "{report}", "--output", "{parent}/无/a.yaml"], "不存在"),
        (["decisions", "new", "{report}", "--output", "{package}"], "文件夹"),
        (["decisions", "new"], "REPORT.json"),
    ],
)
def test_a_wrong_call_is_said_and_nothing_is_judged(
    package: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    says: str,
) -> None:
    report = report_of(package, tmp_path)
    kept = report.read_bytes()
    for name, text in {
        "坏.yaml": "decisions: 三",
        "别的包.yaml": "rulepack: aku-2026\ndecisions: []",
        "无名.yaml": "decisions: []",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    capsys.readouterr()
    given = [word.format(package=package, parent=tmp_path, report=report) for word in words]
    assert run(given) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.startswith("错误：")
    assert report.read_bytes() == kept
