from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jlxx_check.cli.main import run
from jlxx_check.model.batch_report import BatchReport
from jlxx_check.reporters.batch import batch_schema, to_batch_json
from jlxx_check.text import Lang
from tests.support.batches import large_batch, nasty_batch, sample_batch

#: The contract's keys; what stands beyond them is an addition.
PACKAGE = {"name", "path", "received", "verdict", "summary", "report", "superseded_by"}
TOP = {"report", "tool", "rulepack", "packages", "findings", "missing_units"}


def told(batch: BatchReport, lang: Lang = Lang.ZH) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(to_batch_json(batch, lang))
    return data


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    "make",
    [sample_batch, partial(nasty_batch, "\udcff<b>"), partial(large_batch, 3)],
    ids=["sample", "nasty", "large"],
)
def test_valid_by_the_schema(make: Callable[[], BatchReport], lang: Lang) -> None:
    assert list(validator().iter_errors(told(make(), lang))) == []


@cache
def validator() -> Draft202012Validator:
    schema = batch_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("key", [*sorted(TOP), "rules", "notes"])
def test_the_schema_misses_every_key(key: str) -> None:
    data = told(sample_batch())
    del data[key]
    assert list(validator().iter_errors(data))


def test_the_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema", "--batch"]) == 0
    assert json.loads(capsys.readouterr().out) == batch_schema()


def test_one_schema_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema", "--batch", "--report"]) == 2
    assert "--batch" in capsys.readouterr().err


def test_keys_are_the_contract_s() -> None:
    data = told(sample_batch())
    assert data.keys() >= TOP
    assert data["report"] == "jlxx-check-batch/1"
    for package in data["packages"]:
        more = {"unit", "written", "problem", "round", "items", "withdrawn", "seal"}
        assert package.keys() == PACKAGE | more | {"supplements", "undecided", "void"}
    by_path = {package["path"]: package for package in data["packages"]}
    second, broken = by_path["吉林市教育局（补正）"], by_path["白城市教育局.7z"]
    assert (second["round"], second["items"]["mended"]) == (2, [1])
    assert 1 not in second["items"]["still_open"]
    assert len(second["items"]["new"]) == 1
    assert (broken["round"], broken["items"]) == (None, None)
    assert data["missing_units"] == ["四平市教育局", "辽源市教育局", "通化市教育局"]


def test_packages_stand_in_the_order_of_their_paths() -> None:
    paths = [package["path"] for package in told(sample_batch())["packages"]]
    assert paths == [item.path for item in sample_batch().deliveries] == sorted(paths)


def test_what_cannot_be_opened_is_incomplete_with_its_problem() -> None:
    (shut,) = (one for one in told(sample_batch())["packages"] if one["problem"])
    assert (shut["name"], shut["verdict"], shut["report"]) == ("白城市教育局", "incomplete", None)
    assert "已损坏" in shut["problem"]
    assert set(shut["summary"].values()) == {0}


def test_a_superseded_delivery_names_the_newer_one() -> None:
    newer = {one["path"]: one["superseded_by"] for one in told(sample_batch())["packages"]}
    assert newer["吉林市教育局 7月5日.zip"] == "吉林市教育局（补正）"
    assert [path for path in newer.values() if path] == ["吉林市教育局（补正）"]


def test_findings_name_their_packages() -> None:
    first, second = told(sample_batch())["findings"]
    assert first["packages"] == ["长春市教育局", "吉林市教育局"]
    assert first["paths"] == ["长春市教育局", "吉林市教育局（补正）"]
    assert first["related"] == ["吉林市教育局（补正）/star/3"]
    assert second["packages"] == ["延边州教育局", "吉林市教育局"]
    assert (first["level"], second["level"]) == ("error", "warning")


@pytest.mark.parametrize(
    ("name", "report"), [("长春市教育局", "reports/长春市教育局.json"), ("白城市教育局.7z", None)]
)
def test_the_report_for_programs_comes_first(name: str, report: str | None) -> None:
    found = {one["path"]: one["report"] for one in told(sample_batch())["packages"]}
    assert found[name] == report
