"""An entry's documents: which is its form, its summary, a copy, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.roles import Told, is_scan
from jlxx_check.inventory.words import ATTACHMENT, FORM, SUMMARY
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content
from jlxx_check.model.package import Form
from jlxx_check.model.text import Text

_COPY_NAME = re.compile(r"(?:副本|复件|复本|copy|[(（]\d+[)）])[\s\d]*$", re.IGNORECASE)


@dataclass(slots=True)
class Papers:
    """Roles of documents and scans, the scan that stands for the form, and what stays unknown."""

    held: list[tuple[Item, str, Text]] = field(default_factory=list)
    scan: Item | None = None
    unknown: list[Item] = field(default_factory=list)


def sort_papers(
    owner: Candidate,
    roles: Sequence[str],
    documents: Sequence[tuple[Item, Told | None]],
) -> Papers:
    """Sort an owner's documents. roles: those that its kind has.

    documents: everything but its readable forms, each with the role that words tell.
    """
    papers = Papers()
    readable = _readable_forms(owner, papers)
    told = {role: [i for i, t in documents if t and t.role == role] for role in (FORM, SUMMARY)}
    why = {item: t.why for item, t in documents if t}
    untold = [item for item, t in documents if t is None]
    papers.held += [(i, ATTACHMENT, t.why) for i, t in documents if t and t.role == ATTACHMENT]
    _other_forms(papers, readable, told[FORM], why)
    _summaries(papers, told[SUMMARY], why)
    has_form = readable or bool(told[FORM]) or FORM not in roles
    has_summary = bool(told[SUMMARY]) or SUMMARY not in roles
    _by_elimination(papers, untold, has_form, has_summary)
    return papers


def _readable_forms(owner: Candidate, papers: Papers) -> bool:
    """The first Word form leads; PDF prints of it and equal copies come along with it."""
    owner.forms.sort(key=lambda item: (item.facts.content is Content.PDF, _called_a_copy(item)))
    seen: set[str] = set()
    for number, item in enumerate(owner.forms):
        digest = item.facts.digest
        if number and (digest in seen or _is_print(item, owner.forms[0])):
            papers.held.append((item, ATTACHMENT, _COPY))
        else:
            papers.held.append((item, FORM, _READ))
        if digest:
            seen.add(digest)
    return bool(owner.forms)


def _called_a_copy(item: Item) -> bool:
    """Whether the system named it as a copy: 推介表(1), 推介表 - 副本 sort before 推介表."""
    return _COPY_NAME.search(PurePosixPath(item.path).stem) is not None


def _is_print(item: Item, first: Item) -> bool:
    return item.facts.content is Content.PDF and first.facts.content is not Content.PDF


def _other_forms(
    papers: Papers, readable: bool, named: Sequence[Item], why: dict[Item, Text]
) -> None:
    """Files that are forms by their name only: scans, broken ones, ones of an unknown shape."""
    scans = [item for item in named if is_scan(item)]
    rest = sorted(
        (item for item in named if not is_scan(item)),
        key=lambda item: item.path.lower().endswith(".pdf"),
    )
    for number, item in enumerate(rest):
        copy = readable or (number and item.path.lower().endswith(".pdf"))
        papers.held.append((item, ATTACHMENT if copy else FORM, _COPY if copy else why[item]))
    for number, item in enumerate(scans):
        alone = not readable and not rest and not number
        if alone:
            papers.scan = item
        papers.held.append((item, FORM if alone else ATTACHMENT, _ALONE if alone else _SCAN))


def _summaries(papers: Papers, named: Sequence[Item], why: dict[Item, Text]) -> None:
    originals = [item for item in named if not is_scan(item)]
    first = originals[0].facts if originals else None
    for item in named:
        copy = bool(first) and (
            is_scan(item)
            or (item.facts is not first and bool(item.facts.digest) and _equal(item, originals))
            or _is_print(item, originals[0])
        )
        papers.held.append((item, ATTACHMENT if copy else SUMMARY, _COPY if copy else why[item]))


def _equal(item: Item, others: Sequence[Item]) -> bool:
    before = others[: others.index(item)] if item in others else others
    return any(other.facts.digest == item.facts.digest for other in before)


def _by_elimination(
    papers: Papers, untold: Sequence[Item], has_form: bool, has_summary: bool
) -> None:
    """A document that no word tells is what its owner still lacks, where it alone can be it."""
    texts = [item for item in untold if _has_text(item)]
    others = [item for item in untold if not _has_text(item)]
    if not has_summary and len(texts) == 1:
        papers.held.append((texts[0], SUMMARY, _ONLY_TEXT))
        texts, has_summary = [], True
    if not has_form and len(others) == 1:
        item = others[0]
        papers.held.append((item, FORM, _ONLY_PAPER))
        papers.scan = item if is_scan(item) else None
        others = []
    elif not has_summary and len(others) == 1:
        papers.held.append((others[0], SUMMARY, _ONLY_TEXT))
        others = []
    for item in others:
        if is_scan(item):
            papers.held.append((item, ATTACHMENT, _SCAN))
        else:
            papers.unknown.append(item)
    papers.unknown += texts


def _has_text(item: Item) -> bool:
    body = item.facts.body
    return isinstance(body, Document) and body.has_text


def scanned(item: Item, kind: str, name: str) -> Form:
    """The form that a scan stands for: it is there, and a person has to read it."""
    return Form(item.path, kind, (name,) if name else (), {}, scan=True)


_READ = Text("内容是推介表", "its title and labels are those of the form")
_COPY = Text("与另一份文件是同一份材料的副本", "a copy or print of another file of the same entry")
_SCAN = Text("纸质材料的扫描件或照片", "a scan or picture of a paper")
_ALONE = Text(
    "推介表的扫描件或照片；没有程序能读的电子版，以它为准",
    "a scan of the form; there is no form that can be read, so it stands for it",
)
_ONLY_TEXT = Text(
    "名称没有说明；文件夹里只有这一份其他文档，按总结处理",
    "its name says nothing; it is the only other document there and was taken for the summary",
)
_ONLY_PAPER = Text(
    "名称没有说明；文件夹里没有别的推介表，按推介表处理",
    "its name says nothing; no other form is there and it was taken for it",
)
