"""Documents drawn as text, and a pack whose forms they are."""

from __future__ import annotations

from typing import Any

from jlxx_check.forms import read_document
from jlxx_check.model.document import Block, Cell, Document, Paragraph, Table
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Form, Register


def drawn(text: str, name: str = "表1", *, sheet: bool = False) -> Table:
    """A table from lines of cells parted by ``|``.

    ``<`` continues the cell to its left, ``^`` the one above; ``/`` breaks a line inside a cell.
    """
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], str] = {}
    for row, line in enumerate(text.strip("\n").splitlines()):
        for column, part in enumerate(line.strip().split("|")):
            here = (row, column)
            part = part.strip()
            if part in ("<", "^"):
                owners[here] = owners[(row, column - 1) if part == "<" else (row - 1, column)]
            else:
                owners[here], texts[here] = here, part.replace("/", "\n")
    cells = []
    for (row, column), shown in texts.items():
        covered = [place for place, owner in owners.items() if owner == (row, column)]
        if sheet and not shown:
            continue
        rows = max(place[0] for place in covered) - row + 1
        columns = max(place[1] for place in covered) - column + 1
        cells.append(Cell(row, column, shown, rows, columns))
    return Table(name, tuple(cells), sheet)


def document(*blocks: str | Table) -> Document:
    """A document of paragraphs and tables."""
    made: tuple[Block, ...] = tuple(
        Paragraph(block) if isinstance(block, str) else block for block in blocks
    )
    return Document(made, "")


def read(*blocks: str | Table, path: str = "文件.docx") -> Form | Register | None:
    """What the drawn document is read as."""
    return read_document(document(*blocks), path, PACK)


def read_form(*blocks: str | Table, path: str = "文件.docx") -> Form:
    """The form that the drawn document must be."""
    form = read(*blocks, path=path)
    assert isinstance(form, Form)
    return form


def read_register(*blocks: str | Table, path: str = "文件.xlsx") -> Register:
    """The register that the drawn document must be."""
    register = read(*blocks, path=path)
    assert isinstance(register, Register)
    return register


def texts(read: Form) -> dict[str, str]:
    """The form's values without their places."""
    return {name: value.text for name, value in read.values.items()}


def _field(*spellings: str, required: bool = False, **more: Any) -> dict[str, Any]:
    return {"spellings": spellings, "required": required, **more}


_PHONE = _field("联系方式", "电话", "手机", "手机号码", required=True)
_WORK = _field(
    "单位及职务",
    required=True,
    parts={"工作单位": ("所在单位",), "职务": ("现任职务",)},
)
_ATTENDANCE = _field(
    "参与人次",
    "参与学习人数",
    required=True,
    label_parts=True,
    parts={"线下": ("线下人次", "参与人次（线下）"), "线上": ("线上人次", "参与人次（线上）")},
)
_START = _field("项目启动（创建）时间", "创建时间", "开始时间", required=True)
STAR_FIELDS: dict[str, Any] = {
    "姓名": _field("推介对象", "被推介人", required=True),
    "性别": _field(required=True),
    "民族": _field(required=True),
    "国籍": {},
    "出生年月": _field("出生日期", required=True),
    "政治面貌": _field("党派", required=True),
    "学历": _field("文化程度", required=True),
    "照片": {},
    "身份证号": _field("身份证号码"),
    "工作单位及职务": _WORK,
    "联系电话": _PHONE,
    "通讯地址": {},
    "个人简历": {},
    "主要事迹": _field("事迹材料", "先进事迹", required=True),
    "所在单位意见": {},
}
PROJECT_FIELDS: dict[str, Any] = {
    "项目名称": _field("品牌项目名称", required=True),
    "实施单位": _field("申报单位", "主办单位", required=True),
    "统一社会信用代码": {},
    "项目负责人": _field("负责人", required=True),
    "联系人": {},
    "联系电话": _PHONE,
    "启动时间": _START,
    "年参与人次": _ATTENDANCE,
    "活动内容与形式": _field("活动内容", required=True),
    "措施与保障": _field(required=True),
    "成效与影响": _field(required=True),
}
_ORDER, _REMARK = _field("排序", "推介顺序"), _field("排序备注")


def _pack() -> Pack:
    star_columns = {
        "序号": _ORDER,
        "姓名": _field("推介对象", required=True),
        "性别": {},
        "出生年月": {},
        "工作单位及职务": _WORK,
        "联系电话": _PHONE,
        "备注": _REMARK,
    }
    project_columns = {
        "序号": _ORDER,
        "项目名称": _field("品牌项目名称", required=True),
        "实施单位": _field("申报单位", required=True),
        "启动时间": _START,
        "年参与人次": _ATTENDANCE,
        "项目负责人": _field("负责人"),
        "联系电话": _PHONE,
        "备注": _REMARK,
    }
    return Pack.model_validate(
        {
            "format": "jlxx-pack/1",
            "id": "reading",
            "title": "通知",
            "issuer": "教育厅",
            "deadline": "2023-07-12",
            "delivery": {"office": "处"},
            "kinds": {
                "special-star": {
                    "title": "特别感人",
                    "words": ["特别感人"],
                    "roles": ["form"],
                    "special_of": "star",
                    "form": "star",
                    "name": "姓名",
                },
                "star": {
                    "title": "之星",
                    "words": ["学习之星"],
                    "roles": ["form"],
                    "form": "star",
                    "register": "star",
                    "name": "姓名",
                    "person": True,
                },
                "project": {
                    "title": "品牌",
                    "words": ["品牌项目"],
                    "roles": ["form"],
                    "form": "project",
                    "register": "project",
                    "name": "项目名称",
                },
            },
            "roles": {"form": {"title": "推介表", "content": ["document"]}},
            "forms": {
                "star": {"titles": ["百姓学习之星推介表"], "fields": STAR_FIELDS},
                "project": {"titles": ["终身学习品牌项目推介表"], "fields": PROJECT_FIELDS},
            },
            "registers": {
                "star": {"titles": ["百姓学习之星推介登记表"], "fields": star_columns},
                "project": {"titles": ["终身学习品牌项目推介登记表"], "fields": project_columns},
            },
            "leftovers": [],
            "attachments": [],
            "rules": {},
            "outline": [],
        }
    )


PACK = _pack()
STAR, PROJECT = "“百姓学习之星”推介表", "“终身学习品牌项目”推介表"
