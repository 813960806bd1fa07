"""Whether the archive that is handed in is named as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from jlxx_check.checks.name_patterns import (
    NUMBER,
    SENDER,
    Shapes,
    Template,
    filling_of_sender,
    known_slots,
    wrong_name,
)
from jlxx_check.checks.registry import check
from jlxx_check.model.kind_lookup import archive_stem, file_name
from jlxx_check.model.outcome import Outcome, not_applicable, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text
from jlxx_check.values.name_template import Filling, agrees, levels_of


class ArchiveName(Shapes):
    """template: how the name is made up, without its extension.

    ``{sender}`` is the unit that hands in, ``{number}`` any number, other slots have their
    ``shapes``; ``+`` means one behind the other. folders: whether a package that came as a folder
    is held to it, too; it may be whoever received it that named that.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "template": "压缩包名称的模板（不写扩展名），如“{sender}+{联系人电话}”",
        "folders": "不是压缩包而是文件夹的，是否也要求",
    }

    template: Template
    folders: bool = False

    @model_validator(mode="after")
    def _slots_are_known(self) -> Self:
        known_slots(self.template, {SENDER, NUMBER, *self.shapes})
        return self


@check("package.name", zh="报送的压缩包按规定的写法命名。", apart=True)
def archive_name(package: Package, pack: Pack, want: ArchiveName) -> Iterator[Outcome]:
    """The archive is named as asked; one that came as a folder is not judged unless asked for.

    Example::

        scope: package
        check: package.name
        with: {template: "{sender}+{联系人电话}", shapes: {联系人电话: {sort: phone}}}
    """
    if package.kind == "folder" and not want.folders:
        yield not_applicable()
        return
    name = file_name(package.path.replace("\\", "/").rstrip("/"))
    name = name if package.kind == "folder" else archive_stem(name)
    if is_named_so(name, package, pack, want):
        yield passed()
        return
    level = levels_of(want.template)[-1]
    yield wrong_name(_WHAT, want.template, [(level, name)], _fillings(package, pack, want))


def is_named_so(name: str, package: Package, pack: Pack, want: ArchiveName) -> bool:
    """Whether a name without its extension is as asked."""
    return agrees(levels_of(want.template)[-1], name, _fillings(package, pack, want))


def _fillings(package: Package, pack: Pack, want: ArchiveName) -> dict[str, Filling]:
    fillings = {slot: Filling(shape=shape.pattern) for slot, shape in want.shapes.items()}
    fillings[NUMBER] = Filling(shape=r"\d+")
    fillings[SENDER] = filling_of_sender(package.name, pack)
    return fillings


_WHAT = Text("材料包的名称", "name of the package")
