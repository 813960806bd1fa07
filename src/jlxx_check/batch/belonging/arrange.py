"""The deliveries of one unit: which counts, what is laid over it, what the desk has to decide.

Nothing is decided in silence: what no date, name or time tells is left open, and a person asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key

from jlxx_check.batch.assigned import DeliveryPart
from jlxx_check.batch.belonging.pieces import (
    Piece,
    apart,
    by_date,
    compare,
    has_few,
    is_part_of,
    latest,
)
from jlxx_check.model.nouns import REGISTER, REGISTERS, Nouns
from jlxx_check.text import Text
from jlxx_check.values.ordering import natural_key

_HOW = Text(
    "请在单位名单（--units）的“文件”“作用”两栏写明为准、补充或作废",
    "say so in the list for --units, in columns 文件 and 作用: 为准 (counts), 补充 (is laid over), "
    "作废 (void)",
)


@dataclass(slots=True)
class Arranged:
    """What became of deliveries, each by its path."""

    #: The one that counts in its place, and by what.
    superseded: dict[str, tuple[str, Text]] = field(default_factory=dict)
    #: By the one that counts, those that are laid over it, in their order.
    laid_over: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What counts only once a person has decided, and why it does not yet.
    undecided: dict[str, Text] = field(default_factory=dict)
    #: What a person has set aside.
    void: set[str] = field(default_factory=set)
    notes: list[Text] = field(default_factory=list)

    def add(self, other: Arranged) -> None:
        """Take another unit's in."""
        self.superseded.update(other.superseded)
        self.laid_over.update(other.laid_over)
        self.undecided.update(other.undecided)
        self.void |= other.void
        self.notes += other.notes

    def speak(self, nouns: Nouns) -> None:
        """Put the notice's words into what was found."""
        self.notes = list(map(nouns.fill, self.notes))
        self.undecided = {path: nouns.fill(why) for path, why in self.undecided.items()}


def arrange(unit: str, pieces: Sequence[Piece]) -> Arranged:
    """What becomes of a unit's deliveries. unit: as it is called in notes."""
    found = Arranged(void={piece.path for piece in pieces if piece.part is DeliveryPart.VOID})
    left = _copies(unit, [piece for piece in pieces if piece.path not in found.void], found)
    opened = [piece for piece in left if piece.report is not None]
    main = _main(opened)
    if main is None:
        for piece in opened:
            _ask(found, [piece], _only_a_supplement(unit, piece.path))
    else:
        parts = [piece for piece in opened if piece is not main and is_part_of(piece, main)]
        wholes = [piece for piece in opened if piece not in parts]
        _place(unit, wholes, parts, found)
    _shut(unit, [piece for piece in left if piece.report is None], opened, found)
    for path in found.void:
        counts = [piece.path for piece in opened if _counts(piece.path, found)]
        if counts:
            found.superseded[path] = (counts[0], _VOID)
    return found


def _counts(path: str, found: Arranged) -> bool:
    laid = {part for parts in found.laid_over.values() for part in parts}
    return path not in {*found.superseded, *found.undecided, *found.void, *laid}


def _copies(unit: str, pieces: Sequence[Piece], found: Arranged) -> list[Piece]:
    """One of those with the same files: the first received, else the last one by its name or time.

    Of what was moved within the inbox it is the one that is there now.

    The others are no deliveries more.
    """
    by_content: dict[str, list[Piece]] = {}
    for piece in pieces:
        by_content.setdefault(piece.content or f"/{piece.path}", []).append(piece)
    left: list[Piece] = []
    for same in by_content.values():
        chosen = min(same, key=cmp_to_key(_of_copies))
        left.append(chosen)
        others = [piece.path for piece in same if piece is not chosen]
        found.superseded.update((path, (chosen.path, _SAME)) for path in others)
        if others:
            found.notes.append(_is_copy(unit, chosen.path, others))
    return sorted(left, key=lambda piece: natural_key(piece.path))


def _main(opened: Sequence[Piece]) -> Piece | None:
    """What other deliveries are held against: the fullest that does not say it is a supplement."""
    adding = [
        piece
        for piece in opened
        if piece.part is DeliveryPart.SUPPLEMENT or (piece.part is None and piece.marks.supplement)
    ]
    plain = [piece for piece in opened if piece not in adding]
    # 补充 in its name, but a package by itself
    whole = [piece for piece in adding if piece.part is None and piece.registers]
    return max(plain or whole, key=lambda piece: piece.size, default=None)


