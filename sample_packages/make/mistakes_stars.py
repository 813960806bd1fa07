"""The stars of the sample of mistakes, each with what is planted beside it."""

from __future__ import annotations

from dataclasses import replace

from sample_packages.make.forms import star_form
from sample_packages.make.layout import MOVING, Files, star_files
from sample_packages.make.numbers import telephone
from sample_packages.make.people import Star, Values
from sample_packages.make.planted import Planted
from sample_packages.make.portraits import id_photo
from sample_packages.make.registers import STAR_TITLE, numbered, workbook
from sample_packages.make.scenes import heic, photo
from sample_packages.make.videos import Film, film

#: The one name that is not invented: public as a winner of 2018; nothing else is said of him.
_LEFT_OUT = (
    "性别",
    "民族",
    "出生年月",
    "政治面貌",
    "学历",
    "联系电话",
    "通讯地址",
    "个人简历",
    "曾获荣誉",
    "事迹简介",
    "主要事迹",
)
#: Of those, what the notice's form asks for: a word that stands for nothing is no answer.
_REQUIRED = (*_LEFT_OUT[:6], "主要事迹")
_WINNER: Values = dict.fromkeys(_LEFT_OUT, "略") | {
    "身份证号": "",
    "备注": "样例：姓名和单位见于公开报道，用于演示与往年名单比对；其余从略。",
}

STARS = (
    Star(
        51, "顾长青", "男", "汉族", "19720909", "中共党员", "大专",
        "吉林市样例区长青社区居民委员会 社区工作者", "智能手机使用", "吉林市样例区长青社区",
    ),
    Star(
        52, "秦若水", "女", "汉族", "19810120", "群众", "本科",
        "吉林样例纺织厂 挡车工", "纺织技术", "吉林样例纺织厂", {"学历": ""},
    ),
    Star(
        53, "陶安然", "女", "汉族", "19860615", "群众", "研究生",
        "吉林市样例区外语角 志愿教师", "英语口语", "吉林市样例区外语角", {"国籍": "加拿大"},
    ),
    Star(
        54, "范小竹", "女", "满族", "19640402", "群众", "高中",
        "吉林市样例县杨木村 村民", "竹编技艺", "吉林市样例县杨木村",
    ),
    Star(
        55, "邵国梁", "男", "汉族", "19690730", "中共党员", "研究生",
        "吉林市样例县人民政府 副县长", "经济管理知识", "吉林市样例县",
    ),
    Star(
        56, "齐嵩宇", "男", "汉族", "19700101", "群众", "大专",
        "一汽轿车股份有限公司红旗工厂", "略", "略", _WINNER,
    ),
    Star(
        57, "卢一帆", "男", "汉族", "19900808", "共青团员", "本科",
        "吉林市样例区青年志愿者协会 志愿者", "无人机操控", "吉林市样例区青年之家",
    ),
    Star(
        58, "雷春生", "男", "汉族", "19580317", "群众", "初中",
        "吉林市样例区北山社区 居民", "木工技艺", "吉林市样例区北山社区",
    ),
    Star(
        59, "沈佳音", "女", "汉族", "19771111", "群众", "中专",
        "吉林市样例区艺术馆 辅导员", "古筝演奏", "吉林市样例区艺术馆",
    ),
    Star(
        60, "万里鹏", "男", "蒙古族", "19830526", "中共党员", "大专",
        "吉林样例客运公司 驾驶员", "安全驾驶知识", "吉林样例客运公司",
    ),
    Star(
        61, "宋雨桐", "女", "汉族", "19950214", "共青团员", "本科",
        "吉林市样例区第二幼儿园 教师", "幼儿绘本阅读", "吉林市样例区第二幼儿园",
    ),
)  # fmt: skip
_AGAIN = replace(STARS[6], learns="航拍摄影")


def star_mistakes(unit: str) -> tuple[Files, list[Planted]]:
    """The stars' folders, their register and the special material."""
    top = f"{unit}/百姓学习之星"
    people = [*STARS, _AGAIN]
    homes = [f"{top}/{number:02d}{star.name}" for number, star in enumerate(people, start=1)]
    files: Files = {}
    for star, home in zip(people, homes, strict=True):
        files |= star_files(star, home)
    files[f"{homes[11]}/证件照.jpg"] = id_photo(72)
    files[f"{homes[11]}/学习活动照片.jpg"] = photo(173)
    planted = _forms(files, homes) + _photos(files, homes) + _videos(files, homes)
    planted += _register(files, f"{top}/百姓学习之星推介登记表.xlsx", people, homes)
    return files, planted + _special(files, f"{unit}/{MOVING}")


