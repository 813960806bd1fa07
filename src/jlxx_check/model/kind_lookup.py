"""What the table of formats says of a content, an extension or a path."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import PurePosixPath

from jlxx_check.model.contents import Reader, Trait
from jlxx_check.model.facts import Content, Group
from jlxx_check.model.file_kinds import FILE_KINDS, FileKind
from jlxx_check.text import Text
from jlxx_check.values.late_patterns import late_pattern

#: Contents whose bytes say nothing of the family.
_ANY = frozenset({Content.OFFICE_ENCRYPTED})
#: Folders that Apple's programs show as one document, and may be handed in as what they are.
_BUNDLES = {
    ".pages": Content.PAGES,
    ".numbers": Content.NUMBERS,
    ".key": Content.KEYNOTE,
    ".rtfd": Content.RTF,
}

_ENDINGS = sorted(
    ending[1:]
    for kind in FILE_KINDS.values()
    if kind.group is Group.ARCHIVE
    for ending in kind.extensions
)
_SUFFIXES = late_pattern(rf"\.(?:tar\.)?(?:{'|'.join(_ENDINGS)})$", re.IGNORECASE)
#: A part of an archive that was split: by a packer, or by a program that splits any file.
_PART = late_pattern(
    r"(?:\.part\d+\.rar|\.(?:zip|7z|rar|tar|tgz|gz|bz2|xz)\.\d{2,4}|\.[zr]\d\d)$", re.IGNORECASE
)


def _by_extension() -> dict[str, frozenset[Content]]:
    found: dict[str, set[Content]] = {}
    for kind in FILE_KINDS.values():
        for ending in kind.extensions:
            found.setdefault(ending, set()).add(kind.content)
    return {ending: frozenset(contents) for ending, contents in found.items()}


#: Extension (lower case, with the dot) → the contents that it may honestly hold.
EXTENSIONS: dict[str, frozenset[Content]] = _by_extension()


def file_kind_of(content: Content) -> FileKind:
    """All that is known of a content."""
    return FILE_KINDS[content]


def contents_with(trait: Trait) -> frozenset[Content]:
    """The contents of formats that have the trait."""
    return frozenset(kind.content for kind in FILE_KINDS.values() if trait in kind.traits)


def contents_read_by(*readers: Reader) -> frozenset[Content]:
    """The contents that these probes read."""
    return frozenset(kind.content for kind in FILE_KINDS.values() if kind.reader in readers)


def extension(path: str) -> str:
    """The extension in lower case with its dot, full-width characters folded; "" where none."""
    if path.isascii() and "." not in path:
        return ""
    return PurePosixPath(unicodedata.normalize("NFKC", path)).suffix.lower()


def is_mail(name: str) -> bool:
    """Whether the file is called as a mail that is read here: ``.eml`` or ``.msg``."""
    return name.lower().endswith((".eml", ".msg"))


def file_name(path: str) -> str:
    """The last part of a path: what a sentence calls a file or folder, its place given beside."""
    return PurePosixPath(path).name


def group_of(content: Content) -> Group:
    """The family of a content."""
    return FILE_KINDS[content].group


def group_by_name(path: str) -> Group:
    """The family that a file's extension promises: all that is known of a broken file."""
    contents = EXTENSIONS.get(extension(path), frozenset()) - _ANY
    groups = {group_of(content) for content in contents}
    return groups.pop() if len(groups) == 1 else Group.OTHER


def promised(name: str, possible: tuple[Content, ...], otherwise: Content) -> Content:
    """What the extension promises, if that is one of the possible contents."""
    said = EXTENSIONS.get(extension(name), frozenset())
    return next((content for content in possible if content in said), otherwise)


def is_named_archive(name: str) -> bool:
    """Whether the name promises an archive, or a part of one."""
    return is_part(name) or group_by_name(name) is Group.ARCHIVE


def is_part(name: str) -> bool:
    """Whether it is called as one part of a split archive is; the last is often a plain .zip."""
    return _PART.search(name) is not None


def archive_stem(name: str) -> str:
    """An archive's name without what tells its kind; also that of a folder that stands for one."""
    bare = _PART.sub("", name)
    return (bare if bare != name else _SUFFIXES.sub("", name)) or name


def is_absent(content: Content) -> bool:
    """Whether it stands for a file that is not there: a shortcut, a download that broke off."""
    return Trait.ABSENT in FILE_KINDS[content].traits


def not_read(content: Content) -> Text:
    """What is said of a format that is known and not read, and what to do."""
    kind = FILE_KINDS[content]
    way = kind.way
    assert way is not None, content
    if is_absent(content):
        return Text(
            f"这是{kind.title.zh}，里面没有材料本身，{way.zh}。",
            f"This is {kind.title.en} and holds nothing of the material; {way.en}.",
        )
    return Text(
        f"文件是{kind.title.zh}，本程序读不了，{way.zh}。",
        f"The file is {kind.title.en}, which this program cannot read; {way.en}.",
    )


def bundle_of(path: str) -> tuple[str, Content] | None:
    """The folder among those above a path that is one document, and its content; outermost."""
    for folder in _folders(path):
        content = _BUNDLES.get(extension(folder))
        if content is not None:
            return folder, content
    return None


def promised_by(path: str) -> frozenset[Content] | None:
    """What the name promises that a file, or the document that its folder is, holds.

    None where the extension promises nothing.
    """
    bundle = bundle_of(path)
    promised = EXTENSIONS.get(extension(bundle[0] if bundle else path))
    # MP4 holds sound alone as well, and is then told as that.
    return promised | {Content.M4A} if promised and Content.MP4 in promised else promised


def _folders(path: str) -> Iterator[str]:
    at = path.find("/")
    while at > 0:
        yield path[:at]
        at = path.find("/", at + 1)
