"""What a plan and its outcome are called: the same in the terminal and in the note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.mend_plan import MendPlan, MendStep, MendVerb, NotMended
from jlxx_check.model.nouns import REGISTER, REGISTERS, Nouns
from jlxx_check.reporters.wording import WHOLE
from jlxx_check.text import Text, joined, same
from jlxx_check.values.frozen_types import frozen

MADE_TITLE = Text("由程序处理的", "Done by machine")
CANNOT_TITLE = Text("程序处理不了、要人办的", "What the machine cannot do")
NOTES_TITLE = Text("请看一眼", "Please look")
COLUMNS = (Text("原文件", "file"), Text("处理", "what is done"), Text("放到", "goes to"))
CHANGE_COLUMNS = (Text("", ""), Text("改前", "before"), Text("改后", "after"))
LEFT_OUT = Text("不放入", "left out")
_COUNTS = {
    MendVerb.PICTURE: Text("照片重存", "pictures written anew"),
    MendVerb.RETAG: Text("照片附加信息", "pictures' tags"),
    MendVerb.FILM: Text("视频转换", "films converted"),
    MendVerb.DOCUMENT: Text("文档转换", "documents converted"),
    MendVerb.TAKE_OUT: Text("取出图片", "pictures taken out"),
    MendVerb.REGISTER: Text(f"{REGISTER}草稿", f"draft {REGISTERS}"),
    MendVerb.LEAVE_OUT: Text("不放入", "left out"),
}
_AS_IT_IS = Text("原样复制", "copied as it is")
_RENAMED, _FILED = Text("改名", "renamed"), Text("归位", "filed")
_RENAMED_AND_FILED = Text("改名归位", "renamed, filed")


@frozen
class MendRow:
    """A line of the table of what is done."""

    file: str
    what: Text
    to: Text


def copied(file: str, to: str) -> Text:
    """What becomes of a file whose bytes stay, from where it lay to where it lies."""
    old, new = PurePosixPath(file), PurePosixPath(to)
    if old.name == new.name:
        return _AS_IT_IS if old == new else _FILED
    return _RENAMED if old.parent == new.parent else _RENAMED_AND_FILED


def counted(plan: MendPlan, nouns: Nouns) -> Text:
    """How many of each, in a line, in the notice's words."""
    verbs = Counter(step.verb for step in plan.steps if step.mends)
    said = [(name, verbs[verb]) for verb, name in _COUNTS.items() if verbs[verb]]
    said += Counter(step.what for step in plan.steps if step.moves).items()
    said.append((_AS_IT_IS, sum(not (step.mends or step.moves) for step in plan.steps)))
    told = (Text(f"{name.zh} {number}", f"{name.en} {number}") for name, number in said)
    return nouns.fill(joined(told, "，", ", "))


@frozen
class MendGroup:
    """What is done of one person or project (or the whole). folder: where all of it goes."""

    owner: Text
    folder: str
    rows: tuple[MendRow, ...]


def grouped(plan: MendPlan) -> Iterator[MendGroup]:
    """What is done, under whose it is; what stays as and where it was is left out."""
    for owner, found in groupby(plan.told, key=lambda step: step.entry):
        steps = list(found)
        folders = {_folder(step.to) for step in steps if step.to is not None}
        folder = folders.pop() if len(folders) == 1 else ""
        rows = tuple(_row(step, folder) for step in steps)
        yield MendGroup(plan.titles.get(owner or "", WHOLE), folder, rows)


def _row(step: MendStep, folder: str) -> MendRow:
    if step.to is None:
        to = LEFT_OUT
    elif step.to == step.file:
        to = Text("原处", "where it was")
    else:
        to = same(step.to.removeprefix(f"{folder}/") if folder else step.to)
    return MendRow(file_name(step.file) or "—", step.what, to)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def told_cannot(cannot: Sequence[NotMended], plan: MendPlan) -> Iterator[tuple[Text, str, Text]]:
    """Whose turn it is, with the file and why."""
    for item in cannot:
        yield plan.titles.get(item.entry or "", WHOLE), file_name(item.file), item.why


def no_ranks(title: Text) -> Text:
    """What is said of folders that bear no numbers."""
    return Text(
        f"{title.zh}{REGISTER}的序号有缺号、重号或没有填全，排名还定不下来，文件夹名称前没有编号；"
        "排好序号后再整理一次就会编上。",
        f"The {REGISTER} of {title.en} lacks or repeats a number, so that the ranking is open and "
        "the folders bear no numbers; once it is settled another run writes them.",
    )
