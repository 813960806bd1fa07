"""Registers written from the forms of a package: drafts, in a folder of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jlxx_check.api import (
    DEFAULT_PACK,
    CheckSettings,
    Reading,
    RulePack,
    load_pack,
    open_package,
    understand,
)
from jlxx_check.model.nouns import nouns_of
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Lang, Text
from jlxx_check.unit.new_files import add_files
from jlxx_check.unit.package_layout import Layout, language_of
from jlxx_check.unit.register_rows import register_rows
from jlxx_check.unit.registers import register_workbook
from jlxx_check.unit.wanted_counts import CannotBegin
from jlxx_check.values.frozen_types import frozen

_DRAFT = {Lang.ZH: "（草稿）", Lang.EN: " (draft)"}
#: Names that are tried before one that nobody has.
_TRIED = 999


@frozen
class DraftedRegisters:
    """What was written. rows: how many each file has, by its name; unread: names without a form.

    Of those without a form that can be read the row has the name alone, or what an older register
    says.
    """

    folder: Path
    pack: Pack
    rows: dict[str, int]
    unread: tuple[str, ...]


def draft_registers(
    package: str | Path,
    folder: str | Path | None = None,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    unit: str = "",
    reading: Reading | None = None,
) -> DraftedRegisters:
    """Write the registers of a package from its forms, as drafts for a person to check.

    folder: where they go, never into the package, which is only read; None: beside it. An existing
    file is never replaced: the new one gets another name.

    Raises CannotBegin, NotAPackage, PackError.
    """
    ready = pack if isinstance(pack, RulePack) else load_pack(pack)
    source = Path(package)
    target = Path(folder) if folder is not None else _beside(source, ready.pack)
    _outside(target, source)
    if not ready.pack.registers:
        title = ready.pack.title
        raise CannotBegin(
            Text(
                f"“{title.zh}”不要求{nouns_of(ready.pack).short_register.zh}。",
                f"“{title.en}” asks for no register.",
            )
        )
    settings = CheckSettings(ready, reading=reading or Reading())
    with open_package(source, settings) as opened:
        found = understand(opened, settings)
    return _write(ready.pack, found, target, unit or found.name)


def _write(pack: Pack, package: Package, target: Path, unit: str) -> DraftedRegisters:
    files: dict[str, bytes] = {}
    rows: dict[str, int] = {}
    for key in pack.registers:
        listed = register_rows(pack, key, package)
        if listed:
            name = _free(target, Layout(pack).register(key, ""), _DRAFT[language_of(pack)])
            files[name] = register_workbook(pack, key, listed, unit=unit, draft=True)
            rows[name] = len(listed)
    if not files:
        raise CannotBegin(
            Text(
                f"在“{package.name}”里没有读到要登记的人员或项目。",
                f"Nobody and nothing to list was found in “{package.name}”.",
            )
        )
    add_files(target, files, ())
    return DraftedRegisters(target, pack, rows, tuple(_unread(pack, package)))


def _unread(pack: Pack, package: Package) -> Iterator[str]:
    for entry in package.entries:
        spec = pack.kinds[entry.kind]
        if spec.form and spec.register_ and (entry.form is None or entry.form.scan):
            yield entry.name


def _free(folder: Path, stem: str, mark: str) -> str:
    names = (f"{stem}{mark}{number or ''}.xlsx" for number in (0, *range(2, _TRIED)))
    return next(name for name in names if not (folder / name).exists())


def _beside(package: Path, pack: Pack) -> Path:
    name = package.resolve().name
    stem = name if package.is_dir() else Path(name).stem
    noun = nouns_of(pack).short_register
    word = {Lang.ZH: f"{noun.zh}草稿", Lang.EN: "registers_draft"}[language_of(pack)]
    return package.resolve().parent / f"{stem}_{word}"


def _outside(target: Path, package: Path) -> None:
    if target.resolve().is_relative_to(package.resolve()):
        raise CannotBegin(
            Text(
                f"“{target}”在材料包里面。材料包只读，不往里面写；请写到别处。",
                f"“{target}” lies inside the package, which is only ever read. Name another place.",
            )
        )
