"""Spellings that mean the same, folded to one, so that they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache, wraps

from jlxx_check.values.han_variants import RADICALS, SIMPLIFIED
from jlxx_check.values.late_patterns import late_pattern
from jlxx_check.values.numerals import read_number

#: No sign of their own: format characters, controls, spaces.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
#: Variation selectors, fillers (Hangul, Braille) and joiners show nothing either, nor does what
#: Unicode keeps free for more of them. The end is not included.
_BLANKS = (
    (0x034F, 0x0350), (0x115F, 0x1161), (0x17B4, 0x17B6), (0x180B, 0x1810), (0x2065, 0x2066),
    (0x2800, 0x2801), (0x3164, 0x3165), (0xFE00, 0xFE10), (0xFFA0, 0xFFA1), (0xFFF0, 0xFFF9),
    (0xE0000, 0xE1000),
)  # fmt: skip


#: More different characters than a year's packages hold.
_KNOWN = 20_000


class _Shown(dict[int, int | None]):
    """Each character's code as ``str.translate`` wants it; None for one that has no sign."""

    def __missing__(self, code: int) -> int | None:
        shown = None if shows_nothing(code) else code
        if len(self) < _KNOWN:  # a text of every sign there is must not stay in memory
            self[code] = shown
        return shown


_SHOWN = _Shown()

