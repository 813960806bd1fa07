"""A format is named in one table: adding one touches itself and that table."""

from __future__ import annotations

from pathlib import Path

import pytest

from jlxx_check.cli.common_names import FORMATS as KNOWN
from jlxx_check.model.report import Report
from jlxx_check.reporters.formats import FORMATS, Format
from jlxx_check.reporters.report_options import Options
from jlxx_check.text import Lang
from tests.support.reviewed import small_report


def _dummy(report: Report, lang: Lang, options: Options) -> bytes:
    return report.package.name.encode()


def test_a_format_that_is_added_is_known_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "dummy", Format("dummy", ".dum", True, False, _dummy))
    assert KNOWN is FORMATS
    assert FORMATS["dummy"].render(small_report(), Lang.ZH) == "某单位".encode()


def test_no_other_module_lists_the_formats() -> None:
    source = Path(__file__).parents[2] / "src" / "jlxx_check"
    named = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if '"junit"' in path.read_text("utf-8")
    ]
    assert named == ["reporters/formats.py"]
