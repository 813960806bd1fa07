"""What words of Chinese papers say of a person's sex, nationality (民族) and party.

National standards, the same for every notice: GB/T 2261.1 (sex), GB/T 3304 (the 56 nationalities)
and GB/T 4762 (political standing). How they are asked for is a pack's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.han_variants import RADICALS
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.organisations import is_organisation

#: The two sexes, as a form says them.
SEXES = ("男", "女")

#: The 56 nationalities by their short names, in the standard's order; each may be said with 族.
NATIONALITIES = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依",
    "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣",
    "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西",
    "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
    "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克",
    "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴",
    "珞巴", "基诺",
)  # fmt: skip
#: Spellings that lists have of some of them, with the standard's.
_NATIONALITY_SPELLINGS = {
    "朝": "朝鲜",
    "蒙": "蒙古",
    "满洲": "满",
    "僮": "壮",
    "维": "维吾尔",
    "哈": "哈萨克",
    "柯": "柯尔克孜",
    "崩龙": "德昂",
}

#: Political standing: the standard's short names, each with the spellings that mean it.
PARTIES: dict[str, tuple[str, ...]] = {
    "中共党员": ("中国共产党党员", "共产党员", "党员", "中共正式党员", "正式党员", "中共"),
    "中共预备党员": ("中国共产党预备党员", "预备党员"),
    "共青团员": ("中国共产主义青年团团员", "团员", "共青团"),
    "民革党员": ("中国国民党革命委员会会员", "民革会员", "民革"),
    "民盟盟员": ("中国民主同盟盟员", "民盟会员", "民盟"),
    "民建会员": ("中国民主建国会会员", "民建"),
    "民进会员": ("中国民主促进会会员", "民进"),
    "农工党党员": ("中国农工民主党党员", "农工党员", "农工党", "农工民主党党员"),
    "致公党党员": ("中国致公党党员", "致公党员", "致公党"),
    "九三学社社员": ("九三社员", "九三学社", "九三"),
    "台盟盟员": ("台湾民主自治同盟盟员", "台盟"),
    "无党派人士": ("无党派民主人士", "无党派"),
    "群众": ("普通公民", "普通群众", "无党派群众", "非党员"),
}
_PARTY_OF = {word: name for name, words in PARTIES.items() for word in (name, *words)}

_END_OF_NATIONALITY = late_pattern(r"(?<=.)族$")


def sex_of(text: str) -> str | None:
    """男 or 女, where the text says nothing but a sex (女性, 性别：女); None otherwise."""
    said = fold(text).removeprefix("性别").strip(_SLIPS).removesuffix("性")
    return said if said in SEXES else None


def nationality_of(text: str) -> str | None:
    """The nationality's short name, where the text says nothing but one (满, 满族); else None."""
    said = fold(text).removeprefix("民族").strip(_SLIPS)
    short = _END_OF_NATIONALITY.sub("", said)
    short = _NATIONALITY_SPELLINGS.get(short, short)
    return short if short in NATIONALITIES else None


def party_of(text: str) -> str | None:
    """The political standing's short name, where the text says nothing but one; else None."""
    said = fold(text).removeprefix("政治面貌").strip(_SLIPS)
    return _PARTY_OF.get(said)


#: Words of which one stands in whatever people write of their schooling (GB/T 4658 and beyond).
_SCHOOLING = late_pattern(
    r"博士|硕士|学士|研究生|本科|专科|大专|大本|大普|中专|中师|师范|技校|技工|技师|职高|职专|职中|高职|中职|高中|初中|小学|高小|完小"
    r"|大学|学院|学校|函授|自考|电大|夜大|业大|职大|党校|军校|幼师|卫校|农校|夜校|私塾|扫盲|识字|文盲|自学|肄业|毕业|结业|专升本"
    r"|同等学力|在读|学历|预科|速成|未上|没上|没读|[高初大][一二三四]|年级|^[本专硕博]$|高级工|职业|初级|中级|高级|中学"
    r"|mba|mpa|phd|bachelor|master|doctor|college|school|university|degree"
)


