"""How much of a text is said: what is repeated counts once, what only fills a page not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict

from jlxx_check.values.folding import fold
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.han_variants import SIMPLIFIED
from jlxx_check.values.late_patterns import late_pattern

#: Marks that Chinese text shares with Latin text; Word sets them in the Chinese face and counts
#: each, even between Latin letters.
_SHARED_MARKS = frozenset("“”‘’—…·")


def word_count(text: str) -> int:
    """The 字数 that Word shows: each CJK character or Chinese mark is one, each other run is one.

    A run is characters without a space between them, such as ``2023`` or ``H.264``. Characters
    that take no room (zero-width spaces, variation selectors) count for nothing.
    """
    count = 0
    in_run = False
    for character in text:
        if character.isspace():
            in_run = False
        elif _counts_alone(character):
            count += 1
            in_run = False
        elif not in_run and not _takes_no_room(character):
            count += 1
            in_run = True
    return count


def _counts_alone(character: str) -> bool:
    return character in _SHARED_MARKS or unicodedata.east_asian_width(character) in ("W", "F")


def _takes_no_room(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me") or character == "\ufffc"


def letters_told(text: str) -> int:
    """Words and Chinese characters of what a text says: marks aside, what is repeated once."""
    lines = _ENDS.sub("\n", text)
    return substance("".join(s for s in lines if s.isalnum() or not _counts_alone(s))).words


_ADDRESS = late_pattern(
    r"(?:(?:https?|ftp|ed2k|thunder)://|magnet:|www\.|pan\.)[!-~]+", re.IGNORECASE
)
#: As much is said beside an address of how it is used: 提取码, 复制这段内容后打开手机App.
_BESIDE_AN_ADDRESS = 100


def only_a_link(text: str) -> bool:
    """Whether a text is no more than where something can be downloaded."""
    rest = _ADDRESS.sub("", text[:_MOST])
    return len(rest) < len(text[:_MOST]) and word_count(rest) <= _BESIDE_AN_ADDRESS


#: That something lies at another place: 详见附件, 已上传网盘, 材料已发邮箱; and not 征求意见的邮箱.
_ELSEWHERE = re.compile(
    "(?:(?<![常意偏成罕听])见|参阅|另附|另行报送|附后|上传|发送|发到|发至|已发|存放|放在)[^。；;\n]{0,20}?"
    "(?:附件|附页|附表|附后|网盘|云盘|链接|邮箱|邮件|公众号|纸质|光盘|[UuＵ]盘|优盘|压缩包|文件夹)[^，。；;\n]{0,6}"
)
#: So much is said beside that, of what it is and whose: 伊水夜读 工作总结.
_BESIDE_A_PLACE = 40


def kept_elsewhere(text: str) -> str | None:
    """The address, or the words, of a text that only says where another one is; None: it is one."""
    address = _ADDRESS.search(text[:_MOST])
    if address and only_a_link(text):
        return address[0]
    said = _ELSEWHERE.search(text[:_MOST])
    return said[0] if said and word_count(text[:_MOST]) <= _BESIDE_A_PLACE else None


#: A longer text is beyond any length that is asked for, whatever it repeats.
_MOST = 60_000
#: Letters from which the same words are no heading and no refrain any more.
_SENTENCE = 10
#: So often a heading or a refrain may stand, or sentences alike that tell of one thing after
#: another (一月举办…，二月举办…).
_OFTEN = 3
#: So often marks may stand without a word (ellipses, a line of asterisks), or a few words that only
#: a number tells apart: （1）活动（2）活动.
_MARKS = 20
#: Letters from which commas part what is said, where no full stop does.
_ENDLESS = 80
#: Of 1: shared pairs of letters at which two sentences are one with a word exchanged.
_ALIKE = 0.78
#: Sentences one after another, and letters in them, that make a passage which stands twice.
_PASSAGE, _PASSAGE_LETTERS = 3, 60
#: Letters in a row that no title and no unit's name has.
_LONG_RUN = 40
#: Sentences with one pair of letters that are looked up, and of those the likeliest compared.
_COMPARED, _LOOKED_AT = 300, 3

_ENDS = late_pattern(r"(?<=[。！？；!?;…\n])")
_COMMAS = late_pattern(r"(?<=[，,、])")
_FIGURES = late_pattern(r"[0-9〇零一二三四五六七八九十百千万]+")
#: The same few letters again and again, without anything between.
_RUN = late_pattern(r"(\S.{0,29}?)\1{4,}")
_FILLER = late_pattern(
    r"lorem\s*ipsum|dolor\s*sit\s*amet|(?:此处|这里|在此)(?:填写|输入|添加|键入|录入|替换)"
    r"|(?:单击|点击|点按|双击)(?:此处|这里|图标)|^\W*请(?:在此|输入|填写|录入)"
    r"|测试(?:文字|文本|内容|数据)|占位(?:符|文字|文本)|示例(?:文字|文本)|待(?:补充|完善|填写)|x{3,}",
)
_FILLER_LETTERS = 30


@frozen
class Substance:
    """words: of what is said, as Word counts them. repeated, filler: words that were left out."""

    words: int
    repeated: int = 0
    filler: int = 0


@frozen
class _Piece:
    """A sentence. key: its letters, folded. shape: without its figures. pairs: for nearness."""

    words: int
    key: str
    shape: str
    pairs: Counter[str]


def substance(text: str) -> Substance:
    """What a text says, counted; a text that is far too long is counted as it stands."""
    total = word_count(text)
    if len(text) > _MOST:
        return Substance(total)
    pieces: list[_Piece] = []
    filler = 0
    for sentence in _sentences(_RUN.sub(r"\1", text)):
        piece = _piece(sentence)
        if _is_filler(sentence, piece.key):
            filler += piece.words
        else:
            pieces.append(piece)
    anew = _anew(pieces)
    words = sum(piece.words for piece, new in zip(pieces, anew, strict=True) if new)
    words = min(words, total - filler - _stands_twice(text))
    # Words that a cut runs through (1.5万; 2023 年) are one to Word and two here.
    return Substance(min(words, total - filler), max(0, total - filler - words), filler)


def _stands_twice(text: str) -> int:
    """Characters of long runs that stood before, wherever sentences end there and here."""
    simple = fold(text).translate(SIMPLIFIED)
    letters = [sign for sign in simple if sign.isalpha() and not sign.isascii()]
    first: dict[str, int] = {}
    twice, told = 0, 0
    for end in range(_LONG_RUN, len(letters) + 1):
        start = end - _LONG_RUN
        if first.setdefault("".join(letters[start:end]), start) <= start - _LONG_RUN:
            twice += end - max(start, told)
            told = end
    return twice if twice >= _PASSAGE_LETTERS else 0


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for sentence in _ENDS.split(text):
        endless = sum(map(str.isalnum, sentence)) > _ENDLESS
        found += _COMMAS.split(sentence) if endless else [sentence]
    return [sentence for sentence in found if sentence.strip()]


def _piece(sentence: str) -> _Piece:
    key = "".join(filter(str.isalnum, fold(sentence)))
    shape = _FIGURES.sub("0", key)
    pairs = Counter(shape[at : at + 2] for at in range(len(shape) - 1))
    return _Piece(word_count(sentence), key, shape, pairs)


def _is_filler(sentence: str, key: str) -> bool:
    folded = sentence.casefold()
    latin = "ipsum" in folded or "dolor sit" in folded
    return latin or (len(key) <= _FILLER_LETTERS and _FILLER.search(folded) is not None)


def _anew(pieces: list[_Piece]) -> list[bool]:
    """For each sentence whether it says something that was not said before."""
    seen: dict[str, int] = {}
    times: Counter[str] = Counter()
    shapes: Counter[str] = Counter()
    firsts = _Firsts(pieces)
    like: list[int | None] = []
    near: Counter[int] = Counter()
    anew: list[bool] = []
    for place, piece in enumerate(pieces):
        times[piece.key] += 1
        twin = seen.setdefault(piece.key, place)
        if len(piece.key) < _SENTENCE:
            like.append(None)
            shapes[piece.shape] += bool(piece.shape.strip("0"))
            few = times[piece.key] <= (_OFTEN if piece.key else _MARKS)
            anew.append(few and shapes[piece.shape] <= _MARKS)
            continue
        if twin < place:
            like.append(twin)
            anew.append(False)
            continue
        nearest = firsts.nearest(piece)
        like.append(nearest)
        if nearest is None:
            firsts.add(place)
            anew.append(True)
        else:
            near[nearest] += 1
            anew.append(near[nearest] < _OFTEN)
    _drop_passages(pieces, like, anew)
    return anew


class _Firsts:
    """Sentences unlike any before them, found again by the pairs of letters that they share."""

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces
        self._by_pair: dict[str, list[int]] = defaultdict(list)

    def add(self, place: int) -> None:
        for pair in self._pieces[place].pairs:
            self._by_pair[pair].append(place)

    def nearest(self, piece: _Piece) -> int | None:
        """The first that says the same but for a name or a figure."""
        shared: Counter[int] = Counter()
        for pair in piece.pairs:
            shared.update(self._by_pair.get(pair, ())[:_COMPARED])
        for place, _ in shared.most_common(_LOOKED_AT):
            pairs = self._pieces[place].pairs
            both = sum((piece.pairs & pairs).values())
            if 2 * both >= _ALIKE * (sum(piece.pairs.values()) + sum(pairs.values())):
                return place
        return None


def _drop_passages(pieces: list[_Piece], like: list[int | None], anew: list[bool]) -> None:
    """Sentences that follow others one by one in the same order are a passage told again."""
    run: list[int] = []
    for place in range(len(pieces) + 1):
        twin = like[place] if place < len(pieces) else None
        before = like[run[-1]] if run else None
        if twin is not None and before is not None and before < twin <= before + 2:
            run.append(place)
            continue
        letters = sum(len(pieces[at].key) for at in run)
        if len(run) >= _PASSAGE and letters >= _PASSAGE_LETTERS:
            for at in run:
                anew[at] = False
        run = [place] if twin is not None else []
