"""Whether a video has captions beside it that open as text with times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import Field, NonNegativeFloat

from jlxx_check.checks.registry import Parameters, check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts, Group, ReadFailure, Unreadable
from jlxx_check.model.kind_lookup import extension, file_name, group_by_name
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.model.package import Package, SubjectFile
from jlxx_check.text import Text, joined, same
from jlxx_check.values.name_template import plain
from jlxx_check.values.spans import spoken

#: Behind a film's own name it says in which language the captions are: talk.en.srt, talk.zh-CN.srt.
_LANGUAGE = re.compile(r"[._-](?:[a-z]{2,3}(?:-[a-z]{2,4})?|[a-z]*chinese|english|中文|英文|中英)")


class Beside(Parameters):
    """endings: extensions that captions may have, with the dot; one of them.

    slack: seconds by which the last text may end after the film; later is a warning.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "endings": "字幕文件的扩展名，带点，有其中一种即可",
        "slack": "最后一条字幕可以比视频晚多少秒结束，再晚为提醒",
    }

    endings: Annotated[
        tuple[Annotated[str, Field(pattern=r"^\.\w+$")], ...], Field(min_length=1)
    ] = (".srt", ".sbv")
    slack: NonNegativeFloat = 5.0


@check("video.captions", zh="视频旁边有同名的字幕文件，带时间码，能打开。")
def captions(file: SubjectFile, package: Package, want: Beside) -> Iterator[Outcome]:
    """A captions file of the video's name lies beside it, and holds texts with their times.

    A language may stand behind the name: talk.en.srt.

    Example::

        scope: paper.video
        check: video.captions
        with: {endings: [.srt, .sbv]}
    """
    path, endings = PurePosixPath(file.facts.path), [item.lower() for item in want.endings]
    beside = [
        facts
        for facts in package.facts.values()
        if PurePosixPath(facts.path).parent == path.parent and extension(facts.path) in endings
    ]
    found = [facts for facts in beside if _is_of(PurePosixPath(facts.path), path)]
    if not found:
        yield may_be_unseen(package, _missing(file, package, beside, want))
        return
    results = [_judge(facts, file, want) for facts in found]
    yield next((result for result in results if result.message is None), results[0])


def _is_of(captions: PurePosixPath, film: PurePosixPath) -> bool:
    """Whether captions bear a film's name, with a language behind it or none."""
    said, name = plain(captions.stem), plain(film.stem)
    return said == name or (
        said.startswith(name) and _LANGUAGE.fullmatch(said[len(name) :]) is not None
    )


def _judge(facts: FileFacts, file: SubjectFile, want: Beside) -> Outcome:
    body = facts.body
    if isinstance(body, Unreadable | ReadFailure):
        return not_judged(body.detail, file=facts.path)
    if not isinstance(body, Document) or not body.cues:
        return failed(
            Text(
                f"字幕文件“{file_name(facts.path)}”里没有带时间码的字幕。",
                f"The captions file “{file_name(facts.path)}” holds no text with times.",
            ),
            file=facts.path,
            expected=_asked(want),
            observed=Text("没有时间码", "no times"),
            fix=Text(
                "请用字幕软件（剪映、Arctime等）重新导出字幕文件。",
                "Export the captions again with a captioning program.",
            ),
            related=(file.facts.path,),
        )
    length = getattr(file.facts.body, "duration", None)
    if length is not None and body.cues_end > length + want.slack:
        last, whole = spoken(body.cues_end), spoken(length)
        return failed(
            Text(
                f"字幕最后一条到{last.zh}，视频只有{whole.zh}，可能不是这个视频的字幕。",
                f"The last caption ends at {last.en}, but the video runs {whole.en}: the captions "
                "may be another video's.",
            ),
            level=Level.WARNING,
            file=facts.path,
            expected=Text(f"不晚于{whole.zh}", f"{whole.en} at the latest"),
            observed=last,
            fix=Text(
                "请核对字幕是否是这个视频的，时间是否对得上。",
                "Look whether the captions are this video's and its times agree.",
            ),
            related=(file.facts.path,),
        )
    return passed()


def _missing(file: SubjectFile, package: Package, beside: list[FileFacts], want: Beside) -> Outcome:
    """No captions of this name; those of another name that nobody else claims are told."""
    films = [
        PurePosixPath(path)
        for path, facts in package.facts.items()
        if Group.VIDEO in (facts.group, group_by_name(path))
    ]
    loose = [
        facts
        for facts in beside
        if not any(_is_of(PurePosixPath(facts.path), film) for film in films)
    ]
    stem = PurePosixPath(file.facts.path).stem
    right = joined((same(f"“{stem}{ending}”") for ending in want.endings), "或", " or ")
    fix = None
    said = same("")
    if loose:
        name = file_name(loose[0].path)
        ending = extension(name)
        said = Text(f"；旁边的“{name}”与视频不同名", f"; “{name}” beside it bears another name")
        fix = Text(
            f"“{name}”如果就是它的字幕，请改名为“{stem}{ending}”。",
            f"If “{name}” holds its captions, rename it to “{stem}{ending}”.",
        )
    return failed(
        Text(
            f"视频没有字幕文件，应在同一文件夹里有{right.zh}{said.zh}。",
            f"The video has no captions; {right.en} has to lie beside it{said.en}.",
        ),
        expected=_asked(want),
        observed=Text("没有字幕文件", "no captions"),
        fix=fix
        or Text(
            f"请为视频制作字幕，导出为{right.zh}，与视频放在一起。",
            f"Caption the video and export that as {right.en}, beside the video.",
        ),
        related=tuple(facts.path for facts in loose),
    )


def _asked(want: Beside) -> Text:
    endings = joined(map(same, want.endings), "或", " or ")
    return Text(f"同名的{endings.zh}字幕", f"captions of the same name, {endings.en}")
