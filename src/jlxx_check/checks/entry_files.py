"""How many files of each role an entry hands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import NonNegativeInt, model_validator

from jlxx_check.checks.parameters import Parameters, RoleName
from jlxx_check.checks.registry import check
from jlxx_check.checks.unseen import may_be_unseen
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Group
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Package
from jlxx_check.model.text import Text, joined, same


class RoleCount(Parameters):
    """role: the files counted. at_least, at_most: both included."""

    role: RoleName
    at_least: NonNegativeInt
    at_most: NonNegativeInt

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most < self.at_least:
            raise ValueError("at_most is below at_least")
        return self

    def asked(self, pack: Pack) -> Text:
        """The number asked for, with the role's title."""
        title, one = pack.roles[self.role].title, measure(pack, self.role)
        low, high = self.at_least, self.at_most
        span_zh = str(low) if low == high else f"{low}至{high}"
        span_en = str(low) if low == high else f"{low} to {high}"
        return Text(f"{title.zh}{span_zh}{one}", f"{title.en}: {span_en}")


def measure(pack: Pack, role: str) -> str:
    """The Chinese measure word of what plays a role: sheets of photos, copies of papers."""
    return "张" if pack.roles[role].content == (Group.PHOTO,) else "份"


class FileCounts(Parameters):
    """roles: the roles counted, each by itself; one finding an entry says what is wrong."""

    roles: tuple[RoleCount, ...]


@check("entry.files-count")
def files_count(entry: Entry, package: Package, pack: Pack, want: FileCounts) -> Iterator[Outcome]:
    """The entry has as many files of each role as asked; says which are missing or too many."""
    found = {item.role: len(entry.with_role(item.role)) for item in want.roles}
    faults: list[Text] = []
    for item in want.roles:
        title, number = pack.roles[item.role].title, found[item.role]
        one = measure(pack, item.role)
        if number < item.at_least:
            short = item.at_least - number
            faults.append(Text(f"缺{title.zh}{short}{one}", f"{short} too few of {title.en}"))
        elif number > item.at_most:
            more = number - item.at_most
            faults.append(Text(f"{title.zh}多{more}{one}", f"{more} too many of {title.en}"))
    if not faults:
        yield passed()
        return
    asked = joined(item.asked(pack) for item in want.roles)
    there = joined(_there(pack, role, number) for role, number in found.items())
    said = joined(faults, zh="，")
    hint = _pasted(entry, package) if sum(found.values()) == 0 else same("")
    wrong = failed(
        Text(
            f"“{entry.name}”{said.zh}：应有{asked.zh}，现有{there.zh}。{hint.zh}",
            f"“{entry.name}”: {said.en}. Asked for: {asked.en}; found: {there.en}.{hint.en}",
        ),
        expected=asked,
        observed=there,
        related=_too_many(entry, want),
    )
    too_few = any(found[item.role] < item.at_least for item in want.roles)
    yield may_be_unseen(package, wrong) if too_few else wrong


def _too_many(entry: Entry, want: FileCounts) -> tuple[str, ...]:
    """The files of which there are more than asked: somebody has to choose among them."""
    files = [(item, entry.with_role(item.role)) for item in want.roles]
    return tuple(file.path for item, there in files if len(there) > item.at_most for file in there)


def _there(pack: Pack, role: str, number: int) -> Text:
    title = pack.roles[role].title
    return Text(f"{title.zh}{number}{measure(pack, role)}", f"{title.en}: {number}")


def _pasted(entry: Entry, package: Package) -> Text:
    """Pictures in the form are a frequent reason why no picture files were handed in."""
    body = package.facts[entry.form.path].body if entry.form else None
    if not isinstance(body, Document) or not body.pictures or (entry.form and entry.form.scan):
        return same("")
    return Text(
        f"推介表里贴有{body.pictures}张图片，请把原图另存为文件提交。",
        f" The form has {body.pictures} pictures pasted in; hand in the originals as files.",
    )
