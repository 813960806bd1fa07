"""Rule packs as the rest of the program uses them: loaded, held to the schema, and bound."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from jlxx_check.binding import BoundRule, bind
from jlxx_check.model.pack import Pack
from jlxx_check.packs import load_source, read_winners

DEFAULT_PACK = "jilin-2023"


@dataclass(frozen=True, slots=True)
class RulePack:
    """A notice ready to judge by: its data, and its rules bound to their checks."""

    pack: Pack
    rules: tuple[BoundRule, ...]

    def with_winners(self, path: Path) -> RulePack:
        """The pack with a list of previous winners added (csv or xlsx). Raises PackError."""
        added = read_winners(path)
        return replace(
            self, pack=self.pack.model_copy(update={"winners": self.pack.winners + added})
        )


def load_pack(name: str | Path = DEFAULT_PACK) -> RulePack:
    """A pack by its installed name or its path.

    Raises PackError with every problem found, each with its file, line and, where a word is
    misspelt, the word that was probably meant.
    """
    source = load_source(name)
    return RulePack(source.pack, bind(source))
