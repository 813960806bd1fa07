"""Typer as this house uses it: options declared once as data, help pages in the run's language.

A command's parameters are groups: dataclasses whose fields are made by ``argument``, ``option`` and
``like``. Each says how it is written, what it means and by what other names people call it; nothing
about an option is said anywhere else.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Container, Iterator
from dataclasses import MISSING, field, fields, is_dataclass, replace
from enum import Enum, auto
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from jlxx_check.cli.help_page import help_page
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_types import frozen

_DECLARED = "declared"
#: Of seconds (eleven days) and of megabytes: what a system waits for and gives in any case.
MOST = 1_000_000


class Takes(Enum):
    """What an option's value is: tells how many words of a call belong to it."""

    TEXT = auto()
    DATE = auto()
    #: Rules, of which several may follow.
    RULES = auto()
    #: A file or folder that has to be there.
    GIVEN = auto()
    #: A file that is written.
    WRITTEN = auto()


class IsPath(Enum):
    """Whether an option's value is a path: in a settings file it is seen from there."""

    NO = auto()
    YES = auto()
    #: A name of something else where nothing lies there.
    WHERE_THERE = auto()


@frozen
class Option:
    """An option or, where it has no name, an argument, as it is declared."""

    name: str
    metavar: str | None
    help: Text
    #: The least number that it takes, and the greatest.
    least: float | None = None
    most: float | None = None
    takes: Takes = Takes.TEXT
    path: IsPath = IsPath.NO
    #: It has programs started, here or elsewhere: never said by a file that was merely found.
    starts: bool = False
    #: What people call it beside its name.
    called: tuple[str, ...] = ()
    #: The variable of the environment that says it, too.
    variable: str | None = None
    #: Where it is written, called with its value before any other option is looked at.
    at_once: Callable[[Any], None] | None = None
    #: Part of what is asked of a package: a call that is printed as the next step has it, too.
    asks: bool = False
    #: What its value may be, where that is one of these.
    words: tuple[str, ...] = ()
    #: No part of the help page.
    hidden: bool = False

    def typer(self, lang: Lang) -> Any:
        """As Typer has it."""
        help_ = self.help.say(lang)
        if not self.name:
            return typer.Argument(metavar=self.metavar, show_default=False, help=help_)
        return typer.Option(
            self.name,
            metavar=self.metavar,
            min=self.least,
            max=self.most,
            envvar=self.variable,
            callback=self.at_once,
            is_eager=self.at_once is not None,
            hidden=self.hidden,
            show_envvar=False,
            show_default=False,
            help=help_,
        )


SHOW_HELP = Text("显示这份说明。", "Show this help.")

#: Every option of every command by its name.
OPTIONS: dict[str, Option] = {}


def argument(metavar: str, zh: str, en: str, *, default: Any = MISSING) -> Any:
    """A field that is an argument of the command line."""
    return _field(Option("", metavar, Text(zh, en)), default)


def option(
    written: str,
    zh: str,
    en: str,
    *,
    default: Any = None,
    least: float | None = None,
    most: float | None = None,
    takes: Takes = Takes.TEXT,
    path: IsPath | None = None,
    starts: bool = False,
    called: tuple[str, ...] = (),
    variable: str | None = None,
    at_once: Callable[[Any], None] | None = None,
    asks: bool = False,
    words: tuple[str, ...] = (),
    hidden: bool = False,
) -> Any:
    """A field that is an option. written: ``--name METAVAR``, without METAVAR for a flag.

    default: MISSING where it has to be given. path: by default what ``takes`` tells. The rest is
    said at ``Option``. Raises ValueError for a name declared before.
    """
    name, _, metavar = written.partition(" ")
    if name in OPTIONS:
        raise ValueError(f"{name} is declared already; see like()")
    if path is None:
        path = IsPath.YES if takes in (Takes.GIVEN, Takes.WRITTEN) else IsPath.NO
    OPTIONS[name] = Option(
        name=name,
        metavar=metavar or None,
        help=Text(zh, en),
        least=least,
        most=most,
        takes=takes,
        path=path,
        starts=starts,
        called=called,
        variable=variable,
        at_once=at_once,
        asks=asks,
        words=words,
        hidden=hidden,
    )
    return _field(OPTIONS[name], default)


