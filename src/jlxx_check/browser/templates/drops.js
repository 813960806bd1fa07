"use strict";
// What somebody drops upon the page, as files by their paths.
const drops = (() => {
  async function walkEntry(entry, before, out) {
    if (entry.isFile) {
      out.push({ path: before + entry.name, file: await new Promise((done, failed) => entry.file(done, failed)) });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const one of some) await walkEntry(one, `${before}${entry.name}/`, out);
    }
  }

  async function walkHandle(handle, before, out) {
    if (handle.kind === "file") {
      out.push({ path: before + handle.name, file: await handle.getFile() });
      return;
    }
    for await (const one of handle.values()) await walkHandle(one, `${before}${handle.name}/`, out);
  }

  // What was dropped can be asked for only while it is being dropped. A page that was opened from a
  // disk is given folders by their handles; browsers without these by their entries.
  function taken(item) {
    const handle = item.getAsFileSystemHandle ? item.getAsFileSystemHandle() : Promise.reject(new Error("no handle"));
    handle.catch(() => {});
    return { handle, file: item.getAsFile(), entry: item.webkitGetAsEntry ? item.webkitGetAsEntry() : null };
  }

  async function filesOf({ handle, file, entry }) {
    const out = [];
    try {
      await walkHandle(await handle, "", out);
      return out;
    } catch {
      if (file && !(entry && entry.isDirectory)) return [{ path: file.name, file }];
      const other = [];
      await walkEntry(entry, "", other);
      return other;
    }
  }
  return { taken, filesOf };
})();
