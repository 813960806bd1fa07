"""Build jlxx-check-windows.zip on any system: Python for Windows, the program, files to drop on.

    python packaging/windows/build.py --python python-3.13.14-embed-amd64.zip --sha256 DIGEST \
        --program dist/jlxx_check-0.1.0-py3-none-any.whl --to jlxx-check-windows.zip

Python is the embeddable distribution of python.org, as it was downloaded and checked by its digest;
the libraries are wheels for Windows at the versions and digests of requirements-dev.lock. Nothing
of it is run here, and the same parts give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import py_compile
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from email.parser import BytesParser
from pathlib import Path, PurePosixPath

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
#: The folder that the zip unpacks to.
TOP = "jlxx-check-windows"
#: The only files that somebody clicks or drops on, and what they ask ``start.py`` for.
STARTERS = {"检查材料.bat": "check", "批量检查.bat": "batch"}
READ_FIRST = "说明.txt"

#: Nothing in it depends on the code page: the words are ASCII, and all that is said comes from
#: Python, which writes Unicode to any console. A path comes in variables that are expanded last,
#: so that no sign in it is taken for the shell's: where Explorer passes a dropped folder with ``&``
#: and no blank unquoted, only the whole command line still has it, and ``exit`` keeps the shell
#: from running the rest of its name.
_STARTER = """\
@echo off
setlocal DisableDelayedExpansion
set "JLXX_HERE=%~dp0"
set "JLXX_NAME=%~nx0"
set JLXX_WORDS=%*
setlocal EnableDelayedExpansion
set "JLXX_CALL=!cmdcmdline!"
"!JLXX_HERE!python\\python.exe" -X utf8 "!JLXX_HERE!lib\\start.py" {what}
set "JLXX_STATUS=!errorlevel!"
if /i not "!JLXX_CALL:/c=!"=="!JLXX_CALL!" exit !JLXX_STATUS!
exit /b !JLXX_STATUS!
"""
#: Dates of members: the same parts give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_RELEASE = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+?))? \\\n"
    r"(?P<hashes>(?:[ \t]+--hash=[^\n]+\n?)+)",
    re.MULTILINE,
)


class CannotBuild(Exception):
    """What is given does not fit together; the sentence says what."""


def main() -> None:
    """Build it as the call says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", type=Path, required=True, help="the embeddable zip (amd64)")
    parser.add_argument("--sha256", required=True, help="its digest")
    parser.add_argument("--program", type=Path, required=True, help="the wheel of jlxx-check")
    parser.add_argument("--wheels", type=Path, help="take wheels from this folder only")
    parser.add_argument("--extra", action="append", default=[], help="an extra, such as video")
    parser.add_argument("--to", type=Path, required=True, help="the zip to write")
    given = parser.parse_args()
    try:
        embedded = embeddable(given.python, given.sha256)
        with tempfile.TemporaryDirectory() as folder:
            fetched = wheels_for(
                given.program, embedded.version, Path(folder), given.wheels, given.extra
            )
            given.to.write_bytes(zipped(embedded, [given.program, *fetched]))
    except CannotBuild as error:
        sys.exit(str(error))
    size = given.to.stat().st_size
    digest = hashlib.sha256(given.to.read_bytes()).hexdigest()
    sys.stdout.write(f"{given.to}: {size / 1e6:.1f} MB, {len(fetched)} libraries\n{digest}\n")


class Embeddable:
    """Python's embeddable distribution: its files, told where the libraries are."""

    def __init__(self, data: bytes) -> None:
        """Raises CannotBuild where it is none."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self._files = {name: archive.read(name) for name in archive.namelist()}
        told = [re.fullmatch(r"python3(\d+)\._pth", name) for name in self._files]
        found = next(filter(None, told), None)
        if found is None or "python.exe" not in self._files:
            raise CannotBuild("--python is no embeddable distribution: python.exe or ._pth missing")
        self._path = found.group(0)
        self.version = f"3.{found.group(1)}"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its content."""
        stem = self._path.partition(".")[0]
        for name, data in self._files.items():
            # Python looks here and nowhere else, whatever the environment says.
            told = f"{stem}.zip\r\n.\r\n..\\lib\r\n".encode("ascii")
            yield name, told if name == self._path else data