def like(
    group: Any,
    name: str,
    said: Text | None = None,
    *,
    default: Any = None,
    metavar: str | None = None,
) -> Any:
    """A field that is the same option as in another group.

    said: its help, where that differs; default: its value, metavar: what it takes, where they do.
    """
    item = next(item for item in fields(group) if item.name == name)
    declared: Option = item.metadata[_DECLARED]
    same = replace(declared, help=said or declared.help, metavar=metavar or declared.metavar)
    return _field(same, item.default if default is None else default)


def asked_by(*groups: Any) -> Iterator[tuple[str, Any]]:
    """What a call asks: the options with their values, without what they are by default."""
    for group in groups:
        for item in fields(group):
            value = getattr(group, item.name)
            if item.metadata[_DECLARED].asks and value not in (None, item.default):
                yield item.metadata[_DECLARED].name, value


def _field(declared: Option, default: Any) -> Any:
    metadata = {_DECLARED: declared}
    return (
        field(metadata=metadata)
        if default is MISSING
        else field(default=default, metadata=metadata)
    )


def new_app(lang: Lang, **settings: Any) -> typer.Typer:
    """An empty Typer application with the house's settings."""
    return typer.Typer(
        cls=_speaking(TyperGroup, lang),
        add_completion=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["--help", "-h"]},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        **settings,
    )


def add_command(
    app: typer.Typer,
    name: str,
    command: Callable[..., None],
    lang: Lang,
    told: Text,
    *,
    short: Text | None = None,
    bare_help: bool = False,
) -> None:
    """Add a command to an application. told: its help; short: that in the list of commands.

    bare_help: without any words it shows its help.
    """
    written = spread(command, lang)
    app.command(
        name,
        cls=_speaking(TyperCommand, lang, _texts(written)),
        short_help=None if short is None else short.say(lang),
        help=told.say(lang),
        no_args_is_help=bare_help,
    )(written)


def example(told: Text, call: str) -> Text:
    """A command's help with an example call."""
    return Text(f"{told.zh}\n\n例如：\n\n  {call}", f"{told.en}\n\nExample:\n\n  {call}")


def spread(command: Callable[..., Any], lang: Lang) -> Callable[..., Any]:
    """The command with every parameter that is a group replaced by the group's own options.

    Typer reads a signature; the command itself receives each group as one value.
    """
    groups: dict[str, Any] = {}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command, eval_str=True).parameters.values():
        if is_dataclass(parameter.annotation):
            groups[parameter.name] = parameter.annotation
            parameters += _parameters(parameter.annotation, lang)
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


def _parameters(group: Any, lang: Lang) -> list[inspect.Parameter]:
    hints = get_type_hints(group)
    return [
        inspect.Parameter(
            item.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if item.default is MISSING else item.default,
            annotation=Annotated[hints[item.name], item.metadata[_DECLARED].typer(lang)],
        )
        for item in fields(group)
    ]


def _texts(command: Callable[..., Any]) -> frozenset[str]:
    """The parameters that are text, or several texts, as they are written."""
    hints = {name: get_args(hint)[0] for name, hint in command.__annotations__.items()}
    return frozenset(
        name
        for name, hint in hints.items()
        if {hint, *get_args(hint)} & {str, list[str]} and int not in get_args(hint)
    )


def _speaking(kind: Any, lang: Lang, texts: Container[str] = ()) -> Any:
    """A kind of command whose ``--help`` page is in the run's language.

    texts: its parameters that are taken as they are written.
    """

    class Speaking(kind):  # type: ignore[misc]
        def __init__(self, *words: Any, **settings: Any) -> None:
            super().__init__(*words, **settings)
            for param in self.params:
                _leave_be(param, text=param.name in texts)

        def get_help_option(self, ctx: Any) -> Any:
            option = super().get_help_option(ctx)
            if option is not None:
                option.help = SHOW_HELP.say(lang)
                _leave_be(option)
            return option

        def format_help(self, ctx: Any, formatter: Any) -> None:
            formatter.write(help_page(self, ctx, lang))

    return Speaking


def _leave_be(param: Any, *, text: bool = False) -> None:
    """Let what is not written be what it is by default, and text be what is written.

    Typer makes a converter for each, by Pydantic, whose cost is that of the rest of a short call;
    of the dozens that a command has, a call writes a few.
    """
    if "process_value" in vars(param):  # asked for again
        return
    usual, several = param.process_value, param.multiple or param.nargs == -1
    plain = text and param.callback is None

    def process_value(context: Any, value: Any) -> Any:
        if not param.required and (value is None or value is param.default):
            return () if value is None and several else value
        if plain and value:
            return list(value) if several else value
        return usual(context, value)

    param.process_value = process_value
