"""Each sentence of a notice held against the grammar: what it asks, and what was not understood."""

from __future__ import annotations

import re
from dataclasses import replace

from jlxx_check.authoring.draft.demands import Demands
from jlxx_check.authoring.draft.grammar import any_of, grammar, topics
from jlxx_check.authoring.draft.materials import find_materials
from jlxx_check.authoring.draft.measured_sizes import takes_upright
from jlxx_check.authoring.draft.notice_sentences import ATTACHMENTS, PREFACE, Notice, Sentence
from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.proposals import Proposal
from jlxx_check.authoring.draft.quantities import amounts
from jlxx_check.authoring.draft.sentence_setting import SentenceSetting
from jlxx_check.authoring.draft.shortened import clean, cut
from jlxx_check.authoring.draft.sorts_in_a_row import listed_sorts, speaks_of_sorts
from jlxx_check.authoring.draft.subjects import Entrant, mentioned
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: A heading over a list of what is handed in.
_LISTED = re.compile(
    "(?:申报|报送|推荐|提交|上报|参评|评选|所需)[^,;。]{0,6}材料|材料(?:清单|目录|报送)"
)
#: What is longer is no sentence; each word of it would be held against each number.
_LONGEST = 1_000
#: A short line without a stop that says so much is no mere heading: 1.时长不超过5分钟.
_SAYS = re.compile(r"\d|[:+]|[A-Za-z]{3}")

#: 所有作品以MP4格式: what was spoken of before is not meant alone; nor behind 微电影时长8分钟 is
#: it where a sentence speaks of 作品.
_OF_ALL = re.compile("(?:所有|全部|各类|以上|上述)[^,;。]{0,6}(?:作品|视频|图片|文件|材料)")
_OF_WORKS = re.compile("(?:参赛|参评|报送|每[件个部])?作品")
#: 选手作品以视频方式录制上报: how long somebody speaks is how long the film is.
_RECORDED = re.compile(
    "(?:录制|拍摄)[^,;。]{0,10}(?:演讲|讲演|讲解|参赛|比赛)[^,;。]{0,4}视频|以视频(?:方式|形式)(?:录制|上报|报送|提交|参赛)|"
    "(?:演讲|参赛)视频[^,;。]{0,12}(?:提交|上传|报送|发送?至)|(?:提交|上传|报送)[^,;。]{0,8}(?:演讲|参赛)视频"
)


#: 结项时须提交: what is wanted of those who were chosen, long after.
_LATER = re.compile("(?:结项|结题|验收|中期检查)(?:时|后)?,?(?:须|需|应)当?(?:提交|提供|报送)")
#: Without one of these a length in minutes is that of what is played on a stage.
_FILMED = re.compile(
    "视频|录[像制音]|音像|短片|影|片|动[画漫]|拍摄|音频|微课|公益广告|MP[34]|MOV|AVI", re.IGNORECASE
)


@frozen
class Read:
    """A sentence and what became of it: proposals, or why it asks nothing, or parts not known."""

    sentence: Sentence
    proposals: tuple[Proposal, ...] = ()
    nothing: Text | None = None
    merit: bool = False
    unknown: tuple[str, ...] = ()


def read_sentences(notice: Notice, subjects: list[Entrant]) -> list[Read]:
    """Every sentence with what it asks."""
    materials = find_materials(notice.title, notice.plain)
    portraits, upright = _has_portraits(notice), takes_upright(notice.plain)
    lists, recorded = listed_sorts(notice), bool(_RECORDED.search(notice.plain))
    filmed = bool(_FILMED.search(f"{notice.title} {notice.plain}"))
    found: list[Read] = []
    before: tuple[str, str] = ("", "")
    led: tuple[str, str] = ("", "")
    lead, in_row = "", False
    titles = {_bare(title) for title in notice.attachments}
    for item in notice.sentences:
        attached = item.clause.startswith(ATTACHMENTS)
        if attached and ("|" in item.text or _bare(item.text) in titles):
            # 主要事迹(300字以内) | |: a row of a blank form.
            why = "blank_forms" if "|" in item.text else "heading"
            found.append(Read(item, nothing=topics().said[why]))
            continue
        named = mentioned(item.plain, subjects)
        if _led(item, named) and before[0] != item.clause:
            led, in_row = (item.clause, named[0][2].title), False
        elif named:
            # “之星”推介对象:… speaks for the sentences behind it, up to the next clause.
            led = (item.clause, named[0][2].title if named[0][0] <= 1 and len(named) == 1 else "")
            in_row = speaks_of_sorts(item)
        above = item.above
        of_all = _OF_ALL.match(item.plain) or (in_row and _OF_WORKS.match(item.plain))
        if not (named or of_all) and led[0] == item.clause and led[1]:
            above = (*above, led[1])
        said = before[1] if before[0] == item.clause else ""
        later = _LATER.search(" ".join((*item.above, lead if said else "", item.plain)))
        lead = item.plain if item.plain.endswith(":") else ""
        if later:
            found.append(Read(item, nothing=topics().said["later"]))
            before = (item.clause, said + item.plain)
            continue
        setting = SentenceSetting(
            plain_text(notice.title),
            subjects,
            materials,
            said,
            portraits,
            upright,
            lists,
            recorded,
            filmed,
        )
        found.append(_read(replace(item, above=above, plain=_asking(item.plain)), setting))
        before = (item.clause, said + item.plain)
    return [
        replace(read, sentence=item) for read, item in zip(found, notice.sentences, strict=True)
    ]


