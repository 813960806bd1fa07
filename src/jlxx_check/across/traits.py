"""A package to what is compared of it, as the pack's rules across packages ask for it."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from typing import TypeVar

from jlxx_check.checks.across_entries import KnownAgain
from jlxx_check.checks.across_files import UnsharedPhotos, UnsharedTexts, UnsharedVideos
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.extraction.digests import is_sampled
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, FileFacts, Photo, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, OwnedFile, Package, Value
from jlxx_check.model.traits import EntryTraits, PhotoTraits, TextTraits, Traits, VideoTraits
from jlxx_check.values.dates import read_date
from jlxx_check.values.folding import canonical_unit, fold_name, unit_aliases
from jlxx_check.values.id_number import IdNumber, read_id_number, telling_id_number
from jlxx_check.values.masking import mask
from jlxx_check.values.phones import fold_phone
from jlxx_check.values.shingles import body_text, signature

#: Digits of a telephone number with its area code; a shorter one may be many organisations'.
_FULL_NUMBER = 10

Wanted = TypeVar("Wanted", KnownAgain, UnsharedPhotos, UnsharedVideos, UnsharedTexts)


def traits_of(package: Package, pack: Pack, key: bytes) -> Traits:
    """What is compared of the package with others.

    key: personal numbers leave it as HMAC-SHA256 under this key only; traits made under different
    keys are not to be compared. What no rule of the pack asks for is left out.
    """
    return Traits(
        unit=mask(package.name),
        entries=tuple(_entries(package, pack, key)),
        photos=tuple(_photos(package, pack)),
        videos=tuple(_videos(package, pack)),
        summaries=tuple(_summaries(package, pack, key)),
    )


def _wanted(pack: Pack, parameters: type[Wanted]) -> list[Wanted]:
    """The parameters of this type that the pack's rules give."""
    return [
        found.parameters.model_validate(spec.with_)
        for spec in pack.rules.values()
        if (found := REGISTRY.get(spec.check)) is not None
        and found.parameters is not None
        and issubclass(found.parameters, parameters)
    ]


def _files(package: Package, wanted: Iterable[Wanted]) -> Iterator[tuple[OwnedFile, FileFacts]]:
    """Every entry's files in the roles wanted, that could be read."""
    roles = {role for want in wanted for role in getattr(want, "roles", ())}
    for entry in package.entries:
        for owned in entry.with_role(*roles):
            yield owned, package.facts[owned.path]


def _entries(package: Package, pack: Pack, key: bytes) -> Iterator[EntryTraits]:
    aliases = unit_aliases(pack.units)
    wanted = _wanted(pack, KnownAgain)
    for entry in package.entries:
        about = [want for want in wanted if want.kind == entry.kind]
        numbers = [value.text for value in _values(entry, (f for w in about for f in w.numbers))]
        phones = [value.text for value in _values(entry, (f for w in about for f in w.phones))]
        units = [mask(v.text) for v in _values(entry, (f for w in about for f in w.units))]
        dates = list(_values(entry, (f for w in about for f in w.dates)))
        name = mask(entry.name)
        yield EntryTraits(
            id=entry.id,
            kind=entry.kind,
            name=name,
            folded=fold_name(name),
            of=entry.of,
            file=_file(entry),
            units=_once(canonical_unit(text, aliases) for text in units),
            numbers=_once(
                _keyed(key, "id", number) for text in numbers if (number := telling_id_number(text))
            ),
            phones=_once(
                _keyed(key, "phone", number)
                for text in phones
                for number in sorted(fold_phone(text))
                if len(number) >= _FULL_NUMBER
            ),
            born=_born(dates, numbers),
        )


def _values(entry: Entry, fields: Iterable[str]) -> Iterator[Value]:
    """What form and register say, either of them."""
    for field in fields:
        for source in (entry.form, entry.row):
            value = source.values.get(field) if source else None
            if value is not None and value.text.strip():
                yield value


def _file(entry: Entry) -> str | None:
    if entry.form is not None:
        return entry.form.path
    return entry.files[0].path if entry.files else None


def _born(dates: Iterable[Value], numbers: Iterable[str]) -> tuple[str, str] | None:
    """The months of birth by the first date that can be read, else by the ID-card number."""
    for value in dates:
        date = read_date(value.text, value.kind)
        if date is not None:
            return f"{date.earliest:%Y-%m}", f"{date.latest:%Y-%m}"
    for text in numbers:
        number = read_id_number(text)
        if isinstance(number, IdNumber):
            return f"{number.born:%Y-%m}", f"{number.born:%Y-%m}"
    return None


def _photos(package: Package, pack: Pack) -> Iterator[PhotoTraits]:
    for owned, facts in _files(package, _wanted(pack, UnsharedPhotos)):
        body = facts.body
        if isinstance(body, Photo) and facts.digest and owned.entry:
            yield PhotoTraits(
                *(owned.entry, owned.path, owned.role, facts.digest),
                *(body.fingerprint, body.sharpness),
            )


def _videos(package: Package, pack: Pack) -> Iterator[VideoTraits]:
    for owned, facts in _files(package, _wanted(pack, UnsharedVideos)):
        body = facts.body
        if isinstance(body, Video | Audio) and facts.digest and owned.entry:
            yield VideoTraits(
                *(owned.entry, owned.path, owned.role, facts.digest),
                whole=not is_sampled(facts.digest),
                size=facts.size,
                duration=body.duration,
            )


def _summaries(package: Package, pack: Pack, key: bytes) -> Iterator[TextTraits]:
    shingled = bytes.fromhex(_keyed(key, "shingles", ""))
    for owned, facts in _files(package, _wanted(pack, UnsharedTexts)):
        body = facts.body
        if isinstance(body, Document) and facts.digest and owned.entry:
            text = body_text(body.text) if body.has_text else ""
            yield TextTraits(
                *(owned.entry, owned.path, owned.role, facts.digest),
                text=_keyed(key, "text", text) if text else "",
                length=len(text),
                signature=signature(text, shingled).hex(),
            )


def _keyed(key: bytes, use: str, text: str) -> str:
    return hmac.digest(key, f"{use}:{text}".encode("utf-8", "surrogatepass"), "sha256").hex()


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
