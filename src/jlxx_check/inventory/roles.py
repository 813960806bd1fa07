"""What part a file plays: by words and content; pictures that no word tells, by their look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jlxx_check.inventory.items import MEDIA, Candidate, Item
from jlxx_check.inventory.vocabulary import Clues, Vocabulary
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Group, Photo
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import IdPhotoLook
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.frozen_types import frozen

_PAPERS = frozenset({Plays.FORM, Plays.REGISTER, Plays.TEXT})
#: A page of text by its look: the long side of paper (ISO 216) over the short one, and how far off
#: it may be; fewest pixels of the long side; the paper's darkest channel; most colour, stamp and
#: all; least uniform edge; least sharpness. A portrait in grey is softer, one in colour coloured.
_PAGE_RATIO, _PAGE_TOLERANCE = 2**0.5, 0.03
_PAGE_SIDE, _PAPER_LIGHT, _PAGE_CHROMA, _PAGE_EDGE, _PAGE_SHARPNESS = 1000, 200, 15.0, 0.85, 600.0


@frozen
class Told:
    """A role, the evidence, and whether the file's own name says it (else: a folder's)."""

    role: str
    why: Text
    by_name: bool = True


@frozen
class KindRoles:
    """A kind's roles by what they play, each in the kind's order.

    along: the role under which what comes along is reported, whether the kind lists it or not.
    """

    forms: tuple[str, ...]
    texts: tuple[str, ...]
    pictures: tuple[str, ...]
    id_pictures: tuple[str, ...]
    along: str

    @classmethod
    def of(cls, kind: str, pack: Pack) -> KindRoles:
        """The roles of one kind of entry."""
        return cls(
            forms=pack.playing(Plays.FORM, kind=kind),
            texts=pack.playing(Plays.TEXT, kind=kind),
            pictures=pack.playing(Plays.PICTURE, kind=kind),
            id_pictures=pack.playing(Plays.ID_PICTURE, kind=kind),
            along=pack.role_for(Plays.ATTACHMENT, kind),
        )


def told_role(
    item: Item, kind: str, owner: Candidate | None, home: str | None, vocabulary: Vocabulary
) -> Told | None:
    """The role that words of the file's name say, else of the nearest folder but its own home."""
    pack = vocabulary.pack
    along = pack.role_for(Plays.ATTACHMENT, kind)
    if item.moves:
        return Told(along, MOVES)
    clues = item.clues
    roles, against = clues.roles, clues.against
    names = [fold_name(name) for name in owner.names if name] if owner else []
    paper = clues.paper_end
    if any(name and name in clues.text for name in names):
        # 书香课件库 is a project's name here, no sign of a lecture's slides.
        text = clues.text
        for name in names:
            text = text.replace(name, "")
        said, against = vocabulary.roles_of(text), vocabulary.against(text)
        roles = {role: word for role, word in said.items() if role in clues.roles}
        paper = vocabulary.paper_end(text)
    best = _best(roles, against, item, kind, vocabulary)
    if best:
        return Told(best[0], _by_word("文件名", "its name", best[1]))
    if paper and item.form is None:
        return Told(along, _by_word("文件名", "its name", paper))
    if named_scan(item):
        # It may be the form's; whoever has none finds out by what else is there.
        stands = pack.playing(Plays.FORM, kind=kind)
        return None if stands else Told(along, _by_word("文件名", "its name", clues.scan))
    for folder, folder_clues in zip(item.folders[::-1], item.folder_clues[::-1], strict=True):
        if folder == home or _names_owner(folder_clues, names):
            continue
        best = _best(folder_clues.roles, folder_clues.against | against, item, kind, vocabulary)
        if best is None and folder_clues.paper_end and item.form is None:
            best = along, folder_clues.paper_end
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
    pack = vocabulary.pack
    along = pack.role_for(Plays.ATTACHMENT, kind)
    if item.facts.group is Group.PHOTO and (paper := _paper_word(roles, kind, vocabulary)):
        return paper
    allowed = {*pack.kinds[kind].roles, along} - against
    able = {
        role: strength
        for role, strength in roles.items()
        if role in allowed
        and role in pack.roles
        and vocabulary.part(role) is not Plays.REGISTER
        and item.may_be(pack.roles[role].content)
    }
    if not able:
        return None
    role = max(able, key=lambda name: able[name][0])
    return role, able[role][1]


