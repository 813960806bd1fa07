"""Pillow and lxml compiled for Pyodide, by nothing but clang: the two wheels kept in ``wheels/``.

PyPI has neither for ``pyemscripten_2026_0_wasm32`` as yet; once it has, ``parts.lock.json`` takes
them from there and this file goes. Run by hand, never by the tests:

    python compile_wheels.py SOURCES

SOURCES holds, unpacked: ``pillow`` and ``lxml`` (their sdists), ``libjpeg-turbo``, ``libxml2``
(2.14.6), ``libxslt`` (1.1.43), ``libwebp`` (1.6), ``musl`` (Emscripten's ``system/lib/libc/musl``
and, merged into its ``include``, ``system/include/emscripten`` and ``wasi``), ``python`` (CPython's
``Include``; with that of 3.13, ``ob_hash`` of PyTupleObject and ``ht_token`` of PyHeapTypeObject
added, what was built here works, too), ``pyodide`` (npm's package). Objects that are there already
are not compiled again. clang and wasm-ld of LLVM 19 make what emcc would: a side
module takes libc, zlib and Python from Pyodide's main module, which exports them all.
"""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

TAG = "cp314-cp314-pyemscripten_2026_0_wasm32"
SUFFIX = ".cpython-314-wasm32-emscripten.so"
#: musl's headers ask for what clang defines from version 20 on.
CONSTANTS = {"INT8": "", "INT16": "", "INT32": "", "INT64": "LL", "INTMAX": "LL"} | {
    "UINT8": "", "UINT16": "", "UINT32": "U", "UINT64": "ULL", "UINTMAX": "ULL"
}  # fmt: skip
FLAGS = [
    "clang-19",
    "--target=wasm32-unknown-emscripten",
    *("-O2", "-g0", "-w", "-fPIC", "-fvisibility=hidden", "-fno-strict-aliasing"),
    *("-fwasm-exceptions", "-mllvm", "-wasm-enable-sjlj"),
    *("-mbulk-memory", "-mnontrapping-fptoint", "-msign-ext"),
    *("-nostdinc", "-D__EMSCRIPTEN__"),
    *("-isystem", "/usr/lib/llvm-19/lib/clang/19/include"),
    *(f"-D__{name}_C(c)=c" + (f"##{end}" if end else "") for name, end in CONSTANTS.items()),
]
LINK = ["wasm-ld-19", "-shared", "--experimental-pic", "--unresolved-symbols=import-dynamic"]
#: Cython without what it knows of an interpreter's insides: they differ between versions.
CYTHON = [
    f"-DCYTHON_{name}=0"
    for name in (
        *("USE_UNICODE_INTERNALS", "USE_PYLONG_INTERNALS", "FAST_THREAD_STATE", "FAST_PYCALL"),
        *("USE_EXC_INFO_STACK", "USE_DICT_VERSIONS", "USE_UNICODE_WRITER", "CLINE_IN_TRACEBACK"),
    )
]
CYTHON += ["-DCYTHON_VECTORCALL=1", "-DCYTHON_UPDATE_DESCRIPTOR_DOC=0"]
#: Where a generator's state is kept by Cython's own means, it clears but one of its three fields.
GENERATORS = [
    (f"PY_VERSION_HEX >= 0x030B00a4{more}\n    {what}", f"CYTHON_USE_EXC_INFO_STACK\n    {what}")
    for more, what in (
        (" && !CYTHON_COMPILING_IN_LIMITED_API", "gen->gi_exc_state.exc_value = NULL;"),
        ("", "Py_CLEAR(exc_state->exc_value);"),
        ("", "Py_VISIT(exc_state->exc_value);"),
    )
]
XML_OFF = {"THREADS", "THREAD_ALLOC", "ZLIB", "LZMA", "MODULES", "HTTP", "ICU", "WINPATH"}
XML_OFF |= {"XML_DEBUG", "TRIO", "DEBUGGER", "CRYPTO", "LEGACY", "FTP", "XSLT_DEBUG", "DEBUG"}
XML = [
    *(
        "HTMLparser",
        "HTMLtree",
        "SAX2",
        "buf",
        "c14n",
        "catalog",
        "chvalid",
        "dict",
        "encoding",
        "entities",
        "error",
        "globals",
    ),
    *(
        "hash",
        "list",
        "parser",
        "parserInternals",
        "pattern",
        "relaxng",
        "schematron",
        "threads",
        "tree",
        "uri",
        "valid",
    ),
    *(
        "xinclude",
        "xlink",
        "xmlIO",
        "xmlmemory",
        "xmlreader",
        "xmlregexp",
        "xmlsave",
        "xmlschemas",
        "xmlschemastypes",
    ),
    *("xmlstring", "xmlunicode", "xmlwriter", "xpath", "xpointer"),
]


