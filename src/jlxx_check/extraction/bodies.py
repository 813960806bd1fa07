"""Which probe reads which content, and what is said of a file that none can read."""

from __future__ import annotations

from typing import BinaryIO

from jlxx_check.model.facts import Body, Cause, Content, Group, Unreadable
from jlxx_check.model.formats import group_by_name, group_of
from jlxx_check.model.text import Text

_EMPTY = Unreadable(
    Cause.EMPTY,
    Text("文件是空的（0 字节）。", "The file is empty (0 bytes)."),
)
_PASSWORD = Unreadable(
    Cause.PASSWORD,
    Text(
        "文件设有打开密码，请取消密码后重新保存。",
        "The file is protected by a password; remove it and save the file again.",
    ),
)
_NAMES = {
    Group.PHOTO: Text("照片", "a picture"),
    Group.VIDEO: Text("视频", "a video"),
    Group.AUDIO: Text("录音", "a sound recording"),
    Group.DOCUMENT: Text("文档", "a document"),
    Group.ARCHIVE: Text("压缩包", "an archive"),
}


def read_body(
    stream: BinaryIO, size: int, content: Content, path: str, *, thumbnails: bool = False
) -> Body:
    """What the content's probe finds; None where there is no probe and nothing was promised.

    Raises OSError where the system fails to read; a probe's own fault passes through.
    """
    if content is Content.EMPTY or size == 0:
        return _EMPTY
    if content is Content.UNKNOWN:
        return _broken_promise(group_by_name(path))
    group = group_of(content)
    if group is Group.PHOTO:
        from jlxx_check.probes.photo import read_photo

        return read_photo(stream, size, content, thumbnail=thumbnails)
    if group is Group.VIDEO:
        from jlxx_check.probes.video import read_video

        return read_video(stream, size, content, thumbnail=thumbnails)
    if group is Group.AUDIO:
        from jlxx_check.probes.audio import read_audio

        return read_audio(stream, size, content)
    if group is Group.DOCUMENT:
        return _document(stream, size, content)
    return None


def _document(stream: BinaryIO, size: int, content: Content) -> Body:
    match content:
        case Content.OFFICE_ENCRYPTED:
            return _PASSWORD
        case Content.DOCX:
            from jlxx_check.probes.word import read_docx

            return read_docx(stream, size)
        case Content.DOC:
            from jlxx_check.probes.legacy_word import read_doc

            return read_doc(stream, size)
        case Content.XLSX | Content.XLS:
            from jlxx_check.probes.workbook import read_workbook

            return read_workbook(stream, size, content)
        case Content.PDF:
            from jlxx_check.probes.pdf import read_pdf

            return read_pdf(stream, size)
        case Content.TEXT:
            from jlxx_check.probes.plain_text import read_text

            return read_text(stream, size)
        case _:
            name = "RTF" if content is Content.RTF else "HTML"
            return Unreadable(
                Cause.UNSUPPORTED,
                Text(
                    f"文件实际是 {name} 格式，本程序读不了，请用 Word 或 WPS 打开后另存为 .docx。",
                    f"The file is in fact {name}, which this program cannot read; open it in Word "
                    "or WPS and save it as .docx.",
                ),
            )


def _broken_promise(group: Group) -> Unreadable | None:
    name = _NAMES.get(group)
    if name is None:
        return None
    return Unreadable(
        Cause.CORRUPT,
        Text(
            f"文件的内容不是{name.zh}，可能已损坏，或者扩展名写错了。",
            f"The file's content is not {name.en}: it is damaged, or its extension is wrong.",
        ),
    )
