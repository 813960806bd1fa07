"""Universities' packages for the calls for moral models: moral-models-2020, moral-models-2019."""

from __future__ import annotations

from sample_packages.make.forms import listed_form
from sample_packages.make.layout import Files
from sample_packages.make.model_texts import deeds
from sample_packages.make.numbers import identity_number, telephone
from sample_packages.make.people import INVENTED, Values
from sample_packages.make.portraits import jpeg, portrait
from sample_packages.make.videos import Film, film, recording
from sample_packages.make.words import letter

_SIZE = (240, 360)
_RED, _WHITE, _BLUE = (206, 28, 36), (255, 255, 255), (67, 142, 219)
_PLACE = "样例社区"
Ground = tuple[int, int, int]


def _form(serial: int, name: str, category: str, born: str, **changes: str) -> bytes:
    values: Values = {
        "姓名": name,
        "类别": category,
        "性别": "男",
        "民族": "汉族",
        "出生年月": f"{born[:4]}年{int(born[4:6])}月{int(born[6:])}日",
        "身份证号": identity_number(born, True, serial % 50),
        "工作单位及职务": "样例大学后勤处职工",
        "联系电话": telephone(serial),
        "主要事迹": "".join(deeds(name, _PLACE, 200)),
        "推荐单位意见": "情况属实，同意推荐。（盖章）",
        "备注": INVENTED,
    }
    return listed_form("道德模范推荐表", values | changes)


def _portraits(folder: str, seed: int, ground: Ground, size: tuple[int, int] = _SIZE) -> Files:
    """Three prints of one photo; the picture's noise makes it weigh what a real one does."""
    picture = jpeg(portrait(seed, size, ground), 100)
    return {f"{folder}/1寸照片{number}.jpg": picture for number in (1, 2, 3)}


def _text(name: str, words: int) -> bytes:
    return letter(f"{name}同志事迹", [*deeds(name, _PLACE, words), INVENTED])


def moral_2020() -> Files:
    """One nominee; nothing is amiss."""
    folder = "道德模范-章明德"
    return {
        f"{folder}/推荐表.docx": _form(151, "章明德", "孝老爱亲", "19700412"),
        f"{folder}/事迹3000字.docx": _text("章明德", 2950),
        f"{folder}/事迹1000字.docx": _text("章明德", 950),
        f"{folder}/事迹300字.docx": _text("章明德", 270),
        **_portraits(folder, 151, _RED),
    }


def moral_2020_mistakes() -> Files:
    """Two nominees where one is allowed; what the one lacks, the other has."""
    first, second = "道德模范/01程守信", "道德模范/02路小川"
    small = _portraits(second, 153, _BLUE, (295, 413))
    del small[f"{second}/1寸照片3.jpg"]
    return {
        f"{first}/推荐表.docx": _form(152, "程守信", "诚实守信模范", "19880901"),
        f"{first}/事迹3000字.docx": _text("程守信", 1500),
        f"{first}/事迹1000字.docx": _text("程守信", 1250),
        f"{first}/事迹300字.docx": _text("程守信", 290),
        **_portraits(first, 152, _RED),
        f"{second}/推荐表.docx": _form(153, "路小川", "拾金不昧", "20040304"),
        f"{second}/事迹3000字.docx": _text("路小川", 3000),
        f"{second}/事迹1000字.docx": _text("路小川", 1000),
        **small,
    }


def _with_pieces(serial: int, name: str, category: str, radio: int, television: int) -> Files:
    folder = f"道德模范/{name}"
    return {
        f"{folder}/推荐表.docx": _form(serial, name, category, "19790520"),
        f"{folder}/事迹材料3000字.docx": _text(name, 2950),
        f"{folder}/事迹简介200字.docx": _text(name, 150),
        f"{folder}/广播录音.m4a": recording(radio),
        f"{folder}/电视短片.mp4": film(Film(serial, seconds=television, size=(480, 270))),
        **_portraits(folder, serial, _WHITE),
    }


def moral_2019() -> Files:
    """Two nominees of two categories; nothing is amiss."""
    return _with_pieces(154, "高见义", "见义勇为", 60, 120) | _with_pieces(
        155, "安敬业", "敬业奉献", 64, 112
    )
