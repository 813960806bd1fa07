"""Whether a file is of a format that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.facts import Content, Unreadable
from jlxx_check.model.kind_lookup import extension, file_kind_of
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.package import SubjectFile
from jlxx_check.text import Text, joined, same

#: Bytes that no longer say what they are; that the file is broken is another rule's.
_SILENT = frozenset({Content.EMPTY, Content.UNKNOWN, Content.OFFICE_ENCRYPTED})
_OPEN_FIRST = Text(
    "请换成能打开的文件，再检查一次。", "Hand in a file that opens, and check again."
)
#: What people call a format by, where the program's own word is another.
_CALLED = {
    Content.JPEG: same("JPG"),
    Content.DOCX: Text("Word（.docx）", "Word (.docx)"),
    Content.DOC: Text("Word（.doc）", "Word (.doc)"),
    Content.XLSX: Text("Excel（.xlsx）", "Excel (.xlsx)"),
    Content.XLS: Text("Excel（.xls）", "Excel (.xls)"),
}


class Allowed(Parameters):
    """contents: the formats that are allowed, by what is in the file (jpeg, pdf, docx, mp4 …).

    extensions: endings that its name may have, with the dot, whatever their case; none: any that
    the format has.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "contents": "允许的格式，按文件内容（jpeg、pdf、docx、mp4等）",
        "extensions": "文件名允许的扩展名，带点，不分大小写；不写的，按格式通用的扩展名",
    }

    contents: Annotated[tuple[Content, ...], Field(min_length=1, examples=[["jpeg"]])]
    extensions: tuple[Annotated[str, Field(pattern=r"^\.\w+$")], ...] = ()


@check("file.content", zh="文件是允许的格式（按内容，不按扩展名）。")
def content(file: SubjectFile, want: Allowed) -> Iterator[Outcome]:
    """The file is of an allowed format by its content; where endings are named, by its name, too.

    Where a paper is asked for twice, as PDF and as Word, ``form.copies`` and ``register.copies``
    are the checks.

    Example::

        scope: star.id-photo
        check: file.content
        with: {contents: [jpeg], extensions: [.jpg]}
    """
    facts = file.facts
    asked = _asked(want)
    if facts.content in _SILENT:
        unread = isinstance(facts.body, Unreadable)
        why = facts.body.detail if isinstance(facts.body, Unreadable) and unread else _NO_TELLING
        yield not_judged(why, fix=_OPEN_FIRST)
        return
    ending = extension(facts.path)
    endings = [item.lower() for item in want.extensions]
    if facts.content in want.contents and (not endings or ending in endings):
        yield passed()
        return
    found = called(facts.content)
    if facts.content in want.contents:
        yield failed(
            Text(
                f"文件是{found.zh}格式，但扩展名是“{ending}”，应为{asked.zh}。",
                f"The file is {found.en}, but its name ends in “{ending}”; asked for: {asked.en}.",
            ),
            expected=asked,
            observed=same(ending or "—"),
            fix=Text(
                f"请把文件名的结尾改为“{endings[0]}”，内容不用动。",
                f"Let the file's name end in “{endings[0]}”; its content may stay as it is.",
            ),
        )
        return
    yield failed(
        Text(
            f"文件是{found.zh}格式，只接受{asked.zh}。",
            f"The file is {found.en}; only {asked.en} is accepted.",
        ),
        expected=asked,
        observed=found,
        fix=Text(
            f"请打开后另存（导出）为{asked.zh}，不要只改文件名。",
            f"Open it and save or export it as {asked.en}; a new name is not enough.",
        ),
    )


def called(content: Content) -> Text:
    """What people call a format."""
    return _CALLED.get(content) or file_kind_of(content).title


def _asked(want: Allowed) -> Text:
    formats = joined((called(item) for item in want.contents), "或", " or ")
    if not want.extensions:
        return formats
    endings = "、".join(want.extensions)
    return Text(f"{formats.zh}（{endings}）", f"{formats.en} ({', '.join(want.extensions)})")


_NO_TELLING = Text(
    "文件内容无法识别，不知道是什么格式。", "What is in the file cannot be recognised."
)
