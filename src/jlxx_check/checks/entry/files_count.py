"""Whether an entry hands in as many files of each role as asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, NonNegativeInt, model_validator

from jlxx_check.checks.near_pictures import Counted, count_pictures
from jlxx_check.checks.registry import TURNED_ROUND, Parameters, RoleName, check
from jlxx_check.checks.unseen import (
    called_so,
    may_be_anothers,
    may_be_called_so,
    may_be_unseen,
)
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, FileFacts, Group
from jlxx_check.model.kind_lookup import file_kind_of, file_name
from jlxx_check.model.nouns import PUT_FORWARD
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, joined, listed, same
from jlxx_check.values.folding import fold_name


class RoleCount(Parameters):
    """role: the files counted. at_least, at_most: both included."""

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "最少几个文件，含本数",
        "at_most": "最多几个文件，含本数；不写则不限",
    }

    role: RoleName = Field(description="the role that the files play")
    at_least: NonNegativeInt = Field(description="the fewest files, included")
    at_most: NonNegativeInt | None = Field(
        None, description="the most files, included; left out: any number"
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(TURNED_ROUND)
        return self

    def over(self, number: int) -> bool:
        """Whether so many files are too many."""
        return self.at_most is not None and number > self.at_most

    def span(self) -> Text:
        """The number alone: 3至5."""
        low, high = self.at_least, self.at_most
        if high is None:
            return Text(f"至少{low}", f"{low} or more")
        return same(str(low)) if low == high else Text(f"{low}至{high}", f"{low} to {high}")

    def asked(self, pack: Pack) -> Text:
        """The number asked for, with the role's title."""
        title, one = pack.roles[self.role].title, measure(pack, self.role)
        span = self.span()
        return Text(f"{title.zh}{span.zh}{one}", f"{title.en}: {span.en}")


def measure(pack: Pack, role: str) -> str:
    """The Chinese measure word of what plays a role: sheets of photos, copies of papers."""
    return "张" if pack.roles[role].content == (Group.PHOTO,) else "份"


class FileCounts(Parameters):
    """roles: the roles counted, each by itself; one finding an entry says what is wrong."""

    zh: ClassVar[Mapping[str, str]] = {
        "roles": "要数的角色，各写明数量；一人（项目）只出一条结论",
        "copies": "同一张照片存成几个文件的，是否各算一张（一次照的证件照要几张）",
    }

    roles: tuple[RoleCount, ...]
    copies: bool = Field(
        False, description="whether each copy of a picture counts, as of one portrait's prints"
    )


@check("entry.files-count", zh="每类文件的数量符合要求，缺少或多出的逐项说明。")
def files_count(entry: Entry, package: Package, pack: Pack, want: FileCounts) -> Iterator[Outcome]:
    """The entry has as many files of each role as asked; says which are missing or too many.

    One picture in several copies is one, unless copies are asked for. A blank one is no picture,
    but photo.blank speaks of it: here it is neither missed nor too many.
    """
    counted = count_pictures(
        (file for item in want.roles for file in entry.with_role(item.role)), package
    )
    again = [file for file in entry.files if file.path in dict(counted.copies)]
    roles = Counter(file.role for file in (*counted.real, *(again if want.copies else ())))
    blank = Counter(file.role for file in counted.blank)
    found = {
        item.role: max(roles[item.role], min(roles[item.role] + blank[item.role], item.at_least))
        for item in want.roles
    }
    faults: list[Text] = []
    for item in want.roles:
        title, number = pack.roles[item.role].title, found[item.role]
        one = measure(pack, item.role)
        if number < item.at_least:
            short = item.at_least - number
            faults.append(Text(f"缺{title.zh}{short}{one}", f"{short} too few of {title.en}"))
        elif item.at_most is not None and item.over(number):
            more = number - item.at_most
            faults.append(Text(f"{title.zh}多{more}{one}", f"{more} too many of {title.en}"))
    if not faults:
        yield passed()
        return
    asked = joined(item.asked(pack) for item in want.roles)
    there = joined(_there(pack, role, number) for role, number in found.items())
    said = joined(faults, zh="，")
    lacking = [item.role for item in want.roles if found[item.role] < item.at_least]
    photos = any(pack.roles[role].content == (Group.PHOTO,) for role in lacking)
    portrait = any(pack.plays(role) is Plays.ID_PICTURE for role in lacking)
    form = portrait or not any(found.values())
    hint = pasted(entry, package, _called(pack, lacking), form=form) if photos else same("")
    copies = same("") if want.copies else said_of_copies(counted)
    hint = Text(hint.zh + copies.zh, hint.en + copies.en)
    held = Text(f"：应有{asked.zh}，现有{there.zh}", f". Asked for: {asked.en}; found: {there.en}")
    if said.zh == f"缺{asked.zh}":  # nothing is there of all that is asked for
        held = same("")
    wrong = failed(
        Text(
            f"“{entry.name}”{said.zh}{held.zh}。{hint.zh}",
            f"“{entry.name}”: {said.en}{held.en}.{hint.en}",
        ),
        expected=asked,
        observed=there,
        related=(() if want.copies else tuple(path for path, _ in counted.copies))
        or _too_many(entry, want),
    )
    pages = _pages_of(entry, package, pack, lacking) if len(lacking) == len(faults) else ()
    if pages:
        yield not_judged(
            Text(
                f"“{entry.name}”{said.zh}，另有图片“{file_name(pages[0])}”，可能就是它的扫描件，"
                "无法判断，也数不出字数。",
                f"“{entry.name}”: {said.en}. The picture “{file_name(pages[0])}” may be a scan of "
                "it, which nobody can tell by machine, nor count its characters.",
            ),
            entry=entry.id,
            file=pages[0],
            fix=_AS_DOCUMENT,
        )
    elif lacking:
        groups = {group for role in lacking for group in pack.roles[role].content}
        called = [called_so(package, pack.roles[role].words, entry) for role in lacking]
        all_called = len(lacking) == len(faults) and all(called)
        wrong = may_be_unseen(package, wrong, groups)
        yield may_be_called_so(wrong, called[0] if all_called else None)
    else:
        yield may_be_anothers(entry.name, _too_many(entry, want), wrong)


