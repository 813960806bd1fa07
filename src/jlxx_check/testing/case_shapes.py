"""Of what sort everything in a file of cases has to be, before a package is made of it.

Which keys there are is told where they are used, with the nearest one that is meant.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jlxx_check.packs.validation import say_error
from jlxx_check.text import Text, joined, same

#: No case needs more alike entries, or a longer text in words.
_MOST, _LONGEST = 2_000, 200_000
_Facts = dict[str, Any]


class _Shape(BaseModel):
    """Keeps to types as written: no text is taken for a number."""

    model_config = ConfigDict(extra="allow", strict=True, defer_build=True)


class _File(_Shape):
    path: str
    role: str | None = None
    photo: _Facts | None = None
    video: _Facts | None = None
    audio: _Facts | None = None
    unreadable: _Facts | None = None
    size: Annotated[int, Field(ge=0)] = 0
    length: Annotated[int, Field(ge=0, le=_LONGEST)] = 0


class _Entry(_Shape):
    kind: str
    repeat: Annotated[int, Field(ge=0, le=_MOST)] | None = None
    order: int | None = None
    special: bool = False
    form: _Facts = Field(default={})
    row: _Facts | int | None = None
    files: list[_File] = Field(default=[])


class _Register(_Shape):
    kind: str
    path: str = ""
    columns: list[str] | None = None
    rows: list[_Facts] | None = None
    problem: _Facts = Field(default={})


class _Package(_Shape):
    path: str = ""
    received: date | datetime | str | None = None
    entries: list[_Entry] = Field(default=[])
    registers: list[_Register] = Field(default=[])
    unassigned: list[_Facts] = Field(default=[])
    shared_forms: list[_Facts] = Field(default=[])
    units: list[str] = Field(default=[])


class _Case(_Shape):
    name: str | int | float | date
    expect: Any
    package: _Package | None = None
    packages: Annotated[list[_Package], Field(min_length=1)] | None = None
    with_: _Facts = Field(default={}, alias="with")
    not_judged: Annotated[int, Field(ge=0)] = 0


class _CaseFile(_Shape):
    rule: str = ""
    pack: str = ""
    cases: Annotated[list[Any], Field(min_length=1)]


def file_fault(data: Any) -> Text | None:
    """What is wrong with a file of cases but for the cases themselves; None: nothing."""
    return _fault(_CaseFile, data)


def case_fault(data: Any) -> Text | None:
    """What in one case is not of the sort that it has to be; None: nothing."""
    return _fault(_Case, data)


def parameters_fault(error: ValidationError, known: tuple[str, ...]) -> Text:
    """What of the changed parameters the rule's check does not take."""
    return joined([_said(item, known) for item in error.errors(include_url=False)[:1]], "", "")


def _fault(shape: type[BaseModel], data: Any) -> Text | None:
    try:
        shape.model_validate(data)
    except ValidationError as error:
        return _said(error.errors(include_url=False)[0], ())
    return None


def _said(item: Any, known: tuple[str, ...]) -> Text:
    """One fault, with the path to it where that is more than a key."""
    path = [f"[{key}]" if isinstance(key, int) else str(key) for key in item["loc"][:-1]]
    where = same(".".join(path).replace(".[", "["))
    said = say_error(item, known)
    return joined([where, said], "：", ": ") if path else said
