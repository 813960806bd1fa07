"""What people call commands, formats, languages, rules and packs, beside their own names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from jlxx_check import api
from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.cli.framework import OPTIONS
from jlxx_check.cli.paths import found
from jlxx_check.reporters.formats import FORMATS
from jlxx_check.text import Lang, Text

if TYPE_CHECKING:
    from jlxx_check.api import RulePack
    from jlxx_check.model.pack import Pack

_COMMANDS: Mapping[str, Sequence[str]] = {
    "check": ("检查", "核验", "校验", "审核", "查", "检测", "validate", "test"),
    "init": ("新建", "初始化", "建立", "开始", "空白", "begin", "start", "template"),
    "batch": ("批量", "批量检查", "批处理", "全部检查"),
    "watch": ("监视", "监控", "看守"),
    "repair": ("修复", "整理", "修正", "改好", "转换", "mend", "fix"),
    "seal": ("封存", "打包", "封装", "bag", "pack"),
    "page": ("网页", "自查网页"),
    "rules": ("规则", "规则包", "rule"),
    "cache": ("缓存",),
    "decisions": ("核对", "核对结果", "decision"),
    "doctor": ("自检", "诊断", "体检"),
}
#: Those below another command, by that one.
_BELOW: Mapping[str, Mapping[str, Sequence[str]]] = {
    "rules": {
        "list": ("列表", "列出", "清单"),
        "show": ("显示", "查看"),
        "explain": ("解释", "说明"),
        "lint": ("检验", "检查", "校验"),
        "schema": ("模式", "架构"),
        "checks": ("全部检查", "可用的检查"),
        "new": ("新建", "建立"),
        "path": ("路径", "位置"),
        "draft": ("起草", "草稿"),
        "fields": ("栏目", "字段"),
        "from": ("样例", "量"),
        "preview": ("预览", "报送清单"),
        "test": ("试用", "测试"),
    },
    "cache": {"info": ("信息", "查看", "状态"), "clear": ("清除", "清空", "clean")},
    "decisions": {"new": ("新建", "建立")},
}
#: By the option, those that are no field of a group; for the others see ``Option.called``.
_OPTIONS = {"--help": ("帮助", "说明")}
_LANGUAGES: dict[str, tuple[str, ...]] = {
    Lang.ZH: ("中文", "汉语", "简体中文", "汉", "chinese", "zhcn", "zhhans", "cn", "zhcnutf8"),
    Lang.EN: ("英文", "英语", "english", "enus", "engb", "eng", "enusutf8"),
}


def fold(name: str) -> str:
    """The name as it is compared: width, case, blanks and strokes do not count."""
    return "".join(sign for sign in _plain(name) if sign.isalnum())


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def command(written: str, known: Iterable[str], within: str = "") -> str | None:
    """The command that is called so. within: the one that it is below, if any."""
    return _named(written, known, _called(within))


def _called(within: str) -> Mapping[str, Sequence[str]]:
    return _BELOW.get(within, {}) if within else _COMMANDS


def chinese_commands(within: str = "") -> Iterator[tuple[str, str]]:
    """What commands are called in Chinese, each with its own name."""
    for name, called in _called(within).items():
        yield from ((word, name) for word in called if not word.isascii())


def option(written: str, known: Iterable[str]) -> str | None:
    """The option that is called so, among those that the command has."""
    return _named(written, known, _OPTIONS | {name: item.called for name, item in OPTIONS.items()})


def language(written: str) -> Lang | None:
    """The language that is called so."""
    found = _named(written, _LANGUAGES, _LANGUAGES)
    return Lang(found) if found else None


def format_name(written: str) -> str:
    """The report format that is called so. Raises CallProblem, with those that there are."""
    ends = {fold(item.suffix): name for name, item in FORMATS.items() if item.suffix}
    asked = fold(written)
    everyday = {name: item.everyday for name, item in FORMATS.items()}
    found = _named(written, FORMATS, everyday) or ends.get(asked)
    if found:
        return found
    near = get_close_matches(asked, [*FORMATS, *ends], n=1)
    meant = Text("", "")
    if near:
        name = ends.get(near[0], near[0])
        meant = Text(f"您要写的是 {name} 吗？", f" Did you mean {name}?")
    raise CallProblem(
        Text(
            f"没有“{written}”这种报告格式，可用的有：{'、'.join(FORMATS)}。{meant.zh}",
            f"There is no report format “{written}”; there are: {', '.join(FORMATS)}.{meant.en}",
        )
    )


def _named(written: str, known: Iterable[str], names: Mapping[str, Sequence[str]]) -> str | None:
    """The one of those known that is spelt or called so; the first where two are."""
    asked = fold(written)
    if not asked:
        return None
    for name in known:
        if asked == fold(name) or asked in map(fold, names.get(name, ())):
            return name
    return None


#: What is this short is in too many names.
_SHORTEST = 2
_COMMAS = re.compile(r"\s*[,，、;；]\s*")
_FEW = 6
#: Of a script that sets words apart.
_LETTER = r"[^\W\d_\u3400-\u9fff]"


def rule_meant(written: str, pack: Pack) -> str:
    """The rule or family that is called so; what nothing is called is left as it is.

    A family is what most of its rules' titles speak of (照片, 登记表), or the kind of entry
    that it is about; a rule is the only one whose title has the words, and little else. All of it
    is read off the pack. Raises CallProblem where it is not plain which is meant.
    """
    asked = fold(written)
    if len(asked) < _SHORTEST or any(
        spec.answers_to(written, name) for name, spec in pack.rules.items()
    ):
        return written
    titled: dict[str, list[bool]] = {}
    for name, spec in pack.rules.items():
        titled.setdefault(name.partition(".")[0], []).append(_has(spec.title, asked))
    families = {name for name, hits in titled.items() if 2 * sum(hits) > len(hits)}
    families |= {kind for kind, spec in pack.kinds.items() if _has(spec.title, asked)} & set(titled)
    rules = [name for name, spec in pack.rules.items() if _has(spec.title, asked)]
    if len(families) == 1:
        return next(iter(families))
    if len(rules) == 1 and 3 * len(asked) >= len(fold(pack.rules[rules[0]].title.zh)):
        return rules[0]
    if not rules:
        near = _slip_for(asked, pack)
        if near:
            raise CallProblem(
                Text(
                    f"没有叫“{written}”的规则，是不是“{near}”？全部规则见 jlxx-check rules show。",
                    f"Unknown rule “{written}”; did you mean “{near}”? All rules: jlxx-check rules "
                    "show.",
                )
            )
        return written
    named = sorted(families) or rules[:_FEW]
    zh = "、".join(
        named if families else (f"{name}（{pack.rules[name].title.zh}）" for name in named)
    )
    raise CallProblem(
        Text(
            f"“{written}”可以有不同的理解，请写规则或类别的编号，如：{zh}。",
            f"“{written}” may mean several things; write the id of a rule or family, such as: "
            f"{', '.join(named)}.",
        )
    )


def _slip_for(asked: str, pack: Pack) -> str | None:
    """The word of the rules' Chinese titles that was probably meant: 视频 for 视屏.

    One sign is another, the first stands; of several words the one that most titles have.
    """
    if asked.isascii():
        return None
    size = len(asked)
    found: Counter[str] = Counter()
    for spec in pack.rules.values():
        title = fold(spec.title.zh)
        words = {title[at : at + size] for at in range(len(title) - size + 1)}
        found.update(
            word for word in words if word[0] == asked[0] and sum(map(str.__ne__, word, asked)) == 1
        )
    best = found.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def split_names(written: str) -> list[str]:
    """The names that commas stand between; what is nothing but commas is left as it is."""
    return [name for name in _COMMAS.split(written) if name.strip()] or [written]


def rules_meant(written: Sequence[str] | None, pack: RulePack) -> tuple[str, ...]:
    """As ``rule_meant`` for each; several may stand behind one option, with commas."""
    known = pack.pack.rules.items()
    names: list[str] = []
    for one in written or ():
        whole = any(spec.answers_to(one, name) for name, spec in known)
        names += [one] if whole else split_names(one)
    return tuple(rule_meant(name, pack.pack) for name in names)


def given_pack(written: str, what: str = "--rules") -> str:
    """A pack's name or path; an installed one may be called by words of its name or title.

    what: where it was written. Raises CallProblem for an empty name, which is not this folder, and
    where several are meant.
    """
    if not written.strip():
        raise CallProblem(
            Text(f"{what} 是空的，请写规则包的名称或路径。", f"{what} is empty; name a pack.")
        )
    # Late: words are read before a pack is; and who names one of the program's own, or none, has no
    # use for what else is installed.
    from jlxx_check.packs.installed import list_packs, own_packs

    if written in own_packs():
        return written
    names = list_packs()
    if written in names:
        return written
    there = found(written)
    if there is not None:
        # ./name is the folder, where one that is installed is called so, too.
        return f"./{there}" if str(there) in names else str(there)
    words = _whole_words(written)
    if words is None:
        return written
    meant = [name for name in names if words.search(_plain(name))] or _titled(words)
    if len(meant) > 1:
        raise CallProblem(
            Text(
                f"“{written}”可以是好几个规则包，请写其中一个：{'、'.join(meant)}。",
                f"“{written}” may be several packs; write one of: {', '.join(meant)}.",
            )
        )
    return meant[0] if meant else written


def _titled(words: re.Pattern[str]) -> list[str]:
    return [
        pack.id
        for pack in api.usable_packs()[0]
        if any(words.search(_plain(pack.title.say(lang))) for lang in Lang)
    ]


def _whole_words(written: str) -> re.Pattern[str] | None:
    """What finds it in a title: letters and figures as whole words, Chinese wherever it stands.

    No pack is meant by a piece of a word (``nothere`` is none of “another examination”): the
    package would be judged by a notice that nobody named. None: it is too short to tell.
    """
    asked = fold(written)
    if len(asked) < _SHORTEST:
        return None
    inner = r"[\W_]*".join(map(re.escape, asked))
    return re.compile(f"{_edge('<!', asked[0])}{inner}{_edge('!', asked[-1])}")


def _edge(side: str, sign: str) -> str:
    """That no more of its word stands on that side of the sign."""
    sort = next((each for each in (_LETTER, r"\d") if re.match(each, sign)), None)
    return f"(?{side}{sort})" if sort else ""


def _has(title: Text, asked: str) -> bool:
    return any(asked in fold(title.say(lang)) for lang in Lang)
