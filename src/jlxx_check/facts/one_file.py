"""One file to its facts: told by its bytes, read by its reader, and always an honest answer."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from jlxx_check.facts import digests
from jlxx_check.facts.content_keys import content_digest
from jlxx_check.facts.fates import denied, raised
from jlxx_check.facts.watched import Watched, length, require_length
from jlxx_check.model.contents import GROUP_TITLES, Reader, Trait
from jlxx_check.model.facts import (
    NOT_FETCHED,
    Body,
    Cause,
    Content,
    FileFacts,
    Group,
    Unreadable,
)
from jlxx_check.model.kind_lookup import file_kind_of, group_by_name, group_of, not_read
from jlxx_check.model.tree import FileNode, Tree, UnreadableFile
from jlxx_check.text import Text

#: Files up to this size are read once into memory, for digest and probe together.
_IN_MEMORY = 32 * 1024 * 1024
#: Bytes up to which a file is fetched before it is looked at; of a larger film less is read.
_FETCHED = 8 * 1024 * 1024
_FETCHED_FILM = 2 * 1024 * 1024
_HASHED = frozenset({Group.PHOTO, Group.DOCUMENT, Group.AUDIO, Group.CAPTIONS})
#: A file's facts, and its ``content_digest`` where it is a document that was read as a whole.
Keyed = tuple[FileFacts, bytes | None]
_EMPTY = Unreadable(
    Cause.EMPTY,
    Text("文件是空的（0 字节）。", "The file is empty (0 bytes)."),
)
#: What is said of a zip file that is a document, and does not hold together.
_BROKEN_ZIP = {
    Cause.CUT_SHORT: Text(
        "文件不完整，后面一部分缺失，可能是复制或传输时中断了。",
        "The file is not complete: its last part is missing, perhaps from a broken transfer.",
    ),
    Cause.CORRUPT: Text("文件已损坏，打不开。", "The file is damaged and does not open."),
}


def read_file(
    tree: Tree, node: FileNode, *, thumbnails: bool = False, data: bytes | None = None
) -> FileFacts:
    """The facts of one file. Never raises for what the file is or does.

    data: its bytes, where they were fetched already.
    """
    return read_keyed(tree, node, thumbnails=thumbnails, data=data)[0]


def read_keyed(
    tree: Tree, node: FileNode, *, thumbnails: bool = False, data: bytes | None = None
) -> Keyed:
    """The same, and of a document what the very bytes give that the facts are of."""
    try:
        if data is None and is_fetched(node):
            data = fetched(tree, node)
        if data is not None:
            return _read(io.BytesIO(data), node, thumbnails=thumbnails)
        with tree.open(node.path) as opened:
            stream = Watched(opened)
            found = _read(cast(BinaryIO, stream), node, thumbnails=thumbnails)
            if stream.failure is not None:
                raise stream.failure
            require_length(length(opened), node)
            return found
    except UnreadableFile as error:
        return unread(node, error.problem), None
    except OSError as error:
        return unread(node, denied(error)), None
    # The one broad net: a fault of the program or of a library in one file becomes that file's
    # honest outcome, and everything else is still judged.
    except Exception as error:  # noqa: BLE001
        return unread(node, _failed(error)), None


def is_fetched(node: FileNode) -> bool:
    """Whether all of it is fetched at once: a share answers many small questions slowly."""
    film = group_by_name(node.path) is Group.VIDEO
    return node.size <= (_FETCHED_FILM if film else _FETCHED)


def fetched(tree: Tree, node: FileNode) -> bytes:
    """All of a small file, asked for in one question. Raises OSError."""
    with tree.open(node.path) as opened:
        raw = getattr(opened, "raw", None)
        if not isinstance(raw, io.FileIO):  # a member of an archive
            return opened.read(node.size + 1)
        data = raw.read(node.size + 1) or b""
        while len(data) < node.size and (more := raw.read(node.size - len(data))):
            data += more
        require_length(len(data), node)
        return data


def unread(node: FileNode, body: Body = None) -> FileFacts:
    """The facts of a file that was not looked into: its name is all that is known."""
    return FileFacts(
        path=node.path,
        size=node.size,
        content=Content.UNKNOWN,
        group=group_by_name(node.path),
        body=body,
        modified=node.modified,
    )


def _read(stream: BinaryIO, node: FileNode, *, thumbnails: bool) -> Keyed:
    from jlxx_check.probes.sniffing.sniff import sniff

    content = sniff(stream, node.size, node.path)
    if content is Content.LFS:
        return unread(node, NOT_FETCHED), None  # its name is all that is known of it
    known = content not in (Content.UNKNOWN, Content.EMPTY)
    group = group_of(content) if known else group_by_name(node.path)
    digest = key = None
    if known and group is Group.VIDEO:
        digest = digests.sampled(stream, node.size)
    elif known and group in _HASHED:
        stream, digest = _hashed(stream, node.size)
        if group is Group.DOCUMENT and isinstance(stream, io.BytesIO):
            key = content_digest(stream.getbuffer())
    stream.seek(0)
    try:
        body = read_body(stream, node.size, content, node.path, thumbnails=thumbnails)
    except UnreadableFile as error:
        body = error.problem
    except OSError as error:
        body = denied(error)
    # As in read_file, but what is known of the file by now is kept.
    except Exception as error:  # noqa: BLE001
        body = _failed(error)
    found = FileFacts(
        path=node.path,
        size=node.size,
        content=content,
        group=group,
        body=body,
        digest=digest,
        modified=node.modified,
    )
    return found, key


def _hashed(stream: BinaryIO, size: int) -> tuple[BinaryIO, str]:
    """The stream to probe, in memory where it is small enough, and the digest."""
    if size > _IN_MEMORY:
        return stream, digests.whole(stream)
    stream.seek(0)
    data = stream.read(_IN_MEMORY + 1)
    return io.BytesIO(data), digests.of_bytes(data)


def read_body(
    stream: BinaryIO, size: int, content: Content, path: str, *, thumbnails: bool = False
) -> Body:
    """What the content's reader finds; None where nothing reads it and nothing was promised.

    Raises OSError where the system fails to read; a probe's own fault passes through.
    """
    if content is Content.EMPTY or size == 0:
        return _EMPTY
    if content is Content.UNKNOWN:
        return _broken_promise(group_by_name(path))
    kind = file_kind_of(content)
    if kind.reader is not None:
        return _read_by(kind.reader, stream, size, content, thumbnails=thumbnails)
    if kind.group is Group.ARCHIVE:
        return None
    return _unread(stream, size, content)


def _read_by(
    reader: Reader, stream: BinaryIO, size: int, content: Content, *, thumbnails: bool
) -> Body:
    match reader:
        case Reader.PHOTO:
            from jlxx_check.probes.photo.read_photo import read_photo

            return read_photo(stream, size, content, thumbnail=thumbnails)
        case Reader.VIDEO:
            from jlxx_check.probes.video.read_video import read_video

            return read_video(stream, size, content, thumbnail=thumbnails)
        case Reader.AUDIO:
            from jlxx_check.probes.audio import read_audio

            return read_audio(stream, size, content)
        case Reader.CAPTIONS:
            from jlxx_check.probes.captions import read_captions

            return read_captions(stream, size)
        case Reader.WORD:
            from jlxx_check.probes.word.read_docx import read_docx

            return read_docx(stream, size)
        case Reader.OLD_WORD:
            from jlxx_check.probes.word.read_doc import read_doc

            return read_doc(stream, size)
        case Reader.WORKBOOK:
            from jlxx_check.probes.workbook.read_workbook import read_workbook

            return read_workbook(stream, size, content)
        case Reader.PDF:
            from jlxx_check.probes.pdf.read_pdf import read_pdf

            return read_pdf(stream, size)
        case Reader.TEXT:
            from jlxx_check.probes.plain_text import read_text

            return read_text(stream, size)
        case Reader.LOCKED:
            from jlxx_check.probes.locked import read_locked

            return read_locked(stream, size)


def _failed(error: Exception) -> Body:
    """What is said where something was raised that nobody expected, or a library is lacking."""
    library = (error.name or "").partition(".")[0] if isinstance(error, ImportError) else ""
    if not library or library == __name__.partition(".")[0]:
        return raised(error)
    return Unreadable(
        Cause.UNSUPPORTED,
        Text(
            f"本机缺少读取这种文件的组件（{library}）。",
            f"This machine lacks the library that reads such files ({library}).",
        ),
    )


def _unread(stream: BinaryIO, size: int, content: Content) -> Unreadable:
    """Of a format that is not read all that can be told is whether its zip file is whole."""
    if Trait.ZIPPED in file_kind_of(content).traits:
        from jlxx_check.probes.zip_members import fault_of

        cause = fault_of(stream, size)
        if cause is not None:
            return Unreadable(cause, _BROKEN_ZIP[cause])
    return Unreadable(Cause.UNSUPPORTED, not_read(content))


def _broken_promise(group: Group) -> Unreadable | None:
    name = GROUP_TITLES.get(group)
    if name is None:
        return None
    return Unreadable(
        Cause.CORRUPT,
        Text(
            f"文件的内容不是{name.zh}，可能已损坏，或者扩展名写错了。",
            f"The file's content is not {name.en}: it is damaged, or its extension is wrong.",
        ),
    )
