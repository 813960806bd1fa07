"""A line a unit."""

from __future__ import annotations

from rich.text import Text as Line

from jlxx_check.model.batch import BatchReport
from jlxx_check.model.text import Lang


def batch_lines(batch: BatchReport, lang: Lang, width: int) -> list[Line]:
    return [Line(item.name) for item in batch.counting]
