"""Nobody and nothing is put forward twice in one package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jlxx_check.checks.identity import MOST_COMPARED, Identity, Sameness, known_by, sameness
from jlxx_check.checks.registry import check
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@check("entries.repeated", zh="同一人（项目）只推介一次；重复的与第一次的一并列出。")
def repeated(package: Package, pack: Pack, want: Identity) -> Iterator[Outcome]:
    """Every person or project is put forward once; each repeat is named with the first."""
    for entry, repeat in repeats(package.of_kind(want.kind), want, pack.unit_aliases()):
        if repeat is None:
            yield passed(entry=entry.id)
        elif repeat.by.certain:
            yield _repeat(repeat.first, entry, repeat.by.by)
        else:
            yield _namesake(repeat.first, entry)


@frozen
class Repeat:
    """Whom an entry comes after that it is, or may be, once more."""

    first: Entry
    by: Sameness


def repeats(
    entries: Iterable[Entry], want: Identity, aliases: Mapping[str, str]
) -> Iterator[tuple[Entry, Repeat | None]]:
    """Each entry of a kind, in the order given, and which one before it it repeats."""
    before: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        keys = known_by(entry, want)
        maybe = {other.id: other for key in keys for other in before[key][:MOST_COMPARED]}
        alike = [
            Repeat(other, found)
            for other in maybe.values()
            if (found := sameness(other, entry, want, aliases)) is not None
        ]
        for key in keys:
            before[key].append(entry)
        # One that is certainly the same speaks before a mere namesake; of equals the first.
        yield entry, max(alike, key=lambda repeat: repeat.by.certain, default=None)


def _repeat(first: Entry, entry: Entry, by: Text) -> Outcome:
    return failed(
        Text(
            f"“{entry.name}”与“{first.name}”（{_place(first)}）{by.zh}，重复{PUT_FORWARD}。",
            f"“{entry.name}” and “{first.name}” ({_place(first)}) have {by.en}: "
            f"{PUT_FORWARD} twice.",
        ),
        entry=entry.id,
        file=_path(entry),
        expected=Text(f"只{PUT_FORWARD}一次", f"{PUT_FORWARD} once"),
        observed=by,
        related=tuple(path for path in (_path(first),) if path),
    )


def _namesake(first: Entry, entry: Entry) -> Outcome:
    return review(
        Text(
            f"有两处“{entry.name}”（另一处：{_place(first)}），材料中没有可以区分的内容，请核对是否重复{PUT_FORWARD}。",
            f"“{entry.name}” is there twice (also: {_place(first)}); nothing tells the two apart. "
            "Make sure that they are not one.",
        ),
        entry=entry.id,
        file=_path(entry),
    )


def _place(entry: Entry) -> str:
    return _path(entry) or entry.folder or entry.id


def _path(entry: Entry) -> str | None:
    if entry.form is not None:
        return entry.form.path
    return entry.files[0].path if entry.files else None
