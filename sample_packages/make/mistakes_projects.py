"""The projects of the sample of mistakes, each with what is planted beside it."""

from __future__ import annotations

from dataclasses import replace

from sample_packages.make.forms import project_form
from sample_packages.make.layout import LOVED, Files, project_files
from sample_packages.make.mistakes_stars import unit_of
from sample_packages.make.numbers import organisation_code
from sample_packages.make.people import Project
from sample_packages.make.planted import Planted
from sample_packages.make.portraits import jpeg
from sample_packages.make.registers import PROJECT_TITLE, numbered, word_table, workbook
from sample_packages.make.scenes import blurred, scene
from sample_packages.make.summaries import as_word
from sample_packages.make.videos import Film, film

_ENOUGH = "2021年线下1600人次；2022年线下1900人次"

PROJECTS = (
    Project(
        71, "松花江畔诵读", "吉林市样例区图书馆", "事业单位", "12", "2018年4月23日",
        _ENOUGH, "简书华", "于明轩", "诗文诵读", "社区居民", "江畔书屋",
    ),
    Project(
        72, "巧手编织坊", "吉林市样例区残疾人服务中心", "事业单位", "12", "2019年5月",
        _ENOUGH, "蓝玉梅", "邹小禾", "编织技艺", "残疾人和待业妇女", "残疾人服务中心",
        {"措施与保障": ""},
    ),
    Project(
        73, "吉林样例职业学院", "吉林样例职业学院", "事业单位", "12", "2016年9月1日",
        _ENOUGH, "霍启明", "安然然", "汽车维修技能", "在职职工", "学院实训楼",
    ),
    Project(
        74, "新芽科普行", "吉林市样例区科普站", "事业单位", "12", "2022年3月1日",
        _ENOUGH, "石小川", "柳青青", "科学实验", "中小学生和家长", "科普站展厅",
    ),
    Project(
        75, "银发合唱周", "吉林市样例区老年大学", "事业单位", "12", "2017年10月",
        "2021年线下1200人次；2022年线下800人次",
        "贺长缨", "康宁", "合唱与乐理", "老年人", "老年大学音乐厅",
    ),
    Project(
        76, "健康邻里课", "吉林市样例区卫生服务站", "事业单位", "12", "2018年6月",
        _ENOUGH, "欧阳澄", "白小舟", "常见病预防知识", "社区居民", "卫生服务站",
        {"统一社会信用代码": organisation_code("12", 76, "440199")},
    ),
    Project(
        77, "冰雪运动进社区", "吉林市样例区体育协会", "社会组织", "52", "2019年12月",
        _ENOUGH, "冷冰峰", "雪莲", "滑冰和滑雪", "青少年和家长", "社区冰场",
    ),
    Project(
        78, "朝阳书画社区行", "吉林市样例区文化站", "事业单位", "12", "2018年1月",
        _ENOUGH, "墨守山", "丹青", "书法与国画", "书画爱好者", "文化站画室",
    ),
)  # fmt: skip
_AGAIN = replace(PROJECTS[6], learns="滑冰、滑雪和冰球")


def project_mistakes(unit: str) -> tuple[Files, list[Planted]]:
    """The projects' folders, their registers and the special material."""
    top = f"{unit}/终身学习品牌项目"
    projects = [*PROJECTS, _AGAIN]
    homes = [f"{top}/{number:02d}{p.name}" for number, p in enumerate(projects, start=1)]
    files: Files = {}
    for number, (project, home) in enumerate(zip(projects, homes, strict=True)):
        other = replace(project, serial=79) if number == 8 else project
        files |= project_files(other, home)
        files[f"{home}/推介表.docx"] = project_form(project.form())
    planted = _forms(files, homes) + _texts(files, homes) + _photos(files, homes)
    planted += _videos(files, homes) + _registers(files, top, projects)
    loved = f"{unit}/{LOVED}/{PROJECTS[0].name}/视频.mp4"
    files[loved] = film(Film(13, rate=30))
    return files, [
        *planted,
        Planted("video.frame-rate", "error", "special-project/1", loved, "每秒30帧"),
    ]


