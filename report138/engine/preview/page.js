(() => {
  const script = document.currentScript, own = script.dataset, words = JSON.parse(own.words);
  const known = JSON.parse(own.state);
  script.remove();

  // Put what has changed into the page as it stands: the reader stays where they are.
  const patch = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    const a = [...old.childNodes], b = [...fresh.childNodes];
    if (!a.length || !b.length || !old.cloneNode().isEqualNode(fresh.cloneNode())) return old.replaceWith(fresh);
    const least = Math.min(a.length, b.length);
    let start = 0, end = 0;
    while (start < least && a[start].isEqualNode(b[start])) start++;
    while (end < least - start && a.at(-1 - end).isEqualNode(b.at(-1 - end))) end++;
    const left = a.slice(start, a.length - end), added = b.slice(start, b.length - end);
    if (left.length === 1 && added.length === 1) return patch(left[0], added[0]);
    left.forEach((node) => node.remove());
    added.forEach((node) => old.insertBefore(node, a[a.length - end] ?? null));
  };
  const renew = async () => {
    if (!known.version) return location.reload();
    const answer = await fetch(location.href);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const sent = fresh.scripts[0];
    const { version } = JSON.parse(sent?.dataset.state ?? "{}");
    if (!answer.ok || !version) return location.reload();
    sent.remove();
    const boxes = [...document.querySelectorAll("details")];
    fresh.querySelectorAll("details").forEach((box, at) => { box.open = boxes[at]?.open ?? box.open; });
    patch(document.head, fresh.head);
    patch(document.body, fresh.body);
    known.version = version;
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
    /* without its spacing Chromium keeps the boxes that it draws before the font is there */
    b { display: block; letter-spacing: .01em; color: var(--warn, inherit); }
    p { margin: 0; }
    span { position: fixed; right: .6rem; bottom: .6rem; padding: .2rem .7rem; border: 1px solid var(--rule, GrayText); border-radius: 1rem; }
    [hidden] { display: none; }
    @media print { :host { display: none; } }
    </style><div role="alert" tabindex="0" hidden><b></b><p></p></div><span hidden></span>`;
  const [box, label, text, note] = ["div", "b", "p", "span"].map((name) => root.querySelector(name));
  document.documentElement.append(host);
  new ResizeObserver(() => {
    document.documentElement.style.paddingTop = `${box.offsetHeight}px`;
  }).observe(box);

  let was = "", timer;
  const say = (words) => { note.textContent = words; note.hidden = !words; };
  const show = (state) => {
    if (state.version !== known.version) renew().catch(() => location.reload());
    if (state.error !== was) {
      label.textContent = known.version ? words.failed : words.none;
      was = state.error;
      text.textContent = words[was] ?? was;
      box.hidden = !state.error;
      if (!known.version) document.querySelector("main p")?.toggleAttribute("hidden", was);
    }
    clearTimeout(timer);
    timer = setTimeout(say, state.busy ? 300 : 0, state.busy ? words.busy : "");
  };
  show(known);
  const events = new EventSource(own.events);
  events.onmessage = (event) => show(JSON.parse(event.data));
  events.onerror = () => { clearTimeout(timer); say(words.ended); };
  addEventListener("pagehide", () => events.close());
})();
