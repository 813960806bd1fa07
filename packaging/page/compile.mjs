// Compiles a folder's Python by the page's own Python, leaving .pyc in place of .py.
//   node compile.mjs PYODIDE FOLDER
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${pyodide}/` });
python.FS.mkdirTree("/work");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/work");
const failed = python.runPython(`
import compileall, pathlib, py_compile
done = compileall.compile_dir(
    "/work", quiet=1, legacy=True, stripdir="/work", workers=1, maxlevels=20,
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
)
for file in pathlib.Path("/work").rglob("*.py"):
    file.unlink()
not done
`);
process.exit(failed ? 1 : 0);
