"""What the model of a pack objects to, in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jlxx_check.model.kind_lookup import EXTENSIONS
from jlxx_check.model.pack import Pack
from jlxx_check.packs.pack_problems import PackProblem, did_you_mean
from jlxx_check.packs.source import place_in
from jlxx_check.packs.yaml_lines import Lines
from jlxx_check.packs.yaml_slips import BRACES, COLON
from jlxx_check.text import Text

Schema = Mapping[str, Any]

#: Branches of a choice stand in an objection's path like keys; the model has but this one choice.
_BRANCHES = frozenset({"str", "tuple[str, ...]"})
_TEXT_OR_LIST = Text("这里要写文字或列表", "a text or a list of texts is needed")

_UNKNOWN_KEY = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_KINDS_OF_VALUE: dict[str, Text] = {
    "string_type": Text("这里要写文字（数字和日期请加引号）", "text is needed (quote a number)"),
    "tuple_type": Text("这里要写列表，如[甲, 乙]", "a list is needed, such as [a, b]"),
    "dict_type": Text("这里要写“键: 值”", "a mapping of keys is needed"),
    "model_type": Text("这里要写“键: 值”", "a mapping of keys is needed"),
    "model_attributes_type": Text("这里要写“键: 值”", "a mapping of keys is needed"),
    "dataclass_type": Text(
        "这里要写文字，或中英文两种：{zh: …, en: …}",
        "text is needed, or both languages: {zh: …, en: …}",
    ),
    "bool_type": Text("这里要写true或false", "true or false is needed"),
    "bool_parsing": Text("这里要写true或false", "true or false is needed"),
    "int_type": Text("这里要写整数", "a whole number is needed"),
    "int_parsing": Text("这里要写整数", "a whole number is needed"),
    "int_from_float": Text("这里要写整数", "a whole number is needed"),
    "float_type": Text("这里要写数字", "a number is needed"),
    "float_parsing": Text("这里要写数字", "a number is needed"),
}


#: What a mapping, or both languages, should stand for.
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type", "dataclass_type"})
_COMMA_IN_TEXT = Text(
    "{…}里的文字如果含有半角逗号，请给整段文字加引号",
    "inside {…} a text with a comma has to stand in quotes",
)


def _limit(zh: str, en: str, key: str) -> Callable[[Mapping[str, Any]], Text]:
    return lambda context: Text(zh.format(context[key]), en.format(context[key]))


_LIMITS: dict[str, Callable[[Mapping[str, Any]], Text]] = {
    "string_too_long": _limit(
        "文字太长，最多{}个字符", "is too long: at most {} characters", "max_length"
    ),
    "string_pattern_mismatch": _limit("写法不对，应符合{}", "does not match {}", "pattern"),
    "too_short": _limit("至少要写{}个", "needs at least {}", "min_length"),
    "too_long": _limit("最多写{}个", "may have at most {}", "max_length"),
    "greater_than": _limit("应大于{}", "must be greater than {}", "gt"),
    "greater_than_equal": _limit("不能小于{}", "must be at least {}", "ge"),
    "less_than": _limit("应小于{}", "must be less than {}", "lt"),
    "less_than_equal": _limit("不能大于{}", "must be at most {}", "le"),
}


def say_error(error: ErrorDetails, known: tuple[str, ...]) -> Text:
    """One objection in words. known: the keys that may stand where this one stands."""
    kind, last = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    context = error.get("ctx", {})
    if kind in _UNKNOWN_KEY:
        said = did_you_mean("key", last, known)
        return _with_hint(said, _behind_key(last)) if error["input"] is None else said
    if kind == "missing":
        return Text(f"缺少“{last}”。", f"'{last}' is missing.")
    if kind in ("enum", "literal_error"):
        choices = re.findall(r"'([^']*)'", str(context["expected"]))
        return _no_choice(str(error["input"]), choices)
    if kind in _LIMITS:
        said = _LIMITS[kind](context)
    elif kind == "value_error" and context["error"].args and _is_text(context["error"].args[0]):
        said = context["error"].args[0]
    else:
        said = _KINDS_OF_VALUE.get(kind) or Text(f"写法不对（{error['msg']}）", error["msg"])
    said = _about(last, said)
    written = error["input"]
    if kind in _MAPPINGS and isinstance(written, str) and "：" in written:
        return _with_hint(said, COLON)
    return said


def _no_choice(written: str, choices: list[str]) -> Text:
    """A format is mostly written as its files end: mov for quicktime."""
    ending = f".{written.lower().removeprefix('.')}"
    meant = sorted({str(item) for item in EXTENSIONS.get(ending, ())} & set(choices))
    if not meant:
        return did_you_mean("value", written, choices)
    return Text(
        f"没有叫“{written}”的值；{ending}文件的格式写作{'、'.join(meant)}。",
        f"unknown value '{written}'; the format of {ending} files is written {', '.join(meant)}.",
    )


def _about(key: str | int, said: Text) -> Text:
    if key == "":  # what does not fit together is of no one key
        return Text(f"{said.zh}。", f"{said.en}.")
    return Text(f"“{key}”：{said.zh}。", f"'{key}': {said.en}.")


def _behind_key(key: str) -> Text:
    """What a key without a value mostly is: no key."""
    if "：" in key:
        return COLON
    if key.isidentifier() and key.isascii():
        return BRACES
    return _COMMA_IN_TEXT


def _with_hint(said: Text, hint: Text) -> Text:
    return Text(f"{said.zh}（{hint.zh}。）", f"{said.en} ({hint.en}.)")


def _is_text(value: object) -> bool:
    return isinstance(value, Text)


def problems_of(error: ValidationError, lines: Lines) -> list[PackProblem]:
    """Every objection to a pack's data, each at its line and said once."""
    problems: dict[tuple[Any, ...], PackProblem] = {}
    schema = Pack.model_json_schema(by_alias=True)
    for item in error.errors(include_url=False):
        path = item["loc"]
        branch = next((place for place, key in enumerate(path) if key in _BRANCHES), None)
        if branch is not None:
            path = path[:branch]
            said = _about(path[-1], _TEXT_OR_LIST)
        else:
            said = say_error(item, _keys_at(schema, path[:-1]))
        key = path if branch is not None else (*path, item["type"])
        problems.setdefault(key, place_in(lines, path).problem(said))
    return list(problems.values())


def _keys_at(schema: Schema, path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that a pack may have at this path; none where any key may stand."""
    here = _resolve(schema, schema)
    for key in path:
        if isinstance(key, int):
            below = here.get("items", {})
        else:
            below = here.get("properties", {}).get(key) or here.get("additionalProperties") or {}
        here = _resolve(schema, below if isinstance(below, Mapping) else {})
    return tuple(here.get("properties", ()))


def _resolve(schema: Schema, part: Schema) -> Schema:
    """Follow a reference, and into the branch of a choice that has keys."""
    if "$ref" in part:
        found: Schema = schema["$defs"][part["$ref"].rpartition("/")[2]]
        return found
    for branch in part.get("anyOf", ()):
        if "$ref" in branch:
            return _resolve(schema, branch)
    return part
