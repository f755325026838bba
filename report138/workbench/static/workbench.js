// The widgets of the workbench.  All they show comes from Python as data; texts are set as texts.

const SVG = "http://www.w3.org/2000/svg";

// JupyterLab has keys of its own for what stands in a notebook; it asks the element with the focus
const QUIET = ["data-lm-suppress-shortcuts", "true"];
const FOCUSED = ["button", "input", "select", "summary", "textarea"];

function make(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  if (FOCUSED.includes(name) || "tabindex" in attributes) node.setAttribute(...QUIET);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
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

function makeGrid(scene, on) {
  const heads = scene.columns.map((column, number) =>
    make("th", { scope: "col", role: "columnheader", "aria-colindex": number + 2 }, column.name),
  );
  const corner = make("td", { role: "presentation" });
  const rows = scene.rows.map((row, place) => {
    const driver = row.driver && make("small", {}, row.driver);
    const head = make("th", { scope: "row", role: "rowheader", "aria-colindex": 1 }, row.name, driver);
    const cells = scene.cells[place].map((cell, number) => {
      const named = {
        role: "gridcell",
        tabindex: -1,
        "aria-colindex": number + 2,
        "aria-label": cell.label,
        "aria-selected": "false",
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
  const select = (at) => {
    table.querySelectorAll('[aria-selected="true"]').forEach((one) => one.setAttribute("aria-selected", "false"));
    const row = scene.rows.findIndex((one) => one.id === at[0]);
    const open = find(row, scene.columns.findIndex((one) => one.id === at[1]));
    open?.setAttribute("aria-selected", "true");
    const start = open ?? table.querySelector('[role="gridcell"][tabindex="0"]') ?? find(0, 0);
    if (start) rest(start);
  };
  // a box that scrolls can have the focus
  const box = make("div", { class: "r138-scroll", [QUIET[0]]: QUIET[1] }, table);
  return { node: box, find, place, select };
}

// Show a grid in a place; it is drawn anew only where its cells are others, for that takes its time.
function showGrid(old, scene, on, place, ...before) {
  const drawn = JSON.stringify([scene.rows, scene.columns, scene.cells, scene.tile, scene.terms.grid]);
  const grid = old?.drawn === drawn ? old : { ...makeGrid(scene, on), drawn };
  grid.select(scene.at);
  if (grid !== old) place.replaceChildren(...before, grid.node);
  return grid;
}

// ---- the explorer

function makeControl(control, change) {
  const { id, label, options } = control;
  if (!options) {
    const box = make("input", { type: "checkbox", "data-setting": id });
    box.addEventListener("change", () => change({ [id]: box.checked }));
    return { node: make("label", {}, box, " ", label), update: (value) => (box.checked = value) };
  }
  const list = make("select", { "data-setting": id }, options.map((option) => make("option", {}, option.label)));
  list.addEventListener("change", () => change({ [id]: options[list.selectedIndex].value }));
  const update = (value) => {
    list.selectedIndex = options.findIndex((option) => option.value === value);
  };
  return { node: make("label", {}, make("span", {}, label), " ", list), update };
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
  let controls = { drawn: null, all: [] };
  let entered = false; // the panel was opened by keys: its heading takes the focus

  let clicked = false; // it was opened by mouse: below a narrow page it comes into sight

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
      clicked = !byKey;
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
    const drawn = JSON.stringify(scene.controls.map(({ value, ...control }) => control));
    if (drawn !== controls.drawn) {
      controls = { drawn, all: scene.controls.map((control) => makeControl(control, change)) };
      const legend = make("legend", {}, scene.terms.settings);
      settings.replaceChildren(legend, ...controls.all.map((control) => control.node));
    }
    // whoever is choosing goes on
    scene.controls.forEach((control, at) => controls.all[at].update(control.value));
    said.textContent = scene.said;
    grid = showGrid(grid, scene, on, matrix);
    legend.replaceChildren(
      ...scene.legend.map((entry) => make("li", {}, drawTile(entry.marks, entry.width, entry.height), entry.text)),
    );
    const panel = makePanel(scene, close);
    aside.replaceChildren(panel);
    if (scroll) [grid.node.scrollLeft, grid.node.scrollTop] = scroll;
    if (clicked) panel.querySelector("h3")?.scrollIntoView({ block: "nearest" });
    clicked = false;
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

// ---- coding by hand

// Python counts characters, the browser halves of some
const count = (text, end) => Array.from(text.slice(0, end)).length;

// A field keeps its element while it is used: what comes back from Python is put into it in place.
function makeField(name, text, options, key, change) {
  const input = options
    ? make("select", { "data-key": key }, make("option", {}, ""), options.map((one) => make("option", {}, one.label)))
    : make("input", { type: "text", "data-key": key, autocomplete: "off" });
  const rule = make("p", { class: "r138-rule" });
  const find = () => (options ? (options[input.selectedIndex - 1]?.value ?? "") : input.value);
  let last = ""; // as Python has it
  let kept = ""; // as it was sent, or came
  let waiting = 0;
  const send = () => {
    clearTimeout(waiting);
    if (find() !== kept) change((kept = find()));
  };
  const put = () => {
    kept = last;
    if (options) input.selectedIndex = options.findIndex((one) => one.value === last) + 1;
    else input.value = last;
  };
  input.addEventListener("change", send);
  if (!options)
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      // a crash loses what was typed in the last moment at most
      waiting = setTimeout(send, 300);
    });
  const update = (value) => {
    last = value;
    rule.textContent = options?.find((one) => one.value === value)?.rule ?? "";
    // whoever is choosing or typing goes on, with caret and blanks
    if (input !== document.activeElement) put();
  };
  const node = make("div", { class: `r138-field r138-${name}` }, make("label", {}, make("span", {}, text), input), rule);
  return { node, update };
}

function markWords(text, codings) {
  const spans = [];
  for (const coding of codings) {
    const at = coding.words ? text.indexOf(coding.words) : -1;
    if (at >= 0) spans.push([at, at + coding.words.length]);
  }
  spans.sort((one, other) => one[0] - other[0]);
  const parts = [];
  let place = 0;
  for (const [start, end] of spans) {
    if (end <= place) continue;
    parts.push(text.slice(place, Math.max(start, place)), make("mark", {}, text.slice(Math.max(start, place), end)));
    place = end;
  }
  return [...parts, text.slice(place)];
}

function renderCoding({ model, el }) {
  const root = make("div", { class: "r138 r138-coding" });
  const said = make("p", { class: "r138-said", role: "status", "aria-live": "polite" });
  const saved = make("p", { class: "r138-fact" });
  const message = make("p", { class: "r138-message", role: "alert" });
  const list = make("div", { role: "listbox", class: "r138-sentences", tabindex: 0, "data-key": "list" });
  const words = make("textarea", { rows: 6, "data-key": "words", spellcheck: "false" });
  const label = make("label", {}, make("span", {}), words);
  const take = make("button", { type: "button", "data-key": "take" });
  const back = make("button", { type: "button", "data-key": "back" });
  const next = make("button", { type: "button", "data-key": "next" });
  const codings = make("div", {});
  const rules = make("div", {});
  const matrix = make("div", {});
  const cell = make("div", {});
  const desk = make(
    "div",
    { class: "r138-desk" },
    label,
    make("p", { class: "r138-buttons" }, take, back, next),
    codings,
  );
  const side = make("div", { class: "r138-side" }, rules, matrix, cell);
  root.append(said, saved, message, make("div", { class: "r138-body" }, list, desk, side));
  let here = 0;
  let shown = null; // the text in the box
  let fresh = false; // words were just taken: the first field of their coding gets the focus
  let grid = null;
  let forms = { drawn: null, all: [] };
  let whole = { drawn: "", form: null };

  let unanswered = 0;
  const send = (content) => {
    clearTimeout(unanswered);
    unanswered = setTimeout(() => (message.textContent = model.get("scene").terms.unanswered), 4000);
    model.send(content);
  };
  const go = (to) => {
    here = Math.min(Math.max(to, 0), model.get("scene").sentences.length - 1);
    show();
    bring();
  };
  // the box scrolls to the sentence, the page stays
  const bring = () => {
    const { offsetTop: top, offsetHeight: height } = list.children[here] ?? {};
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight;
  };
  const quote = () => {
    const { selectionStart: start, selectionEnd: end, value } = words;
    if (start === end) return;
    fresh = true;
    send({ do: "quote", sentence: here, start: count(value, start), end: count(value, end) });
  };
  // words are selected in a box that nobody can write into, but whose caret keys move
  for (const kind of ["beforeinput", "paste", "drop"]) words.addEventListener(kind, (event) => event.preventDefault());
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") quote();
    else if (event.key === "PageDown") go(here + 1);
    else if (event.key === "PageUp") go(here - 1);
    else return;
    event.preventDefault();
  });
  take.addEventListener("click", quote);
  back.addEventListener("click", () => go(here - 1));
  next.addEventListener("click", () => go(here + 1));
  list.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") go(here + 1);
    else if (event.key === "ArrowUp") go(here - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(Infinity);
    else if (event.key === "Enter") words.focus();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) go(Number(option.dataset.at));
  });

  const makeCoding = (scene, coding) => {
    const { terms, options } = scene;
    const { number } = coding;
    const fields = [...Object.keys(options), ...scene.texts].map((name) => {
      const fill = (value) => send({ do: "fill", number, name, value });
      return [name, makeField(name, terms[name], options[name], `${number}-${name}`, fill)];
    });
    const drop = make("button", { type: "button", "data-key": `${number}-drop` }, terms.drop);
    drop.addEventListener("click", () => send({ do: "drop", number }));
    const legend = make("legend", {});
    const faults = make("div", { class: "r138-faults" });
    const update = (now) => {
      legend.textContent = now.words || "–";
      for (const [name, field] of fields) field.update(now.values[name] ?? "");
      faults.replaceChildren(...now.faults.map((fault) => make("p", { class: "r138-fault" }, fault)));
    };
    update(coding);
    return { node: make("fieldset", { class: "r138-one" }, legend, fields.map(([, field]) => field.node), faults, drop), update };
  };
  const makeCell = (scene) => {
    const { terms, options, cell: one } = scene;
    const { track, scenario } = one;
    const fields = [...(one.evidence ? [] : ["level"]), ...one.notes].map((name) => {
      const decide = (value) => send({ do: "decide", track, scenario, name, value });
      return [name, makeField(name, terms[name], options[name], `cell-${name}`, decide)];
    });
    const update = (now) => fields.forEach(([name, field]) => field.update(now.values[name] ?? ""));
    update(one);
    const evidence = one.evidence && make("p", {}, terms.evidence);
    const inner = [make("legend", {}, one.title), evidence, fields.map(([, field]) => field.node)];
    return { node: make("fieldset", { class: "r138-one" }, inner), update };
  };
  const on = {
    open: ([scenario, track]) => send({ do: "open", scenario, track }),
    close: () => send({ do: "open", scenario: "", track: "" }),
    key(event, [scenario, track]) {
      const levels = model.get("scene").options.level.map((one) => one.value);
      const typed = event.key.toUpperCase();
      const erased = event.key === "Delete" || event.key === "Backspace";
      const value = erased ? "" : levels.find((one) => one.toUpperCase() === typed || (typed === "N" && one === "NA"));
      if (value === undefined || event.ctrlKey) return false;
      send({ do: "decide", track, scenario, name: "level", value });
      return true;
    },
  };

  const show = () => {
    const scene = model.get("scene");
    const { terms, sentences } = scene;
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const key = active && active.dataset.key;
    const stood = active && active.closest('[role="gridcell"]');
    const place = stood && grid.place(stood);
    const scroll = list.scrollTop;
    const open = rules.querySelector("details")?.open;
    root.lang = scene.lang;
    for (const [name, value] of Object.entries(scene.colours)) root.style.setProperty(`--r138-${name}`, value);
    said.textContent = scene.said;
    saved.textContent = `${scene.saved} · ${terms.blind}`;
    message.textContent = scene.message;
    list.setAttribute("aria-label", terms.source);
    list.replaceChildren(
      ...sentences.map((one, at) => {
        const chosen = at === here;
        const done = one.codings.length > 0;
        const named = { role: "option", id: `${prefix}-${at}`, "data-at": at, "aria-selected": String(chosen), lang: one.lang };
        return make(
          "div",
          { ...named, class: done ? "r138-done" : false },
          make("small", {}, one.place),
          make("span", {}, markWords(one.text, one.codings)),
        );
      }),
    );
    list.setAttribute("aria-activedescendant", `${prefix}-${here}`);
    list.scrollTop = scroll;
    const sentence = sentences[here];
    label.firstChild.textContent = terms.words;
    take.textContent = terms.take;
    back.textContent = terms.previous;
    next.textContent = terms.next;
    if (sentence && shown !== here) {
      words.value = sentence.text;
      words.lang = sentence.lang;
      words.setSelectionRange(0, 0);
      shown = here;
    }
    const mine = sentence?.codings ?? [];
    const drawn = `${here}:${mine.map((coding) => coding.number)}`;
    if (drawn === forms.drawn) mine.forEach((coding, at) => forms.all[at].update(coding));
    else {
      forms = { drawn, all: mine.map((coding) => makeCoding(scene, coding)) };
      const hint = mine.length === 0 && make("p", { class: "r138-hint" }, terms.none);
      codings.replaceChildren(...[make("h3", {}, terms.codings), hint, ...forms.all.map((form) => form.node)].filter(Boolean));
    }
    const listed = scene.rules.map((one) => [make("dt", {}, one.head), make("dd", {}, one.rule)]);
    const book = make("details", {}, make("summary", { "data-key": "book" }, terms.codebook), make("dl", {}, listed));
    book.open = open ?? true;
    rules.replaceChildren(book);
    const scrolled = grid && [grid.node.scrollLeft, grid.node.scrollTop];
    grid = showGrid(grid, scene, on, matrix, make("h3", {}, terms.cell));
    if (scrolled) [grid.node.scrollLeft, grid.node.scrollTop] = scrolled;
    const opened = scene.cell ? `${scene.at}:${scene.cell.evidence}` : "";
    if (opened && opened === whole.drawn) whole.form.update(scene.cell);
    else {
      whole = { drawn: opened, form: opened ? makeCell(scene) : null };
      cell.replaceChildren(...(opened ? [whole.form.node] : []));
    }
    if (fresh && sentence.codings.length) root.querySelector(`[data-key="${sentence.codings.at(-1).number}-track_id"]`)?.focus();
    else if (place) grid.find(...place)?.focus({ preventScroll: true });
    else if (key) {
      const again = root.querySelector(`[data-key="${key}"]`);
      if (again && again !== document.activeElement) again.focus({ preventScroll: true });
    }
    fresh = false;
  };
  const prefix = `r138-${Math.random().toString(36).slice(2)}`;
  const answer = () => {
    clearTimeout(unanswered);
    show();
  };
  model.on("change:scene", answer);
  const sentences = model.get("scene").sentences;
  here = Math.max(sentences.findLastIndex((one) => one.codings.length > 0), 0);
  show();
  el.append(root);
  requestAnimationFrame(bring);
  return () => model.off("change:scene", answer);
}

const KINDS = { explorer: renderExplorer, coding: renderCoding };

function render(context) {
  context.el.setAttribute(...QUIET);
  return KINDS[context.model.get("kind")](context);
}

export default { render };
