"""A register that is at hand, read as the program reads it in a package: whom it lists."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from jlxx_check.api import (
    CheckSettings,
    Reading,
    RulePack,
    open_package,
    understand,
    usable_packs,
)
from jlxx_check.forms.document_titles import Head, Titled
from jlxx_check.forms.labels import Labels
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Body, ReadFailure, Unreadable
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package, Register, Row
from jlxx_check.reporters.wording import in_quotes
from jlxx_check.text import Text, joined
from jlxx_check.unit.wanted_counts import CannotBegin
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.plain_files import why_unreadable
from jlxx_check.values.system_errors import reason


@frozen
class GivenRegister:
    """A file, and the registers in it, each with the rows of one kind. data: as they were read."""

    path: Path
    registers: tuple[Register, ...]
    data: bytes


def read_registers(files: Sequence[Path], pack: RulePack, reading: Reading) -> list[GivenRegister]:
    """Every file as a register of the pack. Raises CannotBegin for one that is none."""
    return [_read(path, pack, reading) for path in files]


def rows_of(given: Sequence[GivenRegister], kind: str) -> list[Row]:
    """The rows of a kind, those of all files behind one another."""
    registers = (register for item in given for register in item.registers)
    return [row for register in registers if register.kind == kind for row in register.rows]


def _read(path: Path, pack: RulePack, reading: Reading) -> GivenRegister:
    unread = why_unreadable(path)
    if unread is not None:
        raise CannotBegin(Text(f"“{path}”{unread.zh}", f"“{path}” {unread.en}"))
    with TemporaryDirectory(prefix="jlxx-") as folder:
        copy = Path(folder) / path.name
        try:
            shutil.copyfile(path, copy)
        except OSError as error:
            why = reason(error)
            raise CannotBegin(
                Text(f"“{path}”读不了：{why.zh}。", f"“{path}” cannot be read: {why.en}.")
            ) from error
        settings = CheckSettings(pack, reading=reading)
        with open_package(folder, settings) as opened:
            package = understand(opened, settings)
        return GivenRegister(path, tuple(_sound(path, package, pack.pack)), copy.read_bytes())


def _sound(path: Path, package: Package, pack: Pack) -> Iterator[Register]:
    noun = nouns_of(pack).short_register.zh
    body = next((facts.body for facts in package.facts.values()), None)
    if isinstance(body, Unreadable | ReadFailure):
        raise _not(path, Text("读不出内容", "cannot be read"), body.detail)
    if not package.registers:
        titles = [spec.titles[0] for spec in pack.registers.values() if spec.titles]
        if not titles:
            raise CannotBegin(
                Text(
                    f"{in_quotes(pack.title.zh)}不要求{noun}，不能用 --from。",
                    f"“{pack.title.en}” asks for no register: --from has nothing to read.",
                )
            )
        wanted = joined(Text(f"《{title}》", f"“{title}”") for title in titles)
        raise _not(
            path,
            Text(f"不是{in_quotes(pack.title.zh)}的{noun}", f"is no register of “{pack.title.en}”"),
            Text(
                f"应是{wanted.zh}；是另一份通知的，请用 --rules 写明。",
                f"It should be {wanted.en}; of another notice, name that with --rules.",
            ),
        )
    if (other := _of_another(path, body, pack)) is not None:
        raise _not(
            path,
            Text(f"不是{in_quotes(pack.title.zh)}的{noun}", f"is no register of “{pack.title.en}”"),
            Text(
                f"像是{in_quotes(other.title.zh)}的；确实是的，请加上 --rules {other.id}。",
                f"it seems to be of “{other.title.en}”; if so, add --rules {other.id}.",
            ),
        )
    for register in package.registers:
        if register.problem is not None:
            raise _not(path, Text("读不出各行", "has no rows to read"), register.problem.detail)
        if not any(row.name for row in register.rows):
            raise _not(
                path,
                Text("里一行也没有填", "has no row that is filled in"),
                Text("请先填好。", "Fill it in first."),
            )
        yield register


def _of_another(path: Path, body: Body | None, pack: Pack) -> Pack | None:
    """The installed pack whose register's title the document bears, and not one of this pack's.

    Lists of people look alike: by its columns alone a register of another notice would do.
    """
    if not isinstance(body, Document):
        return None
    head = Head(body, path.name, Labels(pack))
    if any(head.bears(spec.titles) is not Titled.NOT for spec in pack.registers.values()):
        return None
    for other in usable_packs()[0]:
        if any(head.bears(spec.titles) is Titled.HEAD for spec in other.registers.values()):
            return other
    return None


def _not(path: Path, what: Text, why: Text) -> CannotBegin:
    return CannotBegin(
        Text(f"“{path.name}”{what.zh}：{why.zh}", f"“{path.name}” {what.en}: {why.en}")
    )
