"""Forms and registers that are to come twice: as the Word file, and as a PDF of the stamped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import PurePosixPath
from typing import ClassVar

from jlxx_check.checks.register.row_pairs import register_kinds
from jlxx_check.checks.registry import Parameters, RoleName, check
from jlxx_check.checks.unseen import NONE, may_be_unseen
from jlxx_check.model.contents import Trait
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, FileFacts
from jlxx_check.model.kind_lookup import EXTENSIONS, contents_with, extension, file_name
from jlxx_check.model.nouns import FORM, REGISTER
from jlxx_check.model.outcome import Outcome, Status, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.package import Entry, Package, Reason
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name


class Copy(Enum):
    """The two shapes in which a paper is asked for."""

    WORD = Text("Word文件", "the Word file")
    PDF = Text("盖章后的PDF文件", "a PDF of the stamped one")


#: Whether a text will do that can be edited as Word's can and is none, no program decides.
_SHAPES = {**dict.fromkeys(contents_with(Trait.TYPED), Copy.WORD), Content.PDF: Copy.PDF}
#: Files whose bytes no longer say what they are; package.readable speaks of them.
_SILENT = frozenset({Content.EMPTY, Content.UNKNOWN, Content.OFFICE_ENCRYPTED})
_BOTH = Text("Word文件和盖章后的PDF文件", "the Word file and a PDF of the stamped one")


class FormCopies(Parameters):
    """role: the role that a form plays. words: in an attachment's name they tell a form's copy."""

    zh: ClassVar[Mapping[str, str]] = {
        "words": "附件名称中有这些词的是表的副本",
    }

    role: RoleName
    words: Words


@check("form.copies", zh="推介表的Word文件和PDF文件都有；是否盖章由人工核对。")
def form_copies(entry: Entry, package: Package, pack: Pack, want: FormCopies) -> Iterator[Outcome]:
    """The entry's form is there both as a Word file and as a PDF; whether stamped, a person sees.

    Where there is no form at all, both are missing, and that is one finding.
    """
    paths = [file.path for file in entry.with_role(want.role)]
    names = {_stem(path) for path in paths}
    spec = pack.form_of(entry.kind)
    words = (*want.words, *(spec.titles if spec else ()))
    paths += [
        file.path
        for file in entry.files
        if file.role != want.role
        and (_stem(file.path) in names or _says(package.facts[file.path], words))
    ]
    paths += [form.path for form in package.shared_forms if entry.name in form.names]
    yield _judge(package, same(FORM), same(f"“{entry.name}”"), paths)


@check("register.copies", zh="每类登记表的Word文件和PDF文件都有。")
def register_copies(package: Package, pack: Pack) -> Iterator[Outcome]:
    """Each kind's register is there both as a Word file and as a PDF.

    A scan that does not say whose register it is may be any kind's: where there are fewer of them
    than kinds that lack a PDF, a person looks.
    """
    kinds = [kind for kind in register_kinds(pack) if any(package.of_kind(kind))]
    told, untold = _scans(package, pack, kinds)
    papers = {
        kind: [item.path for item in package.registers_of(kind)] + told[kind] for kind in kinds
    }
    lacking = [kind for kind in kinds if Copy.PDF not in _shapes(package, papers[kind])]
    for kind in kinds:
        title = pack.kinds[kind].title
        paths = papers[kind] + (untold if kind in lacking else [])
        outcome = _judge(package, same(REGISTER), title, paths)
        if kind in lacking and outcome.status is Status.PASS and len(untold) < len(lacking):
            names = _names(untold)
            yield review(
                Text(
                    f"请看“{names}”里有没有{title.zh}的盖章{REGISTER}。",
                    f"Is the stamped {REGISTER} of {title.en} in “{names}”?",
                ),
                file=untold[0],
            )
        else:
            yield outcome


def _judge(package: Package, what: Text, whose: Text, paths: list[str]) -> Outcome:
    """One outcome for one paper: passed, or what is missing of the two."""
    found = _shapes(package, paths)
    missing = [copy.value for copy in Copy if copy not in found]
    if not missing:
        return passed()
    lack = missing[0] if len(missing) == 1 else _BOTH
    wrong = failed(
        Text(
            f"{whose.zh}的{what.zh}缺少{lack.zh}。",
            f"The {what.en} of {whose.en} lacks {lack.en}.",
        ),
        file=paths[0] if paths else None,
        expected=_BOTH,
        observed=same(_names(paths)) if paths else NONE,
    )
    return may_be_unseen(package, wrong)


def _shapes(package: Package, paths: Iterable[str]) -> set[Copy]:
    """The shapes that are there; a broken file counts for what its name promises."""
    found: set[Copy] = set()
    for path in paths:
        content = package.facts[path].content
        contents: Iterable[Content] = (content,)
        if content in _SILENT:
            contents = EXTENSIONS.get(extension(path), frozenset())
        found.update(_SHAPES[item] for item in contents if item in _SHAPES)
    return found


def _scans(
    package: Package, pack: Pack, kinds: list[str]
) -> tuple[dict[str, list[str]], list[str]]:
    """Scans and prints of registers: those that say their kind, by kind, and the others."""
    told: dict[str, list[str]] = {kind: [] for kind in kinds}
    untold: list[str] = []
    registers = register_kinds(pack)
    for item in package.unassigned:
        if item.reason is Reason.REGISTER_SCAN:
            facts = package.facts[item.path]
            whose = [kind for kind in registers if _says(facts, pack.kinds[kind].words)]
            for kind in whose:
                told.get(kind, []).append(item.path)
            if not whose:
                untold.append(item.path)
    return told, untold


def _says(facts: FileFacts, words: Iterable[str]) -> bool:
    """Whether a file's path, or the text of a document, has one of the words."""
    folded = fold_name(facts.path)
    if isinstance(facts.body, Document):
        folded += fold_name(facts.body.text)
    return any(fold_name(word) in folded for word in words)


def _stem(path: str) -> str:
    return fold_name(PurePosixPath(path).stem)


def _names(paths: Iterable[str]) -> str:
    return "、".join(file_name(path) for path in paths)
