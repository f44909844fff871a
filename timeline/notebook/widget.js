/* A view of the explorer: a frame of its own, and messages between it and the kernel. The frame may run its own scripts
   and nothing else; what it shows comes from the kernel when a view asks for it, so that no notebook file ever holds it. */
const DARK = () => {
  const { jpThemeLight, theme } = document.body.dataset, code = document.body.classList;
  if (jpThemeLight !== undefined) return jpThemeLight === "false";
  if (code.contains("vscode-dark") || code.contains("vscode-high-contrast")) return true;
  return theme ? theme === "dark" : document.documentElement.matches('[theme="dark"], .dark');
};

function render({ model, el }) {
  const view = Math.random().toString(36).slice(2), frame = document.createElement("iframe"), note = document.createElement("p");
  let drawnFor = 0, waiting = 0, ready = false, own = false;
  Object.assign(frame, { title: model.get("title"), sandbox: "allow-scripts", hidden: true });
  frame.style.cssText = "display:block;width:100%;height:32rem;border:0;background:transparent";
  note.textContent = "The explorer is being drawn; it needs a running kernel.";
  el.classList.add("timeline-explorer");
  el.append(note, frame);

  const post = (kind, more) => frame.contentWindow && frame.contentWindow.postMessage({ timeline: kind, ...more }, "*");
  const state = (names = ["selected", "filters", "view", "only"]) => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const paper = () => post("paper", { dark: DARK() });
  const ask = () => {
    const width = Math.round(el.clientWidth);
    if (width < 200 || Math.abs(width - drawnFor) < 0.06 * drawnFor) return;
    drawnFor = width;
    model.send({ ask: "document", view, width });
  };
  const heard = ({ source, data }) => {
    if (source !== frame.contentWindow || !data) return;
    if (data.timeline === "height") frame.style.height = `${Math.min(Math.max(data.height, 260), 1200)}px`;
    if (data.timeline === "ready") { ready = true; paper(); post("state", { state: state() }); note.hidden = true; frame.hidden = false; }
    if (data.timeline === "state" && ready) {
      own = true;
      for (const [name, value] of Object.entries(data.state)) model.set(name, value);
      own = false;
      model.save_changes();
    }
  };
  const answered = (message) => {
    if (message.view !== view) return;
    if (message.html) { ready = false; frame.hidden = false; frame.srcdoc = message.html; }
    if (message.problem) { note.textContent = message.problem; note.hidden = false; }
  };
  /** What Python, or another view, has changed; what this view itself said changes nothing. */
  const changed = Object.fromEntries(["selected", "filters", "view", "only"].map((name) => [name, () => ready && !own && post("state", { state: state([name]) })]));
  const themed = new MutationObserver(paper), wide = new ResizeObserver(() => { clearTimeout(waiting); waiting = setTimeout(ask, drawnFor ? 400 : 0); });

  addEventListener("message", heard);
  model.on("msg:custom", answered);
  for (const name in changed) model.on(`change:${name}`, changed[name]);
  themed.observe(document.body, { attributes: true });
  wide.observe(el);
  return () => {
    removeEventListener("message", heard);
    model.off("msg:custom", answered);
    for (const name in changed) model.off(`change:${name}`, changed[name]);
    themed.disconnect();
    wide.disconnect();
    clearTimeout(waiting);
  };
}

export default { render };
