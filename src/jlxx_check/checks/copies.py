"""Forms and registers that are to come twice: as the Word file, and as a PDF of the stamped one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from jlxx_check.checks.parameters import Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Content, FileFacts
from jlxx_check.model.formats import EXTENSIONS, extension
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Reason
from jlxx_check.model.text import Text, same
from jlxx_check.values.folding import fold_name


class Copy(Enum):
    """The two shapes in which a paper is asked for."""

    WORD = Text("Word文件", "the Word file")
    PDF = Text("盖章后的PDF文件", "a PDF of the stamped one")


_SHAPES = {
    Content.DOCX: Copy.WORD,
    Content.DOC: Copy.WORD,
    Content.RTF: Copy.WORD,
    Content.PDF: Copy.PDF,
}
#: Files whose bytes no longer say what they are; package.readable speaks of them.
_SILENT = frozenset({Content.EMPTY, Content.UNKNOWN, Content.OFFICE_ENCRYPTED})
_BOTH = Text("Word文件和盖章后的PDF文件", "the Word file and a PDF of the stamped one")


class FormCopies(Parameters):
    """role: the role that a form plays. words: in an attachment's name they tell a form's copy."""

    role: RoleName
    words: tuple[str, ...]


@check("form.copies")
def form_copies(entry: Entry, package: Package, want: FormCopies) -> Iterator[Outcome]:
    """The entry's form is there both as a Word file and as a PDF; whether stamped, a person sees.

    Where there is no form at all, both are missing, and that is one finding.
    """
    paths = [file.path for file in entry.with_role(want.role)]
    paths += [
        file.path
        for file in entry.files
        if file.role != want.role and _named(file.path, want.words)
    ]
    paths += [form.path for form in package.shared_forms if entry.name in form.names]
    yield _judge(package, Text("推介表", "form"), f"“{entry.name}”的", f" of “{entry.name}”", paths)


@check("register.copies")
def register_copies(package: Package, pack: Pack) -> Iterator[Outcome]:
    """Each kind's register is there both as a Word file and as a PDF.

    A scan that tells no kind counts for every kind, for nothing proves that it is another's.
    """
    for kind, spec in pack.kinds.items():
        if spec.register_ is None or not any(True for _ in package.of_kind(kind)):
            yield not_applicable()
            continue
        paths = [register.path for register in package.registers_of(kind)]
        paths += _register_scans(package, pack, kind)
        title = spec.title
        yield _judge(package, Text("登记表", "register"), f"{title.zh}的", f" of {title.en}", paths)


def _judge(package: Package, what: Text, of_zh: str, of_en: str, paths: list[str]) -> Outcome:
    """One outcome for one paper: passed, or what is missing of the two."""
    found = _shapes(package.facts[path] for path in paths)
    missing = [copy.value for copy in Copy if copy not in found]
    if not missing:
        return passed()
    lack = missing[0] if len(missing) == 1 else _BOTH
    return failed(
        Text(
            f"{of_zh}{what.zh}缺少{lack.zh}。",
            f"The {what.en}{of_en} lacks {lack.en}.",
        ),
        file=paths[0] if paths else None,
        expected=_BOTH,
        observed=same("、".join(_name(path) for path in paths)) if paths else Text("没有", "none"),
    )


def _shapes(files: Iterable[FileFacts]) -> set[Copy]:
    """The shapes that are there; a broken file counts for what its name promises."""
    found: set[Copy] = set()
    for facts in files:
        contents: Iterable[Content] = (facts.content,)
        if facts.content in _SILENT:
            contents = EXTENSIONS.get(extension(facts.path), frozenset())
        found.update(_SHAPES[content] for content in contents if content in _SHAPES)
    return found


def _register_scans(package: Package, pack: Pack, kind: str) -> list[str]:
    """Scans of registers that are this kind's, or that tell no kind."""
    found = []
    for item in package.unassigned:
        if item.reason is Reason.REGISTER_SCAN:
            told = {
                name
                for name, spec in pack.kinds.items()
                if spec.register_ is not None and _named(item.path, spec.words)
            }
            if not told or kind in told:
                found.append(item.path)
    return found


def _named(path: str, words: Iterable[str]) -> bool:
    folded = fold_name(path)
    return any(fold_name(word) in folded for word in words)


def _name(path: str) -> str:
    return path.rpartition("/")[2]
