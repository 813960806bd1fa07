"""Names of what a notice puts forward, out of its title, its attachments and its sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jlxx_check.authoring.draft.filled import listed
from jlxx_check.authoring.draft.grammar import any_of, grammar, topics
from jlxx_check.authoring.draft.notice_sentences import PREFACE, Notice
from jlxx_check.authoring.draft.plain_notice import plain_text

QUOTES = re.compile(r"[“”\"‘’'《》「」]")
_QUOTED = re.compile(r"[“\"《]([^“”\"《》]{2,30})[”\"》]")
#: “…之星”6名, “…之星”和“…项目”各1名: quoted names with their number.
_COUNTED = re.compile(
    r"(?:[“\"][^“”\"]{2,30}[”\"](?:[和、与及])?)+(?:各|不超过|限报)?[\d一二两三四五六七八九十]+"
    r"(?:[-~至到]+\d+)?[名个项件人部门篇]"
)
#: 优秀共产党员优秀党务工作者
_BESIDE = "(?<=[员者体人织部师])(?=优秀|先进)"
#: What is quoted in front of such works is their theme.
_WORKS = re.compile(r"[”\"]?([\u4e00-\u9fff]{2,12}?)(?:征集|评选|大赛|比赛|活动)")
#: 十佳志愿者(全校10人,我司推荐1人): a heading that names a kind and its number.
_HEADED = re.compile(
    r"[“\"]?(?P<name>[\u4e00-\u9fff]{3,16})[”\"]?[(:](?:[^()]*[,;])?(?:我?[^(),;\d]{0,6})"
    r"(?:推荐|推介|申报|报送|限报|限推|名额)[^(),;\d]{0,6}\d{1,3}[名人个项件部门篇支户][)。]?$"
)
#: 推荐优秀志愿者、优秀志愿服务组织各1个: kinds that are put forward, so many of each.
_EACH = re.compile(
    r"(?:推荐|推介|申报|报送)(?P<list>[^,;。:\d]{2,16}(?:、[^,;。:\d]{2,16})*[、和及][^,;。:\d]{2,16}?)各\d"
)
#: 先进集体:各县2-3个
_HONOURED = re.compile(
    "(?:先进|优秀|最美|十佳|模范|杰出)(?:集体|个人|[\u4e00-\u9fff]{1,6}?(?:单位|组织|团队|教师|工作者|志愿者|学员|干部|党员|家庭|班级|支部|标兵|团员|团干部?|学生|职工|员工|班主任))"
)
#: No name of a kind is longer, or shorter.
_LONGEST, SHORTEST = 24, 2


def kind_names(notice: Notice) -> Iterator[str]:
    """Every name that may be a kind's, the papers' first."""
    papers = any_of((*grammar().papers.forms, *grammar().papers.registers))
    for title in notice.attachments:
        plain = QUOTES.sub("", plain_text(title))
        match = re.search(rf"^(.+?)(?:{papers})", plain)
        if match and not re.search(any_of(grammar().papers.other), plain):
            yield from _named(match[1])
    title = plain_text(notice.title)
    for match in _QUOTED.finditer(title):
        # “防溺水总动员”宣传作品: what is quoted is the theme.
        work = re.match(
            r"[”\"]?([\u4e00-\u9fff]{2,12}?)(?:征集|评选|大赛|比赛|活动)", title[match.end() - 1 :]
        )
        if not (work and nature_of(work[1]) == "work"):
            yield from _named(match[1])
    core = subject_of(notice.title)
    if core:
        parts = re.split(rf"[、和及暨与](?![^“”\"]*[”\"])|{_BESIDE}", core)
        for part in parts:
            # “喜迎盛会”摄影、书法: the theme in front of the first is none of its name.
            bare = re.sub(r"^[“\"《][^“”\"《》]{8,}[”\"》](?=.{2})", "", part)
            yield from _named(bare if len(parts) > 1 and nature_of(bare) else part)
    for sentence in notice.sentences:
        headed = _HEADED.match(sentence.plain) if sentence.clause != PREFACE else None
        if headed and nature_of(headed["name"]):
            yield headed["name"]
        yield from _listed_kinds(sentence.plain)
        for match in _COUNTED.finditer(sentence.plain):
            for quoted in _QUOTED.findall(match[0]):
                yield from _named(quoted)


def honoured(notice: Notice) -> list[str]:
    """Names of persons and teams that a notice with none in its title honours again and again."""
    counted = Counter(hit[0] for hit in _HONOURED.finditer(notice.plain))
    return [name for name, number in counted.items() if number > 1 and nature_of(name)]


def _listed_kinds(plain: str) -> Iterator[str]:
    """Kinds of several natures that a sentence lists: 志愿者、服务组织和服务项目各1个, …四类."""
    categories = topics().topics["categories"].find or ""
    lists = [hit["list"] for hit in re.finditer(categories, plain)]
    lists += [hit["list"] for hit in _EACH.finditer(plain)]
    for names in map(listed, lists):
        bare = [re.sub(r"[(].*?[)]", "", name) for name in names]
        natures = {nature_of(name) for name in bare}
        if len(natures) > 1 and None not in natures:
            yield from bare


def _named(name: str) -> Iterator[str]:
    # What is quoted as a whole is a name; a place inside quotes is a part of one.
    bare = name if QUOTES.search(name[1:-1]) else QUOTES.sub("", name)
    for _ in range(3):
        for idle in grammar().papers.idle:
            bare = re.sub(idle, "", bare)
    bare = QUOTES.sub("", bare).strip("的和及、 ")
    if name.endswith("日活动"):
        bare = f"{bare.removesuffix('活动')}活动"  # 最佳党日活动 is what is put forward
    if SHORTEST <= len(bare) <= _LONGEST:
        yield bare


def subject_of(title: str) -> str:
    """What the notice's title says that it is about."""
    plain = plain_text(title)
    if plain.startswith("转发"):
        plain = QUOTES.sub("", plain)
    words = grammar().title
    for pattern in (words.core, words.about, words.bare):
        match = re.search(pattern, plain)
        core = match["core"] if match else ""
        for idle in grammar().papers.idle[:2]:
            core = re.sub(idle, "", core)
        # 短视频征集活动启事: what stands behind 征集 names nothing.
        found = core if re.search(r"[“”\"、和]", core) else next(_named(core), "")
        if found:
            return found
    return ""


def nature_of(name: str) -> str | None:
    """The nature of what is called so, by how its name ends; the longest ending decides."""
    found = [
        (len(ending), nature)
        for nature, spec in grammar().natures.items()
        for ending in spec.endings
        if name.endswith(ending)
    ]
    return max(found)[1] if found else None
