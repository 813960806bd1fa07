// Compiles a folder's Python by the page's own Python, leaving .pyc in place of .py, and refuses a
// library that asks for what nobody gives: it would load, and die with the first file that needs it.
//   node compile.mjs PYODIDE FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));

const main = readFileSync(`${pyodide}/pyodide.asm.wasm`);
const glue = readFileSync(`${pyodide}/pyodide.asm.mjs`, "utf8");
const given = new Set(WebAssembly.Module.exports(new WebAssembly.Module(main)).map(({ name }) => name));
// What the loader itself gives to each library.
for (const name of ["memory", "__indirect_function_table", "__stack_pointer", "__memory_base", "__table_base"]) given.add(name);
for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".so"))) {
  const library = new WebAssembly.Module(readFileSync(join(folder, file)));
  const own = new Set(WebAssembly.Module.exports(library).map(({ name }) => name));
  const asked = WebAssembly.Module.imports(library).filter(({ module }) => ["env", "GOT.func", "GOT.mem"].includes(module));
  const lacking = asked.map(({ name }) => name).filter((name) => !given.has(name) && !own.has(name) && !glue.includes(name));
  if (lacking.length) {
    console.error(`${file} asks for ${lacking.join(", ")}, which nothing gives`);
    process.exit(1);
  }
}

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
