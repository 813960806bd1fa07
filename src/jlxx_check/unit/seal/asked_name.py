"""What an archive has to be called, by the pack's own pattern; else by its unit."""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.api import RulePack
from jlxx_check.batch.senders import name_claims, who_sent
from jlxx_check.batch.unit_contacts import contact_of
from jlxx_check.batch.unit_names import Units
from jlxx_check.checks.name_patterns import SENDER
from jlxx_check.checks.package.archive_name import ArchiveName, is_named_so
from jlxx_check.inventory.sender_papers import sender_claims
from jlxx_check.model.package import Package
from jlxx_check.text import Text
from jlxx_check.unit.seal.handed_in import CannotSeal
from jlxx_check.values.name_template import levels_of
from jlxx_check.values.portable_names import portable

#: A name that a pack asks for is kept whole, whatever its length, within what systems take.
_LONGEST = 100
_PHONE = "phone"


def sending_unit(package: Package, pack: RulePack) -> str:
    """The unit that hands the package in, told as ``batch`` tells it: its papers, else its name.

    What a name only tells copies apart by (-整理, 最终版, (1)) is no part of it. Where papers
    contradict one another, or the name, the name has it, which a person gave.
    """
    units = Units(pack.pack)
    claims = (
        *sender_claims(package, pack.pack),
        *name_claims(package.name, package.name, units),
    )
    sender = who_sent(claims, units)
    told = sender.unit if sender.doubt is None else None
    return told or units.title(package.name)


def asked_name(package: Package, pack: RulePack, own: Sequence[str]) -> str:
    """The archive's name, ``.zip`` at its end.

    own: what the material is called; a name that is as the pattern asks stays.
    Raises CannotSeal where the pattern asks for what the package does not tell.
    """
    asked = (rule.parameters for rule in pack.rules)
    want = next((item for item in asked if isinstance(item, ArchiveName)), None)
    name = package.name
    if want is not None:
        called = (*own, package.name)
        fits = (each for each in called if is_named_so(each, package, pack.pack, want))
        name = next(fits, None) or _filled(want, package)
    return f"{portable(name, _LONGEST)}.zip"


def _filled(want: ArchiveName, package: Package) -> str:
    made = ""
    for part in levels_of(want.template)[-1]:
        if isinstance(part, str):
            made += part
            continue
        value = ""
        shape = want.shapes.get(part.name)
        if part.name == SENDER:
            value = package.name
        elif shape is not None and shape.sort == _PHONE:
            value = contact_of(package)[0].phone
        if not value:
            raise CannotSeal(_unknown(want.template, part.name))
        made += value
    return made


def _unknown(pattern: str, slot: str) -> Text:
    asked = pattern.replace(f"{{{SENDER}}}", "单位名称").replace("{", "").replace("}", "")
    return Text(
        f"压缩包要按“{asked}”命名，材料里找不到{slot}。请自己写明文件名：--to {asked}.zip",
        f"The archive has to be called “{asked}”, and nothing tells {slot}. Name the file "
        f"yourself: --to {asked}.zip",
    )
