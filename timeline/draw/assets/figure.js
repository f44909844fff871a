/* What the live chart hands to the library: traces, axes and words, put together from what the page holds, in chart units
   first and in days where the axis is to scale. Knows no events of the mouse. Of too many events it draws a few. */
Object.assign(Live, {
  /** The figure of the current lanes and axis: put together, scaled like the static picture, in today's colours. */
  figure() {
    const { width } = this.chart, axis = this.chart.axes[this.axis], own = this.chart.lanes[this.mode][this.axis];
    const layout = this.layout(axis, own), whole = this.whole();
    const shown = this.drawn && this.drawnAxis === this.axis ? this.window() : [...whole];
    this.zoomed = (whole[1] - whole[0]) / (shown[1] - shown[0]);
    const kept = this.kept(shown), few = this.big() ? kept || new Set() : null;
    const data = [
      this.folds(axis, own), ...(few && !kept ? this.density(axis, own, shown) : []), this.relations(whole, shown, few),
      ...[...this.traces(axis), this.labels("event", axis, own, few), this.labels("obligation", axis, own, null)].map((trace) => this.filled(trace, axis, own, few)),
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
    const undated = this.undated(axis, own);
    layout.annotations = [
      ...own.bands.map(([, y, ...lines], at) => ({ text: lines.map((line) => `<b>${this.safe(line)}</b>`).join("<br>") + undated[at], xref: "paper", x: 0, xanchor: "left",
        xshift: -left, yref: "y", y: y + (lines.length - (undated[at] ? 0 : 1)) * 7.5, yanchor: "middle", align: "left", showarrow: false, font: { color: ink.color, size: ink.size } })),
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

  /** How many events each lane may have along the axis, over it how many it certainly has, and the highest column in the window. */
  density(axis, own, [from, to]) {
    const counts = this.counted(axis, own), ink = this.chart.base.xaxis.tickfont.color, top = { x: [], y: [], text: [] };
    for (const [number, [left, step, most, high, low]] of own.density.entries()) {
      const middle = (at) => left + (at + 0.5) * step, columns = counts[number][1].map((count, at) => (middle(at) < from || middle(at) > to ? 0 : count));
      const count = columns.reduce((most, one) => Math.max(most, one), 0);
      if (!count) continue;
      top.x.push(middle(columns.indexOf(count)));
      top.y.push(low - (count * (low - high)) / Math.max(1, most));
      top.text.push(this.grouped(count));
    }
    return [...[[6, "may", 0.24], [5, "sure", 0.8]].map(([place, kind, opacity]) => {
      const x = [], y = [];
      for (const [number, lane] of own.density.entries()) {
        const [left, step, most, top, bottom] = lane, unit = (bottom - top) / Math.max(1, most), columns = counts[number][place - 5];
        x.push(left);
        y.push(bottom);
        columns.forEach((count, at) => { x.push(left + at * step, left + (at + 1) * step); y.push(bottom - count * unit, bottom - count * unit); });
        x.push(left + columns.length * step, null);
        y.push(bottom, null);
      }
      return { type: "scatter", mode: "lines", meta: { kind, of: "" }, x, y, line: { width: 0, color: ink }, fill: "toself", fillcolor: ink, opacity, hoverinfo: "skip" };
    }), { type: "scatter", mode: "text", meta: { kind: "peak", of: "" }, ...top, textposition: "top center", textfont: { size: 11, color: ink }, hoverinfo: "skip", cliponaxis: false }];
  },

  /** The place of the lane that an event is in. */
  lane(own, at) {
    let lane = 0;
    while (lane + 1 < own.bands.length && own.bands[lane + 1][0] <= own.y[at]) lane++;
    return lane;
  },

  /** By lane, in words: how many events have no bound at all and so no column, of those that are not filtered out. */
  undated(axis, own) {
    const found = own.bands.map(() => 0);
    if (own.density.length) for (const [at, [low]] of axis.columns.entries()) if (low === undefined && (!this.lit || this.lit.has(this.chart.ids.event[at]))) found[this.lane(own, at)]++;
    return found.map((n) => (n ? `<br>${this.data.words.undated.replace("{n}", this.grouped(n))}` : ""));
  },

  /** By lane: how many events certainly, and how many possibly, lie in each column; of those that are not filtered out. */
  counted(axis, own) {
    const { event } = this.chart.ids;
    if (!this.lit || this.lit.size === event.length) return own.density.map((lane) => [lane[5], lane[6]]);
    const found = own.density.map((lane) => [0, 1].map(() => new Array(lane[5].length + 1).fill(0)));
    for (const [at, [low, high, certain]] of axis.columns.entries()) {
      if (low === undefined || !this.lit.has(event[at])) continue;
      const lane = this.lane(own, at);
      for (const counts of certain ? found[lane] : [found[lane][1]]) { counts[low]++; counts[high + 1]--; }
    }
    return found.map((pair) => pair.map((counts) => { let sum = 0; return counts.slice(0, -1).map((step) => (sum += step)); }));
  },

  /** Labels where the layout has them: right of the mark, left of it or above; spaces keep them off it at any zoom. */
  labels(of, axis, own, few) {
    const event = of === "event", { ids, texts, colours, base } = this.chart, made = { x: [], y: [], text: [], textposition: [] };
    const heights = event ? own.y : own.owed;
    const all = event ? own.labels : own.owedLabels, places = few ? [...few] : [...all.keys()];
    for (const at of places) {
      const label = all[at];
      const [side, x, ...lines] = Array.isArray(label) ? label : [label, 0, texts[of][at][0]];
      const [, low, high, before, after] = event ? axis.reach[at] : [0, ...axis.owed[at], 2, 9];
      const space = "\u00a0".repeat(side === 2 ? 0 : Math.round(((side ? before : after) + 6) / 4));
      const slant = texts[of][at][1] ? ["<i>", "</i>"] : event ? ["", ""] : ["<b>", "</b>"];
      made.x.push(side === 2 ? x : side ? low : high);
      made.y.push(side === 2 ? heights[at] - (9 + 7.5 * lines.length) : heights[at] + 7.5 * (lines.length - 1));
      made.text.push(lines.map((line) => slant[0] + (side ? "" : space) + this.safe(line) + (side ? space : "") + slant[1]).join("<br>"));
      made.textposition.push(side === 1 ? "middle left" : "middle right");
    }
    return { type: "scatter", mode: "text", meta: { kind: event ? "labels" : "owed labels", of }, ...made, customdata: places,
      textfont: { size: base.font.size, color: event ? base.font.color : colours[of] }, hoverinfo: "none", cliponaxis: false };
  },

  /** The traces of an axis, whole: what is usual is not said, and further axes say only what differs from the first. */
  traces(axis) {
    const { usual, axes } = this.chart, first = axes[this.data.first[1]].traces;
    return axis.traces.map((one) => ("like" in one ? { ...first[one.like], ...one } : one))
      .map((one) => ({ ...usual[one.type === "bar" ? "bar" : "scatter"], ...one, like: undefined }));
  },

  /** A copy of a trace, with only some of its events where there are too many, and with ids, heights, colours and hover texts. */
  filled(found, axis, own, few) {
    const of = found.meta.of, heights = of === "event" ? own.y : own.owed, names = this.chart.ids[of], count = found.customdata.length;
    const chosen = few && of === "event" && !["asof", "labels"].includes(found.meta.kind);
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

  /** The relations that are to be shown, as one trace: lines of a few points, bent for the zoom they are seen at. */
  relations([left, right], [from, to], few) {
    const { ids, lanes, axes } = this.chart, own = lanes[this.mode][this.axis], { reach } = axes[this.axis];
    const zoom = (right - left) / (to - from), points = 25;
    const trace = { type: "scatter", mode: "lines+markers", meta: { kind: "links", of: "event" }, x: [], y: [], customdata: [], name: "links",
      hoverinfo: "skip", cliponaxis: false, line: { color: "#1c1a17", width: this.many ? 1 : 1.3 }, opacity: this.many ? 0.4 : 1,
      marker: { symbol: "arrow", angleref: "previous", size: [], color: "#1c1a17", opacity: 1 } };
    for (const pair of this.links) {
      const [a, b] = this.data.links[pair].map((id) => this.at.get(id));
      if (few && !(few.has(a) && few.has(b))) continue;
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
});
