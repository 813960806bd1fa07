"""How files, folders and archives are to be named: 单位+姓名+课程名称, as a check's template."""

from __future__ import annotations

import re
from typing import Any

from jlxx_check.authoring.draft.subjects import Entrant

_PART = r"(?:20\d\d年)?[\u4e00-\u9fffA-Za-z()]{1,16}(?:或[\u4e00-\u9fff]{1,8})?"
_JOIN = r"\s*(?:[+_&]|-{1,3})\s*"
_NAMED = re.compile(rf"{_PART}(?:{_JOIN}{_PART})+")
#: What stands in front of the first part and behind the last one and is none of it.
_LEAD = re.compile(r"^.*(?:以|用|按照|按|为|注明|标注|标明|格式|形式|统一)(?=[^以用按为]{1,14}$)")
_TAIL = re.compile(
    r"(?:命名|作为|来命|为名|的?(?:格式|形式|(?<!联系)方式|字样)|进行|发送|发至|发到|提交|打包|压缩|报送|上传|等|后).*$"
)
#: 以姓名命名, 以申报者姓名为文件名: one part alone.
_ALONE = re.compile(
    r"以(?:(?![或和及与])[\u4e00-\u9fff]){0,6}?(?P<one>姓名|(?:作品|项目|课程|案例)名称?)(?:命名|为(?:文件)?名)"
    r"|(?:文件夹?|附件|压缩包)名称?(?:统一|设置?)*为:?[“\"]?(?:作者|参赛者|申报人|本人)?(?P<two>姓名|(?:报送|申报|推荐)?单位(?:名称)?|(?:作品|项目|课程|案例)名称?)(?=[”\",。;]|$)"
)
_SLOT = (
    "(?:姓名|(?:单位|学校)(?:名称)?|(?:作品|项目|课程|案例)名称?"
    "|(?:作品)?(?:题目|标题)|联系电话|手机号码?)"
)
_SAID_SLOT = re.compile(rf"(?P<owner>[\u4e00-\u9fff]*?){_SLOT}")
#: Whose name is a field of the form.
_ENTRANT = re.compile("第?一?作者|参赛者|选手|申报[人者]|本人|报送|推荐|所在|参赛|申报|工作")
_SPOKEN_LIST = rf"[\u4e00-\u9fff]{{0,6}}?{_SLOT}(?:[、和及与][\u4e00-\u9fff]{{0,4}}?{_SLOT}){{1,3}}"
#: 以单位和姓名命名, 文件名为作品名称、作者姓名: a name without plus signs.
_SPOKEN = re.compile(
    rf"[以用按](?P<one>{_SPOKEN_LIST})(?:来|统一)?(?:命名|(?:作?为)(?:文件)?名)"
    rf"|文件名(?:称|字)?(?:统一|均|应|须)*(?:为|是|用|:)+[“\"]?(?P<two>{_SPOKEN_LIST})"
    r"(?=[”\",;。)]|$)"
)
_PLACEHOLDER = re.compile(
    r"[“\"](?:[*xX×○]{2,}|某+)(?P<unit>学院|学校|大学|中学|小学|单位|省|市|县|区|乡|镇|局|院系|部门|公司|支部)?"
    r"(?P<more>[*xX×○]{2,}|某某)?(?P<rest>[\u4e00-\u9fff]{2,30})[”\"]"
)
#: 例如:“0001+一起读书+7岁”
_EXAMPLE = re.compile(r"(?:例如|示例|例|如|比如)[:,]?[“\"][^“”\"]*[”\"]")
#: 邮件主题为“…”: the mail's, and no file's, unless both are named so.
_MAIL = re.compile(
    r"(?<![及和与、])邮件的?(?:主题|标题|名称?|命名)(?!(?:和|及|与|、)[^,;。]{0,6}(?:附件|文件|作品|压缩))(?:[“\"][^“”\"]*[”\"]|[^,;。])*"
)
_PHONES = ("电话", "手机", "联系方式", "电话号码", "手机号", "手机号码")
#: Other words for a name than those that stand on forms.
_TITLED = {
    "作品名称": ("作品标题", "作品名", "作品题目", "微课名", "视频名称", "标题名称"),
    "项目名称": ("项目名", "案例名", "案例标题", "品牌名"),
}
_NUMBERS = ("序号", "编号")
#: 推荐单位名称: who hands in, whatever the form calls it.
_UNIT = re.compile(r"(?:推荐|报送|申报|所在|参赛|选送)?单位(?:名称|全称|简称)?")
#: What a part with any of these is: a field. What is none is written so: 好医护 of 单位名称+好医护.
_SLOTS = re.compile(
    "名称|姓名|作者|年龄|性别|邮箱|系部|工会|科室|体裁|题材|媒体|单位|学校|院校|学院|院系|部门|电话|手机|方式|号|序|类|组|题|学科|专业|年级|班|职务|教师|"
    "老师|日期|时间|地区|地址|学段|章节|目录|信息|其他|赛项|赛道|[省市县区乡镇街道社区]$|(?<!征)名$|人$|者$|届|版本|课|形式$"
)
#: Parts that end so are written as they stand, whatever else they hold: 推荐表, 参赛作品.
_WRITTEN = re.compile(
    "(?:表|书|材料|作品|视频|照片|图片|音频|征文|论文|案例|教案|课件|微课|大赛|比赛|竞赛|征集|征名|"
    "投稿|报名|参赛|报送|上报|申报|推荐|复印件|扫描件|简介|说明|事迹|总结|报告)$"
)
#: XX市, **学校: who hands in.
_HELD_PLACE = re.compile(r"(?:[xX×*○]{1,3}|某+)[\u4e00-\u9fff]{1,4}")
#: A name that is quoted is quoted whole.
_QUOTED = re.compile(r"[“\"【「]([^“”\"【】「」,;。]{4,60})[”\"】」]")
#: No part of a name is longer; what is, is a piece of the sentence.
_LONGEST = 28
#: So many signs beside each other are a piece of a title.
_PIECE = 2
_HAN = re.compile(r"[\u4e00-\u9fff]")