def _led(sentence: Sentence, named: list[tuple[int, int, Entrant]]) -> bool:
    """Whether the sentence says of whom its clause is: 参与优秀个人推选的,要求…."""
    first = re.match(
        r"(?:参与|参加|申报|申请|推荐|评选|报送|对于?|凡|作为)[^,;。]{0,30}[,:]", sentence.plain
    )
    return bool(first and named and len(named) == 1 and named[0][1] <= first.end())


def _bare(title: str) -> str:
    """An attachment's title without its number, marks and file ending."""
    plain = re.sub(r"^附\s*(?:件|表|录)?\s*\d{0,2}[:.、]?|^\d{1,2}[.、:]", "", plain_text(title))
    plain = re.sub(r"^\d{1,2}[.、:](?!\d年)", "", plain.strip())
    return re.sub(r"[《》“”\"。;]|\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$", "", plain)


def _asking(plain: str) -> str:
    """The sentence as far as it asks: not what it waives, nor what the organiser will do."""
    others = re.search(topics().others, plain)
    if others and plain[others.start()] == ":":
        # 报送数量:学校将推荐5篇,每篇作者不超过2人: theirs up to the next mark.
        end = others.end() + len(re.split("[,;。]", plain[others.end() :])[0])
        plain = plain[: others.start()] + plain[end:]
    elif others and others.start() > 0 and amounts(plain[: others.start()]):
        plain = plain[: others.start()]
    elif others and others.start() == 0:
        plain = ""
    # 职业不限、年龄16周岁以上: what is not limited ends at the mark behind it.
    parts = re.split("([,;。]|(?<=不限)、)", plain)
    kept = ["。" * len(part) if re.search(topics().waived, part) else part for part in parts]
    return "".join(kept)


def _read(sentence: Sentence, setting: SentenceSetting) -> Read:
    said = topics().said
    if len(sentence.plain) > _LONGEST:
        return Read(sentence, unknown=(cut(clean(sentence.text)),))
    if sentence.heading and not _SAYS.search(sentence.plain) and not _names_paper(sentence):
        return Read(sentence, nothing=said["heading"])
    idle = _idle(sentence)
    bounded = any(item.exact is None for item in amounts(sentence.plain))
    asks = bounded or re.search("请|务必|必须|(?:报送|发送|提交)至", sentence.plain)
    if idle and sentence.clause == PREFACE and not asks:
        return Read(sentence, nothing=idle)
    found = list(Demands(sentence, setting).proposals())
    left = [part for item in found if isinstance(item, list) for part in item]
    made = tuple(item for item in found if isinstance(item, Proposal))
    nothing = next((item for item in found if isinstance(item, Text)), None)
    ruled = tuple(item for item in made if item.check is not None)
    if sentence.heading and not ruled:
        return Read(sentence, nothing=said["heading"])
    rows = topics().topics
    weak = all(item.topic in rows and rows[item.topic].weak for item in made)
    if made and (ruled or not idle) and (not weak or left):
        return Read(sentence, made, unknown=tuple(left))
    if nothing or idle:
        return Read(sentence, made, nothing=nothing or idle)
    if left:
        return Read(sentence, made, unknown=tuple(left))
    above = " ".join(sentence.above)
    if re.search(topics().merit, sentence.plain) or re.search(topics().conditions, above):
        return Read(sentence, made, merit=True)
    if re.search(topics().asks, sentence.plain):
        return Read(sentence, made, unknown=(cut(clean(sentence.text)),))
    return Read(sentence, made, nothing=said["no_demand"])


def _names_paper(sentence: Sentence) -> bool:
    """Whether a heading is an item of a list of what is handed in: （二）推荐工作报告."""
    listed = re.search(_LISTED, " ".join(sentence.above))
    return bool(listed and re.search(topics().topics["paper"].find or "", sentence.plain))


def _idle(sentence: Sentence) -> Text | None:
    for item in topics().nothing:
        if re.search(item.find, sentence.plain):
            return item.why
    return None


def _has_portraits(notice: Notice) -> bool:
    words = (*grammar().roles["id-photo"].words, "报名照", "准考证", "证件")
    # 杜绝证件照, 有效证件: neither asks for one.
    named = rf"(?<!杜绝)(?<!非)(?<!不收)(?<!谢绝)(?<!有效)(?<!身份)(?:{any_of(words)})"
    return bool(re.search(named, notice.plain))
