// The widgets of the workbench.  All they show comes from Python as data; texts are set as texts.

const SVG = "http://www.w3.org/2000/svg";

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== ""));
  return node;
}

// ---- tiles: marks in millimetres, as the figure draws them

function draw(name, attributes, styles = {}) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  for (const [key, value] of Object.entries(styles)) node.style.setProperty(key, value);
  return node;
}

const DRAWN = {
  box(mark) {
    const { x, y, width, height } = mark;
    const edge = { fill: mark.fill, stroke: mark.edge, "stroke-width": mark.line };
    const box = draw("rect", { x, y, width, height }, edge);
    if (mark.dash) box.setAttribute("stroke-dasharray", "0.8 0.6");
    if (!mark.hatch) return [box];
    const lines = [0.25, 0.5, 0.75].map((at) =>
      draw(
        "line",
        { x1: x, y1: y + 2 * at * height, x2: x + 2 * at * width, y2: y },
        { stroke: mark.edge, "stroke-width": 0.18 },
      ),
    );
    // what a hatch has beyond its box is cut off
    const cut = draw("svg", { x, y, width, height, viewBox: `${x} ${y} ${width} ${height}` });
    cut.append(...lines);
    box.style.setProperty("stroke-width", Math.max(mark.line, 0.18));
    return [box, cut];
  },
  shape: (mark) => [draw("polygon", { points: mark.points.join(" ") }, { fill: mark.fill })],
  line: (mark) => [
    draw(
      "polyline",
      { points: mark.points.join(" ") },
      { fill: "none", stroke: mark.edge, "stroke-width": mark.line },
    ),
  ],
  text(mark) {
    const placed = { x: mark.x, y: mark.y, "text-anchor": mark.anchor, "dominant-baseline": "central" };
    const node = draw("text", placed, { fill: mark.fill, "font-size": `${mark.size}px` });
    node.textContent = mark.text;
    return [node];
  },
};

function drawTile(marks, width, height) {
  const tile = draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  tile.style.setProperty("--width", width);
  tile.style.setProperty("--height", height);
  tile.append(...marks.flatMap((mark) => DRAWN[mark.kind](mark)));
  return tile;
}

// ---- a grid of cells, by mouse and by keys

const STEPS = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  PageDown: [5, 0],
  PageUp: [-5, 0],
};