def _forms(files: Files, homes: list[str]) -> list[Planted]:
    forms = [f"{home}/推介表.docx" for home in homes]
    wrong = STARS[3].form()
    number = wrong["身份证号"]
    swapped = number[:12] + number[13] + number[12] + number[14:]
    files[forms[3]] = star_form(wrong | {"身份证号": swapped})
    del files[forms[8]]
    return [
        Planted("star.form-complete", "error", "star/2", forms[1], "推介表的学历没有填写"),
        Planted("star.nationality", "error", "star/3", forms[2], "国籍填的是加拿大"),
        Planted("star.id-number", "warning", "star/4", forms[3], "身份证号有两位数字颠倒"),
        Planted("star.leadership-rank", "warning", "star/5", forms[4], "现任副县长"),
        Planted("star.previous-winner", "error", "star/6", forms[5], "2018年已获得"),
        *(
            Planted("star.form-complete", "error", "star/6", forms[5], f"“{label}”只写了“略”")
            for label in _REQUIRED
        ),
        Planted("star.form-complete", "warning", "star/6", forms[5], "“事迹简介”只写了“略”"),
        Planted("star.form", "error", "star/9", None, "没有交推介表"),
        Planted("star.repeated", "error", "star/12", forms[11], "与第7名是同一个人"),
    ]


def _photos(files: Files, homes: list[str]) -> list[Planted]:
    small, extra = f"{homes[2]}/学习活动照片.jpg", f"{homes[6]}/学习活动照片2.jpg"
    wide, grey = f"{homes[4]}/证件照.jpg", f"{homes[7]}/证件照.jpg"
    phone, cut = f"{homes[9]}/学习活动照片.jpg", f"{homes[10]}/学习活动照片.jpg"
    files[small] = photo(53, (640, 480), 50)
    files[extra] = photo(174)
    files[wide] = id_photo(55, (600, 600))
    files[grey] = id_photo(58, grey=True)
    files[phone] = heic(60)
    files[cut] = files[cut][: len(files[cut]) * 3 // 5]
    files[f"{homes[2]}/Thumbs.db"] = _thumbs()
    return [
        Planted("photo.resolution", "warning", "star/3", small, "640×480像素，聊天软件压缩过"),
        Planted("star.id-photo-size", "error", "star/5", wide, "600×600像素，被拉成方形"),
        Planted("star.photos", "error", "star/7", None, "交了3张照片"),
        Planted("star.id-photo-colour", "error", "star/8", grey, "黑白照片"),
        Planted("package.file-type", "error", "star/10", phone, "HEIC照片改名为.jpg"),
        Planted("package.readable", "error", "star/11", cut, "照片只拷贝了一部分"),
        Planted("package.leftovers", "info", None, f"{homes[2]}/Thumbs.db", "系统留下的文件"),
    ]


def _videos(files: Files, homes: list[str]) -> list[Planted]:
    long, mute = f"{homes[0]}/视频.mp4", f"{homes[1]}/视频.mp4"
    files[long] = film(Film(11, seconds=330))
    files[mute] = film(Film(12, silent=True))
    return [
        Planted("video.duration", "error", "star/1", long, "5分30秒"),
        Planted("video.sound", "warning", "star/2", mute, "没有声音"),
    ]


def _register(files: Files, path: str, people: list[Star], homes: list[str]) -> list[Planted]:
    rows = [star.row() for star in people]
    rows[7] = rows[7] | {"联系电话": telephone(85)}
    rows[9] = rows[9] | {"联系电话": ""}
    rows[10] = rows[10] | {"姓名": "宋雨铜"}
    files[path] = workbook(STAR_TITLE, unit_of(path), numbered(rows, {4: MOVING, 8: MOVING}))
    return [
        Planted("quota.stars", "error", None, None, "推介了12名"),
        Planted("register.matches-form", "warning", "star/8", path, "联系电话与推介表不一致"),
        Planted("register.complete", "error", "star/6", path, "联系电话只写了“略”"),
        Planted("register.complete", "error", "star/10", path, "没有填联系电话"),
        Planted("register.matches-entries", "error", "star/11", path, "宋雨桐写成了宋雨铜"),
    ]


def _special(files: Files, top: str) -> list[Planted]:
    for star, photos in ((STARS[3], 4), (STARS[7], 3)):
        for number in range(1, photos + 1):
            files[f"{top}/{star.name}/照片{number}.jpg"] = photo(star.serial * 100 + number)
    return [
        Planted("quota.special-star", "error", None, None, "事迹特别感人的推介了2名"),
        Planted("special.material", "error", "special-star/2", None, "只有3张照片"),
    ]


def unit_of(path: str) -> str:
    """The unit whose package the path lies in."""
    return path.partition("/")[0]


def _thumbs() -> bytes:
    """The beginning of a thumbnail cache, as Windows leaves it."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
