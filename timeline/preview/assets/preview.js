/* Put into the page by `timeline preview` alone. Listens for the next build: a new page is loaded in place of this one, with
   the reader where they were; what is wrong is shown beside it. Filters, selection, lanes and axis are in the
   address already. */
addEventListener("load", () => {
  const key = "timeline-preview";
  const own = document.getElementById("_preview");
  const marks = "article[data-event-id], [data-obligation-id], [data-source-id], section > h2";
  const all = (query) => [...document.querySelectorAll(query)].filter((one) => !one.closest("#_preview, #_peek"));
  const name = (one) => `${one.closest("[id]")?.id ?? ""}/${one.querySelector("summary")?.textContent ?? one.textContent}`;
  const details = () => {
    const met = new Map();
    return all("details").map((one) => {
      const said = name(one), before = met.get(said) ?? 0;
      met.set(said, before + 1);
      return [`${said}/${before}`, one];
    });
  };
  const label = (one) => one.id || one.dataset.sourceId || name(one);

  const drawn = () => typeof Live !== "undefined" && Live.drawn;
  /** What of the chart is seen, how near, and the event in the middle of it; nothing if that is all of it. */
  const seen = () => {
    if (!drawn()) return waiting;
    if (Live.zoomed <= 1.01) return null;
    const { drawnAxis: axis, node: { _fullLayout: { xaxis } } } = Live, [from, to] = Live.window();
    const off = (id) => Math.abs(2 * Live.x(id) - from - to);
    const middle = Live.chart.ids.event.reduce((one, other) => (off(other) < off(one) ? other : one));
    return { axis, range: xaxis.range.map(xaxis.r2l), middle: [middle, Live.x(middle)] };
  };
  let waiting = null;
  /** Look at it again once it is drawn. Days stay the days they were; steps move as far as that event has. */
  const look = (was, then) => {
    const box = document.getElementById("_chart-box");
    const watch = new MutationObserver(() => {
      if (!drawn()) return;
      watch.disconnect();
      waiting = null;
      if (Live.axis !== was.axis) return;
      const [id, x] = was.middle, { days } = Live.chart.axes[was.axis];
      const moved = days || !Live.at.has(id) ? 0 : Live.x(id) - x;
      window.Plotly.relayout(Live.node, { "xaxis.range": was.range.map((end) => end + moved) }).then(then);
    });
    waiting = was;
    if (box) watch.observe(box, { attributeFilter: ["class"] });
  };

  const keep = () => {
    const here = all(marks).find((one) => one.getClientRects().length && one.getBoundingClientRect().bottom > 0);
    const field = document.activeElement?.name && document.activeElement;
    const peek = document.getElementById("_peek");
    const place = {
      y: scrollY,
      seen: seen(),
      here: here && scrollY > 0 ? [label(here), here.getBoundingClientRect().top] : null,
      details: details().map(([said, one]) => [said, one.open]),
      field: field ? [field.name, field.selectionStart] : null,
      beside: peek && !peek.hidden ? document.querySelector("article.here[id]")?.id : null,
    };
    sessionStorage.setItem(key, JSON.stringify(place));
    history.scrollRestoration = "manual";
  };

  const back = (place) => {
    const open = new Map(place.details);
    for (const [said, one] of details()) one.open = open.get(said) ?? one.open;
    const field = place.field && document.getElementsByName(place.field[0])[0];
    if (field) {
      field.focus({ preventScroll: true });
      if (place.field[1] !== null && field.setSelectionRange) field.setSelectionRange(place.field[1], place.field[1]);
    }
    const stay = () => {
      const here = place.here && all(marks).find((one) => label(one) === place.here[0]);
      scrollTo({ top: here ? scrollY + here.getBoundingClientRect().top - place.here[1] : place.y, behavior: "instant" });
    };
    stay();
    const mark = place.beside && document.querySelector(`.chart a[data-event-id="${CSS.escape(place.beside)}"]`);
    const beside = () => mark?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    beside();
    if (place.seen) look(place.seen, () => document.getElementById("_peek").hidden || beside());
    // The chart is drawn later and may move what stands below it, until the reader moves.
    const hold = new ResizeObserver(stay);
    hold.observe(document.body);
    for (const moved of ["wheel", "keydown", "pointerdown", "touchstart"]) addEventListener(moved, () => hold.disconnect(), { once: true });
  };

  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept) back(JSON.parse(kept));
  history.scrollRestoration = "auto";

  const news = new EventSource("$NEWS");
  news.onmessage = (event) => {
    const said = JSON.parse(event.data);
    own.classList.remove("stopped");
    if (said.mark !== own.dataset.mark) {
      news.close();
      keep();
      location.reload();
      return;
    }
    own.innerHTML = said.panel;
  };
  news.onerror = () => own.classList.add("stopped");
});
