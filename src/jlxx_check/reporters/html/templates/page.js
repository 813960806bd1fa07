(() => {
  const { root, find, one, fill, typing } = common;

  // Filter and search.
  const form = one("filter");
  const items = find("[data-item]").map((node) => {
    const group = node.closest("[data-group]");
    return { node, group, level: node.dataset.level, entry: node.dataset.entry,
      rule: node.dataset.rule, text: null };
  });
  const groups = find("[data-group]");
  const wordsOf = (item) => {
    if (item.text === null) {
      item.text = [item.node.textContent, item.node.dataset.text, item.node.dataset.name,
        item.group.dataset.name].join(" ").replace(/\s+/g, " ").toLowerCase();
    }
    return item.text;
  };
  const levels = find("input[name=level]", form);
  const wanted = () => ({
    words: one("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean),
    entry: one("entry").value,
    rule: one("rule").value,
    levels: new Set(levels.filter((box) => box.checked).map((box) => box.value)),
  });
  const apply = () => {
    const want = wanted();
    const all = !want.words.length && !want.rule && want.levels.size === levels.length;
    const alive = new Map(groups.map((group) => [group, 0]));
    let shown = 0;
    for (const item of items) {
      const fits = want.levels.has(item.level)
        && (!want.entry || want.entry === item.entry)
        && (!want.rule || want.rule === item.rule)
        && want.words.every((word) => wordsOf(item).includes(word));
      item.node.hidden = !fits;
      if (fits) {
        shown += 1;
        alive.set(item.group, alive.get(item.group) + 1);
      }
    }
    // An entry without findings is shown while nothing but the entry is asked for.
    for (const group of groups) {
      const own = group.dataset.entry && (!want.entry || want.entry === group.dataset.entry);
      group.hidden = !(alive.get(group) || (all && own));
    }
    for (const part of find(".question")) {
      part.hidden = !find("[data-item]", part).some((node) => !node.hidden);
    }
    const narrowed = !(all && !want.entry);
    one("count").textContent = fill(
      narrowed ? one("count").dataset.some : one("count").dataset.all,
      { shown, all: items.length });
    one("nothing").hidden = shown > 0 || groups.some((group) => !group.hidden);
    root.classList.toggle("narrowed", narrowed);
  };
  let waiting = 0;
  one("q").addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(apply, 120);
  });
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => window.setTimeout(apply, 0));
  apply();

  // A link to what the filter hides, or a fold holds, shows it first.
  const reveal = () => {
    const target = one(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) return;
    const part = target.closest("details");
    if (part) part.open = true;
    if (target.closest("[hidden]")) { form.reset(); apply(); }
    target.scrollIntoView();
    if (target.matches("[tabindex]")) target.focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", reveal);
  find("a[href^='#']").forEach((link) => link.addEventListener("click", () => {
    if (link.hash === window.location.hash) reveal();
  }));
  if (window.location.hash) reveal();

  // Keys: / searches, j and k walk through what is shown, Esc clears.
  const walk = (step) => {
    const shown = items.filter((item) => !item.node.closest("[hidden]")).map((item) => item.node);
    const active = document.activeElement.closest("[data-item]");
    const at = shown.indexOf(active);
    const next = shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : at + step];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "center" }); }
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && (root.classList.contains("narrowed") || one("q").value)) {
      form.reset();
      one("q").blur();
    } else if (typing(event.target)) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      one("q").focus();
      one("q").select();
    } else if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      walk(event.key === "j" ? 1 : -1);
    }
  });

  // The person's checklist, saved as a ledger: a workbook of one sheet with a row for each item.
  const decisions = one("decisions");
  if (!decisions) return;
  const boxes = find("[data-decision]", decisions);
  const settled = find(".done", decisions).length;
  const said = decisions.dataset;
  let unsaved = false;
  const today = new Date();
  one("on").value = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
    .map((part) => String(part).padStart(2, "0")).join("-");
  const progress = () => {
    one("progress").textContent = fill(said.progress,
      { done: settled + boxes.filter((box) => box.checked).length, all: settled + boxes.length });
  };
  const note = (box) => {
    const line = box.closest("li");
    let field = line.querySelector(".note");
    if (!field) {
      field = document.createElement("input");
      field.className = "note";
      field.placeholder = said.note;
      field.setAttribute("aria-label", `${said.note}：${box.closest("label").textContent.trim()}`);
      line.append(field);
    }
    field.hidden = !box.checked;
  };
  decisions.addEventListener("change", (event) => {
    unsaved = true;
    if (event.target.matches("[data-decision]")) note(event.target);
    progress();
  });
  progress();
  // What no XML may hold is left out; Excel reads _x0041_ in a cell as the character of that number.
  const xml = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
  const cells = (texts, row) => `<row r="${row}">` + texts.map((text, column) =>
    `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`)
    .join("") + "</row>";
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const OFFICE = "http://schemas.openxmlformats.org";
  const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relations = (kind, target) => HEAD + `<Relationships xmlns="${OFFICE}/package/2006/relationships">`
    + `<Relationship Id="rId1" Type="${OFFICE}/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`;
  const workbook = (rows) => [
    ["[Content_Types].xml", HEAD + `<Types xmlns="${OFFICE}/package/2006/content-types">`
      + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
      + `<Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>`
      + `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`],
    ["_rels/.rels", relations("officeDocument", "xl/workbook.xml")],
    ["xl/workbook.xml", HEAD + `<workbook xmlns="${OFFICE}/spreadsheetml/2006/main" xmlns:r="${OFFICE}/officeDocument/2006/relationships">`
      + `<sheets><sheet name="${xml(said.file)}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml")],
    ["xl/worksheets/sheet1.xml", HEAD + `<worksheet xmlns="${OFFICE}/spreadsheetml/2006/main">`
      + '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
      + "<cols>" + [20, 20, 26, 10, 12, 13, 36, 8].map((width, at, all) =>
        `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${at + 1 === all.length ? ' hidden="1"' : ""}/>`).join("") + "</cols>"
      + `<sheetData>${rows.map((row, at) => cells(row, at + 1)).join("")}</sheetData>`
      + `<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D2:D${rows.length}"><formula1>"${xml(said.words)}"</formula1></dataValidation></dataValidations>`
      + "</worksheet>"],
  ];
  // A zip whose members are stored as they are (APPNOTE.TXT 4.3): all that a workbook needs.
  const crc = (bytes) => {
    let sum = -1;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum >>> 0;
  };
  const numbers = (...pairs) => {
    const bytes = [];
    for (const [value, size] of pairs) for (let at = 0; at < size; at += 1) bytes.push((value >>> (8 * at)) & 255);
    return new Uint8Array(bytes);
  };
  const zip = (members) => {
    const coder = new TextEncoder();
    const [parts, directory] = [[], []];
    let [at, size] = [0, 0];
    for (const [name, text] of members) {
      const [called, data] = [coder.encode(name), coder.encode(text)];
      // Version 2.0, names in UTF-8, stored, the first day that a zip can tell.
      const common = numbers([20, 2], [0x800, 2], [0, 2], [0, 2], [33, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [called.length, 2], [0, 2]);
      parts.push(numbers([0x04034b50, 4]), common, called, data);
      directory.push(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]), called);
      at += 30 + called.length + data.length;
      size += 46 + called.length;
    }
    return [...parts, ...directory, numbers([0x06054b50, 4], [0, 2], [0, 2], [members.length, 2], [members.length, 2], [size, 4], [at, 4], [0, 2])];
  };
  const row = (box, by, on) => {
    const note = box.closest("li").querySelector(".note");
    const filled = box.checked ? [said.confirmed, by, on, note ? note.value.trim() : ""] : ["", "", "", ""];
    return [said.package, box.dataset.ledgerAbout, box.dataset.ledgerTitle, ...filled, box.dataset.ledgerKey];
  };
  const save = (parts, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: `${TYPES}.sheet` }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const complain = (message, field) => {
    one("saved").textContent = message;
    if (field) field.focus();
  };
  decisions.addEventListener("submit", (event) => {
    event.preventDefault();
    const [by, on] = [one("by").value.trim(), one("on").value];
    const count = boxes.filter((box) => box.checked).length;
    if (!count) { complain(said.noTick, boxes[0]); return; }
    if (!by) { complain(said.noName, one("by")); return; }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) { complain(said.noDate, one("on")); return; }
    const name = `${said.package.replace(/[\\/:*?"<>|\s]+/g, "_")}-${said.file}.xlsx`;
    save(zip(workbook([said.heads.split("|"), ...boxes.map((box) => row(box, by, on))])), name);
    unsaved = false;
    complain(fill(said.saved, { count, file: name }), null);
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
