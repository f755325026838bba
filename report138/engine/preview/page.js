(() => {
  const own = document.currentScript.dataset, words = JSON.parse(own.words);
  const key = "report138-preview " + location.pathname;

  // Where the reader was, before this script reloaded the page.
  const left = JSON.parse(sessionStorage.getItem(key) || "null");
  sessionStorage.removeItem(key);
  const boxes = () => [...document.querySelectorAll("details")];
  if (left) {
    boxes().forEach((box, at) => { box.open = left.open[at] ?? box.open; });
    scrollTo({left: left.x, top: left.y, behavior: "instant"});
  }
  history.scrollRestoration = left ? "manual" : "auto";
  const reload = () => {
    const open = boxes().map((box) => box.open);
    sessionStorage.setItem(key, JSON.stringify({x: scrollX, y: scrollY, open}));
    location.reload();
  };

  // A font for characters that no other one of this machine has; loaded when it is needed.
  document.fonts.add(new FontFace("report138 preview", `url(${own.font})`));
  const host = document.createElement("report138-preview");
  const root = host.attachShadow({mode: "open"});
  root.innerHTML = `<style>
    div, span { background: var(--paper, Canvas); color: var(--ink, CanvasText);
      font: .875rem/1.5 system-ui, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "report138 preview", sans-serif; }
    div { position: fixed; inset: 0 0 auto; z-index: 9; max-height: 40vh; overflow: auto; padding: .6rem 1.1rem;
      border-top: 4px solid var(--warn, #b3261e); border-bottom: 1px solid var(--rule, GrayText);
      box-sizing: border-box; overflow-wrap: anywhere; white-space: pre-wrap; }
    b { display: block; color: var(--warn, inherit); }
    p { margin: 0; }
    span { position: fixed; right: .6rem; bottom: .6rem; padding: .2rem .7rem; border: 1px solid var(--rule, GrayText); border-radius: 1rem; }
    [hidden] { display: none; }
    @media print { :host { display: none; } }
    </style><div role="alert" tabindex="0" hidden><b></b><p></p></div><span hidden></span>`;
  const [box, label, text, note] = ["div", "b", "p", "span"].map((name) => root.querySelector(name));
  document.body.prepend(host);
  new ResizeObserver(() => {
    document.documentElement.style.paddingTop = `${box.offsetHeight}px`;
  }).observe(box);

  let was = "", timer;
  const say = (words) => { note.textContent = words; note.hidden = !words; };
  const show = (state) => {
    if (state.version !== own.version) return reload();
    if (state.error !== was) {
      label.textContent = own.version ? words.failed : words.none;
      text.textContent = was = state.error;
      box.hidden = !state.error;
      if (!own.version) document.querySelector("main p")?.toggleAttribute("hidden", was);
    }
    clearTimeout(timer);
    timer = setTimeout(say, state.busy ? 300 : 0, state.busy ? words.busy : "");
  };
  const events = new EventSource(own.events);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => { clearTimeout(timer); say(words.ended); };
  addEventListener("pagehide", () => events.close());
})();
