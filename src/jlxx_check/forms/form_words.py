"""The words by which office forms in general are read; those of one notice are its pack's."""

from __future__ import annotations

from jlxx_check.values.late_patterns import late_pattern

#: Labels that forms of every kind carry. They end a value even where the pack has no such field.
OTHER_LABELS = (
    "年龄",
    "籍贯",
    "出生地",
    "职称",
    "专业技术职务",
    "技术职称",
    "职业",
    "身份",
    "健康状况",
    "婚姻状况",
    "入党时间",
    "参加工作时间",
    "工作时间",
    "毕业院校",
    "毕业学校",
    "所学专业",
    "专业",
    "学位",
    "证件类型",
    "证件号码",
    "特长",
    "爱好",
    "户籍所在地",
    "家庭住址",
    "住址",
    "地址",
    "单位地址",
    "电子邮箱",
    "电子邮件",
    "邮箱",
    "传真",
    "微信号",
    "微信",
    "类别",
    "成立时间",
    "成立日期",
    "注册时间",
    "登记时间",
    "法定代表人",
    "法人代表",
    "法人",
    "累计人次",
    "累计参与人次",
    "累计人数",
    "推荐类别",
    "推介类别",
    "获奖情况",
    "奖惩情况",
    "家庭成员",
    "主要社会关系",
    "学习经历",
    "工作经历",
    "称谓",
    "关系",
    "起止时间",
    "审核意见",
    "推荐意见",
    "签字",
    "签名",
    "盖章",
    "公章",
    "单位公章",
    "填表日期",
    "填报日期",
    "填表时间",
    "填报时间",
    "日期",
)

#: Those who fill in or send the form: contacts in their line are theirs.
FILLERS = (
    "填表人",
    "填报人",
    "制表人",
    "经办人",
    "审核人",
    "审批人",
    "填表单位",
    "填报单位",
)
#: Others whose contacts stand in for the subject's only where there is nothing better.
BYSTANDERS = (
    "推介单位",
    "推荐单位",
    "报送单位",
    "上级单位",
    "主管单位",
    "主管部门",
    "法定代表人",
    "法人代表",
    "单位负责人",
    "分管领导",
)
#: A label of this kind belongs to whoever is named to its left.
CONTACT = late_pattern(r"电话|手机|联系|传真|邮|地址|职务|单位$|所在单位")
#: A label that names a person or a body; what follows in its row is about it.
OWNER = late_pattern(r"(?:人|者|对象|单位|机构|部门|领导)$")
#: A person's label may head cells of its own, of which this one holds the name.
NAME_LABEL = "姓名"
PERSON = late_pattern(r"(?:人|者|对象)$")

NOTE = late_pattern(
    r"^(?:(?:备注|注|说明|附注)\d*[:：.、]|(?:填表|填报|填写)(?:说明|须知|要求)|注意事项"
    r"|(?:此|本)表|[★※*]|附件\d*)"
)
#: A line of those who fill in or send, below a register's rows: 推介单位（盖章）：, 填表人：
SENDER = late_pattern(
    rf"(?:{'|'.join((*FILLERS, *BYSTANDERS))}|负责人|联系人|联系电话|(?:填表|填报)?(?:日期|时间))"
    r"(?:[(（][^()（）]*[)）])?(?:[:：]|$)"
)
TOTAL = late_pattern(r"^(?:合计|总计|小计|共计|总数)")
#: In the name of a form's file; 模板 is what many call the form itself.
SAMPLE_FORM = late_pattern(
    r"样表|范例|范本|示例|样例(?![区市县镇村])|填写样|填表样|填写说明|填表说明|填报说明"
)
SAMPLE_SHEET = late_pattern(r"示例|样例|样表|范例|模板|填写说明|填表说明|说明$")

#: Lists of people that put nobody forward: taking part, attending, being taught.
OTHER_LIST = late_pattern(r"签到|花名册|名册|通讯录|课程|课表|成绩|报名|学员|参训|参会|志愿者|考勤")
#: Papers that carry a person's particulars without being a form of any notice.
OTHER_PAPER = late_pattern(
    r"(?:简历|履历|履历表|证书|证明|总结|汇报|身份证|通知|公示|请示|报告|公函|的函|推荐信|承诺书|目录|清单|名单)$"
)
