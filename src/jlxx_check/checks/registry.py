"""The registry of checks: a name, a pure function, and what its annotations ask for."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Annotated, Any, ClassVar, get_type_hints

from pydantic import BaseModel

from jlxx_check.checks import import_checks, import_folder
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, Photo, Video
from jlxx_check.model.outcome import Outcome
from jlxx_check.model.pack import Pack
from jlxx_check.model.pack_parts import Strict
from jlxx_check.model.package import Entry, Form, Package, Row, SubjectFile
from jlxx_check.model.traits import Inbox
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

CheckFunction = Callable[..., Iterable[Outcome]]

#: What a check's annotations may ask for. Entry: the subject's entry. Form, Row: the entry's;
#: where it should have one and has none the rule is not judged. SubjectFile: the subject's file
#: with its facts. Photo, Video, Audio, Document: that file's content; unreadable: the rule is not
#: judged. Inbox: many packages at once, with nothing but the pack beside it.
EVIDENCE: frozenset[type] = frozenset(
    {Package, Pack, Entry, Form, Row, SubjectFile, Photo, Video, Audio, Document, Inbox}
)


@frozen
class Family:
    """Checks of one file whose faults have one cause, so that people read of them once.

    subject: what their messages begin with. recipe: what mends all of them in one go, made of the
    settings that the pack's rules of the family ask for; None: there is no such thing.
    """

    name: str
    subject: Text
    recipe: Callable[[Sequence[Text]], Text | None] | None = None


#: What a rule's parameters ask for, as a person sets it in a program.
Setting = Callable[[Any], Text]


@frozen
class Check:
    """A registered check. needs: argument names with the evidence each asks for.

    without_form: what is judged beside that where an entry has no form; it takes an ``entry``, the
    ``pack`` and the parameters as ``want``.
    """

    name: str
    function: CheckFunction
    needs: tuple[tuple[str, type], ...]
    parameters_name: str | None
    parameters: type[BaseModel] | None
    family: Family | None = None
    setting: Setting | None = None
    without_form: CheckFunction | None = None
    #: The first line of its docstring in Chinese.
    zh: str = ""
    #: The distribution that brings it, with its version, or the module; None: the program's own.
    plugin: str | None = None
    #: It is given the whole package and tells of each file by itself, or of none.
    apart: bool = False
    #: It came by an entry point, and any process finds it; else whoever runs this one registers it.
    installed: bool = False

    @property
    def summary(self) -> Text:
        """What holds where it passes, in a sentence: the first line of its docstring."""
        english = (inspect.getdoc(self.function) or "").partition("\n")[0]
        return Text(self.zh or english, english)

    @property
    def example(self) -> str:
        """The YAML that its docstring gives behind ``Example::``; "" where it gives none."""
        doc = inspect.getdoc(self.function) or ""
        return inspect.cleandoc(doc.partition("Example::\n")[2])

    @property
    def across(self) -> bool:
        """Whether it compares packages with each other."""
        return any(kind is Inbox for _, kind in self.needs)


class Registry(Mapping[str, Check]):
    """Checks by name. Whoever looks at all of them has the program's own imported.

    That takes half of a short call: of a check that is looked for the folder that its name tells is
    imported first, and one whose module is known is had without either (``at``).
    """

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}
        self._whole = False

    def __getitem__(self, name: str) -> Check:
        if name not in self._checks and not self._whole:
            import_folder(name)
        return self._checks[name] if name in self._checks else self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def at(self, name: str, module: str) -> Check:
        """The check of this name, which this module registers."""
        if name not in self._checks:
            import_module(module)
        return self._checks[name]

    def add(self, check: Check) -> None:
        """Register a check. Raises TypeError for a name that is taken."""
        if check.name in self._checks:
            raise TypeError(f"check {check.name} is registered twice")
        self._checks[check.name] = check

    def drop(self, name: str) -> None:
        """Forget a check: of a plugin that could not be loaded to its end."""
        del self._checks[name]

    def credit(self, name: str, plugin: str) -> None:
        """Say which distribution brings a check."""
        self._checks[name] = replace(self._checks[name], plugin=plugin, installed=True)

    def _all(self) -> dict[str, Check]:
        if not self._whole:
            import_checks()
            self._whole = True
        return self._checks


REGISTRY = Registry()


def check(
    name: str,
    *,
    zh: str = "",
    family: Family | None = None,
    setting: Setting | None = None,
    without_form: CheckFunction | None = None,
    apart: bool = False,
) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check. Raises TypeError where an annotation asks for what no subject has.

    zh: the docstring's first line in Chinese. family: with whose faults its own have one cause.
    setting: its part in the family's recipe. apart: it is given the package, and tells of each file
    by itself, or of none, so that a file which was not read takes nothing from what it found.
    """
    if not isinstance(name, str) or not isinstance(zh, str):
        raise TypeError(f"check: name and zh are strings, not {name!r}, {zh!r}")

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
        REGISTRY.add(
            Check(
                name,
                function,
                tuple(needs),
                parameters[0] if parameters else None,
                parameters[1] if parameters else None,
                family,
                setting,
                without_form,
                zh,
                _plugin(function),
                apart,
            )
        )
        return function

    return register


def _plugin(function: CheckFunction) -> str | None:
    """The module of a check that is not the program's own."""
    module = function.__module__
    return None if module.partition(".")[0] == __name__.partition(".")[0] else module


@frozen
class Names:
    """Marks a parameter as the name of something in the pack: ``field``, ``role`` or ``kind``."""

    what: str


FieldName = Annotated[str, Names("field")]
RoleName = Annotated[str, Names("role")]
KindName = Annotated[str, Names("kind")]


#: What is wrong with the bounds that a check is given.
TURNED_ROUND = Text("at_most小于at_least", "at_most is below at_least")
NO_BOUND = Text("at_least和at_most至少写一个", "at_least or at_most has to be given")


class Parameters(Strict):
    """The base of every check's parameters: frozen, and an unknown key is an error.

    What each is, with its unit, stands in the docstring (``name, name: sentence.``) or in the
    field's ``description``, and in ``zh`` in Chinese.
    """

    zh: ClassVar[Mapping[str, str]] = {}
