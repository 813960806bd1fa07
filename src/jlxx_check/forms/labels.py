"""From a label as it is written to the pack's canonical field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from jlxx_check.forms.form_words import BYSTANDERS, FILLERS, OTHER_LABELS
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import FieldSpec
from jlxx_check.values.cell_kind import CellKind
from jlxx_check.values.folding import fold, fold_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.han_variants import SIMPLIFIED
from jlxx_check.values.late_patterns import late_pattern

#: A label with its hint is at most this long; longer text is not even folded.
LONGEST_LABEL = 240
_REMEMBERED = 50_000

_JOINT = "与"
_JOINERS = late_pattern(r"以及|[和及、/·&与]")
_EMPHASIS = late_pattern(r"^(?:具体的?|主要的?|取得的?|项目的?)(?=.{2})")
_LENGTH_HINT = late_pattern(r"[,，]?(?:约|不超过|限)?\d+字(?:左右|以内|以上|内)?$")
_BRACKET = late_pattern(r"^(.+?)\(([^()]{1,12})\)[::*]*$")
_SEAL = late_pattern(r"[（(][^（）()]*[盖签公]章[^（）()]*[)）]")
_YEAR = late_pattern(r"^(20\d\d)年?度?(.+)$")

#: The same once more in Latin letters: 姓名 Name. What says more than the label is none: 联系人QQ.
_TRANSLATED = late_pattern(
    r"(?!.*(?:qq|mail|wechat|weixin|fax|url|web|code|zip|pdf|jpg|id$))"
    r"(?:[a-z][a-z.'&/\-]+)?([㐀-鿿][㐀-鿿与]*)(?:[a-z][a-z.'&与\-]+)?"
)


@frozen
class LabelMeaning:
    """What a label means. part: of a field in several cells; year: that the label adds."""

    field: str
    part: str | None = None
    year: str = ""


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """Two labels with equal keys mean the same: folded, simplified, and 和 及 、 与 alike."""
    plain = fold_label(text).translate(SIMPLIFIED)
    return _LENGTH_HINT.sub("", _JOINERS.sub(_JOINT, plain).lstrip("*"))


class LabelBook:
    """The labels of one form or register."""

    def __init__(self, fields: Mapping[str, FieldSpec]) -> None:
        self.fields = fields
        self._index: dict[str, LabelMeaning] = {}
        for text, mark in _spellings(fields):
            # In a part's own spelling a bracket is no hint: 参与人次（线下）.
            self._index.setdefault(label_key(_flat(text) if mark.part else text), mark)
        self._index.pop("", None)
        self._yearly = {name for name, spec in fields.items() if spec.label_parts}
        # A header is sought from every row on, in every depth: the same cells come up again.
        self._remembered = lru_cache(_REMEMBERED)(self._marks)

    def marks(self, text: str) -> tuple[LabelMeaning, ...]:
        """Every field that a whole text is the label of: 联系人及电话 is two."""
        return self._remembered(text) if len(text) <= LONGEST_LABEL else ()

    def _marks(self, text: str) -> tuple[LabelMeaning, ...]:
        mark = self._single(text)
        if mark is not None:
            return (mark,)
        first, joint, second = label_key(text).partition(_JOINT)
        pair = (self._by_key(first), self._by_key(second)) if joint else ()
        return tuple(mark for mark in pair if mark) if all(pair) else ()

    def find(self, text: str) -> LabelMeaning | None:
        """The field that a whole text is the label of, or None; of two the last."""
        marks = self.marks(text)
        return marks[-1] if marks else None

    def _single(self, text: str) -> LabelMeaning | None:
        mark = self._part_in_brackets(text) or self._by_key(label_key(text))
        # 单位（盖章） in a head line is the sender's, not half of 工作单位及职务.
        return None if mark and mark.part and _SEAL.search(text) else mark

    def texts(self) -> Iterator[str]:
        """Every spelling, as the pack writes it."""
        return (text for text, _ in _spellings(self.fields))

    def _by_key(self, key: str) -> LabelMeaning | None:
        mark = self._index.get(key) or self._index.get(_EMPHASIS.sub("", key))
        if mark is None and (translated := _TRANSLATED.fullmatch(key)):
            mark = self._index.get(translated[1])
        if mark or not (dated := _YEAR.match(key)):
            return mark
        rest = self._index.get(dated[2]) or self._index.get("年" + dated[2])
        return (
            LabelMeaning(rest.field, rest.part, dated[1])
            if rest and self._is_yearly(rest)
            else None
        )

    def _is_yearly(self, mark: LabelMeaning) -> bool:
        return mark.field in self._yearly

    def _part_in_brackets(self, text: str) -> LabelMeaning | None:
        """年参与人次（线下）: the bracket is no hint but says which part."""
        bracket = _BRACKET.match(fold(text)) if "(" in text or "（" in text else None
        if not bracket:
            return None
        mark = self._by_key(label_key(bracket[1]) + bracket[2])
        return mark if mark and mark.part else None


def _flat(text: str) -> str:
    return re.sub(r"[()（）]", "", text)


def _spellings(fields: Mapping[str, FieldSpec]) -> Iterator[tuple[str, LabelMeaning]]:
    """Every spelling with its meaning; the surer ones first."""
    for name in fields:
        if name not in fields[name].parts:
            yield name, LabelMeaning(name)
    for name, spec in fields.items():
        for part, words in spec.parts.items():
            for word in (part, *words):
                yield word, LabelMeaning(name, part)
    for name, spec in fields.items():
        for word in (name, *spec.spellings):
            yield word, LabelMeaning(name)
    for name, spec in fields.items():
        if spec.label_parts:
            for part in spec.parts:
                for word in (name, *spec.spellings):
                    for text in _composed(part, word):
                        yield text, LabelMeaning(name, part)


def _composed(part: str, word: str) -> tuple[str, ...]:
    """线下年参与人次, 年参与人次线下, 年线下参与人次, 线下参与人次."""
    plain = word.removeprefix("年")
    return part + word, word + part, "年" + part + plain, part + plain


_BLANKS = {ord("\t"): " ", ord("\u3000"): " "}


class Labels:
    """Every label that a document may hold: all books of a pack, and those of forms in general."""

    def __init__(self, pack: Pack) -> None:
        self.forms = {key: LabelBook(spec.fields) for key, spec in pack.forms.items()}
        self.registers = {key: LabelBook(spec.fields) for key, spec in pack.registers.items()}
        self._books = (*self.forms.values(), *self.registers.values())
        self._others = frozenset(map(label_key, (*OTHER_LABELS, *FILLERS, *BYSTANDERS)))
        self._known: dict[str, bool] = {}

    def is_label(self, text: str) -> bool:
        """Whether a whole text is a label of any kind, ours or not."""
        if text not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[text] = self._is_label(text)
        return self._known[text]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _label_pattern(self._texts())

    def in_text(self, text: str) -> Iterator[re.Match[str]]:
        """Labels in running text: groups ``label`` and, where one follows it, ``colon``."""
        # One kind of blank: a pattern of plain characters compiles four times as fast.
        return self._pattern.finditer(text.translate(_BLANKS))

    def _texts(self) -> Iterator[str]:
        for book in self._books:
            yield from book.texts()
        yield from (*OTHER_LABELS, *FILLERS, *BYSTANDERS)

    def is_general(self, text: str) -> bool:
        """Whether a text is a label of forms in general, no field of this pack."""
        return label_key(text) in self._others

    def _is_label(self, text: str) -> bool:
        if not text or len(text) > LONGEST_LABEL:
            return False
        key = label_key(text)
        if key in self._others or any(book.find(text) for book in self._books):
            return True
        if len(key) <= 14 and re.search(r"(?:意见|签字|签章|盖章)$", key):
            return True
        return 1 < len(key) <= 12 and unicodedata.normalize("NFKC", text.rstrip()).endswith(":")


def _label_pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """Any label, its characters spread or not, with its hint and a colon, a blank or the end."""
    words = sorted({re.sub(r"\s", "", text) for text in texts}, key=lambda word: (-len(word), word))
    joiners = dict.fromkeys("与和及、", "[与和及、]")
    spread = " *"
    choices = "|".join(spread.join(joiners.get(c, re.escape(c)) for c in word) for word in words)
    first = re.escape("".join(sorted({word[0] for word in words} | set("具主取"))))
    emphasis = r"(?:具体的?|主要的?|取得的?)?"
    hint = rf"(?:{spread}[（(【][^（）()【】]{{0,40}}[）)】])?"
    return re.compile(
        rf"(?=[{first}])(?<![^\W_])(?P<label>{emphasis}(?:{choices}){hint}){spread}[*＊]?"
        rf"(?:(?P<colon>{spread}[：:])|(?=\s)|$)"
    )


#: Where in the document, for reading order: block, row, column, then inside the cell.
Position = tuple[int, ...]


@frozen
class LabelledValue:
    """One label of a form and its value.

    text: tidied, "" where nothing is filled in. where: for a person to find it.
    foreign: it stands among another's particulars (法定代表人 …): used only for want of better.
    label: as it stands there, of whom the words to its left name, if they do: 联系人 联系电话.
    """

    mark: LabelMeaning
    text: str
    where: str
    position: Position
    kind: CellKind = CellKind.TEXT
    foreign: bool = False
    label: str = ""
