"""Files whose folder says one owner and which say another themselves: a person has to look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jlxx_check.inventory.items import Candidate, Item
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.nouns import FORM
from jlxx_check.model.package import Misplaced
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen


@frozen
class Astray:
    """A form that lies in another's own folder; folder "": that is named for another."""

    item: Item
    owner: Candidate
    home: Candidate
    folder: str


def misplaced_forms(found: Iterable[Astray]) -> Iterator[Misplaced]:
    """One for each form; one for both where two were swapped."""
    left = list(found)
    while left:
        one = left.pop(0)
        other = next((two for two in left if _swapped(one, two)), None)
        if other is None:
            yield Misplaced(one.item.path, _astray(one))
            continue
        left.remove(other)
        yield Misplaced(one.item.path, _exchanged(one, other), other.item.path)


def overruled(folder: str, named: Candidate, inside: Candidate) -> Misplaced:
    """A folder named for one, with another's form in it."""
    return Misplaced(
        inside.forms[0].path,
        Text(
            f"文件夹“{folder}”写的是“{named.name}”，里面的{FORM}却是“{inside.name}”的，已按{FORM}把"
            f"文件夹里的材料归入“{inside.name}”。请核对是谁的材料，改正文件夹名称或{FORM}。",
            f"The folder “{folder}” is named for “{named.name}”, but the {FORM} in it is that of "
            f"“{inside.name}”; what lies in it was counted for “{inside.name}”. See whose it is, "
            f"and rename the folder or correct the {FORM}.",
        ),
    )


def misfiled(item: Item, named: Candidate, home: Candidate) -> Misplaced:
    """A file that is named for another than its folder."""
    return Misplaced(
        item.path,
        Text(
            f"“{item.path}”放在“{home.name}”的文件夹里，但文件名写的是“{named.name}”，已按文件名归入"
            f"“{named.name}”。请核对是谁的材料，改正文件名或移动文件。",
            f"“{item.path}” lies in the folder of “{home.name}” but is named for “{named.name}”; "
            f"it was counted for “{named.name}”. See whose it is, and rename or move it.",
        ),
    )


def _swapped(one: Astray, two: Astray) -> bool:
    alike = bool(one.folder) == bool(two.folder)
    return alike and one.owner is two.home and one.home is two.owner


def _astray(found: Astray) -> Text:
    owner, home, folder = found.owner.name, found.home.name, file_name(found.folder)
    if not folder:
        return Text(
            f"“{found.item.path}”的文件名写的是“{home}”，里面却是“{owner}”的{FORM}，已按{FORM}归入"
            f"“{owner}”。请核对，改正文件名或{FORM}。",
            f"“{found.item.path}” is named for “{home}” but is the {FORM} of “{owner}”; it was "
            f"counted for “{owner}”. Look at it, and correct its name or the {FORM}.",
        )
    return Text(
        f"“{found.item.path}”是“{owner}”的{FORM}，却放在“{home}”的文件夹“{folder}”里，已按{FORM}归入"
        f"“{owner}”。请核对，移到“{owner}”自己的文件夹。",
        f"“{found.item.path}” is the {FORM} of “{owner}” but lies in the folder “{folder}”, which "
        f"is that of “{home}”; it was counted for “{owner}”. Look at it, and move it into that "
        "one's own folder.",
    )


def _exchanged(one: Astray, two: Astray) -> Text:
    names = f"“{one.owner.name}”和“{two.owner.name}”"
    paths = f"“{one.item.path}”和“{two.item.path}”"
    if not one.folder:
        return Text(
            f"{names}的{FORM}文件名互相写错了（{paths}），已按{FORM}分别归入。请改正文件名，"
            "并核对两人的其他材料是不是也写错了。",
            f"The {FORM} of “{one.owner.name}” is named for “{two.owner.name}”, and the other way "
            f"round (“{one.item.path}”, “{two.item.path}”); each was counted for whom it names. "
            "Rename them, and see whether the other files of both are named rightly.",
        )
    return Text(
        f"{names}的{FORM}互相放错了文件夹（{paths}），已按{FORM}分别归入。请把{FORM}换回来，"
        "并核对两个文件夹里的其他材料是不是也放错了。",
        f"The {FORM} of “{one.owner.name}” lies in the folder of “{two.owner.name}”, and the other "
        f"way round (“{one.item.path}”, “{two.item.path}”); each was counted for whom it names. "
        "Exchange them, and see whether the other files of both folders are where they belong.",
    )
