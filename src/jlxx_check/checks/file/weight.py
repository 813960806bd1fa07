"""Whether a file is as large as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from jlxx_check.checks.registry import TURNED_ROUND, Parameters, check
from jlxx_check.model.facts import Group
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed
from jlxx_check.model.package import SubjectFile
from jlxx_check.text import Text, joined
from jlxx_check.values.file_size import WRITTEN_SO, FileSize, bytes_like, read_file_size


def _read(value: object) -> object:
    if isinstance(value, FileSize):
        return value
    if not isinstance(value, str):
        raise ValueError(WRITTEN_SO)
    return read_file_size(value)


Bytes = Annotated[FileSize, BeforeValidator(_read, json_schema_input_type=str)]


class Size(Parameters):
    """at_least, at_most: both included, as 80 KB or 500 MB; a KB is 1000 or 1024 bytes.

    about: for 左右, as 30 KB, and then alone. off: how far that may be off, as a share of it.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "至少多大，写成80 KB或500 MB；1 KB按1000或1024字节都算",
        "at_most": "最多多大，写法同上",
        "about": "左右的大小，写法同上，单独使用",
        "off": "“左右”允许相差的比例，如0.2",
    }

    at_least: Bytes | None = Field(None, examples=["80 KB"])
    at_most: Bytes | None = Field(None, examples=["150 KB"])
    about: Bytes | None = None
    off: float = Field(0.2, gt=0, lt=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if (self.about is None) == (self.at_least is None and self.at_most is None):
            raise ValueError(
                Text(
                    "要么写about，要么写at_least、at_most中的一个或两个",
                    "either about is given, or at_least or at_most or both",
                )
            )
        if self.at_least and self.at_most and self.at_most.most < self.at_least.fewest:
            raise ValueError(TURNED_ROUND)
        return self

    def span(self) -> tuple[FileSize | None, FileSize | None]:
        """The least and the most that hold."""
        if self.about is None:
            return self.at_least, self.at_most
        low, high = (round(self.about.number * (1 + way * self.off), 2) for way in (-1, 1))
        return FileSize(low, self.about.unit), FileSize(high, self.about.unit)


@check("file.size", zh="文件大小符合要求。")
def size(file: SubjectFile, want: Size) -> Iterator[Outcome]:
    """The file has as many bytes as asked; none is accused for 1000 or 1024 bytes to a kilobyte.

    Example::

        scope: star.id-photo
        check: file.size
        with: {at_least: 80 KB, at_most: 150 KB}
    """
    bytes_, (low, high) = file.facts.size, want.span()
    if not bytes_:
        yield not_applicable()  # an empty file is a broken one
        return
    if low is not None and bytes_ < low.fewest:
        limit, wrong = low, Text("太小", "too small")
    elif high is not None and bytes_ > high.most:
        limit, wrong = high, Text("太大", "too large")
    else:
        yield passed()
        return
    about, asked = bytes_like(bytes_, limit), _asked(want)
    found = Text(f"{about}（{bytes_:,}字节）", f"{about} ({bytes_:,} bytes)")
    yield failed(
        Text(
            f"文件大小为{found.zh}，{wrong.zh}，应为{asked.zh}。",
            f"The file has {found.en}, which is {wrong.en}; it has to be {asked.en}.",
        ),
        expected=asked,
        observed=found,
        fix=_FIXES.get((limit is low, file.facts.group)),
    )


def _asked(want: Size) -> Text:
    low, high = want.span()
    if want.about is not None:
        return Text(f"{want.about}左右（{low}至{high}）", f"about {want.about} ({low} to {high})")
    if low is not None and high is not None:
        return Text(f"{low}至{high}", f"{low} to {high}")
    said = [Text(f"不小于{low}", f"{low} or more")] if low is not None else []
    said += [Text(f"不超过{high}", f"{high} or less")] if high is not None else []
    return joined(said)


#: What to do about a file that is too small (True) or too large, by its family.
_FIXES = {
    (True, Group.PHOTO): Text(
        "请用原图重新导出，提高JPG的质量（像素仍按要求）；不要用聊天软件压缩过的图。",
        "Export it from the original at a higher JPG quality, in the pixels asked for, not from a "
        "copy that a chat program compressed.",
    ),
    (False, Group.PHOTO): Text(
        "请重新导出，适当降低JPG的质量（像素仍按要求）。",
        "Export it again at a lower JPG quality, in the pixels asked for.",
    ),
    (False, Group.VIDEO): Text(
        "请重新导出视频，降低码率（分辨率、时长仍按要求）。",
        "Export the video again at a lower bit rate, in the size and length asked for.",
    ),
    (False, Group.DOCUMENT): Text(
        "请压缩文档里的图片后另存；扫描件请降低扫描分辨率。",
        "Compress the pictures in it and save it again; scan papers at a lower resolution.",
    ),
}