def is_schooling(text: str) -> bool:
    """Whether the text may say what schooling a person has: 大专, 在职研究生, 自学."""
    return _SCHOOLING.search(fold(text)) is not None


#: What else lists say behind a name, of whoever bears it.
_STANDING = frozenset(
    {
        *("已故", "已逝", "去世", "逝世", "故", "同志", "退休", "离休", "已退休", "已离休", "在职"),
        *("少数民族", "退役军人", "残疾人"),
    }
)
#: Another name, an age, a year of birth, the name in Latin letters.
_OF_THE_PERSON = late_pattern(
    r"(?:曾用名|原名|又名|别名|笔名|艺名|化名|小名|乳名|网名):?.+|[0-9]{1,3}周?岁|[0-9]0后"
    r"|(?:19|20)[0-9]{2}(?:年(?:[0-9]{1,2}月)?|\.[0-9]{1,2})?(?:出?生)?|[a-z]+"
)
#: What people are and do, as lists say it in a word: 村民, 女村民, 退休教师, 负责人. Where somebody
#: works is more than that, and tells namesakes apart.
_WALK_OF_LIFE = late_pattern(
    r"[男女]?(?:退休|离休|离退休|在职|退役|复员|乡村|农村|社区|城镇|普通|一线|基层|新型职业|老年|残疾|返乡)*"
    r"(?:村民|居民|市民|农民|农民工|牧民|渔民|工人|职工|员工|教师|老师|学生|学员|医生|护士|军人|士兵"
    r"|干部|志愿者|个体户|个体工商户|自由职业者?|务农|务工|待业|无业|创业者|(?:非遗)?传承人|手艺人|老人"
    r"|组长|负责人|带头人|候选人|申报人|被?推[荐介]人?|本人)"
)
#: That others belong to the one who is named: 等3人, 团队.
_OTHERS = late_pattern(
    r"等(?:[0-9一二两三四五六七八九十]{1,3}[人名位])?|等(?:多|若干)?人"
    r"|[及和与]?其?(?:创作|教学|服务|志愿者?)?(?:团队|小组|集体|班组)"
)
#: The same behind a name without brackets, where it cannot be a part of it.
_OTHERS_BEHIND = late_pattern(
    r"(?<=[㐀-鿿]{2})(?:等(?:[0-9０-９一二两三四五六七八九十]{1,3}[人名位]|(?:多|若干)?人)|[及和与]其?团队)$"
)
#: What a slip of the hand leaves at the end: 林晓禾： and 林晓禾）.
_SLIPS = ":：。.,，、;；"
#: Nationalities that are said without 族 and mean nothing else; 水, 土, 高山, 保安 may.
_PLAIN = frozenset({"汉", "满", "回", "蒙古", "朝鲜", "维吾尔", "哈萨克", "锡伯"})
#: What parts the people of a list; a name may be spread over two lines.
_LISTED = late_pattern(r"[、,，;；/]")
_PERSON = late_pattern("[㐀-鿿]{2,4}")
_PARTED = late_pattern(r"[\s、,;:/()（）]+|[0-9+\-]{3,}")
#: The gap of a stretched name: 张　三.
_STRETCHED = late_pattern(r"(?<=[㐀-鿿])\s+(?=[㐀-鿿](?:\s|$))")
_NAMED = late_pattern(r"[㐀-鿿\U00020000-\U000323af〇·•・.]{2,20}(?:[a-z]+)?|[a-z][a-z.'’]{2,}")
#: With a surname of two characters: 欧阳建园; what is longer and ends as organisations do is one.
_LONGEST_COMMON_NAME = 4
_LABEL = late_pattern(r"^姓\s*名\s*[:：]")
_TITLES = ("同志", "女士", "先生", "老师", "同学")
_BRACKETS = late_pattern(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]?\s*$")
_OPENED = late_pattern(r"[(（\[【〔]")
_BETWEEN = late_pattern(r"(?:[\s,，、;；/／|·。]|\.(?![0-9]))+")
#: A note behind a gap; before it more than one character of a stretched name (张 小 满).
_BEHIND = late_pattern(r"([^\s,，、;；/／()（）]+)[\s,，、;；/／]+([^\s,，、;；/／()（）]+)\s*$")
#: Who is told by a title alone (王老师) is not known without it.
_SHORTEST_NAME = 2


