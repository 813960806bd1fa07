"""Archives made a moment ago are taken for settled, so that their members have stamps."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time have to pass between a change and a look."""
    monkeypatch.setattr("jlxx_check.values.stamps._SETTLED", -1)
