"""Packs as they were loaded, kept in the user's cache: what was found sound loads at once.

To read a pack's YAML, to hold it against its types and each rule against its check takes as long as
all else that a short call does. What comes of it is kept by the digest of the pack's files and by
what made it, so that a changed pack, another version of the program, and whatever is installed or
taken away have it made anew. Where a plugin is installed nothing is kept: one that is broken has to
be named by every run.
Previous winners are people and are not kept: their lists are read each time.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib.resources.abc import Traversable
from pathlib import Path

import pydantic
from pydantic import BaseModel

from jlxx_check.engine.bound_rule import BoundRule
from jlxx_check.facts.private import make_private, refuse_foreign
from jlxx_check.model.about import VERSION
from jlxx_check.model.pack import Pack
from jlxx_check.packs.installed import own_packs
from jlxx_check.packs.pack_digest import digest_of_all
from jlxx_check.values.distributions import CHECKS, points_of
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.own_modules import program_digest
from jlxx_check.values.trusted_pickle import load_trusted
from jlxx_check.values.whole_files import write_whole

_NAME = "pack-{}.kept"
#: What a kept pack is made of; a file that names anything else is none.
_TRUSTED = (Pack.__module__.rpartition(".")[0], "jlxx_check.text", "jlxx_check.values", "datetime")
_OWN_CHECKS = "jlxx_check.checks."

Rules = tuple[BoundRule, ...]


@frozen
class KeptPacks:
    """The packs kept in a folder of the user's own. Where the folder will not do, none is."""

    folder: Path

    def find(self, place: Traversable) -> tuple[Pack, Rules, Sequence[Path]] | None:
        """The pack of this folder without winners, its rules, and the folders that it is made of.

        None where it is not kept, or not as it is now.
        """
        file = self._file(place)
        # A file that holds something else is as good as none: the pack is loaded as ever.
        with suppress(OSError, ValueError, KeyError, TypeError, pickle.UnpicklingError):
            refuse_foreign(file)
            head, _, kept = file.read_bytes().partition(b"\n")
            told = json.loads(head)
            lineage = [Path(name) for name in told["folders"]]
            sound = told["sum"] == _sum(kept) and told["key"] == _key(lineage)
            if sound and lineage[0] == place:
                return *unpacked(kept), lineage
        return None

    def keep(self, pack: Pack, rules: Rules, lineage: Sequence[Traversable]) -> None:
        """Keep a pack that was loaded from these folders, its own first.

        One that goes by a pack or a check of somebody else's is not kept: what that is depends on
        more than the bytes of the pack.
        """
        if points_of(CHECKS):
            return
        own = set(own_packs().values())
        checked_here = all(rule.module.startswith(_OWN_CHECKS) for rule in rules)
        read_here = all(isinstance(place, Path) for place in lineage)
        if not (checked_here and read_here and own.issuperset(lineage[1:])):
            return
        # It only saves time: a folder that will not do, or a value that would not be read back.
        with suppress(OSError, pickle.UnpicklingError):
            kept = packed(pack.model_copy(update={"winners": ()}), rules)
            folders = [str(place) for place in lineage]
            told = {"folders": folders, "key": _key(lineage), "sum": _sum(kept)}
            make_private(self.folder)
            head = json.dumps(told).encode()
            write_whole(self._file(lineage[0]), head + b"\n" + kept, private=True)

    def files(self) -> list[Path]:
        """A file for each pack that is kept."""
        return list(self.folder.glob(_NAME.format("*")))

    def clear(self) -> bool:
        """Erase what is kept; False where nothing was. Raises OSError."""
        files = self.files()
        for file in files:
            file.unlink(missing_ok=True)
        return bool(files)

    def _file(self, place: Traversable) -> Path:
        return self.folder / _NAME.format(_sum(_bytes(str(place)))[:16])


def packed(pack: Pack, rules: Rules) -> bytes:
    """A pack and its rules, bound to the program's own checks, for ``unpacked``.

    Raises pickle.UnpicklingError where it could not be read again: parameters are read when a rule
    needs them, too late to do without what was packed.
    """
    given = [(rule.module, _pickled(rule.parameters)) for rule in rules]
    for _, parameters in given:
        _unpickled(parameters)
    return _pickled((pack, tuple(given)))


def unpacked(kept: bytes) -> tuple[Pack, Rules]:
    """What was packed. Raises what ``load_trusted`` raises."""
    pack, bound = load_trusted(io.BytesIO(kept), _TRUSTED)
    return pack, tuple(_rules(pack, bound))


def _rules(pack: Pack, bound: Sequence[tuple[str, bytes]]) -> Iterator[BoundRule]:
    for (name, spec), (module, given) in zip(pack.rules.items(), bound, strict=True):
        if not module.startswith(_OWN_CHECKS):
            raise pickle.UnpicklingError
        yield BoundRule(name, spec, module, partial(_unpickled, given))


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)


def _unpickled(given: bytes) -> BaseModel | None:
    found: BaseModel | None = load_trusted(io.BytesIO(given), (*_TRUSTED, _OWN_CHECKS.rstrip(".")))
    return found


def _key(lineage: Sequence[Traversable]) -> str:
    """What a kept pack depends on. Raises OSError where a folder is no longer there."""
    parts = [VERSION, pydantic.VERSION, program_digest(), digest_of_all(lineage)]
    return _sum(_bytes("\n".join([*parts, *sorted(own_packs()), *_installed()])))


def _bytes(text: str) -> bytes:
    """A path may hold bytes that are no UTF-8, which Python has as lone surrogates."""
    return text.encode("utf-8", "surrogatepass")


def _installed() -> Iterator[str]:
    """What tells of an installation: any may bring a plugin, and to ask them all takes long."""
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as found:
            told = (item for item in found if item.name.endswith((".dist-info", ".egg-info")))
            yield from sorted(f"{item.path} {item.stat().st_mtime_ns}" for item in told)


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
