"""Reports to draw as pages: a small one with a bit of everything, and a very long one."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from PIL import Image

from jlxx_check.engine.judge import judge
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.testing.case_packages import build_package
from jlxx_check.testing.rule_cases import bound
from jlxx_check.text import Text, same

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}=HYPERLINK(0)\u202egpj.[red]"


def thumbnail() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (32, 24), "#7fa0c0").save(target, "JPEG")
    return target.getvalue()


def star(name: str, **more: Any) -> dict[str, Any]:
    form = {
        "姓名": name,
        "国籍": "中国",
        "身份证号": "220104197209159030",
        "联系电话": "13800000051",
    }
    files = [
        {"path": f"{name}/证件照.jpg", "role": "id-photo", "photo": {"width": 413, "height": 579}},
        {
            "path": f"{name}/活动照.jpg",
            "role": "activity-photo",
            "photo": {"thumbnail": thumbnail(), "has_gps": True},
        },
        {"path": f"{name}/视频.mp4", "role": "video", "video": {"duration": 330.0}},
        {"path": f"{name}/附件.docx", "role": "attachment", "unreadable": _BROKEN},
    ]
    return {"kind": "star", "name": name, "form": form, "files": files, **more}


_BROKEN = {"cause": "corrupt", "detail": "文件已损坏。"}


def report(*names: str, unit: str = "长春市教育局") -> Report:
    """A package of stars judged by the notice of Jilin."""
    pack, rules = bound("jilin-2023")
    data = {
        "name": unit,
        "received": "2023-07-13",
        "entries": [star(name) for name in names or ("王建国", "李秀英")],
        "unassigned": [{"path": "杂项/说明.txt", "reason": "unknown", "why": "看不出是什么"}],
    }
    return judge(build_package(data, pack), pack, tuple(rules.values()))


def long_report(count: int) -> Report:
    """The small report with so many findings over its entries."""
    base = report(*(f"人员{number}" for number in range(1, 31)))
    levels = (Level.ERROR, Level.WARNING, Level.INFO)
    found = tuple(
        Finding(
            rule=base.rules[number % 5].id,
            level=levels[number % 3],
            message=Text(f"第{number}处不对。", f"Number {number} is wrong."),
            entry=base.entries[number * len(base.entries) // count].id,
            file=f"人员/文件{number}.docx",
            expected=same("要求"),
            observed=same("现状"),
            clause="一（二）",
            quote="引文",
            fix=same("改法"),
        )
        for number in range(count)
    )
    return replace(base, findings=found)
