"""A draft as the texts of a pack's files."""

from __future__ import annotations

import re
from typing import Any

import yaml

from jlxx_check.authoring.draft import pack_data
from jlxx_check.authoring.draft.drafted import Drafted
from jlxx_check.authoring.draft.ruled import Rule
from jlxx_check.authoring.draft.shortened import clean, cut
from jlxx_check.authoring.editor_schema import schema_line
from jlxx_check.packs.pack_digest import HEAD

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
# 每条规则的 confirm 是通知的原话。有哪些检查：jlxx-check rules checks
"""


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
    return _indented(_yaml({rule.id: pack_data.rule(rule)}))


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
        """On one line where it holds words or numbers; with 、 in it, an item is quoted."""
        flat = all(not isinstance(item, (dict, list)) for item in sequence)
        node = super().represent_sequence(tag, sequence, flat or _short(sequence))
        for item in node.value:
            if isinstance(item, yaml.ScalarNode) and re.search("[，、]", item.value):
                item.style = '"'
        return node

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
