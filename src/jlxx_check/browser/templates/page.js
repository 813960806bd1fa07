// What the page does: takes a folder or an archive, has its worker judge it, shows and saves the report.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const find = (id) => document.getElementById(id);
  const words = JSON.parse(find("words").textContent);
  const given = JSON.parse(find("given").textContent);
  // A file may take this long, and a second more for so many bytes; then it costs itself alone.
  const patience = { seconds: 120, bytesASecond: 4e6 };
  const MOST_LOST = 20;
  const state = { parts: null, worker: null, ready: false, task: null, timer: 0, url: null };
  // For whoever watches the page from outside.
  window.checkPage = { state, patience, log: [] };

  const fill = (text, ...values) => values.reduce((said, value, at) => said.replace(`{${at}}`, value), text);
  const show = (id, on) => { find(id).hidden = !on; };
  function tell(text, trouble = false) {
    find("said").textContent = text;
    find("said").classList.toggle("trouble", trouble);
  }

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
    const place = find(`part-${name}`);
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

  async function unpack() {
    const names = ["wasm", "stdlib", "mediawasm", "native", "pure", "pyodide", "asm", "heif", "media"];
    const packs = given.packs.map((_, at) => `pack-${at}`);
    const blobs = Object.fromEntries(await Promise.all([...names, ...packs].map(async (name) => [name, await part(name)])));
    const urls = {};
    for (const name of ["pyodide", "asm", "heif", "media"]) urls[name] = await asURL(blobs[name]);
    state.parts = {
      blobs: { wasm: blobs.wasm, stdlib: blobs.stdlib, mediawasm: blobs.mediawasm, native: blobs.native, pure: blobs.pure },
      packs: packs.map((name) => blobs[name]),
      urls,
      lock: given.lock,
      language: given.language,
    };
    // Modules as data: from a file on disk a browser takes neither blob: nor file: for a worker.
    state.script = await asURL(find("worker").textContent);
  }

  function begin() {
    state.ready = false;
    const worker = new Worker(state.script, { type: "module" });
    state.worker = worker;
    worker.onmessage = ({ data: { kind, value } }) => state.worker === worker && heard[kind](value);
    worker.onerror = (event) => {
      event.preventDefault();
      if (state.worker === worker) dead(event.message || "", "died");
    };
    worker.postMessage({ kind: "boot", value: state.parts });
  }

  function stop() {
    clearTimeout(state.timer);
    if (state.worker) state.worker.terminate();
    state.worker = null;
  }

  // The worker is gone, or as good as: start another, which goes on without the file that it read.
  function dead(why, fate) {
    const { task } = state;
    window.checkPage.log.push(["lost", fate, why, task && task.file]);
    const wasReady = state.ready;
    stop();
    if (!wasReady) return fail(fill(words.noStart, why));
    if (!task || !task.file || task.lost[task.file] || Object.keys(task.lost).length >= MOST_LOST) {
      end(fill(words.broken, why));
      begin();
      return undefined;
    }
    task.lost[task.file] = fate;
    task.file = null;
    tell(fill(words.again, Object.keys(task.lost).length));
    begin();
    return undefined;
  }

  function fail(text) {
    tell(text, true);
    show("state", true);
    show("waiting", false);
    find("pickfolder").disabled = find("pickfile").disabled = true;
  }

  function end(trouble) {
    clearTimeout(state.timer);
    state.task = null;
    show("waiting", false);
    find("pickfolder").disabled = find("pickfile").disabled = false;
    if (trouble) tell(trouble, true);
  }

  function watch(size) {
    clearTimeout(state.timer);
    const seconds = patience.seconds + size / patience.bytesASecond;
    state.timer = setTimeout(() => dead("", "time"), seconds * 1000);
  }

  const heard = {
    ready(value) {
      state.ready = true;
      window.checkPage.ready = performance.now() / 1000;
      window.checkPage.heap = value.heap;
      if (state.task) send();
      else tell(words.ready);
    },
    begun(path) {
      const { task } = state;
      task.file = path;
      find("file").textContent = path;
      watch(task.sizes.get(path) ?? task.whole);
    },
    progress([done, all]) {
      clearTimeout(state.timer);
      state.task.file = null;
      find("bar").max = all || 1;
      find("bar").value = done;
      tell(done < all ? fill(words.reading, done, all) : words.judging);
      if (done === all) find("file").textContent = "";
    },
    judged(value) {
      window.checkPage.heap = value.heap;
      const lost = Object.keys(state.task.lost);
      end();
      if (value.refused) return tell(value.refused, true);
      tell(lost.length ? fill(words.without, lost.join("、")) : words.done);
      shown(value);
      return undefined;
    },
    saved({ form, data }) {
      const { suffix, type } = given.forms[form];
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([data], { type }));
      link.download = `${state.name}${suffix}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      tell(fill(words.saved, link.download));
    },
    failed({ during, why, fatal }) {
      if (during === "boot") return fail(fill(words.noStart, why));
      if (fatal) return dead(why, "died");
      if (during === "judge") return end(fill(words.broken, why));
      return tell(fill(words.notSaved, why), true);
    },
  };

  function shown(value) {
    state.name = value.name;
    window.checkPage.judged = value;
    find("verdict").textContent = value.title;
    find("verdict").className = `verdict ${value.verdict}`;
    find("name").textContent = value.name;
    find("counts").textContent = value.counts.map(([name, count]) => `${name} ${count}`).join(words.between);
    find("advice").textContent = value.advice;
    if (state.url) URL.revokeObjectURL(state.url);
    state.url = URL.createObjectURL(new Blob([value.html], { type: "text/html" }));
    find("report").src = state.url;
    show("found", true);
    find("foundhead").focus();
  }

  function send() {
    const { task } = state;
    state.worker.postMessage({ kind: "judge", value: { files: task.files, top: task.top, number: task.number, received: task.received, lost: task.lost } });
  }

  // files: [{path, file}], the first part of every path the package's own name.
  function check(files) {
    if (state.task) return;
    if (!files.length) {
      tell(words.empty, true);
      show("state", true);
      return;
    }
    const tops = new Set(files.map(({ path }) => path.split("/")[0]));
    const together = tops.size > 1;
    const top = together ? words.material : [...tops][0];
    const placed = together ? files.map(({ path, file }) => ({ path: `${top}/${path}`, file })) : files;
    const sizes = new Map(placed.map(({ path, file }) => [path.slice(top.length + 1), file.size]));
    const whole = files.reduce((sum, { file }) => sum + file.size, 0);
    state.task = { files: placed, top, sizes, whole, number: Number(find("pack").value), received: find("received").value.trim(), lost: {}, file: null };
    show("found", false);
    show("state", true);
    show("waiting", true);
    find("bar").removeAttribute("value");
    find("file").textContent = "";
    find("pickfolder").disabled = find("pickfile").disabled = true;
    tell(state.ready ? words.begun : words.soon);
    find("said").scrollIntoView({ block: "nearest" });
    if (state.ready) send();
  }

  async function walk(entry, before, out) {
    if (entry.isFile) {
      out.push({ path: before + entry.name, file: await new Promise((done, failed) => entry.file(done, failed)) });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return;
      for (const one of some) await walk(one, `${before}${entry.name}/`, out);
    }
  }

  async function dropped(items) {
    const entries = [...items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    const out = [];
    try {
      for (const entry of entries) await walk(entry, "", out);
    } catch (error) {
      tell(fill(words.unread, error.message), true);
      show("state", true);
      return;
    }
    check(out);
  }

  const drop = find("drop");
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    dropped(event.dataTransfer.items);
  });
  find("pickfolder").onclick = () => find("folder").click();
  find("pickfile").onclick = () => find("archive").click();
  find("folder").onchange = ({ target }) => {
    check([...target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    target.value = "";
  };
  find("archive").onchange = ({ target }) => {
    check([...target.files].map((file) => ({ path: file.name, file })));
    target.value = "";
  };
  find("cancel").onclick = () => { stop(); end(); tell(words.stopped); begin(); };
  for (const button of document.querySelectorAll("[data-form]")) {
    button.onclick = () => {
      tell(words.saving);
      state.worker.postMessage({ kind: "save", value: { form: button.dataset.form } });
    };
  }

  show("state", true);
  if (lacks()) {
    fail(words.tooOld);
    return;
  }
  tell(words.starting);
  unpack().then(begin).catch((error) => fail(fill(words.noStart, error.message)));
})();
