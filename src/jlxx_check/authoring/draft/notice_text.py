"""A notice's text, read from the file as the house reads any document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from jlxx_check.authoring.draft.grammar import grammar
from jlxx_check.errors import CallError
from jlxx_check.facts.one_file import read_file
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.model.document import Document, Paragraph, Table
from jlxx_check.model.facts import Group, Unreadable
from jlxx_check.model.kind_lookup import EXTENSIONS, extension, group_by_name
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text
from jlxx_check.values.plain_files import why_unreadable

#: No notice is longer, in characters; the largest file that is read, in bytes.
_LONGEST = 120_000
_LARGEST = 60 * 1024 * 1024
#: The least that a notice says, in characters.
_SHORTEST = 80
#: Below this share of Chinese characters the grammar knows nothing of it.
_CHINESE = 0.2
#: What a row of a table has to hold to ask for something: a figure, or a format.
_FIGURE = re.compile(r"\d|[A-Za-z]{3}")
_HAN = re.compile(r"[\u3400-\u9fff]")


class NoNotice(CallError):
    """The file is none that a draft can be made of."""


def read_notice(path: Path) -> tuple[str, ...]:
    """The notice's lines in reading order. Raises NoNotice, with what to do instead."""
    document = _document(path)
    lines = tuple(line for block in document.blocks for line in _lines(block))
    text = "".join(lines) or re.sub(r"\s", "", document.text)
    _require_notice(path, document, text, lines)
    return lines


def _lines(block: Paragraph | Table) -> Iterator[str]:
    """The block's lines; of a table the rows that hold a figure, each as a sentence."""
    if isinstance(block, Paragraph):
        yield from filter(None, (line.strip() for line in block.text.splitlines()))
        return
    rows: dict[int, dict[int, str]] = {}
    for cell in block.cells:
        text = " ".join(cell.text.split())
        if text:
            rows.setdefault(cell.row, {})[cell.column] = text
    names: dict[int, str] = next(iter(rows.values()), {})
    for cells in rows.values():
        values = list(cells.values())
        if len(values) < 2 or not any(map(_FIGURE.search, values[1:])):
            continue
        if len(values) == 2:
            yield f"{values[0]}：{values[1].rstrip('。')}。"
            continue
        if cells is names:
            continue  # the columns' names: 序号, 姓名, 简要事迹(100字以内)
        told = (f"{names.get(column, '')}：{text}".strip("：") for column, text in cells.items())
        yield f"{'，'.join(told)}。"


def _document(path: Path) -> Document:
    unread = why_unreadable(path, most=None)
    if unread is not None:
        raise NoNotice(_said(path, unread))
    known = extension(path.name) in EXTENSIONS
    if known and group_by_name(path.name) not in (Group.DOCUMENT, Group.OTHER):
        raise NoNotice(_said(path, _NO_DOCUMENT))
    size = path.stat().st_size
    if size > _LARGEST:
        raise NoNotice(_said(path, _TOO_LONG))
    node = FileNode(path.name, size)
    facts = read_file(FolderTree(str(path.parent), path.parent.name, (node,), ()), node)
    if isinstance(facts.body, Document):
        return facts.body
    if isinstance(facts.body, Unreadable):
        raise NoNotice(_said(path, facts.body.detail))
    raise NoNotice(_said(path, _NO_DOCUMENT))


def _require_notice(path: Path, document: Document, text: str, lines: tuple[str, ...]) -> None:
    if not document.has_text:
        raise NoNotice(_said(path, _SCAN))
    if len(document.text) > _LONGEST:
        raise NoNotice(_said(path, _TOO_LONG))
    if not text:
        raise NoNotice(_said(path, _EMPTY))
    letters = re.sub(r"[\W\d_]", "", document.text)
    if letters and len(_HAN.findall(letters)) < _CHINESE * len(letters):
        raise NoNotice(_said(path, _NOT_CHINESE))
    in_tables = sum(
        len(cell.text)
        for block in document.blocks
        if isinstance(block, Table)
        for cell in block.cells
    )
    titled = any(re.search(grammar().title.ends, line) for line in lines[:12])
    if in_tables > sum(map(len, lines)) and not titled:
        raise NoNotice(_said(path, _FORM))
    if len(text) < _SHORTEST:
        raise NoNotice(_said(path, _SHORT))


def _said(path: Path, why: Text) -> Text:
    return Text(f"{path}：{why.zh}", f"{path}: {why.en}")


_EMPTY = Text("文件里没有文字。", "holds no text.")
_SHORT = Text(
    "文字太少，不像一份通知；请给出通知全文。",
    "says too little to be a notice; give its full text.",
)
_TOO_LONG = Text(
    "文件太长，不像一份通知；请只留下通知正文和附件说明。",
    "is too long to be a notice; keep the notice itself and what its attachments say.",
)
_SCAN = Text(
    "这是扫描件，没有文字；请给出通知的Word文件，或先做文字识别另存为.txt。",
    "is a scan without text; give the notice as a Word file, or its text as .txt.",
)
_NO_DOCUMENT = Text(
    "这不是文档；请给出通知的.docx、.pdf或.txt文件。",
    "is no document; give the notice as .docx, .pdf or .txt.",
)
_FORM = Text(
    "这像一张表，不是通知；表的栏目请用 jlxx-check rules fields 读出。",
    "looks like a form, not a notice; its fields are read by: jlxx-check rules fields",
)
_NOT_CHINESE = Text(
    "这份通知不是中文的，程序只会读中文通知；请用 jlxx-check rules new 起草。",
    "is not in Chinese, and only Chinese notices are understood; begin with: jlxx-check rules new",
)
