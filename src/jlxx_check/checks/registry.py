"""The registry of checks: a name, a pure function, and what its annotations ask for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_type_hints

from pydantic import BaseModel

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import Entry, Form, Package, Row
from jlxx_check.model.subject import SubjectFile
from jlxx_check.model.traits import Inbox

CheckFunction = Callable[..., Iterable[Outcome]]

#: What a check's annotations may ask for. Entry: the subject's entry. Form, Row: the entry's;
#: where it has none the rule does not apply. SubjectFile: the subject's file with its facts. Photo,
#: Video, Audio, Document: that file's content; unreadable: the rule is not judged. Inbox: many
#: packages at once, with nothing but the pack beside it.
EVIDENCE: frozenset[type] = frozenset(
    {Package, Pack, Entry, Form, Row, SubjectFile, Photo, Video, Audio, Document, Inbox}
)


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check. needs: argument names with the evidence each asks for."""

    name: str
    function: CheckFunction
    needs: tuple[tuple[str, type], ...]
    parameters_name: str | None
    parameters: type[BaseModel] | None

    @property
    def summary(self) -> str:
        """The first line of its docstring."""
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @property
    def across(self) -> bool:
        """Whether it compares packages with each other."""
        return any(kind is Inbox for _, kind in self.needs)


REGISTRY: dict[str, Check] = {}


def check(name: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check. Raises TypeError where an annotation asks for what no subject has."""

    def register(function: CheckFunction) -> CheckFunction:
        hints: dict[str, Any] = get_type_hints(function)
        hints.pop("return", None)
        needs: list[tuple[str, type]] = []
        parameters: tuple[str, type[BaseModel]] | None = None
        for argument, kind in hints.items():
            if kind in EVIDENCE:
                needs.append((argument, kind))
            elif isinstance(kind, type) and issubclass(kind, BaseModel) and parameters is None:
                parameters = (argument, kind)
            else:
                raise TypeError(f"check {name}: nothing can be given for {argument}: {kind}")
        kinds = {kind for _, kind in needs}
        if Inbox in kinds and kinds - {Inbox, Pack}:
            raise TypeError(f"check {name}: many packages and parts of one cannot both be given")
        if name in REGISTRY:
            raise TypeError(f"check {name} is registered twice")
        REGISTRY[name] = Check(
            name,
            function,
            tuple(needs),
            parameters[0] if parameters else None,
            parameters[1] if parameters else None,
        )
        return function

    return register
