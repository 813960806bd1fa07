"""Whether a video has the proportions and the scan asked for, and one size with the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.registry import Parameters, RoleName, check
from jlxx_check.checks.video.encoding import unknown
from jlxx_check.checks.video.frame_size import INTERLACED, Aspect
from jlxx_check.model.facts import Video
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed
from jlxx_check.model.package import OwnedFile, Package
from jlxx_check.text import Text, joined, same
from jlxx_check.values.spans import within


class Aspects(Parameters):
    """aspects: width to height of the picture as displayed, ``16:9``; one of them.

    off: how far it may be off, as a share.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "aspects": "显示画面的宽高比，如16:9，符合其中之一",
        "off": "允许相差的比例，如0.01",
    }

    aspects: Annotated[tuple[Aspect, ...], Field(min_length=1, examples=[["16:9"]])]
    off: float = Field(0.01, ge=0, lt=1)


def _as_aspect(want: Aspects) -> Text:
    return Text(f"画面比例{want.aspects[0]}", f"proportions of {want.aspects[0]}")


@check(
    "video.aspect",
    zh="视频（按显示方向）的画面比例符合要求。",
    family=EXPORT,
    setting=_as_aspect,
)
def aspect(video: Video, want: Aspects) -> Iterator[Outcome]:
    """The picture, as displayed, has the proportions that are asked for.

    Example::

        scope: work.video
        check: video.aspect
        with: {aspects: ["16:9", "4:3"]}
    """
    if not video.width or not video.height:
        yield unknown(video, Text("画面比例", "proportions"))
        return
    ratio = video.width / video.height
    if any(within(ratio / _ratio(item), 1 - want.off, 1 + want.off) for item in want.aspects):
        yield passed()
        return
    size = f"{video.width}×{video.height}"
    asked = joined(map(same, want.aspects), "或", " or ")
    upright = video.width < video.height
    lies = Text("，是竖幅的", ", and is upright") if upright else same("")
    yield failed(
        Text(
            f"视频画面是{size}{lies.zh}，画面比例应为{asked.zh}。",
            f"The video is shown as {size}{lies.en}; its proportions have to be {asked.en}.",
        ),
        expected=asked,
        observed=same(size),
        fix=Text(
            f"请按{want.aspects[0]}的画面比例重新导出，多出的地方留黑边，不要拉伸画面。",
            f"Export it again at {want.aspects[0]} with bars where needed, without stretching it.",
        ),
    )


def _ratio(shape: str) -> float:
    wide, high = map(int, shape.split(":"))
    return wide / high


@check(
    "video.progressive",
    zh="视频是逐行扫描。",
    family=EXPORT,
    setting=lambda _: Text("逐行扫描", "progressive"),
)
def progressive(video: Video) -> Iterator[Outcome]:
    """The picture is progressive; for notices that name no size (else video.resolution).

    Example::

        scope: work.video
        check: video.progressive
    """
    if video.progressive is None:
        yield unknown(video, Text("扫描方式", "scan"))
    elif video.progressive:
        yield passed()
    else:
        yield failed(
            Text(f"视频{INTERLACED.zh}。", f"The video {INTERLACED.en}."),
            expected=Text("逐行扫描", "progressive"),
            observed=Text("隔行扫描", "interlaced"),
        )


class OneSize(Parameters):
    """within: entry or package: among which files sizes may not be mixed. roles: none for all."""

    zh: ClassVar[Mapping[str, str]] = {
        "within": "在什么范围内不能混用：entry一个推介对象、package整个材料包",
        "roles": "哪些角色的视频；不写的，所有视频",
    }

    within: Literal["entry", "package"] = "package"
    roles: tuple[RoleName, ...] = ()


@check("videos.one-size", zh="视频的尺寸一致，不混用。")
def one_size(package: Package, want: OneSize) -> Iterator[Outcome]:
    """All videos of an entry, or of the package, have one size as displayed.

    Example::

        scope: package
        check: videos.one-size
        with: {within: package}
    """
    groups: dict[str | None, dict[tuple[int, int], list[OwnedFile]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for owned in package.role_files:
        video = package.facts[owned.path].body
        if want.roles and owned.role not in want.roles:
            continue
        if isinstance(video, Video) and video.width and video.height:
            entry = owned.entry if want.within == "entry" else None
            groups[entry][video.width, video.height].append(owned)
    if not groups:
        yield not_applicable()
    for entry, sizes in groups.items():
        yield _mixed(entry, sizes) if len(sizes) > 1 else passed(entry=entry)


def _mixed(entry: str | None, sizes: Mapping[tuple[int, int], list[OwnedFile]]) -> Outcome:
    most = max(sizes, key=lambda size: len(sizes[size]))
    usual = f"{most[0]}×{most[1]}"
    others = [owned for size, files in sizes.items() if size != most for owned in files]
    told = joined(
        Text(
            f"{wide}×{high}的有{len(files)}个（{'、'.join(file_name(f.path) for f in files)}）",
            f"{len(files)} of {wide}×{high} ({', '.join(file_name(f.path) for f in files)})",
        )
        for (wide, high), files in sizes.items()
    )
    return failed(
        Text(
            f"视频的尺寸不一致：{told.zh}，应统一为一种。",
            f"The videos are of several sizes: {told.en}. They have to be of one.",
        ),
        entry=entry,
        file=others[0].path,
        expected=Text("同一种尺寸", "one size"),
        observed=joined(same(f"{wide}×{high}") for wide, high in sizes),
        related=tuple(owned.path for owned in others[1:]),
        fix=Text(
            f"请把其余的视频重新导出为{usual}（或都用通知规定的同一种尺寸）。",
            f"Export the others again in {usual}, or all of them in one size that the notice has.",
        ),
    )
