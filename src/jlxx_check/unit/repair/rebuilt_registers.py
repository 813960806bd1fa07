"""Registers that are missing, or lack some of the entries, as drafts from what the forms say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.forms.register_lines import RegisterLines, lines_around
from jlxx_check.model.document import Document
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.mend_plan import NotMended
from jlxx_check.model.nouns import FORM, FORMS, nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package, Reason, Register
from jlxx_check.text import Text
from jlxx_check.unit.register_rows import register_columns, register_rows
from jlxx_check.unit.registers import register_workbook
from jlxx_check.unit.repair.withheld_rows import Withheld, is_read, withheld
from jlxx_check.values.frozen_types import frozen


@frozen
class RegisterDraft:
    """A register to be written. register: its key in the pack.

    instead: the file it replaces. lines: what stands in that around the rows.
    """

    register: str
    rows: tuple[Mapping[str, str], ...]
    what: Text
    instead: str | None = None
    lines: RegisterLines | None = None

    def data(self, pack: Pack, sender: str) -> bytes:
        """The workbook."""
        return register_workbook(
            pack, self.register, self.rows, unit=sender, draft=True, lines=self.lines
        )


@dataclass(slots=True)
class RegisterDrafts:
    """What a package's registers lack.

    withheld: by the id of an entry that gets no row, why; a person settles whether it belongs.
    """

    drafts: list[RegisterDraft] = field(default_factory=list)
    cannot: list[NotMended] = field(default_factory=list)
    withheld: dict[str, Withheld] = field(default_factory=dict)

    @property
    def replaced(self) -> dict[str, str]:
        """The files that a draft takes the place of, with the draft's register."""
        return {item.instead: item.register for item in self.drafts if item.instead is not None}


def register_drafts(pack: Pack, package: Package, rules: Sequence[BoundRule]) -> RegisterDrafts:
    """The drafts, in the pack's order of registers. What somebody wrote in a row stays as it is.

    Of an entry that may not belong there no row is added: whether it does is asked of people, and
    a row more would answer it.
    """
    found = RegisterDrafts()
    scanned = any(item.reason is Reason.REGISTER_SCAN for item in package.unassigned)
    for register in pack.registers:
        kinds = pack.kinds_of_register(register)
        entries = [entry for kind in kinds for entry in package.of_kind(kind)]
        own = [item for kind in kinds for item in package.registers_of(kind)]
        for kind in kinds:
            found.withheld |= withheld(pack, package, kind, rules)
        found.cannot += [
            found.withheld[entry.id].said for entry in entries if entry.id in found.withheld
        ]
        bare = [e for e in entries if e.row is None and e.id not in found.withheld]
        if not bare or (scanned and not own):
            continue  # everybody has a row; or it is there on paper, and a person goes by that
        if not any(is_read(entry) for entry in bare):
            if not own:
                why = nouns_of(pack, kinds[0]).fill(_nothing_to_go_by(pack, register))
                found.cannot.append(NotMended("", why))
        elif not own:
            listed = {entry.id for entry in entries if entry.id not in found.withheld}
            rows = tuple(register_rows(pack, register, package, listed))
            what = nouns_of(pack, kinds[0]).fill(_new(len(rows)))
            found.drafts.append(RegisterDraft(register, rows, what))
        else:
            _complete(found, pack, package, register, own, bare)
    return found


def _complete(
    found: RegisterDrafts,
    pack: Pack,
    package: Package,
    register: str,
    own: list[Register],
    bare: list[Entry],
) -> None:
    """A register that lacks entries: all its rows, then those of the missing ones."""
    paths = {item.path for item in own}
    shared = {item.path for item in package.registers if item.kind not in {i.kind for i in own}}
    (main,) = own if len(own) == 1 else (None,)
    lines = _lines(pack, register, package, main) if main is not None else None
    if main is None or main.problem is not None or paths & shared or not main.rows or not lines:
        name = file_name(own[0].path)
        found.cannot.append(
            NotMended(
                own[0].path,
                Text(
                    f"“{name}”缺{len(bare)}个人（项目），不能由程序补：请自己补上",
                    f"“{name}” lacks {len(bare)} entries and cannot be completed by machine: add "
                    "them yourself",
                ),
            )
        )
        return
    rows = (*_written(pack, register, main), *_missing(pack, register, package, main, bare))
    what = nouns_of(pack, bare[0].kind).fill(_completed(main, bare))
    found.drafts.append(RegisterDraft(register, rows, what, main.path, lines))


def _lines(pack: Pack, register: str, package: Package, main: Register) -> RegisterLines | None:
    """What stands around the rows; None where anything written would be lost."""
    body = package.facts[main.path].body
    known = register_columns(pack, register)
    lost = any(
        value.text.strip() for row in main.rows for name, value in row.values.items()
        if name not in known
    )  # fmt: skip
    if lost or not isinstance(body, Document):
        return None
    return lines_around(body, pack, register)


def _written(pack: Pack, register: str, main: Register) -> Iterator[Mapping[str, str]]:
    """The rows as people wrote them."""
    order = pack.registers[register].order
    for row in main.rows:
        made = {name: row.text(name) for name in register_columns(pack, register)}
        counted = {order: row.order_text or str(row.number)} if order is not None else {}
        yield {**made, **counted}


def _missing(
    pack: Pack, register: str, package: Package, main: Register, bare: list[Entry]
) -> Iterator[Mapping[str, str]]:
    """The rows that are added, numbered on."""
    order = pack.registers[register].order
    lacking = {entry.id for entry in bare if is_read(entry)}
    last = max((row.order or row.number for row in main.rows), default=0)
    for number, made in enumerate(register_rows(pack, register, package, lacking), last + 1):
        yield {**made, order: str(number)} if order is not None else made


def _new(rows: int) -> Text:
    return Text(
        f"由{FORM}生成草稿（{rows}行），请逐项核对",
        f"a draft from the {FORMS} ({rows} rows): check every cell",
    )


def _completed(main: Register, bare: list[Entry]) -> Text:
    added = sum(map(is_read, bare))
    name = file_name(main.path)
    return Text(
        f"在“{name}”的{len(main.rows)}行之后由{FORM}补{added}行，作为草稿，请逐项核对",
        f"a draft: the {len(main.rows)} rows of “{name}” and {added} more from the {FORMS}; "
        "check every cell",
    )


def _nothing_to_go_by(pack: Pack, register: str) -> Text:
    title = (*pack.registers[register].titles, register)[0]
    return Text(
        f"没有读得出内容的{FORM}，生成不了“{title}”：请自己填写",
        f"no {FORM} can be read, so no “{title}” can be made: fill it in yourself",
    )
