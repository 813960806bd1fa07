"""The rendered pages are the packs' own words, not last month's."""

from __future__ import annotations

import pytest
from docs.render import FOLDER, PAGES, page


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert FOLDER.joinpath(name).read_text(encoding="utf-8") == page(PAGES[name])
