"""Forms of which only the printed lines are left, as a PDF holds them."""

from __future__ import annotations

import pytest

from jlxx_check.model.package import Form
from tests.forms.drawing import read

HEAD = ("“百姓学习之星”推介表", "姓 名 王芳 性 别 女 照片", "民 族 汉族 国 籍 中国")


def values(*lines: str) -> dict[str, str]:
    form = read(*HEAD, *lines, "学 历 大专 联系电话 13800000011")
    assert isinstance(form, Form)
    return {label: value.text for label, value in form.values.items()}


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ("出生年月", "（如 1970 年 1", "月）", "1968 年 10 月 政治面貌 中共党员"),
            {"出生年月": "1968 年 10 月", "政治面貌": "中共党员"},
        ),
        (
            ("工作单位", "及职务", "春城小学 教师"),
            {"工作单位及职务": "春城小学 教师"},
        ),
        (
            ("政治面貌 群众 工作单位及职", "务", "春城小学 教师"),
            {"政治面貌": "群众", "工作单位及职务": "春城小学 教师"},
        ),
        (
            ("主要事迹", "（1000 字以", "内）", "她坚持学习，", "常年不辍。"),
            {"主要事迹": "她坚持学习，\n常年不辍。"},
        ),
        (
            ("主要事迹", "她说：学历 不是问题。"),
            {"主要事迹": "她说：学历 不是问题。"},
        ),
        (
            ("工作单位及职务", "（春城小学）教师"),
            {"工作单位及职务": "（春城小学）教师"},
        ),
    ],
)
def test_labels_broken_by_their_cells(lines: tuple[str, ...], wanted: dict[str, str]) -> None:
    found = values(*lines)
    assert {label: found.get(label) for label in wanted} == wanted
