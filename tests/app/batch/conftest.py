from __future__ import annotations

import importlib.util
import sys

import pytest

from tests.app.batch.standins import across, reporters


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name, module in (
        ("jlxx_check.across", across),
        ("jlxx_check.reporters.batch", reporters),
    ):
        if importlib.util.find_spec(name) is None:
            monkeypatch.setitem(sys.modules, name, module)
    import jlxx_check.reporters

    if importlib.util.find_spec("jlxx_check.reporters.batch") is None or True:
        monkeypatch.setattr(
            jlxx_check.reporters,
            "batch",
            sys.modules.get("jlxx_check.reporters.batch"),
            raising=False,
        )