def _paper_word(
    roles: dict[str, tuple[tuple[int, int, int], str]], kind: str, vocabulary: Vocabulary
) -> tuple[str, str] | None:
    """A picture named for a paper is a picture of it, unless another word says photo.

    One of the kind's own form is that form's scan; any other comes along.
    """
    if not roles or any(vocabulary.part(role) not in _PAPERS for role in roles):
        return None
    own = vocabulary.pack.playing(Plays.FORM, kind=kind)
    role = max(roles, key=lambda name: (roles[name][0], name in own))
    stands = role if role in own else vocabulary.pack.role_for(Plays.ATTACHMENT, kind)
    return stands, roles[role][1]


def _by_word(zh: str, en: str, word: str) -> Text:
    return Text(f"{zh}中有“{word}”", f"{en} has “{word}” in it")


def only_role(item: Item, kind: str, vocabulary: Vocabulary) -> str | None:
    """The one role that content leaves for a photo, video or recording; None: several or none."""
    group, pack = item.facts.group, vocabulary.pack
    if group not in MEDIA or item.moves:
        return None
    along = pack.role_for(Plays.ATTACHMENT, kind)
    roles = [
        role
        for role in pack.kinds[kind].roles
        if role != along
        and vocabulary.part(role) not in _PAPERS
        and group in pack.roles[role].content
    ]
    return roles[0] if len(roles) == 1 else None


def is_scan(item: Item) -> bool:
    """A picture, or a document of pictures only."""
    body = item.facts.body
    return item.facts.group is Group.PHOTO or (isinstance(body, Document) and not body.has_text)


def named_scan(item: Item) -> bool:
    """Whether its name calls it a stamped page or a scan, and no word says of what."""
    return bool(item.clues.scan) and not item.clues.roles and is_scan(item)


def page_by_look(item: Item) -> bool:
    """Whether a picture that no word tells is surely a page of text: a scan of some paper.

    Paper and portrait have next to the same proportions, so that it would pass for an ID photo; and
    a page is no photo of an activity.
    """
    body = item.facts.body
    if not isinstance(body, Photo) or body.backdrop is None:
        return False
    long, short = max(body.width, body.height), min(body.width, body.height)
    return (
        long >= _PAGE_SIDE
        and abs(long / max(short, 1) / _PAGE_RATIO - 1) <= _PAGE_TOLERANCE
        and min(body.backdrop.colour) >= _PAPER_LIGHT
        and body.chroma <= _PAGE_CHROMA
        and body.plain_background >= _PAGE_EDGE
        and body.sharpness >= _PAGE_SHARPNESS
    )


def sort_photos(
    told: Iterable[str], untold: Sequence[Item], roles: KindRoles, look: IdPhotoLook
) -> tuple[list[tuple[Item, str, Text]], list[Item]]:
    """Which of the pictures that no word tells is the ID picture; the others are of the other role.

    told: the roles of the owner's other pictures. Returned second: what may be of several roles.
    """
    known = set(told)
    missing = [role for role in roles.id_pictures if role not in known]
    (other,) = roles.pictures if len(roles.pictures) == 1 else (None,)
    scores = sorted(
        ((_likeness(item, look), -place, item) for place, item in enumerate(untold)),
        key=lambda score: score[:2],
        reverse=True,
    )
    chosen: Item | None = None
    if scores and len(missing) == 1:
        best = scores[0][0]
        # Of two pictures one has to be it; alone or among many it must look like one.
        pair = len(untold) == 2 or (len(untold) == 1 and not known.isdisjoint(roles.pictures))
        if best >= (0.8 if pair else 1.4):
            chosen = scores[0][2]
    sorted_ = [(chosen, missing[0], _LOOKS_LIKE)] if chosen else []
    rest = [item for item in untold if item is not chosen]
    if other is None:
        return sorted_, rest
    return sorted_ + [(item, other, _OTHER) for item in rest], []


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


MOVES = Text(
    "实况照片的动态部分，属于同名的照片",
    "the moving part of a live photo; it belongs to the picture of the same name",
)
_OTHER = Text(
    "名称没有说明，按画面归为活动照片",
    "its name says nothing; by its look it is an activity photo",
)
_LOOKS_LIKE = Text(
    "名称没有说明，按长宽比例和背景最像证件照",
    "its name says nothing; by its proportions and background it looks most like an ID photo",
)
