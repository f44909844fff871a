/* The live chart: unpacks the library, draws over the static picture, and marks what it drew with the events' ids.
   Knows nothing of cards, search or addresses. Anything that fails leaves the static picture where it is. */
"use strict";

const Live = {
  node: null, box: null, data: null, drawn: false, loading: null, mode: "", links: [], many: false, lit: null, afterDraw: () => {}, onPick: () => {},

  /** ``name(id, kind)`` gives the lines to show when the pointer rests on a mark. */
  setUp(box, data, name) {
    Object.assign(this, { box, data, name, node: box.querySelector("#_plot"), mode: Object.keys(data.modes)[0] || "" });
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
    return matchMedia("(min-width: 880px) and (pointer: fine), (min-width: 880px) and (hover: hover)").matches
      && this.box.clientWidth >= 700;
  },

  /** Draw or redraw in the current lanes, at the current width, on the current paper. */
  async draw() {
    try {
      this.loading = this.loading || this.load();
      await this.loading;
      const figure = this.figure();
      await window.Plotly.react(this.node, figure.data, figure.layout, this.data.config);
      if (!this.drawn) {
        this.node.on("plotly_afterplot", () => this.tag());
        this.node.on("plotly_click", (event) => this.pick(event.points[0]));
        this.pickLabels();
      }
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

  /** The figure of the current lanes: the base with what differs, scaled like the static picture, in today's colours. */
  figure() {
    const { spec, modes, width } = this.data;
    const own = modes[this.mode];
    const copy = (value) => JSON.parse(JSON.stringify(value));
    const data = copy(spec.data).map((trace, at) => Object.assign(trace, copy(own.data[at])));
    const layout = Object.assign(copy(spec.layout), copy(own.layout));
    const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
    for (const trace of data)
      if (trace.hovertemplate)
        trace.hovertext = trace.customdata.map((id) => this.name(id, trace.meta.of).map(safe).join("<br>").replace(/^(.*?)(<br>|$)/, "<b>$1</b>$2"));
    const links = data.find((trace) => trace.meta.kind === "links");
    if (links) this.keepLinks(links);
    this.toDays(data, layout.xaxis.range);
    data.push(...data.filter((trace) => trace.meta.kind === "runs").map((trace) => this.fade(trace)));
    const box = this.box.clientWidth;
    const factor = box / width;
    const sizes = (value) => (Array.isArray(value) ? value.map((one) => one * factor) : value * factor);
    for (const trace of data) {
      if (trace.marker && trace.marker.size) trace.marker.size = sizes(trace.marker.size);
      if (trace.textfont) trace.textfont.size *= factor;
    }
    for (const side of "lrtb") layout.margin[side] *= factor;
    for (const note of layout.annotations) {
      note.xshift *= factor;
      note.font.size *= factor;
    }
    layout.font.size *= factor;
    layout.xaxis.tickfont.size *= factor;
    layout.height *= factor;
    layout.width = box;
    layout.uirevision = "stay";
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return dark ? this.recolour({ data, layout }) : { data, layout };
  },

  recolour(value) {
    if (typeof value === "string") return this.data.dark[value] || value;
    if (Array.isArray(value)) return value.map((one) => this.recolour(one));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.recolour(one)]));
    return value;
  },

  /** Leave in the trace only the relations that are to be shown. */
  keepLinks(trace) {
    const kept = { x: [], y: [], customdata: [] };
    for (const at of this.links)
      for (const key of Object.keys(kept)) kept[key].push(...trace[key].slice(3 * at, 3 * at + 3));
    Object.assign(trace, kept, { visible: this.links.length > 0, opacity: this.many ? 0.45 : 1 });
    if (this.many) trace.line.width = 1;
  },

  /** Chart units to milliseconds: only here, so that the file holds no number for a day that nobody knows. */
  toDays(data, [first, last]) {
    const [left, right] = this.data.axis, unit = (last - first) / (right - left);
    const day = (x) => (x === null ? null : Math.round(first + (x - left) * unit));
    for (const trace of data) {
      if (trace.base) trace.base = trace.base.map(day);
      trace.x = trace.x.map(trace.base ? (length) => Math.round(length * unit) : day);
    }
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

  /** Which lanes, which relations (all of them are drawn more lightly), and which events are not filtered out. */
  show(mode, links, many, lit) {
    const runs = this.data.spec.data ? this.data.spec.data.filter((trace) => trace.meta.kind === "runs").flatMap((trace) => trace.customdata) : [];
    const changed = mode !== this.mode || links.join() !== this.links.join() || many !== this.many
      || runs.some((id) => id && this.lit && this.lit.has(id) !== lit.has(id));
    this.mode = mode in this.data.modes ? mode : this.mode;
    Object.assign(this, { links, many, lit });
    if (this.drawn && changed) return this.draw();
    return Promise.resolve();
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
    this.onPick(point.customdata, point.data.meta.of);
  },

  /** Show more or less time around the middle; 0 shows all of it. */
  zoom(factor) {
    if (!this.drawn) return;
    const [from, to] = factor ? this.node._fullLayout.xaxis.range.map(this.node._fullLayout.xaxis.r2l) : this.data.spec.layout.xaxis.range;
    const middle = (from + to) / 2, half = factor ? ((to - from) / 2) * factor : (to - from) / 2;
    window.Plotly.relayout(this.node, { "xaxis.range": [middle - half, middle + half] });
  },
};
