(() => {
  const { root, find, one, fill, typing } = common;
  const table = one("table");
  const body = table.tBodies[0];
  const heads = find("thead tr:last-child th", table);
  const families = find(".families th", table);
  const lead = heads.length - find(".upright", table).length;
  const rows = Array.from(body.rows).map((node, order) => ({
    node, order, cells: Array.from(node.cells), verdict: node.dataset.verdict,
    text: [node.cells[0], node.querySelector(".files-of")].map((cell) => cell.textContent)
      .join(" ").replace(/\s+/g, " ").toLowerCase(),
  }));

  // Sort: a number, a text or a mark; the gravest and the most come first.
  const names = new Intl.Collator(root.lang, { numeric: true });
  const rank = (cell) => {
    const mark = cell.querySelector("[data-rank]");
    return mark ? Number(mark.dataset.rank) : 99;
  };
  const keys = {
    text: (cell) => cell.dataset.value || cell.textContent.trim(),
    low: (cell) => Number(cell.dataset.value),
    high: (cell) => Number(cell.dataset.value),
    mark: rank,
  };
  const sortBy = (head) => {
    const kind = head.querySelector("[data-sort]").dataset.sort;
    const first = kind === "high" ? "descending" : "ascending";
    const other = kind === "high" ? "ascending" : "descending";
    const direction = head.getAttribute("aria-sort") === first ? other : first;
    const turn = direction === "ascending" ? 1 : -1;
    const at = heads.indexOf(head);
    const keyed = rows.map((row) => ({ row, key: keys[kind](row.cells[at]) }));
    keyed.sort((a, b) => turn * (kind === "text" ? names.compare(a.key, b.key) : a.key - b.key)
      || a.row.order - b.row.order);
    heads.forEach((item) => item.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", direction);
    body.append(...keyed.map((item) => item.row.node));
  };
  heads.forEach((head) => {
    const button = head.querySelector("[data-sort]");
    if (button) button.addEventListener("click", () => sortBy(head));
  });

  // Filter: by unit, by verdict, by rule or family; of a rule only who has something to look at.
  const form = one("filter");
  const passed = Math.max(...find("[data-rank]", table).map((mark) => Number(mark.dataset.rank)), 0);
  const looksAt = (cell) => rank(cell) < passed;
  let columns = "";
  const showColumns = (want) => {
    if (want === columns) return;
    columns = want;
    const shown = heads.map((head, at) => at < lead || !want
      || head.dataset.rule === want || head.dataset.family === want);
    heads.forEach((head, at) => { head.hidden = !shown[at]; });
    rows.forEach((row) => row.cells.forEach((cell, at) => {
      if (at >= lead) cell.hidden = !shown[at];
    }));
    families.forEach((family) => {
      const own = heads.filter((head) => head.dataset.family === family.dataset.family && !head.hidden);
      family.hidden = !own.length;
      family.colSpan = own.length || 1;
    });
  };
  const apply = () => {
    const words = one("q").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const [verdict, rule] = [one("status").value, one("rule").value];
    showColumns(rule);
    let shown = 0;
    for (const row of rows) {
      const fits = words.every((word) => row.text.includes(word))
        && (!verdict || verdict === row.verdict)
        && (!rule || row.cells.some((cell, at) => at >= lead && !cell.hidden && looksAt(cell)));
      row.node.hidden = !fits;
      shown += fits;
    }
    const narrowed = Boolean(words.length || verdict || rule);
    one("count").textContent = fill(narrowed ? one("count").dataset.some : one("count").dataset.all,
      { shown, all: rows.length });
    one("nothing").hidden = shown > 0 || !narrowed;
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

  // From the numbers per rule to the table, narrowed to the rule.
  find("[data-pick]").forEach((link) => link.addEventListener("click", () => {
    one("rule").value = link.dataset.pick;
    apply();
  }));

  // Arrow keys move through the table; Tab goes from unit to unit instead of through thousands.
  find(".mark[href], .upright button", table).forEach((node) => { node.tabIndex = -1; });
  const inside = (cell) => (cell.hidden ? null : cell.querySelector("a[href], button"));
  const step = (cell, across, down) => {
    const line = [heads[0].parentElement, ...Array.from(body.rows).filter((row) => !row.hidden)];
    let [x, y] = [cell.cellIndex, line.indexOf(cell.parentElement)];
    for (;;) {
      x += across;
      y += down;
      if (!line[y] || !line[y].cells[x]) return null;
      const found = inside(line[y].cells[x]);
      if (found) return found;
    }
  };
  const moves = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td, th");
    if (!cell || !moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = step(cell, ...moves[event.key]);
    event.preventDefault();
    if (next) next.focus();
  });
  // What a mark says is shown on hover, too.
  body.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("a.mark");
    if (mark && !mark.title) mark.title = mark.getAttribute("aria-label");
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && (root.classList.contains("narrowed") || one("q").value)) {
      form.reset();
      one("q").blur();
    } else if (!typing(event.target) && event.key === "/") {
      event.preventDefault();
      one("q").focus();
      one("q").select();
    }
  });
})();