def _place(unit: str, wholes: Sequence[Piece], parts: Sequence[Piece], found: Arranged) -> None:
    """The whole package that counts, those before it, and what is laid over it."""
    winner = wholes[0] if len(wholes) == 1 else latest(wholes)
    chosen = [piece for piece in wholes if piece.part is DeliveryPart.WHOLE]
    halves = _halves(wholes) if not chosen else ()
    if halves:
        _ask(found, (*wholes, *parts), _in_halves(unit, [piece.path for piece in halves]))
        return
    if winner is None:
        _ask(found, (*wholes, *parts), _no_order(unit, [piece.path for piece in wholes]))
        return
    fuller = [piece for piece in wholes if winner.registers < piece.registers]
    if fuller and not chosen:
        _ask(found, (*wholes, *parts), _lacks_registers(unit, winner.path, fuller[0].path))
        return
    for piece in wholes:
        if piece is not winner:
            found.superseded[piece.path] = (winner.path, compare(winner, piece).why)
    _some_dates(unit, wholes, winner, found)
    laid: list[Piece] = []
    for piece in parts:
        order = compare(piece, winner, files=False)
        # what is added cannot have come first
        adds = piece.marks.supplement or (order.sign == 0 and has_few(piece, winner))
        if piece.part is DeliveryPart.SUPPLEMENT or order.sign > 0 or (len(wholes) == 1 and adds):
            laid.append(piece)
        elif order.sign < 0 and piece.entries <= winner.entries:
            earlier = compare(winner, piece, files=False).why
            found.superseded[piece.path] = (winner.path, earlier)
        else:
            _ask(found, [piece], _which_first(unit, piece.path, winner.path))
    if laid:
        ordered = sorted(laid, key=cmp_to_key(_order))
        found.laid_over[winner.path] = tuple(piece.path for piece in ordered)
        found.notes.append(_is_laid(unit, winner.path, found.laid_over[winner.path]))


def _some_dates(unit: str, wholes: Sequence[Piece], winner: Piece, found: Arranged) -> None:
    dated = [piece.received is not None for piece in wholes]
    if any(dated) and not all(dated):
        found.notes.append(
            Text(
                f"{unit}报送了多份，不是每一份都有收到日期，以“{winner.path}”为准。如不对，请用 "
                "--received-list 写明日期。",
                f"{unit} sent several, not all with a date received: “{winner.path}” counts. If "
                "that is wrong, give their dates with --received-list.",
            )
        )


def _halves(wholes: Sequence[Piece]) -> tuple[Piece, ...]:
    return tuple(
        one for one in wholes if any(apart(one, other) for other in wholes if other is not one)
    )


def _shut(unit: str, shut: Sequence[Piece], opened: Sequence[Piece], found: Arranged) -> None:
    """Those that cannot be opened: the newest one counts, for it has to be asked for again."""
    counting = [piece for piece in opened if _counts(piece.path, found)]
    for piece in shut:
        others = [other for other in (*counting, *shut) if other is not piece]
        if not others:
            continue
        if piece.marks.supplement and counting:
            _ask(found, [piece], _shut_supplement(unit, piece.path))
        elif all(compare(piece, other).sign > 0 for other in others):
            for other in counting:
                found.superseded[other.path] = (piece.path, compare(piece, other).why)
                for part in found.laid_over.pop(other.path, ()):
                    found.superseded[part] = (piece.path, _WITH_IT)
            found.notes.append(_unopened(unit, piece.path))
        else:
            later = next((other for other in others if compare(other, piece).sign > 0), None)
            if later is not None:
                found.superseded[piece.path] = (later.path, compare(later, piece).why)
            else:
                paths = [other.path for other in (*counting, piece)]
                _ask(found, (*counting, piece), _no_order(unit, paths))


def _ask(found: Arranged, pieces: Iterable[Piece], why: Text) -> None:
    for piece in pieces:
        found.undecided[piece.path] = why
        found.laid_over.pop(piece.path, None)
    if why not in found.notes:
        found.notes.append(why)


def _order(one: Piece, other: Piece) -> int:
    return compare(one, other).sign


