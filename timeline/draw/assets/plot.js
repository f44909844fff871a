/* The live chart: unpacks the library, draws over the static picture, and marks what it drew with the events' ids.
   Knows nothing of cards, search or addresses. Anything that fails leaves the static picture where it is. */
"use strict";

const Live = {
  node: null, box: null, chart: null, drawn: false, loading: null, mode: "", axis: "", links: [], many: false, lit: null,
  zoomed: 1, afterDraw: () => {}, onPick: () => {},
  /** So many marks may be drawn one by one; of more the chart shows how many there are. */
  most: 400,
  /** The window from which on the chart is live, and the width it needs then. */
  wide: "(min-width: 880px)", room: 700,

  /** ``name(id, kind)`` gives the lines to show when the pointer rests on a mark. */
  setUp(box, data, name) {
    Object.assign(this, { box, data, name, node: box.querySelector("#_plot") });
    [this.mode, this.axis] = data.first;
  },

  /** Draw once the chart is near the screen and the browser has time; never on a phone or for a finger. */
  start() {
    const box = this.box;
    if (!document.getElementById("_library") || !this.node) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting) || !this.fits()) return;
      seen.disconnect();
      (window.requestIdleCallback || setTimeout)(() => this.draw(), { timeout: 2000 });
    }, { rootMargin: "800px" });
    requestAnimationFrame(() => setTimeout(() => seen.observe(box)));
    let waiting = 0;
    new ResizeObserver(() => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.drawn && this.fits() && this.draw(), 150);
    }).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.drawn && this.draw());
  },

  fits() {
    return matchMedia(`${this.wide} and (pointer: fine), ${this.wide} and (hover: hover)`).matches
      && this.box.clientWidth >= this.room;
  },

  dark() {
    return matchMedia("(prefers-color-scheme: dark)").matches;
  },

  /** Draw or redraw in the current lanes, on the current axis, at the current width, on the current paper. */
  async draw() {
    try {
      this.loading = this.loading || this.load();
      await this.loading;
      const figure = this.figure();
      await window.Plotly.react(this.node, figure.data, figure.layout, this.data.config);
      if (!this.drawn) {
        this.node.on("plotly_afterplot", () => this.tag());
        this.node.on("plotly_relayout", () => this.moved());
        this.node.on("plotly_relayouting", () => { this.box.classList.add("moving"); this.unhide(); });
        this.node.on("plotly_click", (event) => this.pick(event.points[0]));
        this.pickLabels();
        this.node.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: false });
      }
      const area = this.node._fullLayout.xaxis, { days } = this.chart.axes[this.axis];
      // What a double click and the button go back to.
      [area._rangeInitial0, area._rangeInitial1] = days || this.whole();
      this.drawn = true;
      this.box.classList.add("drawn");
      this.tag();
    } catch (problem) {
      this.drawn = false;
      this.box.classList.remove("drawn");
      console.warn("The static chart stays:", problem);
    }
  },

  async load() {
    const parts = await Promise.all(["_library", "_chart"].map((id) => this.unpacked(id)));
    const script = document.createElement("script");
    script.src = URL.createObjectURL(new Blob([parts[0], "\n", parts[1]], { type: "text/javascript" }));
    await new Promise((done, failed) => {
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    URL.revokeObjectURL(script.src);
    this.at = new Map(this.chart.ids.event.map((id, at) => [id, at]));
    [this.mode, this.axis] = [this.data.lanes[this.mode] ? this.mode : this.data.first[0], this.axis in this.chart.axes ? this.axis : this.data.first[1]];
  },

  /** What a packed part of the page holds. */
  async unpacked(id, type) {
    const stream = new Blob([this.unpack(document.getElementById(id).textContent.trim())]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Blob([await new Response(stream).arrayBuffer()], { type });
  },

  /** Base 85 to bytes: five characters are four bytes, and the end may be cut short. */
  unpack(text) {
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";
    const value = new Uint8Array(128);
    for (let at = 0; at < 85; at++) value[alphabet.charCodeAt(at)] = at;
    const length = text.length, words = Math.ceil(length / 5), bytes = new DataView(new ArrayBuffer(4 * words));
    for (let word = 0, at = 0; word < words; word++) {
      let sum = 0;
      for (const end = at + 5; at < end; at++) sum = sum * 85 + (at < length ? value[text.charCodeAt(at)] : 84);
      bytes.setUint32(4 * word, sum);
    }
    return new Uint8Array(bytes.buffer, 0, 4 * words - (5 * words - length));
  },

  /** Too many events to draw them all. */
  big() {
    return this.data.many;
  },

  /** A count for readers: from five digits on in groups of three. */
  grouped(count) {
    return `${count}`.replace(/^\d{5,}$/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, "\u202f"));
  },

  /** Where an event stands along the axis, in chart units. */
  x(id) {
    return this.chart ? this.chart.axes[this.axis].reach[this.at.get(id)][0] : 0;
  },

  /** Of too many events, look so near at one that it is drawn. */
  follow(id) {
    if (!this.drawn || !this.big() || this.node.querySelector(`[data-event-id="${CSS.escape(id)}"]`)) return;
    const x = this.x(id), [left, right] = this.whole();
    let long = right - left;
    while (long > 1 && !this.kept([x - long / 2, x + long / 2])) long /= 2;
    this.look(x - long / 2, x + long / 2);
  },

  /** The places of the events that are drawn one by one, of those that are too many to draw them all; else nothing. */
  kept([from, to]) {
    if (!this.big()) return null;
    const found = new Set();
    for (const [at, [x]] of this.chart.axes[this.axis].reach.entries()) {
      if (x < from || x > to || (this.lit && !this.lit.has(this.chart.ids.event[at]))) continue;
      if (found.size === this.most) return null;
      found.add(at);
    }
    return found;
  },

  /** Start, two control points and end of an arrow between two glyphs; the static picture draws the same. */
  bend(x0, y0, x1, y1, left = 0) {
    const off = 9, high = Math.abs(y1 - y0), wide = Math.abs(x1 - x0), sign = y1 > y0 ? 1 : -1;
    if (high < 1) {
      const rise = y0 - Math.min(34, 14 + wide / 8);
      return [[x0, y0 - off], [x0, rise], [x1, rise], [x1, y1 - off]];
    }
    if (wide < 28 && high > 28) {
      const bow = Math.max(left, Math.min(x0, x1) - off - Math.min(46, 10 + high / 6));
      return [[x0 - off, y0], [bow, y0], [bow, y1], [x1 - off, y1]];
    }
    if (high < 60 && x1 - x0 > 28) return [[x0, y0 + off * sign], [x0, y1], [(x0 + x1) / 2, y1], [x1 - off, y1]];
    return [[x0, y0 + off * sign], [x0, (y0 + y1) / 2], [x1, (y0 + y1) / 2], [x1, y1 - off * sign]];
  },

  /** The stretch of the axis that is shown now, in chart units. */
  window() {
    const axis = this.node._fullLayout.xaxis, shown = axis.range.map(axis.r2l), { days } = this.chart.axes[this.drawnAxis];
    if (!days) return shown;
    const [left, right] = this.whole(), unit = (right - left) / (days[1] - days[0]);
    return shown.map((day) => left + (day - days[0]) * unit);
  },

  /** The whole of the axis in chart units. */
  whole() {
    return this.chart.base.xaxis.range;
  },

  /** Which lanes and axis, which relations (all of them are drawn more lightly), and which events are not filtered out. */
  show(mode, links, many, lit, axis) {
    const before = [this.mode, this.axis, this.links.join(), this.many].join("|"), other = this.lit !== lit;
    Object.assign(this, { mode: mode || this.mode, axis: axis || this.axis, links, many, lit });
    const after = [this.mode, this.axis, links.join(), many].join("|");
    return this.drawn && (other || before !== after) ? this.draw() : Promise.resolve();
  },

  /** The wheel scrolls the page; with Ctrl or ⌘ held down it zooms the chart, and never the page around it. */
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return event.stopPropagation();
    const [from, to] = this.window();
    event.preventDefault();
    if (event.deltaY < 0 && to - from <= this.least()) event.stopPropagation();
  },

  /** The least that is worth looking at: three days where the axis has days, else the room of one mark. */
  least() {
    const { days } = this.chart.axes[this.axis], [left, right] = this.whole();
    return Math.min(right - left, days ? (3 * 864e5 * (right - left)) / (days[1] - days[0]) : 30);
  },

  /** Show so much of the axis, not less than is worth it and nothing beyond its ends. */
  look(from, to) {
    const [left, right] = this.whole(), { days } = this.chart.axes[this.axis];
    const long = Math.min(Math.max(to - from, this.least()), right - left), middle = (from + to) / 2;
    const start = Math.min(Math.max(middle - long / 2, left), right - long);
    const day = (x) => (days ? days[0] + ((x - left) * (days[1] - days[0])) / (right - left) : x);
    window.Plotly.relayout(this.node, { "xaxis.range": [day(start), day(start + long)] });
  },

  /** After a zoom: a drag now moves what is shown, arrows end on their marks again, and of many marks a few may be shown. */
  moved() {
    this.box.classList.remove("moving");
    const [from, to] = this.window(), [left, right] = this.whole(), zoom = (right - left) / (to - from);
    if (from < left - 1 || to > right + 1 || to - from < 0.95 * this.least()) return this.look(from, to);
    const drag = zoom > 1.01 !== this.zoomed > 1.01, again = (zoom !== this.zoomed && this.links.length) || this.big();
    this.zoomed = zoom;
    if (drag || again) this.draw();
  },

  /** The library's wheel hides each bar whose one end is outside the window, and shows none of them again. */
  unhide() {
    for (const bar of this.node.querySelectorAll(".barlayer .point")) bar.removeAttribute("display");
  },

  /** Give every drawn mark the id of its event or obligation, and every trace its kind. */
  tag() {
    for (const group of this.node.querySelectorAll(".scatterlayer .trace, .barlayer .trace")) {
      const trace = group.__data__ && group.__data__[0] && group.__data__[0].trace;
      if (!trace || !trace.meta) continue;
      group.dataset.kind = trace.meta.kind;
      for (const point of group.querySelectorAll(".point, .textpoint")) {
        const id = trace.customdata && trace.customdata[point.__data__ && point.__data__.i];
        if (id && trace.meta.kind !== "links") point.dataset[trace.meta.of === "event" ? "eventId" : "obligationId"] = id;
      }
    }
    // Letters that stood beside a mark before are used again for numbers of columns.
    for (const number of this.node.querySelectorAll('[data-kind="peak"] .textpoint')) Object.assign(number.style, { display: "", translate: "" });
    this.unhide();
    for (const button of this.node.querySelectorAll(".modebar [tabindex], .modebar a, .modebar button")) button.tabIndex = -1;
    Labels.place();
    this.afterDraw();
  },

  /** A press on a label counts for its mark; the letters themselves must not stand in the way of dragging. */
  pickLabels() {
    let from = null;
    this.node.addEventListener("pointerdown", (event) => { from = event; }, true);
    window.addEventListener("pointerup", (event) => {
      if (!from || Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > 4) return;
      from = null;
      for (const label of this.node.querySelectorAll(".textpoint")) {
        const box = label.getBoundingClientRect();
        if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) continue;
        const { eventId, obligationId } = label.dataset;
        return void setTimeout(() => this.onPick(eventId || obligationId, eventId ? "event" : "obligation"));
      }
    }, true);
  },

  pick(point) {
    window.Plotly.Fx.hover(this.node, []);
    if (point.customdata) this.onPick(point.customdata, point.data.meta.of);
  },

  /** Show more or less time around the middle; 0 shows all of it. */
  zoom(factor) {
    if (!this.drawn) return;
    const [from, to] = this.window(), half = factor ? ((to - from) / 2) * factor : Infinity;
    const [left, right] = this.whole(), most = Math.min(half, (right - left) / 2);
    this.look((from + to) / 2 - most, (from + to) / 2 + most);
  },
};