class Build:
    """One run: where sources and objects lie."""

    def __init__(self, sources: Path) -> None:
        self.sources = sources
        self.out = sources / "objects"
        self.made = self.out / "headers"
        (self.made / "python").mkdir(parents=True, exist_ok=True)
        musl = sources / "musl"
        self.base = [*FLAGS]
        for folder in ("include", "arch/emscripten", "arch/generic"):
            self.base += ["-isystem", str(musl / folder)]
        self._python_headers()

    def _python_headers(self) -> None:
        """CPython's own, with the configuration that Pyodide was built with."""
        with zipfile.ZipFile(self.sources / "pyodide/python_stdlib.zip") as library:
            text = library.read("_sysconfigdata__emscripten_wasm32-emscripten.py")
        names: dict[str, dict[str, object]] = {}
        exec(text, names)
        lines = [
            f"#define {name} {value}"
            for name, value in sorted(names["build_time_vars"].items())
            if isinstance(value, int) and value and re.match(r"[A-Z_][A-Za-z_0-9]*$", name)
        ]
        (self.made / "python/pyconfig.h").write_text("\n".join(lines) + "\n", "utf-8")

    def fill(self, template: str, target: str, values: dict[str, str]) -> None:
        """What configure would make of a header's template: all on but ``XML_OFF``."""

        def value(match: re.Match[str]) -> str:
            name = match[1]
            off = name.removeprefix("WITH_") in XML_OFF
            return values.get(name, "0" if off else "1")

        text = re.sub(r"@(\w+)@", value, (self.sources / template).read_text("utf-8"))
        text = re.sub(
            r"#cmakedefine (\w+)(?: 1)?",
            lambda match: f"#define {match[1]} 1" if "ARITH" in match[1] else "",
            text,
        )
        place = self.made / target
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")

    def objects(
        self, name: str, files: list[Path], include: list[str], flags: list[str]
    ) -> list[str]:
        """The files compiled, two at a time. include: folders below the sources."""
        folder = self.out / name
        folder.mkdir(exist_ok=True)
        where = [f"-I{self.made / 'python'}", f"-I{self.made}"]
        where += [f"-I{self.sources / one}" for one in include]

        def compiled(file: Path) -> str:
            target = folder / f"{file.parent.name}-{file.stem}.o"
            if not target.exists():
                call = [*self.base, *where, *flags, "-c", file, "-o", target]
                subprocess.run(call, check=True)
            return str(target)

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(compiled, files))

    def module(self, name: str, objects: list[str]) -> bytes:
        """A side module with its initialiser."""
        target = self.out / f"{name}.so"
        ask = ["--no-entry", "--strip-all", "--gc-sections", f"--export=PyInit_{name}"]
        subprocess.run([*LINK, *ask, "-o", target, *objects], check=True)
        return target.read_bytes()

    def files(self, folder: str, names: list[str] | None = None) -> list[Path]:
        """A folder's C files: those named, or all."""
        place = self.sources / folder
        return sorted(place.glob("*.c")) if names is None else [place / f"{n}.c" for n in names]


