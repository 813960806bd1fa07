"""A notice split into sentences, numbered as it numbers them itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from jlxx_check.authoring.draft.grammar import grammar
from jlxx_check.authoring.draft.plain_notice import plain_text
from jlxx_check.authoring.draft.signatures import day_of_notice, is_date, unsigned
from jlxx_check.values.frozen_types import frozen

#: A line this long that ends without a mark goes on in the next one: a page or a width broke it.
_WRAPPED = 22
#: No issuer's line is longer.
_SIGNER = 30
#: No heading is longer.
_HEADING = 40
_ENDS = "。；！？;!?：:"
#: What no heading says.
_MUST = re.compile(r"须|需(?!求)|务必|不得|不能|不再|一律|请|应(?!用|急|邀|届)")
#: 作品要求:… begins a paragraph.
_LABEL = re.compile(r"[\u4e00-\u9fff、]{2,8}[:：]")
#: A heading without a number, alone on its line.
_BARE_HEADING = re.compile(
    r"(?!各|广大|全体|尊敬|亲爱|其中|备?注|附)(?:[\u4e00-\u9fff“”、（）()]{2,14}[:：]"
    r"|[\u4e00-\u9fff“”、（）()]{1,10}(?:要求|格式|标准|规格|规范|方式|材料|类|组|单元|赛道|条件|说明|"
    r"时间|对象|范围|主题|内容|步骤|程序|安排|名额|数量|办法|奖项|设置|事项|指标))"
)
#: Beside such a number a heading that stood in front of all numbers is over: 一、.
_OUTERMOST = 1
_PARTS = re.compile(r"[。；！？!?;]+[”」』)）]*")
_FIRST = re.compile("(?:第?一条?|（一）|1|（1）|①|[aA])")
_OPEN, _CLOSED = "“（(《「『", "”）)》」』"
#: What a file's name ends with, where attachments are listed by their files.
_ENDING = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar)$", re.IGNORECASE)
PREFACE, ATTACHMENTS = "前言", "附件"


@frozen
class Sentence:
    """One sentence. clause: as the notice numbers it (三（二）1（3）). plain: for patterns.

    above: the headings over it, outermost first, in plain text. heading: it is one itself.
    """

    clause: str
    text: str
    plain: str
    above: tuple[str, ...] = ()
    heading: bool = False


@frozen
class Notice:
    """A notice split up. title, issuer: empty where not found. attachments: their titles.

    year: of which it speaks. dated: the day on which it was signed or published.
    """

    title: str
    issuer: str
    sentences: tuple[Sentence, ...]
    attachments: tuple[str, ...]
    year: int | None
    dated: date | None

    @property
    def plain(self) -> str:
        """All sentences for patterns."""
        return "\n".join(sentence.plain for sentence in self.sentences)


def split_notice(lines: Iterable[str]) -> Notice:
    """The notice of these lines."""
    whole = _unwrapped(lines)
    title, issuer, body = _head(whole)
    listed = _attachments(body)
    sentences = tuple(_numbered(unsigned(body)))
    dated = re.search(r"(20\d{2})年", plain_text(title)) or re.search(
        r"(20\d{2})年|20\d{2}-(20\d{2})学年度?(?:第二|春季?)学期|(20\d{2})[-./]\d{1,2}[-./]\d",
        plain_text("".join(whole)),
    )
    year = int(dated[dated.lastindex or 1]) if dated else None
    return Notice(title, issuer, sentences, listed, year, day_of_notice(whole))


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """Paragraphs: a line that was broken by a page or a width is joined to the one before."""
    found: list[str] = []
    for line in lines:
        text = line.strip(" \t\u3000\ufeff")
        if not text or re.fullmatch(r"[-—\s]*\d{1,3}[-—\s]*", text):
            continue
        text = re.sub(r"^[-•·●■◆]\s*", "", text)
        if not text:
            continue
        if found and _goes_on(found[-1], text):
            found[-1] += text
        else:
            found.append(text)
    return found


def _goes_on(before: str, text: str) -> bool:
    last = before.splitlines()[-1]
    if not last or last[-1] in _ENDS or _marker(text) or re.match(grammar().attachment, text):
        return False
    if re.search(grammar().title.ends, last) or re.search(grammar().title.ends, text):
        # A title may be broken in the middle; a whole one is a line of its own.
        return bool(re.match(r"^关于", last)) and not re.search(grammar().title.ends, last)
    if is_date(text) or _LABEL.match(text):
        return False
    if len(text) < _SIGNER and re.search(grammar().title.issuers, plain_text(text)):
        return False  # who signed, below the list of attachments
    return len(last) >= _WRAPPED


def _head(lines: list[str]) -> tuple[str, str, list[str]]:
    """The title, the issuer and the lines behind them."""
    words = grammar().title
    for place, line in enumerate(lines[:15]):
        plain = plain_text(line)
        if re.search(words.ends, plain) and len(plain) < 120 and not _marker(line):
            before = [text for text in lines[:place] if re.search(words.issuers, plain_text(text))]
            issuer = before[-1] if before else _signer(lines)
            return line.strip(), issuer.strip(), lines[place + 1 :]
    return "", _signer(lines), lines


def _signer(lines: list[str]) -> str:
    """Who signed: the line above the date at the end."""
    for place in range(len(lines) - 1, 0, -1):
        if is_date(lines[place]):
            above = plain_text(lines[place - 1])
            if len(above) < _SIGNER and re.search(grammar().title.issuers, above):
                return lines[place - 1]
    return ""


def _attachments(lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    listing = False
    for line in lines:
        match = re.match(grammar().attachment, line)
        item = re.match(grammar().attachment_item, line)
        if match and len(line) < 60:
            rest = line[match.end() :].strip()
            again = re.match(grammar().attachment_item, rest)
            found.append(rest[again.end() :] if again else rest)
            listing = True
        elif listing and item and len(line) < 60:
            found.append(line[item.end() :].strip())
        else:
            listing = listing and not found[-1]
            if listing and len(line) < 60:
                found[-1] = line
                listing = False
    # What will be used in 《…》, or printed there, is the organiser's.
    cited = re.findall(r"(?<!将在)(?<!用于)《([^《》]{2,40})》", "".join(lines))
    titles = [_ENDING.sub("", title.strip()) for title in [*found, *cited]]
    return tuple(dict.fromkeys(title for title in titles if title))


def _numbered(lines: Iterable[str]) -> Iterator[Sentence]:
    path: list[tuple[int, str, str]] = []  # level, number, heading
    attached = ""
    outer = 0  # so many numbers began their lines; those within a line end with it
    # A heading without a number is over what is numbered further in; fresh: nothing followed yet.
    bare, under, fresh = "", _OUTERMOST, False
    for line in lines:
        del path[outer:]
        if _BARE_HEADING.fullmatch(line) and not _marker(line):
            bare, under, fresh = plain_text(line), path[-1][0] if path else _OUTERMOST, True
            yield _sentence(attached + _cited(path) or PREFACE, line, path, heading=True)
            continue
        attachment = re.match(grammar().attachment, line)
        if attachment and len(line) < 60:
            path, outer, bare = [], 0, ""
            attached = f"{ATTACHMENTS}{attachment['n']}"
            yield _sentence(attached, line, path, heading=True)
            continue
        for place, text in enumerate(_parts(line)):
            rest = text
            for _ in range(3):  # 一、（一）1. may stand in one line
                mark = _marker(rest)
                if mark is None:
                    break
                level, number, length = mark
                if _is_year(rest, length):
                    break
                del path[_depth(path, level) :]
                if fresh:
                    under = min(under, level - 1)
                elif level <= under and not _FIRST.fullmatch(number):
                    bare = ""
                path.append((level, number, ""))
                rest = rest[length:].strip()
            outer, fresh = outer if place else len(path), False
            if not rest:
                continue
            heading = _is_heading(rest, text, line)
            clause = attached + _cited(path) or PREFACE
            if heading and path and path[-1][2] == "":
                yield _sentence(clause, rest, path, bare, heading=True)
                path[-1] = (*path[-1][:2], plain_text(rest))
            else:
                yield _sentence(clause, rest, path, bare)
                if path and not path[-1][2] and "：" in rest[:16]:
                    path[-1] = (*path[-1][:2], plain_text(rest.partition("：")[0]))


def _is_year(text: str, length: int) -> bool:
    return bool(re.match(r"\d{4}年", text[:length] + text[length : length + 3]))


def _depth(path: list[tuple[int, str, str]], level: int) -> int:
    """How many numbers above stay: those of levels further out."""
    return next((place for place, item in enumerate(path) if item[0] >= level), len(path))


def _cited(path: list[tuple[int, str, str]]) -> str:
    said = ""
    for level, number, _ in path:
        said = number if level == len(grammar().numbering) else said + number
    return said


def _sentence(
    clause: str,
    text: str,
    path: list[tuple[int, str, str]],
    bare: str = "",
    *,
    heading: bool = False,
) -> Sentence:
    above = tuple(filter(None, (*(item[2] for item in path), bare)))
    return Sentence(clause, text, plain_text(text), above, heading)


def _is_heading(rest: str, text: str, line: str) -> bool:
    """A numbered line that is short and ends without a mark, or a short piece before a stop."""
    bare = rest.rstrip("。：: ")
    # 优秀志愿者（全校10人，我院推荐1人）: what stands in brackets may have marks of its own.
    if len(bare) > _HEADING or re.search("[，,；;。]", re.sub("[（(][^（）()]*[）)]$", "", bare)):
        return False
    if _BARE_HEADING.fullmatch(bare) and bare[-2:] in ("要求", "标准", "条件", "格式"):
        return True  # （一）时间要求。 before its text or alone
    if rest[-1] not in "。；;!?！？":
        return text is line or text == line
    # 1.申报类别。参照…: a heading before its text; alone on its line, or where it says what has
    # to be (推荐表须加盖公章。近三年…), it is a demand.
    demands = re.search(r"\d", plain_text(bare)) or _MUST.search(bare)
    return len(bare) <= 12 and text not in (rest, line) and not demands


def _parts(line: str) -> Iterator[str]:
    """The line's sentences; what is quoted or bracketed stays whole."""
    depth, start = 0, 0
    position = 0
    while position < len(line):
        sign = line[position]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSED:
            depth = max(0, depth - 1)
        match = _PARTS.match(line, position) if depth == 0 or sign == "。" else None
        if match:
            depth = 0
            if line[start : match.end()].strip():
                yield line[start : match.end()].strip()
            position = start = match.end()
            continue
        position += 1
    if line[start:].strip():
        yield line[start:].strip()


def _marker(text: str) -> tuple[int, str, int] | None:
    """The level of the number that the text begins with, the number, and how long it is."""
    dotted, levels = _markers()
    match = dotted.match(text)
    if match:
        return len(levels), match["n"], match.end()
    for level, pattern in enumerate(levels):
        match = pattern.match(text)
        if match:
            return level, match["n"].translate(_BRACKETS), match.end()
    return None


_BRACKETS = str.maketrans("()", "（）")


@cache
def _markers() -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    data = grammar()
    return re.compile(data.dotted), tuple(re.compile(item) for item in data.numbering)
