"""An entry's documents: which is its form, which a text, a copy, or something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.inventory.people import says_the_same
from jlxx_check.inventory.roles import KindRoles, Told, is_scan, named_scan
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content
from jlxx_check.model.nouns import FORM
from jlxx_check.model.package import Form
from jlxx_check.text import Text
from jlxx_check.values.name_marks import called_a_copy


@dataclass(slots=True)
class Papers:
    """Roles of documents and scans, the scan that stands for the form, and what stays unknown."""

    held: list[tuple[Item, str, Text]] = field(default_factory=list)
    scan: Item | None = None
    unknown: list[Item] = field(default_factory=list)


def sort_papers(
    owner: Candidate,
    roles: KindRoles,
    documents: Sequence[tuple[Item, Told | None]],
    forms: Mapping[Item, str],
) -> Papers:
    """Sort an owner's documents. roles: those that its kind has.

    documents: everything but its readable forms, each with the role that words tell.
    forms: of its readable forms, the role of each.
    """
    papers = Papers()
    _readable_forms(owner, roles, forms, papers)
    why = {item: t.why for item, t in documents if t}
    untold = [item for item, t in documents if t is None]
    missing: list[str] = []
    for role in roles.forms:
        named = [item for item, t in documents if t and t.role == role]
        readable = any(held == role for _, held, _ in papers.held)
        _other_forms(papers, role, roles.along, readable, named, why)
        missing += [] if readable or named else [role]
    texts: list[str] = []
    for role in roles.texts:
        named = [item for item, t in documents if t and t.role == role]
        _texts(papers, role, roles.along, named, why)
        texts += [] if named else [role]
    # A document of any other role, what comes along too, is what words say.
    sorted_ = {*roles.forms, *roles.texts}
    papers.held += [(i, t.role, t.why) for i, t in documents if t and t.role not in sorted_]
    _by_elimination(papers, untold, roles.along, missing, texts)
    return papers


def _readable_forms(
    owner: Candidate, roles: KindRoles, forms: Mapping[Item, str], papers: Papers
) -> None:
    """The first Word form leads; PDF prints of it and equal copies come along with it."""
    # 推介表(1) and 推介表 - 副本 sort before 推介表.
    owner.forms.sort(
        key=lambda item: (
            item.facts.content is Content.PDF,
            called_a_copy(PurePosixPath(item.path).stem),
        )
    )
    first: dict[str, Item] = {}
    seen: list[Item] = []
    for item in owner.forms:
        role = forms[item]
        lead = first.setdefault(role, item)
        copy = item is not lead and (
            any(says_the_same(item, other) for other in seen) or _is_print(item, lead)
        )
        papers.held.append((item, roles.along, _COPY) if copy else (item, role, _READ))
        seen.append(item)


def _is_print(item: Item, first: Item) -> bool:
    return item.facts.content is Content.PDF and first.facts.content is not Content.PDF


def _other_forms(
    papers: Papers,
    role: str,
    along: str,
    readable: bool,
    named: Sequence[Item],
    why: Mapping[Item, Text],
) -> None:
    """Files that are forms by their name only: scans, broken ones, ones of an unknown shape."""
    scans = [item for item in named if is_scan(item)]
    rest = sorted(
        (item for item in named if not is_scan(item)),
        key=lambda item: item.path.lower().endswith(".pdf"),
    )
    for number, item in enumerate(rest):
        copy = readable or (number and item.path.lower().endswith(".pdf"))
        papers.held.append((item, along if copy else role, _COPY if copy else why[item]))
    for number, item in enumerate(scans):
        alone = not readable and not rest and not number
        if alone:
            papers.scan = papers.scan or item
        papers.held.append((item, role if alone else along, _ALONE if alone else _SCAN))


def _texts(
    papers: Papers, role: str, along: str, named: Sequence[Item], why: Mapping[Item, Text]
) -> None:
    originals = [item for item in named if not is_scan(item)]
    first = originals[0].facts if originals else None
    for item in named:
        copy = bool(first) and (
            is_scan(item)
            or (item.facts is not first and bool(item.facts.digest) and _equal(item, originals))
            or _is_print(item, originals[0])
        )
        papers.held.append((item, along if copy else role, _COPY if copy else why[item]))


def _equal(item: Item, others: Sequence[Item]) -> bool:
    before = others[: others.index(item)] if item in others else others
    return any(other.facts.digest == item.facts.digest for other in before)


def _by_elimination(
    papers: Papers,
    untold: Sequence[Item],
    along: str,
    forms: Sequence[str],
    texts: Sequence[str],
) -> None:
    """A document that no word tells is what its owner still lacks, where it alone can be it.

    forms, texts: the roles that the owner has nothing for; of several texts a word has to tell.
    """
    written = [item for item in untold if _has_text(item)]
    others = [item for item in untold if not _has_text(item)]
    text = texts[0] if len(texts) == 1 else None
    # Beside rules, plans and lists, what is called none of these is it.
    plain = [item for item in written if not item.clues.paper]
    alone = written if len(written) == 1 else plain
    if text and len(alone) == 1:
        papers.held.append((alone[0], text, _ONLY_TEXT))
        written, text = [item for item in written if item is not alone[0]], None
    if forms and len(others) == 1:
        item = others[0]
        papers.held.append((item, forms[0], _ONLY_PAPER))
        papers.scan = item if is_scan(item) else papers.scan
        others = []
    elif text and len(others) == 1 and not named_scan(others[0]):
        papers.held.append((others[0], text, _ONLY_TEXT))
        others = []
    for item in others:
        if is_scan(item):
            papers.held.append((item, along, _SCAN))
        else:
            papers.unknown.append(item)
    for item in written:
        if item.clues.paper:
            papers.held.append((item, along, _NOTE))
        else:
            papers.unknown.append(item)


def _has_text(item: Item) -> bool:
    body = item.facts.body
    return isinstance(body, Document) and body.has_text


def scanned(item: Item, kind: str, name: str) -> Form:
    """The form that a scan stands for: it is there, and a person has to read it."""
    body = item.facts.body
    blank = isinstance(body, Document) and body.blank
    return Form(item.path, kind, (name,) if name else (), {}, scan=True, blank=blank)


_READ = Text(f"内容是{FORM}", f"its title and labels are those of the {FORM}")
_COPY = Text("与另一份文件是同一份材料的副本", "a copy or print of another file of the same entry")
_SCAN = Text("纸质材料的扫描件或照片", "a scan or picture of a paper")
_NOTE = Text("附带的说明文字", "a note that comes along")
_ALONE = Text(
    f"{FORM}的扫描件或照片；没有程序能读的电子版，以它为准",
    f"a scan of the {FORM}; there is no {FORM} that can be read, so it stands for it",
)
_ONLY_TEXT = Text(
    "名称没有说明；文件夹里只有这一份其他文档，按总结处理",
    "its name says nothing; it is the only other document there and was taken for the summary",
)
_ONLY_PAPER = Text(
    f"名称没有说明；文件夹里没有别的{FORM}，按{FORM}处理",
    f"its name says nothing; no other {FORM} is there and it was taken for it",
)
