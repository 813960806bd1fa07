"""What has to be written anew before the package can be understood: old documents, Live Photos.

A form that nobody reads tells no name, and a picture within a file no look. They are made readable
first, and laid over the package, which then is understood as it will be.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from jlxx_check.facts.read_files import read_files
from jlxx_check.files.folder_tree import open_folder
from jlxx_check.files.laid_over import LaidOver, Layer, Overlay, lay_over
from jlxx_check.model.contents import Content, Group
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, FileFacts, Unreadable
from jlxx_check.model.kind_lookup import file_kind_of, file_name, group_by_name
from jlxx_check.model.mend_plan import MendVerb, NotMended
from jlxx_check.model.package import Package
from jlxx_check.model.tree import Tree
from jlxx_check.probes.unreadable import UnreadableError
from jlxx_check.probes.zip_members import open_zip, read_member
from jlxx_check.text import Text
from jlxx_check.unit.places import Places
from jlxx_check.unit.repair.office import DOCX, PLAIN, OfficeProgram, office_program
from jlxx_check.unit.repair.same_text import (
    SaidText,
    said_by,
    said_by_docx,
    said_by_odt,
    said_by_rtf,
)
from jlxx_check.unit.repair.workshop import READY, Workshop, putting
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.portable_names import portable

#: Text documents that not every reader opens, by their bytes.
OLD_DOCUMENTS = frozenset({Content.DOC, Content.RTF, Content.ODT})
#: What stands before the paths of files made readable.
LAYER = "已转换"
#: Bytes of a Live Photo's picture.
_LARGEST_STILL = 200_000_000

_NO_OFFICE = Text(
    "本机没有安装LibreOffice，没有转换：请用 WPS 或 Word 另存为 .docx",
    "LibreOffice is not installed here, so it was not converted: save it as .docx",
)
_NOT_CONVERTED = Text(
    "LibreOffice转换不了：请用 WPS 或 Word 另存为 .docx",
    "LibreOffice could not convert it: open it in Word or WPS and save it as .docx",
)
_NOT_THE_SAME = Text(
    "LibreOffice转换后的文字或表格和原来的不一致，没有采用：请用 WPS 或 Word 另存为 .docx",
    "after LibreOffice's conversion its text or tables are not the same, so it was left: save it "
    "as .docx in Word or WPS",
)
#: The reason alone, of a document that may stay as it is.
_WHYS = {
    _NO_OFFICE: Text("本机没有安装LibreOffice", "LibreOffice is not installed here"),
    _NOT_CONVERTED: Text("LibreOffice转换不了", "LibreOffice could not convert it"),
    _NOT_THE_SAME: Text(
        "LibreOffice转换后的文字或表格和原来的不一致",
        "after LibreOffice's conversion its text or tables are not the same",
    ),
}
_NO_STILL = Text(
    "实况照片里取不出照片：请在手机中另存为 .jpg",
    "no still picture can be taken out of the live photo: save it as .jpg on the phone",
)
_STILL = Text("取出实况照片中的照片", "the still of the live photo is taken out")


@frozen
class Ready:
    """A file that was made readable. file: what it was made of, in the package."""

    #: In the folder of what is ready.
    path: str
    #: Where it belongs in the package.
    place: str
    verb: MendVerb
    file: str
    what: Text
    #: Whether it takes the other one's place.
    instead: bool = True
    #: Which picture of a document.
    number: int = 0


@frozen
class MadeReady:
    """All of them, and what could not be."""

    files: tuple[Ready, ...] = ()
    cannot: tuple[NotMended, ...] = ()
    notes: tuple[Text, ...] = ()

    def __add__(self, other: MadeReady) -> MadeReady:
        return MadeReady(
            self.files + other.files, self.cannot + other.cannot, self.notes + other.notes
        )


def make_readable(
    tree: Tree,
    package: Package,
    dropped: Collection[str],
    shop: Workshop,
    stop: Callable[[], bool],
) -> MadeReady:
    """Old documents and Live Photos, from the tree into the workshop. Raises OSError.

    dropped: files that are as good as not there.
    """
    there = (item for item in package.facts.values() if item.path not in dropped)
    facts = sorted(there, key=lambda item: item.path)
    documents = [item for item in facts if is_old(item)]
    stills = [item for item in facts if item.content is Content.LIVP]
    taken = Places(package.facts)
    return _converted(tree, documents, shop, taken, stop) + _stills(tree, stills, shop, taken)


def is_old(facts: FileFacts) -> bool:
    """Whether it is an old document that somebody could read."""
    body = facts.body
    closed = isinstance(body, Unreadable) and body.cause is not Cause.UNSUPPORTED
    return facts.content in OLD_DOCUMENTS and not closed


def laid_over(
    tree: Tree,
    package: Package,
    known: Mapping[str, FileFacts],
    ready: Sequence[Ready],
    dropped: Iterable[str],
    shop: Workshop,
    jobs: int,
) -> tuple[LaidOver, dict[str, FileFacts]]:
    """The package with what was made readable in its place, and the facts of all.

    known: facts that an earlier call gave. dropped: files that are as good as not there.
    """
    shop.keep_only(shop.ready, {f"{READY}/{item.path}" for item in ready})
    above = open_folder(shop.ready)
    layer = Layer(str(shop.ready), LAYER, {item.path: item.place for item in ready})
    replaced = frozenset((*(item.file for item in ready if item.instead), *dropped))
    laid = lay_over(tree, Overlay((layer,), replaced), [above])
    read = read_files(above, skip=lambda path: _laid(path) in known, jobs=jobs, progress=None)
    facts = {path: item for path, item in package.facts.items() if path not in replaced}
    for path, item in read.items():
        whole = _laid(path)
        facts[whole] = known.get(whole) or replace(item, path=whole)
    return laid, facts


def _laid(path: str) -> str:
    return f"{LAYER}/{path}"


def ready_path(file: str, ending: str, number: int = 0) -> str:
    """Where in the folder of what is ready it lies: under its own name, each in its own folder."""
    digest = hashlib.sha256(f"{file}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:12]}/{portable(PurePosixPath(file_name(file)).stem)}{ending}"


def source_key(facts: FileFacts) -> str:
    """Equal where the file is as it was."""
    return f"{facts.digest}:{facts.size}:{facts.modified}"


def _converted(
    tree: Tree,
    documents: Sequence[FileFacts],
    shop: Workshop,
    taken: Places,
    stop: Callable[[], bool],
) -> MadeReady:
    program = office_program() if documents else None
    if program is None:
        return _left(documents, dict.fromkeys((item.path for item in documents), _NO_OFFICE))
    left = [
        item
        for item in documents
        if not shop.holds(f"{READY}/{ready_path(item.path, '.docx')}", source_key(item))
    ]
    failed = dict(_written(program, tree, left, shop, stop)) if left else {}
    made = [
        Ready(
            ready_path(item.path, ".docx"),
            taken.free(str(PurePosixPath(item.path).with_suffix(".docx"))),
            MendVerb.DOCUMENT,
            item.path,
            _as_docx(item),
        )
        for item in documents
        if item.path not in failed
    ]
    return MadeReady(tuple(made)) + _left(documents, failed)


def _left(documents: Sequence[FileFacts], failed: Mapping[str, Text]) -> MadeReady:
    """Documents that stay as they are: one that is read all the same nobody has to write anew."""
    read = {item.path for item in documents if isinstance(item.body, Document)}
    cannot = (NotMended(path, why) for path, why in failed.items() if path not in read)
    notes = (_as_it_is(path, failed[path]) for path in failed if path in read)
    return MadeReady(cannot=tuple(cannot), notes=tuple(notes))


def _as_it_is(path: str, why: Text) -> Text:
    return Text(
        f"“{path}”没有换成 .docx（{_WHYS[why].zh}），原样复制。这种文件能检查，可以不改。",
        f"“{path}” was not made a .docx ({_WHYS[why].en}) and copied as it is. It can be checked "
        "all the same: nothing has to be done.",
    )


def _as_docx(facts: FileFacts) -> Text:
    title = file_kind_of(facts.content).title
    return Text(f"{title.zh}转换为.docx", f"{title.en} to .docx")


def _written(
    program: OfficeProgram,
    tree: Tree,
    documents: Sequence[FileFacts],
    shop: Workshop,
    stop: Callable[[], bool],
) -> Iterator[tuple[str, Text]]:
    """Convert; those that could not be are returned, each with why."""
    with shop.draft() as work:
        (work / "in").mkdir(parents=True)
        sources: dict[Path, FileFacts] = {}
        for number, item in enumerate(documents):
            place = work / "in" / f"{number}{file_kind_of(item.content).extensions[0]}"
            try:
                with tree.open(item.path) as stream, place.open("wb") as target:
                    shutil.copyfileobj(stream, target)
            except OSError:
                yield item.path, _NOT_CONVERTED
            else:
                sources[place] = item
        made = program.convert(list(sources), DOCX, work / "docx", stop)
        spoken = [place for place, item in sources.items() if item.content is Content.RTF]
        plain = program.convert(spoken, PLAIN, work / "txt", stop) if spoken else {}
        for place, item in sources.items():
            docx = made.get(place)
            if docx is None:
                yield item.path, _NOT_CONVERTED
            elif not _is_faithful(item, place, docx, plain.get(place)):
                yield item.path, _NOT_THE_SAME
            else:
                name = f"{READY}/{ready_path(item.path, '.docx')}"
                shop.put(name, source_key(item), putting(docx.read_bytes()))


def _is_faithful(facts: FileFacts, source: Path, docx: Path, plain: Path | None) -> bool:
    """Whether the new document says what the old one does, each read by its own reader."""
    after = said_by_docx(docx)
    if after is None:
        return False
    if isinstance(facts.body, Document):
        before: SaidText | None = said_by(facts.body)
    elif facts.content is Content.ODT:
        before = said_by_odt(source)
    else:
        before = said_by_rtf(source, plain, after)
    return before is not None and before.is_kept_by(after)


def _stills(tree: Tree, photos: Sequence[FileFacts], shop: Workshop, taken: Places) -> MadeReady:
    made, cannot = [], []
    for item in photos:
        try:
            with tree.open(item.path) as stream:
                still = _still(stream, item.size)
        except (OSError, UnreadableError):
            still = None
        if still is None:
            cannot.append(NotMended(item.path, _NO_STILL))
            continue
        ending, data = still
        path = ready_path(item.path, ending)
        place = taken.free(str(PurePosixPath(item.path).with_suffix(ending)))
        if not shop.holds(f"{READY}/{path}", source_key(item)):
            shop.put(f"{READY}/{path}", source_key(item), putting(data))
        made.append(Ready(path, place, MendVerb.PICTURE, item.path, _STILL))
    return MadeReady(tuple(made), tuple(cannot))


def _still(stream: BinaryIO, size: int) -> tuple[str, bytes] | None:
    """The picture of a Live Photo, and how its name ends. Raises UnreadableError and OSError."""
    with open_zip(stream, size) as archive:
        for member in archive.infolist():
            if group_by_name(member.filename) is Group.PHOTO:
                data = read_member(archive, member, _LARGEST_STILL)
                return PurePosixPath(member.filename).suffix.lower(), data
    return None
