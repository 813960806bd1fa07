"""Options that several commands share: declared once, spread into each command's signature."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Annotated, Any, Protocol, get_type_hints

from jlxx_check.cli.commands import Say


class OptionGroup(Protocol):
    """A dataclass of a command line's values, and what the help page says of each."""

    @staticmethod
    def options(say: Say) -> Mapping[str, Any]:
        """Typer's option for each field, by the field's name."""


def spread(command: Callable[..., Any], say: Say) -> Callable[..., Any]:
    """The command with every parameter that is a group replaced by the group's own options.

    Typer reads a signature; the command itself receives each group as one value.
    """
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        if is_dataclass(parameter.annotation):
            groups[parameter.name] = parameter.annotation
            parameters += _options(parameter.annotation, say)
        else:
            parameters.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(command)
    def run(**given: Any) -> Any:
        values = {
            name: group(**{item.name: given.pop(item.name) for item in fields(group)})
            for name, group in groups.items()
        }
        return command(**given, **values)

    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in parameters}
    del run.__wrapped__
    return run


def _options(group: Any, say: Say) -> list[inspect.Parameter]:
    hints = get_type_hints(group)
    said = group.options(say)
    return [
        inspect.Parameter(
            item.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if item.default is MISSING else item.default,
            annotation=Annotated[hints[item.name], said[item.name]],
        )
        for item in fields(group)
    ]
