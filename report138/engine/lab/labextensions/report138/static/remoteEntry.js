/* Shows of a notebook in two languages the one that its parameter `language` names.

   Cells tagged lang-zh or lang-en of the other language are hidden, and a button of the notebook's
   toolbar shows them again.  The file itself is not touched: nothing here is stored.

   JupyterLab and Notebook 7 load this file as it is; it needs no build. */
(() => {
  "use strict";
  const CLASS = "report138-other-language";
  const DECLARED = /^\s*language\s*(?::\s*str\s*)?=\s*["'](\w+)["']/m;
  const LABELS = {
    zh: { show: "显示英文", hide: "只看中文" },
    en: { show: "Show Chinese", hide: "English only" },
  };
  let scope = null;

  /* Return a module that JupyterLab itself has loaded, or will. */
  async function load(name) {
    const versions = scope[name];
    const loaded = Object.keys(versions).find((version) => versions[version].loaded);
    return (await versions[loaded || Object.keys(versions)[0]].get())();
  }

  const readTags = (cell) => cell.model.getMetadata("tags") || [];

  /* Return the language that the notebook is set to: what is injected comes last and holds. */
  function findLanguage(cells) {
    const set = cells
      .filter((cell) => readTags(cell).some((tag) => /^(injected-)?parameters$/.test(tag)))
      .map((cell) => DECLARED.exec(cell.model.sharedModel.getSource()))
      .filter(Boolean);
    return set.length ? set[set.length - 1][1] : "";
  }

  const isOther = (cell, language) => {
    const tags = readTags(cell).filter((tag) => /^lang-/.test(tag));
    return tags.length > 0 && !tags.includes(`lang-${language}`);
  };

  /* Keep one notebook in its language. */
  function attend(panel, Widget) {
    const button = document.createElement("button");
    button.className = "report138-language jp-ToolbarButtonComponent jp-mod-minimal";
    button.type = "button";
    const item = new Widget({ node: document.createElement("div") });
    item.addClass("jp-ToolbarButton");
    item.node.append(button);
    let both = false;
    let due = 0;

    function apply() {
      due = 0;
      if (panel.isDisposed || !panel.content.model) return;
      const cells = [...panel.content.widgets];
      const language = findLanguage(cells);
      const others = language ? cells.filter((cell) => isOther(cell, language)) : [];
      for (const cell of cells) {
        const hidden = !both && others.includes(cell);
        if (hidden === cell.hasClass(CLASS)) continue;
        cell.toggleClass(CLASS, hidden);
        cell.setHidden(hidden);
      }
      const words = LABELS[language] || LABELS.en;
      button.textContent = both ? words.hide : words.show;
      button.setAttribute("aria-pressed", String(both));
      item.setHidden(others.length === 0);
    }

    const applySoon = () => {
      due = due || requestAnimationFrame(apply);
    };
    button.addEventListener("click", () => {
      both = !both;
      apply();
    });
    panel.toolbar.insertAfter("cellType", "report138-language", item) ||
      panel.toolbar.addItem("report138-language", item);
    panel.model.contentChanged.connect(applySoon);
    apply();
  }

  const plugin = {
    id: "report138:language",
    description: "Shows of a notebook in two languages the one that it is set to.",
    autoStart: true,
    requires: [],
    activate: () => {},
  };

  async function makePlugin() {
    const { INotebookTracker } = await load("@jupyterlab/notebook");
    const { Widget } = await load("@lumino/widgets");
    plugin.requires = [INotebookTracker];
    plugin.activate = (app, tracker) => {
      const style = document.createElement("style");
      style.textContent = `
        .${CLASS} { display: none !important; }
        .report138-language { padding: 0 8px; cursor: pointer; white-space: nowrap; }
      `;
      document.head.append(style);
      const start = (_, panel) =>
        Promise.all([panel.context.ready, panel.revealed]).then(() => attend(panel, Widget));
      tracker.forEach((panel) => start(null, panel));
      tracker.widgetAdded.connect(start);
    };
    return { __esModule: true, default: plugin };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB.report138 = {
    init: (shared) => {
      scope = shared;
    },
    get: async () => {
      const module = await makePlugin();
      return () => module;
    },
  };
})();
