"""Whom to reach at a unit: the line of whoever filled in its papers, and the list of units.

A number is never kept: the record names the paper, which is read anew where it is needed.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from jlxx_check.api import Reading
from jlxx_check.batch.unit_names import UNIT_LIST, Units
from jlxx_check.facts.facts_cache import cache_for
from jlxx_check.facts.read_files import read_files
from jlxx_check.files.laid_over import Overlay, open_laid
from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import is_fault
from jlxx_check.model.package import Package, Reason
from jlxx_check.model.sender import NO_CONTACT, UnitContact
from jlxx_check.packs.tables import read_tables
from jlxx_check.values.folding import fold_label

_FILLER = "填表人|填报人|制表人|经办人|报送人"
#: A person's name behind a label: a few letters, no label itself.
_NAMED = r"(?:[(（][^()（）]*[)）])?\s*[:：]?\s*([^\s:：、，,。；;(（|]{2,12})"
_WHO = re.compile(rf"(?:{_FILLER}|联\s*系\s*人){_NAMED}")
_NO_NAME = re.compile(r"电话|手机|联系|方式|单位|盖章|签字|签名|日期|邮箱|职务|项目|备注|\d")
_PHONE = re.compile(
    r"(?:联系电话|联系方式|办公电话|移动电话|手机号码|电\s*话|手\s*机)[^\d+(]{0,8}"
    r"((?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|[48]00[- ]?\d{3}[- ]?\d{4}"
    r"|(?:[(]?0\d{2,3}[)]?[-— ]?)?\d{7,8}(?:[-—转]\d{1,6})?)(?!\d)"
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
#: Lines that may follow a filler's own and still be about them.
_NEAR = 3
_UNIT_HEADS = ("单位", "单位名称", "推介单位", "推荐单位", "申报单位", "报送单位", "名称")
_HEADS = {
    "name": ("联系人", "填表人", "经办人", "联系人姓名"),
    "phone": ("联系电话", "电话", "手机", "联系方式", "手机号码", "办公电话"),
    "mail": ("邮箱", "电子邮箱", "电子邮件", "email", "e-mail", "邮箱地址"),
}


def contact_of(package: Package) -> tuple[UnitContact, str | None]:
    """The first paper that names somebody, registers before covering letters; and its path."""
    papers = [register.path for register in package.registers]
    papers += [item.path for item in package.unassigned if item.reason is Reason.PACKAGE_PAPER]
    for path in dict.fromkeys(papers):
        facts = package.facts.get(path)
        if facts is not None and isinstance(facts.body, Document):
            found = contact_in(facts.body)
            if found != NO_CONTACT:
                return found, path
    return NO_CONTACT, None


def read_contact(package: Path, over: Overlay, paper: str, reading: Reading) -> UnitContact:
    """The same, read again from the one paper. Raises NotAPackage and OSError.

    over: what is laid over the package.
    """
    with closing(open_laid(package, over, reading.archives)) as tree:
        facts = read_files(
            tree,
            skip=lambda name: name != paper,
            jobs=1,
            progress=None,
            isolated=reading.isolated,
            limits=reading.limits,
            cache=cache_for(package, reading.cache_folder),
        )
    body = facts[paper].body if paper in facts else None
    if is_fault(body):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    return contact_in(body) if isinstance(body, Document) else NO_CONTACT


def contact_in(document: Document) -> UnitContact:
    """Who filled in a register or signed a letter, by the lines that say so."""
    lines = [unicodedata.normalize("NFKC", line) for line in _lines(document)]
    for place, line in enumerate(lines):
        who = next((found for found in _WHO.finditer(line) if not _NO_NAME.search(found[1])), None)
        if who is None:
            continue
        near = " ".join([line[who.start() :], *lines[place + 1 : place + _NEAR]])
        phone, mail = _PHONE.search(near), _MAIL.search(near)
        return UnitContact(who[1], phone[1] if phone else "", mail[0] if mail else "")
    return NO_CONTACT


def _lines(document: Document) -> Iterator[str]:
    """Paragraphs, and tables row by row."""
    for block in document.blocks:
        if isinstance(block, Table):
            rows: dict[int, list[str]] = {}
            for cell in block.cells:
                rows.setdefault(cell.row, []).append(cell.text.replace("\n", " ").strip())
            yield from (" ".join(filter(None, row)) for row in rows.values())
        else:
            yield from block.text.splitlines()


def contacts_of_list(path: Path, units: Units) -> Mapping[str, UnitContact]:
    """What a list of units says of each, by the unit's key; {} where it has no such columns."""
    found: dict[str, UnitContact] = {}
    for rows in read_tables(path, UNIT_LIST):
        columns: dict[str, int] = {}
        for row in rows:
            if not columns:
                columns = _columns(row)
                continue
            unit = row[columns["unit"]].strip() if columns["unit"] < len(row) else ""
            if unit:
                told = {
                    key: row[at].strip()
                    for key, at in columns.items()
                    if key != "unit" and at < len(row)
                }
                found[units.key(unit)] = UnitContact(**told)
    return found


def _columns(row: Iterable[str]) -> dict[str, int]:
    """The places of the unit and of what tells how to reach it; {} where the row is no header."""
    heads = [fold_label(cell) for cell in row]
    unit = next((place for place, head in enumerate(heads) if head in _UNIT_HEADS), None)
    if unit is None:
        return {}
    wanted = {key: tuple(map(fold_label, names)) for key, names in _HEADS.items()}
    found = {
        key: next((place for place, head in enumerate(heads) if head in names), None)
        for key, names in wanted.items()
    }
    places = {key: place for key, place in found.items() if place is not None}
    return {"unit": unit, **places} if places else {"unit": unit}
