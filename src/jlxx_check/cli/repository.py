"""Packages that a git repository holds: which of them have changed since a revision.

Git is called with its words as a list, and names come from it between NULs, whatever is in them.
A package may look like a repository, whose settings would have git start programs: git is never
asked from inside one, nor looks into one by itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from jlxx_check.cli.call_problems import CallProblem
from jlxx_check.text import Text
from jlxx_check.values.visible import visible

#: Seconds; a repository on a share may be slow, and one that never answers must not hold a job.
_PATIENCE = 120
#: The kind of an entry of git's index that is another repository.
_REPOSITORY_WITHIN = b"160000 "


def changed_since(revision: str, packages: Sequence[Path]) -> tuple[Path, ...]:
    """Those of the packages in which a file differs from the revision, or is not in it.

    What git is told to ignore counts: it is judged with the rest, and a package could say itself
    that it has nothing to look at.

    What was changed by others on the revision's own branch meanwhile does not count: compared is
    with where this branch left it. Raises CallProblem where there is no git, no repository, no such
    revision, or not enough of its history.
    """
    if not revision.strip():
        raise CallProblem(
            Text(
                "--changed-since 是空的，请写版本，如 origin/main。",
                "--changed-since is empty; give a revision, such as origin/main.",
            )
        )
    changed: dict[Path, frozenset[Path]] = {}
    found = []
    for package in packages:
        place = Path(os.path.realpath(package))
        root = _root(package, place)
        if root not in changed:
            changed[root] = _changed(root, revision)
        if any(path.is_relative_to(place) for path in changed[root]) or _added(root, place):
            found.append(package)
    return tuple(found)


def unchanged(number: int, revision: str) -> Text:
    """How many packages are left out, and why."""
    return Text(
        f"从 {revision} 以来没有变化、这次不检查的材料包：{number} 个。",
        f"Packages that have not changed since {revision} and are not judged: {number}.",
    )


def _root(package: Path, place: Path) -> Path:
    """The repository that the package lies in. place: where it is, all links followed."""
    told = _git(place.parent, "rev-parse", "--show-toplevel")
    if isinstance(told, bytes):
        return Path(os.path.realpath(os.fsdecode(told.removesuffix(b"\n"))))
    if os.path.lexists(place / ".git"):
        raise CallProblem(
            Text(
                f"“{package}”自己就是一个 git 仓库。--changed-since 用在放着材料包的仓库上，"
                "不读材料包里面的 .git：请把材料放进仓库的一个文件夹里再检查。",
                f"“{package}” is a git repository itself. --changed-since is for a repository that "
                "packages lie in, and reads no .git inside a package: put the material into a "
                "folder of the repository.",
            )
        )
    raise CallProblem(
        Text(
            f"--changed-since 要用在 git 仓库里的材料上，“{package}”不是。（git：{told}）",
            f"--changed-since is for packages in a git repository; “{package}” is in none. "
            f"(git: {told})",
        )
    )


def _changed(root: Path, revision: str) -> frozenset[Path]:
    base = _base(root, revision)
    differ = ("diff", "--name-only", "--no-renames", "--no-ext-diff", "--ignore-submodules=dirty")
    names = _listed(root, *differ, "-z", base, "--")
    # What a repository within this one has in it, only that one's settings could tell.
    for line in _listed(root, "ls-files", "--stage", "-z"):
        kind, _, name = line.partition(b"\t")
        if kind.startswith(_REPOSITORY_WITHIN):
            names.append(name)
    return frozenset(root / os.fsdecode(name) for name in names)


def _added(root: Path, place: Path) -> bool:
    """Whether the package holds anything that is not in the repository."""
    where = f":(literal){place.relative_to(root).as_posix()}"
    return bool(_listed(root, "ls-files", "--others", "-z", "--", where))


def _listed(root: Path, *words: str) -> list[bytes]:
    """The names that git puts out, between NULs. Raises CallProblem."""
    told = _git(root, *words)
    if isinstance(told, str):
        raise CallProblem(Text(f"git 没能比较：{told}", f"git could not compare them: {told}"))
    return [name for name in told.split(b"\0") if name]


def _base(root: Path, revision: str) -> str:
    """The commit to compare with: where the present branch left the revision's."""
    commit: bytes | str = ""
    if not revision.startswith("-"):
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not isinstance(commit, bytes):
        raise CallProblem(
            Text(
                f"仓库里没有“{revision}”这个版本。只取了最近一次提交的，请把历史也取回来："
                "git fetch --unshallow（GitHub 的 checkout 写 fetch-depth: 0）。",
                f"The repository has no revision “{revision}”. Where only the last commit was "
                "fetched, fetch the history, too: git fetch --unshallow (fetch-depth: 0 for "
                "GitHub's checkout).",
            )
        )
    told = _git(root, "merge-base", os.fsdecode(commit.strip()), "HEAD")
    if isinstance(told, str):
        raise CallProblem(
            Text(
                f"“{revision}”与现在的版本没有共同的历史，无法比较。只取了一部分历史的，请全部取回来："
                "git fetch --unshallow（GitHub 的 checkout 写 fetch-depth: 0）。",
                f"“{revision}” and the present state have no history in common. Where only a part "
                "was fetched, fetch all of it: git fetch --unshallow (fetch-depth: 0 for GitHub's "
                "checkout).",
            )
        )
    return os.fsdecode(told.strip())


def _git(folder: Path, *words: str) -> bytes | str:
    """What git puts out; a text: why it failed, in its own words. Raises CallProblem."""
    git = shutil.which("git")
    if git is None:
        raise CallProblem(
            Text(
                "--changed-since 要用 git，这台机器上没有。",
                "--changed-since needs git, which this machine lacks.",
            )
        )
    # What a repository's own settings would start is none of this program's affair.
    settings = ("-c", "core.fsmonitor=false", "-c", "safe.bareRepository=explicit")
    call = [git, *settings, "-C", str(folder), *words]
    quiet = os.environ | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(call, capture_output=True, timeout=_PATIENCE, env=quiet, check=False)
    except subprocess.TimeoutExpired:
        return f"no answer within {_PATIENCE} s"
    except OSError as error:
        return str(error.strerror)
    if done.returncode:
        lines = done.stderr.decode("utf-8", "backslashreplace").strip().splitlines()
        return visible(lines[0]) if lines else f"exit status {done.returncode}"
    return done.stdout
