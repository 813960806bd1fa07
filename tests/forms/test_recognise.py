"""Which form or register a document is, and which document is none."""

from __future__ import annotations

import pytest

from jlxx_check.forms import read_document
from jlxx_check.model.document import Document, Table
from jlxx_check.model.package import Form, Register
from tests.forms.drawing import PACK, PROJECT, STAR, drawn, read

PERSON = drawn(
    "姓名|张明|性别|男\n民族|汉族|出生年月|1970.01\n学历|大学|联系电话|138\n党派|群众|<|<"
)
UNDERTAKING = drawn(
    "项目名称|春风学堂|实施单位|春城图书馆\n负责人|孙三|联系电话|138\n创建时间|2018年|措施与保障|有"
)
LIST = drawn("序号|姓名|性别|工作单位|联系电话\n1|张明|男|小学|138\n2|李华|女|工会|139")
SHORT = drawn("姓名|张明|性别|男")

KINDS: dict[str, tuple[tuple[str | Table, ...], str, tuple[type, str] | None]] = {
    "title above": ((STAR, PERSON), "a.docx", (Form, "star")),
    "title with year and attachment": (
        ("附件1", "2023年吉林省“百姓学习之星”推介表", SHORT),
        "a.docx",
        (Form, "star"),
    ),
    "title over two lines": (("吉林省百姓学习之星", "推介表", SHORT), "a.docx", (Form, "star")),
    "title in the table": (
        (drawn("《百姓学习之星推介表》|<\n姓名|张明\n性别|男"),),
        "a.docx",
        (Form, "star"),
    ),
    "title only in the file's name": (
        (drawn("姓名|张明|性别|男\n民族|汉|<|<"),),
        "01张明/附件1：“百姓学习之星”推介表.docx",
        (Form, "star"),
    ),
    "no title": ((PERSON,), "张明.docx", (Form, "star")),
    "last year's title": (("2022年百姓学习之星候选人申请表", PERSON), "a.docx", (Form, "star")),
    "a project without title": ((UNDERTAKING,), "附件3.docx", (Form, "project")),
    "a project under a star's file name": (
        (PROJECT, UNDERTAKING),
        "百姓学习之星推介表.docx",
        (Form, "project"),
    ),
    "a register": (("百姓学习之星推介登记表", LIST), "a.docx", (Register, "star")),
    "a register without title": ((LIST,), "附件2.docx", (Register, "star")),
    "a register of one": (
        ("百姓学习之星推介登记表", drawn("序号|姓名|性别|联系电话\n1|张明|男|138")),
        "a.docx",
        (Register, "star"),
    ),
    "a register under a form's title": ((STAR, LIST), "a.docx", (Register, "star")),
    "a register by its file's name": (
        (drawn("姓名|单位|联系电话|性别\n张明|小学|1|男"),),
        "百姓学习之星推介登记表.xlsx",
        (Register, "star"),
    ),
    "a form whose labels stand above": (
        (STAR, drawn("姓名|性别|民族|学历\n张明|男|汉族|大学")),
        "a.docx",
        (Form, "star"),
    ),
    "a form with a list of family": (
        (STAR, PERSON, drawn("称谓|姓名|工作单位|联系电话\n妻|王芳|医院|1\n子|张小明|学校|2")),
        "a.docx",
        (Form, "star"),
    ),
    "a print of a register, read column by column": (
        ("序号 姓名 性别", "1 张明 男", "2 李华 女", "1970年1月", "1980年2月", "大学", "大专",
         "注：按推介顺序排列。", "“百姓学习之星”推介登记表", "民族 联系电话", "汉族 138"),
        "材料.pdf",
        (Register, "star"),
    ),
    "the same, told by its name": (
        ("序号 姓名 性别", "1 张明 男", "2 李华 女", "民族 联系电话", "汉族 138", "汉族 139"),
        "百姓学习之星推介登记表.pdf",
        (Register, "star"),
    ),
    "a report that tells of the register": (
        ("关于推介工作的报告", "各有关部门：", "一、姓名、性别、民族、联系电话已核对。",
         "百姓学习之星推介登记表", "已盖章。"),
        "报告.pdf",
        None,
    ),
    "a covering letter": (
        ("关于报送材料的函", "现报送《百姓学习之星推介表》《百姓学习之星推介登记表》，请审阅。",
         "联系人：刘洋  联系电话：0431-1"),
        "报送函.docx",
        None,
    ),
    "a letter with its enclosures": (
        ("关于推介“百姓学习之星”的报告", "附件：1.百姓学习之星推介表", "2.百姓学习之星推介登记表",
         "联系人：刘洋  联系电话：0431-1"),
        "情况.docx",
        None,
    ),
    "a title and no more": (("百姓学习之星推介登记表",), "a.docx", None),
    "a summary with the words as headings": (
        ("春风学堂工作总结", "一、活动内容与形式", "讲座。", "二、措施与保障", "有。",
         "三、成效与影响", "好。"),
        "工作总结.docx",
        None,
    ),
    "a summary that names the project": (
        ("项目名称：春风学堂", "一、活动内容与形式", "讲座。", "二、措施与保障", "有。"),
        "春风学堂.docx",
        None,
    ),
    "a certificate": (
        ("毕业证书", "姓名：张明 性别：男 出生年月：1970.01", "学历：大学 民族：汉族 联系电话：1"),
        "证书.docx",
        None,
    ),
    "a curriculum vitae": ((PERSON,), "张明简历.docx", None),
    "those who attended": (("读书活动签到表", LIST), "活动.xlsx", None),
    "a list of another kind": (
        (drawn("姓名|性别|工作单位|签到\n张明|男|小学|"),),
        "签到表.docx",
        None,
    ),
    "prose": (("他坚持学习二十年。",), "事迹.txt", None),
    "nothing": ((), "空.docx", None),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_kind(case: str) -> None:
    blocks, path, wanted = KINDS[case]
    got = read(*blocks, path=path)
    assert (got and (type(got), got.kind)) == wanted


BLANKS = {
    "star": (STAR, drawn("姓名||性别|\n民族||学历|\n主要事迹|<|<|<\n|<|<|<")),
    "project": (PROJECT, drawn("项目名称||实施单位|\n启动时间||年参与人次|\n措施与保障||负责人|")),
}


@pytest.mark.parametrize("kind", BLANKS)
def test_a_blank_form_is_a_form_of_nobody(kind: str) -> None:
    form = read(*BLANKS[kind])
    assert isinstance(form, Form)
    assert (form.kind, form.names) == (kind, ())
    assert {value.text for value in form.values.values()} == {""}


def test_a_document_without_text_is_nothing() -> None:
    scan = Document((), "", has_text=False, pictures=2)
    assert read_document(scan, "百姓学习之星推介表.docx", PACK) is None
