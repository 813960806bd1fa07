"""Whether a file opens, and whether its name says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jlxx_check.checks.registry import check
from jlxx_check.model.document import Document
from jlxx_check.model.facts import (
    Cause,
    Content,
    FileFacts,
    Group,
    ReadFailure,
    Unreadable,
    is_fault,
)
from jlxx_check.model.kind_lookup import extension, file_kind_of, file_name, group_of, promised_by
from jlxx_check.model.outcome import Level, Outcome, failed, not_applicable, not_judged, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import OwnedFile, Package, Reason, SubjectFile, Unassigned
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, behind_colon, joined

_OPENS = Text("能正常打开", "a file that opens")
_PACK_AGAIN = Text(
    "请从原件重新压缩为一个 .zip 文件，在本机打开确认后再报送。",
    "Pack the originals again into one .zip file, and open it once before sending.",
)
#: How to put an archive right, by what is wrong with it.
_MEND = {
    Cause.PASSWORD: Text(
        "请去掉密码后重新压缩为 .zip。", "Remove the password and pack it again as .zip."
    ),
    Cause.LIMIT: Text(
        "请只留下报送的材料，直接压缩为一个 .zip 文件，里面不再套压缩包。"
        "审核人员也可以放宽上限：--max-depth、--max-members、--max-unpacked、--max-ratio。",
        "Pack only what is to be handed in, straight into one .zip file without archives in it. "
        "Whoever checks may raise the limits: --max-depth, --max-members, --max-unpacked, "
        "--max-ratio.",
    ),
    Cause.UNSUPPORTED: Text(
        "请改用普通的 .zip 格式重新压缩后报送，或解压后直接放进材料；也可在本机装好读取它的组件"
        "后再检查（见 jlxx-check doctor）。",
        "Pack it as an ordinary .zip, or unpack it into the package; or install what reads it on "
        "this machine (see jlxx-check doctor).",
    ),
}
_NO_PASSWORD = Text(
    "请取消打开密码后重新保存，在本机打开确认后再报送。",
    "Remove the password, save the file again, and open it once before sending.",
)
#: How to bring a file that is beyond a limit within it, by what it is.
_WITHIN = {
    Group.PHOTO: Text("请把照片缩小后重新保存。", "Make the picture smaller and save it again."),
    Group.VIDEO: Text("请用剪辑软件重新导出视频。", "Export the video again."),
    Group.AUDIO: Text("请重新导出录音。", "Export the recording again."),
}
_LESS = Text(
    "请去掉多余的内容、压缩文档里的图片后另存，在本机打开确认后再报送。",
    "Take out what is not needed, compress the pictures in it, save it under another name, and "
    "open it once before sending.",
)
_SHORTLY = {
    Cause.EMPTY: Text("空文件", "an empty file"),
    Cause.CUT_SHORT: Text("不完整", "cut short"),
    Cause.CORRUPT: Text("已损坏", "damaged"),
    Cause.PASSWORD: Text("设有密码", "a password"),
    Cause.LIMIT: Text("超过读取上限", "beyond a limit"),
    Cause.UNSUPPORTED: Text("本机读不了", "not readable on this machine"),
    Cause.DENIED: Text("系统不允许读取", "refused by the system"),
}

_BLANK = frozenset({Content.EMPTY, Content.UNKNOWN})

_EMPTY = Text("文件是空的（0字节）", "the file is empty (0 bytes)")
_NOISE = Text(
    "文件内容无法识别，可能已经损坏",
    "what is in the file cannot be recognised; it may be damaged",
)
_UNREADABLE = Text(
    "文件打不开，无法核对内容与扩展名是否一致。",
    "The file does not open, so its content cannot be held against its extension.",
)


@check("files.readable", zh="认出用途的文件都能正常打开，压缩包也是。", apart=True)
def readable(package: Package, pack: Pack) -> Iterator[Outcome]:
    """Every file that plays a role opens as what it is, and so does every archive.

    Only proven damage fails, never a machine's limits. Of a photo or film that nothing gives to
    anyone it is a warning: it may not be meant to be handed in.
    """
    for item in package.unassigned:
        if item.problem is not None:
            yield from _archive(item, item.problem)
        elif item.reason in (Reason.NO_OWNER, Reason.NAMELESS):
            yield from _nobodys(package.facts[item.path])
    for owned in package.role_files:
        facts = package.facts[owned.path]
        yield _file(owned, facts, pack)
        if isinstance(facts.body, Document) and facts.body.unseen:
            yield _unseen(owned, facts.body)


def _file(owned: OwnedFile, facts: FileFacts, pack: Pack) -> Outcome:
    body = facts.body
    if (
        isinstance(body, Unreadable)
        and body.cause is Cause.UNSUPPORTED
        and pack.plays(owned.role) is Plays.ATTACHMENT
    ):
        return not_applicable()  # nothing is asked of what comes along
    if isinstance(body, Unreadable | ReadFailure) and is_fault(body):
        return not_judged(body.detail, entry=owned.entry, file=owned.path)
    damage = body.detail if isinstance(body, Unreadable) else _damage(facts)
    if damage is None:
        return passed(entry=owned.entry, file=owned.path)
    return _shut(facts, damage, owned.entry)


def _nobodys(facts: FileFacts) -> Iterator[Outcome]:
    body = facts.body
    proven = isinstance(body, Unreadable) and body.cause.proven
    damage = body.detail if isinstance(body, Unreadable) and proven else _damage(facts)
    if damage is not None and not isinstance(body, ReadFailure):
        yield replace(_shut(facts, damage, None), level=Level.WARNING)


def _shut(facts: FileFacts, damage: Text, entry: str | None) -> Outcome:
    """A file that does not open, and why."""
    said = _bare(damage)
    return failed(
        Text(f"文件打不开：{said.zh}。", f"The file does not open: {behind_colon(said.en)}."),
        entry=entry,
        file=facts.path,
        expected=_OPENS,
        observed=said,
        fix=_fix(facts),
    )


def _unseen(owned: OwnedFile, document: Document) -> Outcome:
    """A note on what the file holds and does not show."""
    told = joined(document.unseen, zh="；")
    return failed(
        Text(
            f"文件中有看不见的内容：{told.zh}。",
            f"The file holds what is not seen: {told.en}.",
        ),
        level=Level.INFO,
        entry=owned.entry,
        file=owned.path,
        expected=Text("内容都看得见", "all that is in it is seen"),
        observed=Text("有看不见的内容", "something is not seen"),
        fix=Text(
            "需要的内容请显示出来（取消隐藏、取消筛选、改正字色字号），不需要的请删去。",
            "Show what is meant (unhide it, clear the filter, change the letters), and delete what "
            "is not.",
        ),
    )


def _fix(facts: FileFacts) -> Text | None:
    """How to put a file right where its cause asks for more than to copy it again."""
    cause = facts.body.cause if isinstance(facts.body, Unreadable) else None
    if cause is Cause.PASSWORD:
        return _NO_PASSWORD
    return _WITHIN.get(facts.group, _LESS) if cause is Cause.LIMIT else None


def _archive(item: Unassigned, problem: Unreadable) -> Iterator[Outcome]:
    """An archive that does not open wholly: the package's fault, or only this machine's."""
    if problem.cause is Cause.POINTER:
        yield not_judged(problem.detail, file=item.path)
        return
    name, said = file_name(item.path), _bare(problem.detail)
    yield failed(
        Text(f"“{name}”：{said.zh}。", f"“{name}”: {behind_colon(said.en)}."),
        level=None if problem.cause.proven else Level.WARNING,
        file=item.path,
        expected=_OPENS,
        observed=_SHORTLY[problem.cause],
        fix=_MEND.get(problem.cause, _PACK_AGAIN),
    )
    if not problem.cause.proven:
        yield not_judged(problem.detail, file=item.path)


def _bare(sentence: Text) -> Text:
    """Without the full stop."""
    return Text(sentence.zh.rstrip("。"), sentence.en.rstrip("."))


def _damage(facts: FileFacts) -> Text | None:
    """Why a file that no probe read is no good; None where nothing speaks against it."""
    if facts.size == 0 or facts.content is Content.EMPTY:
        return _EMPTY
    promised = promised_by(facts.path)
    if facts.body is None and promised and facts.content is Content.UNKNOWN:
        return _NOISE
    return None


@check("file.type", zh="文件内容与扩展名一致；视频由另外的规则检查。")
def file_type(file: SubjectFile) -> Iterator[Outcome]:
    """The file's content is what its extension says; videos are left to a rule of their own."""
    facts = file.facts
    promised = promised_by(facts.path)
    if promised is None or _is_video(facts):
        yield not_applicable()
    elif isinstance(facts.body, Unreadable) and facts.body.cause.proven:
        yield not_judged(facts.body.detail)
    elif facts.content in _BLANK:
        yield not_judged(_UNREADABLE)
    elif facts.content in promised:
        yield passed()
    else:
        ending, kind = extension(facts.path), file_kind_of(facts.content)
        content, way = kind.title, kind.way
        yield failed(
            Text(
                f"文件的扩展名是{ending}，内容却是{content.zh}格式。",
                f"The file's extension is {ending}, but its content is {content.en}.",
            ),
            expected=Text(f"{ending}格式", f"{ending} content"),
            observed=content,
            fix=Text(f"{way.zh}。", f"{way.en[0].upper()}{way.en[1:]}.") if way else None,
        )


def _is_video(facts: FileFacts) -> bool:
    """By its content; a broken file by its name."""
    return Group.VIDEO in (facts.group, group_of(facts.content))