function makeGrid(scene, at, on) {
  const heads = scene.columns.map((column, number) =>
    make("th", { scope: "col", role: "columnheader", "aria-colindex": number + 2 }, column.name),
  );
  const corner = make("td", { role: "presentation" });
  const rows = scene.rows.map((row, place) => {
    const driver = row.driver && make("small", {}, row.driver);
    const head = make("th", { scope: "row", role: "rowheader", "aria-colindex": 1 }, row.name, driver);
    const cells = scene.cells[place].map((cell, number) => {
      const open = at[0] === row.id && at[1] === scene.columns[number].id;
      const named = {
        role: "gridcell",
        tabindex: -1,
        "aria-colindex": number + 2,
        "aria-label": cell.label,
        "aria-selected": open ? "true" : "false",
        "data-row": place,
        "data-column": number,
        title: cell.label,
      };
      return make("td", named, drawTile(cell.marks, ...scene.tile));
    });
    return make("tr", { role: "row", "aria-rowindex": place + 2 }, head, cells);
  });
  const table = make(
    "table",
    {
      role: "grid",
      "aria-label": scene.terms.grid,
      "aria-rowcount": scene.rows.length + 1,
      "aria-colcount": scene.columns.length + 1,
    },
    make("thead", { role: "rowgroup" }, make("tr", { role: "row", "aria-rowindex": 1 }, corner, heads)),
    make("tbody", { role: "rowgroup" }, rows),
  );
  const find = (row, column) => table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  const place = (cell) => [Number(cell.dataset.row), Number(cell.dataset.column)];
  const rest = (cell) => {
    table.querySelectorAll('[role="gridcell"][tabindex="0"]').forEach((one) => (one.tabIndex = -1));
    cell.tabIndex = 0;
  };
  const key = (cell) => {
    const [row, column] = place(cell);
    return [scene.rows[row].id, scene.columns[column].id];
  };
  table.addEventListener("focusin", (event) => {
    const cell = event.target.closest('[role="gridcell"]');
    if (cell) rest(cell);
  });
  table.addEventListener("click", (event) => {
    const cell = event.target.closest('[role="gridcell"]');
    if (!cell) return;
    cell.focus({ preventScroll: true });
    on.open(key(cell), false);
  });
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest('[role="gridcell"]');
    if (!cell || event.altKey || event.metaKey) return;
    const [row, column] = place(cell);
    const [last, end] = [scene.rows.length - 1, scene.columns.length - 1];
    let to = null;
    if (event.key in STEPS) {
      const [down, right] = STEPS[event.key];
      to = [Math.min(Math.max(row + down, 0), last), Math.min(Math.max(column + right, 0), end)];
    } else if (event.key === "Home") to = [event.ctrlKey ? 0 : row, 0];
    else if (event.key === "End") to = [event.ctrlKey ? last : row, end];
    else if (event.key === "Enter" || event.key === " ") on.open(key(cell), true);
    else if (event.key === "Escape") on.close();
    else if (!on.key || !on.key(event, key(cell))) return;
    event.preventDefault();
    if (to) find(...to).focus();
  });
  const first = scene.rows.findIndex((row) => row.id === at[0]);
  const along = scene.columns.findIndex((column) => column.id === at[1]);
  const start = find(Math.max(first, 0), Math.max(along, 0));
  if (start) start.tabIndex = 0;
  return { node: make("div", { class: "r138-scroll" }, table), find, place };
}

// ---- the explorer

function makeControl(control, change) {
  if (!control.options) {
    const box = make("input", { type: "checkbox", "data-setting": control.id });
    box.checked = control.value;
    box.addEventListener("change", () => change({ [control.id]: box.checked }));
    return make("label", {}, box, " ", control.label);
  }
  const options = control.options.map((option) => make("option", {}, option.label));
  const list = make("select", { "data-setting": control.id }, options);
  list.selectedIndex = control.options.findIndex((option) => option.value === control.value);
  list.addEventListener("change", () =>
    change({ [control.id]: control.options[list.selectedIndex].value }),
  );
  return make("label", {}, make("span", {}, control.label), " ", list);
}

function makeQuote(quote) {
  const runs = quote.runs.map((run) => (run.mark ? make("mark", {}, run.text) : run.text));
  return make(quote.translation ? "p" : "blockquote", { lang: quote.lang, class: "r138-quote" }, runs);
}

function makeLevel(level) {
  const chip = make("span", { class: "r138-level" }, level.text);
  chip.style.background = level.fill;
  chip.style.color = level.ink;
  return chip;
}

function makeNote(note) {
  return make("p", { class: "r138-note" }, note.who && make("b", {}, `${note.who} `), note.text);
}

function makeEntry(entry, terms) {
  const others = entry.others.map((other) =>
    make("div", { class: "r138-other" }, `${other.who} (${terms.also_quoted})`, other.quotes.map(makeQuote)),
  );
  const facts = [entry.place, entry.takers].filter(Boolean).join(" · ");
  return make(
    "li",
    {},
    makeLevel(entry.level),
    make(
      "div",
      {},
      entry.quotes.map(makeQuote),
      facts && make("p", { class: "r138-fact" }, facts),
      entry.notes.map(makeNote),
      others,
    ),
  );
}