_CIRCLED_NUMBER = late_pattern(r"^\s*[①-⑳❶-❿➀-➉]")
_NUMBERING = late_pattern(r"^(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、.)]|,(?!\d))")
_BRACKETED = late_pattern(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>")
_UNCLOSED = late_pattern(r"[(\[【〔<].*$")
_LABEL_EDGES = ":*;,、。.·★☆※_"

_DECORATIONS = frozenset({"Pi", "Pf", "Pd", "Pc", "Ps", "Pe", "So", "Sk"})
#: The middle dot of 买买提·艾力 as it is typed where the keyboard has none.
_DOT_IN_NAME = late_pattern(r"(?<=[㐀-鿿])\.(?=[㐀-鿿])")
#: What may be left off a unit's name before it: 吉林省, 长春市, 样例区. 校区 and the like are none.
_LEVELS = r"自治[区州县旗]|地区|[省州盟县旗镇乡村]|街道|(?<![城都超])市|(?<![校院园厂小])区"
_DISTRICTS = late_pattern(rf"(?:[㐀-鿿]{{1,8}}?(?:{_LEVELS}))+")
_ADMINISTRATIVE = late_pattern(_LEVELS)
_SHORTEST_UNIT = 3
_PLACE_SIGNS = frozenset("省市县区州")
#: What a form's answer may begin with that is no part of the name.
_LED_BY = late_pattern(
    r"^(?:(?:主办|承办|实施|申报|工作|所在)?单位|主办|承办):|^(?:中国共产党|中共)(?=.{3})"
)
#: How officials shorten what units are called, the longer first.
_SHORT_FORMS = tuple(
    (late_pattern(written), plain)
    for written, plain in (
        ("居民委员会", "居委会"),
        ("职业(?:技术)?教育", "职教"),
        ("职业(?:技术)?学院", "职院"),
        ("职业(?:高级中学|高中|中学)", "职高"),
        ("技工学校", "技校"),
        ("(?:广播)?电视大学", "电大"),
        ("(师|工|农|医|财|林)(?:范|业|科|经)大学", r"\1大"),
        ("新时代文明实践", "文明实践"),
        ("农业技术", "农技"),
        ("教育(?:和)?科(?:学)?技(?:术)?局", "教科局"),
        ("教育(?:和)?体育局", "教体局"),
        ("文化(?:广播电视)?和?旅游局|文化广电和?旅游局", "文旅局"),
        ("人力资源和社会保障", "人社"),
        ("退役军人事务局", "退役军人局"),
        ("卫生健康", "卫健"),
        ("市场监督管理", "市场监管"),
        ("妇女联合会", "妇联"),
        ("残疾人联合会", "残联"),
        ("科学技术协会", "科协"),
        ("文学艺术界联合会", "文联"),
        ("实验(?=[小中]学?$)", "实"),
        ("(?<=[0-9实])([小中])学$", r"\1"),
        ("第(?=[0-9]+实?[小中]$)", ""),
        ("村民委员会", "村委会"),
        ("(?<![居村])委员会(?!会)", "委"),
        ("人民政府", "政府"),
        ("(?<=街道)办事处", "办"),
        ("有限责任公司", "有限公司"),
        (
            "(?:朝鲜|蒙古|[满回藏苗彝壮侗瑶白傣黎羌畲]|土家|维吾尔|哈萨克)族自治(?=[州县旗])",
            "",
        ),
    )
)
_ORDINAL = late_pattern(
    "(第)([一二三四五六七八九十百]+)|()([一二三四五六七八九十]+)(?=(?:实|实验)?[小中]学?$)"
)
#: A pack's words and a package's names are folded again for every file that they are sought in.
_REMEMBERED = 4096
#: Characters of what is looked at again and again: a label, a name, a cell.
_SHORT = 40
#: Quotes as they are typed, and every dot that a keyboard or a font puts between parts of a name.
_NAME_MARKS = frozenset("\"'`*·•・‧∙⋅⸱⸳ᐧꞏᆞ𐄁⦁●")


def _remembering_short(folded: Callable[[str], str]) -> Callable[[str], str]:
    """The same, asked once of a label, a name or a cell; a long text is never kept."""
    kept = lru_cache(maxsize=_REMEMBERED)(folded)

    @wraps(folded)
    def asked(text: str) -> str:
        return kept(text) if len(text) <= _SHORT else folded(text)

    return asked


@_remembering_short
def fold(text: str) -> str:
    """The text for comparing: NFKC, no spaces or invisible characters, no case."""
    folded = unicodedata.normalize("NFKC", text.translate(RADICALS)).casefold()
    return unicodedata.normalize("NFKC", folded.translate(_SHOWN))


@_remembering_short
def fold_label(text: str) -> str:
    """A form's label for comparing: folded, without numbering, bracketed hints and end marks.

    ``一、姓　名（盖章）：`` is ``姓名``. Where brackets hold the whole label, their content stays.
    """
    label = fold(_CIRCLED_NUMBER.sub("", text)).strip(_LABEL_EDGES)
    label = _NUMBERING.sub("", label)
    bare = label
    while (shorter := _BRACKETED.sub("", bare)) != bare:
        bare = shorter
    bare = _UNCLOSED.sub("", bare).strip(_LABEL_EDGES)
    bare = _NUMBERING.sub("", bare)
    return bare or label.strip("()[]【】〔〕<>" + _LABEL_EDGES)


@lru_cache(maxsize=_REMEMBERED)
def fold_name(text: str) -> str:
    """A name for comparing: folded, without quotes, middle dots, dashes and decorations.

    Traditional characters are simplified (葉 is 叶). Round brackets stay, for what they hold may
    tell two names apart. A name made of nothing but decorations stays as it is.
    """
    folded = fold(text).translate(SIMPLIFIED).replace("○", "〇").replace("◯", "〇")
    bare = "".join(sign for sign in folded if not _decorates(sign)) or folded
    return _DOT_IN_NAME.sub("", bare)


def one_character_apart(a: str, b: str) -> bool:
    """Whether the names differ by exactly one character changed, added or left out."""
    short, long = sorted((fold_name(a), fold_name(b)), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest = start + 1 if len(short) == len(long) else start
    return short[rest:] == long[start + 1 :]


def same_unit(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """Whether two spellings name one unit; an empty one names none.

    aliases: folded spelling to folded canonical name, as ``Pack.unit_aliases`` gives them. An alias
    holds for the unit's departments, too: 长春广播电视大学继续教育学院 is of 长春开放大学.
    """
    first, second = canonical_unit(a, aliases), canonical_unit(b, aliases)
    return bool(first) and first == second


def same_unit_in_short(a: str, b: str, aliases: Mapping[str, str]) -> bool:
    """As ``same_unit``, or one is the other's name in short.

    样例区图书馆 is 长春市样例区图书馆 and 长春样例区图书馆, 样例村委会 样例村民委员会; 朝阳区图书馆
    is not 宽城区图书馆, nor is 吉林省图书馆 吉林市图书馆. Only for two papers that are one's
    anyway: of itself 图书馆 is any town's.
    """
    one, other = (_official_short(canonical_unit(unit, aliases)) for unit in (a, b))
    return bool(one and other) and any(
        _leaves_off_signs(said, whole)
        for said, longer in ((one, other), (other, one))
        for whole in unit_in_short(longer)
    )


def unit_in_short(unit: str) -> list[str]:
    """A folded unit, and what it is called where its province, city or district is left off."""
    ends = (match.end() for match in _ADMINISTRATIVE.finditer(unit))
    starts = [0]
    for end in ends:
        if _DISTRICTS.fullmatch(unit, 0, end) and len(unit) - end >= _SHORTEST_UNIT:
            starts.append(end)
    return [unit[start:] for start in starts]


def _official_short(folded: str) -> str:
    """A folded unit as officials shorten it, the same for every way to write it in full."""
    short = _LED_BY.sub("", folded)
    short = _ORDINAL.sub(_in_figures, short)
    for written, plain in _SHORT_FORMS:
        short = written.sub(plain, short)
    return short


def _in_figures(ordinal: re.Match[str]) -> str:
    """第九 as 第9, 九小 as 9小."""
    number = ordinal[2] or ordinal[4]
    return f"{ordinal[1] or ''}{read_number(number) or number}"


def _leaves_off_signs(short: str, long: str) -> bool:
    """Whether the first is the second, with or without its 省, 市, 县, 区: 长春样例区图书馆."""
    rest = iter(long)
    for sign in short:
        for other in rest:
            if other == sign:
                break
            if other not in _PLACE_SIGNS:
                return False
        else:
            return False
    return all(other in _PLACE_SIGNS for other in rest)


def canonical_unit(unit: str, aliases: Mapping[str, str]) -> str:
    """The folded name by which every spelling of a unit is known; "" for an empty one."""
    folded = fold_name(unit)
    known = max((name for name in aliases if name and folded.startswith(name)), key=len, default="")
    return aliases[known] + folded[len(known) :] if known else folded


def shows_nothing(code: int) -> bool:
    """Whether the character with this code has no sign of its own: a blank, a control, a filler."""
    return unicodedata.category(chr(code)) in _INVISIBLE or any(
        start <= code < end for start, end in _BLANKS
    )


def _decorates(character: str) -> bool:
    if character in "()":
        return False
    return character in _NAME_MARKS or unicodedata.category(character) in _DECORATIONS
