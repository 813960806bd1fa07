"""The tree of errors: every exception is in it, and the docstring shows the ones that are."""

from __future__ import annotations

import ast
import multiprocessing
import pickle
import re
from functools import cache, partial
from importlib import import_module
from pathlib import Path

import pytest

import jlxx_check
from jlxx_check import errors
from jlxx_check.cli.call_problems import CannotWrite
from jlxx_check.cli.main import UnknownLanguage
from jlxx_check.errors import CallError, InternalError, JlxxError
from jlxx_check.packs import PackError, PackProblem
from jlxx_check.reporters.saved_report import NotAReport
from jlxx_check.text import Text

ROOT = Path(jlxx_check.__file__).parent
#: Builtin families that streams and parsers of values raise; told in the docstring.
BUILTIN = {"UnreadableFile", "NotPrivate", "NotAMoment"}
#: Private to a function of their module.
PRIVATE = {"_OverflowError"}


@cache
def exceptions() -> dict[str, list[str]]:
    """Name of each class that is an exception, and the modules that define one of that name."""
    classes: list[tuple[str, str, set[str]]] = []
    for path in ROOT.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if not re.search(r"^ *class \w+\(\w*(?:Error|Exception|Not|Cannot|Stopped)", source, re.M):
            continue
        module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                classes.append((node.name, f"jlxx_check.{module}", bases))
    known = {"Exception", "BaseException", "ValueError", "OSError", "RuntimeError"}
    found: dict[str, list[str]] = {}
    for _ in range(4):  # as deep as the tree is
        found = {name: [] for name, _, bases in classes if bases & (known | set(found))}
    for name, module, _ in classes:
        if name in found:
            found[name].append(module)
    return found


def test_every_exception_has_its_place_in_the_tree() -> None:
    for name in sorted(exceptions()):
        (module,) = exceptions()[name]  # and no other of its name
        if name in PRIVATE | BUILTIN:
            continue
        found = getattr(import_module(module), name)
        assert issubclass(found, JlxxError | InternalError), name
        if issubclass(found, InternalError):
            assert name.endswith("Error"), name
        else:
            assert re.search(rf"\b{name}\b", errors.__doc__ or ""), name


def test_the_docstring_names_nothing_that_is_not_there() -> None:
    told = set(re.findall(r"[├└]─ (\w+)", errors.__doc__ or ""))
    assert told <= set(exceptions())
    assert all(re.search(rf"\b{name}\b", errors.__doc__ or "") for name in BUILTIN)


def test_what_a_caller_sees_says_it_in_both_languages() -> None:
    error = JlxxError(Text("不对", "wrong"))
    assert (error.text.zh, str(error)) == ("不对", "wrong")


SAMPLES = [
    JlxxError(Text("不对", "wrong")),
    CallError(Text("不对", "wrong")),
    PackError((PackProblem(Path("pack.yaml"), 3, Text("不对", "wrong")),)),
    NotAReport(Path("x.json"), "不是报告", "is no report"),
    CannotWrite("x.html", OSError(28, "full")),
    UnknownLanguage("fr"),
]


def public() -> list[type[JlxxError]]:
    found = [
        getattr(import_module(module), name)
        for name, (module,) in exceptions().items()
        if name not in PRIVATE | BUILTIN
    ]
    return [kind for kind in found if issubclass(kind, JlxxError)]


@pytest.mark.parametrize("kind", public(), ids=lambda kind: kind.__name__)
def test_whatever_its_constructor_takes_it_survives_pickling(kind: type[JlxxError]) -> None:
    error = kind.__new__(kind)
    error.args = ("wrong",)
    error.text = Text("不对", "wrong")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        back = pickle.loads(pickle.dumps(error, protocol))
        assert (type(back), back.args, back.text) == (kind, error.args, error.text)


def test_a_pool_of_processes_hands_it_back() -> None:
    """Where an exception cannot be read back, ``multiprocessing.Pool`` waits for ever."""
    nowhere = str(ROOT / "no such folder")
    calls = [
        (partial(jlxx_check.check, nowhere), jlxx_check.NotAPackage),
        (partial(jlxx_check.load_pack, "no-such-pack"), jlxx_check.PackError),
        (partial(jlxx_check.read_report, nowhere), jlxx_check.NotAReport),
        (partial(jlxx_check.seal, nowhere, nowhere), CallError),
    ]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answers = [(pool.apply_async(call), kind) for call, kind in calls]
        for answer, kind in answers:
            with pytest.raises(kind):
                answer.get(600)


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: type(error).__name__)
def test_it_comes_back_from_another_process_as_it_was(error: JlxxError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (back.args, back.__dict__) == (error.args, error.__dict__)
    assert str(back) == str(error)
