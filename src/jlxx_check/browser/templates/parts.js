"use strict";
// The page's parts, out of the page's own text: Python, the program, what reads pictures and recordings.
const pageParts = (() => {
  function lacks() {
    if (typeof WebAssembly !== "object" || typeof WebAssembly.Tag !== "function") return true;
    if (typeof DecompressionStream !== "function" || typeof BigInt64Array !== "function") return true;
    let asked = false;
    try {
      new Worker("data:text/javascript,", { get type() { asked = true; return "module"; } }).terminate();
    } catch {
      return true;
    }
    return !asked;
  }

  const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
  const DIGITS = new Uint8Array(128);
  [...ALPHABET].forEach((sign, value) => { DIGITS[sign.charCodeAt(0)] = value; });

  // A part stands in the page gzipped and in base 85, five signs for four bytes.
  async function part(name) {
    const place = document.getElementById(`part-${name}`);
    const short = (5 - (place.textContent.length % 5)) % 5;
    const text = place.textContent + "~".repeat(short);
    place.remove();
    const bytes = new Uint8Array((text.length / 5) * 4);
    for (let from = 0, to = 0; from < text.length; from += 5) {
      let value = 0;
      for (let at = from; at < from + 5; at += 1) value = value * 85 + DIGITS[text.charCodeAt(at)];
      bytes[to++] = value >>> 24;
      bytes[to++] = value >>> 16;
      bytes[to++] = value >>> 8;
      bytes[to++] = value;
    }
    return new Response(new Blob([bytes.subarray(0, bytes.length - short)]).stream().pipeThrough(new DecompressionStream("gzip"))).blob();
  }

  const asURL = (blob) => new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(new Blob([blob], { type: "text/javascript" }));
  });

  async function unpack(given) {
    const names = ["wasm", "stdlib", "mediawasm", "native", "pure", "pyodide", "asm", "heif", "media"];
    const packs = given.packs.map((_, at) => `pack-${at}`);
    const blobs = Object.fromEntries(await Promise.all([...names, ...packs].map(async (name) => [name, await part(name)])));
    const urls = {};
    for (const name of ["pyodide", "asm", "heif", "media"]) urls[name] = await asURL(blobs[name]);
    const parts = {
      blobs: { wasm: blobs.wasm, stdlib: blobs.stdlib, mediawasm: blobs.mediawasm, native: blobs.native, pure: blobs.pure },
      packs: packs.map((name) => blobs[name]),
      urls,
      lock: given.lock,
      language: given.language,
    };
    // Modules as data: from a file on disk a browser takes neither blob: nor file: for a worker.
    const script = await asURL(document.getElementById("worker").textContent);
    return { parts, script };
  }
  return { lacks, unpack };
})();
