"""The ids of a pack's rules as they stand in its files, for who cannot wait until it is loaded.

While a shell completes a word there is no time to read YAML, let alone to hold it to the schema.
"""

from __future__ import annotations

import re
from contextlib import suppress
from importlib.resources.abc import Traversable

from jlxx_check.packs.installed import own_packs
from jlxx_check.packs.pack_digest import HEAD

#: The pack that it is nested in; what only offers rules (``_zh``) gives none by itself.
_BASE = re.compile(r"^extends: *([^_\s]\S*)", re.MULTILINE)
_RULE = re.compile(r"^  ([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+):", re.MULTILINE)


def rule_names(pack: Traversable) -> tuple[str, ...]:
    """The rules of the pack in this folder and their families, sorted.

    Of a pack that it is nested in there may be some that it leaves out. What cannot be read has
    none: nothing depends on it.
    """
    found: set[str] = set()
    with suppress(OSError, ValueError):
        for text in _texts(pack):
            found.update(_RULE.findall(text))
        head = pack.joinpath(HEAD)
        base = _BASE.search(head.read_text(encoding="utf-8")) if head.is_file() else None
        place = own_packs().get(base[1]) if base else None
        if place is not None:
            found.update(rule_names(place))
    return tuple(sorted(found | {name.partition(".")[0] for name in found}))


def _texts(pack: Traversable) -> list[str]:
    places = [pack.joinpath("rules.yaml")]
    with suppress(OSError):
        places += [item for item in pack.joinpath("rules").iterdir() if item.name.endswith(".yaml")]
    return [place.read_text(encoding="utf-8") for place in places if place.is_file()]
