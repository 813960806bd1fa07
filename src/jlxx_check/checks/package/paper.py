"""Whether a paper about the package as a whole is there: a covering letter, a public notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, ClassVar

from pydantic import Field

from jlxx_check.checks.first_steps import FILL_FILE
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.checks.unseen import NONE, may_be_unseen
from jlxx_check.model.document import Document
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.outcome import Outcome, failed, passed, review
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Said, Words
from jlxx_check.model.package import Package, Reason
from jlxx_check.model.plays import Plays
from jlxx_check.text import Text, same
from jlxx_check.values.folding import fold_name

#: Of a file that belongs to no entry, why it may be such a paper.
_LOOSE = frozenset(
    {
        *(Reason.PACKAGE_PAPER, Reason.REGISTER_SCAN),
        *(Reason.UNKNOWN, Reason.NO_OWNER, Reason.NAMELESS),
    }
)
#: Lines of a document among which its title stands.
_HEAD = 5


class Paper(Parameters):
    """The paper, and how it is known."""

    zh: ClassVar[Mapping[str, str]] = {
        "title": "这份材料叫什么（报送函）",
        "words": "文件名或正文开头的词",
        "not_words": "文件名中表示不是它的词",
    }

    title: Said = Field(description="what the paper is called (报送函; covering letter)")
    words: Annotated[
        Words,
        Field(
            min_length=1,
            description="words in its file's name, or the first lines of its text (报送函, 公示)",
        ),
    ]
    not_words: Words = Field((), description="words in a name that speak against it (公示栏前合影)")


@check("package.paper", zh="材料包里有某一份材料，如报送函、公示。")
def paper(package: Package, pack: Pack, want: Paper) -> Iterator[Outcome]:
    """The package has the paper; a blank one is none, and one told by its text alone is looked at.

    What plays a part of its own (a form, a photo of an activity) is never taken for it.

    Example::

        check: package.paper
        with: {title: {zh: 报送函, en: covering letter}, words: [报送函, 推荐函, 报送材料的函]}
    """
    candidates = _candidates(package, pack)
    named = [facts for facts in candidates if _named(facts, want)]
    whole = [facts for facts in named if not _is_blank(facts)]
    if whole:
        yield passed(file=whole[0].path)
        return
    if named:
        name = file_name(named[0].path)
        yield failed(
            Text(
                f"{want.title.zh}“{name}”是空白的。",
                f"The {want.title.en} “{name}” is blank.",
            ),
            file=named[0].path,
            expected=want.title,
            observed=Text("空白", "blank"),
            fix=FILL_FILE,
        )
        return
    headed = [facts for facts in candidates if _headed(facts, want)]
    if headed:
        name = file_name(headed[0].path)
        yield review(
            Text(
                f"没有名为{want.title.zh}的文件；“{name}”的开头提到了，请看是不是{want.title.zh}。",
                f"No file is called a {want.title.en}; “{name}” begins with such words. Is it one?",
            ),
            file=headed[0].path,
            observed=same(name),
        )
        return
    missing = failed(
        Text(f"没有找到{want.title.zh}。", f"No {want.title.en} was found."),
        expected=want.title,
        observed=NONE,
        fix=Text(
            f"请补交{want.title.zh}，文件名写明“{want.words[0]}”。",
            f"Hand in the {want.title.en}, with “{want.words[0]}” in its file's name.",
        ),
    )
    yield may_be_unseen(package, missing)


def _candidates(package: Package, pack: Pack) -> list[FileFacts]:
    """Files that belong to no entry, and what comes along with one without being asked for."""
    paths = [item.path for item in package.unassigned if item.reason in _LOOSE]
    paths += [
        file.path
        for entry in package.entries
        for file in entry.files
        if pack.plays(file.role) is Plays.ATTACHMENT
    ]
    return [package.facts[path] for path in dict.fromkeys(paths) if path in package.facts]


def _named(facts: FileFacts, want: Paper) -> bool:
    """By the file's own name; a folder called 公示 makes its photos no notice."""
    name = fold_name(PurePosixPath(facts.path).stem)
    against = any(fold_name(word) in name for word in want.not_words)
    return not against and any(fold_name(word) in name for word in want.words)


def _headed(facts: FileFacts, want: Paper) -> bool:
    if not isinstance(facts.body, Document):
        return False
    lines = [line for line in facts.body.text.splitlines() if line.strip()][:_HEAD]
    head = fold_name("".join(lines))
    return any(fold_name(word) in head for word in want.words)


def _is_blank(facts: FileFacts) -> bool:
    return isinstance(facts.body, Document) and facts.body.blank
