"""Huffman-coded blocks of a JPEG, gone through without making a picture of them (T.81, F and G)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jlxx_check.probes.unreadable import DamagedError

#: For every 16 bits the code that they begin with: its length times 256 and its symbol; 0 for none.
_Ahead = list[int]

_AHEAD = 16
#: Bytes that may be left over: encoders pad the last byte, and some write one more.
_LEFT_OVER = 2
_LONG_RUN = 0xF0  # sixteen zeros


@dataclass(frozen=True)
class Codes:
    """A table as a DHT segment gives it."""

    #: How many codes have one bit, two bits and so on up to 16.
    counts: bytes
    symbols: bytes

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Length and symbol of each code, in the order of the codes."""
        at = 0
        for length, count in enumerate(self.counts, 1):
            for symbol in self.symbols[at : at + count]:
                yield length, symbol
            at += count

    @cached_property
    def ahead(self) -> _Ahead:
        """What blocks are gone through with; of most pictures no block is."""
        table: _Ahead = []
        for length, symbol in self:
            table += [length << 8 | symbol] * (1 << _AHEAD - length)
        return (table + [0] * (1 << _AHEAD))[: 1 << _AHEAD]

    def of_zeros(self) -> int:
        """The symbol whose code is zeros alone; 0 where there is no code."""
        return next((symbol for _, symbol in self), 0)

    def of(self, wanted: int) -> str:
        """A symbol's code as zeros and ones; "" where the table has none."""
        at = 0
        for length, symbol in self:
            if at >= 1 << _AHEAD:
                break
            if symbol == wanted:
                return f"{at >> _AHEAD - length:0{length}b}"
            at += 1 << _AHEAD - length
        return ""


class Bits:
    """Coded data, their stuffing taken out, read from the front."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0  # bytes taken into the window
        self._window = 0
        self._held = 0  # bits of it not used yet

    def _fill(self) -> None:
        """At least 48 bits ahead; beyond the end they are zeros, which must_be_used tells."""
        piece = self._data[self._at : self._at + 32]
        self._window = (self._window & (1 << self._held) - 1) << 256 | int.from_bytes(
            piece.ljust(32, b"\0"), "big"
        )
        self._held += 256
        self._at += 32
        if self._at > len(self._data) + 64:
            raise DamagedError

    def _code(self, table: _Ahead) -> int:
        if self._held < 48:
            self._fill()
        found = table[self._window >> self._held - _AHEAD & 0xFFFF]
        if not found:
            raise DamagedError
        self._held -= found >> 8
        return found & 0xFF

    def _number(self, bits: int) -> int:
        if self._held < 48:
            self._fill()
        self._held -= bits
        return self._window >> self._held & (1 << bits) - 1

    def skip(self, bits: int) -> None:
        """Bits that stand for themselves."""
        while bits > 32:
            self._number(32)
            bits -= 32
        self._number(bits)

    def must_be_used(self) -> None:
        """Raises DamagedError where bytes are left over, but for zeros, or were missing."""
        used = self._at * 8 - self._held
        if used > len(self._data) * 8 + 7:
            raise DamagedError
        left = self._data[(used + 7) // 8 :]
        if len(left) > _LEFT_OVER and left.strip(b"\0"):
            raise DamagedError

    def blocks(self, codes: Sequence[tuple[Codes | None, Codes | None]], units: int) -> None:
        """As many times the blocks of a unit.

        codes: of each block the table for its first coefficient and, unless only that is coded,
        for the others.
        """
        code = self._code
        order = [
            (first.ahead if first else None, rest.ahead if rest else None) for first, rest in codes
        ]
        for _ in range(units):
            for first, rest in order:
                if first is None:
                    raise DamagedError
                size = code(first)
                self._held -= size
                if rest is None:
                    continue
                place = 1
                while place < 64:
                    symbol = code(rest)
                    size = symbol & 15
                    if size:
                        place += (symbol >> 4) + 1
                        self._held -= size
                    elif symbol == _LONG_RUN:
                        place += 16
                    else:
                        break
                if place > 64:
                    raise DamagedError

    def new_coefficients(
        self, codes: Codes, start: int, end: int, filled: list[int], first: int, blocks: int
    ) -> None:
        """The first bits of coefficients ``start`` to ``end`` of blocks; what is set is noted."""
        table = codes.ahead
        ends = 0
        for block in range(first, first + blocks):
            if ends:
                ends -= 1
                continue
            place, mask = start, filled[block]
            while place <= end:
                symbol = self._code(table)
                run, size = symbol >> 4, symbol & 15
                if size:
                    place += run
                    self._number(size)
                    mask |= 1 << place
                    place += 1
                elif run == 15:
                    place += 16
                else:
                    ends = (1 << run) - 1 + self._number(run)
                    break
            if place > end + 1:
                raise DamagedError
            filled[block] = mask

    def more_coefficients(
        self, codes: Codes, start: int, end: int, filled: list[int], first: int, blocks: int
    ) -> None:
        """One more bit of the coefficients that are set, and those that this bit sets."""
        table = codes.ahead
        ends = 0
        for block in range(first, first + blocks):
            place, mask = start, filled[block]
            while place <= end and not ends:
                symbol = self._code(table)
                run, size = symbol >> 4, symbol & 15
                if not size and run < 15:
                    ends = (1 << run) + self._number(run)
                    break
                if size > 1:
                    raise DamagedError
                self._number(size)
                while place <= end:
                    if mask >> place & 1:
                        self._number(1)
                    elif run:
                        run -= 1
                    else:
                        break
                    place += 1
                if size:
                    if place > end:
                        raise DamagedError
                    mask |= 1 << place
                place += 1
            if ends:
                rest = mask >> place & (1 << max(0, end + 1 - place)) - 1
                self.skip(rest.bit_count())
                ends -= 1
            filled[block] = mask