def without_notes(name: str, marks: Iterable[str] = ()) -> str:
    """A person's name without what a list notes behind it: ``林晓禾（女，满族）`` is ``林晓禾``.

    A note is a sex, a nationality, a party, a walk of life, that somebody has died or retired, or
    that others belong to them (团队, 等3人); in brackets, or behind a space or comma. Titles (同志,
    女士) go, too. What may tell two namesakes apart (a unit, a place, a number) stays.
    marks: more words that are no more than notes: 特别推介.
    """
    known = frozenset(map(fold, marks))
    bare = _LABEL.sub("", name.strip()).rstrip(_SLIPS)
    if not _OPENED.search(bare):
        bare = bare.rstrip(")）]】〕")
    while (shorter := _shorter(bare, known)) != bare:
        bare = shorter
    return bare


def may_be_named(text: str) -> bool:
    """Whether somebody's name may stand in the text, alone or beside a post or a telephone.

    123, 张XX, a single character and an organisation are nobody's name.
    """
    plain = unicodedata.normalize("NFKC", text.translate(RADICALS)).strip()
    pieces = map(fold, _PARTED.split(_STRETCHED.sub("", plain)))
    return any(
        _NAMED.fullmatch(piece)
        and not (len(piece) > _LONGEST_COMMON_NAME and is_organisation(piece))
        for piece in pieces
    )


def several_people(name: str) -> tuple[str, ...]:
    """Each person whom one cell names (赵岩松、李小明); () where it names one, notes or not."""
    parts = [part.strip() for part in _LISTED.split(without_notes(name)) if part.strip()]
    people = [part for part in parts if _PERSON.fullmatch(fold(part)) and not _is_note(part)]
    return tuple(people) if len(people) == len(parts) > 1 else ()


def masked_name(name: str) -> str:
    """A person's name as it is shown to others: ``王建国`` is ``王*国``, ``王五`` is ``王*``."""
    bare = without_notes(name).replace(" ", "").replace("\u3000", "")
    last = bare[-1] if len(bare) > _SHORTEST_NAME else ""
    return bare[:1] + "*" * (len(bare) - 1 - len(last)) + last


def same_person_name(one: str, other: str) -> bool:
    """Whether two spellings are one person's name; two empty ones name nobody.

    Notes behind it, look-alikes and traditional characters make no difference.
    """
    first, second = fold_name(without_notes(one)), fold_name(without_notes(other))
    return bool(first) and first == second


def _shorter(name: str, marks: frozenset[str]) -> str:
    """One note or title less, where there is one and a name is left."""
    bracket = _BRACKETS.search(name)
    if bracket and bracket.start() and _only_notes(bracket[1], marks):
        return name[: bracket.start()].rstrip()
    behind = _BEHIND.search(name)
    named = behind and (
        len(behind[1]) >= _SHORTEST_NAME or (behind.start() and _is_note(behind[1]))
    )
    if behind and named and _only_notes(behind[2], marks):
        return name[: behind.end(1)]
    alone = _OTHERS_BEHIND.sub("", name)
    if alone != name:
        return alone
    for title in _TITLES:
        rest = name.removesuffix(title).rstrip()
        if rest != name and len(fold(rest)) >= _SHORTEST_NAME:
            return rest
    return name


def _only_notes(text: str, marks: frozenset[str]) -> bool:
    parts = [part for part in _BETWEEN.split(text) if part]
    return bool(parts) and all(_is_note(part) or fold(part) in marks for part in parts)


def _is_note(text: str) -> bool:
    said = fold(text)
    people = said in _PLAIN or (said.endswith("族") and nationality_of(said) is not None)
    of_whom = said in _STANDING or any(
        words.fullmatch(said) for words in (_OF_THE_PERSON, _WALK_OF_LIFE, _OTHERS)
    )
    return people or of_whom or bool(sex_of(said) or party_of(said))