def pillow(build: Build) -> dict[str, bytes]:
    """PIL with JPEG, PNG and WebP."""
    jpeg = {"JPEG_LIB_VERSION": "62", "VERSION": "3.1", "LIBJPEG_TURBO_VERSION_NUMBER": "3001090"}
    jpeg |= {"BUILD": "0", "HIDDEN": "", "INLINE": "inline", "THREAD_LOCAL": "", "SIZE_T": "4"}
    jpeg |= {"CMAKE_PROJECT_NAME": "jpeg", "SIMD_ARCHITECTURE": "NONE", "COPYRIGHT_YEAR": ""}
    for header in ("jconfig.h", "jconfigint.h", "jversion.h"):
        build.fill(f"libjpeg-turbo/src/{header}.in", f"jpeg/{header}", jpeg)
    lists = (build.sources / "libjpeg-turbo/CMakeLists.txt").read_text("utf-8")
    named = re.search(r"set\(JPEG_SOURCES(.*?)\)", lists, re.DOTALL)
    sources = [*named[1].split(), "src/jaricom.c", "src/jcarith.c", "src/jdarith.c"]
    where = ["objects/headers/jpeg", "libjpeg-turbo/src", "libjpeg-turbo/src/spng/zlib"]
    files = [build.sources / "libjpeg-turbo" / one for one in sources]
    jpegs = build.objects("jpeg", files, where, [])
    setup = (build.sources / "pillow/setup.py").read_text("utf-8")
    library = re.search(r"_LIB_IMAGING = \((.*?)\)", setup, re.DOTALL)
    names = sorted({*re.findall(r'"(\w+)"', library[1]), "Mode"})
    root = "pillow/src"
    files = build.files(f"{root}/libImaging", names)
    files += build.files(
        root, ["_imaging", "decode", "encode", "map", "display", "outline", "path"]
    )
    version = re.search(r'"(.*)"', (build.sources / root / "PIL/_version.py").read_text("utf-8"))
    flags = ["-DHAVE_LIBJPEG", "-DHAVE_LIBZ", f'-DPILLOW_VERSION="{version[1]}"']
    inside = [f"{root}/libImaging", root, f"{root}/thirdparty", *where, "python"]
    core = build.objects("pillow", files, inside, flags)
    webp = [
        file
        for part in ("dec", "enc", "dsp", "utils", "demux", "mux", "../sharpyuv")
        for file in build.files(f"libwebp/src/{part}")
    ]
    webps = build.objects("webp", webp, ["libwebp", "libwebp/src"], [])
    inside = [f"{root}/libImaging", root, f"{root}/thirdparty", "python", "libwebp/src", "libwebp"]
    files = [*build.files(root, ["_webp"]), *build.files(f"{root}/libImaging", ["Mode"])]
    face = build.objects("webp-face", files, inside, flags)
    found = {f"PIL/_imaging{SUFFIX}": build.module("_imaging", core + jpegs)}
    found[f"PIL/_webp{SUFFIX}"] = build.module("_webp", face + webps)
    for file in (build.sources / root / "PIL").glob("*.py"):
        found[f"PIL/{file.name}"] = file.read_bytes()
    return found


