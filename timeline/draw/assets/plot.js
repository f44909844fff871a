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
    Object.assign(this, { box, data, chart: data.chart, name, node: box.querySelector("#_plot") });
    if (!this.chart.lanes) return;
    [this.mode, this.axis] = this.chart.first;
    this.at = new Map(this.chart.ids.event.map((id, at) => [id, at]));
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
        this.node.on("plotly_relayouting", () => this.box.classList.add("moving"));
        this.node.on("plotly_click", (event) => this.pick(event.points[0]));
        this.pickLabels();
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
    const stream = new Blob([this.unpack(document.getElementById("_library").textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
    const code = new Blob([await new Response(stream).arrayBuffer()], { type: "text/javascript" });
    const script = document.createElement("script");
    script.src = URL.createObjectURL(code);
    await new Promise((done, failed) => {
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    URL.revokeObjectURL(script.src);
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

  /** The figure of the current lanes and axis: put together, scaled like the static picture, in today's colours. */
  figure() {
    const { width } = this.chart, axis = this.chart.axes[this.axis], own = this.chart.lanes[this.mode][this.axis];
    const layout = this.layout(axis, own), whole = this.whole();
    const shown = this.drawn && this.drawnAxis === this.axis ? this.window() : [...whole];
    this.zoomed = (whole[1] - whole[0]) / (shown[1] - shown[0]);
    const kept = this.kept(shown), few = this.big() ? kept || new Set() : null;
    const data = [
      this.folds(axis, own), ...(few && !kept ? this.density(axis, own) : []), this.relations(whole, shown),
      ...[...this.traces(axis), this.labels("event", axis, own), this.labels("obligation", axis, own)].map((trace) => this.filled(trace, axis, own, few)),
    ];
    data.push(...data.filter((trace) => trace.meta.kind === "runs").map((trace) => this.fade(trace)));
    layout.xaxis.range = shown;
    if (axis.days) this.toDays(data, layout, axis);
    const box = this.box.clientWidth, factor = this.factor = box / width;
    const sizes = (value) => (Array.isArray(value) ? value.map((one) => one * factor) : value * factor);
    for (const trace of data) {
      if (trace.marker && trace.marker.size) trace.marker.size = sizes(trace.marker.size);
      if (trace.textfont) trace.textfont.size *= factor;
    }
    for (const side of "lrtb") layout.margin[side] *= factor;
    for (const note of layout.annotations)
      for (const [home, key] of [[note, "xshift"], [note, "yshift"], [note.font, "size"]]) if (home[key]) home[key] *= factor;
    layout.font.size *= factor;
    layout.xaxis.tickfont.size *= factor;
    Object.assign(layout, { height: own.height * factor, width: box, dragmode: this.zoomed > 1.01 ? "pan" : "zoom" });
    this.drawnAxis = this.axis;
    return this.dark() ? this.recolour({ data, layout }) : { data, layout };
  },

  dark() {
    return matchMedia("(prefers-color-scheme: dark)").matches;
  },

  copy(value) {
    return JSON.parse(JSON.stringify(value));
  },

  safe(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  },

  /** Axes, lane names and the words above the axis. */
  layout(axis, own) {
    const layout = this.copy(this.chart.base), ink = layout.font, quiet = layout.xaxis.tickfont;
    const left = layout.xaxis.range[0];
    Object.assign(layout.xaxis, axis.xaxis);
    Object.assign(layout.yaxis, { range: [own.height, axis.top], tickvals: own.bands.map(([top]) => top) });
    layout.margin.t = axis.top;
    layout.annotations = [
      ...own.bands.map(([, y, ...lines]) => ({ text: lines.map((line) => `<b>${this.safe(line)}</b>`).join("<br>"), xref: "paper", x: 0, xanchor: "left",
        xshift: -left, yref: "y", y: y + (lines.length - 1) * 7.5, yanchor: "middle", align: "left", showarrow: false, font: { color: ink.color, size: ink.size } })),
      ...axis.notes.map(([text, x, y]) => ({ text: this.safe(text), xref: "x", x, xanchor: "center", yref: "paper", y: 1, yanchor: "middle",
        yshift: axis.top - y, showarrow: false, font: { color: quiet.color, size: 12 } })),
    ];
    return layout;
  },

  /** Strips of time that is folded away. */
  folds(axis, own) {
    const { gridcolor } = this.chart.base.yaxis;
    return { type: "bar", orientation: "h", meta: { kind: "folds", of: "" }, base: axis.folds.map(([x]) => x), x: axis.folds.map(([, long]) => long),
      y: axis.folds.map(() => (axis.top + own.bottom) / 2), width: own.bottom - axis.top, hoverinfo: "skip", marker: { color: "#f9f6ee", line: { width: 1, color: gridcolor } } };
  },

  /** How many events each lane may have along the axis, and over it how many it certainly has. */
  density(axis, own) {
    const counts = this.counted(axis, own);
    return [[6, "may", 0.24], [5, "sure", 0.8]].map(([place, kind, opacity]) => {
      const x = [], y = [];
      for (const [number, lane] of own.density.entries()) {
        const [left, step, most, top, bottom] = lane, unit = (bottom - top) / Math.max(1, most), columns = counts[number][place - 5];
        x.push(left);
        y.push(bottom);
        columns.forEach((count, at) => { x.push(left + at * step, left + (at + 1) * step); y.push(bottom - count * unit, bottom - count * unit); });
        x.push(left + columns.length * step, null);
        y.push(bottom, null);
      }
      const ink = this.chart.base.xaxis.tickfont.color;
      return { type: "scatter", mode: "lines", meta: { kind, of: "" }, x, y, line: { width: 0, color: ink }, fill: "toself", fillcolor: ink, opacity, hoverinfo: "skip" };
    });
  },

  /** By lane: how many events certainly, and how many possibly, lie in each column; of those that are not filtered out. */
  counted(axis, own) {
    const { event } = this.chart.ids;
    if (!this.lit || this.lit.size === event.length) return own.density.map((lane) => [lane[5], lane[6]]);
    const found = own.density.map((lane) => [0, 1].map(() => new Array(lane[5].length + 1).fill(0)));
    for (const [at, [low, high, certain]] of axis.columns.entries()) {
      if (!this.lit.has(event[at])) continue;
      let lane = 0;
      while (lane + 1 < own.bands.length && own.bands[lane + 1][0] <= own.y[at]) lane++;
      for (const counts of certain ? found[lane] : [found[lane][1]]) { counts[low]++; counts[high + 1]--; }
    }
    return found.map((pair) => pair.map((counts) => { let sum = 0; return counts.slice(0, -1).map((step) => (sum += step)); }));
  },

  /** Labels where the layout has them: right of the mark, left of it or above; spaces keep them off it at any zoom. */
  labels(of, axis, own) {
    const event = of === "event", { ids, texts, colours, base } = this.chart, made = { x: [], y: [], text: [], textposition: [] };
    const heights = event ? own.y : own.owed;
    for (const [at, label] of (event ? own.labels : own.owedLabels).entries()) {
      const [side, x, ...lines] = Array.isArray(label) ? label : [label, 0, texts[of][at][0]];
      const [, low, high, before, after] = event ? axis.reach[at] : [0, ...axis.owed[at], 2, 9];
      const space = "\u00a0".repeat(side === 2 ? 0 : Math.round(((side ? before : after) + 6) / 4));
      const slant = texts[of][at][1] ? ["<i>", "</i>"] : event ? ["", ""] : ["<b>", "</b>"];
      made.x.push(side === 2 ? x : side ? low : high);
      made.y.push(side === 2 ? heights[at] - (9 + 7.5 * lines.length) : heights[at] + 7.5 * (lines.length - 1));
      made.text.push(lines.map((line) => slant[0] + (side ? "" : space) + this.safe(line) + (side ? space : "") + slant[1]).join("<br>"));
      made.textposition.push(side === 1 ? "middle left" : "middle right");
    }
    return { type: "scatter", mode: "text", meta: { kind: event ? "labels" : "owed labels", of }, ...made, customdata: ids[of].map((_, at) => at),
      textfont: { size: base.font.size, color: event ? base.font.color : colours[of] }, hoverinfo: "none", cliponaxis: false };
  },

  big() {
    return this.chart.ids.event.length > 1000;
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

  /** The traces of an axis, whole: what is usual is not said, and further axes say only what differs from the first. */
  traces(axis) {
    const { usual, axes } = this.chart, first = axes[this.chart.first[1]].traces;
    return axis.traces.map((one) => ("like" in one ? { ...first[one.like], ...one } : one))
      .map((one) => ({ ...usual[one.type === "bar" ? "bar" : "scatter"], ...one, like: undefined }));
  },

  /** A copy of a trace, with only some of its events where there are too many, and with ids, heights, colours and hover texts. */
  filled(found, axis, own, few) {
    const of = found.meta.of, heights = of === "event" ? own.y : own.owed, names = this.chart.ids[of], count = found.customdata.length;
    const chosen = few && of === "event" && found.meta.kind !== "asof";
    const places = !chosen ? [...found.customdata.keys()] : few.size ? [...found.customdata.keys()].filter((at) => few.has(found.customdata[at] ?? found.customdata[at - 1])) : [];
    const each = (value) => {
      if (value === "own") return places.map((at) => this.chart.colours[of][found.customdata[at]]);
      if (Array.isArray(value)) return value.length === count ? places.map((at) => value[at]) : [...value];
      return value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each(one)])) : value;
    };
    const made = each(found), ids = made.customdata;
    made.y = made.y || (found.meta.kind === "asof" ? [axis.top, own.height - 9] : ids.map((at) => (at === null ? null : heights[at])));
    made.customdata = ids.map((at) => (at === null ? null : names[at]));
    if (made.hovertemplate)
      made.hovertext = made.customdata.map((id) => this.name(id, of).filter(Boolean).map((line) => this.safe(line)).join("<br>").replace(/^(.*?)(<br>|$)/, "<b>$1</b>$2"));
    return made;
  },

  recolour(value) {
    if (typeof value === "string") return this.data.dark[value] || value;
    if (Array.isArray(value)) return value.map((one) => this.recolour(one));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.recolour(one)]));
    return value;
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

  /** The relations that are to be shown, as one trace: lines of a few points, bent for the zoom they are seen at. */
  relations([left, right], [from, to]) {
    const { ids, lanes, axes } = this.chart, own = lanes[this.mode][this.axis], { reach } = axes[this.axis];
    const zoom = (right - left) / (to - from), points = 25;
    const trace = { type: "scatter", mode: "lines+markers", meta: { kind: "links", of: "event" }, x: [], y: [], customdata: [], name: "links",
      hoverinfo: "skip", cliponaxis: false, line: { color: "#1c1a17", width: this.many ? 1 : 1.3 }, opacity: this.many ? 0.4 : 1,
      marker: { symbol: "arrow", angleref: "previous", size: [], color: "#1c1a17", opacity: 1 } };
    for (const pair of this.links) {
      const [a, b] = this.data.links[pair].map((id) => this.at.get(id));
      const curve = this.bend(reach[a][0] * zoom, own.y[a], reach[b][0] * zoom, own.y[b], left * zoom);
      for (let at = 0; at < points; at++) {
        const t = at / (points - 1), parts = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
        const mix = (axis) => parts.reduce((sum, part, place) => sum + part * curve[place][axis], 0);
        trace.x.push(mix(0) / zoom);
        trace.y.push(mix(1));
        trace.customdata.push(at ? ids.event[b] : ids.event[a]);
        trace.marker.size.push(at === points - 1 ? 11 : 0);
      }
      for (const list of [trace.x, trace.y, trace.customdata]) list.push(null);
      trace.marker.size.push(0);
    }
    return trace;
  },

  /** Chart units to milliseconds: only here, so that the file holds no number for a day that nobody knows. */
  toDays(data, layout, axis) {
    const [left, right] = this.whole(), [first, last] = axis.days, unit = (last - first) / (right - left);
    const day = (x) => (x === null ? null : Math.round(first + (x - left) * unit));
    for (const trace of data) {
      if (trace.base) trace.base = trace.base.map(day);
      trace.x = trace.x.map(trace.base ? (length) => Math.round(length * unit) : day);
    }
    for (const note of layout.annotations) if (note.xref === "x") note.x = day(note.x);
    Object.assign(layout.xaxis, { range: layout.xaxis.range.map(day) });
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

  /** Take the broken lines of what is filtered out from a trace, into a pale one of their own. */
  fade(trace) {
    const pale = { ...trace, meta: { ...trace.meta }, x: [], y: [], customdata: [], opacity: 0.13 };
    const kept = { x: [], y: [], customdata: [] };
    for (let at = 0; at < trace.x.length; at += 3) {
      const home = !this.lit || this.lit.has(trace.customdata[at]) ? kept : pale;
      for (const key of Object.keys(kept)) home[key].push(...trace[key].slice(at, at + 3));
    }
    Object.assign(trace, kept);
    return pale;
  },

  /** Which lanes and axis, which relations (all of them are drawn more lightly), and which events are not filtered out. */
  show(mode, links, many, lit, axis) {
    if (!this.chart.lanes) return Promise.resolve();
    const before = [this.mode, this.axis, this.links.join(), this.many, this.lit && [...this.lit].join()].join("|");
    this.mode = mode in this.chart.lanes ? mode : this.mode;
    this.axis = axis in this.chart.axes ? axis : this.axis;
    Object.assign(this, { links, many, lit });
    const after = [this.mode, this.axis, links.join(), many, [...lit].join()].join("|");
    return this.drawn && before !== after ? this.draw() : Promise.resolve();
  },

  /** Show so much of the axis, and nothing beyond its ends. */
  look(from, to) {
    const [left, right] = this.whole(), { days } = this.chart.axes[this.axis], long = Math.min(to - from, right - left);
    const start = Math.min(Math.max(from, left), right - long);
    const day = (x) => (days ? days[0] + ((x - left) * (days[1] - days[0])) / (right - left) : x);
    window.Plotly.relayout(this.node, { "xaxis.range": [day(start), day(start + long)] });
  },

  /** After a zoom: a drag now moves what is shown, arrows end on their marks again, and of many marks a few may be shown. */
  moved() {
    this.box.classList.remove("moving");
    const [from, to] = this.window(), [left, right] = this.whole(), zoom = (right - left) / (to - from);
    if (from < left - 1 || to > right + 1) return this.look(from, to);
    const drag = zoom > 1.01 !== this.zoomed > 1.01, again = (zoom !== this.zoomed && this.links.length) || this.big();
    this.zoomed = zoom;
    if (drag || again) this.draw();
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
