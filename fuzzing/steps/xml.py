"""Surgery on XML: elements dropped, doubled, nested, renamed; attributes and text made odd."""

from __future__ import annotations

import random
from copy import deepcopy

from lxml import etree

from fuzzing.steps import raw

_VALUES = (
    "",
    "0",
    "-1",
    "1",
    "2147483648",
    "99999999999999999999",
    "9" * 400,
    "1e309",
    "NaN",
    "true",
    "restart",
    "rId1",
    "XFD1048576",
    "A1:XFD1048576",
    "../../../x",
    "http://example.invalid/x.xml",
    "\u202e",
    "姓名",
)
_TEXTS = (
    "",
    " ",
    "姓名",
    "姓名：张三 性别：女",
    "序号",
    "备注",
    "9" * 5000,
    "1E+400",
    "-0",
    "2023-02-30",
    "0000-00-00",
    "一" * 3000,
    "\U0001f469\u200d\U0001f33e" * 50,
    "a\u0301" * 400,
    "(" * 2000,
    "220102199001011234" * 20,
    "43525.99999999",
    "线下" * 900,
)
_DOCTYPES = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>',
    b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
)


def operated(data: bytes, chance: random.Random) -> bytes:
    """The part after one to six operations; one that is no XML is spoilt as bytes."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return raw.flip(data, chance, ())
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        _operate(root, chance)
    text = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return _spoilt(text, chance) if chance.random() < 0.15 else text


def _operate(root: etree._Element, chance: random.Random) -> None:
    elements = [item for item in root.iter() if isinstance(item.tag, str)]
    chosen = chance.choice(elements)
    parent = chosen.getparent()
    match chance.randrange(9):
        case 0 if parent is not None:
            parent.remove(chosen)
        case 1 if parent is not None:
            size = sum(1 for _ in chosen.iter())
            for _ in range(chance.choice((1, 3, min(2000, 20_000 // size)))):
                chosen.addnext(deepcopy(chosen))
        case 2 if parent is not None:
            _nest(chosen, chance.choice((1, 5, 60, 180, 240)))
        case 3:
            chosen.tag = chance.choice(elements).tag
        case 4 if parent is not None:
            _move(chosen, chance.choice(elements))
        case 5 if chosen.attrib:
            name = chance.choice(list(chosen.attrib))
            chosen.attrib[name] = chance.choice(_VALUES)
        case 6 if chosen.attrib:
            del chosen.attrib[chance.choice(list(chosen.attrib))]
        case 7:
            other = chance.choice(elements)
            chosen.attrib.update(dict(other.attrib))
        case _:
            chosen.text = chance.choice(_TEXTS)


def _nest(element: etree._Element, depth: int) -> None:
    """The element inside copies of itself, without their content."""
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    outer = inner = etree.Element(element.tag, dict(element.attrib), element.nsmap)
    for _ in range(depth):
        inner = etree.SubElement(inner, element.tag, dict(element.attrib))
    parent.insert(place, outer)
    inner.append(element)


def _move(element: etree._Element, to: etree._Element) -> None:
    """Elsewhere in the tree, but never into itself."""
    if to is not element and element not in to.iterancestors():
        to.append(element)


def _spoilt(text: bytes, chance: random.Random) -> bytes:
    """What no tree can hold: document types, depth beyond all measure, wrong declarations."""
    head, _, body = text.partition(b"?>")
    match chance.randrange(4):
        case 0:
            body = body.replace(b"</", b"&a;&d;</", 1) if chance.random() < 0.5 else body
            return head + b"?>" + chance.choice(_DOCTYPES) + body
        case 1:
            depth = chance.choice((300, 5000, 100_000))
            at = body.find(b">") + 1
            return head + b"?>" + body[:at] + b"<w:p>" * depth + b"</w:p>" * depth + body[at:]
        case 2:
            codes = (b"UTF-16", b"GB18030", b"no-such-code", b"ISO-8859-1")
            return head.replace(b"UTF-8", chance.choice(codes)) + b"?>" + body
        case _:
            return body.decode().encode("utf-16")
