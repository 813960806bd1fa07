"""Fonts and sizes as Chinese papers name them: 仿宋, 小四."""

from __future__ import annotations

from jlxx_check.values.folding import fold_name

#: Points of the sizes that Word and WPS offer by name.
POINTS: dict[str, float] = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
    "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5,
    "八号": 5,
}  # fmt: skip
_NAMES = {points: name for name, points in POINTS.items()}
#: The names under which systems and programs have one and the same typeface.
_FAMILIES = (
    ("仿宋", "仿宋_GB2312", "FangSong", "FangSong_GB2312"),
    ("宋体", "SimSun", "NSimSun", "新宋体"),
    ("楷体", "楷体_GB2312", "KaiTi", "KaiTi_GB2312"),
    ("黑体", "SimHei"),
    ("等线", "DengXian"),
    ("微软雅黑", "Microsoft YaHei"),
)
_FAMILY = {fold_name(name): family[0] for family in _FAMILIES for name in family}


def family(font: str) -> str:
    """The name by which a font is compared: that of its typeface where it is a known one."""
    return fold_name(_FAMILY.get(fold_name(font), font))


def size_name(points: float) -> str:
    """A size as people name it: 小四（12磅）, 13磅."""
    said = f"{points:g}磅"
    return f"{_NAMES[points]}（{said}）" if points in _NAMES else said
