"""JSON reports read back, and everything that is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check import NotAReport
from jlxx_check.reporters.json_report import to_json
from jlxx_check.reporters.saved_report import read_saved
from jlxx_check.text import Lang
from tests.support.reviewed import DIGEST, decided, decision, finding, saved, small_report

REPORT = small_report(
    (
        finding("video.duration", "error", "star/1", file="a.mp4", where="0:01", digest=DIGEST),
        finding("quota.stars", "error", None),
    )
)


def stored(folder: Path, data: bytes | str | object) -> Path:
    path = folder / "报告.json"
    if not isinstance(data, bytes | str):
        data = json.dumps(data)
    path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return path


def test_a_report_is_read_back(tmp_path: Path) -> None:
    done = decided(REPORT, decision("quota.stars", None))
    found = read_saved(stored(tmp_path, to_json(done, Lang.ZH)))
    assert found.package == "某单位"
    assert found.rulepack == "pack"
    assert found.verdict == "noncompliant"
    own, other = found.findings
    assert other.entry == "star/1"
    assert (other.kind, other.name, other.digest) == ("star", "王建国", DIGEST)
    assert (own.decided, other.decided) == (True, False)
    assert own.kind is own.name is None


def test_what_the_comparing_tests_stand_on_is_what_is_read(tmp_path: Path) -> None:
    found = read_saved(stored(tmp_path, to_json(REPORT, Lang.ZH)))
    plain = saved(REPORT)
    assert found.titles == plain.titles
    assert [item.message for item in found.findings] == [item.message for item in plain.findings]


def changed(**more: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_json(REPORT, Lang.ZH))
    return {**data, **more}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "不是 JSON"),
        (b"\xff\xfe", "不是 JSON"),
        (b"PK\x03\x04", "不是 JSON"),
        ("[" * 100_000, "不是 JSON"),
        ("1" * 10_000, "不是 JSON"),
        ("{}\n{}", "不止一份"),
        ("[]", "不是本程序"),
        ("null", "不是本程序"),
        ({"report": 3}, "不是本程序"),
        ({"report": "jlxx-check-batch/1"}, "汇总"),
        (changed(report="jlxx-check/2"), "jlxx-check/2"),
        (changed(findings=None), "findings"),
        (changed(entries=[{"id": "star/1"}]), "entries.0.kind"),
        (changed(findings=[{"rule": "a.b", "level": "bad", "message": ""}]), "findings.0.level"),
        (changed(verdict="fine"), "verdict"),
        ({"report": "jlxx-check/1"}, "rulepack"),
    ],
)
def test_what_is_no_report_is_said(tmp_path: Path, data: object, says: str) -> None:
    with pytest.raises(NotAReport) as caught:
        read_saved(stored(tmp_path, data))
    assert says in caught.value.text.zh
    assert caught.value.text.en != caught.value.text.zh


@pytest.mark.parametrize("place", ["没有.json", "."])
def test_a_file_that_is_none(tmp_path: Path, place: str) -> None:
    with pytest.raises(NotAReport):
        read_saved(tmp_path / place)


def test_keys_that_a_later_version_adds_are_passed_over(tmp_path: Path) -> None:
    assert read_saved(stored(tmp_path, changed(more={"a": 1}))).package == "某单位"


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(
                    ["rulepack", "package", "verdict", "entries", "findings", "rules", "id"]
                ),
                x,
            )
        ),
    )
)
def test_any_json_is_read_or_refused(data: object) -> None:
    import tempfile

    if isinstance(data, dict):
        data = {**data, "report": "jlxx-check/1"}
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_saved(stored(Path(folder), data))
        except NotAReport as error:
            assert error.text.zh
