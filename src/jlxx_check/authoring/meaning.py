"""What is written well in a pack and means nothing, or cannot be meant: lint with meaning.

Of numbers: those that stand in a rule's sentences and that none of its parameters gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jlxx_check.authoring.contradictions import contradictions
from jlxx_check.authoring.judged_scopes import judges_nothing
from jlxx_check.engine.binding import bind
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.contents import Group
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.plays import Plays
from jlxx_check.packs import PackProblem, PackSource, load_source, taken_id
from jlxx_check.packs.placeholders import PIECES
from jlxx_check.packs.yaml_lines import KeyPath
from jlxx_check.packs.yaml_slips import slips
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

Fault = tuple[KeyPath, Text]

#: What a file has to be to play a part; an attachment may be anything.
_CONTENT = {
    Plays.FORM: {Group.DOCUMENT, Group.PHOTO},
    Plays.REGISTER: {Group.DOCUMENT, Group.PHOTO},
    Plays.TEXT: {Group.DOCUMENT},
    Plays.PICTURE: {Group.PHOTO},
    Plays.ID_PICTURE: {Group.PHOTO},
    Plays.VIDEO: {Group.VIDEO},
    Plays.AUDIO: {Group.AUDIO},
}
#: Parts that belong to no kind of entry.
_OF_NO_KIND = (Plays.REGISTER, Plays.ATTACHMENT)


@frozen
class Linted:
    """A pack that loads. errors: what cannot be meant; warnings: what probably is not.

    unconfirmed: file → how many parts in it were proposed by a program and confirmed by nobody.
    """

    pack: Pack
    rules: tuple[BoundRule, ...]
    errors: tuple[PackProblem, ...]
    warnings: tuple[PackProblem, ...]
    unconfirmed: dict[str, int]


def lint(name_or_path: str | Path) -> Linted:
    """Look a pack over. Raises PackError for one that does not load."""
    source = load_source(name_or_path)
    rules = bind(source)
    errors = [*_judging_nothing(rules, source.pack), *contradictions(rules, source.pack)]
    errors += _unplayable(source.pack)
    taken = taken_id(source)
    problems = (*([taken] if taken else ()), *_placed(source, errors), *stated_numbers(source))
    looks = (_unplayed, _unused, _untold, _unowned)
    warnings = [fault for look in looks for fault in look(source.pack)]
    return Linted(
        source.pack,
        rules,
        problems,
        (*_slips(source), *(item for item in _placed(source, warnings) if _own(source, item))),
        _unconfirmed(source),
    )


def _unconfirmed(source: PackSource) -> dict[str, int]:
    files = (source.place(*path).file for path in source.pack.unconfirmed())
    return dict(Counter(str(file) for file in files))


def _placed(source: PackSource, faults: list[Fault]) -> tuple[PackProblem, ...]:
    problems = [source.place(*path).problem(message) for path, message in faults]
    return tuple(sorted(problems, key=lambda item: (str(item.file or ""), item.line or 0)))


def _own(source: PackSource, problem: PackProblem) -> bool:
    """Whether it stands in the pack's own files: what it extends is not its author's to mend."""
    return problem.file is None or problem.file.is_relative_to(source.folder)


def _slips(source: PackSource) -> Iterator[PackProblem]:
    """Signs that YAML takes for text, in every file that the pack was read from."""
    for file in sorted({file for file, _ in source.lines.values()}):
        if file.is_file() and file.is_relative_to(source.folder):
            for line, why in slips(file.read_text(encoding="utf-8-sig")):
                yield PackProblem(file, line, Text(f"{why.zh}。", f"{why.en}."))


def _judging_nothing(rules: tuple[BoundRule, ...], pack: Pack) -> Iterator[Fault]:
    for rule in rules:
        several = not isinstance(rule.spec.scope, str)
        for place, scope in enumerate(rule.spec.scopes):
            why = judges_nothing(rule.check, scope, pack)
            if why is not None:
                at: KeyPath = ("rules", rule.id, "scope")
                yield ((*at, place) if several else at), why


def _unplayable(pack: Pack) -> Iterator[Fault]:
    """Roles whose content is nothing that plays their part, or whose words all speak against it."""
    for name, role in pack.roles.items():
        part = pack.plays(name)
        wanted = _CONTENT.get(part)
        if wanted is not None and not wanted & set(role.content):
            has = ", ".join(item.value for item in role.content)
            asks = ", ".join(sorted(item.value for item in wanted))
            yield (
                ("roles", name, "content"),
                Text(
                    f"角色“{name}”谁也担当不了：它是{part.value}，内容应有{asks}，这里只有{has}。",
                    f"nobody can play role '{name}': it plays {part.value}, which takes {asks}, "
                    f"and its content is {has}.",
                ),
            )
        against = [word for word in role.words if word in role.not_words]
        for word in against:
            yield (
                ("roles", name, "not_words"),
                Text(
                    f"“{word}”既在words里，又在not_words里。",
                    f"'{word}' stands both in words and in not_words.",
                ),
            )


def _unplayed(pack: Pack) -> Iterator[Fault]:
    held = {role for kind in pack.kinds.values() for role in kind.roles}
    for name in pack.roles:
        if name not in held and pack.plays(name) not in _OF_NO_KIND:
            yield (
                ("roles", name),
                Text(
                    f"角色“{name}”不在任何类别的roles里，没有文件会是它。",
                    f"role '{name}' is in no kind's roles: no file will ever play it.",
                ),
            )
    for name, kind in pack.kinds.items():
        if kind.form is not None and not pack.playing(Plays.FORM, kind=name):
            yield (
                ("kinds", name, "roles"),
                Text(
                    f"类别“{name}”有推介表，它的roles里却没有一个角色是表（plays: form）。",
                    f"kind '{name}' has a form, and none of its roles plays form.",
                ),
            )


def _unused(pack: Pack) -> Iterator[Fault]:
    forms = {kind.form for kind in pack.kinds.values()}
    registers = {kind.register_ for kind in pack.kinds.values()}
    for name in pack.forms:
        if name not in forms:
            yield (
                ("forms", name),
                Text(f"没有类别用表“{name}”。", f"no kind uses form '{name}'."),
            )
    for name in pack.registers:
        if name not in registers:
            yield (
                ("registers", name),
                Text(f"没有类别用登记表“{name}”。", f"no kind uses register '{name}'."),
            )


def _untold(pack: Pack) -> Iterator[Fault]:
    """Kinds that nothing tells from the others."""
    if len(pack.kinds) < 2:
        return
    for name, kind in pack.kinds.items():
        if kind.words or getattr(kind, "told_by", None) is not None:
            continue
        if not _own_paper(pack, name, kind):
            yield (
                ("kinds", name),
                Text(
                    f"类别“{name}”无从认出：没有words，没有told_by，也没有自己的表或登记表。",
                    f"nothing tells kind '{name}': it has no words, no told_by, and no form or "
                    "register of its own.",
                ),
            )


def _own_paper(pack: Pack, name: str, kind: KindSpec) -> bool:
    others = [other for key, other in pack.kinds.items() if key != name]
    form = kind.form is not None and all(other.form != kind.form for other in others)
    return form or (
        kind.register_ is not None and all(other.register_ != kind.register_ for other in others)
    )


def _unowned(pack: Pack) -> Iterator[Fault]:
    """Rules that cite a clause and own no sentence of the outline, where there is one."""
    if not pack.outline:
        return
    owners = {owner for item in pack.outline for owner in item.owners}
    for name, rule in pack.rules.items():
        if rule.clause is not None and name not in owners:
            yield (
                ("rules", name, "clause"),
                Text(
                    f"规则“{name}”引了“{rule.clause}”，outline里却没有一句由它负责。",
                    f"rule '{name}' cites {rule.clause}, and no sentence of the outline is its.",
                ),
            )


_ORDER = "[一二三四五六七八九十百]"
#: What holds a numeral and states no quantity; taken out before numbers are looked for.
_NO_QUANTITY = re.compile(
    "|".join(
        (
            r"《[^《》]*》",  # a document's name, with the years in it
            r"[〔\[]\d{4}[〕\]]\s*\d*\s*号?",  # the number of a document: 〔2023〕1号
            rf"第\s*(?:\d+|{_ORDER}+)(?:[、，,]\s*(?:\d+|{_ORDER}+))*",  # an order: 第3、4位
            rf"{_ORDER}*（{_ORDER}+）\s*\d*(?:（\d+）)?",  # a clause: 三（二）1（3）
            r"(?:附件|附表|附录|表|图)\s*\d+(?:\s*[至、—-]\s*\d+)*",  # a part of the notice
            r"(?i:attachment|annex|appendix|clause|section|table|figure)s?\s*\d+",
            r"[A-Za-z]+[./-]?\d+(?:\.\d+)?",  # a name: MP4, H.264, A4
            r"(?<![A-Za-z])[A-Z]{2,}(?:/[A-Z])?\s+\d+(?:[.-]\d+)*",  # a standard: GB 32100
            r"characters? \d+(?: and \d+)?",  # a place within a code
            r"从\s*1\s*开始|from 1 on|\b1, 2, 3\b",  # how whatever is counted begins
            r"百分之百|一年(?=[分中里内])",
        )
    )
)
_MEASURES = (
    "年|周年|周岁|岁|个?月|周|天|日|小时|分钟|秒|毫秒|字|寸|英寸|米|厘米|毫米|像素|帧|倍|成|元|兆"
)
_COUNTED = "名|个|人|人次|份|张|件|项|条|次|页|段|篇|幅|册|部|种|家|户|位|类|套"
_NUMERAL = "[零〇一二两三四五六七八九十百千万]"
_ENGLISH = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|ninety|hundred|thousand|half"
)
_UNITS = (
    "years?|months?|weeks?|days?|hours?|minutes?|seconds?|inch(?:es)?|pixels?|characters?|words?|"
    "percent|frames?"
)
_STATED = re.compile(
    "|".join(
        (
            r"\d+(?:[.,/:：]\d+)*",
            rf"(?:{_NUMERAL}+|半)(?:{_MEASURES})",
            rf"(?:[三四五六七八九十百千]|{_NUMERAL}{{2,}})(?:{_COUNTED})",
            rf"{_NUMERAL}?百分之{_NUMERAL}+|[二三四五六七八九]分之{_NUMERAL}",
            rf"(?i:\b(?:{_ENGLISH})(?:[ -](?:to|or|and|a|an|{_ENGLISH}))*[ -](?:{_UNITS})\b)",
        )
    )
)
#: 同一天, 每一年, 某一日, 统一, 一般: one of a kind, no quantity.
_ONE_OF = re.compile(
    r"[同每某任这那哪逐另统唯单专其头末]一[年月周天日字]?|一(?:般|律|并|致|定|起|线)"
)


def stated_numbers(source: PackSource) -> Iterator[PackProblem]:
    """Every number in a rule's sentences that is written there and not taken from a parameter.

    Words that a rule takes from the notice above are that notice's, and are left alone.
    """
    for path, written in source.written.items():
        if path[2] == "quote" and path[1] in source.pack.told_by:
            continue
        numbers = numbers_in(written)
        if numbers:
            yield source.place(*path).problem(_said(path, list(dict.fromkeys(numbers))))


def numbers_in(written: str) -> list[str]:
    """The numbers that a sentence states beside its placeholders, in their order."""
    plain = _ONE_OF.sub("·", _NO_QUANTITY.sub("·", PIECES.sub("·", written)))
    return [found[0] for found in _STATED.finditer(plain)]


def _said(path: KeyPath, numbers: list[str]) -> Text:
    where = ".".join(str(key) for key in path[2:])
    zh, en = "”“".join(numbers), "', '".join(numbers)
    return Text(
        f"规则“{path[1]}”的{where}里写了“{zh}”：数字只在with（检查不用的在values）里写一次，"
        "句子里写参数名，如{at_least}。",
        f"{where} of '{path[1]}' states '{en}': a number is given once, in 'with' ('values' where "
        "the check does not take it), and named in sentences, such as {at_least}.",
    )
