"""Nobody and nothing is put forward twice in one package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jlxx_check.checks.identity import MOST_COMPARED, Identity, known_by, sameness
from jlxx_check.checks.registry import check
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text


@check("entries.repeated", zh="同一人（项目）只推介一次；重复的与第一次的一并列出。")
def repeated(package: Package, pack: Pack, want: Identity) -> Iterator[Outcome]:
    """Every person or project is put forward once; each repeat is named with the first."""
    aliases = pack.unit_aliases()
    before: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in package.of_kind(want.kind):
        keys = known_by(entry, want)
        maybe = {other.id: other for key in keys for other in before[key][:MOST_COMPARED]}
        alike = [
            (other, found)
            for other in maybe.values()
            if (found := sameness(other, entry, want, aliases)) is not None
        ]
        for key in keys:
            before[key].append(entry)
        if not alike:
            yield passed(entry=entry.id)
            continue
        # One that is certainly the same speaks before a mere namesake; of equals the first.
        first, found = max(alike, key=lambda pair: pair[1].certain)
        yield _repeat(first, entry, found.by) if found.certain else _namesake(first, entry)


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
