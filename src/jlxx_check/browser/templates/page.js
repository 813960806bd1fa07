"use strict";
// What the page does: takes a folder or an archive, has its worker judge it, shows and saves the report.
(() => {
  document.documentElement.classList.add("js");
  const find = (id) => document.getElementById(id);
  const words = JSON.parse(find("words").textContent);
  const given = JSON.parse(find("given").textContent);
  // A file may take this long, and a second more for so many bytes; then it costs itself alone.
  const patience = { seconds: 120, bytesASecond: 4e6 };
  const MOST_LOST = 20;
  // No part of the page unpacks these.
  const PACKED = /\.(7z|rar)$/i;
  const state = { parts: null, worker: null, ready: false, task: null, timer: 0, last: null, judged: false, stopped: false };
  // For whoever watches the page from outside.
  window.checkPage = { state, patience, log: [] };

  const fill = (text, ...values) => values.reduce((said, value, at) => said.replace(`{${at}}`, value), text);
  const show = (id, on) => { find(id).hidden = !on; };
  const received = () => find("received").value.trim();
  const number = () => Number(find("pack").value);
  function tell(text, trouble = false) {
    find("said").textContent = text;
    find("said").classList.toggle("trouble", trouble);
  }

  function begin() {
    state.ready = state.judged = false;
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

  const remark = (text) => { find("remark").textContent = text; };

  // What may be pressed: nothing that begins a check while there is one.
  function busy(on) {
    document.body.classList.toggle("working", on);
    show("waiting", on);
    show("cancel", on);
    remark("");
    for (const name of ["pickfolder", "pickfile", "pack", "received"]) find(name).disabled = on;
    offer();
  }

  // The same files again are offered only where something else was given since.
  function offer() {
    const { last, task, judged } = state;
    const right = !find("received").hasAttribute("aria-invalid");
    const other = Boolean(last) && !task && right && (last.received !== received() || last.number !== number());
    show("again", other);
    show("back", judged && !task);
    find("changed").textContent = other ? words.given : "";
  }

  function fail(text) {
    busy(false);
    tell(text, true);
    show("state", true);
    find("pickfolder").disabled = find("pickfile").disabled = true;
  }

  function end(trouble) {
    clearTimeout(state.timer);
    state.task = null;
    busy(false);
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
      else if (!document.body.classList.contains("judged")) tell(state.stopped ? words.stopped : words.ready);
      state.stopped = false;
      if (received()) look();
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
      const { task } = state;
      const lost = Object.keys(task.lost);
      state.last = task;
      end();
      if (value.refused) return tell(value.refused, true);
      tell(fill(lost.length ? words.without : words.done, value.title, lost.join(words.between)));
      shown(value);
      return undefined;
    },
    moment(wrong) {
      find("receivedwrong").textContent = wrong;
      if (wrong) find("received").setAttribute("aria-invalid", "true");
      else find("received").removeAttribute("aria-invalid");
      offer();
    },
    saved({ form, data }) {
      const { called, suffix, type } = given.forms[form];
      const now = new Date();
      const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([data], { type }));
      link.download = `${state.name}_${called}_${day}${suffix}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      tell(fill(words.saved, link.download));
      document.querySelector(".more").open = false;
    },
    failed({ during, why, fatal }) {
      if (during === "boot") return fail(fill(words.noStart, why));
      if (fatal) return dead(why, "died");
      if (during === "save") tell(fill(words.notSaved, why), true);
      else end(fill(words.broken, why));
      return undefined;
    },
  };

  // Which of the two is looked at: what is to be chosen, or the result of it.
  function turn(result) {
    document.body.classList.toggle("judged", result);
    show("found", result);
    offer();
    find(result ? "foundhead" : "drop").focus();
  }

  function shown(value) {
    window.checkPage.judged = value;
    state.name = value.name;
    state.judged = true;
    // Written into a frame of this page: links within the report lead on, which those of a blob: or
    // a srcdoc do not. A frame anew each time, since the report's script is to be the first there.
    const frame = find("report").cloneNode();
    find("report").replaceWith(frame);
    turn(true);
    const inner = frame.contentDocument;
    inner.open();
    inner.write(new TextDecoder().decode(value.html));
    inner.close();
    takes(inner);
    // Dark or light is chosen in the report, for the page around it, too.
    const same = () => { document.documentElement.dataset.theme = inner.documentElement.dataset.theme; };
    new MutationObserver(same).observe(inner.documentElement, { attributeFilter: ["data-theme"] });
    if (document.documentElement.dataset.theme !== inner.documentElement.dataset.theme) inner.getElementById("theme").click();
  }

  function send() {
    const { task } = state;
    state.worker.postMessage({ kind: "judge", value: { files: task.files, top: task.top, number: task.number, received: task.received, lost: task.lost } });
  }

  function look() {
    if (state.ready && !state.task) state.worker.postMessage({ kind: "moment", value: { received: received(), number: number() } });
  }

  function refuse(text) {
    turn(false);
    show("state", true);
    tell(text, true);
    find("state").scrollIntoView({ block: "nearest" });
  }

  // files: [{path, file}], the first part of every path the package's own name.
  function check(files) {
    if (!files.length) return refuse(words.empty);
    if (files.length === 1 && PACKED.test(files[0].path)) return refuse(fill(words.packed, files[0].path));
    const tops = new Set(files.map(({ path }) => path.split("/")[0]));
    const together = tops.size > 1;
    const top = together ? words.material : [...tops][0];
    const placed = together ? files.map(({ path, file }) => ({ path: `${top}/${path}`, file })) : files;
    const sizes = new Map(placed.map(({ path, file }) => [path.slice(top.length + 1), file.size]));
    const whole = files.reduce((sum, { file }) => sum + file.size, 0);
    run({ files: placed, top, sizes, whole });
    return undefined;
  }

  function run(material) {
    state.task = { ...material, number: number(), received: received(), lost: {}, file: null };
    turn(false);
    show("state", true);
    find("bar").removeAttribute("value");
    find("file").textContent = "";
    busy(true);
    tell(state.ready ? words.begun : words.soon);
    find("state").scrollIntoView({ block: "nearest" });
    find("cancel").focus({ preventScroll: true });
    if (state.ready) send();
  }

  async function dropped(items) {
    const things = [...items].filter(({ kind }) => kind === "file").map(drops.taken);
    if (state.task) return remark(words.busy);
    if (find("pickfolder").disabled) return undefined;
    if (!things.length) return refuse(words.noFile);
    let files;
    try {
      files = (await Promise.all(things.map(drops.filesOf))).flat();
    } catch {
      return refuse(words.unread);
    }
    return state.task ? remark(words.busy) : check(files);
  }

  const drop = find("drop");
  // Wherever it is dropped in the window, upon the report as well.
  function takes(place) {
    for (const name of ["dragenter", "dragover"]) {
      place.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    place.addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      dropped(event.dataTransfer.items);
    });
  }
  takes(document);
  find("pickfolder").onclick = () => find("folder").click();
  find("pickfile").onclick = () => find("archive").click();
  for (const name of ["folder", "archive"]) {
    find(name).onchange = ({ target }) => {
      check([...target.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
      target.value = "";
    };
  }
  find("received").onchange = find("pack").onchange = () => { look(); offer(); };
  find("cancel").onclick = () => {
    state.stopped = true;
    stop();
    end();
    tell(words.stopping);
    begin();
  };
  find("anew").onclick = () => { turn(false); tell(words.ready); };
  find("back").onclick = () => { turn(true); tell(words.last); };
  // Files that were changed meanwhile cannot be read by what was chosen of them.
  find("again").onclick = async () => {
    const { files, top, sizes, whole } = state.last;
    try {
      for (const { file } of files) await file.slice(0, 1).arrayBuffer();
    } catch {
      return refuse(words.changed);
    }
    return run({ files, top, sizes, whole });
  };
  for (const button of document.querySelectorAll("[data-form]")) {
    button.onclick = () => {
      tell(words.saving);
      state.worker.postMessage({ kind: "save", value: { form: button.dataset.form } });
    };
  }
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => { document.documentElement.dataset.theme = darkness.matches ? "dark" : "light"; };
  darkness.addEventListener("change", theme);
  theme();

  show("state", true);
  if (pageParts.lacks()) {
    fail(words.tooOld);
    return;
  }
  tell(words.starting);
  pageParts.unpack(given).then((found) => { Object.assign(state, found); begin(); }).catch((error) => fail(fill(words.noStart, error.message)));
})();
