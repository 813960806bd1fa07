"""What is kept of a package to compare it with others, as the rules across packages ask."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import TypeVar

from jlxx_check.checks.across.same_entry import KnownAgain
from jlxx_check.checks.across.same_file import (
    UnsharedForms,
    UnsharedPhotos,
    UnsharedTexts,
    UnsharedVideos,
)
from jlxx_check.checks.registry import REGISTRY
from jlxx_check.facts.digests import is_sampled
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, FileFacts, Photo, ReadFailure, Unreadable, Video
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, OwnedFile, Package, Value
from jlxx_check.model.traits import EntryTraits, PhotoTraits, TextTraits, Traits, VideoTraits
from jlxx_check.values.dates import read_date, when_born
from jlxx_check.values.folding import canonical_unit, fold_name
from jlxx_check.values.identity_number import IdNumber, read_id_number, telling_id_number
from jlxx_check.values.looks import marks
from jlxx_check.values.masking import mask
from jlxx_check.values.moments import day_of
from jlxx_check.values.phones import fold_phone
from jlxx_check.values.shingles import body_text, signature

#: Digits of a telephone number with its area code; a shorter one may be many organisations'.
_FULL_NUMBER = 10

Wanted = TypeVar("Wanted", KnownAgain, UnsharedPhotos, UnsharedVideos, UnsharedTexts, UnsharedForms)


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
        forms=tuple(_forms(package, pack, key)),
        contents=_contents(package),
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
    aliases = pack.unit_aliases()
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
            born=_born(dates, numbers, when_born(day_of(pack.deadline))),
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


def _born(
    dates: Iterable[Value], numbers: Iterable[str], within: tuple[date, date]
) -> tuple[str, str] | None:
    """The months of birth by the first date that can be read, else by the ID-card number."""
    for value in dates:
        born = read_date(value.text, value.kind, within)
        if born is not None:
            return f"{born.earliest:%Y-%m}", f"{born.latest:%Y-%m}"
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
                look=body.look,
                marks=marks(body.look),
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
    for owned, facts in _files(package, _wanted(pack, UnsharedTexts)):
        body = facts.body
        if isinstance(body, Document):
            text = body_text(body.text) if body.has_text else ""
            yield from _text(owned, facts, text, key, told=bool(text) or not body.has_text)


def _forms(package: Package, pack: Pack, key: bytes) -> Iterator[TextTraits]:
    """What forms tell in sentences; of a scan there are its bytes alone."""
    wanted = _wanted(pack, UnsharedForms)
    fields = tuple(dict.fromkeys(field for want in wanted for field in want.fields))
    forms = {entry.id: entry.form for entry in package.entries if entry.form is not None}
    for owned, facts in _files(package, wanted):
        form = forms.get(owned.entry or "")
        if (
            form is None
            or form.path != owned.path
            or isinstance(facts.body, Unreadable | ReadFailure)
        ):
            continue
        text = body_text("\n".join(form.text(field) for field in fields))
        yield from _text(owned, facts, text, key, told=form.scan)


def _text(
    owned: OwnedFile, facts: FileFacts, text: str, key: bytes, *, told: bool
) -> Iterator[TextTraits]:
    """told: whether its bytes tell anything; a template of headings alone is everybody's."""
    if facts.digest and owned.entry:
        shingled = bytes.fromhex(_keyed(key, "shingles", ""))
        yield TextTraits(
            *(owned.entry, owned.path, owned.role, facts.digest if told else ""),
            text=_keyed(key, "text", text) if text else "",
            length=len(text),
            signature=signature(text, shingled).hex(),
        )


def _contents(package: Package) -> tuple[str, ...]:
    """Of every file that plays a role and is not empty, as much of a digest as tells it."""
    files = (package.facts[owned.path] for owned in package.role_files)
    return tuple(sorted({_short(item.digest) for item in files if item.digest and item.size}))


def _short(digest: str) -> str:
    return blake2b(digest.encode("ascii"), digest_size=8).hexdigest()


def _keyed(key: bytes, use: str, text: str) -> str:
    return hmac.digest(key, f"{use}:{text}".encode("utf-8", "surrogatepass"), "sha256").hex()


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