def without_names(plain: str) -> str:
    """The sentence with 〇 in the place of what is quoted as a name: “单位+类型(征文/绘画)”."""
    return _QUOTED.sub(
        lambda hit: "〇" * len(hit[0]) if re.search("[+_]", hit[0]) else hit[0], plain
    )


def named_near(plain: str, place: int) -> str:
    """The sentence with the one quoted name alone that stands nearest; as it is with no more."""
    for idle in (_MAIL, _EXAMPLE):
        plain = idle.sub(lambda hit: "〇" * len(hit[0]), plain)
    quoted = [hit for hit in _QUOTED.finditer(plain) if re.search("[+_]", hit[0])]
    if len(quoted) < 2:
        return plain
    nearest = min(quoted, key=lambda hit: min(abs(hit.start() - place), abs(hit.end() - place)))
    others = [hit for hit in quoted if hit is not nearest]
    for hit in others:
        plain = f"{plain[: hit.start()]}{'〇' * len(hit[0])}{plain[hit.end() :]}"
    return plain


def name_parts(plain: str) -> tuple[str, ...]:
    """The parts that a name is to be made of, in their order; empty where none are told."""
    bare = _MAIL.sub("", plain)
    bare = re.sub(r"([\u4e00-\u9fff]{1,8})[(](或[\u4e00-\u9fff]{1,8})[)]", r"\1\2", bare)
    bare = re.sub(r"(?<=[+_])[(]([^()]{2,16})[)]", r"\1", bare)
    bare = re.sub(r"(?<=[\u4e00-\u9fff])/(?=[\u4e00-\u9fff])", "或", bare)
    bare = re.sub(r"[(](?:例?如|例)[^()]{0,40}[)]|[(][^()+_&-]{0,24}[)]|[《》〈〉]", "", bare)
    bare = re.sub(rf"[”\"]({_JOIN})[“\"]", r"\1", bare)
    # 高校名称+思政课“金课”申报材料: a name in a part is quoted in it.
    bare = re.sub(
        r"([+_][\u4e00-\u9fff]{1,10})[“\"]([^“”\"+_]{1,8})[”\"](?=[\u4e00-\u9fff])", r"\1\2", bare
    )
    # “作者姓名”-宣传口号: quoted is what stands for something else.
    bare = re.sub(rf"[“\"]([^“”\",;+_]{{2,12}})[”\"]({_JOIN})(?=[\u4e00-\u9fff])", r"\1\2", bare)
    quoted = [re.split(_JOIN, match[1]) for match in _QUOTED.finditer(bare)]
    quoted = [parts for parts in quoted if len(parts) > 1]
    for match in [] if quoted else _NAMED.finditer(bare):
        parts = re.split(_JOIN, match[0])
        quoted.append([_LEAD.sub("", parts[0]), *parts[1:-1], _TAIL.sub("", parts[-1])])
    found = list(
        dict.fromkeys(
            tuple(re.sub(r"[()]", "", part) for part in parts)
            for parts in quoted
            if len(parts) > 1
            and any(map(_is_slot, parts))
            and all(_HAN.search(part) and len(part) <= _LONGEST for part in parts)
        )
    )
    if found:
        # 标识命名为姓名-标识,吉祥物命名为姓名-吉祥物: neither name is every file's.
        return found[0] if len(found) == 1 else ()
    alone = _SPOKEN.search(plain)
    if alone:
        return _spoken_parts(alone["one"] or alone["two"])
    alone = _ALONE.search(plain)
    return (alone["one"] or alone["two"],) if alone else ()