def _pages_of(entry: Entry, package: Package, pack: Pack, lacking: list[str]) -> tuple[str, ...]:
    """Pictures that are called as the texts are that the entry lacks, each of them; else none."""
    along = entry.with_role(*pack.playing(Plays.ATTACHMENT))
    pictures = [file.path for file in along if package.facts[file.path].group is Group.PHOTO]
    found: list[str] = []
    for role in lacking:
        words = tuple(map(fold_name, pack.roles[role].words))
        own = [path for path in pictures if any(w in fold_name(file_name(path)) for w in words)]
        if pack.plays(role) is not Plays.TEXT or not own:
            return ()
        found += own
    return tuple(found)


_AS_DOCUMENT = Text(
    "请提交Word文档；只有图片的，由人工核对。",
    "Hand in the Word document; where there is but the picture, a person looks at it.",
)


def said_of_copies(counted: Counted) -> Text:
    """Which pictures are copies, as a sentence behind the finding; nothing where none is."""
    if not counted.copies:
        return same("")
    pairs = [(file_name(path), file_name(first)) for path, first in counted.copies]
    return Text(
        "".join(f"“{copy}”与“{first}”是同一张照片，只算1张。" for copy, first in pairs),
        "".join(f" “{copy}” and “{first}” are one photo, counted once." for copy, first in pairs),
    )


def _too_many(entry: Entry, want: FileCounts) -> tuple[str, ...]:
    """The files of which there are more than asked: somebody has to choose among them."""
    files = [(item, entry.with_role(item.role)) for item in want.roles]
    return tuple(file.path for item, there in files if item.over(len(there)) for file in there)


def _there(pack: Pack, role: str, number: int) -> Text:
    title = pack.roles[role].title
    return Text(f"{title.zh}{number}{measure(pack, role)}", f"{title.en}: {number}")


def pasted(
    entry: Entry, package: Package, words: tuple[str, ...] = (), *, form: bool = True
) -> Text:
    """Pictures in a document are a frequent reason why no picture files were handed in.

    words: what a paper is called that may hold them although nobody can count them there.
    form: whether the form counts, too: many have a portrait in them beside the picture files, so
    that it is no place where a picture of anything else is.
    """
    paths = [file.path for file in entry.files]
    if entry.form and entry.form.path not in paths:
        paths.append(entry.form.path)
    said: list[Text] = []
    perhaps: list[str] = []
    for path in (*paths, *_beside(entry, package)):
        facts = package.facts[path]
        body, own = facts.body, entry.form is not None and entry.form.path == path
        if not own and _may_hold_pictures(facts) and any(w in file_name(path) for w in words):
            perhaps.append(file_name(path))
        if facts.content is Content.PDF or not isinstance(body, Document) or not body.pictures:
            continue
        if own and (not form or (entry.form and entry.form.scan)):
            continue
        said.append(
            Text(
                f"“{file_name(path)}”里贴有{body.pictures}张图片",
                f"“{file_name(path)}” has {body.pictures} pictures pasted in",
            )
        )
    if said:
        there = joined(said, zh="，")
        return Text(
            f"{there.zh}，请把原图另存为文件提交。", f" {there.en}; hand in the originals as files."
        )
    if perhaps:
        named = "、".join(f"“{name}”" for name in perhaps)
        return Text(
            f"照片如果在{named}里，请把原图逐张存成图片文件提交。",
            f" If the pictures are in {', '.join(perhaps)}, hand in each as a picture file.",
        )
    return same("")


def _called(pack: Pack, roles: list[str]) -> tuple[str, ...]:
    """The words by which files of these roles are known."""
    return tuple(word for role in roles for word in pack.roles[role].words)


def _may_hold_pictures(facts: FileFacts) -> bool:
    """Whether it is a paper of pages as they look, or a show of slides."""
    body = facts.body
    if facts.content is Content.PDF:
        return isinstance(body, Document) and not body.has_text
    return facts.group is Group.OTHER and Group.DOCUMENT in file_kind_of(facts.content).stands_for


def _beside(entry: Entry, package: Package) -> list[str]:
    """Documents without a role that lie in the entry's own folder."""
    if not entry.folder:
        return []
    start = f"{entry.folder}/"
    return [
        item.path
        for item in package.unassigned
        if item.path.startswith(start) and item.path in package.facts
    ]


def told_of_films(paths: list[str]) -> tuple[Text, Text]:
    """Of the own films of one who is singled out: what they were taken for, where they must lie."""
    named, named_en = listed([f"“{path}”" for path in paths]).zh, listed(paths).en
    said = Text(
        f"没有单独的视频或音频（{named}按本人或本项目的视频计）",
        f"no video and no recording of its own ({named_en} was taken for the video of the "
        "one singled out)",
    )
    fix = Text(
        f"如果{named}就是特别{PUT_FORWARD}的音像资料，请移到特别{PUT_FORWARD}的文件夹里，或在文件名中写明；"
        "如果不是，请补交照片、视频或音频。",
        f"If {named_en} is what singles the entry out, move it into the folder for that, "
        "or say so in its name; if not, hand in photos, a video or a recording.",
    )
    return said, fix
