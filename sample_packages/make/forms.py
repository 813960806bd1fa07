"""The forms (推介表) as units hand them in: tables of labels and values with merged cells."""

from __future__ import annotations

from sample_packages.make.people import Values
from sample_packages.make.words import fill, grid, new_document, title, to_bytes

_STAR_TITLE = "“百姓学习之星”推介表"
_PROJECT_TITLE = "“终身学习品牌项目”推介表"

#: Fields that share a row two and two; the photo's cell stands beside them.
_STAR_PAIRS = (("姓名", "性别"), ("民族", "国籍"), ("出生年月", "政治面貌"), ("学历", "联系电话"))
_STAR_LONG = (
    "身份证号",
    "工作单位及职务",
    "通讯地址",
    "个人简历",
    "曾获荣誉",
    "事迹简介",
    "主要事迹",
    "所在单位意见",
    "推介单位意见",
    "备注",
)
_PROJECT_PAIRS = (
    ("单位性质", "统一社会信用代码"),
    ("项目负责人", "联系人"),
    ("联系电话", "启动时间"),
)
_PROJECT_LONG = (
    "服务对象",
    "学习场所",
    "经费来源",
    "师资队伍",
    "项目简介",
    "活动内容与形式",
    "措施与保障",
    "成效与影响",
    "单位意见",
    "推介单位意见",
    "备注",
)
#: How labels look on paper: spread, broken, with hints.
_SHOWN = {
    "姓名": "姓  名",
    "性别": "性  别",
    "民族": "民  族",
    "国籍": "国  籍",
    "学历": "学  历",
    "启动时间": "项目启动（创建）时间",
    "出生年月": "出生年月\n（如1970年1月）",
    "工作单位及职务": "工作单位\n及职务",
    "主要事迹": "主要事迹\n（1000字以内）",
    "活动内容与形式": "具体活动内容与形式",
    "成效与影响": "取得的成效与影响",
}


def star_form(values: Values, *, halves: bool = False) -> bytes:
    """A star's form as .docx. halves: the form is spread over two tables."""
    document = new_document()
    title(document, _STAR_TITLE)
    table = grid(document, len(_STAR_PAIRS), 5)
    for row, (left, right) in enumerate(_STAR_PAIRS):
        texts = [_shown(left), values[left], _shown(right), values[right], ""]
        fill(table, row, [(1, text) for text in texts])
    table.cell(0, 4).merge(table.cell(len(_STAR_PAIRS) - 1, 4)).text = "照片"
    if halves:
        document.add_paragraph("（续表）")
        table = grid(document, 0, 5)
    for label in _STAR_LONG:
        table.add_row()
        row = len(table.rows) - 1
        if label == "通讯地址":
            parts = [(1, label), (2, values[label]), (1, "邮  编"), (1, values["邮编"])]
        else:
            parts = [(1, _shown(label)), (4, values[label])]
        fill(table, row, parts)
    return to_bytes(document)


def project_form(values: Values) -> bytes:
    """A project's form as .docx; attendance stands in two cells where ``values`` has parts."""
    document = new_document()
    title(document, _PROJECT_TITLE)
    table = grid(document, 0, 4)
    _long(table, "项目名称", values)
    _long(table, "实施单位", values)
    for left, right in _PROJECT_PAIRS:
        table.add_row()
        texts = [_shown(left), values[left], _shown(right), values[right]]
        fill(table, len(table.rows) - 1, [(1, text) for text in texts])
    if "年参与人次（线下）" in values:
        table.add_row()
        texts = ["年参与人次（线下）", values["年参与人次（线下）"]]
        texts += ["年参与人次（线上）", values["年参与人次（线上）"]]
        fill(table, len(table.rows) - 1, [(1, text) for text in texts])
    else:
        _long(table, "年参与人次", values)
    for label in _PROJECT_LONG:
        _long(table, label, values)
    return to_bytes(document)


def listed_form(heading: str, values: Values) -> bytes:
    """A form of one field a row, as .docx, for notices whose blank form is not at hand."""
    document = new_document()
    title(document, heading)
    table = grid(document, 0, 4)
    for label in values:
        _long(table, label, values)
    return to_bytes(document)


def _long(table, label: str, values: Values) -> None:
    table.add_row()
    fill(table, len(table.rows) - 1, [(1, _shown(label)), (3, values[label])])


def _shown(label: str) -> str:
    return _SHOWN.get(label, label)
