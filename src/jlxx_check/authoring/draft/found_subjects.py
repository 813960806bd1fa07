"""What a notice asks to put forward: kinds of entries, with their forms and registers."""

from __future__ import annotations

import re

from jlxx_check.authoring.draft.grammar import any_of, grammar
from jlxx_check.authoring.draft.kind_names import (
    QUOTES,
    SHORTEST,
    honoured,
    kind_names,
    nature_of,
    subject_of,
)
from jlxx_check.authoring.draft.notice_sentences import Notice
from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.sorts import by_sorts
from jlxx_check.authoring.draft.subjects import Entrant

#: Who takes part, as one who fills in a form.
_ENTRANTS = (
    "(?:申报人|参赛者|作者|投稿者|应征者|选手|报名者|参评者|候选人|每人|每[件个]作品|"
    "参赛教师|参赛学生)"
)
#: 报名表“姓名”一栏, 报名表中: speaks of a paper that something else asks for.
_NO_PAPER = r"格式|说明|模板|[中里内上]|[“\"][^“”\"]*[”\"]一?栏"
_SHEET = re.compile(
    "(?:将|提交|报送|填写|填报|附上?)[^,;。《》]{0,24}?((?:参赛|参评|申报|作品|作者|选手|项目){0,3}(?:登记表|信息表))"
    "[^,;。]{0,40}(?:发送?至|报送?至|提交至|存入|一并|一同|一起|电子版)"
)
_TEAM = re.compile("集体|团队|组织|单位|家庭")


def find_subjects(notice: Notice) -> list[Entrant]:
    """The kinds that the notice puts forward, at least one."""
    named = list(dict.fromkeys(kind_names(notice)))
    if not any(map(nature_of, named)):
        named = [*named, *honoured(notice)]
    found: list[Entrant] = []
    for name in sorted(named, key=lambda item: (len(item), named.index(item))):
        nature = nature_of(name)
        if nature is None:
            continue
        base = next((item for item in found if name.endswith(item.title)), None)
        if base is not None:
            before = name[: -len(base.title)]
            if before.endswith("的") and len(before) > 2:
                _add(found, name, base.nature, special_of=base.key)
            elif before and not re.search("[暨和与及、]", before):
                base.words = (*base.words, name)
            continue
        inner = next((item for item in found if item.title in name), None)
        if inner is None or (inner.nature != nature and _TEAM.fullmatch(name, len(inner.title))):
            _add(found, name, nature)  # a prize for persons and one for teams (奖章集体) are two
        elif inner.nature != nature:
            # “争做大使”作品: how the whole ends says what it is.
            inner.title, inner.nature, inner.words = name, nature, (name, *inner.words)
    if not found:
        name = next(iter(named), "") or subject_of(notice.title) or "材料"
        _add(found, name, nature_of(notice.title) or _nature_by_hints(notice))
    found.sort(key=lambda item: (item.special_of is not None, _place(item, notice)))
    _papers(found, notice)
    found = by_sorts(found, notice)
    _renumber(found)
    return found


def _nature_by_hints(notice: Notice) -> str:
    """The nature of which the notice speaks most, where no name tells."""
    natures = grammar().natures
    text = notice.title + notice.plain
    counted = {key: len(re.findall(any_of(spec.hints), text)) for key, spec in natures.items()}
    return max(natures, key=lambda key: (counted[key], key == "work"))


def _place(subject: Entrant, notice: Notice) -> int:
    place = plain_text(notice.title + notice.plain).find(subject.words[0])
    return place if place >= 0 else 10**9


def _add(found: list[Entrant], name: str, nature: str, special_of: str | None = None) -> None:
    stem = f"special-{special_of}" if special_of else nature
    taken = {item.key for item in found}
    key = next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, 99))) if key not in taken)
    found.append(Entrant(key, name, nature, (name,), special_of))


def _renumber(found: list[Entrant]) -> None:
    """Keys without gaps: of two kinds one may have turned out to be the other's second name."""
    keys: dict[str, str] = {}
    for item in found:
        of = keys.get(item.special_of or "")
        stem = f"special-{of}" if of else item.nature
        names = (stem, *(f"{stem}-{n}" for n in range(2, 99)))
        keys[item.key] = next(key for key in names if key not in keys.values())
    for item in found:
        item.key = keys[item.key]
        item.special_of = keys.get(item.special_of or "")


