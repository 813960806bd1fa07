"""What an archive has to be called, by the pack's own pattern; else by its unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jlxx_check.batch.unit_contacts import contact_of
from jlxx_check.checks.name_patterns import SENDER
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Package
from jlxx_check.text import Text
from jlxx_check.unit.seal.members import CannotSeal
from jlxx_check.values.name_template import levels_of
from jlxx_check.values.portable_names import portable

#: The check by which a pack asks how the archive is called.
_ASKS = "package.name"
#: A name that a pack asks for is kept whole, whatever its length, within what systems take.
_LONGEST = 100


def asked_name(package: Package, pack: Pack) -> str:
    """The archive's name, ``.zip`` at its end.

    Raises CannotSeal where the pattern asks for what the package does not tell.
    """
    template = next(
        (rule.with_ for rule in pack.rules.values() if rule.check == _ASKS and rule.with_), None
    )
    name = package.name if template is None else _filled(template, package)
    return f"{portable(name, _LONGEST)}.zip"


def _filled(asked: Mapping[str, Any], package: Package) -> str:
    pattern, shapes = str(asked["template"]), asked.get("shapes") or {}
    made = ""
    for part in levels_of(pattern)[-1]:
        if isinstance(part, str):
            made += part
            continue
        value = ""
        if part.name == SENDER:
            value = package.name
        elif _is_phone(shapes.get(part.name)):
            value = contact_of(package)[0].phone
        if not value:
            raise CannotSeal(_unknown(pattern, part.name))
        made += value
    return made


def _is_phone(shape: object) -> bool:
    return isinstance(shape, Mapping) and shape.get("sort") == "phone"


def _unknown(pattern: str, slot: str) -> Text:
    return Text(
        f"压缩包要按“{pattern}”命名，材料里找不到{slot}。请写明文件名：--to {pattern}.zip",
        f"The archive has to be called “{pattern}”, and nothing tells {slot}. Name the file "
        f"yourself: --to {pattern}.zip",
    )
