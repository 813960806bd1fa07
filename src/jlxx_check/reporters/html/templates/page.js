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

  // The person's checklist, saved as YAML: strings in double quotes read the same as in JSON.
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
  const quoted = (text) => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (sign) => "\\u" + sign.charCodeAt(0).toString(16).padStart(4, "0"));
  const chosen = () => {
    const keyed = new Map();
    for (const box of boxes) {
      const key = box.dataset.ruleId + " " + box.dataset.entryId;
      if (!keyed.has(key)) keyed.set(key, []);
      keyed.get(key).push(box);
    }
    // A decision is about a rule and an entry: it is made when all its boxes are ticked.
    return [...keyed.values()].filter((group) => group.every((box) => box.checked));
  };
  const remark = (group) => group
    .map((box) => box.closest("li").querySelector(".note").value.trim())
    .filter(Boolean).join("；") || said.why;
  const yaml = (groups, by, on) => [
    "rulepack: " + quoted(said.pack),
    "package: " + quoted(said.package),
    "decisions:",
    ...groups.map((group) => [
      "  - rule: " + quoted(group[0].dataset.ruleId),
      "    entry: " + (group[0].dataset.entryId ? quoted(group[0].dataset.entryId) : "null"),
      ...(group[0].dataset.entryId ? ["    name: " + quoted(group[0].dataset.entryName)] : []),
      "    decision: confirmed",
      "    by: " + quoted(by),
      "    \"on\": " + on, // bare, YAML 1.1 would read a truth value
      "    why: " + quoted(remark(group)),
    ].join("\n")),
    "",
  ].join("\n");
  const save = (text, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
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
    const groups = chosen();
    if (!groups.length) { complain(said.noTick, boxes[0]); return; }
    if (!by) { complain(said.noName, one("by")); return; }
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) { complain(said.noDate, one("on")); return; }
    const name = `${said.package.replace(/[\\/:*?"<>|\s]+/g, "_")}-${said.file}.yaml`;
    save(yaml(groups, by, on), name);
    unsaved = false;
    complain(fill(said.saved, { count: groups.length, file: name }), null);
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
})();
