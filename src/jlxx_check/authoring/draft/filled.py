"""A row's parameters, filled with what a sentence holds, and held to what the check takes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from pydantic import BaseModel, ValidationError

from jlxx_check.authoring.draft.grammar import DemandTopic
from jlxx_check.authoring.draft.quantities import Quantity
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.errors import InternalError

Values = Mapping[str, Any]
_WHOLE = re.compile(r"\$(\w+)(!?)")
#: What leads a list: 包括 of 申报项目包括乡村振兴、…; 为 of 类别为…, and not that of 助人为乐.
_LED = re.compile(
    r"^[^、“\"]*(?:(?:包括|包含|分为)(?:以下)?|(?<=[类型别题向目品容式组道域])(?:有|为)|^[有为]):?"
)
#: 和 between two items, and not that of 家庭和睦 or 和谐邻里; nor the 及 of 普及.
_AND = "(?<![、,共温祥平谦中调随])和(?![、,谐睦平美气善乐顺解合为])|(?<![普涉波触])及(?!时)"


class _MissingError(InternalError):  # how a form of parameters says that it cannot be filled
    """A value that has to be there is not."""


def bounds(amount: Quantity, bare: str, about_as: float | None = None) -> dict[str, Any]:
    """The values of a number. bare: how one without a bound is meant."""
    low, high, about = amount.low, amount.high, amount.about
    if amount.family == "percent":
        # A third is no decimal: the bound that it is rounded to is reached by a third.
        low = _plain(floor(low * 100) / 100) if low is not None else None
        high = _plain(ceil(high * 100) / 100) if high is not None else None
    if amount.exact is not None:
        low = amount.exact if bare in ("exact", "at_least") else None
        high = amount.exact if bare in ("exact", "at_most") else None
    if amount.exact is not None and bare == "about":
        about = amount.exact
    if about is not None and about_as is not None:
        low, high = round(about * (1 - about_as)), round(about * (1 + about_as))
    found = {"low": low, "high": high, "about": about, "exact": amount.exact}
    found["value"] = amount.value
    return {key: _in_unit(number, amount) for key, number in found.items()}


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


def _in_unit(number: float | None, amount: Quantity) -> Any:
    if number is None:
        return None
    if amount.family == "bytes":
        return f"{number:g} {amount.unit}"
    if amount.family == "speed" and amount.unit == "Mbps":
        return number * 1000
    return number


def groups(topic: DemandTopic, match: re.Match[str]) -> dict[str, Any]:
    """The values of a pattern's named groups; w2 stands for w."""
    found: dict[str, Any] = {}
    for name, text in match.groupdict().items():
        if text is None:
            continue
        key = name.rstrip("0123456789")
        found[key] = int(text.replace(",", "")) if re.fullmatch(r"\d[\d,]*", text) else text
    for key in ("first", "last"):
        if key in found:
            found[key] = _day(str(found[key]), last=key == "last")
    if "list" in found:
        # 申报项目包括乡村振兴、…: the list begins behind its verb.
        bare = re.sub(r"[(][^()]*[)]", "", found["list"])
        found["list"] = listed(_LED.sub("", bare))
    if "lines" in found:
        found["w"], found["h"] = topic.lines[found["lines"]]
    named = [key for key, pattern in topic.words.items() if re.search(pattern, match[0], re.I)]
    if named:
        found |= {"code": named[0], "formats": named}
        if "ground" in found:
            found["ground"] = named[0]
    return found


def _day(text: str, *, last: bool) -> str:
    """2023-01-01 of 2023年1月1日; of a month its first day, or its last."""
    year, *rest = map(int, re.findall(r"\d+", text))
    month = rest[0] if rest else (12 if last else 1)
    days = monthrange(year, month)[1] if 1 <= month <= 12 else 1
    day = rest[1] if len(rest) > 1 else (days if last else 1)
    return f"{year:04}-{month:02}-{day:02}"


def listed(text: str) -> list[str]:
    """a, b and c of “a”“b”和“c”."""
    parts = re.split(rf'[、,]|以及|{_AND}|[”"][“"]', text)
    found = [re.sub('[“”"]', "", part).strip() for part in parts]
    return list(dict.fromkeys(part for part in found if part))


def fitting(check: str | None, forms: tuple[dict[str, Any], ...], values: Values) -> Any:
    """The first form of parameters that can be filled and that the check takes; None: no such."""
    if check is None or check not in REGISTRY:
        return None
    takes = REGISTRY[check].parameters
    for form in forms:
        try:
            made = fill(form, values)
        except _MissingError:
            continue
        if takes is None:
            return {}
        if isinstance(made, dict) and _takes(takes, _said_once(made)):
            return made
    return None


def _said_once(made: Any) -> Any:
    """The parameters as the check will see them: a rule's own values are filled in by then."""
    if isinstance(made, dict):
        return {key: _said_once(item) for key, item in made.items()}
    if isinstance(made, list):
        return [_said_once(item) for item in made]
    return re.sub(r"\{(?:sentence|where)\}", "…", made) if isinstance(made, str) else made


def _takes(model: type[BaseModel], made: dict[str, Any]) -> bool:
    try:
        model.model_validate(made)
    except ValidationError:
        return False
    return True


def fill(form: Any, values: Values) -> Any:
    """The parameters with ``$name`` replaced; what has no value is left out."""
    if isinstance(form, dict):
        made = {key: fill(item, values) for key, item in form.items()}
        return {key: item for key, item in made.items() if item is not None}
    if isinstance(form, list):
        return [item for item in (fill(item, values) for item in form) if item is not None]
    if not isinstance(form, str):
        return form
    whole = _WHOLE.fullmatch(form)
    if whole:
        value = values.get(whole[1])
        if value is None and whole[2]:
            raise _MissingError
        return value
    # The sentence is written once, as a value of the rule, and named where it is said.
    said = form.replace("$sentence", "{sentence}")
    for key in ("w", "h"):
        said = said.replace(f"{{{key}}}", str(values.get(key, "")))
    return said
