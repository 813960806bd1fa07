"""Whether an entry has material of at least one of several kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import NonNegativeFloat, PositiveFloat

from jlxx_check.checks.entry.files_count import RoleCount, pasted, said_of_copies, told_of_films
from jlxx_check.checks.first_steps import MEASURE_BY_EYE
from jlxx_check.checks.near_pictures import count_pictures
from jlxx_check.checks.registry import Parameters, RoleName, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.facts import Audio, ReadFailure, Unreadable
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.text import Text, same
from jlxx_check.values.spans import clock, minutes, spoken, within


class Recording(Parameters):
    """A sound recording that is enough. shortest, longest, slack: seconds, as for videos."""

    zh: ClassVar[Mapping[str, str]] = {
        "shortest": "最短多少秒，含本数",
        "longest": "最长多少秒，含本数",
        "slack": "允许的误差，秒",
    }

    role: RoleName
    shortest: PositiveFloat
    longest: PositiveFloat
    slack: NonNegativeFloat = 0.0


class Material(Parameters):
    """photos: enough by their number. videos: one is enough; other rules judge what it is like.

    recording: how long one has to be that is enough.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "photos": "照片达到多少张即可",
        "videos": "视频的角色，有一个即可",
        "recording": "录音的角色和最短时长",
    }

    photos: RoleCount
    videos: tuple[RoleName, ...] = ()
    recording: Recording | None = None


@check("entry.material", zh="照片数量足够，或者有视频，或者有足够长的录音，三者有一即可。")
def material(entry: Entry, package: Package, pack: Pack, want: Material) -> Iterator[Outcome]:
    """The entry has photos in the number asked, or a video, or a recording long enough."""
    counted = count_pictures(entry.with_role(want.photos.role), package)
    number = len(counted.real)
    number = max(number, min(number + len(counted.blank), want.photos.at_least))
    enough = want.photos.at_least <= number and not want.photos.over(number)
    if enough or entry.with_role(*want.videos):
        yield passed()
        return
    recordings = entry.with_role(want.recording.role) if want.recording else ()
    if want.recording and recordings:
        yield from _recordings(package, [file.path for file in recordings], want.recording)
        return
    asked, copies = want.photos.asked(pack), said_of_copies(counted)
    own = _films_of_whom(entry, package, want)
    said, fix = told_of_films(own) if own else (_NO_FILM, None)
    few = number < want.photos.at_least
    hint = pasted(entry, package, pack.roles[want.photos.role].words) if few else same("")
    wrong = failed(
        Text(
            f"“{entry.name}”有照片{number}张，{said.zh}。照片应为{_span(want.photos)}张，"
            f"或者交视频、音频。{hint.zh}{copies.zh}",
            f"“{entry.name}” has {number} photos, {said.en}. Asked for: {asked.en} or a video or a "
            f"recording.{hint.en}{copies.en}",
        ),
        expected=Text(
            f"照片{_span(want.photos)}张，或视频、音频", f"{asked.en}, or a video or a recording"
        ),
        observed=Text(f"照片{number}张", f"{number} photos"),
        fix=fix,
        related=(*own, *(path for path, _ in counted.copies)),
    )
    roles = (want.photos.role, *want.videos, *((want.recording.role,) if want.recording else ()))
    groups = {group for role in roles for group in pack.roles[role].content}
    yield may_be_unseen(package, wrong, groups) if few else wrong


def _films_of_whom(entry: Entry, package: Package, want: Material) -> list[str]:
    """Videos and recordings that count for the one who is singled out, not for this entry."""
    if entry.of is None:
        return []
    roles = (*want.videos, *((want.recording.role,) if want.recording else ()))
    return [file.path for file in package.entry(entry.of).with_role(*roles)]


_NO_FILM = Text("没有视频或音频", "no video and no recording")


def _span(count: RoleCount) -> str:
    """A range even of one number: 4至4, 至少4."""
    most = count.at_most
    return f"至少{count.at_least}" if most is None else f"{count.at_least}至{most}"


def _recordings(package: Package, paths: list[str], want: Recording) -> Iterator[Outcome]:
    """Every recording's running time; one that nothing is known of is not judged."""
    for path in paths:
        body = package.facts[path].body
        if isinstance(body, Unreadable | ReadFailure):
            yield not_judged(body.detail, file=path)
        elif not isinstance(body, Audio) or body.duration is None:
            why = Text("音频的时长读不出来。", "The recording does not tell its running time.")
            yield not_judged(why, file=path, fix=MEASURE_BY_EYE)
        elif within(body.duration, want.shortest - want.slack, want.longest + want.slack):
            yield passed(file=path)
        else:
            found, asked = clock(body.duration), f"{minutes(want.shortest)}–{minutes(want.longest)}"
            length, low, high = map(spoken, (body.duration, want.shortest, want.longest))
            yield failed(
                Text(
                    f"音频时长{length.zh}，应为{low.zh}至{high.zh}。",
                    f"The recording runs {found}; it has to be {asked}.",
                ),
                file=path,
                expected=same(asked),
                observed=same(found),
            )
