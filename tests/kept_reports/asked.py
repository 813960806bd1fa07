"""Of which package it is asked whether its report is kept, and what is said without a cache."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from jlxx_check.api import CheckSettings, Report, load_pack, verbs
from jlxx_check.facts.facts_cache import FactsCache

UNIT = "文化传播示例学院"
STARS, PROJECTS = "百姓学习之星-庄梦舟", "终身学习品牌项目-汉水书声"
FORM = f"{STARS}/百姓学习之星推介表.docx"
PHOTO, SCAN = f"{PROJECTS}/图片1.jpg", f"{STARS}/百姓学习之星推介表（盖章）.pdf"
PACK = load_pack("jilin-2023")


def plain(package: Path, settings: CheckSettings) -> Report:
    """What is said without a cache."""
    return verbs.examine(
        package, replace(settings, reading=replace(settings.reading, cache=None))
    ).report


def kept(settings: CheckSettings) -> FactsCache:
    return FactsCache(Path(str(settings.reading.cache)))


def read(settings: CheckSettings, **changes: Any) -> CheckSettings:
    return replace(settings, reading=replace(settings.reading, **changes))


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
