"""Pictures that are only in a form or another document, taken out where files are asked for."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from PIL import Image

from jlxx_check.checks.entry.files_count import FileCounts
from jlxx_check.checks.entry.material import Material
from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.model.contents import Content
from jlxx_check.model.document import Document
from jlxx_check.model.kind_lookup import file_name
from jlxx_check.model.mend_plan import MendVerb
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import IdPhotoLook
from jlxx_check.model.package import Entry, Package
from jlxx_check.model.plays import Plays
from jlxx_check.model.tree import Tree
from jlxx_check.probes.ooxml import OfficePackage
from jlxx_check.probes.photo.before_decoding import hushed
from jlxx_check.probes.unreadable import RefusedError
from jlxx_check.text import Text
from jlxx_check.unit.package_layout import Layout
from jlxx_check.unit.places import Places
from jlxx_check.unit.repair.made_readable import MadeReady, Ready, ready_path, source_key
from jlxx_check.unit.repair.workshop import READY, Workshop, putting
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.portable_names import portable

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The elements that show a picture, and the attribute that says which.
_SHOWN = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": f"{_R}embed",
    "{urn:schemas-microsoft-com:vml}imagedata": f"{_R}id",
}
#: How files of these formats end; others (drawings, a symbol's) are no photographs.
_ENDINGS = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "BMP": ".bmp", "TIFF": ".tif"}
#: Pixels of the shorter side, of a portrait and of any other: a seal or a badge has fewer.
_PORTRAIT, _SCENE = 100, 300
#: Width over height that a portrait may have.
_UPRIGHT = (0.55, 0.95)
_PICTURES = (Plays.ID_PICTURE, Plays.PICTURE)


@frozen
class _Embedded:
    """A picture of a document. number: which of its pictures, from 0. size: pixels."""

    number: int
    data: bytes
    ending: str
    size: tuple[int, int]


def take_out(
    tree: Tree,
    package: Package,
    layout: Layout,
    rules: Sequence[BoundRule],
    known: Mapping[str, Ready],
    shop: Workshop,
) -> MadeReady:
    """The pictures that entries lack and their documents have, put into the workshop.

    known: by path, what was made readable. Raises OSError.
    """
    pack = layout.pack
    taken = Places(known[path].place if path in known else path for path in package.facts)
    made: list[Ready] = []
    for entry in package.entries:
        lacking = pictures_lacking(entry, pack, rules)
        if not lacking:
            continue
        for path in _documents(entry, package, pack):
            own = entry.form is not None and entry.form.path == path
            pictures = list(_pictures(tree, package, path))
            for role, picture in _chosen(pictures, lacking, pack, own=own):
                made.append(_made(entry, role, picture, path, package, layout, known, shop, taken))
    return MadeReady(tuple(made))


def pictures_lacking(entry: Entry, pack: Pack, rules: Sequence[BoundRule]) -> Counter[str]:
    """How many pictures of each role it has too few, of those that files are counted of."""
    lacking: Counter[str] = Counter()
    for rule in rules:
        if not {entry.kind, "*"}.isdisjoint(rule.spec.scopes):
            want = rule.parameters
            counts = want.roles if isinstance(want, FileCounts) else ()
            if isinstance(want, Material) and not entry.with_role(*want.videos):
                counts = (want.photos,)
            for item in counts:
                short = item.at_least - len(entry.with_role(item.role))
                if short > 0 and pack.plays(item.role) in _PICTURES:
                    lacking[item.role] = max(short, lacking[item.role])
    return lacking


def _documents(entry: Entry, package: Package, pack: Pack) -> list[str]:
    """Its Word files with pictures, the form first."""
    paths = [entry.form.path] if entry.form and not entry.form.scan else []
    paths += [file.path for file in entry.files if pack.plays(file.role) not in _PICTURES]
    found = []
    for path in dict.fromkeys(paths):
        facts = package.facts[path]
        if isinstance(facts.body, Document) and facts.content is Content.DOCX:
            found += [path] if facts.body.pictures else []
    return found


def _pictures(tree: Tree, package: Package, path: str) -> Iterator[_Embedded]:
    """The photographs of a Word file in their order, each once."""
    seen: set[str] = set()
    try:
        with tree.open(path) as stream, OfficePackage(stream, package.facts[path].size) as whole:
            main = whole.main_part()
            root = whole.xml(main)
            parts = {item.id: item.part for item in whole.relations(main) if not item.external}
            for element in () if root is None else root.iter(*_SHOWN):
                part = parts.get(element.get(_SHOWN[str(element.tag)]) or "")
                if part is None or part in seen:
                    continue
                seen.add(part)
                picture = _measured(len(seen) - 1, whole.bytes(part) or b"")
                if picture is not None:
                    yield picture
    except (RefusedError, OSError):
        return


def _measured(number: int, data: bytes) -> _Embedded | None:
    """Told by its header alone; None where it is no photograph."""
    try:
        with hushed(), Image.open(io.BytesIO(data), formats=tuple(_ENDINGS)) as image:
            return _Embedded(number, data, _ENDINGS[image.format or ""], image.size)
    except (OSError, ValueError, SyntaxError, KeyError, Image.DecompressionBombError):
        return None


def _chosen(
    pictures: Sequence[_Embedded], lacking: Counter[str], pack: Pack, *, own: bool
) -> Iterator[tuple[str, _Embedded]]:
    """Which picture is of which role. own: of the entry's form, where its portrait is pasted."""
    left = list(pictures)
    for role in list(lacking):
        if pack.plays(role) is Plays.ID_PICTURE:
            portrait = _portrait(left, pack.id_photo_look) if own else None
            if portrait is not None and lacking[role] > 0:
                lacking[role] -= 1
                left.remove(portrait)
                yield role, portrait
    for role in list(lacking):
        if pack.plays(role) is Plays.PICTURE:
            for picture in list(left):
                if lacking[role] > 0 and min(picture.size) >= _SCENE:
                    lacking[role] -= 1
                    left.remove(picture)
                    yield role, picture


def _portrait(pictures: Sequence[_Embedded], look: IdPhotoLook) -> _Embedded | None:
    """The picture that is most like an ID photo by its proportions."""
    low, high = _UPRIGHT
    upright = [
        picture
        for picture in pictures
        if low <= picture.size[0] / picture.size[1] <= high and min(picture.size) >= _PORTRAIT
    ]
    ratios = look.ratios or ((low + high) / 2,)
    return min(
        upright,
        key=lambda picture: min(
            abs(picture.size[0] / picture.size[1] / ratio - 1) for ratio in ratios
        ),
        default=None,
    )


def _made(
    entry: Entry,
    role: str,
    picture: _Embedded,
    path: str,
    package: Package,
    layout: Layout,
    known: Mapping[str, Ready],
    shop: Workshop,
    taken: Places,
) -> Ready:
    ready = known.get(path)
    file, place = (ready.file, ready.place) if ready else (path, path)
    word = layout.role_word(entry.kind, role)
    name = portable(f"{entry.name}{word}{picture.number + 1}") + picture.ending
    made = ready_path(file, picture.ending, picture.number + 1)
    key = source_key(package.facts[path])
    if not shop.holds(f"{READY}/{made}", key):
        shop.put(f"{READY}/{made}", key, putting(picture.data))
    return Ready(
        made,
        taken.free(str(PurePosixPath(place).with_name(name))),
        MendVerb.TAKE_OUT,
        file,
        Text(
            f"从“{file_name(file)}”中取出第{picture.number + 1}张图片",
            f"picture {picture.number + 1} is taken out of “{file_name(file)}”",
        ),
        instead=False,
        number=picture.number,
    )
