"""Whether a video shows a picture, as far as a few decoded frames and an odd index tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from pydantic import NonNegativeFloat

from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.facts import Seen, Video
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed, review
from jlxx_check.model.package import OwnedFile, Package
from jlxx_check.text import Text, joined
from jlxx_check.values.spans import place, spoken


class Picture(Parameters):
    """plain: share of the frames looked at that may be next to one colour, as in a fade."""

    zh: ClassVar[Mapping[str, str]] = {
        "plain": "看过的画面中允许几乎单色的比例，如淡入淡出",
    }

    plain: NonNegativeFloat


@check("videos.picture", zh="完整的视频有活动的画面；没有看过的一并列出。")
def picture(package: Package, want: Picture) -> Iterator[Outcome]:
    """Whole videos show a moving picture; those that nobody looked at are named once."""
    unseen: list[OwnedFile] = []
    found = 0
    for owned in package.role_files:
        video = package.facts[owned.path].body
        if not isinstance(video, Video) or video.damage is not None:
            continue
        found += 1
        if video.seen is None or video.seen.still is None:
            unseen.append(owned)
        yield from _judge(owned, video, want)
    if unseen:
        yield _to_be_played(unseen)
    if not found:
        yield not_applicable()


def _judge(owned: OwnedFile, video: Video, want: Picture) -> Iterator[Outcome]:
    faults = [*video.oddities, *(_faults(video.seen, want) if video.seen else ())]
    if faults:
        said = joined(faults, "；", "; ")
        first = min((*video.seen.broken, *video.seen.plain), default=None) if video.seen else None
        yield failed(
            Text(f"视频的画面有问题：{said.zh}。", f"The video's picture: {said.en}."),
            entry=owned.entry,
            file=owned.path,
            where=None if first is None else place(first),
            expected=Text("能正常观看的画面", "a picture to watch"),
        )
    elif video.seen is not None and video.seen.still is not None:
        yield passed(entry=owned.entry, file=owned.path)


def _faults(seen: Seen, want: Picture) -> Iterator[Text]:
    if seen.broken:
        zh = "、".join(spoken(moment).zh for moment in seen.broken)
        en = ", ".join(spoken(moment).en for moment in seen.broken)
        yield Text(
            f"有{len(seen.broken)}处画面解不出来（{zh}前后）",
            f"nothing whole can be decoded at {len(seen.broken)} places (about {en})",
        )
    if seen.still:
        yield Text(
            "抽查到的画面从头到尾是同一幅静止图片", "every frame looked at is one still picture"
        )
    if seen.looked and len(seen.plain) > want.plain * seen.looked:
        share = Text(
            f"抽查的{seen.looked}处画面中有{len(seen.plain)}处是黑屏或单一颜色",
            f"{len(seen.plain)} of the {seen.looked} frames looked at are black or of one colour",
        )
        yield share


def _to_be_played(videos: Sequence[OwnedFile]) -> Outcome:
    names = "、".join(owned.path for owned in videos)
    return review(
        Text(
            f"有{len(videos)}个视频的画面本机没有看（{names}），"
            "请从头到尾播放一遍：不黑屏、不卡顿、不是一幅静止图片、听得到声音。",
            f"The picture of {len(videos)} videos was not looked at on this machine ({names}): "
            "play them from start to end for black, broken or still pictures and for sound.",
        ),
        file=videos[0].path if len(videos) == 1 else None,
    )
