"""The sentences of a pack, with the numbers that its rules give put in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.packs.placeholders import PIECES, FillError, Names, fill, fill_known
from jlxx_check.packs.source import place_in
from jlxx_check.packs.yaml_lines import KeyPath, Lines
from jlxx_check.text import Lang

#: What a rule says to people; ``ask`` among a check's parameters is such a sentence, too.
SENTENCES = ("title", "why", "quote", "reading", "fix")
ASK = "ask"
#: What of the pack itself a sentence may name.
_OF_PACK = ("deadline", "title", "issuer", "delivery")
#: Elsewhere in a pack a sentence may stand at these keys.
_ELSEWHERE = ("title", "issuer", "delivery", "kinds", "roles", "not_known", "outline")


@dataclass(slots=True)
class FilledSentences:
    """A pack's data with all filled. written: path of a rule's sentence → as it was written.

    unfilled: path of a sentence → why it could not be filled.
    """

    data: dict[str, Any]
    unfilled: dict[KeyPath, PackProblem] = field(default_factory=dict)
    written: dict[KeyPath, str] = field(default_factory=dict)


def filled(data: Mapping[str, Any], lines: Lines) -> FilledSentences:
    """Every placeholder of the pack's sentences filled, and every list that is named put in.

    What is not of the right shape stays as it is: the model says so better.
    """
    found = FilledSentences(dict(data))
    values = _mapping(data.get("values"))
    for key, value in data.items():
        if key != "values":
            found.data[key] = _named(value, values)
    shared = pack_names(found.data)
    rules = _mapping(found.data.get("rules"))
    others = {name: rule_names(rule) | shared for name, rule in rules.items()}
    filler = _Filler(found, lines, others)
    for key in _ELSEWHERE:
        if key in found.data:
            found.data[key] = filler.below(found.data[key], (key,), shared)
    if rules:
        found.data["rules"] = {
            name: filler.rule(rule, ("rules", name), others[name]) for name, rule in rules.items()
        }
    return found


def pack_names(data: Mapping[str, Any]) -> dict[str, object]:
    """What every sentence of a pack may name."""
    heads = {key: data[key] for key in _OF_PACK if data.get(key) is not None}
    moment = _moment(heads.get("deadline"))
    if moment is not None:
        heads["deadline"] = moment
    return {**heads, **_mapping(data.get("values"))}


def rule_names(rule: object) -> dict[str, object]:
    """What a rule's own sentences may name: its parameters, and what it says beside them."""
    record = _mapping(rule)
    return {**_mapping(record.get("values")), **_mapping(record.get("with"))}


class _Filler:
    def __init__(self, found: FilledSentences, lines: Lines, others: Mapping[str, Names]) -> None:
        self._found, self._lines, self._others = found, lines, others

    def rule(self, rule: object, path: KeyPath, names: Names) -> object:
        if not isinstance(rule, dict):
            return rule
        made = dict(rule)
        for key in SENTENCES:
            for at, text, lang in sentences(rule.get(key), (*path, key)):
                said = self._fill(text, at, names, lang)
                self._found.written[at] = text
                made[key] = said if at[-1] == key else {**_mapping(made[key]), at[-1]: said}
        if isinstance(rule.get("with"), dict):
            made["with"] = self._asked(rule["with"], (*path, "with"), names)
        return made

    def below(self, value: object, path: KeyPath, names: Names) -> object:
        """Everything written below a part of the pack that is no rule."""
        if isinstance(value, str):
            lang = Lang.EN if path[-1] == Lang.EN.value else Lang.ZH
            return self._fill(value, path, names, lang)
        if isinstance(value, dict):
            return {key: self.below(item, (*path, key), names) for key, item in value.items()}
        if isinstance(value, list):
            return [self.below(item, (*path, at), names) for at, item in enumerate(value)]
        return value

    def _asked(self, given: object, path: KeyPath, names: Names) -> object:
        """A check's parameters: what is known is filled in what they say in two languages."""
        if isinstance(given, list):
            return [self._asked(item, (*path, at), names) for at, item in enumerate(given)]
        if not isinstance(given, dict):
            return given
        made = dict(given)
        for key, value in given.items():
            if key != ASK and not is_text(value):
                made[key] = self._asked(value, (*path, key), names)
                continue
            fields = given.get("fields")  # what a form says comes before what the pack does
            fields = fields if isinstance(fields, list) else []
            known = {name: known for name, known in names.items() if name not in fields}
            for at, text, lang in sentences(value, (*path, key)):
                if key == ASK:
                    self._found.written[at] = text
                said = self._fill(text, at, known, lang, known_alone=True)
                made[key] = said if at[-1] == key else {**_mapping(made[key]), at[-1]: said}
        return made

    def _fill(
        self, text: str, path: KeyPath, names: Names, lang: Lang, *, known_alone: bool = False
    ) -> str:
        try:
            return (fill_known if known_alone else fill)(text, names, self._others, lang)
        except FillError as error:
            self._found.unfilled[path] = place_in(self._lines, path).problem(error.said)
            return PIECES.sub("…", text)  # about as long as what was meant


def sentences(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, str, Lang]]:
    """What is said at a key: one text for both languages, or one each, with its path."""
    if isinstance(value, str):
        yield path, value, Lang.ZH
    elif is_text(value):
        for lang in Lang:
            text = _mapping(value).get(lang.value)
            if isinstance(text, str):
                yield (*path, lang.value), text, lang


def is_text(value: object) -> bool:
    """Whether this is a text in one or both languages."""
    return isinstance(value, dict) and bool(value) and value.keys() <= {"zh", "en"}


def _named(value: object, values: Mapping[str, Any]) -> object:
    """A string that is nothing but the name of a list or mapping of ``values``: that one."""
    if isinstance(value, str):
        head, *steps = value.removeprefix("{").removesuffix("}").split(".")
        found: Any = values.get(head) if f"{{{'.'.join((head, *steps))}}}" == value else None
        for step in steps:
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, list | dict) and not is_text(found) else value
    if isinstance(value, dict):
        return {key: _named(item, values) for key, item in value.items()}
    return [_named(item, values) for item in value] if isinstance(value, list) else value


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _moment(value: object) -> date | None:
    """The deadline as written; None where it is written wrong, which the model says."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return None
