"""What a folder's or a file's name says, by the words of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from jlxx_check.model.pack import Pack
from jlxx_check.values.folding import fold, fold_name

FORM, REGISTER, SUMMARY, ATTACHMENT = "form", "register", "summary", "attachment"
ID_PHOTO, ACTIVITY_PHOTO = "id-photo", "activity-photo"

#: Words of clerks and machines that say nothing of what a file is or whose it is.
_EMPTY_WORDS = (
    "新建文件夹", "最终版", "最终", "定稿", "终版", "修改版", "修改", "副本", "复件", "备份",
    "材料", "资料", "素材", "文件夹", "文件", "附件", "电子版", "纸质版", "盖章版", "盖章",
    "扫描件", "扫描版", "扫描", "汇总", "其他", "其它", "补充", "申报", "推介", "推荐", "报送",
    "上报", "个人", "优秀", "全部", "所有", "相关", "原件", "原图", "高清", "压缩", "微信图片",
    "微信", "图片", "照片", "视频", "截图", "合影", "最新", "新版", "照相", "表格",
    "mmexport", "img", "dsc", "dscn", "pxl", "screenshot", "wechat", "copy", "final", "new",
)  # fmt: skip
_EMPTY_SIGNS = "及与的版"
_NUMBERING = re.compile(
    r"^(?:第?\d+|[一二三四五六七八九十]+(?=[、.．,，)）]))[号、.．,，)）\-_—\s]*"
)
_ENDING = re.compile(r"(?:[(（]\d+[)）]|\s|[-_—])+$")
_SEPARATORS = re.compile(r"[^\w〇○·]+|_|\d+")
_CJK = re.compile(r"[㐀-鿿豈-﫿〇]|[\U00020000-\U0003ffff]")
_PERSON = re.compile(r"^(?:[㐀-鿿〇\U00020000-\U0003ffff]{2,4}|[㐀-鿿]{1,8}·[㐀-鿿·]{1,12})$")


@dataclass(frozen=True, slots=True)
class Clues:
    """One folder's or file's name, read once.

    text: folded as names are compared. label: as written, without numbering.
    kinds: base kinds that its words name. specials: kinds that single out.
    roles: role → (length of its longest word, 1 for an attachment, the place), and the word.
    against: roles that its words speak against. paper: the word that makes it a paper of the
    package. tokens: what is left between separators without any known word; none: the name says
    nothing of whose the file is. number: the number in front.
    """

    text: str
    label: str
    kinds: frozenset[str]
    specials: frozenset[str]
    roles: dict[str, tuple[tuple[int, int, int], str]]
    against: frozenset[str]
    paper: str
    tokens: tuple[str, ...]
    number: int | None

    @property
    def person(self) -> str:
        """The token that may be a person's name; "" where none may."""
        return next((token for token in self.tokens if _PERSON.match(token)), "")

    @property
    def title(self) -> str:
        """The name without numbering, where it may be a project's; "" where it says nothing."""
        return self.label if self.tokens and _CJK.search(self.label) else ""


class Vocabulary:
    """The pack's words, made ready for searching. Each different name is read once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._read: dict[str, Clues] = {}
        self._roles = _meanings((role, spec.words) for role, spec in pack.roles.items())
        extra: list[tuple[str, Iterable[str]]] = [(ATTACHMENT, pack.attachments)]
        extra += [(FORM, form.titles) for form in pack.forms.values()]
        extra += [(REGISTER, register.titles) for register in pack.registers.values()]
        _add_meanings(self._roles, extra)
        self._against = _meanings((role, spec.not_words) for role, spec in pack.roles.items())
        self._kinds = _meanings((kind, spec.words) for kind, spec in pack.kinds.items())
        self._papers = _meanings([("paper", pack.package_papers)])

    def read(self, name: str) -> Clues:
        """The clues of one folder's name, or of a file's name without its extension."""
        clues = self._read.get(name)
        if clues is None:
            clues = self._read[name] = self._clues(name)
        return clues

    def roles_of(self, text: str) -> dict[str, tuple[tuple[int, int, int], str]]:
        """Role → how strongly the folded text speaks for it, and by which word."""
        found: dict[str, tuple[tuple[int, int, int], str]] = {}
        for match in self._role_pattern.finditer(text):
            word = match[1]
            for role in self._roles[word]:
                strength = (len(word), int(role == ATTACHMENT), match.start())
                found[role] = max(found.get(role, ((0, 0, 0), "")), (strength, word))
        return found

    def against(self, text: str) -> frozenset[str]:
        """The roles that a word of the folded text speaks against."""
        words = {match[1] for match in self._against_pattern.finditer(text)}
        return frozenset(role for word in words for role in self._against[word])

    def _clues(self, name: str) -> Clues:
        text = fold_name(name)
        kinds = {
            kind for match in self._kind_pattern.finditer(text) for kind in self._kinds[match[1]]
        }
        specs = self.pack.kinds
        paper = self._paper_pattern.search(text)
        folded = fold(name)
        number = re.match(r"\D{0,2}?(\d{1,4})(?!\d)", folded)
        return Clues(
            text=text,
            label=_ENDING.sub("", _NUMBERING.sub("", name.strip())).strip("“”\"'《》「」 "),
            kinds=frozenset(kind for kind in kinds if specs[kind].special_of is None),
            specials=frozenset(kind for kind in kinds if specs[kind].special_of is not None),
            roles=self.roles_of(text),
            against=self.against(text),
            paper=paper[1] if paper else "",
            tokens=self._tokens(folded),
            number=int(number[1]) if number else None,
        )

    def _tokens(self, folded: str) -> tuple[str, ...]:
        plain = self._known_pattern.sub("-", folded)
        tokens = (token.strip(_EMPTY_SIGNS) for token in _SEPARATORS.split(plain))
        return tuple(token for token in tokens if len(token) > 1)

    @cached_property
    def _role_pattern(self) -> re.Pattern[str]:
        return _pattern(self._roles)

    @cached_property
    def _against_pattern(self) -> re.Pattern[str]:
        return _pattern(self._against)

    @cached_property
    def _kind_pattern(self) -> re.Pattern[str]:
        return _pattern(self._kinds)

    @cached_property
    def _paper_pattern(self) -> re.Pattern[str]:
        return _pattern(self._papers)

    @cached_property
    def _known_pattern(self) -> re.Pattern[str]:
        idle = map(fold_name, (*_EMPTY_WORDS, *self.pack.idle_words))
        words = {*self._roles, *self._kinds, *self._papers, *idle}
        return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def plausible_person(text: str) -> bool:
    """Whether the text has the shape of a Chinese person's name."""
    return _PERSON.match(text) is not None


def _meanings(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    _add_meanings(meanings, pairs)
    return meanings


def _add_meanings(
    meanings: dict[str, set[str]], pairs: Iterable[tuple[str, Iterable[str]]]
) -> None:
    for meaning, words in pairs:
        for word in words:
            meanings.setdefault(fold_name(word), set()).add(meaning)


def _pattern(meanings: dict[str, set[str]]) -> re.Pattern[str]:
    """Every occurrence, overlapping ones too: at each place the longest word."""
    words = sorted(filter(None, meanings), key=len, reverse=True)
    return re.compile("(?=(" + ("|".join(map(re.escape, words)) or r"(?!)") + "))")