def _forms(files: Files, homes: list[str]) -> list[Planted]:
    forms = [f"{home}/推介表.docx" for home in homes]
    del files[forms[7]]
    return [
        Planted("project.form-complete", "error", "project/2", forms[1], "措施与保障没有填写"),
        Planted("project.name", "error", "project/3", forms[2], "用学院的名称作项目名称"),
        Planted("project.age", "error", "project/4", forms[3], "2022年才启动"),
        Planted("project.attendance", "error", "project/5", forms[4], "2022年只有800人次"),
        Planted("project.organisation", "warning", "project/6", forms[5], "登记地不在吉林省"),
        Planted("project.form", "error", "project/8", None, "没有交推介表"),
        Planted("project.repeated", "error", "project/10", forms[8], "与第7个是同一个项目"),
    ]


def _texts(files: Files, homes: list[str]) -> list[Planted]:
    short, empty = f"{homes[6]}/工作总结.docx", f"{homes[8]}/工作总结.docx"
    del files[f"{homes[5]}/工作总结.docx"]
    files[short] = as_word(PROJECTS[6], omit=7)
    files[empty] = b""
    return [
        Planted("project.summary", "error", "project/6", None, "没有交工作总结"),
        Planted("project.summary-length", "error", "project/7", short, "只有600字左右"),
        Planted("package.readable", "error", "project/10", empty, "工作总结是空文件"),
    ]


def _photos(files: Files, homes: list[str]) -> list[Planted]:
    near, dim = f"{homes[3]}/活动照片3.jpg", f"{homes[4]}/活动照片2.jpg"
    same = f"{homes[7]}/活动照片2.jpg"
    files[near] = jpeg(scene(731, (1280, 960)), 30, 72)
    files[dim] = blurred(752)
    files[same] = files[f"{homes[5]}/活动照片1.jpg"]
    del files[f"{homes[6]}/活动照片3.jpg"]
    return [
        Planted(
            "package.duplicate-file", "warning", "project/4", near, "与第3个项目的照片几乎相同"
        ),
        Planted("photo.sharpness", "info", "project/5", dim, "照片模糊"),
        Planted("project.photos", "error", "project/7", None, "只有2张照片"),
        Planted("package.duplicate-file", "error", "project/8", same, "与第6个项目用同一张照片"),
    ]


def _videos(files: Files, homes: list[str]) -> list[Planted]:
    paths = [f"{home}/视频.mp4" for home in homes]
    files[paths[1]] = film(Film(14, container="mov"))
    files[paths[2]] = film(Film(15, codec="libx265"))
    files[paths[3]] = film(Film(16, size=(1920, 1080)))
    whole = film(Film(17))
    files[paths[4]] = whole[: len(whole) * 2 // 3]
    return [
        Planted("video.container", "error", "project/2", paths[1], "MOV改名为.mp4"),
        Planted("video.codec", "error", "project/3", paths[2], "编码是HEVC（H.265）"),
        Planted("video.resolution", "error", "project/4", paths[3], "1920×1080"),
        Planted("video.complete", "error", "project/5", paths[4], "没有拷贝完"),
    ]


def _registers(files: Files, top: str, projects: list[Project]) -> list[Planted]:
    rows = numbered([project.row() for project in projects], {})
    rows[8] = rows[8] | {"序号": "10"}
    sheet, word = (f"{top}/终身学习品牌项目推介登记表.{ending}" for ending in ("xlsx", "docx"))
    unit = unit_of(top)
    files[sheet] = workbook(PROJECT_TITLE, unit, rows)
    files[word] = word_table(PROJECT_TITLE, unit, rows)
    return [
        Planted("quota.projects", "error", None, None, "推介了9个"),
        Planted("register.present", "warning", None, sheet, "Word和Excel登记表各交了一份"),
        Planted("register.order", "error", None, word, "序号9写成了10"),
        Planted("register.special-marked", "error", "special-project/1", word, "备注没有注明"),
    ]
