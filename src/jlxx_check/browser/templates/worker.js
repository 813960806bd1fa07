// The page's worker: Python, the program and what reads pictures and recordings. It is the sandbox:
// the page starts it anew when a file costs it its life.
const say = (kind, value) => postMessage({ kind, value });
const HEIF_DEPTH = 3;
const MEDIA_PIECE = 262144;
let python = null;
let desk = null;
let heif = null;
let media = null;

// What the program asks of the page; also where a test puts something that hangs.
globalThis.platform = {
  // A HEIC file's bytes to pixels, row by row; null where they cannot be decoded.
  heif(bytes) {
    const context = heif.heif_context_alloc();
    try {
      if (heif.heif_context_read_from_memory(context, bytes).code !== heif.heif_error_code.heif_error_Ok) return null;
      const handle = heif.heif_js_context_get_primary_image_handle(context);
      if (!handle || handle.code) return null;
      const alpha = Boolean(heif.heif_image_handle_has_alpha_channel(handle));
      const { heif_chroma_interleaved_RGB, heif_chroma_interleaved_RGBA } = heif.heif_chroma;
      const decoded = heif.heif_js_decode_image2(
        handle,
        heif.heif_colorspace.heif_colorspace_RGB,
        alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
      );
      heif.heif_image_handle_release(handle);
      if (!decoded || decoded.code) return null;
      const plane = decoded.channels.find((one) => one.id === heif.heif_channel.heif_channel_interleaved);
      const row = plane.width * (alpha ? HEIF_DEPTH + 1 : HEIF_DEPTH);
      const pixels = new Uint8Array(row * plane.height);
      for (let y = 0; y < plane.height; y += 1) {
        pixels.set(plane.data.subarray(y * plane.stride, y * plane.stride + row), y * row);
      }
      heif.heif_image_release(decoded.image);
      return { width: plane.width, height: plane.height, alpha, pixels };
    } finally {
      heif.heif_context_free(context);
    }
  },

  // MediaInfo's own account of a file of so many bytes, asked piece by piece.
  media(size, piece) {
    media.reset();
    let at = 0;
    let sought = -1;
    media.openBufferInit(size, at);
    while (at < size) {
      const given = piece(at, Math.min(MEDIA_PIECE, size - at));
      const data = given.toJs ? given.toJs() : given;
      if (given.destroy) given.destroy();
      if (!data.length) break;
      const finished = media.openBufferContinue(data, data.length);
      const seek = media.openBufferContinueGotoGet();
      if (seek !== -1) {
        if (seek === sought || seek >= size) break;
        at = sought = seek;
        media.openBufferInit(finished ? size : -1, seek);
      } else {
        sought = -1;
        at += data.length;
        if (finished) break;
      }
    }
    media.openBufferFinalize();
    return media.inform();
  },
};

const START = `
import sys, warnings
warnings.simplefilter("ignore")  # two libraries were compiled with another header's size of a type
sys.path[:0] = ["/program/pure.zip", "/program/native"]
from jlxx_check.browser import in_browser
import js

class Picture:
    def __init__(self, found):
        self.width, self.height, self.alpha = found.width, found.height, found.alpha
        self.pixels = found.pixels.to_bytes()

def heif(data):
    from pyodide.ffi import to_js
    found = js.platform.heif(to_js(data))
    return None if found is None else Picture(found)

def media(size, piece):
    from pyodide.ffi import create_proxy
    proxy = create_proxy(piece)
    try:
        return str(js.platform.media(size, proxy))
    finally:
        proxy.destroy()

in_browser.PageParts(heif=heif, media=media).use()
desk = in_browser.desk([pack.to_bytes() for pack in js.packs], js.language)
del js.packs

def judge(path, number, received, lost, begun, progress):
    global found
    found = desk.judge(path, number, received, lost, begun, progress)
    return in_browser.told(found)

def wrong_day(received, number):
    return desk.wrong_day(received, number)

def page():
    return found.get("html", b"")
`;

async function boot({ blobs, urls, lock, packs, language }) {
  const known = {
    "pyodide.asm.wasm": [blobs.wasm, "application/wasm"],
    "python_stdlib.zip": [blobs.stdlib, "application/zip"],
    "MediaInfoModule.wasm": [blobs.mediawasm, "application/wasm"],
  };
  // The page asks nothing of any network: what is fetched is here, and there is nothing else.
  self.fetch = async (asked) => {
    const name = String(asked.url || asked).split("/").pop();
    if (!known[name]) throw new Error(`not in this page: ${name}`);
    return new Response(known[name][0], { headers: { "Content-Type": known[name][1] } });
  };
  const [{ loadPyodide }, main, heifLibrary, mediaLibrary] = await Promise.all(
    [urls.pyodide, urls.asm, urls.heif, urls.media].map((url) => import(url)),
  );
  const nowhere = "https://page.invalid/";
  const both = [
    loadPyodide({
      indexURL: nowhere,
      stdLibURL: `${nowhere}python_stdlib.zip`,
      lockFileContents: JSON.stringify(lock),
      createPyodideModule: main.default,
    }),
    heifLibrary.default(),
    mediaLibrary.default({ format: "OLDXML", full: true, locateFile: (name) => `${nowhere}${name}` }),
  ];
  [python, heif, media] = await Promise.all(both);
  const { FS } = python;
  FS.mkdirTree("/program/native");
  FS.writeFile("/program/pure.zip", new Uint8Array(await blobs.pure.arrayBuffer()));
  python.unpackArchive(await blobs.native.arrayBuffer(), "zip", { extractDir: "/program/native" });
  globalThis.packs = await Promise.all(packs.map(async (one) => new Uint8Array(await one.arrayBuffer())));
  globalThis.language = language;
  await python.runPythonAsync(START);
  desk = python.globals;
  say("ready", { heap: python._module.HEAP8.length });
}

function judge({ files, top, number, received, lost }) {
  const { FS } = python;
  try {
    FS.chdir("/");
    FS.unmount("/package");
  } catch {
    FS.mkdirTree("/package");
  }
  FS.mount(FS.filesystems.WORKERFS, { blobs: files.map(({ path, file }) => ({ name: path, data: file })) }, "/package");
  // Where it is mounted is nobody's affair: paths begin with the package's own name.
  FS.chdir("/package");
  const given = python.toPy(lost);
  const found = desk.get("judge")(
    top, number, received, given,
    (path) => say("begun", path),
    (done, all) => say("progress", [done, all]),
  );
  const html = desk.get("page")().toJs();
  say("judged", { ...JSON.parse(found), html, heap: python._module.HEAP8.length });
}

function moment({ received, number }) {
  say("moment", desk.get("wrong_day")(received, number));
}

function save({ form }) {
  const data = desk.get("desk").saved(form);
  say("saved", { form, data: data.toJs() });
}

onmessage = async ({ data: { kind, value } }) => {
  try {
    if (kind === "boot") await boot(value);
    else if (kind === "judge") judge(value);
    else if (kind === "moment") moment(value);
    else if (kind === "save") save(value);
  } catch (error) {
    say("failed", { during: kind, why: String((error && error.message) || error), fatal: Boolean(error && error.pyodide_fatal_error) || !python });
  }
};
