"""A widget on a bare page: its script, its style and its data, without Jupyter and without a kernel."""

import json
from pathlib import Path
from typing import Any

from report138.workbench.kit import STATIC

# What anywidget gives a script, as far as ours asks for it; the answers come from the test.
MODEL = """
const traits = JSON.parse(document.querySelector("#traits").textContent);
const heard = {};
window.asked = [];
const model = {
  get: (name) => traits[name],
  set: (name, value) => { traits[name] = value; window.asked.push([name, value]); },
  save_changes() {},
  on(names, call) { heard[names] = call; },
  off() {},
  send(content) { window.asked.push(["send", content]); },
};
window.answer = (name, value) => { traits[name] = value; heard[`change:${name}`](); };
const url = URL.createObjectURL(new Blob([document.querySelector("#script").textContent], { type: "text/javascript" }));
const widget = (await import(url)).default;
widget.render({ model, el: document.querySelector("main") });
window.ready = true;
"""


def write_page(path: Path, widget: Any, *traits: str) -> Path:
    """Write a page that shows a widget with what its traits hold now."""
    data = json.dumps({name: getattr(widget, name) for name in ("kind", *traits)})
    script, css = ((STATIC / f"workbench.{end}").read_text("utf-8") for end in ("js", "css"))
    path.write_text(
        f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Widget</title>
<meta name="viewport" content="width=device-width"><style>:root {{color-scheme: light dark}}
body {{margin: 0}}{css}</style></head>
<body><main><h1>Widget</h1><h2>Of the workbench</h2></main>
<script type="text/plain" id="script">{script}</script>
<script type="application/json" id="traits">{data.replace("<", chr(92) + "u003c")}</script>
<script type="module">{MODEL}</script></body></html>""",
        encoding="utf-8",
    )
    return path


def open_page(browser: Any, path: Path, scheme: str = "light", width: int = 1280) -> Any:
    """Open such a page and wait until the widget is there."""
    view = {"width": width, "height": 900}
    page = browser.new_context(viewport=view, color_scheme=scheme).new_page()
    page.goto(path.as_uri())
    page.wait_for_function("window.ready")
    return page