def _of_copies(one: Piece, other: Piece) -> int:
    if one.received and other.received and (dates := by_date(one.received, other.received)):
        return dates
    if one.gone != other.gone:
        return one.gone - other.gone
    keys = natural_key(one.path), natural_key(other.path)
    return -compare(one, other).sign or (keys[0] > keys[1]) - (keys[0] < keys[1])


_SAME = Text("内容完全相同", "its files are the same")
_VOID = Text("名单写明作废", "the list says that it is void")
_WITH_IT = Text("它所补充的那一份已不是最新", "what it adds to is no longer the newest")


def _list(paths: Sequence[str]) -> Text:
    return Text("、".join(f"“{p}”" for p in paths), ", ".join(f"“{p}”" for p in paths))


def _is_copy(unit: str, path: str, others: Sequence[str]) -> Text:
    said = _list([path, *others])
    return Text(
        f"{unit}的这几份内容完全相同，按一份处理：{said.zh}。",
        f"The same files of {unit} came more than once and count once: {said.en}.",
    )


def _is_laid(unit: str, path: str, parts: Sequence[str]) -> Text:
    said = _list(parts)
    return Text(
        f"{unit}的补充材料{said.zh}已并入“{path}”一起检查。如不对，{_HOW.zh}。",
        f"{unit}: {said.en} was laid over “{path}”, and both judged as one. If that is wrong, "
        f"{_HOW.en}.",
    )


def _only_a_supplement(unit: str, path: str) -> Text:
    return Text(
        f"待确认：{unit}只有补充材料“{path}”，没有可以并入的材料。请找到原来的一份放进收件文件夹；"
        f"如果它就是全部材料，{_HOW.zh}。",
        f"To be decided: of {unit} there is only the supplement “{path}”, and nothing to lay it "
        f"over. Put the first delivery into the inbox; if this is all of it, {_HOW.en}.",
    )


def _in_halves(unit: str, paths: Sequence[str]) -> Text:
    said = _list(paths)
    return Text(
        f"待确认：{unit}的{said.zh}内容不重叠，可能是分批报送的同一份材料。是的话把其中一份写成"
        f"“补充”；不是的话写明以哪一份为准。{_HOW.zh}。",
        f"To be decided: {said.en} of {unit} have nothing in common and may be parts of one. If "
        f"so, call one 补充; if not, say which counts: {_HOW.en}.",
    )


def _no_order(unit: str, paths: Sequence[str]) -> Text:
    said = _list(paths)
    return Text(
        f"待确认：{unit}报送了多份，日期、名称和文件时间都分不出先后：{said.zh}。{_HOW.zh}；"
        "也可以用 --received-list 写明收到日期。",
        f"To be decided: {unit} sent several, and neither dates nor names nor files tell which is "
        f"newer: {said.en}. {_HOW.en[0].upper()}{_HOW.en[1:]}; or give their dates with "
        "--received-list.",
    )


def _lacks_registers(unit: str, path: str, fuller: str) -> Text:
    return Text(
        f"待确认：{unit}后来报送的“{path}”{REGISTER}比“{fuller}”少，可能只是更正其中"
        f"一部分。是的话写成“补充”，不是的话写明以哪一份为准。{_HOW.zh}。",
        f"To be decided: “{path}”, which {unit} sent later, has fewer {REGISTERS} than “{fuller}” "
        f"and may correct only a part of it. If so, call it 补充; if not, say which counts: "
        f"{_HOW.en}.",
    )


def _which_first(unit: str, path: str, main: str) -> Text:
    return Text(
        f"待确认：分不出{unit}的补充材料“{path}”是在“{main}”之前还是之后报送的。{_HOW.zh}。",
        f"To be decided: nothing tells whether the supplement “{path}” of {unit} came before or "
        f"after “{main}”. {_HOW.en[0].upper()}{_HOW.en[1:]}.",
    )


def _unopened(unit: str, path: str) -> Text:
    return Text(
        f"{unit}最新的一份“{path}”打不开，请让该单位重新报送；旧的仍列在后面。",
        f"The newest delivery of {unit}, “{path}”, cannot be opened: ask for it again. The older "
        "one is still listed.",
    )


def _shut_supplement(unit: str, path: str) -> Text:
    return Text(
        f"待确认：{unit}的补充材料“{path}”打不开，还没有并入。请让该单位重新报送这一份。",
        f"To be decided: the supplement “{path}” of {unit} cannot be opened and is not laid over "
        "anything. Ask for it again.",
    )
