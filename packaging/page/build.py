"""Builds jlxx-check-page-assets: what ``jlxx-check page`` puts into its file beside the packs.

    python packaging/page/build.py --to DIST [--cache DIR]

npm and pip fetch the parts that the lock files beside this name, by their digests; node compiles
what is Python with the page's own Python. The wheel belongs to this state of the program alone.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "src"))

from jlxx_check.browser.page_file import PARTS, program_digest, program_files  # noqa: E402
from jlxx_check.model.about import VERSION  # noqa: E402

#: Tags of the wheels that are taken; of those for Linux only what is Python.
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64")
PLATFORMS += ("manylinux2014_x86_64", "manylinux_2_27_x86_64", "any")
#: Packages that need a disk: libraries that the system loads, and templates opened by path.
ON_DISK = ("PIL", "lxml", "pydantic_core", "pypdfium2_raw", "pypdfium2", "python_calamine", "docx")
#: Rooms of the program that no page enters, and what of the libraries none needs.
LEFT_OUT = ("cli", "batch", "unit", "authoring", "testing")
UNUSED = (
    *("pydantic/v1/", "pydantic/mypy.py", "pypdfium2_cli/", "lxml/doctestcompare.py"),
    *("olefile/olefile2.py", "PIL/_tkinter", "PIL/ImageTk", "PIL/ImageQt", "lxml/usedoctest.py"),
)
#: And of Python's own: what shows, serves, or is for developers.
UNUSED_PYTHON = (
    *("idlelib/", "turtledemo/", "tkinter/", "lib2to3/", "ensurepip/", "pydoc_data/", "venv/"),
    *("_pyrepl/", "unittest/", "wsgiref/", "xmlrpc/", "curses/", "dbm/", "multiprocessing/"),
    *("doctest.py", "turtle.py", "imaplib.py", "smtplib.py", "ftplib.py", "poplib.py", "pdb.py"),
    *("pydoc.py", "mailbox.py", "http/server.py", "http/cookiejar.py"),
)


def fetched(cache: Path) -> Path:
    """A folder with what npm and PyPI give, each held against its digest."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = json.loads((HERE / "npm.lock.json").read_text("utf-8"))
    for name, told in lock.items():
        archive = cache / f"{name}-{told['version']}.tgz"
        if not archive.exists():
            npm = shutil.which("npm")
            if npm is None:
                raise SystemExit("npm is missing: install Node.js")
            call = [npm, "pack", "--silent", f"{name}@{told['version']}"]
            subprocess.run(call, cwd=cache, check=True, stdout=subprocess.DEVNULL)
        digest = hashlib.sha512(archive.read_bytes()).digest()
        if base64.b64encode(digest).decode() != told["sha512"]:
            raise SystemExit(f"{archive} is not what npm.lock.json says")
        # Anew each time: what lies there may be of another version.
        shutil.rmtree(cache / name, ignore_errors=True)
        with tarfile.open(archive) as packed:
            packed.extractall(cache / name, filter="data")
    wheels = cache / "wheels"
    asked = (HERE / "requirements.lock").read_text("utf-8")
    stamp = wheels / "requirements.lock"
    if not stamp.exists() or stamp.read_text("utf-8") != asked:
        shutil.rmtree(wheels, ignore_errors=True)
        call = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        call += ["--only-binary", ":all:", "--python-version", "3.14", "--dest", str(wheels)]
        call += [word for platform in PLATFORMS for word in ("--platform", platform)]
        subprocess.run([*call, "-r", str(HERE / "requirements.lock")], check=True)
        stamp.write_text(asked, "utf-8")
    return cache


def laid_out(cache: Path, work: Path) -> None:
    """Python's side of the page in folders: what needs a disk, what zip files serve, its own."""
    for wheel in [
        *sorted((cache / "wheels").glob("*.whl")),
        *sorted((HERE / "wheels").glob("*.whl")),
    ]:
        foreign = "linux" in wheel.name
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                top = name.partition("/")[0].removesuffix(".py")
                if name.endswith("/") or name.startswith(UNUSED):
                    continue
                if foreign and ".so" in name:
                    continue
                if ".dist-info/" in name and not name.endswith("/METADATA"):
                    continue
                target = work / ("native" if top in ON_DISK else "pure") / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(packed.read(name))
    for name, item in program_files(ROOT / "src" / "jlxx_check"):
        if name.partition("/")[0] not in LEFT_OUT:
            target = work / "pure" / "jlxx_check" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(item.read_bytes().replace(b"\r\n", b"\n"))
    with zipfile.ZipFile(cache / "pyodide/package/python_stdlib.zip") as packed:
        for name in packed.namelist():
            if not name.endswith("/") and not name.startswith(UNUSED_PYTHON):
                packed.extract(name, work / "stdlib")


def stored(folder: Path) -> bytes:
    """The folder as a zip file that is not packed: gzip does that once, for all of it."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w") as made:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    made.writestr(
                        zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes()
                    )
        file.seek(0)
        return file.read()


def parts(cache: Path, work: Path) -> dict[str, bytes]:
    """Every part of the page by its name."""
    laid_out(cache, work)
    pyodide = cache / "pyodide" / "package"
    node = shutil.which("node")
    if node is None:
        raise SystemExit("node is missing: install Node.js")
    subprocess.run([node, str(HERE / "compile.mjs"), str(pyodide), str(work)], check=True)
    media = cache / "mediainfo.js" / "package" / "dist"
    files = {
        "wasm": pyodide / "pyodide.asm.wasm",
        "pyodide": pyodide / "pyodide.mjs",
        "asm": pyodide / "pyodide.asm.mjs",
        "heif": cache / "libheif-js/package/libheif-wasm/libheif-bundle.mjs",
        "media": media / "esm-bundle" / "index.min.js",
        "mediawasm": media / "MediaInfoModule.wasm",
    }
    found = {name: path.read_bytes() for name, path in files.items()}
    return found | {name: stored(work / name) for name in ("native", "pure", "stdlib")}


def wheel(found: dict[str, bytes], program: str, cache: Path, target: Path) -> Path:
    """The distribution."""
    lock = json.loads((cache / "pyodide/package/pyodide-lock.json").read_text("utf-8"))
    lock["packages"] = {}  # all that the page has is in it
    inside = "jlxx_check_page_assets"
    info = f"{inside}-{VERSION}.dist-info"
    files = {f"{inside}/{name}.gz": gzip.compress(found[name], 9, mtime=0) for name in PARTS}
    files |= {
        f"{inside}/__init__.py": b'"""Parts of the page that jlxx-check writes."""\n',
        f"{inside}/lock.json": json.dumps(lock).encode(),
        f"{inside}/made.json": json.dumps({"version": VERSION, "program": program}).encode(),
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: jlxx-check-page-assets\nVersion: {VERSION}\n"
            "Summary: Parts of the page that jlxx-check writes\n"
        ).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}"
        for name, data in files.items()
    ]
    files[f"{info}/RECORD"] = ("\n".join([*record, f"{info}/RECORD,,"]) + "\n").encode()
    target.mkdir(parents=True, exist_ok=True)
    place = target / f"{inside}-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data)
    return place


def main() -> None:
    """The wheel, told on the screen."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--to", type=Path, default=Path("dist"))
    asked.add_argument("--cache", type=Path, default=HERE / ".cache")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as work:
        cache = fetched(given.cache.resolve())
        program = program_digest(ROOT / "src" / "jlxx_check")
        made = wheel(parts(cache, Path(work).resolve()), program, cache, given.to)
    print(f"{made} {made.stat().st_size / 1e6:.1f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
