"""Numbers with units and bounds as notices write them: 不少于3张, 1500字左右, 4分钟至5分钟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from jlxx_check.authoring.draft.grammar import any_of, grammar
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.numerals import read_number

_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?[百千万]?|[零〇一二两三四五六七八九十百千万壹贰]+)"
#: What may stand between a bound and its number: 至少上报2个, 控制在3分钟以内.
_BETWEEN = (
    "为|在|于|有|的|作者|人数|数量|总数|可?上报|可?推荐|可?推介|可?申报|报送|选送|推选|提交|"
    "(?:须|需|应|要)?(?:配备?|有|提供|附|上传|设)|参加|担任|可同时参加|(?:推荐|候选人|人选|报送)?总[人]?数的|(?:全部|推荐|所推荐)?(?:人选|候选人)的"
)
#: 不推荐18岁以下, 16岁以下不参与: the bound is turned round.
_REFUSED_BEFORE = re.compile(
    r"不(?:予|得|能|可|再)?(?:推荐|推介|接受|受理|包括|含|录用|评选)[^,;。]{0,4}$"
)
_REFUSED_BEHIND = re.compile(
    r"(?:的|人员|者|未成年人)?[^,;。\d]{0,4}(?:不参与|不参加|不[得能](?!超|少|多|低|高|大|小)|不予|除外|不在)"
)
#: Two bounds of the same unit this near together are one span (不少于3分钟，不超过5分钟).
_NEAR = 10
#: More years than that are a date.
_MANY_YEARS = 100
_FORMAL = str.maketrans("壹贰", "一二")
#: 码率1M: so many bits a second, not bytes.
_SPEED = re.compile(r"(?:码[率流]|比特率)[^,;。\d]{0,8}$")
_SPEEDS = {"KB": "kbps", "MB": "Mbps"}
#: 2.7K或4K分辨率, 4K超高清: how fine a picture is, no bytes.
_FINE = re.compile(r"(?:分辨率|清晰度|画质|高清)[^,;。\d]{0,6}$")
_FINE_BEHIND = re.compile(r"(?:或|及|以上|[\d.、K])*(?:分辨率|清晰度|画质|超?高清)", re.IGNORECASE)
_FINEST = 8
#: 一部或多部: any number will do.
_OR_MORE = re.compile("(?:或者?|至)多")
#: 语音面貌(50分): so many marks, no minutes.
_MARKS = re.compile(
    r"[时点]\d{1,2}分$|[^\d长间][(]\d{1,3}分$|(?:满分|总分|计|占|得|评分)\d{1,3}分$"
)
#: So many pixels are a whole picture's, and no side's.
_MANY_PIXELS = 100_000
_ORDINAL = re.compile(
    r"(?:第|最后|首|末|附件|附表|〔\d{4}〕|[(]\d{4}[)]|[\d〕]年|学号|编号|电话|[A-Za-z]\.)$"
)


@frozen
class Quantity:
    """A number of a unit. family: of units, as ``grammar.yaml`` names them.

    low, high: bounds that are written, both included; about: for 左右; exact: a bare number.
    start, end: where it stands in the plain text. written: how.
    """

    family: str
    unit: str
    written: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    about: float | None = None
    exact: float | None = None

    @property
    def value(self) -> float:
        """The number that stands there, whatever it means; of a span the upper end."""
        found = (self.exact, self.about, self.high, self.low)
        return next(number for number in found if number is not None)


def amounts(plain: str) -> tuple[Quantity, ...]:
    """Every number with a unit, in order; ``plain`` is as ``plain_text`` gives it."""
    return tuple(_joined(list(_each(plain)), plain))


def _each(plain: str) -> Iterator[Quantity]:
    position = 0
    pattern = _pattern()
    while match := pattern.search(plain, position):
        position = match.start() + 1
        before = plain[max(0, match.start() - 8) : match.start()]
        unit, written_unit = _unit(match["unit"])
        wrong = grammar().unit_begins.get(match["unit"].casefold())
        if wrong and re.match(wrong, plain[match.end("unit") :]) and not match["after"]:
            continue
        if _ORDINAL.search(before) and not match["before"]:
            continue
        if match["unit"] in "kK" and _fine(plain, match):
            continue
        if _OR_MORE.match(plain, match.end()):
            continue
        if match["unit"] == "分" and _MARKS.search(plain[: match.end()]):
            continue
        found = _amount(match, unit, written_unit)
        if found is not None and _refused(plain, match):
            found = replace(found, low=found.high, high=found.low)
        if found is not None and not (unit == "years" and found.value > _MANY_YEARS):
            position = match.end()
            yield _meant(found, plain[: match.start()])


def _fine(plain: str, match: re.Match[str]) -> bool:
    value = read_number(match["low"])
    around = _FINE.search(plain[: match.start()]) or _FINE_BEHIND.match(plain, match.end())
    return value is not None and value <= _FINEST and bool(around)


def _meant(found: Quantity, before: str) -> Quantity:
    """The amount, of another family where the words in front of it, or its size, say so."""
    if found.family == "bytes" and found.unit in _SPEEDS and _SPEED.search(before):
        return replace(found, family="speed", unit=_SPEEDS[found.unit])
    if found.family == "pixels" and found.value >= _MANY_PIXELS:
        return replace(found, family="megapixels")
    return found


def _refused(plain: str, match: re.Match[str]) -> bool:
    one_sided = bool(match["before"] or match["after"]) and not match["high"]
    behind = _REFUSED_BEHIND.match(plain, match.end())
    return one_sided and bool(_REFUSED_BEFORE.search(plain[: match.start()]) or behind)


def _amount(match: re.Match[str], family: str, unit: str) -> Quantity | None:
    factor = grammar().units[family][unit]
    low = _number(match["low"], factor)
    if low is None:
        return None
    first_unit = match["unit1"]
    if first_unit and match["high"]:
        first_family, first_written = _unit(first_unit)
        if first_family != family:
            return None
        low = _number(match["low"], grammar().units[family][first_written])
    made = Quantity(
        family,
        str(factor) if isinstance(factor, str) else unit,
        match[0],
        match.start(),
        match.end(),
    )
    if match["high"]:
        high = _number(match["high"], factor)
        if high is None or low is None or high < low:
            return None
        return replace(made, low=low, high=high)
    assert low is not None
    return _bounded(made, low, match["before"] or "", match["after"] or "")


def _bounded(made: Quantity, number: float, before: str, after: str) -> Quantity:
    words = grammar().bounds
    before = re.sub(rf"^不(?:{any_of(words.inside)})", "不", before)
    for side, written in (("before", before), ("after", after)):
        if not written:
            continue
        # In front of 以内 stands 控制在, in front of 左右 too: what stands behind is plainer.
        if side == "before" and after in words.about.after:
            continue
        if written in getattr(words.at_least, side):
            return replace(made, low=number)
        if written in getattr(words.at_most, side):
            return replace(made, high=number)
        return replace(made, about=number)
    return replace(made, exact=number)


def _joined(found: list[Quantity], plain: str) -> Iterator[Quantity]:
    """A lower and an upper bound side by side are one amount, and so is 15秒、30秒或5分钟以内."""
    while found:
        first = found.pop(0)
        run = [first]
        while len(found) >= len(run) and _beside(run[-1], found[len(run) - 1], plain):
            run.append(found[len(run) - 1])
        if len(run) > 1 and run[-1].high is not None and run[-1].low is None:
            first = replace(run[-1], start=first.start)
            del found[: len(run) - 1]
        between = plain[first.end : found[0].start] if found else ""
        # 图片不小于5M,视频不超过200M are of two materials; 不少于2件,每人不超过3件 of two givers.
        apart = re.search(f"{_materials()}|每[人位名]|各", between)
        if found and _one_span(first, found[0]) and not apart:
            second = found.pop(0)
            low = first.low if first.low is not None else second.low
            high = first.high if first.high is not None else second.high
            written = f"{first.written}…{second.written}"
            first = replace(first, low=low, high=high, written=written, end=second.end)
        yield first


@cache
def _materials() -> str:
    words = grammar().materials
    return any_of(tuple(word for material in words.values() for word in material))


def _beside(one: Quantity, two: Quantity, plain: str) -> bool:
    """Whether the second is one more of those that the first may be: 15秒、30秒."""
    joined = re.fullmatch("[、,]?(?:或者?)?", plain[one.end : two.start])
    return bool(joined) and one.exact is not None and one.family == two.family


def _one_span(one: Quantity, two: Quantity) -> bool:
    # 大于15秒,不超过1分钟 are both in seconds by now; 6人 and 1名 count others.
    unlike = one.unit != two.unit and one.family != "seconds"
    if one.family != two.family or unlike or two.start - one.end > _NEAR:
        return False
    (lower, upper) = (one, two) if one.high is None else (two, one)
    return (
        lower.low is not None
        and lower.high is None
        and upper.high is not None
        and upper.low is None
        and lower.low <= upper.high
    )


def _number(written: str, factor: int | str) -> float | None:
    value = read_number(written.translate(_FORMAL))
    if value is None:
        return None
    number = float(value) * (factor if isinstance(factor, int) else 1)
    return int(number) if number.is_integer() else number


def _unit(written: str) -> tuple[str, str]:
    """The family and the spelling in the grammar of a unit as it is written."""
    for family, units in grammar().units.items():
        for unit in units:
            if unit.casefold() == written.casefold():
                return family, unit
    raise AssertionError(written)  # the pattern is made of these units


@cache
def _pattern() -> re.Pattern[str]:
    data = grammar()
    units = any_of(tuple({unit for family in data.units.values() for unit in family}))
    bounds = (data.bounds.at_least, data.bounds.at_most, data.bounds.about)
    inside = any_of(data.bounds.inside)
    words = any_of(tuple(word for bound in bounds for word in bound.before))
    before = re.sub(r"(?<![^|])不", f"不(?:{inside})?", words)
    after = any_of(tuple(word for bound in bounds for word in bound.after))
    joins = any_of(data.bounds.joins)
    return re.compile(
        rf"(?:(?P<before>{before})(?:{_BETWEEN})?)?(?<![\d.A-Za-z*×])"
        rf"(?P<low>{_NUMBER})\s*(?:(?P<unit1>{units})?\s*(?:{joins})+\s*(?P<high>{_NUMBER})\s*)?"
        rf"(?P<unit>{units})\s*(?:之间|[(][^()\d]{{1,2}}[)])?(?P<after>{after})?",
        re.IGNORECASE,
    )
