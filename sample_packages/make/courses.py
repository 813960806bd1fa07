"""A unit's packages of micro-courses for a city's call: the pack micro-courses-2018."""

from __future__ import annotations

from sample_packages.make.forms import listed_form
from sample_packages.make.layout import Files
from sample_packages.make.numbers import telephone
from sample_packages.make.packed import archive
from sample_packages.make.people import INVENTED, Values
from sample_packages.make.registers import word_table
from sample_packages.make.videos import Film, film

_ZONE = "样例高新区社区学院"
_FORM, _REGISTER = "社区教育微课程申请表", "社区教育微课程汇总表"
#: Kilobits a second of picture, of sound, and samples a second, as the call wants them.
_FULL = {"picture_kbps": 1150, "sound_kbps": 128, "sound_rate": 48000}


def _course(title: str, unit: str, maker: str, serial: int) -> Values:
    return {
        "课程名称": title,
        "单位": unit,
        "制作者": maker,
        "联系电话": telephone(serial),
        "课程简介": f"本课程面向社区居民，分步讲解“{title}”，学完即可在家练习。",
        "单位意见": "情况属实，同意报送。（盖章）",
        "备注": INVENTED,
    }


def _register(unit: str, courses: list[Values]) -> bytes:
    shown = ("课程名称", "单位", "制作者", "联系电话")
    rows = [
        {"序号": str(number)} | {label: course[label] for label in shown} | {"备注": ""}
        for number, course in enumerate(courses, start=1)
    ]
    return word_table(_REGISTER, unit, rows)


def _packed(files: Files) -> bytes:
    """Films are mostly filling, so that they weigh little when packed, and only then."""
    return archive(files, deflated=(".docx", ".mp4"))


def courses() -> bytes:
    """Two courses of a zone, one wide and one narrow; nothing is amiss."""
    knots = _course("中国结入门", _ZONE, "许一课", 191)
    tea = _course("家庭茶艺", _ZONE, "许二课", 192)
    return _packed(
        {
            "汇总表.docx": _register(_ZONE, [knots, tea]),
            "中国结入门/申请表.docx": listed_form(_FORM, knots),
            f"中国结入门/{_ZONE}+许一课+中国结入门.mp4": film(Film(191, seconds=300, **_FULL)),
            "家庭茶艺/申请表.docx": listed_form(_FORM, tea),
            f"家庭茶艺/{_ZONE}-许二课-家庭茶艺.mp4": film(
                Film(192, seconds=310, size=(720, 576), pixel=(16, 15), **_FULL)
            ),
        }
    )


def courses_mistakes() -> bytes:
    """A zone's only course, in two parts, each with mistakes of its own; a row without a work."""
    paper = _course("剪纸入门", _ZONE, "许三课", 193)
    absent = _course("养生操", _ZONE, "许四课", 194)
    wrong = Film(193, seconds=240, rate=30, size=(720, 576), pixel=(16, 15))
    large = Film(194, seconds=310, size=(1280, 720), codec="libx265")
    return _packed(
        {
            "汇总表.docx": _register(_ZONE, [paper, absent]),
            "剪纸入门/申请表.docx": listed_form(_FORM, paper),
            "剪纸入门/剪纸入门（上）.mp4": film(wrong),
            f"剪纸入门/{_ZONE}+许三课+剪纸入门.mp4": film(large),
            "备用说明.txt": "备用".encode(),
        }
    )
