"""Whether a file opens, and whether its name says what it is."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Content, Crashed, FileFacts, Group, Unreadable, is_fault
from jlxx_check.model.formats import EXTENSIONS, extension, group_of
from jlxx_check.model.outcome import Outcome, failed, not_applicable, not_judged, passed
from jlxx_check.model.subject import SubjectFile
from jlxx_check.model.text import Text, same

_BLANK = frozenset({Content.EMPTY, Content.UNKNOWN})

#: Contents that a clerk would not know by their id.
_CALLED = {
    Content.TEXT: Text("纯文本", "plain text"),
    Content.HTML: Text("网页（HTML）", "a web page (HTML)"),
    Content.OFFICE_ENCRYPTED: Text("加密的Office文档", "an encrypted Office document"),
    Content.AUDIO_OTHER: Text("其他音频", "another sound format"),
    Content.QUICKTIME: Text("QuickTime视频", "QuickTime video"),
    Content.MATROSKA: Text("Matroska视频", "Matroska video"),
}

_EMPTY = Text("文件是空的（0字节）", "the file is empty (0 bytes)")
_NOISE = Text(
    "文件内容无法识别，可能已经损坏",
    "what is in the file cannot be recognised; it may be damaged",
)
_UNREADABLE = Text(
    "文件打不开，无法核对内容与扩展名是否一致。",
    "The file does not open, so its content cannot be held against its extension.",
)


@check("file.readable")
def readable(file: SubjectFile) -> Iterator[Outcome]:
    """The file opens as what it is; only proven damage fails, never a machine's limits."""
    body = file.facts.body
    if isinstance(body, Unreadable | Crashed) and is_fault(body):
        yield not_judged(body.detail)
        return
    damage = body.detail if isinstance(body, Unreadable) else _damage(file.facts)
    if damage is None:
        yield passed()
        return
    said = Text(damage.zh.rstrip("。"), damage.en.rstrip("."))
    yield failed(
        Text(f"文件打不开：{said.zh}。", f"The file does not open: {said.en}."),
        expected=Text("能正常打开", "a file that opens"),
        observed=said,
    )


def _damage(facts: FileFacts) -> Text | None:
    """Why a file that no probe read is no good; None where nothing speaks against it."""
    if facts.size == 0 or facts.content is Content.EMPTY:
        return _EMPTY
    promised = EXTENSIONS.get(extension(facts.path))
    if facts.body is None and promised and facts.content is Content.UNKNOWN:
        return _NOISE
    return None


@check("file.type")
def file_type(file: SubjectFile) -> Iterator[Outcome]:
    """The file's content is what its extension says; videos are left to a rule of their own."""
    facts = file.facts
    promised = EXTENSIONS.get(extension(facts.path))
    if promised is None or _is_video(facts):
        yield not_applicable()
    elif isinstance(facts.body, Unreadable) and facts.body.cause.proven:
        yield not_judged(facts.body.detail)
    elif facts.content in _BLANK:
        yield not_judged(_UNREADABLE)
    elif facts.content in promised:
        yield passed()
    else:
        ending, content = extension(facts.path), _called(facts.content)
        yield failed(
            Text(
                f"文件的扩展名是{ending}，内容却是{content.zh}格式。",
                f"The file's extension is {ending}, but its content is {content.en}.",
            ),
            expected=Text(f"{ending}格式", f"{ending} content"),
            observed=content,
        )


def _called(content: Content) -> Text:
    return _CALLED.get(content) or same(content.value.upper())


def _is_video(facts: FileFacts) -> bool:
    """By its content; a broken file by its name."""
    return Group.VIDEO in (facts.group, group_of(facts.content))
