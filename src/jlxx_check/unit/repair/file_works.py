"""What is done with one file: told from its facts and from what the pack asks of its role."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath

from jlxx_check.api import RulePack
from jlxx_check.checks.picture_wants import (
    TO_JPEG,
    PictureWants,
    UnfitPictureError,
    misstated_dpi,
    picture_work,
)
from jlxx_check.engine.bound_rule import covers
from jlxx_check.model.contents import Content
from jlxx_check.model.facts import FileFacts, Group, Photo, Video
from jlxx_check.model.kind_lookup import extension, file_kind_of
from jlxx_check.model.mend_plan import MendVerb, PictureWork
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, joined
from jlxx_check.unit.repair.media import FilmPlan, FilmVerb, FilmWants, film_plan, film_wants
from jlxx_check.unit.repair.place_tags import PLACE_FORMATS
from jlxx_check.values.frozen_types import frozen

#: How names end that every program takes for what it is; .wps and .et are one program's.
_USUAL = {
    Content.DOCX: (".docx", ".docm"),
    Content.DOC: (".doc",),
    Content.XLSX: (".xlsx", ".xlsm"),
    Content.XLS: (".xls",),
    Content.JPEG: (".jpg", ".jpeg"),
}
_PICTURES = (Plays.ID_PICTURE, Plays.PICTURE)
#: Files that were taken somewhere.
_TAKEN = (Group.PHOTO, Group.VIDEO)
_PLACELESS = Text("去掉拍摄地点", "without the place where it was taken")
_PLACE_STAYS = Text("拍摄地点没有去掉：", "the place where it was taken stays: ")
_OTHER_FORMAT = Text(
    "本程序不会去掉这种格式的照片里的，请自己去掉",
    "the program cannot take it out of a picture of this format: take it out yourself",
)
_NOT_READ = Text(
    "文件读不出来，里面有没有拍摄地点也不知道",
    "it cannot be read, so that nobody knows whether it tells one",
)


@frozen
class FileWork:
    """What becomes of a file. ending: of its name, with the dot; "" where it has none.

    what: in a few words; None: it is copied. cannot: what would have to be done and cannot be.
    """

    ending: str
    verb: MendVerb = MendVerb.COPY
    what: Text | None = None
    picture: PictureWork | None = None
    placeless: bool = False
    film: FilmPlan | None = None
    cannot: Text | None = None


class Works:
    """What is done with the files of one kind of entry, or with those of the package as a whole."""

    def __init__(self, pack: RulePack, kind: str | None, located: Collection[str] | None) -> None:
        """kind: None of the whole. located: paths of what loses its place; None: none does."""
        self._pack = pack
        self._kind = kind
        self._located = located

    def of(self, facts: FileFacts, role: str | None) -> FileWork:
        """What is done with a file in a role; None: one of which nothing is asked."""
        ending, away = ending_of(facts, facts.path), facts.path in (self._located or ())
        plays = self._pack.pack.plays(role) if role is not None else None
        foreign = role is not None and facts.content in TO_JPEG
        if isinstance(facts.body, Photo) and (plays in _PICTURES or foreign or away):
            return self._picture(facts, facts.body, role, ending, away=away)
        if facts.group is Group.VIDEO and (plays is Plays.VIDEO or away):
            return self._film(facts, role, ending, away=away)
        seen = isinstance(facts.body, Photo | Video) or facts.group not in _TAKEN
        unknown = None if seen or self._located is None else _placed(_NOT_READ)
        return FileWork(ending, cannot=unknown)

    def _film(self, facts: FileFacts, role: str | None, ending: str, *, away: bool) -> FileWork:
        wants = FilmWants(())
        if self._kind is not None and role is not None:
            wants = film_wants(self._pack, self._kind, role)
        plan = film_plan(facts, wants, keep_location=not away)
        if plan.verb is FilmVerb.CANNOT:
            why = joined(plan.reasons, "；", "; ")
            return FileWork(ending, cannot=_placed(why) if away else why)
        if plan.verb is FilmVerb.KEEP or plan.becomes is None:
            return FileWork(ending)
        what = joined((plan.becomes, *([_PLACELESS] if away else [])), "，", ", ")
        return FileWork(".mp4", MendVerb.FILM, what, film=plan)

    def _picture(
        self, facts: FileFacts, photo: Photo, role: str | None, ending: str, *, away: bool
    ) -> FileWork:
        kind = self._kind
        wants = PictureWants.of(
            rule.parameters
            for rule in self._pack.rules
            if kind is not None
            and role is not None
            and any(covers(scope, kind, role) for scope in rule.spec.scopes)
        )
        work = cannot = None
        try:
            if role is not None:  # of what plays none, no other format is asked
                work = picture_work(photo, facts.content, facts.size, wants)
        except UnfitPictureError as error:
            cannot = error.why
            # What cannot be cropped can still be shown everywhere.
            foreign = facts.content in TO_JPEG and wants.takes_jpeg
            work = PictureWork() if foreign else None
        if work is not None:
            what = _said(facts, photo, work, away=away)
            return FileWork(wants.ending(), MendVerb.PICTURE, what, work, away, cannot=cannot)
        restated = misstated_dpi(photo, wants)
        if facts.content is Content.JPEG:
            ending = wants.ending() if wants.allowed else ending
            if away or restated:
                what = _retagged(restated, away=away)
                tags = PictureWork(dpi=restated)
                return FileWork(ending, MendVerb.RETAG, what, tags, away, cannot=cannot)
        elif away and facts.content in PLACE_FORMATS:
            what, tags = _retagged(None, away=True), PictureWork()
            return FileWork(ending, MendVerb.RETAG, what, tags, away, cannot=cannot)
        elif away:
            cannot = _placed(_OTHER_FORMAT)
        return FileWork(ending, cannot=cannot)


def _placed(why: Text) -> Text:
    """Said of what still may tell where it was taken."""
    return joined((_PLACE_STAYS, why), "")


def ending_of(facts: FileFacts, path: str) -> str:
    """How the name of such a file honestly ends: as it does, where that is honest and usual."""
    own = extension(path)
    if facts.content in (Content.UNKNOWN, Content.EMPTY, Content.OFFICE_ENCRYPTED):
        return own
    honest = _USUAL.get(facts.content, file_kind_of(facts.content).extensions)
    return own if own in honest or not honest else honest[0]


def _said(facts: FileFacts, photo: Photo, work: PictureWork, *, away: bool) -> Text:
    title = file_kind_of(facts.content).title
    said = []
    if facts.content is not Content.JPEG:
        said.append(Text(f"{title.zh}转换为JPG", f"{title.en} to JPEG"))
    size = work.size or work.crop
    if size and work.crop:
        said.append(Text(f"居中裁剪为{size[0]}×{size[1]}", f"cropped to {size[0]}×{size[1]}"))
    elif size:
        said.append(Text(f"缩小为{size[0]}×{size[1]}", f"scaled to {size[0]}×{size[1]}"))
    if away:
        said.append(_PLACELESS)
    if not said:
        said.append(Text("重新存为JPG", "saved anew as JPEG"))
    return joined(said, "，")


def _retagged(dpi: int | None, *, away: bool) -> Text:
    said = [] if dpi is None else [Text(f"写明分辨率{dpi}dpi", f"{dpi} dpi stated")]
    said += [_PLACELESS] if away else []
    return joined(said, "，")


def without_ending(name: str, present: str) -> str:
    """The name without its ending, where that is one that a file may have."""
    ending = PurePosixPath(present).suffix
    return name[: -len(ending)] if ending and name.lower().endswith(ending.lower()) else name
