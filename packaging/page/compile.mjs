// Compiles a folder's Python by the page's own Python, leaving .pyc in place of .py.
//   node compile.mjs PYODIDE FOLDER
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.FS.mkdirTree("/parts");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/parts");
const failed = python.runPython(`
import compileall, pathlib, py_compile, re
# Libraries go without their docstrings; the program is as it is elsewhere.
program = pathlib.Path("/parts/pure/jlxx_check")
done = all(
    [
        compileall.compile_dir(
            folder, quiet=1, legacy=True, stripdir="/parts", maxlevels=20,
            optimize=0 if folder == program else 2,
            rx=None if folder == program else re.compile("^/parts/pure/jlxx_check/"),
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        for folder in [program, *pathlib.Path("/parts").iterdir()]
    ]
)
for file in pathlib.Path("/parts").rglob("*.py"):
    file.unlink()
not done
`);
process.exit(failed ? 1 : 0);
