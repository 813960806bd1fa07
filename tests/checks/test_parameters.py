"""Parameters that contradict themselves are refused when the pack is loaded."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from jlxx_check.checks.form.accepted_value import AcceptedValue
from jlxx_check.checks.form.age import Age
from jlxx_check.checks.form.attendance import Attendance
from jlxx_check.checks.form.date_window import DateWindow
from jlxx_check.checks.lengths import TextLength
from jlxx_check.checks.photo.id_photo import PrintSize
from jlxx_check.checks.reviews import Ask
from jlxx_check.checks.video.timing import Duration

PRINT = {"size": "2寸", "prints": [[35, 49]], "tolerance": 0.03, "dpi": 300}


@pytest.mark.parametrize(
    ("model", "given", "says"),
    [
        (Ask, {"ask": "请查询“{实施单位}”"}, "实施单位"),
        (Ask, {"ask": {"zh": "“{name}”", "en": "“{nmae}”"}}, "nmae"),
        (PrintSize, {**PRINT, "smallest_width": 414}, "smallest_width"),
        (PrintSize, {**PRINT, "prints": [], "smallest_width": 295}, "prints"),
        (AcceptedValue, {"field": "国籍", "accepted": [], "ask": "请核实"}, "accepted"),
        (Attendance, {"field": "年参与人次", "offline": 0, "online": 3000}, "offline"),
        (TextLength, {"about": 1500, "holds": 0.4, "warns": 0.2}, "warns"),
        (DateWindow, {"field": "举办时间", "first": "0001-01-01"}, "first"),
        (Age, {"field": "启动时间", "months": 10**9}, "months"),
        (Duration, {"shortest": 300, "longest": 240}, "longest"),
    ],
)
def test_refused(model: type[BaseModel], given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        model.model_validate(given)


def test_a_print_has_its_pixels_by_its_millimetres() -> None:
    assert PrintSize.model_validate({**PRINT, "smallest_width": 413}).usual == (413, 579)
