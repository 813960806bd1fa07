"""Which text a sentence speaks of: one that is handed in as a file, the form, or a box of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jlxx_check.authoring.draft.grammar import any_of, grammar
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.authoring.draft.subjects import Entrant

#: The text that is meant where none is named, and the form.
NO_NAME, FORM = "report", "form"
#: 近两年活动的总结: how an item of a list of papers ends.
_PAPERS = ("总结", "事迹", "先进事迹", "简介", "情况报告", "讲解词", "脚本", "教学设计", "设计说明")
#: What is handed in stands behind these words.
_HANDED_IN = re.compile(
    r"(?:提交|报送|上报|(?<!主办方)(?<!承办方)(?<!组委会)(?<!大赛)提供|撰写|附[上带]?|配有?(?=教|学|任|演|说)|填写(?![^,;。]{0,8}(?:说明|简介|信息))|分别是:?|将(?=[^,;。]{2,60}(?:发|报|寄|提交|上传|交)送?(?:至|到|往|我))|材料(?:包括|如下|为)?:)[^,;。]{0,60}"
)
#: 视频、文稿发送至邮箱: what is sent stands in front.
_SENT = re.compile(
    "[^;。:]{2,60}?(?:统一|打包|一并|一起|同时)*(?:发送?至|报送至|发到|提交至|上传至|交至|报至)"
)
_WRITTEN = re.compile("文字类?作品|文稿|稿件|来稿|作品正文")
#: So near a length belongs to a text, in characters.
_BESIDE = 10
_MEASURED = re.compile(r"字|[\d一][份篇]")
#: 报告会, 案例集, 总结会: a word that only begins with a text's.
_ALSO_NAMES = re.compile(
    r"会|集(?!中)|员|表|汇总|登记|一览|统计|信息表|评选|征集|大赛|比赛|活动|视频|作品|名称"
)


def text_headed(above: Iterable[str]) -> str | None:
    """The text whose name alone is the nearest heading: （一）歌词."""
    head = next(reversed(tuple(above)), "").rstrip(":。")
    texts = grammar().texts
    return next((role for role, spec in texts.items() if re.fullmatch(spec.pattern, head)), None)


def text_named(plain: str) -> str | None:
    """The role of the text that the sentence asks for, by the longest word for one."""
    found = [
        (-len(match[0]), role)
        for role, spec in grammar().texts.items()
        for match in [re.search(spec.pattern, plain)]
        if match
    ]
    if not found or not re.search(r"[(]\d|字|份|篇", plain):
        return None
    return min(found, key=lambda item: item[0])[1]


def text_before(plain: str, place: int, kinds: Iterable[Entrant]) -> str | None:
    """The text, or the form, that is named nearest in front of a place; None: none is.

    《推荐表》(A4纸打印),简介300字: what stands in brackets is of what stands right before them.
    """
    patterns = {role: spec.pattern for role, spec in grammar().texts.items()}
    patterns[FORM] = any_of(tuple({item.form[-3:] for item in kinds if item.form}) or ("〇",))
    hits = [
        (hit.end(), len(hit[0]), role)
        for role, pattern in patterns.items()
        for hit in re.finditer(pattern, plain[:place])
    ]
    return max(hits)[2] if hits else None


def texts_handed_in(plain: str, *, listed: bool) -> list[str]:
    """Every text that stands behind 提交, 附 and the like, or with a length in brackets.

    listed: the sentence is an item of a list of what is handed in.
    """
    found: dict[str, None] = {}
    if listed:
        ends = re.search(f"({any_of(_PAPERS)})(?:材料)?[;。]?$", plain)
        found = dict.fromkeys(
            role for role, spec in grammar().texts.items() if ends and ends[1] in spec.words
        )
    # 《优秀案例推荐表》: a paper's title names no text.
    # 工作成效(突出亮点、优秀案例): a word in brackets says what another text is of.
    titled = re.sub(r"《[^《》]*》|[(][^()\d]*[)]", "〇", plain)
    for match in (*_HANDED_IN.finditer(titled), *_SENT.finditer(titled)):
        words = {
            (hit.start(), -len(hit[0])): role
            for role, spec in grammar().texts.items()
            for hit in re.finditer(spec.pattern, match[0])
            if hit[0] not in spec.loosely
            or _MEASURED.search(match[0][max(0, hit.start() - _BESIDE) : hit.end() + _BESIDE])
        }
        end = -1
        for (start, length), role in sorted(words.items()):
            if start < end:
                continue
            end = start - length
            if not _ALSO_NAMES.match(match[0], end):
                found[role] = None
    counted = [
        (hit.start(), hit.end("text"), role)
        for role, spec in grammar().texts.items()
        for hit in re.finditer(rf"(?P<text>{spec.pattern})(?:材料|文稿)?(?:各?[\d一])[份篇]", plain)
    ]
    for start, end, role in counted:
        # 简要事迹3份 is one text, and not 事迹 as well.
        if not any(other[0] < start and end <= other[1] for other in counted):
            found[role] = None
    named = text_named(plain)
    if not found and named and re.search(r"[(](?:[^()\d]{1,4})?\d[^()]*字", plain):
        found[named] = None
    return list(found)


def names_form(plain: str, kinds: Iterable[Entrant]) -> bool:
    """Whether the sentence names the form of one of the kinds."""
    return any(item.form and item.form[-3:] in plain for item in kinds)


def text_around(plain: str, before: str, above: Iterable[str], kinds: Iterable[Entrant]) -> str:
    """The text that a sentence without its name speaks of: the form, one named before."""
    if names_form(plain, kinds):
        return FORM
    if _WRITTEN.search(plain) and not any(
        re.search(spec.pattern, plain) for spec in grammar().texts.values()
    ):
        return NO_NAME  # 文稿用仿宋: what was named before is another paper
    for text in (plain, before, *reversed(tuple(above))):
        named = [
            (hit.end(), role)
            for role, spec in grammar().texts.items()
            if not (spec.never and re.search(any_of(spec.never), text + plain))
            for hit in re.finditer(spec.pattern, text)
        ]
        if named:
            return max(named)[1]
    return NO_NAME


def box_of(plain: str, amount: Quantity, kinds: Iterable[Entrant]) -> str | None:
    """The field of the form whose text the number is of; None where the sentence names none."""
    before = plain[: amount.start]
    words = tuple(word for spec in grammar().texts.values() for word in spec.words)
    named = re.findall(rf"[“\"]([^“”\"]{{2,10}})[”\"]|({any_of(words)})", before)
    behind = re.match(rf"的?[\u4e00-\u9fff]{{0,4}}?({any_of(words)})", plain[amount.end :])
    if not named and not behind:
        return None
    box = behind[1] if behind else "".join(named[-1])
    for subject in kinds:
        for name, spec in subject.spec.fields.items():
            if box == name or box in spec.spellings:
                return name
    return box