def embeddable(path: Path, sha256: str) -> Embeddable:
    """The distribution. Raises CannotBuild where its digest is another."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256.lower():
        raise CannotBuild(f"{path.name} is not the file of this digest; nothing was built")
    return Embeddable(data)


def wheels_for(
    program: Path, version: str, folder: Path, given: Path | None, extras: Iterable[str] = ()
) -> list[Path]:
    """The wheels of all that the program needs on Windows, fetched by the lock into ``folder``."""
    target = {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "python_version": version,
        "python_full_version": f"{version}.0",
    }
    lock = locked((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"), target)
    found: dict[str, Path] = {}
    wanted = needed(program, target, ["", *extras])
    while missing := sorted(wanted - found.keys()):
        if unknown := [name for name in missing if name not in lock]:
            raise CannotBuild(f"not in requirements-dev.lock: {', '.join(unknown)}")
        lines = folder / "wanted.txt"
        lines.write_text("".join(lock[name] for name in missing), encoding="utf-8")
        _download(lines, version, folder, given)
        for wheel in folder.glob("*.whl"):
            found[canonicalize_name(parse_wheel_filename(wheel.name)[0])] = wheel
        if still := [name for name in missing if name not in found]:
            raise CannotBuild(f"no wheel came of {', '.join(still)}")
        wanted |= {name for item in missing for name in needed(found[item], target, [""])}
    return [found[name] for name in sorted(found)]


def locked(text: str, target: dict[str, str]) -> dict[str, str]:
    """Of the lock, by the library's name, the line that holds on the target."""
    lines = {}
    for found in _RELEASE.finditer(text):
        name, marker = found["name"], found["marker"]
        if marker and not Requirement(f"{name} ; {marker}").marker.evaluate(target):
            continue
        pinned = f"{name}=={found['version']} \\\n{found['hashes'].rstrip()}\n"
        lines[canonicalize_name(name)] = pinned
    return lines


def needed(wheel: Path, target: dict[str, str], extras: Iterable[str]) -> set[str]:
    """The names of what a wheel asks for on the target. extras: "" for none."""
    with zipfile.ZipFile(wheel) as archive:
        (told,) = [
            name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name)
        ]
        lines = BytesParser().parsebytes(archive.read(told)).get_all("Requires-Dist", [])
    asked = [Requirement(line) for line in lines]
    return {
        canonicalize_name(item.name)
        for item in asked
        if item.marker is None
        or any(item.marker.evaluate({**target, "extra": extra}) for extra in extras)
    }


def _download(lines: Path, version: str, folder: Path, given: Path | None) -> None:
    tag = f"cp{version.replace('.', '')}"
    source = [] if given is None else ["--no-index", "--find-links", str(given)]
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--require-hashes", "--no-deps", "--only-binary", ":all:"),
        *("--platform", "win_amd64", "--implementation", "cp", "--python-version", version),
        *("--abi", tag, "--abi", "abi3", "--abi", "none"),
        *source,
        *("--dest", str(folder), "--requirement", str(lines)),
    ]
    if subprocess.run(command, check=False).returncode:
        raise CannotBuild("the wheels could not be fetched; see above")


def zipped(embedded: Embeddable, wheels: Iterable[Path]) -> bytes:
    """The zip's bytes. Raises CannotBuild where two parts have one file."""
    files: dict[str, bytes] = {name: starter(what) for name, what in STARTERS.items()}
    files[READ_FIRST] = read_first()
    files["lib/start.py"] = (HERE / "start.py").read_bytes()
    files |= {f"python/{name}": data for name, data in embedded.files()}
    for wheel in wheels:
        for name, data in _unpacked(wheel):
            if files.setdefault(f"lib/{name}", data) != data:
                raise CannotBuild(f"two libraries have {name}")
    if embedded.version == f"3.{sys.version_info.minor}":
        files |= dict(_compiled(files))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(f"{TOP}/{name}", _DATE), files[name], 8)
    return out.getvalue()


def _compiled(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What Python would compile on every start from a place that it may not write to.

    Only a Python of the same version can do it; each file is held to what it was made of by nobody.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.py"), Path(folder, "source.pyc")
        for name, data in files.items():
            if not name.startswith("lib/") or not name.endswith(".py"):
                continue
            source.write_bytes(data)
            try:
                py_compile.compile(
                    str(source),
                    str(target),
                    dfile=name,
                    doraise=True,
                    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
                )
            except py_compile.PyCompileError:  # a library's template or example: never imported
                continue
            place = PurePosixPath(name)
            compiled = f"{place.stem}.{sys.implementation.cache_tag}.pyc"
            yield str(place.parent / "__pycache__" / compiled), target.read_bytes()


def starter(what: str) -> bytes:
    """A .bat file; ``cmd`` wants CRLF."""
    return _STARTER.format(what=what).replace("\n", "\r\n").encode("ascii")


def read_first() -> bytes:
    """What somebody reads first; Notepad of any Windows shows it."""
    text = (HERE / READ_FIRST).read_text(encoding="utf-8")
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _unpacked(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """A wheel's files as they are installed; its scripts start nothing without an installer."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith("/"):
                continue
            parts = PurePosixPath(name).parts
            if parts[0].endswith(".data"):
                if parts[1] not in ("purelib", "platlib"):
                    continue
                parts = parts[2:]
            yield "/".join(parts), archive.read(name)


if __name__ == "__main__":
    main()
