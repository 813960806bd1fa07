"""Which files were understood, and which were not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jlxx_check.checks.first_steps import NAME_AGAIN
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Cause, ReadFailure, Unreadable
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import FORM, FORMS, REGISTER
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.package import Misplaced, Package, Reason, Unassigned
from jlxx_check.text import Text, behind_colon

#: The other reasons are no fault, or another rule's finding.
_NOT_UNDERSTOOD = frozenset(
    {
        Reason.NO_OWNER,
        Reason.UNKNOWN,
        Reason.REFUSED,
        Reason.MISNAMED,
        Reason.ABSENT,
        Reason.ASTRAY,
        Reason.SAMPLE,
    }
)


#: Those of a file that was looked at.
_BY_NAME = frozenset({Reason.NO_OWNER, Reason.UNKNOWN, Reason.NAMELESS})

#: Where one sentence ends and another begins, but for a name in quotes: “1. Form”.
_SENTENCES = re.compile(r"\. (?=[A-Z])(?![^“]*”)")

#: Of a link or a device, which no better name or folder makes into material.
_NO_FILE = Text(
    "链接、快捷方式请换成它所指的文件本身；管道、设备等请删除。",
    "Put the file itself in the place of a link; delete pipes and devices.",
)

#: Of a member of an archive whose name, or whose bytes, are in another's way.
_PACK_AGAIN = Text(
    "请在本机解压，给重名的改名，多余的删除，再重新压缩为一个 .zip。",
    "Unpack it, rename what has another's name, delete what is not needed, and pack it again as "
    "one .zip.",
)

_HAND_IN = Text(
    "请提交文件本身，放在原来的位置，并删除这一个。",
    "Hand in the file itself, in the same place, and delete this one.",
)
_FILL = Text(
    "要报送的请填好；多余的请连同空文件夹一起删除。",
    "Fill in what is to be sent; delete what is not needed, with its folder.",
)
_OWN_FORM = Text(
    f"请换成这个文件夹的人（项目）自己的{FORM}；不需要的，只删除这一个文件。",
    f"Put the {FORM} of the one whose folder it is in its place; where none is needed, delete "
    "this file alone.",
)
_NO_SAMPLE = Text(
    f"确是要报送的{FORM}的，请改文件名，去掉“样表”“填写说明”等字样；多余的请删除。",
    f"Rename it if it is a {FORM} that is handed in; delete it if it is not needed.",
)
_THIS_YEAR = Text(
    f"不报送的请删去；确要报送的，请改文件夹的名称，并补登{REGISTER}。",
    f"Delete it if it is not handed in; else rename the folder and add the rows to the {REGISTER}.",
)
_FIXES = {
    Reason.REFUSED: _NO_FILE,
    Reason.MISNAMED: _PACK_AGAIN,
    Reason.ABSENT: _HAND_IN,
    Reason.ASTRAY: _OWN_FORM,
    Reason.SAMPLE: _NO_SAMPLE,
}


@check("package.recognised", zh="每个文件都认得出用途；认不出的说明原因。")
def recognised(package: Package) -> Iterator[Outcome]:
    """Every file plays a role; one that plays none is named with the reason."""
    for owned in package.role_files:
        yield passed(entry=owned.entry, file=owned.path)
    for misplaced in package.misplaced:
        yield _for_a_person(misplaced, package)
    unread = frozenset(package.unread)
    for item in package.unassigned:
        told = _unread(item, package)
        if told is not None:
            yield not_judged(told, file=item.path)
        elif item.path in unread and item.path in package.facts:  # it may be anything
            body = package.facts[item.path].body
            why = body.detail if isinstance(body, Unreadable | ReadFailure) else item.why
            yield not_judged(why, file=item.path)
        elif item.reason in _NOT_UNDERSTOOD:
            why, advice = _parted(item.why)
            named, behind = file_name(item.path), behind_colon(why.en)
            yield failed(
                Text(
                    f"文件“{named}”没有计入任何材料：{why.zh}。",
                    f"The file “{named}” counts as no material: {behind}.",
                ),
                file=item.path,
                fix=_FIXES.get(item.reason, advice),
            )
        elif item.reason is Reason.SHUT:
            yield not_judged(item.why, file=item.path)
        elif item.reason is Reason.NAMELESS:
            yield not_judged(item.why, file=item.path, fix=NAME_AGAIN)
    yield from _set_aside(package)
    blank = [item.path for item in package.unassigned if item.reason is Reason.BLANK]
    if blank:
        yield _not_filled_in(blank)


def _parted(why: Text) -> tuple[Text, Text | None]:
    """A reason without its last stop, and the advice behind it, which is then the fix."""
    zh, _, advice = why.zh.partition("。")
    en = _SENTENCES.split(why.en, maxsplit=1)
    if advice and len(en) > 1:
        return Text(zh, en[0]), Text(advice, en[1])
    return Text(why.zh.rstrip("。"), why.en.rstrip(".")), None


def _for_a_person(misplaced: Misplaced, package: Package) -> Outcome:
    """Whose it is was told for certain by neither: its folder says another."""
    owners = {owned.path: owned.entry for owned in package.role_files}
    others = () if misplaced.other is None else (misplaced.other,)
    return replace(
        review(misplaced.why, entry=owners.get(misplaced.path), file=misplaced.path),
        related=others,
    )


def _set_aside(package: Package) -> Iterator[Outcome]:
    """A finding for each folder of another year, whatever it holds."""
    folders: dict[Text, list[str]] = {}
    for item in package.unassigned:
        if item.reason is Reason.EARLIER:
            folders.setdefault(item.why, []).append(item.path)
    for why, paths in folders.items():
        yield failed(
            Text(f"{why.zh}。", f"{why.en}."),
            file=paths[0],
            related=tuple(paths[1:]),
            fix=_THIS_YEAR,
        )


def _unread(item: Unassigned, package: Package) -> Text | None:
    """Why nothing was read of a file whose name alone tells no role: what is in it might have."""
    facts = package.facts.get(item.path)
    body = facts.body if facts is not None and item.reason in _BY_NAME else None
    pointer = isinstance(body, Unreadable) and body.cause is Cause.POINTER
    return body.detail if isinstance(body, Unreadable) and pointer else None


def _not_filled_in(paths: Sequence[str]) -> Outcome:
    """All blank forms at once: a package that was just begun has as many as entries."""
    number = len(paths)
    several = Text(f"有{number}份{FORM}还没有填写。", f"{number} {FORMS} are not filled in yet.")
    one = Text(
        f"{FORM}“{file_name(paths[0])}”还没有填写。",
        f"The {FORM} “{file_name(paths[0])}” is not filled in yet.",
    )
    return failed(
        several if number > 1 else one, file=paths[0], related=tuple(paths[1:]), fix=_FILL
    )


@check("package.leftovers", zh="没有其他程序遗留的文件。", apart=True)
def leftovers(package: Package) -> Iterator[Outcome]:
    """No file is a leftover of another program."""
    found = [item for item in package.unassigned if item.reason is Reason.LEFTOVER]
    for item in found:
        yield failed(
            Text(
                f"“{file_name(item.path)}”是系统或其他程序留下的文件，不是报送材料。",
                f"“{file_name(item.path)}” was left behind by another program and is no material.",
            ),
            file=item.path,
        )
    if not found:
        yield passed()