def _spoken_parts(listed: str) -> tuple[str, ...]:
    """The parts of 单位和姓名; whose they are (照片主人公) is said once, for all of them."""
    parts = re.split("[、和及与]", listed)
    first = _SAID_SLOT.fullmatch(parts[0])
    owner = first["owner"] if first else ""
    if not owner or _ENTRANT.fullmatch(owner):
        return tuple(parts)
    return (parts[0], *(part if part.startswith(owner) else owner + part for part in parts[1:]))


def _is_slot(part: str) -> bool:
    held = _HELD_PLACE.match(part)
    return bool(held or (_SLOTS.search(part) and not _WRITTEN.search(part)))


def _is_written(part: str, subject: Entrant, title: str) -> bool:
    """Whether the part is written as it stands: 征文大赛 is, and 体裁 is somebody's."""
    if _is_slot(part):
        return False
    bare = re.sub(r"[“”\"]", "", title)
    named = part in bare or any(part in word or word in part for word in subject.words)
    return bool(named or _WRITTEN.search(part) or re.search(r"\d", part) or _pieced(part, bare))


def _pieced(part: str, title: str) -> bool:
    """Whether it is put together from the title: 新重庆歌曲创作 of “歌声里的新重庆”歌曲创作活动."""
    if len(part) < 2 * _PIECE:
        return False
    place = 0
    while place < len(part):
        ends = range(len(part), place + _PIECE - 1, -1)
        place = next((end for end in ends if part[place:end] in title), 0)
        if not place:
            return False
    return True


def _placeheld(plain: str) -> str | None:
    """XX学院申报材料 in quotes: the unit in the placeholder's place, anything in a second."""
    match = _PLACEHOLDER.search(plain)
    if match is None:
        return None
    # XXX alone may be anybody; XX学院 is who hands in.
    return (
        f"{'{sender}' if match['unit'] else '{…}'}{'{…}' if match['more'] else ''}{match['rest']}"
    )


def template_values(plain: str, subject: Entrant, title: str, *, archive: bool) -> dict[str, Any]:
    """The values template, fields and shapes of a name; empty where the sentence tells none.

    title: the notice's. What stands in it is written so; of a part that nothing tells anything
    may stand there.
    """
    parts = name_parts(plain)
    if not parts:
        template = _placeheld(plain)
        shaped: dict[str, Any] = {"shapes": {"…": {}}} if template and "{…}" in template else {}
        return {"template": template, **shaped} if template else {}
    slots: list[str] = []
    fields: list[str] = []
    shapes: dict[str, Any] = {}
    for part in parts:
        if _is_written(part, subject, title) and re.fullmatch(r"[\d\u4e00-\u9fff]{2,20}", part):
            slots.append(part)
            continue
        slot = _slot(part, subject, archive=archive)
        if f"{{{slot}}}" in slots:
            slot = part
        if slot == part or slot == subject.spec.name:
            shapes[slot] = {"sort": "phone"} if part.endswith(_PHONES) else {}
        elif slot not in ("name", "unit", "sender", "number"):
            fields.append(slot)
        slots.append(f"{{{slot}}}")
    template = "+".join(slots)
    return {"template": template, "fields": fields or None, "shapes": shapes or None}


def _slot(part: str, subject: Entrant, *, archive: bool) -> str:
    """name, unit, sender, number, a field of the form, or the part itself: nothing tells it."""
    if part in _NUMBERS:
        return "number"
    if _HELD_PLACE.fullmatch(part):
        return "sender" if archive else "unit"
    spec = subject.spec
    bare = re.sub("^(?:参赛|参评|申报|推荐|报送|投稿)(?=.{2})", "", part)
    field = next(
        (
            name
            for name, item in spec.fields.items()
            if {part, bare} & {name, *item.spellings, *_TITLED.get(name, ())}
        ),
        None,
    )
    if field is None and _UNIT.fullmatch(part):
        field = spec.unit
    if archive:
        return "sender" if field == spec.unit else part
    papers = subject.form or subject.register
    if field == spec.name:
        return "name" if papers or spec.person else field
    if field == spec.unit:
        return "unit"
    return field if field and papers and not part.endswith(_PHONES) else part
