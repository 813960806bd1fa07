"""What a folder's or a file's name says, by the words of the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from jlxx_check.inventory.foreign_names import foreign_name, latin_words
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Words
from jlxx_check.model.plays import Plays
from jlxx_check.values.folding import fold, fold_name
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.late_patterns import late_pattern

#: Words of clerks and machines that say nothing of what a file is or whose it is.
_EMPTY_WORDS = (
    "新建文件夹", "最终版", "最终", "定稿", "终版", "修改版", "修改", "副本", "复件", "备份",
    "材料", "资料", "素材", "文件夹", "文件", "附件", "电子版", "纸质版", "盖章版", "盖章",
    "扫描件", "扫描版", "扫描", "汇总", "其他", "其它", "补充", "申报", "推介", "推荐", "报送",
    "上报", "个人", "优秀", "全部", "所有", "相关", "原件", "原图", "高清", "压缩", "微信图片",
    "微信", "图片", "照片", "视频", "截图", "合影", "最新", "新版", "照相", "表格",
    "mmexport", "img", "dsc", "dscn", "pxl", "screenshot", "wechat", "copy", "final", "new",
)  # fmt: skip
#: So they do behind a paper's word: 公示情况, 公示结果.
_BEHIND_A_PAPER = ("情况", "结果", "网页", "正文", "红头")
_EMPTY_SIGNS = "及与的版"
_NUMBERING = late_pattern(
    r"^(?:第?\d+|[一二三四五六七八九十]+(?=[、.．,，)）]))[号、.．,，)）\-_—\s]*"
)
_ENDING = late_pattern(r"(?:[(（]\d+[)）]|\s|[-_—])+$")
_SEPARATORS = late_pattern(r"[^\w〇○·]+|_|\d+")
_CJK = late_pattern(r"[㐀-鿿豈-﫿〇]|[\U00020000-\U0003ffff]")
_PERSON = late_pattern(r"^(?:[㐀-鿿〇\U00020000-\U0003ffff]{2,4}|[㐀-鿿]{1,8}·[㐀-鿿·]{1,12})$")


@frozen
class Clues:
    """One folder's or file's name, read once.

    text: folded as names are compared. label: as written, without numbering.
    kinds: base kinds that its words name. specials: kinds that single out.
    roles: role → (length of its longest word, 1 for an attachment, the place), and the word.
    parts: what those roles play.
    against: roles that its words speak against. paper: the word that makes it a paper of the
    package; paper_end: that at its end by which a picture is one, too. scan: the word at its end
    for a stamped page. tokens: what is left between separators without any known word; none: the
    name says nothing of whose the file is. foreign: the name that it may be in another script.
    number: the number in front.
    """

    text: str
    label: str
    kinds: frozenset[str]
    specials: frozenset[str]
    roles: dict[str, tuple[tuple[int, int, int], str]]
    parts: frozenset[Plays]
    against: frozenset[str]
    paper: str
    paper_end: str
    scan: str
    tokens: tuple[str, ...]
    foreign: str
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
        self._parts = {role: pack.plays(role) for role in pack.roles}
        _add_meanings(self._roles, _titled_roles(pack))
        self._against = _meanings((role, spec.not_words) for role, spec in pack.roles.items())
        self._kinds = _meanings((kind, spec.words) for kind, spec in pack.kinds.items())
        self._papers = _meanings([("paper", pack.package_papers)])

    def read(self, name: str) -> Clues:
        """The clues of one folder's name, or of a file's name without its extension."""
        clues = self._read.get(name)
        if clues is None:
            clues = self._read[name] = self._clues(name)
        return clues

    def roles_of(
        self, text: str, words: frozenset[str] | None = None
    ) -> dict[str, tuple[tuple[int, int, int], str]]:
        """Role → how strongly the folded text speaks for it, and by which word.

        words: the Latin ones of the text as it was written; None: any letters may be a word.
        """
        found: dict[str, tuple[tuple[int, int, int], str]] = {}
        for match in self._role_pattern.finditer(text):
            word = match[1]
            if _within_another(word, words):
                continue
            for role in sorted(self._roles[word]):
                along = self.part(role) is Plays.ATTACHMENT
                strength = (len(word), int(along), match.start())
                found[role] = max(found.get(role, ((0, 0, 0), "")), (strength, word))
        return found

    def part(self, role: str) -> Plays:
        """What the role plays."""
        return self._parts.get(role) or self.pack.plays(role)

    def against(self, text: str) -> frozenset[str]:
        """The roles that a word of the folded text speaks against."""
        words = {match[1] for match in self._against_pattern.finditer(text)}
        return frozenset(role for word in words for role in self._against[word])

    def paper_end(self, text: str) -> str:
        """The word at the folded text's end that makes it a paper of the package; "" for none."""
        return self._last(self._paper_end, text)

    @staticmethod
    def _last(pattern: re.Pattern[str], text: str) -> str:
        found = pattern.search(text)
        return found[1] if found else ""

    def _clues(self, name: str) -> Clues:
        text = fold_name(name)
        words = latin_words(name) if self._has_latin else None
        kinds = self._kinds_in(text, words)
        label = _ENDING.sub("", _NUMBERING.sub("", name.strip())).strip("“”\"'《》「」 ")
        specs = self.pack.kinds
        paper = self._paper_pattern.search(text)
        folded = fold(name)
        number = re.match(r"\D{0,2}?(\d{1,4})(?!\d)", folded)
        return Clues(
            text=text,
            label=label,
            kinds=frozenset(kind for kind in kinds if specs[kind].special_of is None),
            specials=frozenset(kind for kind in kinds if specs[kind].special_of is not None),
            roles=(roles := self.roles_of(text, words)),
            parts=frozenset(map(self.part, roles)),
            against=self.against(text),
            paper=(paper[1] if paper else "") or self._last(self._paper_ending, text),
            paper_end=self._last(self._paper_end, text),
            scan=self._last(self._scan_end, text),
            tokens=self._tokens(folded),
            foreign="" if _CJK.search(label) else foreign_name(label, self._known_words),
            number=int(number[1]) if number else None,
        )

    def _kinds_in(self, text: str, words: frozenset[str] | None) -> set[str]:
        """The kinds that the folded text's words name; a word within a longer one says nothing.

        退役军人学习之星 is no 学习之星 where both are kinds.
        """
        found: set[str] = set()
        end = 0
        for match in self._kind_pattern.finditer(text):
            if match.end(1) > end and not _within_another(match[1], words):
                found |= self._kinds[match[1]]
                end = match.end(1)
        return found

    def _tokens(self, folded: str) -> tuple[str, ...]:
        plain = self._known_pattern.sub("-", folded)
        tokens = (token.strip(_EMPTY_SIGNS) for token in _SEPARATORS.split(plain))
        return tuple(token for token in tokens if len(token) > 1)

    @cached_property
    def _known_words(self) -> frozenset[str]:
        return frozenset({*self._roles, *self._kinds, *self._papers, *map(fold, _EMPTY_WORDS)})

    @cached_property
    def _has_latin(self) -> bool:
        """Whether the pack has words of Latin letters alone, which have to stand by themselves."""
        return any(map(_is_latin, (*self._roles, *self._kinds)))

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
    def _paper_end(self) -> re.Pattern[str]:
        return self._at_end(self.pack.package_papers)

    @cached_property
    def _paper_ending(self) -> re.Pattern[str]:
        return self._at_end(self.pack.paper_endings)

    @cached_property
    def _scan_end(self) -> re.Pattern[str]:
        return self._at_end(self.pack.scan_words)

    def _at_end(self, words: Iterable[str]) -> re.Pattern[str]:
        """One of the words, with nothing but empty words, numbers and brackets behind it."""
        meant = "|".join(map(re.escape, _longest_first(words))) or r"(?!)"
        behind = (*_EMPTY_WORDS, *_BEHIND_A_PAPER, *self.pack.scan_words)
        idle = "|".join(map(re.escape, _longest_first(behind)))
        return re.compile(rf"({meant})(?:{idle}|[\d\W_年月日稿版份])*$")

    @cached_property
    def _known_pattern(self) -> re.Pattern[str]:
        idle = map(fold_name, (*_EMPTY_WORDS, *self.pack.idle_words))
        scans = map(fold_name, self.pack.scan_words)
        words = {*self._roles, *self._kinds, *self._papers, *idle, *scans}
        return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


def _titled_roles(pack: Pack) -> Iterator[tuple[str, Words]]:
    """What comes along, and the titles of forms and registers, with the roles that they speak for.

    A form's title speaks for every role that plays form for a kind which has that form.
    """
    yield pack.role_for(Plays.ATTACHMENT), pack.attachments
    for spec in pack.kinds.values():
        for part, paper in (
            (Plays.FORM, pack.forms.get(spec.form or "")),
            (Plays.REGISTER, pack.registers.get(spec.register_ or "")),
        ):
            own = [role for role in spec.roles if pack.plays(role) is part]
            for role in own or [pack.role_for(part)]:
                yield role, paper.titles if paper else ()


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _within_another(word: str, words: frozenset[str] | None) -> bool:
    """Whether letters that make a word of the pack stand within another word: form in Platform."""
    return words is not None and _is_latin(word) and word not in words


def plausible_person(text: str) -> bool:
    """Whether the text has the shape of a Chinese person's name."""
    return _PERSON.match(text) is not None


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted({fold_name(word) for word in words if word}, key=len, reverse=True)


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
