"""The rendered pages are the program's own words of today, not last month's."""

from __future__ import annotations

import pytest
from tools.render import FOLDER, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert FOLDER.joinpath(name).read_text(encoding="utf-8") == PAGES[name]()
