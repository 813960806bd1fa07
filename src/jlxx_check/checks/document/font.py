"""Whether a document's text is set in the font and size asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, PositiveFloat, model_validator

from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.document import Document, Letters
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed, review
from jlxx_check.model.pack_parts import Words
from jlxx_check.text import Text, joined, same
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.typefaces import POINTS, family, size_name


def _points(value: object) -> object:
    if isinstance(value, str):
        if value not in POINTS:
            raise ValueError(f"no size is called {value}: {'、'.join(POINTS)}, or points")
        return POINTS[value]
    return value


Size = Annotated[
    PositiveFloat, BeforeValidator(_points, json_schema_input_type=str | PositiveFloat)
]


class Font(Parameters):
    """The font, the size, or both."""

    zh: ClassVar[Mapping[str, str]] = {
        "fonts": "可用的字体（仿宋）；同一字体的别名也算",
        "size": "字号的名称（小四），或磅数（12）",
        "most": "多大比例的汉字要符合，其余可以是标题等",
    }

    fonts: Words = Field(
        (), description="fonts any of which will do (仿宋); other names of a typeface go with it"
    )
    size: Size | None = Field(None, description="the size by its name (小四), or in points (12)")
    most: float = Field(
        0.8,
        gt=0,
        le=1,
        description="the share of the Chinese characters that has to be so; the rest may be "
        "headings and the like",
    )

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.fonts and self.size is None:
            raise ValueError(Text("fonts和size至少写一个", "fonts or size has to be given"))
        return self


@check("document.font", zh="正文大部分用要求的字体和字号。")
def font(document: Document, want: Font) -> Iterator[Outcome]:
    """Most of the text is set in the font and the size asked; told by Word (.docx) files alone.

    What styles, the theme and the document's defaults say is followed. Where nothing says it, a
    person looks.

    Example::

        check: document.font
        with: {fonts: [仿宋], size: 小四}
    """
    if not document.letters:
        yield not_judged(
            Text("这种文件看不出字体字号。", "Fonts and sizes the file does not tell."),
            fix=Text(
                "请提交Word文件（.docx）后再检查一次，或打开看一看。",
                "Hand in the Word file (.docx) and check again, or look at it.",
            ),
        )
        return
    found = [_standing(document, want, about) for about in _asked(want)]
    wrong = [item for item in found if item.holds is False]
    if wrong:
        asked, there = (joined(getattr(item, key) for item in wrong) for key in ("asked", "there"))
        yield failed(
            Text(
                f"正文多为{there.zh}，要求{asked.zh}。",
                f"Most of the text is in {there.en}; asked for: {asked.en}.",
            ),
            expected=asked,
            observed=there,
            fix=Text(
                f"请选中正文，把字体字号改为{asked.zh}，重新保存。",
                f"Select the text, set it in {asked.en}, and save it again.",
            ),
        )
    elif all(item.holds for item in found):
        yield passed()
    else:
        asked = joined(item.asked for item in found if item.holds is None)
        yield review(
            Text(
                f"文件没有写明全部文字的字体字号，请打开看一看正文是不是{asked.zh}。",
                f"The file does not say what all of its text is set in: is it {asked.en}?",
            ),
        )


@frozen
class _About:
    """One thing that is asked. read: what letters say of it; good: whether that will do."""

    asked: Text
    read: Callable[[Letters], Text | None]
    good: Callable[[Text], bool]


@frozen
class _Standing:
    """How the text stands to it: whether it holds, None where nobody knows; what most is in."""

    holds: bool | None
    asked: Text
    there: Text


def _asked(want: Font) -> Iterator[_About]:
    if want.fonts:
        wanted = {family(name) for name in want.fonts}
        said = Text("或".join(want.fonts), " or ".join(want.fonts))
        yield _About(
            said,
            lambda letters: None if letters.font is None else same(letters.font),
            lambda name: family(name.zh) in wanted,
        )
    if want.size is not None:
        size = _size(want.size)
        yield _About(
            size,
            lambda letters: None if letters.points is None else _size(letters.points),
            lambda name: name == size,
        )


def _size(points: float) -> Text:
    return Text(size_name(points), f"{points:g} pt")


def _standing(document: Document, want: Font, about: _About) -> _Standing:
    counts: Counter[Text | None] = Counter()
    for letters in document.letters:
        counts[about.read(letters)] += letters.count
    total = counts.total()
    good = sum(number for name, number in counts.items() if name is not None and about.good(name))
    holds = True if good >= want.most * total else None
    if good + counts[None] < want.most * total:
        holds = False
    others = [name for name, _ in counts.most_common() if name is not None and not about.good(name)]
    return _Standing(holds, about.asked, others[0] if others else same(""))