def _papers(subjects: list[Entrant], notice: Notice) -> None:
    """Give each kind its form and its register by the attachments' titles."""
    words = grammar().papers
    plainly = [item for item in subjects if item.special_of is None]
    # Beside a paper that is clearly a register one that may be either is each entry's own.
    titles = [QUOTES.sub("", plain_text(title)) for title in notice.attachments]
    named = {title for title in titles if _names_one(title, plainly)}
    # What names its own kind first: what names none is not theirs whose own paper comes later.
    for plain in sorted(
        titles, key=lambda item: (item not in named, not item.endswith(words.clear))
    ):
        found = _paper_word(plain)
        if found is None or (
            re.search(any_of(words.other), plain) and not plain.endswith(found[1])
        ):
            continue
        paper, _ = found
        own = [item for item in plainly if any(word in plain for word in item.words)] or plainly
        # 奖章集体推荐表 is the teams', and not that of the persons whose prize it is called by.
        own = [item for item in own if not any(_within(item, other) for other in own)]
        if plain not in named and _of_no_kind(plain, named):
            continue
        for subject in own:
            if not getattr(subject, paper):
                setattr(subject, paper, plain)
            elif plain.endswith(words.either) and subject.register.endswith(words.clear):
                subject.form = subject.form or plain
    for subject in plainly:
        # 每人填写《参赛信息表》: each entry's own.
        if not subject.form and _filled_by_each(subject.register, notice.plain):
            subject.form, subject.register = subject.register, ""
    _spoken_papers(plainly, notice.plain)
    _spoken_sheets(plainly, notice.plain)
    _merged(subjects, plainly, plain_text(notice.title))
    for subject in plainly:
        # Such a paper and no other: what each entry fills in.
        if not subject.form and subject.register.endswith(words.either):
            subject.form, subject.register = subject.register, ""


def _filled_by_each(paper: str, plain: str) -> bool:
    """Whether a paper that may be either is filled in by who takes part."""
    if not paper.endswith(grammar().papers.either):
        return False
    filled = rf"{_ENTRANTS}[^;。]{{0,16}}(?:填写|填报|填好|附)[^;。]{{0,8}}{re.escape(paper)}"
    return bool(re.search(filled, QUOTES.sub("", plain)))


def _names_one(plain: str, plainly: list[Entrant]) -> bool:
    return any(word in plain for item in plainly for word in item.words)


def _of_no_kind(plain: str, named: set[str]) -> bool:
    """Whether a paper beside those that name their kinds is of something that is none here."""
    found = _paper_word(plain)
    same = [title for title in named if found and _paper_word(title) == found]
    return bool(found and len(same) > 1 and len(plain) - len(found[1]) > SHORTEST)


def _within(one: Entrant, other: Entrant) -> bool:
    return one.title != other.title and one.title in other.title


def _spoken_papers(plainly: list[Entrant], plain: str) -> None:
    """Papers that the text alone asks for: 推荐表1份, 汇总表."""
    words = grammar().papers
    for paper, names in (("form", words.forms), ("register", words.clear)):
        if any(getattr(item, paper) for item in plainly):
            continue
        asked = [
            word
            for word in names
            if re.search(rf"(?<!空白|在线|网上|线上){word}(?!{_NO_PAPER})", plain)
        ]
        if asked:
            for subject in plainly:
                setattr(subject, paper, max(asked, key=len))


def _spoken_sheets(plainly: list[Entrant], plain: str) -> None:
    """将作品和登记表发送至: such a paper beside the works is each one's own."""
    found = _SHEET.search(plain)
    if found and not any(item.form or item.register for item in plainly):
        for subject in plainly:
            subject.form = found[1]


def _merged(subjects: list[Entrant], plainly: list[Entrant], title: str) -> None:
    """A second name of what has a paper is no other kind: 道德楷模 beside 道德模范."""
    for subject in plainly:
        others = [
            other
            for other in plainly
            if other is not subject and other.nature == subject.nature and other in subjects
        ]
        owner = next((other for other in others if other.form or other.register), None)
        if owner is None or subject.form or subject.register:
            continue
        if subject.title in title and owner.title in title:
            continue  # the title names both
        if subject.title in title:
            owner.title = subject.title
        owner.words = tuple(dict.fromkeys((owner.title, *owner.words, *subject.words)))
        subjects.remove(subject)


def _paper_word(plain: str) -> tuple[str, str] | None:
    words = grammar().papers
    found = [
        (len(word), paper, word)
        for paper, listed in (("register", words.registers), ("form", words.forms))
        for word in listed
        if word in plain and len(plain) <= 40
    ]
    if not found:
        return None
    _, paper, word = max(found)
    return paper, word
