"""What part a file plays: by words and content; pictures that no word tells, by their look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.words import (
    ACTIVITY_PHOTO,
    ATTACHMENT,
    FORM,
    ID_PHOTO,
    REGISTER,
    SUMMARY,
    Clues,
    Vocabulary,
)
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Group, Photo
from jlxx_check.model.formats import file_name
from jlxx_check.model.pack import IdPhotoLook
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold_name

_PAPERS = (FORM, REGISTER, SUMMARY)


@dataclass(frozen=True, slots=True)
class Told:
    """A role, the evidence, and whether the file's own name says it (else: a folder's)."""

    role: str
    why: Text
    by_name: bool = True


def told_role(
    item: Item, kind: str, owner: Candidate | None, home: str | None, vocabulary: Vocabulary
) -> Told | None:
    """The role that words of the file's name say, else of the nearest folder but its own home."""
    clues = item.clues
    roles, against = clues.roles, clues.against
    names = [fold_name(name) for name in owner.names if name] if owner else []
    if any(name and name in clues.text for name in names):
        # 书香课件库 is a project's name here, no sign of a lecture's slides.
        text = clues.text
        for name in names:
            text = text.replace(name, "")
        roles, against = vocabulary.roles_of(text), vocabulary.against(text)
    best = _best(roles, against, item, kind, vocabulary)
    if best:
        return Told(best[0], _by_word("文件名", "its name", best[1]))
    for folder, folder_clues in zip(item.folders[::-1], item.folder_clues[::-1], strict=True):
        if folder == home or _names_owner(folder_clues, names):
            continue
        best = _best(folder_clues.roles, folder_clues.against | against, item, kind, vocabulary)
        if best:
            name = file_name(folder)
            return Told(
                best[0], _by_word(f"文件夹“{name}”", f"the folder “{name}”", best[1]), False
            )
    return None


def _names_owner(clues: Clues, names: list[str]) -> bool:
    return any(name and name in clues.text for name in names)


def _best(
    roles: dict[str, tuple[tuple[int, int, int], str]],
    against: frozenset[str],
    item: Item,
    kind: str,
    vocabulary: Vocabulary,
) -> tuple[str, str] | None:
    group = item.facts.group
    if group is Group.PHOTO and (paper := _paper_word(roles, vocabulary)):
        role, word = paper
        return (role, word) if role == FORM else (ATTACHMENT, word)
    known = vocabulary.pack.roles
    allowed = ({*vocabulary.pack.kinds[kind].roles, ATTACHMENT} & {*known}) - {REGISTER} - against
    able = {
        role: strength
        for role, strength in roles.items()
        if role in allowed and group in known[role].content
    }
    if not able:
        return None
    role = max(able, key=lambda name: able[name][0])
    return role, able[role][1]


def _paper_word(
    roles: dict[str, tuple[tuple[int, int, int], str]], vocabulary: Vocabulary
) -> tuple[str, str] | None:
    """A picture named for a paper is a picture of it, unless another word says photo."""
    if any(role not in _PAPERS for role in roles):
        return None
    papers = {role: roles[role] for role in _PAPERS if role in roles}
    if not papers:
        return None
    role = max(papers, key=lambda name: papers[name][0])
    return role, papers[role][1]


def _by_word(zh: str, en: str, word: str) -> Text:
    return Text(f"{zh}中有“{word}”", f"{en} has “{word}” in it")


def only_role(item: Item, kind: str, vocabulary: Vocabulary) -> str | None:
    """The one role that content leaves for a photo, video or recording; None: several or none."""
    group = item.facts.group
    if group not in MEDIA:
        return None
    roles = [
        role
        for role in vocabulary.pack.kinds[kind].roles
        if role not in (*_PAPERS, ATTACHMENT) and group in vocabulary.pack.roles[role].content
    ]
    return roles[0] if len(roles) == 1 else None


def is_scan(item: Item) -> bool:
    """A picture, or a document of pictures only."""
    body = item.facts.body
    return item.facts.group is Group.PHOTO or (isinstance(body, Document) and not body.has_text)


def sort_photos(
    told: Iterable[str], untold: Sequence[Item], look: IdPhotoLook
) -> list[tuple[Item, str, Text]]:
    """Which of the pictures that no word tells is the ID photo; the others show activities.

    told: the roles of the owner's other pictures.
    """
    known = set(told)
    scores = sorted(
        ((_likeness(item, look), -place, item) for place, item in enumerate(untold)),
        key=lambda score: score[:2],
        reverse=True,
    )
    chosen: Item | None = None
    if scores and ID_PHOTO not in known:
        best = scores[0][0]
        # Of two pictures one has to be it; alone or among many it must look like one.
        pair = len(untold) == 2 or (len(untold) == 1 and ACTIVITY_PHOTO in known)
        if best >= (0.8 if pair else 1.4):
            chosen = scores[0][2]
    return [
        (item, ID_PHOTO, _looks_like(item)) if item is chosen else (item, ACTIVITY_PHOTO, _OTHER)
        for item in untold
    ]


def _likeness(item: Item, look: IdPhotoLook) -> float:
    """0 (nothing like an ID photo) to 2 (its ratio and one plain background)."""
    body = item.facts.body
    if not isinstance(body, Photo):
        return 0.9  # unreadable: between a portrait and a picture of a scene
    ratio = body.width / max(body.height, 1)
    distance = min((abs(ratio - want) / want for want in look.ratios), default=1.0)
    shape = 1.0 if distance <= look.tolerance else max(0.0, 0.9 - 2 * distance)
    plain = min(1.0, body.plain_background / max(look.plain_background, 0.01))
    return shape + (plain if shape or plain == 1.0 else 0.0)


_OTHER = Text(
    "名称没有说明，按画面归为活动照片",
    "its name says nothing; by its look it is an activity photo",
)


def _looks_like(item: Item) -> Text:
    return Text(
        "名称没有说明，按长宽比例和背景最像证件照",
        "its name says nothing; by its proportions and background it looks most like an ID photo",
    )
