"""What a register's remark says of its row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from jlxx_check.values.folding import fold_name
from jlxx_check.values.late_patterns import late_pattern

_TICKED, _UNTICKED = "☑☒√✓✔■●▣", "□☐○"
#: In front of a mark they take it back: 不是事迹特别感人, 未列为特别推介, 不再作为…; 并非, 无需.
_DENIED = late_pattern(
    r"(?:不|非|未|没|無|无|勿|别|免|取消|撤销|撤回|放弃|待定|暂缓)"
    r"(?:是|属|属于|列|列为|列入|作|作为|算|算作|参加|参评|入选|选为|推选|申报|推介|推荐|评为|再|能|宜|予|需|须|必|按|有|做|为|拟)*"
    r"(?:的|为)?$"
)
#: Behind a mark they do the same: 特别推介：否; 特别感人（待定）; 特别推介已取消.
_TAKEN_BACK = late_pattern(
    r"^[^,，。;；、]{0,12}?(?:[:：]?(?:否|无|没有|不是)(?![定数])|待定|未定|已?取消|已?撤销|已?撤回|放弃|不报|不推)"
    r"|^[^。;；]{0,12}[,，](?:后来?|现|今|已|又)*(?:取消|撤销|撤回|放弃|不报|不推)|^[×xX✗✘]"
)
#: 特别特别推介 is a mark, 别 in it is no denial.
_NO_DENIAL = late_pattern(r"特别$|不得不$|无不$|非常$|无比$")


def singles_out(remark: str, marks: Sequence[str], titles: Sequence[str] = ()) -> bool:
    """Whether the remark marks its row with one of the words, and does not take that back.

    titles: what the row is one of; such words may stand before the mark (不是百姓学习之星特别推介).
    Quotes, dots, dashes and spaces make no difference.
    """
    folded = fold_name(_chosen(remark))
    words = sorted({fold_name(mark) for mark in marks if mark}, key=len, reverse=True)
    if not words:
        return False
    found = re.compile("|".join(map(re.escape, words)))
    idle = sorted({fold_name(title) for title in titles if title}, key=len, reverse=True)
    return any(not _denied(folded, hit.start(), hit.end(), idle) for hit in found.finditer(folded))


def _chosen(remark: str) -> str:
    """What is left where boxes or crosses tell what was not chosen: □特别感人, 特别感人□."""
    boxes = [sign for sign in remark if sign in _UNTICKED + _TICKED]
    text = re.sub("[✗✘☓❌]", "×", remark)
    if not any(sign in _UNTICKED for sign in boxes):
        return text
    left = text.strip()[:1] in _UNTICKED + _TICKED
    words = f"[^{_UNTICKED}{_TICKED},，;；、\\s]*"
    box = f"[{_UNTICKED}]"
    return re.sub(f"{box}{words}" if left else f"{words}{box}", "", text)


def _denied(text: str, start: int, end: int, idle: Sequence[str]) -> bool:
    before = re.split(r"[,，。;；、]", text[:start])[-1].removesuffix("事迹").removesuffix("特别")
    before = next((before.removesuffix(title) for title in idle if before.endswith(title)), before)
    if _DENIED.search(before) and not _NO_DENIAL.search(before):
        return True
    return _TAKEN_BACK.match(text[end:]) is not None


_QUOTED = late_pattern(r"[“\"「『《][^”\"」』》]*[”\"」』》]")
_CLAUSE = late_pattern(r"[,，。;；!！\n]+")
#: In front of a word they take it back (无不同意见, 未发现不符合的情形), or suppose it (如不符合).
_OPINIONS_DENIED = late_pattern(
    r"(?:无|没有|沒有|未(?!通过)|不存在|并非|从未|不是|不会|杜绝|避免|如|若|假如|倘|凡|一旦|是否|有无|否则)"
    r"[^不未]{0,14}$"
)
_OPEN_BRACKETS = late_pattern(r"^\(\)|^\[\]|^_+")
#: 同意/不同意: the form's own choice, nothing chosen.
_CHOICE = late_pattern(r"同意[/、或|]$")


def refusal(text: str, words: Sequence[str]) -> str | None:
    """The word by which an opinion is no consent; None where there is none.

    A word that is denied, quoted, supposed (如不符合…) or an unticked choice says nothing.
    """
    if not words:
        return None
    plain = re.sub(r"[^\S\n]+", "", unicodedata.normalize("NFKC", text))
    bare = _QUOTED.sub("", plain)
    if not any(sign.isalnum() for sign in bare):
        bare = plain
    found = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    for clause in _CLAUSE.split(bare):
        for hit in found.finditer(clause):
            if _says_so(clause, hit.start(), hit.end()):
                return hit.group()
    return None


def _says_so(clause: str, start: int, end: int) -> bool:
    before, behind = clause[:start], clause[end:]
    if _OPINIONS_DENIED.search(before) or _CHOICE.search(before) or _OPEN_BRACKETS.match(behind):
        return False
    if not any(box in clause for box in _UNTICKED):
        return True
    box = before[-1:] if clause[:1] in _UNTICKED + _TICKED else behind[:1]  # □同意, or 同意□
    return box != "" and box in _TICKED
