/* The page as an explorer inside another document: no address, no story, and a state that the document around it reads
   and sets. Messages go to the parent only, and only the parent is listened to. What they are: ready, state and height
   go out; state, with any part of it, and paper come in. */
Live.wide = "(min-width: 560px)";
Live.room = 520;
Live.dark = () => "dark" in document.documentElement.dataset;

Page.ready = (page) => {
  const root = document.documentElement, tell = (kind, more) => parent.postMessage({ timeline: kind, ...more }, "*");
  let said = "", window_ = {}, telling = 0, setting = 0;
  const day = (ms) => new Date(Math.round(ms / 864e5) * 864e5).toISOString().slice(0, 10);

  /** The stretch of time that is shown, as days, where the axis is one of days and less than all of it is shown. */
  const span = () => {
    const { days } = Live.drawn ? Live.chart.axes[Live.drawnAxis] : {};
    if (!days || Live.zoomed <= 1.01) return {};
    const [left, right] = Live.whole(), unit = (days[1] - days[0]) / (right - left), [from, to] = Live.window();
    return { since: day(days[0] + (from - left) * unit), until: day(days[0] + (to - left) * unit) };
  };
  const state = () => {
    const { selected, fields, shown } = page.state(), { q, lanes, axis, links, day, ...rest } = fields;
    return { selected: selected || null, shown, filters: { text: q, certain: day, ...rest },
      view: { lanes: lanes || Live.mode, axis: axis || Live.axis, relations: links, ...window_ } };
  };
  /** Once for all that one gesture changes, and never for what the parent itself has set. */
  const changed = () => {
    cancelAnimationFrame(telling);
    telling = requestAnimationFrame(() => {
      const now = state(), text = JSON.stringify(now);
      if (setting || text === said) return;
      said = text;
      tell("state", { state: now });
    });
  };
  Page.changed = changed;
  const { afterDraw } = Live;
  Live.afterDraw = () => { afterDraw(); window_ = span(); changed(); size(); };

  const size = () => tell("height", { height: Math.ceil(document.querySelector("main").getBoundingClientRect().height) });
  const peek = document.querySelector("#_peek");
  new MutationObserver(() => { if (peek.hidden && page.state().selected) page.choose(""); }).observe(peek, { attributeFilter: ["hidden"] });
  new ResizeObserver(size).observe(document.querySelector("main"));

  /** Bring a mark into the window of a zoomed chart, in the middle of it. */
  const reach = (id) => {
    if (!Live.drawn || !Live.at.has(id)) return;
    const x = Live.chart.axes[Live.axis].reach[Live.at.get(id)][0], [from, to] = Live.window();
    if (x < from || x > to) Live.look(x - (to - from) / 2, x + (to - from) / 2);
  };
  const look = ({ since, until }) => {
    const { days } = Live.drawn ? Live.chart.axes[Live.axis] : {};
    if (!days) return;
    const [left, right] = Live.whole(), unit = (right - left) / (days[1] - days[0]);
    if (!since && !until) { if (Live.zoomed > 1.01) Live.look(left, right); return; }
    const at = (text, else_) => (text ? left + (Date.parse(text) - days[0]) * unit : else_);
    Live.look(at(since, left), at(until, right));
  };
  /** Nothing is told while the parent's own state is being put in place, which takes until the live chart is there. */
  const set = async ({ selected, filters, view, only }) => {
    setting++;
    const { text, certain, ...rest } = filters || {};
    const put = { q: text, day: certain, ...rest, lanes: view?.lanes, axis: view?.axis, links: view?.relations };
    for (const [name, value] of Object.entries(put)) if (value !== undefined && page.form.elements[name]) page.form.elements[name].value = value;
    if (only !== undefined) Filters.limit(only);
    const before = page.state().selected, chosen = page.byId.has(selected) && selected !== before;
    if (selected !== undefined && !page.byId.has(selected)) { page.choose(""); page.shut(false); }
    if (chosen) page.open(selected, false);
    else page.refresh(false);
    if (await drawn()) {
      if (view) look(view);
      if (chosen) { reach(selected); page.open(selected, false); }
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    setting--;
    changed();
  };
  const drawn = async () => {
    for (let n = 0; n < 200 && Live.fits() && !Live.drawn; n++) await new Promise((done) => setTimeout(done, 50));
    return Live.drawn;
  };
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !data) return;
    if (data.timeline === "state") set(data.state);
    if (data.timeline === "paper" && data.dark !== Live.dark()) {
      root.toggleAttribute("data-dark", data.dark);
      if (Live.drawn) Live.draw();
    }
  });
  /** A link to an event opens its card; one to a source or an obligation has nowhere to go, and its words stay. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.defaultPrevented) return;
    const id = decodeURIComponent(link.hash.slice(1));
    event.preventDefault();
    event.stopPropagation();
    if (page.byId.has(id)) { reach(id); page.open(id, false); }
  }, true);
  said = JSON.stringify(state());
  tell("ready", { state: state() });
};
