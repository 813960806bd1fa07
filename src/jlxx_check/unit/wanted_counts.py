"""How many entries of each kind a unit begins with, by whatever name the kind is called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jlxx_check.errors import CallError
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.text import Text, joined
from jlxx_check.values.folding import fold_name

#: More than any notice lets a unit put forward; beyond it a number is a slip.
MOST = 500
#: The check that sets how many of a kind there may be.
_QUOTA = "entries.count"


class CannotBegin(CallError):
    """A package cannot be begun there, or not with what was given."""


def own_kinds(pack: Pack) -> dict[str, KindSpec]:
    """The kinds that are numbered; what singles one of them out is not."""
    return {kind: spec for kind, spec in pack.kinds.items() if spec.special_of is None}


def wanted_counts(pack: Pack, asked: Mapping[str, int]) -> dict[str, int]:
    """How many of each kind: as asked, else the fewest that the notice takes, at least one.

    asked: by the kind's key, its title or another of the pack's words for it; an English word may
    be in the plural. Raises CannotBegin.
    """
    counts = {kind: _fewest(pack, kind) for kind in own_kinds(pack)}
    said: dict[str, int] = {}
    for word, number in asked.items():
        kind = kind_called(pack, word)
        if said.setdefault(kind, number) != number:
            raise CannotBegin(two_numbers(pack.kinds[kind].title, said[kind], number))
        if not 0 <= number <= MOST:
            title = pack.kinds[kind].title
            raise CannotBegin(
                Text(
                    f"“{title.zh}”的个数要在0至{MOST}之间，不能是{number}。",
                    f"The number of “{title.en}” is 0 to {MOST}, not {number}.",
                )
            )
        counts[kind] = number
    return counts


def two_numbers(what: Text, one: int, other: int) -> Text:
    """That it is not plain how many there are to be."""
    return Text(
        f"“{what.zh}”的个数写了两个：{one} 和 {other}，请只写一个。",
        f"The number of “{what.en}” is given twice, {one} and {other}: give one.",
    )


def beyond_quota(pack: Pack, counts: Mapping[str, int]) -> Iterator[tuple[str, Text]]:
    """The kinds of which the notice wants more or fewer, and how many it wants."""
    for kind, number in counts.items():
        least, most = _quota(pack, kind)
        if number < least:
            yield kind, Text(f"不少于{least}个", f"{least} or more")
        elif most is not None and number > most:
            yield kind, Text(f"不超过{most}个", f"at most {most}")


def kind_called(pack: Pack, word: str) -> str:
    """The kind that the word means. Raises CannotBegin, which names all kinds."""
    kinds = own_kinds(pack)
    meant = [kind for kind, spec in kinds.items() if fold_name(word) in set(_names(kind, spec))]
    if len(meant) == 1:
        return meant[0]
    known = joined(
        Text(f"{kind}（{spec.title.zh}）", f"{kind} ({spec.title.en})")
        for kind, spec in kinds.items()
    )
    raise CannotBegin(
        Text(
            f"这份通知里没有“{word}”这一类，有的是：{known.zh}。",
            f"This notice knows no “{word}”; it knows {known.en}.",
        )
    )


def _names(kind: str, spec: KindSpec) -> Iterator[str]:
    for word in (kind, spec.title.zh, spec.title.en, *spec.called, *spec.words):
        yield fold_name(word)
        if word.isascii():
            yield fold_name(f"{word}s")


def _fewest(pack: Pack, kind: str) -> int:
    return max(1, _quota(pack, kind)[0])


def _quota(pack: Pack, kind: str) -> tuple[int, int | None]:
    """The fewest and the most of a kind; None where there is no limit."""
    for rule in pack.rules.values():
        if rule.check == _QUOTA and rule.with_.get("kind") == kind:
            most = rule.with_.get("at_most")
            return int(rule.with_.get("at_least", 0)), None if most is None else int(most)
    return 0, None
