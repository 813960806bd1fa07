"""A college's package for the university's notice: the pack aku-2026."""

from __future__ import annotations

from sample_packages.make.forms import project_form, star_form
from sample_packages.make.layout import Files
from sample_packages.make.numbers import identity_number, organisation_code
from sample_packages.make.people import INVENTED, Project, Star
from sample_packages.make.registers import PROJECT_TITLE, STAR_TITLE, numbered, word_table
from sample_packages.make.scans import scan_pdf
from sample_packages.make.scenes import photo
from sample_packages.make.videos import Film, film
from sample_packages.make.words import letter

UNIT = "文化传播示例学院"
_AGREED = "同意推介。（盖章）  2026年2月27日"

_STAR = Star(
    91, "庄梦舟", "女", "汉族", "19870316", "中共党员", "研究生",
    "安康学院文化传播示例学院 辅导员", "汉水民歌", "汉水样例社区",
    {
        "通讯地址": "陕西省安康市样例区学习路91号",
        "邮编": "725000",
        "身份证号": identity_number("19870316", False, 41, "610999"),
        "所在单位意见": _AGREED,
        "推介单位意见": _AGREED,
    },
)  # fmt: skip
_PROJECT = Project(
    92, "汉水书声", "安康学院文化传播示例学院", "事业单位", "12", "2021年9月1日",
    "2024年线下1300人次；2025年线下1560人次",
    "阮听泉", "钟鸣远", "地方文献诵读", "社区居民和学生", "汉水样例社区书屋",
    {
        "统一社会信用代码": organisation_code("12", 92, "610999"),
        "单位意见": _AGREED,
        "推介单位意见": _AGREED,
    },
)  # fmt: skip


def university() -> Files:
    """One star and one project; each form and register as Word file and as stamped PDF."""
    star, project = f"{UNIT}/百姓学习之星-{_STAR.name}", f"{UNIT}/终身学习品牌项目-{_PROJECT.name}"
    star_register = f"{UNIT}/百姓学习之星推介登记表"
    project_register = f"{UNIT}/终身学习品牌项目推介登记表"
    return {
        f"{star}/百姓学习之星推介表.docx": star_form(_STAR.form()),
        f"{star}/百姓学习之星推介表（盖章）.pdf": scan_pdf(91),
        f"{star}/图片1.jpg": photo(911),
        f"{star}/图片2.jpg": photo(912),
        f"{project}/终身学习品牌项目推介表.docx": project_form(_PROJECT.form()),
        f"{project}/终身学习品牌项目推介表（盖章）.pdf": scan_pdf(92),
        f"{project}/图片1.jpg": photo(921),
        f"{project}/图片2.jpg": photo(922),
        f"{project}/图片3.jpg": photo(923),
        f"{project}/视频.mp4": film(Film(19, seconds=60)),
        f"{project}/教学资源/讲义.docx": letter(
            "汉水书声讲义", ["第一课 认识地方文献。", "第二课 诵读的方法。", INVENTED]
        ),
        f"{star_register}.docx": word_table(STAR_TITLE, UNIT, numbered([_STAR.row()], {})),
        f"{star_register}（盖章）.pdf": scan_pdf(93),
        f"{project_register}.docx": word_table(PROJECT_TITLE, UNIT, numbered([_PROJECT.row()], {})),
        f"{project_register}（盖章）.pdf": scan_pdf(94),
    }
