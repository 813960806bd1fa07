"""How many pages a document has, and how large they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, NonNegativeFloat, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.registry import NO_BOUND, TURNED_ROUND, Parameters, check
from jlxx_check.model.document import Document
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.text import Text


class Pages(Parameters):
    """at_least, at_most: both included; at least one is given."""

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "最少几页，含本数",
        "at_most": "最多几页，含本数",
    }

    at_least: PositiveInt | None = Field(None, description="the fewest pages, included")
    at_most: PositiveInt | None = Field(None, description="the most pages, included")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError(NO_BOUND)
        if (self.at_most or self.at_least or 0) < (self.at_least or 0):
            raise ValueError(TURNED_ROUND)
        return self

    def asked(self) -> Text:
        """What is asked, in short."""
        low, high = self.at_least, self.at_most
        if low is None:
            return Text(f"不超过{high}页", f"{high} pages at most")
        if high is None:
            return Text(f"不少于{low}页", f"{low} pages or more")
        return Text(f"{low}页" if low == high else f"{low}至{high}页", f"{low} to {high} pages")


@check("document.pages", zh="文件的页数符合要求。")
def pages(document: Document, want: Pages) -> Iterator[Outcome]:
    """The document has as many pages as asked.

    A PDF tells for certain. A Word file tells what the program counted that saved it last, which
    another program may lay out otherwise: a number that does not fit is then a warning. Other files
    tell nothing and are not judged.

    Example::

        check: document.pages
        with: {at_most: 4}
    """
    found = document.pages if document.pages is not None else document.pages_stored
    if found is None:
        yield not_judged(
            Text("这种文件看不出有几页。", "How many pages it has the file does not tell."),
            fix=Text(
                "请用Word或WPS打开后重新保存，或另存为PDF，再检查一次；也可以打开看一看页数。",
                "Save it again in Word or WPS, or as a PDF, and check again; or look at it.",
            ),
        )
        return
    few = want.at_least is not None and found < want.at_least
    many = want.at_most is not None and found > want.at_most
    if not few and not many:
        yield passed()
        return
    asked, stored = want.asked(), document.pages is None
    by = Text("（按文件保存时的记录，请打开核对）", " (as it was last saved; look at it)")
    zh, en = (by.zh, by.en) if stored else ("", "")
    yield failed(
        Text(
            f"文件共{found}页{zh}，应{asked.zh}。", f"It has {found} pages{en}; asked: {asked.en}."
        ),
        level=Level.WARNING if stored else None,
        expected=asked,
        observed=Text(f"{found}页", str(found)),
    )


class PageSize(Parameters):
    """The size of a page, whichever way it is turned."""

    zh: ClassVar[Mapping[str, str]] = {
        "name": "纸张的名称（A4）",
        "width": "短边，毫米",
        "height": "长边，毫米",
        "tolerance": "每边可差多少毫米",
    }

    name: str = Field(description="what the size is called (A4)")
    width: PositiveFloat = Field(description="the shorter side, in millimetres")
    height: PositiveFloat = Field(description="the longer side, in millimetres")
    tolerance: NonNegativeFloat = Field(
        2.0, description="how far off either side may be, in millimetres"
    )


@check("document.page-size", zh="文件的纸张大小符合要求，横竖均可。")
def page_size(document: Document, want: PageSize) -> Iterator[Outcome]:
    """All pages are of the size asked, upright or across; told by PDF and Word (.docx) files.

    Example::

        check: document.page-size
        with: {name: A4, width: 210, height: 297}
    """
    if not document.paper:
        yield not_judged(
            Text("这种文件看不出纸张大小。", "The size of its pages the file does not tell."),
            fix=Text(
                "请另存为 .docx 或PDF后再检查一次，或打开“页面设置”看一看。",
                "Save it as .docx or PDF and check again, or look at its page setup.",
            ),
        )
        return
    sides = sorted((want.width, want.height))
    other = next(
        (
            size
            for size in document.paper
            if any(abs(a - b) > want.tolerance for a, b in zip(sorted(size), sides, strict=True))
        ),
        None,
    )
    if other is None:
        yield passed()
        return
    there = f"{other[0]:g}×{other[1]:g}"
    asked = f"{want.name}（{want.width:g}×{want.height:g}毫米）"
    asked_en = f"{want.name} ({want.width:g}×{want.height:g} mm)"
    yield failed(
        Text(
            f"页面是{there}毫米，应为{asked}。", f"A page is {there} mm; it has to be {asked_en}."
        ),
        expected=Text(asked, asked_en),
        observed=Text(f"{there}毫米", f"{there} mm"),
        fix=Text(
            f"请在“页面设置”里把纸张改为{want.name}，重新保存。",
            f"Set the paper to {want.name} in the page setup, and save it again.",
        ),
    )