function makePanel(scene, close) {
  const { panel, terms } = scene;
  if (!panel) return make("p", { class: "r138-hint" }, terms.hint);
  const title = make("h3", { tabindex: -1 }, panel.title);
  const button = make("button", { type: "button" }, terms.close);
  button.addEventListener("click", close);
  const parts = panel.parts.map((part) => [
    make("h4", {}, part.heading),
    make("ul", {}, part.entries.map((entry) => makeEntry(entry, terms))),
  ]);
  const missing = panel.missing.length
    ? [make("h4", {}, terms.missing), panel.missing.map((said) => make("p", {}, said))]
    : [];
  const readings =
    panel.readings.length > 1
      ? [
          make("h4", {}, terms.by_reading),
          make(
            "ul",
            { class: "r138-readings" },
            panel.readings.map((reading) =>
              make("li", {}, `${reading.label} `, reading.level && makeLevel(reading.level), ` ${reading.said}`),
            ),
          ),
        ]
      : [];
  const searches = panel.searches.length
    ? [make("h4", {}, terms.searches), panel.searches.map(makeNote)]
    : [];
  const node = make(
    "section",
    { class: "r138-panel", "aria-label": panel.title },
    make("div", { class: "r138-head" }, title, button),
    make("p", { class: "r138-standing" }, panel.standing),
    parts,
    missing,
    readings,
    searches,
  );
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return node;
}

function renderExplorer({ model, el }) {
  const root = make("div", { class: "r138" });
  const said = make("p", { class: "r138-said", role: "status", "aria-live": "polite" });
  const settings = make("fieldset", { class: "r138-settings" });
  const matrix = make("div", {});
  const legend = make("ul", { class: "r138-legend" });
  const aside = make("div", { class: "r138-aside" });
  const body = make("div", { class: "r138-body" }, make("div", { class: "r138-main" }, matrix, legend), aside);
  root.append(settings, said, body);
  let grid = null;
  let entered = false; // the panel was opened by keys: its heading takes the focus

  const change = (values) => {
    model.set("choice", { ...model.get("choice"), ...values });
    model.save_changes();
  };
  const close = () => {
    const at = model.get("scene").at;
    entered = false;
    change({ at: [] });
    if (at.length && grid) focusCell(at);
  };
  const focusCell = (at) => {
    const { rows, columns } = model.get("scene");
    const row = rows.findIndex((one) => one.id === at[0]);
    const column = columns.findIndex((one) => one.id === at[1]);
    const cell = grid.find(row, column);
    if (cell) cell.focus({ preventScroll: true });
  };
  const on = {
    open(at, byKey) {
      entered = byKey;
      change({ at });
    },
    close,
  };

  const show = () => {
    const scene = model.get("scene");
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const setting = active && active.dataset.setting;
    const cell = active && active.closest('[role="gridcell"]');
    const stood = cell && grid.place(cell);
    const scroll = grid && [grid.node.scrollLeft, grid.node.scrollTop];
    root.lang = scene.lang;
    for (const [name, value] of Object.entries(scene.colours)) root.style.setProperty(`--r138-${name}`, value);
    settings.replaceChildren(
      make("legend", {}, scene.terms.settings),
      ...scene.controls.map((control) => makeControl(control, change)),
    );
    said.textContent = scene.said;
    grid = makeGrid(scene, scene.at, on);
    matrix.replaceChildren(grid.node);
    legend.replaceChildren(
      ...scene.legend.map((entry) => make("li", {}, drawTile(entry.marks, entry.width, entry.height), entry.text)),
    );
    const panel = makePanel(scene, close);
    aside.replaceChildren(panel);
    if (scroll) [grid.node.scrollLeft, grid.node.scrollTop] = scroll;
    if (setting) root.querySelector(`[data-setting="${setting}"]`)?.focus();
    else if (entered && scene.panel) panel.querySelector("h3").focus();
    else if (stood) grid.find(...stood)?.focus({ preventScroll: true });
    entered = false;
  };
  model.on("change:scene", show);
  show();
  el.append(root);
  return () => model.off("change:scene", show);
}

const KINDS = { explorer: renderExplorer };

function render(context) {
  // JupyterLab has keys of its own for what stands in a notebook
  context.el.setAttribute("data-lm-suppress-shortcuts", "true");
  return KINDS[context.model.get("kind")](context);
}

export default { render };
