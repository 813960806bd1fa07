"""Who stands in the row that a finding of a register points to, whatever check found it."""

from __future__ import annotations

from functools import cached_property

from jlxx_check.model.package import Package


class RowNames:
    """The names in a package's registers by the places of their cells.

    What is found in a register is about whoever stands in that row: when rows are inserted, sorted
    or replaced, the place is another's.
    """

    def __init__(self, package: Package) -> None:
        self._package = package

    def at(self, file: str | None, where: str | None) -> str | None:
        """The name in the row of that place; None: it is in no row, or the row names nobody."""
        if file is None or where is None:
            return None
        return self._by_place.get((file, where)) or None

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], str]:
        return {
            (row.register, place): row.name
            for register in self._package.registers
            for row in register.rows
            for place in (row.where, *(value.where for value in row.values.values()))
        }
