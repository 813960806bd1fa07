"""What is done with one file: told from its facts and from what the pack asks of its role."""

from __future__ import annotations

from dataclasses import dataclass

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
from jlxx_check.model.facts import FileFacts, Group, Photo
from jlxx_check.model.kind_lookup import extension, kind_of
from jlxx_check.model.mend_plan import MendVerb, PictureWork
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, joined
from jlxx_check.unit.repair.media import FilmPlan, FilmVerb, film_plan, film_wants

#: How names end that every program takes for what it is; .wps and .et are one program's.
_USUAL = {
    Content.DOCX: (".docx", ".docm"),
    Content.DOC: (".doc",),
    Content.XLSX: (".xlsx", ".xlsm"),
    Content.XLS: (".xls",),
    Content.JPEG: (".jpg", ".jpeg"),
}
_PICTURES = (Plays.ID_PICTURE, Plays.PICTURE)
_PLACELESS = Text("去掉拍摄地点", "without the place where it was taken")


@dataclass(frozen=True, slots=True)
class FileWork:
    """What becomes of a file. ending: of its name, with the dot; "" where it has none.

    what: in a few words; None: it is copied. cannot: what would have to be done and cannot be.
    """

    ending: str
    verb: MendVerb = MendVerb.COPY
    what: Text | None = None
    picture: PictureWork | None = None
    placeless: bool = False
    cannot: Text | None = None


class Works:
    """What is done with the files of one kind of entry."""

    def __init__(self, pack: RulePack, kind: str, *, placeless: bool) -> None:
        """placeless: whether the place where pictures and films were taken is taken away."""
        self._pack = pack
        self._kind = kind
        self._placeless = placeless

    def of(self, facts: FileFacts, role: str) -> FileWork:
        """What is done with a file in a role."""
        ending = ending_of(facts, facts.path)
        pictured = self._pack.pack.plays(role) in _PICTURES
        if isinstance(facts.body, Photo) and (pictured or facts.content in TO_JPEG):
            return self._picture(facts, facts.body, role, ending)
        if facts.group is Group.VIDEO and self._pack.pack.plays(role) is Plays.VIDEO:
            return self._film(facts, role, ending)
        return FileWork(ending)

    def film(self, facts: FileFacts, role: str) -> FilmPlan:
        """How a film is made what the pack asks for."""
        wants = film_wants(self._pack, self._kind, role)
        return film_plan(facts, wants, keep_location=not self._placeless)

    def _film(self, facts: FileFacts, role: str, ending: str) -> FileWork:
        plan = self.film(facts, role)
        if plan.verb is FilmVerb.CANNOT:
            return FileWork(ending, cannot=joined(plan.reasons, "；", "; "))
        if plan.verb is FilmVerb.KEEP:
            return FileWork(ending)
        return FileWork(".mp4", MendVerb.FILM, plan.becomes)

    def _picture(self, facts: FileFacts, photo: Photo, role: str, ending: str) -> FileWork:
        wants = PictureWants.of(
            rule.parameters
            for rule in self._pack.rules
            if any(covers(scope, self._kind, role) for scope in rule.spec.scopes)
        )
        away = self._placeless and photo.has_gps
        cannot = None
        try:
            work = picture_work(photo, facts.content, facts.size, wants)
        except UnfitPictureError as error:
            cannot = error.why
            # What cannot be cropped can still be shown everywhere.
            foreign = facts.content in TO_JPEG and wants.takes_jpeg
            work = PictureWork() if foreign else None
        if work is None and away and facts.content is not Content.JPEG and wants.takes_jpeg:
            work = PictureWork()
        if work is not None:
            what = _said(facts, photo, work, away=away)
            return FileWork(wants.ending(), MendVerb.PICTURE, what, work, away, cannot)
        restated = misstated_dpi(photo, wants)
        if facts.content is Content.JPEG:
            ending = wants.ending() if wants.allowed else ending
            if away or restated:
                what = _retagged(restated, away=away)
                tags = PictureWork(dpi=restated)
                return FileWork(ending, MendVerb.RETAG, what, tags, away, cannot)
        return FileWork(ending, cannot=cannot)


def ending_of(facts: FileFacts, path: str) -> str:
    """How the name of such a file honestly ends: as it does, where that is honest and usual."""
    own = extension(path)
    if facts.content in (Content.UNKNOWN, Content.EMPTY, Content.OFFICE_ENCRYPTED):
        return own
    honest = _USUAL.get(facts.content, kind_of(facts.content).extensions)
    return own if own in honest or not honest else honest[0]


def _said(facts: FileFacts, photo: Photo, work: PictureWork, *, away: bool) -> Text:
    title = kind_of(facts.content).title
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
