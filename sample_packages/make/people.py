"""Who and what the samples put forward: all of it invented."""

from __future__ import annotations

from dataclasses import dataclass, field

from sample_packages.make.numbers import identity_number, organisation_code, telephone
from sample_packages.make.prose import deeds, project_texts

INVENTED = "虚构样例：人物、单位、电话、证件号码均系编造。"

Values = dict[str, str]


@dataclass(frozen=True)
class Star:
    """A person. born: ``19681005``. post: organisation and post. serial: for the numbers."""

    serial: int
    name: str
    sex: str
    nation: str
    born: str
    politics: str
    degree: str
    post: str
    learns: str
    place: str
    changes: Values = field(default_factory=dict)

    def form(self) -> Values:
        """Labels and values of the form, in the form's order."""
        year, month = self.born[:4], self.born[4:6]
        text, short = deeds(self.serial, self.name, self.learns, self.place)
        values = {
            "姓名": self.name,
            "性别": self.sex,
            "民族": self.nation,
            "国籍": "中国",
            "出生年月": f"{year}年{int(month)}月",
            "政治面貌": self.politics,
            "学历": self.degree,
            "联系电话": telephone(self.serial),
            "身份证号": identity_number(self.born, self.sex == "男", self.serial % 50),
            "工作单位及职务": self.post,
            "通讯地址": f"吉林省{self.place}学习路{self.serial}号",
            "邮编": "130000",
            "个人简历": f"{int(year) + 19}年至今，先后在{self.place}从事一线工作，坚持业余学习。",
            "曾获荣誉": "所在单位学习积极分子。",
            "事迹简介": short,
            "主要事迹": text,
            "所在单位意见": "情况属实，同意推介。（盖章）  2023年6月20日",
            "推介单位意见": "同意推介。（盖章）  2023年6月28日",
            "备注": INVENTED,
        }
        return values | self.changes

    def row(self) -> Values:
        """Its row of the register, without number and remark."""
        form = self.form()
        labels = "姓名 性别 出生年月 民族 政治面貌 学历 工作单位及职务 联系电话 事迹简介"
        return {label: form[label] for label in labels.split()}


@dataclass(frozen=True)
class Project:
    """A project. learns: what is learnt. place: where. offline, online: by year."""

    serial: int
    name: str
    unit: str
    kind: str
    code_kind: str
    started: str
    attendance: str
    head: str
    contact: str
    learns: str
    people: str
    place: str
    changes: Values = field(default_factory=dict)

    def form(self) -> Values:
        """Labels and values of the form, in the form's order."""
        activities, measures, effects, short = project_texts(
            self.serial, self.name, self.learns, self.people, self.place
        )
        values = {
            "项目名称": self.name,
            "实施单位": self.unit,
            "单位性质": self.kind,
            "统一社会信用代码": organisation_code(self.code_kind, self.serial),
            "项目负责人": self.head,
            "联系人": self.contact,
            "联系电话": telephone(self.serial),
            "启动时间": self.started,
            "年参与人次": self.attendance,
            "服务对象": self.people,
            "学习场所": self.place,
            "经费来源": "单位年度预算安排，专款专用。",
            "师资队伍": "专职教师4人，志愿者26人。",
            "项目简介": short,
            "活动内容与形式": activities,
            "措施与保障": measures,
            "成效与影响": effects,
            "单位意见": "情况属实，同意申报。（盖章）  2023年6月21日",
            "推介单位意见": "同意推介。（盖章）  2023年6月28日",
            "备注": INVENTED,
        }
        return values | self.changes

    def row(self) -> Values:
        """Its row of the register, without number and remark."""
        form = self.form()
        labels = "项目名称 实施单位 启动时间 年参与人次 项目负责人 联系人 联系电话 项目简介"
        return {label: form[label] for label in labels.split()}
