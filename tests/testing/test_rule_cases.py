"""A pack's cases: what they may say, and in what a result differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Outcome, Status
from jlxx_check.testing import (
    BadCase,
    differences,
    load_cases,
    run_case,
    sample_audio,
    sample_document,
    sample_photo,
    sample_video,
)
from jlxx_check.testing.case_facts import body_of
from jlxx_check.text import Lang, Text

FILE = (
    "  - {{name: x, expect: pass, "
    "package: {{entries: [{{kind: star, files: [{{path: a, {}}}]}}]}}}}\n"
)
REPEATED = "  - {{name: x, expect: pass, package: {{entries: [{{kind: star, repeat: {}}}]}}}}\n"
ONE = "entries: [{kind: star, name: 甲, repeat: 8}]"


def write(folder: Path, cases: str, rule: str = "quota.stars") -> Path:
    folder.mkdir(exist_ok=True)
    folder.joinpath("case.yaml").write_text(f"rule: {rule}\ncases:\n{cases}", encoding="utf-8")
    return folder


def test_a_check_that_fails_is_not_what_a_case_expects(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> list[Outcome]:
        why = Text("程序检查这一项时出错", "The program failed on this item (ValueError)")
        return [Outcome(Status.CRASHED, why)]

    monkeypatch.setattr("jlxx_check.engine.plugin_calls.outcomes_of", fails)
    folder = write(tmp_path, f"  - {{name: x, package: {{{ONE}}}, expect: not-judged}}\n")
    (case,) = load_cases(folder, "jilin-2023")
    (found,) = differences(case, run_case(case))
    assert "failed" in found.en


@pytest.mark.parametrize(
    ("package", "expect", "says"),
    [
        (ONE, "pass", ()),
        (ONE, "nothing", ("should not apply",)),
        (ONE, "not-judged", ("nothing was left unjudged",)),
        (ONE, "[{level: error}]", ("not found: level: error",)),
        ("entries: []", "pass", ("not expected: error",)),
        ("entries: []", "[{level: error}]", ()),
        ("entries: []", "[{level: warning, says: 名}]", ("not found: level", "not expected")),
        ("entries: []", "[{level: error, says: {zh: 名, en: 6 to 10}}]", ()),
        ("entries: []", "[{level: error, expected: {en: 10}}]", ()),
        ("entries: []", "[{says: {zh: 名, en: 名}}]", ("not found: says", "not expected")),
    ],
)
def test_differences(tmp_path: Path, package: str, expect: str, says: tuple[str, ...]) -> None:
    folder = write(tmp_path, f"  - {{name: x, package: {{{package}}}, expect: {expect}}}\n")
    (case,) = load_cases(folder, "jilin-2023")
    found = differences(case, run_case(case))
    assert len(found) == len(says)
    for text, said in zip(found, says, strict=True):
        assert said in text.en
        assert text.zh


@pytest.mark.parametrize(
    ("cases", "says"),
    [
        ("  - {name: x, package: {entris: []}, expect: pass}\n", "did you mean 'entries'?"),
        ("  - {name: x, package: {entries: [{name: 甲}]}, expect: pass}\n", "'kind' is missing"),
        ("  - {name: x, package: 3, expect: pass}\n", "case 1: 'package'"),
        ("  - {name: x, package: {entries: 3}, expect: pass}\n", "package: 'entries'"),
        (FILE.format("role: [x]"), "package.entries[0].files[0]: 'role'"),
        (FILE.format("role: photo, photo: {width: wide}"), "'width' has to be a number"),
        (FILE.format("role: photo, photo: {width: -5}"), "'width' has to be a number"),
        (
            "  - {name: x, package: {entries: [{kind: star, repeat: -1}]}, expect: pass}\n",
            "'repeat'",
        ),
        (
            "  - {name: x, package: {entries: [{kind: star, repeat: 100000000}]}, expect: pass}\n",
            "'repeat'",
        ),
        ("  - {name: x, package: {received: soon}, expect: pass}\n", "soon is no day"),
        ("  - {name: x, package: {}, expect: [pass]}\n", "each item of 'expect'"),
        ("  - {name: x, package: {}, expect: pass, not_judged: some}\n", "'not_judged'"),
        ("  - {name: x, package: {}, expect: pass, with: 3}\n", "'with'"),
        ("  - {name: x, package: {}, expect: pass, with: {at_most: few}}\n", "'at_most'"),
        ("  - {name: x, packages: [], expect: pass}\n", "'packages'"),
        ("  - {name: x, packages: {entries: []}, expect: pass}\n", "'packages'"),
        ("  []\n", "'cases'"),
        ("  - {name: x, package: {}, expect: pass}\npack: 7\n", "'pack'"),
        ("  - {name: x, package: {entries: [{kind: 甲}]}, expect: pass}\n", "unknown kind '甲'"),
        (FILE.format("role: video, video: {seconds: 3}"), "unknown key 'seconds'"),
        (FILE.format("role: photo, photo: {widht: 3}"), "did you mean 'width'?"),
        (FILE.format("role: form, text: {length: 800}"), "length: 800"),
        ("  - {name: x, package: {}, expect: passes}\n", "did you mean 'pass'?"),
        ("  - {name: x, expect: pass}\n", "needs 'name', 'expect' and 'package'"),
        ("  - {name: x, package: {}, expect: pass, wth: {}}\n", "did you mean 'with'?"),
        ("  - x\n", "is no mapping"),
        ("  - {name: x, package: {}, expect: [{sais: 名}]}\n", "unknown key 'sais'"),
        ("  - {name: x, package: {}, expect: [{says: {cn: 名}}]}\n", "unknown key 'cn'"),
        ("  - {name: 2023-13-45, package: {}, expect: pass}\n", "cannot be read: month"),
        ("  - " + "[" * 5000 + "\n", "nested too deeply"),
        ("  - {name: [x\n", "case.yaml:3: is not valid YAML"),
    ],
)
def test_a_case_that_is_none(tmp_path: Path, cases: str, says: str) -> None:
    with pytest.raises(BadCase) as caught:
        for case in load_cases(write(tmp_path, cases), "jilin-2023"):
            differences(case, run_case(case))
    assert says in caught.value.text.say(Lang.EN)


def test_a_file_of_cases_that_cannot_be_read_is_told_so(tmp_path: Path) -> None:
    tmp_path.joinpath("case.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadCase, match="UTF-8"):
        load_cases(tmp_path, "jilin-2023")
    tmp_path.joinpath("a.yaml").mkdir()
    with pytest.raises(BadCase, match=r"a\.yaml"):
        load_cases(tmp_path, "jilin-2023")


@pytest.mark.parametrize(("length", "found"), [(1, 1), (800, 800), (20_000, 20_000)])
def test_a_text_may_be_given_by_its_length(length: int, found: int) -> None:
    body = body_of({"path": "a.docx", "length": length})
    assert isinstance(body, Document)
    assert len(set(body.text)) == found


def test_an_unknown_rule_is_told(tmp_path: Path) -> None:
    cases = "  - {name: x, package: {}, expect: pass}\n"
    (case,) = load_cases(write(tmp_path, cases, "quota.star"), "jilin-2023")
    with pytest.raises(BadCase, match=r"quota\.stars"):
        run_case(case)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: sample_photo(width=7).width, 7),
        (lambda: sample_photo().fingerprint == sample_photo("b.jpg").fingerprint, False),
        (lambda: sample_video(duration=3.0).duration, 3.0),
        (lambda: sample_audio().container, "MP3"),
        (lambda: sample_document("一\n二").text, "一\n二"),
        (lambda: len(sample_document(length=800).text), 800),
    ],
)
def test_facts_for_a_check_by_itself(made: Callable[[], object], said: object) -> None:
    assert made() == said


@pytest.mark.parametrize("make", [sample_photo, sample_video, sample_audio, sample_document])
def test_a_fact_that_there_is_not_is_refused(make: Callable[..., object]) -> None:
    with pytest.raises(BadCase, match="widht"):
        make(widht=3)