def lxml(build: Build) -> dict[str, bytes]:
    """lxml.etree and what of lxml is Python."""
    values = {"VERSION": "2.14.6", "LIBXML_VERSION_NUMBER": "21406", "LIBXML_VERSION_EXTRA": ""}
    values |= {"MODULE_EXTENSION": ".so", "LIBXSLT_DEFAULT_PLUGINS_PATH": ""}
    build.fill("libxml2/include/libxml/xmlversion.h.in", "libxml/xmlversion.h", values)
    values |= {"VERSION": "1.1.43", "LIBXSLT_VERSION_NUMBER": "10143", "LIBXSLT_VERSION_EXTRA": ""}
    build.fill("libxslt/libxslt/xsltconfig.h.in", "libxslt/xsltconfig.h", values)
    values |= {"VERSION": "0.8.24", "LIBEXSLT_VERSION_NUMBER": "824", "LIBEXSLT_VERSION_EXTRA": ""}
    build.fill("libxslt/libexslt/exsltconfig.h.in", "libexslt/exsltconfig.h", values)
    has = ["SYS_TYPES_H", "SYS_STAT_H", "STAT", "UNISTD_H", "SNPRINTF", "VSNPRINTF", "STDINT_H"]
    has += ["LOCALTIME_R", "GMTIME_R", "CLOCK_GETTIME", "SYS_TIME_H", "FCNTL_H"]
    lines = [f"#define HAVE_{name} 1" for name in has]
    lines += [f"#define HAVE_DECL_{name} 0" for name in ("GETENTROPY", "GLOB", "MMAP")]
    lines += ['#define XML_SYSCONFDIR "/etc"', '#define PACKAGE "libxslt"']
    (build.made / "config.h").write_text("\n".join(lines) + "\n", "utf-8")
    where = ["libxml2/include", "libxml2", "libxslt"]
    found = build.objects("xml", build.files("libxml2", XML), where, [])
    for part in ("libxslt", "libexslt"):
        files = [file for file in build.files(f"libxslt/{part}") if file.stem != "crypto"]
        found += build.objects(part, files, where, [])
    root = "lxml/src/lxml"
    inside = ["python", *where, root, f"{root}/includes", "lxml/src"]
    modules: dict[str, bytes] = {}
    for name, rest in (("etree", found), ("_elementpath", [])):
        text = (build.sources / root / f"{name}.c").read_text("utf-8")
        for before, after in GENERATORS:
            text = text.replace(before, after)
        mended = build.made / f"{name}.c"
        mended.write_text(text, "utf-8")
        own = build.objects("lxml", [mended], inside, [*CYTHON, "-Oz"])
        modules[f"lxml/{name}{SUFFIX}"] = build.module(name, own + rest)
    python = build.sources / root
    for file in (*python.glob("*.py"), *python.glob("html/*.py")):
        if file.stem != "_elementpath":
            modules[f"lxml/{file.relative_to(python).as_posix()}"] = file.read_bytes()
    return modules


def wheel(name: str, version: str, files: dict[str, bytes], licences: dict[str, Path]) -> Path:
    """A wheel in ``wheels/`` beside this file, the same bytes for the same files."""
    info = f"{name}-{version}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {TAG}\n".encode(),
        **{f"{info}/licenses/{of}": path.read_bytes() for of, path in licences.items()},
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip('=')},{len(data)}\n"
        for path, data in sorted(files.items())
    )
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    target = Path(__file__).with_name("wheels") / f"{name}-{version}-{TAG}.whl"
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path, data in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED, 9)
    return target


def main() -> None:
    """Both wheels."""
    sources = Path(sys.argv[1]).resolve()
    build = Build(sources)
    licences = {
        "pillow": {"pillow": "pillow/LICENSE", "libjpeg-turbo": "libjpeg-turbo/LICENSE.md"}
        | {"libjpeg": "libjpeg-turbo/README.ijg", "libwebp": "libwebp/COPYING"},
        "lxml": {"lxml": "lxml/LICENSES.txt", "lxml-bsd": "lxml/LICENSE.txt"}
        | {"libxml2": "libxml2/Copyright", "libxslt": "libxslt/Copyright"},
    }
    for name, files in (("pillow", pillow(build)), ("lxml", lxml(build))):
        version = re.search(
            r"^Version: (.*)$", (sources / name / "PKG-INFO").read_text("utf-8"), re.M
        )
        said = {of: sources / path for of, path in licences[name].items()}
        print(wheel(name, version[1], files, said))  # noqa: T201


main()
