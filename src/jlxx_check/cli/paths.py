"""Paths as they are written in a call: with quotes, from a file manager, or nearly right."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.files.asking import answers
from jlxx_check.text import Text
from jlxx_check.values.plain_files import LARGEST, why_unreadable
from jlxx_check.values.slips import may_mean, slips

#: Quotes of every kind, and blanks: what may stand around a path and is no part of it.
QUOTES = "\"'“”‘’„‟「」『』＂＇´`"
_BLANKS = " \t\r\n\u00a0\u3000\ufeff\u200b\u200e\u200f\u202a\u202c"
_AROUND = QUOTES + _BLANKS
#: Names that a person may have meant; more help nobody.
_FEW = 3
_NOTHING = Text("", "")
#: How Windows says that links go in a circle.
_LOOP_ON_WINDOWS = 1921


def given_path(written: str, what: str) -> Path:
    """A path of the call. An empty one is what an unset variable leaves: never this folder.

    It need not be there. Raises CallProblem.
    """
    if not written.strip(_AROUND):
        raise CallProblem(Text(f"{what} 是空的，请写明路径。", f"{what} is empty; give a path."))
    path = Path(written if os.path.lexists(written) else _bare(written))
    _require_possible(path, what)
    return path


def _require_possible(path: Path, what: str) -> None:
    """Raises CallProblem where nothing can ever be under the path: whatever is done there fails.

    One on a share without an answer may be as good as any.
    """
    try:
        answers(os.stat, [str(path)], _ANSWERED)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise CallProblem(
                Text(
                    f"{what} 的名称太长，系统不能用，请写短一些（一个名称中文约80字以内）："
                    f"{path.name}",
                    f"{what}: no system takes so long a name, make it shorter: {path.name}",
                )
            ) from error
        if error.errno == errno.ELOOP or getattr(error, "winerror", None) == _LOOP_ON_WINDOWS:
            raise CallProblem(
                Text(
                    f"{what} 不能用“{path}”：链接绕成了圈，请换一个位置。",
                    f"{what}: “{path}” leads nowhere, its links go in a circle; give another path.",
                )
            ) from error
    except ValueError:
        return


def existing_package(written: str, what: str) -> Path:
    """The path of a package, which has to be there. Raises CallProblem, with what was meant."""
    return _existing(written, what, may_be_package)


def existing_inbox(written: str) -> Path:
    """The path of an inbox, which has to be there. Raises CallProblem, with what was meant."""
    return _existing(written, "DIR", Path.is_dir, Text("收件文件夹", "The inbox "))


def existing_file(written: str, what: str, *, most: int | None = LARGEST) -> Path:
    """The path of a file that can be read, which has to be there.

    most: as for ``why_unreadable``. Raises CallProblem, with what was meant, and TimeoutError where
    a share gives no answer.
    """
    path = _existing(written, what, Path.is_file)
    (why,) = answers(partial(why_unreadable, most=most), [path], _ANSWERED)
    if why is not None:
        raise CallProblem(Text(f"{what} 的“{path}”{why.zh}", f"{what}: “{path}” {why.en}"))
    return path


def given_output(written: str, what: str = "--output") -> Path:
    """Where an output goes; the folder of it may be spelt in any way. Raises CallProblem."""
    path = given_path(written, what)
    if written.rstrip(_AROUND).endswith(_separators()) and not path.exists():
        raise CallProblem(
            Text(
                f"{what} 要写文件名，例如：{what} {path / '报告.html'}",
                f"{what} takes a file, such as: {what} {path / 'report.html'}",
            )
        )
    parent = found(str(path.parent))
    return path if parent is None else parent / path.name


def found(written: str) -> Path | None:
    """What is there under the path or another spelling of it; None: nothing is."""
    if "\0" in written:
        return None
    return next((Path(spelt) for spelt in _spellings(written) if is_there(spelt)), None)


#: Seconds in which a share answers that is there at all, and paths of which none did.
_ANSWERED = 5.0
_silent: set[str] = set()


def is_there(word: str) -> bool:
    """Whether it is a path; where a share gives no answer, whoever opens it says so."""
    if word in _silent:
        return True
    try:
        return bool(word) and bool(answers(os.lstat, [word], _ANSWERED))
    except TimeoutError:
        _silent.add(word)
        return True
    except (OSError, ValueError):
        return False


def near(written: str, wanted: Callable[[Path], bool] = Path.exists) -> list[str]:
    """What is there under nearly that path, nearest first, spelt as the path is."""
    path = Path(_bare(written))
    folder = path.parent
    wrong, rest = path.name, Path()
    while not folder.is_dir() and folder != folder.parent:
        wrong, rest, folder = folder.name, Path(wrong) / rest, folder.parent
    try:
        names = sorted(item.name for item in folder.iterdir())
    except OSError:
        return []
    folded: dict[str, str] = {}
    for name in names:
        if wanted(folder / name / rest):
            folded.setdefault(_fold(name), name)
    asked = _fold(wrong)
    close = sorted((n for n in folded if may_mean(asked, n)), key=lambda n: slips(asked, n))
    if len(asked) > asked.isascii() + 1:  # two letters begin too much
        close += [name for name in folded if name.startswith(asked) and name not in close]
    return [str(folder / folded[name] / rest) for name in close[:_FEW]]


def _existing(
    written: str, what: str, wanted: Callable[[Path], bool], noun: Text = _NOTHING
) -> Path:
    path = given_path(written, what)
    there = found(written)
    if there is not None:
        _require_possible(there, what)  # it may be spelt otherwise
        return there
    names = near(written, wanted)
    if not names:
        inside = _folder_of(path)
        raise CallProblem(
            Text(
                f"找不到{noun.zh}“{path}”（在 {inside} 里找的）。"
                "请检查路径是否写对，有空格的路径要加引号。",
                f"{noun.en}“{path}” does not exist (looked in {inside}). Check how the path is "
                "spelt; put one with blanks in quotes.",
            )
        )
    zh = "或".join(f"“{name}”" for name in names)
    en = " or ".join(f"“{name}”" for name in names)
    raise CallProblem(
        Text(
            f"找不到{noun.zh}“{path}”，是不是{zh}？",
            f"{noun.en}“{path}” does not exist; did you mean {en}?",
        )
    )


def _folder_of(path: Path) -> Path:
    """The nearest folder of the path that is there."""
    folder = Path(os.path.abspath(path)).parent  # noqa: PTH100 - what ``..`` leads to may be missing
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def may_be_package(path: Path) -> bool:
    """Whether it looks like one: what a slip of the pen may have meant."""
    # Late: the table of formats is asked only where something is not there.
    from jlxx_check.model.facts import Group
    from jlxx_check.model.kind_lookup import group_by_name

    return path.is_dir() or (path.is_file() and group_by_name(path.name) is Group.ARCHIVE)


def _bare(written: str) -> str:
    """The path without what stands around it, and out of a file manager's address."""
    bare = written.strip(_AROUND)
    if bare[:5].lower() == "file:":
        # Late: nearly nobody writes one, and half of the web's protocols come with it.
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        try:
            parts = urlsplit(bare)
        except ValueError:
            return bare
        host = "" if parts.netloc in ("", "localhost") else f"//{parts.netloc}"
        return url2pathname(host + parts.path)
    return bare


def _spellings(written: str) -> Iterator[str]:
    """The path as it is written, then as it may have been meant, each but for the one before."""
    yield written
    path = written.strip(_BLANKS)
    yield path
    path = _bare(path)
    yield path
    yield from (unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path))
    if len(path) > 1:
        # A shell's own signs, typed within quotes; on Windows the last quote eats a stroke.
        path = path.rstrip("\\" + _AROUND) or path
        yield path
    if path.startswith("~"):
        path = os.path.expanduser(path)  # noqa: PTH111 - not every such name is a home
        yield path
    yield path.replace("\\ ", " ")
    yield path.replace("＼", "\\").replace("／", "/")
    if os.sep != "\\":
        path = path.replace("＼", "\\").replace("\\", "/").replace("／", "/")
        yield path
    yield unicodedata.normalize("NFKC", path)


def _separators() -> tuple[str, ...]:
    return tuple(sign for sign in (os.sep, os.altsep) if sign)


def _fold(name: str) -> str:
    """The name without what is easily mistyped: case, width, blanks, strokes between words."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == ".") or plain
