/* The page's own behaviour: what is shown, lanes, relations, cards beside the chart, keys, state in the address.
   Without it everything can still be read. State is written as #q=…&lanes=…&axis=…&links=…&family=…&day=…&body=…&who=…
   &source=…&only=…&event=…, or as the bare #event-id when nothing else is set; ?embed leaves out head and foot. */
const Page = { changed: () => {}, ready: () => {} };
document.documentElement.classList.add("scripted");
if (/[?&]embed\b/.test(location.search)) document.documentElement.classList.add("embed");

const begin = () => {
  const find = (query, from = document) => from.querySelector(query);
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const data = JSON.parse(find("#_data").textContent);
  const say = (key, values = {}) => (values.n === 1 && data.words[`${key}_1`] || data.words[key]).replace(/\{(\w+)\}/g, (_, name) => Live.grouped(values[name]));
  const form = find(".controls"), stage = find("#_stage"), box = find("#_chart-box"), ring = find("#_ring"), peek = find("#_peek");
  const cards = all("article[data-event-id]"), byId = new Map(cards.map((card) => [card.id, card]));
  const order = cards.map((card) => card.id);
  const at = new Map(order.map((id, place) => [id, place])), big = Boolean(find(".batches"));
  data.links = data.links.map((pair) => pair.map((place) => order[place]));
  Filters.setUp(byId, data);
  /** What an address says after its #; nothing where it is not well written. */
  const decoded = (hash) => { try { return decodeURIComponent(hash.slice(1)); } catch { return ""; } };
  let current = "", selected = "", shown = Filters.found;

  // The state, and the address that holds it

  const fields = { q: "", lanes: form.lanes ? form.lanes.value : "", axis: form.axis ? form.axis.value : "", links: "selected",
    ...Object.fromEntries(Object.keys(Filters.tests).map((name) => [name, ""])) };
  const blank = { ...fields };
  const read = () => { for (const name in fields) if (form.elements[name]) fields[name] = form.elements[name].value; };
  const write = () => {
    const said = Object.entries(fields).filter(([name, value]) => value !== blank[name]);
    if (selected && said.length) said.push(["event", selected]);
    const hash = said.length ? `#${new URLSearchParams(said)}` : selected ? `#${selected}` : " ";
    try { history.replaceState(null, "", hash === " " ? location.pathname + location.search : hash); } catch { /* a sandbox forbids it */ }
  };
  /** Set the form to what the address says and to nothing else; gives the event it names. */
  const restore = () => {
    const hash = decoded(location.hash), said = new URLSearchParams(hash && location.hash.slice(1));
    form.reset();
    for (const [name, value] of said) {
      const field = name in blank && form.elements[name];
      if (field) field.value = value;
      if (field && field.selectedIndex < 0) field.value = "";
    }
    return [hash, said.get("event")].find((id) => byId.has(id)) || "";
  };

  // What is shown

  const refresh = (announce) => {
    read();
    const before = shown;
    shown = Filters.shown(fields);
    if (shown !== before) {
      for (const card of cards) (big ? card : card.parentNode).hidden = !shown.has(card.id);
      if (big) Rows.fit(shown);
    }
    const words = say(shown.size === order.length ? "shown_all" : shown.size ? "shown" : "shown_none", { n: shown.size, all: order.length });
    find("#_none").hidden = shown.size > 0;
    if (!shown.has(selected)) peek.hidden = true;
    find("#_shown").textContent = shown.size === order.length ? "" : big && !Live.fits() ? `${words} ${say("columns_all")}` : words;
    if (announce) find("#_live").textContent = words;
    const links = chain();
    for (const chart of all(".chart")) {
      chart.classList.toggle("many", fields.links === "all");
      find(".links", chart).replaceChildren(...(big ? [] : links.map((at) => curve(chart, ...data.links[at]))));
    }
    Live.show(fields.lanes, links, fields.links === "all", shown, fields.axis).then(paint);
    paint();
    write();
    Page.changed();
  };
  /** A relation in the static chart: from the earlier glyph to the later one, as a curve. */
  const curve = (chart, ...ends) => {
    const [[x0, y0], [x1, y1]] = ends.map((id) => {
      const shape = find(`[data-event-id="${CSS.escape(id)}"] :is(g, circle.g, .mid)`, chart);
      const [moved] = shape.transform.baseVal, at = (name) => +shape.getAttribute(name);
      return moved ? [moved.matrix.e, moved.matrix.f] : shape.matches(".g") ? [at("cx"), at("cy")] : [at("x"), at("y") - 4.4];
    });
    const [start, ...rest] = Live.bend(x0, y0, x1, y1);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", "link");
    path.setAttribute("d", `M${start.join(" ")}C${rest.flat().join(" ")}`);
    return path;
  };
  const chain = () => {
    const both = (at) => data.links[at].every((id) => shown.has(id));
    if (fields.links === "all") return data.links.map((_, at) => at).filter(both);
    if (fields.links === "none" || !selected) return [];
    const found = new Set();
    for (const [from, to] of [[0, 1], [1, 0]]) {
      const front = [selected];
      for (const id of front)
        for (const place of ends()[from].get(id) || [])
          if (!found.has(place)) { found.add(place); front.push(data.links[place][to]); }
    }
    return [...found].filter(both).sort((a, b) => a - b);
  };
  /** The relations by their earlier event, and by their later one; found when they are first asked for. */
  let byEnd;
  const ends = () => byEnd = byEnd || [0, 1].map((end) => {
    const found = new Map();
    data.links.forEach((link, place) => { if (!found.has(link[end])) found.set(link[end], []); found.get(link[end]).push(place); });
    return found;
  });
  /** Dim what is filtered out and set the ring on the current mark. */
  const paint = () => {
    for (const mark of all("[data-event-id]", box)) mark.classList.toggle("dim", !shown.has(mark.dataset.eventId));
    for (const mark of all("[data-obligation-id]", box)) mark.classList.toggle("dim", !shown.has(data.owed[mark.dataset.obligationId]));
    const place = current && shown.has(current) && glyph(current);
    const at = place && place.getBoundingClientRect(), from = stage.getBoundingClientRect();
    ring.hidden = !place || !at.width || at.right < from.left || at.left > from.right;
    if (ring.hidden) return;
    ring.style.left = `${at.left + at.width / 2 - from.left}px`;
    ring.style.top = `${at.top + at.height / 2 - from.top}px`;
  };
  const glyph = (id) => {
    const name = `[data-event-id="${CSS.escape(id)}"]`;
    if (Live.drawn && Live.fits()) return find(`#_plot [data-kind^="mark"] ${name}`) || find(`#_plot [data-kind="questions"] ${name}`);
    return all(`.chart ${name}`).filter((mark) => mark.getClientRects().length).map((mark) => find(".g, .q", mark))[0];
  };

  /** An event's title and its day; a line has both in one. */
  const names = (card) => all("h3, .day", card).map((part) => part.textContent.trim()).reverse();

  // Cards beside the chart

  const choose = (id) => {
    if (selected) byId.get(selected).classList.remove("here");
    current = id || current;
    selected = id;
    if (id) byId.get(id).classList.add("here");
    refresh(false);
  };
  const open = (id, focus) => {
    choose(id);
    if (big) Rows.link(byId.get(id).parentNode);
    const copy = byId.get(id).cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("aria-labelledby");
    for (const part of all("[id]", copy)) part.removeAttribute("id");
    find("h3", copy).id = "_peek-title";
    const bar = document.createElement("div");
    bar.className = "bar";
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "x", textContent: "×", onclick: () => shut(true) });
    close.setAttribute("aria-label", say("close"));
    bar.append(close);
    const go = document.createElement("a");
    Object.assign(go, { href: `#${id}`, textContent: say("to_card") });
    const foot = find(".foot", copy) || copy.appendChild(Object.assign(document.createElement("p"), { className: "foot" }));
    if (!find(".copy", foot)) foot.append(copyButton());
    foot.append(go);
    peek.replaceChildren(bar, copy);
    peek.hidden = false;
    beside(id);
    if (focus) close.focus({ preventScroll: true });
  };
  /** Right of the mark where there is room; else under it, or above it where the window ends. */
  const beside = (id) => {
    const place = glyph(id), from = stage.getBoundingClientRect();
    const at = place ? place.getBoundingClientRect() : from;
    const width = peek.offsetWidth, height = peek.offsetHeight;
    const right = at.right + 150 + width < from.right;
    const fits = at.bottom + 14 + height < innerHeight;
    const left = right ? at.right + 150 - from.left : Math.min(Math.max(0, at.left - from.left - 40), from.width - width);
    const under = fits || at.top - 14 - height < 0 ? at.bottom + 14 : at.top - 14 - height;
    peek.style.left = `${left}px`;
    peek.style.top = `${(right ? Math.max(8, Math.min(at.top - 30, innerHeight - height - 8)) : under) - from.top}px`;
  };
  const shut = (focus) => {
    peek.hidden = true;
    if (focus) box.focus({ preventScroll: true });
  };

  // Keys: one stop in the chart, arrows inside it

  box.tabIndex = 0;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", say("chart_label", { n: order.length }));
  for (const link of all("a", box)) link.tabIndex = -1;
  const move = (step) => {
    const list = order.filter((id) => shown.has(id));
    const at = list.indexOf(current);
    return list[Math.min(Math.max(at < 0 && Math.abs(step) === 1 ? 0 : at + step, 0), list.length - 1)];
  };
  const cross = (step) => {
    const lane = data.lanes[fields.lanes || Object.keys(data.lanes)[0]];
    if (!current || !lane) return move(0);
    const x = (id) => { const one = big ? null : glyph(id); return one ? one.getBoundingClientRect().left : Live.x(id); };
    const here = x(current), most = lane.reduce((most, one) => Math.max(most, one), 0);
    for (let to = lane[at.get(current)] + step; to >= 0 && to <= most; to += step) {
      const near = order.filter((id, place) => lane[place] === to && shown.has(id)).map((id) => [Math.abs(x(id) - here), id]);
      if (near.length) return near.reduce((best, one) => (one[0] < best[0] ? one : best))[1];
    }
    return current;
  };
  const keys = {
    ArrowRight: () => move(1), ArrowLeft: () => move(-1), ArrowDown: () => cross(1), ArrowUp: () => cross(-1),
    Home: () => move(-order.length), End: () => move(order.length),
  };
  const zooms = { "+": 0.5, "=": 0.5, "-": 2, 0: 0 };
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && current) {
      event.preventDefault();
      if (matchMedia(Live.wide).matches) return open(current, true);
      choose(current);
      return rest(byId.get(current));
    }
    if (event.key in zooms) return Live.zoom(zooms[event.key]);
    if (!(event.key in keys)) return;
    event.preventDefault();
    current = keys[event.key]() || current;
    const card = byId.get(current);
    if (card) find("#_live").textContent = names(card).join(", ");
    if (card) Live.follow(current);
    paint();
    ring.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !peek.hidden) shut(true);
  });

  // Clicks

  /** A card becomes where one reads and where the next Tab starts. */
  const rest = (card) => {
    card.tabIndex = -1;
    card.focus({ preventScroll: true });
    card.scrollIntoView();
  };

  box.addEventListener("click", (event) => {
    const mark = event.target.closest(".chart a[data-event-id]");
    if (!mark || !matchMedia(Live.wide).matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(mark.dataset.eventId, false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!peek.hidden && !peek.contains(event.target) && !box.contains(event.target)) shut(false);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const id = link && decoded(link.hash);
    if (link && find(`#${CSS.escape(id)}`)) Leave.went(find(`#${CSS.escape(id)}`));
    if (!link || event.defaultPrevented || !byId.has(id)) return;
    shut(false);
    if (!shown.has(id)) { form.reset(); }
    try { if (decoded(location.hash) !== id) history.pushState(null, "", `#${id}`); } catch { /* a sandbox forbids it */ }
    choose(id);
    rest(byId.get(id));
    Leave.went(byId.get(id));
    event.preventDefault();
  });
  const copyButton = () => Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: say("copy") });
  if (!big) for (const card of cards) find(".foot", card).append(copyButton());
  if (location.protocol.startsWith("http")) for (const code of all(".embed-code")) code.textContent = code.textContent.replace("ADDRESS", Leave.address().replace(/[&"<]/g, (one) => `&#${one.charCodeAt(0)};`));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".copy-code")) Leave.copy(find(".embed-code").textContent, button, say);
    else if (button.matches(".copy")) Leave.copy(Leave.address(button.closest("[data-event-id]").dataset.eventId), button, say);
    if (button.dataset.download) Leave.save(button.dataset);
  });
  find("#_none button").addEventListener("click", () => { form.reset(); refresh(true); form.q.focus(); });
  form.addEventListener("input", () => refresh(true));
  form.addEventListener("submit", (event) => event.preventDefault());
  const unfold = () => { const part = find("details:not([open]) :target"); if (part) { part.closest("details").open = true; part.scrollIntoView(); } };
  addEventListener("hashchange", () => {
    const hash = decoded(location.hash);
    if (!hash || hash.includes("=") || byId.has(hash)) { shut(false); choose(restore()); }
    if (byId.has(hash)) rest(byId.get(hash));
    unfold();
    went();
  });
  addEventListener("resize", paint);
  addEventListener("beforeprint", () => { for (const part of all("details:not([open])")) { part.open = true; part.dataset.shut = ""; } });
  addEventListener("afterprint", () => { for (const part of all("details[data-shut]")) { part.open = false; delete part.dataset.shut; } });

  Live.setUp(box, data, (id, of) => {
    const card = of === "event" ? byId.get(id) : find(`#_owed-${CSS.escape(id)}`);
    if (of !== "event") return card ? all(".what, .state", card).map((part) => part.textContent.trim()) : [];
    const chip = find(":is(.type, h3) + .chip:not(.alert)", card), lines = names(card);
    return chip ? [...lines, chip.textContent] : lines;
  });
  Live.afterDraw = paint;
  Live.onPick = (id, of) => (of === "event" ? byId.has(id) && open(id, false) : find(`#_owed-${CSS.escape(id)}`).scrollIntoView());
  if (big) Rows.setUp(all(".rows"));
  choose(restore());
  if (selected && shown.has(selected) && (big || location.hash.includes("=")) && performance.getEntriesByType("navigation")[0]?.type === "navigate") byId.get(selected).scrollIntoView();
  Live.start();
  unfold();
  const went = () => { const part = document.getElementById(decoded(location.hash)); if (part) Leave.went(part); };
  if (document.documentElement.classList.contains("embed")) Leave.embedded();
  went();
  Page.ready({
    form, byId, open, shut, refresh, choose,
    state: () => ({ selected, fields: { ...fields }, shown: shown.size === order.length ? null : [...shown] }),
  });
};

// Of very many events the words stand there first; what the script adds can wait for a frame.
document.addEventListener("DOMContentLoaded", () => {
  if (document.querySelector(".batches")) requestAnimationFrame(() => setTimeout(begin));
  else begin();
});
