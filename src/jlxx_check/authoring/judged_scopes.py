"""Which scopes a check can judge: by what it asks for, and what a pack's kinds and roles give."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.registry import Check
from jlxx_check.model.contents import Group
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import KindSpec
from jlxx_check.model.package import Entry, Form, Row, SubjectFile
from jlxx_check.text import Text

#: What a file's content is read as, by the type that a check asks for.
_GROUPS: dict[type, Group] = {
    Photo: Group.PHOTO,
    Video: Group.VIDEO,
    Audio: Group.AUDIO,
    Document: Group.DOCUMENT,
}
_ROLE_OF = {
    Photo: Text("照片的角色，如star.photo、*.photo", "a role of photos: star.photo, *.photo"),
    Video: Text("视频的角色，如*.video", "a role of videos: *.video"),
    Audio: Text("录音的角色，如*.audio", "a role of recordings: *.audio"),
    Document: Text("文档的角色，如project.summary", "a role of documents: project.summary"),
}


def usual_scopes(check: Check) -> Iterator[Text]:
    """What a rule with the check has as its ``scope``, in words."""
    needs = {kind for _, kind in check.needs}
    content = next((kind for kind in _GROUPS if kind in needs), None)
    if check.across:
        yield Text("batch（各材料包之间）", "batch (packages compared)")
    elif content is not None:
        yield _ROLE_OF[content]
    elif SubjectFile in needs:
        yield Text("file，或任何角色", "file, or any role")
    elif Form in needs:
        yield Text("有表的类别，如star", "a kind with a form: star")
    elif Row in needs:
        yield Text("有登记表的类别，如star", "a kind with a register: star")
    elif Entry in needs:
        yield Text("类别，如star，或*（全部）", "a kind: star, or * for all")
    else:
        yield Text("package（整份材料）", "package")


def judges_nothing(check: Check, scope: str, pack: Pack) -> Text | None:
    """Why the check can never judge anything there; None where it can.

    The scope has been held to the pack's kinds and roles already.
    """
    needs = {kind for _, kind in check.needs}
    name, _, role = scope.partition(".")
    if check.across:
        return None
    if scope == "package":
        if needs & {Entry, Form, Row, SubjectFile, *_GROUPS}:
            return _unfit(check, scope)
        return None
    if scope in ("file", "register-scan"):
        return _unfit(check, scope) if needs & {Form, Row} and scope != "file" else None
    if not needs & {Entry, Form, Row, SubjectFile, *_GROUPS}:
        # It would be called for each entry or file and say the same every time.
        return _whole_package(check, scope)
    kinds = list(pack.kinds.values()) if name == "*" else [pack.kinds[name]]
    if role:
        return _unfit_role(check, scope, role, needs, pack)
    if needs & {SubjectFile, *_GROUPS}:
        return _unfit(check, scope)
    return None if any(_gives(kind, check, needs) for kind in kinds) else _no_paper(check, scope)


def _unfit_role(check: Check, scope: str, role: str, needs: set[type], pack: Pack) -> Text | None:
    asked = [group for kind, group in _GROUPS.items() if kind in needs]
    given = pack.roles[role].content
    if all(group in given for group in asked):
        return None
    held = "、".join(item.value for item in given), ", ".join(item.value for item in given)
    asks = ", ".join(group.value for group in asked)
    return Text(
        f"检查“{check.name}”看的是{asks}，而角色“{role}”的文件只能是{held[0]}，什么也查不到。",
        f"'{check.name}' looks at {asks}, but files in role '{role}' are {held[1]}: on '{scope}' "
        "it judges nothing.",
    )


def _gives(kind: KindSpec, check: Check, needs: set[type]) -> bool:
    """Whether entries of the kind have the papers that are asked for."""
    row = kind.register_ is not None or kind.special_of is not None
    form = kind.form is not None or kind.special_of is not None
    if check.without_form is not None and row:
        return True
    return (Form not in needs or form) and (Row not in needs or row)


def _no_paper(check: Check, scope: str) -> Text:
    return Text(
        f"检查“{check.name}”要看推介表或登记表，而类别“{scope}”没有，什么也查不到。",
        f"'{check.name}' needs a form or a register, and kind '{scope}' has none: it judges "
        "nothing there.",
    )


def _unfit(check: Check, scope: str) -> Text:
    told = next(usual_scopes(check))
    return Text(
        f"检查“{check.name}”在范围“{scope}”上什么也查不到；它的范围应是：{told.zh}。",
        f"'{check.name}' judges nothing on scope '{scope}'; its scope is {told.en}.",
    )


def _whole_package(check: Check, scope: str) -> Text:
    return Text(
        f"检查“{check.name}”看的是整份材料，范围应写package，而不是“{scope}”。",
        f"'{check.name}' looks at the whole package: its scope is package, not '{scope}'.",
    )
