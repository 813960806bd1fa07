"""A draft written down as a pack's folder; nothing that is there is ever overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from jlxx_check.authoring.draft import pack_data
from jlxx_check.authoring.draft.drafted import Drafted, draft
from jlxx_check.authoring.draft.notice_sentences import split_notice
from jlxx_check.authoring.draft.notice_text import read_notice
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.shortened import clean, cut
from jlxx_check.authoring.editor_schema import schema_beside_pack, schema_line
from jlxx_check.errors import CallError
from jlxx_check.packs.pack_digest import EDITOR_SCHEMA, HEAD
from jlxx_check.text import Lang, Text
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import write_whole

_WIDTH = 100
_ONE_LINE = 70
NOT_UNDERSTOOD = "未理解.md"
_ABOUT = """\
# 由通知起草的规则包：程序只认得通知常用的说法，起草的每一处都要人核对。
# 每一处的 confirm 是它所依据的原话；看过、改好，就删去那一行。还有几处没看：
#   jlxx-check rules lint 这个文件夹
# 没有看懂的话列在 未理解.md。有confirm的规则包可以试用，报告的开头会写明是草稿。
"""
_FORMS = """\
# 空白表的栏目是常见的，不是通知附件里的。有空白表的，用它代替：jlxx-check rules fields 表.docx
"""
_OUTLINE = """\
# 通知的每一句，由哪条规则负责，或者为什么对材料没有要求。
"""
_RULES = """\
# 每条规则上面是通知的原话。有哪些检查：jlxx-check rules checks
"""


class DraftExists(CallError):
    """The folder that the draft should go to is there already."""


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """Where a draft lies, its files, and what it was made of."""

    folder: Path
    files: tuple[str, ...]
    drafted: Drafted


def write_draft(notice: Path, lang: Lang, folder: Path | None = None) -> WrittenDraft:
    """Read a notice and write a draft of its pack; ``folder`` is made.

    Raises NoNotice for a file that is none, DraftExists for a folder that holds something.
    """
    drafted = draft(split_notice(read_notice(notice)))
    target = folder or Path(_folder_name(notice, drafted))
    pack_id = _pack_id(target.name, drafted)
    texts = files_of(drafted, pack_id)
    texts[EDITOR_SCHEMA] = schema_beside_pack(lang).decode()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise DraftExists(
                Text(
                    f"{target} 已经有了，没有写任何东西；请用 --to 换一个新的文件夹。",
                    f"{target} is there already, and nothing was written; give a new folder: --to",
                )
            )
        for name, text in texts.items():
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode("utf-8"))
    except OSError as error:
        why = reason(error)
        raise DraftExists(
            Text(f"{target} 写不了：{why.zh}。", f"{target} cannot be written: {why.en}.")
        ) from error
    return WrittenDraft(target, tuple(texts), drafted)


def files_of(drafted: Drafted, pack_id: str) -> dict[str, str]:
    """The files of a draft: name → text."""
    found = {HEAD: f"{schema_line(0)}{_ABOUT}{_yaml(pack_data.head(drafted, pack_id))}"}
    papers = pack_data.papers(drafted)
    if papers:
        found["forms.yaml"] = f"{_FORMS}{_yaml(papers)}"
    groups = {
        "rules/10-package.yaml": [
            item for item in drafted.rules if not item.review and _package(item)
        ],
        "rules/20-entries.yaml": [
            item for item in drafted.rules if not item.review and not _package(item)
        ],
        "rules/30-review.yaml": [item for item in drafted.rules if item.review],
    }
    for name, rules in groups.items():
        if rules:
            found[name] = schema_line(1) + _RULES + "rules:\n" + "\n".join(map(_rule_text, rules))
    found["outline.yaml"] = f"{_OUTLINE}{_yaml({'outline': pack_data.outline(drafted)})}"
    found[NOT_UNDERSTOOD] = _not_understood(drafted)
    return found


def _package(rule: Rule) -> bool:
    return rule.scope in ("package", "file")


def _rule_text(rule: Rule) -> str:
    told = "".join(
        f"  # {sentence.clause}　{cut(clean(sentence.text))}\n" for sentence in rule.sentences[:4]
    )
    return told + _indented(_yaml({rule.id: pack_data.rule(rule)}))


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def _yaml(data: Any) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text


class _Dumper(yaml.SafeDumper):
    """Without anchors, and with short things on one line: a person reads it."""

    def represent_mapping(
        self, tag: str, mapping: Any, flow_style: bool | None = None
    ) -> yaml.MappingNode:
        """On one line where it is short."""
        return super().represent_mapping(tag, mapping, _short(mapping))

    def represent_sequence(
        self, tag: str, sequence: Any, flow_style: bool | None = None
    ) -> yaml.SequenceNode:
        """On one line where it holds words or numbers."""
        flat = all(not isinstance(item, (dict, list)) for item in sequence)
        return super().represent_sequence(tag, sequence, flat or _short(sequence))

    def ignore_aliases(self, data: object) -> bool:
        """Repeat what stands twice."""
        return True


def _short(data: Any) -> bool:
    return bool(data) and len(str(data)) < _ONE_LINE and "confirm" not in data


def _not_understood(drafted: Drafted) -> str:
    lines = ["# 没有看懂的话", ""]
    if not drafted.unknown:
        lines += ["没有。", ""]
    for sentence, parts in drafted.unknown:
        lines += [f"- {sentence.clause}　{cut(clean(sentence.text))}"]
        lines += [f"  - 其中没有看懂：{clean(part)}" for part in parts if part in sentence.plain]
    if len(drafted.days) > 1:
        lines += ["", "# 另外几处日期，可能也是截止日期", ""]
        lines += [f"- {item.moment}：{cut(clean(item.sentence.text))}" for item in drafted.days[1:]]
    return "\n".join([*lines, ""])


def _folder_name(notice: Path, drafted: Drafted) -> str:
    return _pack_id(notice.stem, drafted)


def _pack_id(name: str, drafted: Drafted) -> str:
    """An id of Latin letters and digits: the name's own, else the year's."""
    found = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    if not found or not re.search("[a-z]", found):
        found = f"notice-{drafted.notice.year or 'draft'}"
    return found[:60].strip("-")


def counts(drafted: Drafted) -> dict[str, int]:
    """How many rules, questions to people, sentences that ask nothing or were not understood."""
    owned = set(drafted.owners)
    idle = [place for place in range(len(drafted.reads)) if place not in owned]
    return {
        "rules": sum(not item.review for item in drafted.rules),
        "review": sum(item.review and not item.no_check for item in drafted.rules),
        "no_check": sum(item.no_check for item in drafted.rules),
        "nothing": len(idle),
        "unknown": len(drafted.unknown),
    }


def names(items: Iterable[str]) -> str:
    """Names in one line."""
    return "、".join(items)
