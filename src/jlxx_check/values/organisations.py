"""Whether words are the name of an organisation, by what such names end in."""

from __future__ import annotations

import re

from jlxx_check.values.late_patterns import late_pattern

#: Endings of two signs or more, and those that need a longer name before them.
_LONG = (
    "委员会|管委会|居委会|村委会|办事处|办公室|政府|大学|学院|学校|中学|小学|幼儿园|中心|公司|集团|社区|"
    "街道|协会|学会|商会|联合会|总会|工会|妇联|团委|党委|银行|医院|研究所|事务所|出版社|报社|合作社|电大|"
    "师大|工大|理工|农大|医大|财大|教科局|教育局|教体局|机关|支队|总队|基地"
)
_SHORT = "局|厅|委|办|校|院|馆|站|部|处|厂|矿|园|社|团"
_ENDING = late_pattern(rf"(?:.(?:{_LONG})|.{{3,}}(?:{_SHORT}))(?:\([^()]*\))?$", re.DOTALL)
_LATIN = late_pattern(r"\b(?:university|college|school|bureau|institute|academy)\b", re.IGNORECASE)
#: Words of a sentence, and no name: 同意我校, 经我局研究.
_SENTENCE = late_pattern(r"^(?:同意|经|由|请|现|兹|各|有关|相关|所在|上级)|[我本该贵你各]|单位")
_MOST = 40
_TWO_SIGNS = late_pattern(r"[㐀-鿿].*[㐀-鿿]|[A-Za-z]{3}", re.DOTALL)
#: Signs that hold the place of a name.
_BLANKED = late_pattern(
    r"(?<![A-Za-z])(?:[xX×＊*_]{2,}|[xX×](?=[省市区县校局厂]))(?![A-Za-z])|[○〇]{2,}(?=[省市区县镇乡村学])"
)
_NOBODY = frozenset({"个人", "单位", "本单位", "自己", "公司", "学校", "社区"})
#: A department of what stands before it.
_DEPARTMENT = late_pattern(
    r"^(.+(?:局|厅|委|委员会|大学|学院|学校|政府|公司|电大))"
    r"[㐀-鿿]{0,12}?(?:处|科|股|室|办|办公室)$"
)


def is_organisation(name: str) -> bool:
    """Whether the words, without outer spaces, are an organisation's name: 长春市教育局."""
    bare = name.strip()
    if not 3 <= len(bare) <= _MOST or _SENTENCE.search(bare):
        return False
    return bool(_ENDING.search(bare) or _LATIN.search(bare))


def may_name_organisation(text: str) -> bool:
    """Whether the text may name an organisation at all: 123, XX单位 and 个人 do not."""
    bare = "".join(text.split())
    return bool(_TWO_SIGNS.search(bare)) and not _BLANKED.search(bare) and bare not in _NOBODY


def without_department(name: str) -> str:
    """The organisation without its department: 长春市教育局职成处 is of 长春市教育局."""
    found = _DEPARTMENT.match(name)
    return found[1] if found and is_organisation(found[1]) else name
