"""The one model of the JSON report writes it, reads it back and gives its schema."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from sample_packages.expected import OPTIONS

from jlxx_check import NotAReport, read_report
from jlxx_check.reporters.batch.batch_json import batch_schema
from jlxx_check.reporters.json_model import JsonReport
from jlxx_check.reporters.json_report import json_bytes, schema, to_json
from jlxx_check.text import Lang
from tests.support.reviewed import small_report
from tests.support.samples import BY_TURNS, REVIEWED, judged


@pytest.mark.parametrize("again", ["", REVIEWED])
@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_what_is_written_is_read_back(name: str, again: str) -> None:
    data = to_json(judged(name + again), Lang.ZH)
    assert json_bytes(JsonReport.model_validate_json(data), indent=2) == data


@pytest.mark.parametrize("again", ["", REVIEWED])
@pytest.mark.parametrize("name", sorted(OPTIONS))
def test_a_report_comes_back_from_its_json(name: str, again: str) -> None:
    report = judged(name + again)
    assert read_report(to_json(report, Lang.EN, whole=True)) == report


@pytest.mark.parametrize("again", ["", REVIEWED])
@pytest.mark.parametrize(("name", "lang"), BY_TURNS)
def test_what_one_language_says_comes_back_as_well(name: str, lang: Lang, again: str) -> None:
    data = to_json(judged(name + again), lang)
    assert to_json(read_report(data), lang) == data


@pytest.mark.parametrize("whole", [{}, {"tool_version": 3}, {"findings": "none"}])
def test_a_whole_that_is_none_is_refused(whole: object) -> None:
    data = json.loads(to_json(small_report(()), Lang.ZH))
    with pytest.raises(NotAReport, match="whole"):
        read_report(json.dumps({**data, "whole": whole}).encode())


@pytest.mark.parametrize("day", ["2023-13-01", "yesterday"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    data = json.loads(to_json(small_report(()), Lang.ZH))
    with pytest.raises(NotAReport, match="date"):
        read_report(json.dumps({**data, "received": day}).encode())


@pytest.mark.parametrize(
    ("where", "sometimes"),
    [
        ((), {"digest", "decisions", "baseline", "whole"}),
        (
            ("$defs", "JsonFinding"),
            {
                *("about", "related", "related_rules", "facts", "digest"),
                *("decision", "objection", "baseline"),
            },
        ),
        (("$defs", "JsonNotJudged"), {"lack", "decision", "objection"}),
        (("$defs", "JsonRule"), set()),
    ],
)
def test_the_schema_asks_for_all_that_is_always_written(
    where: tuple[str, ...], sometimes: set[str]
) -> None:
    part: dict[str, Any] = schema()
    for key in where:
        part = part[key]
    assert part["properties"].keys() - set(part["required"]) == sometimes
    assert "additionalProperties" not in part, "a later version may add keys"
    assert all("null" not in json.dumps(part["properties"][key]) for key in sometimes)


def test_a_batch_s_findings_have_packages_besides() -> None:
    parts = batch_schema()["$defs"]
    more = parts["JsonAcross"]["properties"].keys() - schema()["$defs"]["JsonFinding"]["properties"]
    assert more == {"packages", "paths", "sides"}


def test_a_run_without_json_does_not_build_the_models() -> None:
    code = (
        "import sys, jlxx_check, jlxx_check.cli.main\n"
        "from jlxx_check.reporters.formats import FORMATS\n"
        "print([name for name in sys.modules if 'json_model' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
