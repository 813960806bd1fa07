"""A unit's packages for the calls for model workers: the pack model-workers."""

from __future__ import annotations

from docx.oxml.ns import qn
from docx.shared import Pt

from sample_packages.make.forms import listed_form
from sample_packages.make.layout import Files
from sample_packages.make.model_texts import deeds
from sample_packages.make.numbers import identity_number, telephone
from sample_packages.make.people import INVENTED, Values
from sample_packages.make.words import letter, new_document, title, to_bytes

_EAST, _WEST = "样例东市总工会", "样例西市总工会"
_FARMER, _FRONT, _HEAD, _OTHER = "农民", "一线职工", "企业负责人", "专业技术人员"
_COMPANY, _VILLAGE, _PUBLIC = "企业", "农村", "事业单位"
_POSTS = {
    _FARMER: "样例镇样例村村民",
    _FRONT: "样例机械有限公司装配工",
    _HEAD: "样例食品有限公司总经理",
    _OTHER: "样例医院主治医师",
}


def _form(
    unit: str, serial: int, name: str, woman: bool, who: str, where: str, **changes: str
) -> bytes:
    # The day of the call is not known: all are young for long.
    born = f"19{86 + serial % 13}0{1 + serial % 9}15"
    values: Values = {
        "姓名": name,
        "性别": "女" if woman else "男",
        "民族": "汉族",
        "出生年月": f"{born[:4]}年{int(born[4:6])}月",
        "身份证号": identity_number(born, not woman, serial % 50),
        "身份": who,
        "单位性质": where,
        "工作单位及职务": _POSTS[who],
        "联系电话": telephone(serial),
        "推荐单位": unit,
        "推荐单位意见": "情况属实，同意推荐。（盖章）",
        "备注": INVENTED,
    }
    return listed_form("劳动模范推荐审批表", values | changes)


def _text(name: str, words: int) -> bytes:
    """In 仿宋 小四 on A4, as the call wants it."""
    document = new_document()
    title(document, f"{name}同志事迹材料")
    for line in [*deeds(name, "样例社区", words), INVENTED]:
        run = document.add_paragraph().add_run(line)
        run.font.name, run.font.size = "仿宋", Pt(12)
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    return to_bytes(document)


def _nominee(
    unit: str, serial: int, name: str, woman: bool, who: str, where: str, **changes: str
) -> Files:
    folder = f"{unit}/劳动模范/{serial % 20:02d}{name}"
    return {
        f"{folder}/推荐审批表.docx": _form(unit, serial, name, woman, who, where, **changes),
        f"{folder}/事迹材料.docx": _text(name, 1900),
    }


def workers() -> Files:
    """Ten nominees, as many as the unit may have; every share is just reached."""
    files: Files = {}
    people = [
        ("田有禾", False, _FARMER, _VILLAGE),
        ("麦秋实", True, _FARMER, _VILLAGE),
        ("谷满仓", False, _FARMER, _VILLAGE),
        ("车铭工", False, _FRONT, _COMPANY),
        ("钱锻石", False, _FRONT, _COMPANY),
        ("纺云霞", True, _FRONT, _COMPANY),
        ("焊铁生", False, _FRONT, _COMPANY),
        ("管先行", False, _HEAD, _COMPANY),
        ("程技新", False, _OTHER, _COMPANY),
        ("路远航", False, _OTHER, _COMPANY),
    ]
    for serial, person in enumerate(people, start=161):
        files |= _nominee(_EAST, serial, *person)
    return files


def workers_mistakes() -> Files:
    """Five where four are allowed, among them no woman, two heads, one of too high a rank."""
    files = _nominee(_WEST, 181, "田大丰", False, _FARMER, _VILLAGE)
    files |= _nominee(_WEST, 182, "钱总长", False, _HEAD, _COMPANY)
    files |= _nominee(_WEST, 183, "孟经理", False, _HEAD, _COMPANY, 身份="企业负责人（副处级）")
    files |= _nominee(_WEST, 184, "古道行", False, _FRONT, _COMPANY)
    files |= _nominee(
        _WEST, 185, "高位行", False, _OTHER, _PUBLIC, 工作单位及职务="某省样例厅副厅长"
    )
    home = f"{_WEST}/劳动模范"
    files[f"{home}/01田大丰/事迹材料.docx"] = letter(
        "田大丰同志事迹材料",
        [*deeds("田大丰", "样例村", 1000), "二〇〇五年三月，他带领三十五人修好了水渠。", INVENTED],
    )
    del files[f"{home}/02钱总长/事迹材料.docx"]
    return files
