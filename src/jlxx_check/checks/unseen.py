"""Parts of a package that could not be looked into: what is missing may be there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from jlxx_check.checks.first_steps import (
    NAME_AGAIN,
    OPEN_FIRST,
    READ_THE_REST,
    SAVE_AS_USUAL,
    SHOW_FIRST,
)
from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Body, Content, Group
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Outcome, Status, not_judged
from jlxx_check.model.package import Entry, Package, Reason, Unassigned, Value
from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.folding import fold_name
from jlxx_check.values.lost_names import is_lost

#: Shut by the system, an archive that does not open, or a file whose name was lost: each has been
#: told of by itself.
_UNSEEN = frozenset({Reason.SHUT, Reason.UNREADABLE, Reason.NAMELESS})

#: What a form or a register comes as.
_WRITTEN = (Group.DOCUMENT, Group.PHOTO)

#: What is found where something is missing.
NONE = Text("没有", "none")


def may_be_unseen(
    package: Package, missing: Outcome, groups: Collection[Group] = (), *, by_text: bool = False
) -> Outcome:
    """The finding that something is missing, or that this cannot be told.

    groups: what is missing is one of them; without any it may be whatever there is. by_text: what
    is missing is a form or a register, which is told by what stands in it; a scan of it is not.
    """
    groups = groups or (_WRITTEN if by_text else ())
    unseen = [item for item in package.unseen if item.reason in _UNSEEN]
    if not unseen:
        return missing
    if all(item.reason is Reason.NAMELESS for item in unseen):
        lost = [
            path
            for path in _lost(package, unseen)
            if _is_of(package, path, groups, by_text=by_text)
        ]
        if not lost:
            return missing
        why = Text(
            f"有{len(lost)}个文件的名称是乱码（如“{lost[0]}”），缺少的材料可能就在其中，无法判断。",
            f"The names of {len(lost)} file(s) were lost (such as “{lost[0]}”); what is missing "
            "may be among them.",
        )
        return not_judged(why, entry=missing.entry, file=missing.file, fix=NAME_AGAIN)
    unseen = [item for item in unseen if item.reason is not Reason.NAMELESS]
    # What lies in an archive that does not open has no problem of its own: the archive has.
    shut = next((item for item in unseen if item.problem or item.reason is Reason.SHUT), unseen[0])
    why = Text(
        f"“{shut.path}”打不开，缺少的材料可能在里面，无法判断。",
        f"“{shut.path}” could not be opened; what is missing may be in there.",
    )
    return not_judged(why, entry=missing.entry, file=missing.file, fix=OPEN_FIRST)


def called_so(package: Package, words: Iterable[str], entry: Entry | None = None) -> str | None:
    """A file in a format that nobody here knows, called as what is missing is; None for none.

    words: by which that is known. entry: who lacks it; without one it lies anywhere.
    """
    folded = [fold_name(word) for word in words]
    for item in package.unassigned:
        facts = package.facts.get(item.path)
        if item.reason is not Reason.UNKNOWN or facts is None:
            continue
        if facts.content is not Content.UNKNOWN or not facts.size:
            continue
        name = fold_name(file_name(item.path))
        if not any(word in name for word in folded):
            continue
        if entry is None or _is_theirs(item.path, name, entry, package):
            return item.path
    return None


def _is_theirs(path: str, name: str, entry: Entry, package: Package) -> bool:
    """Whether a file of nobody may be the entry's: by its folded name, else by its folder."""
    called = {each.id for each in package.entries if (own := fold_name(each.name)) and own in name}
    beside = any(_folder(path) == _folder(file.path) for file in entry.files)
    return entry.id in called or (beside and not called)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def may_be_called_so(missing: Outcome, path: str | None) -> Outcome:
    """The finding, or that this cannot be told: path may be what is missing."""
    if path is None or missing.status is not Status.FAIL:
        return missing
    why = Text(
        f"“{file_name(path)}”从名称看可能就是，但认不出它的格式，无法判断。",
        f"By its name “{file_name(path)}” may be it, but its format is not known, so that this "
        "cannot be told.",
    )
    told = missing.message or why
    message = Text(told.zh + why.zh, f"{told.en} {why.en}") if missing.message else why
    return not_judged(message, entry=missing.entry, file=path, fix=SAVE_AS_USUAL)


def _lost(package: Package, nameless: Sequence[Unassigned]) -> Iterator[str]:
    """Files whose names were lost: those of nobody, and those that may be another's."""
    yield from (item.path for item in nameless)
    for file in package.role_files:
        if any(map(is_lost, file.path.split("/"))):
            yield file.path


def _is_of(package: Package, path: str, groups: Collection[Group], *, by_text: bool) -> bool:
    """Whether a file whose name was lost may be what is missing."""
    facts = package.facts.get(path)
    if facts is None:
        return True
    if by_text and isinstance(facts.body, Document):
        # Prose has told what it is. By its name alone may have been known what has a table without
        # a title; whom a lost folder was called after is not known either.
        body, lies_in_lost = facts.body, any(map(is_lost, path.split("/")[:-1]))
        tabled = any(isinstance(block, Table) for block in body.blocks)
        if body.has_text and body.unread is None and not (tabled or lies_in_lost):
            return False
    return not groups or facts.group in (*groups, Group.OTHER)


def may_be_anothers(name: str, files: Sequence[str], many: Outcome) -> Outcome:
    """The finding that somebody has too many files, or that this cannot be told.

    name: whose they are. Whose name a folder's or a file's own was, if it was lost, nobody knows.
    """
    for path in files:
        folder, _, file = path.rpartition("/")
        if is_lost(file) or (name not in file and is_lost(file_name(folder))):
            why = Text(
                f"“{path}”的名称是乱码，不一定是“{name}”的这项材料，数量无法判断。",
                f"The name of “{path}” was lost; it may be nothing of the sort of “{name}”, so "
                "that the number cannot be told.",
            )
            return not_judged(why, entry=many.entry, file=many.file, fix=NAME_AGAIN)
    return many


def may_be_unread(body: Body, missing: Outcome) -> Outcome:
    """The finding that something is missing in a file, or that this cannot be told.

    body: what was read of the file; where a part of it was not, what is missing may stand there.
    Where a part of it is hidden, whoever is told to fill it in looks there first.
    """
    if not isinstance(body, Document) or missing.status is not Status.FAIL:
        return missing
    if body.unread is not None:
        return not_judged(body.unread, entry=missing.entry, file=missing.file, fix=READ_THE_REST)
    told = missing.message
    if not body.unseen or told is None:
        return missing
    hidden = body.unseen[0]
    message = Text(
        f"{told.zh}文件中有看不见的内容（{hidden.zh}），请先看看是否就在其中。",
        f"{told.en} Some of the file is not shown ({hidden.en}); look there first.",
    )
    return replace(missing, message=message, fix=SHOW_FIRST)


def is_unsaved(value: Value | None) -> bool:
    """Whether a cell shows what nobody can tell from the file: a formula without its result."""
    return value is not None and value.kind is CellKind.UNSAVED and not value.text


def no_results(values: Sequence[Value]) -> Text:
    """Why nothing is said of these cells, by the first one's place."""
    first, number = values[0].where, len(values)
    many = Text(f"等{number}个单元格", f" and {number - 1} more") if number > 1 else Text("", "")
    return Text(
        f"{first}{many.zh}是公式，文件里没有保存计算结果，读不到内容。",
        f"{first}{many.en}: a formula whose result was not saved with the file.",
    )
