"""Material of which one of several kinds is enough."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import NonNegativeFloat, PositiveFloat

from jlxx_check.checks.entry_files import RoleCount
from jlxx_check.checks.parameters import Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.facts import Audio, Crashed, Unreadable
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.model.text import Text, same
from jlxx_check.values.spans import clock, minutes, within


class Recording(Parameters):
    """A sound recording that is enough. shortest, longest, slack: seconds, as for videos."""

    role: RoleName
    shortest: PositiveFloat
    longest: PositiveFloat
    slack: NonNegativeFloat = 0.0


class Material(Parameters):
    """photos: enough by their number. videos: one is enough; other rules judge what it is like."""

    photos: RoleCount
    videos: tuple[RoleName, ...] = ()
    recording: Recording | None = None


@check("entry.material")
def material(entry: Entry, package: Package, pack: Pack, want: Material) -> Iterator[Outcome]:
    """The entry has photos in the number asked, or a video, or a recording long enough."""
    number = len(entry.with_role(want.photos.role))
    enough = want.photos.at_least <= number <= want.photos.at_most
    if enough or entry.with_role(*want.videos):
        yield passed()
        return
    recordings = entry.with_role(want.recording.role) if want.recording else ()
    if want.recording and recordings:
        yield from _recordings(package, [file.path for file in recordings], want.recording)
        return
    asked = want.photos.asked(pack)
    wrong = failed(
        Text(
            f"“{entry.name}”有照片{number}张，没有视频或音频。照片应为{_span(want.photos)}张，或者交视频、音频。",
            f"“{entry.name}” has {number} photos, no video and no recording. Asked for: {asked.en} "
            "or a video or a recording.",
        ),
        expected=Text(
            f"照片{_span(want.photos)}张，或视频、音频", f"{asked.en}, or a video or a recording"
        ),
        observed=Text(f"照片{number}张", f"{number} photos"),
    )
    yield may_be_unseen(package, wrong) if number < want.photos.at_least else wrong


def _span(count: RoleCount) -> str:
    return f"{count.at_least}至{count.at_most}"


def _recordings(package: Package, paths: list[str], want: Recording) -> Iterator[Outcome]:
    """Every recording's running time; one that nothing is known of is not judged."""
    for path in paths:
        body = package.facts[path].body
        if isinstance(body, Unreadable | Crashed):
            yield not_judged(body.detail, file=path)
        elif not isinstance(body, Audio) or body.duration is None:
            why = Text("音频的时长读不出来。", "The recording does not tell its running time.")
            yield not_judged(why, file=path)
        elif within(body.duration, want.shortest - want.slack, want.longest + want.slack):
            yield passed(file=path)
        else:
            found, asked = clock(body.duration), f"{minutes(want.shortest)}–{minutes(want.longest)}"
            yield failed(
                Text(
                    f"音频时长{found}，应为{asked}。",
                    f"The recording runs {found}; it has to be {asked}.",
                ),
                file=path,
                expected=same(asked),
                observed=same(found),
            )
