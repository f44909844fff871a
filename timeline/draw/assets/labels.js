/* Labels of the live chart at any zoom: beside their marks where that fits, on the other side or on the bar where it does
   not, and else in a "+n" that opens a list. Rows stay as the layout made them; only what the window cuts is moved. */
const Labels = {
  chip: 36,

  place() {
    const { node, chart, mode, axis } = Live, own = chart.lanes[mode][axis], { reach, owed } = chart.axes[axis];
    const area = node._fullLayout.xaxis, wide = area._length, factor = Live.factor;
    const [from, to] = Live.window(), home = node.getBoundingClientRect(), left = home.left + area._offset;
    const at = (x) => ((x - from) / (to - from)) * wide;
    const labels = [...node.querySelectorAll('[data-kind="labels"] .textpoint, [data-kind="owed labels"] .textpoint')];
    for (const label of labels) {
      // The library hides those whose place is outside the window.
      label.style.display = "inline";
      label.style.translate = "";
    }
    const boxes = labels.map((label) => {
      const box = label.getBoundingClientRect();
      return { label, event: Live.at.get(label.dataset.eventId), x0: box.left - left, x1: box.right - left, y: box.top };
    });
    const rows = new Map(), bare = new Set(own.bare);
    const row = (y) => rows.get(Math.round(y)) || rows.set(Math.round(y), { y, taken: [], items: [], bare: [] }).get(Math.round(y));
    for (const box of boxes) {
      const debt = chart.ids.obligation.indexOf(box.label.dataset.obligationId), event = box.event !== undefined;
      const [x, low, high, before, after] = event ? reach[box.event] : [owed[debt][1], ...owed[debt], 0, 0], pad = event ? 8 * factor : 0;
      if (at(high) < 0 || at(low) > wide) { box.label.style.display = "none"; continue; }
      const ends = [Math.min(at(low) - before * factor, at(x) - pad), Math.max(at(high) + after * factor, at(x) + pad)];
      box.ends = [Math.max(ends[0], 0), Math.min(ends[1], wide)];
      box.glyph = event ? at(x) : -Infinity;
      const home = row(event ? own.y[box.event] : own.owed[debt]);
      home.taken.push(box.ends);
      if (event && (Live.big() || bare.has(box.event))) home.bare.push(box); else home.items.push(box);
    }
    const chips = [];
    for (const one of rows.values()) this.row(one, wide, chips);
    this.chips(chips, area._offset, factor);
  },

  /** One row: what fits stays; what the window cuts is moved; heaps of marks without labels are counted. */
  row({ y, taken, items, bare }, wide, chips) {
    const free = (x0, x1, mine) => x0 >= 0 && x1 <= wide && taken.every((one) => one === mine || x1 + 3 <= one[0] || one[1] + 3 <= x0);
    const put = (box, x) => {
      if (Math.abs(x - box.x0) > 0.5) box.label.style.translate = `${x - box.x0}px`;
      taken.push([x, x + box.x1 - box.x0]);
    };
    const seat = (box, room) => {
      const long = box.x1 - box.x0, [x0, x1] = box.ends;
      // On its bar: before the glyph or after it, never over it; words of what is owed end where it ends.
      const parts = box.glyph > x0 && box.glyph < x1 ? [[x0, box.glyph - 4], [box.glyph + 4, x1]] : [[x0, x1]];
      const part = parts.find(([low, high]) => high - low > long + 16), debt = !box.label.dataset.eventId;
      const on = part ? (debt ? part[1] - long - 8 : part[0] + 8) : NaN;
      const x = [box.x0, x1 + 6, x0 - 6 - long].find((place) => free(place, place + long + room, box.ends)) ?? on;
      if (Number.isNaN(x)) return false;
      put(box, x);
      return true;
    };
    const cut = items.filter((box) => box.x0 < -0.5 || box.x1 > wide + 0.5);
    for (const box of items) if (!cut.includes(box)) taken.push([box.x0, box.x1]);
    const lost = cut.filter((box) => !seat(box, 0));
    const chip = (boxes) => {
      const end = Math.max(...boxes.map((box) => box.ends[1])) + 4, start = Math.min(...boxes.map((box) => box.ends[0]));
      for (const box of boxes) box.label.style.display = "none";
      const clear = (x) => chips.every((one) => Math.abs(one.y - y) * Live.factor >= 24 || Math.abs(one.x - x) >= this.chip);
      const x = [end, start - this.chip, end + this.chip, start - 2 * this.chip]
        .find((place) => place >= 0 && place + this.chip <= wide && clear(place)) ?? Math.max(0, start - this.chip);
      taken.push([x, x + this.chip - 8]);
      chips.push({ x, y, ids: boxes.map((box) => box.label.dataset.eventId) });
    };
    const heaps = [];
    for (const box of bare.filter((one) => !Live.lit || Live.lit.has(one.label.dataset.eventId)).sort((a, b) => a.ends[0] - b.ends[0])) {
      const last = heaps[heaps.length - 1];
      if (last && box.ends[0] - last.end < this.chip) { last.boxes.push(box); last.end = Math.max(last.end, box.ends[1]); }
      else heaps.push({ boxes: [box], end: box.ends[1] });
    }
    while (heaps.length > 1 && heaps[heaps.length - 1].end + 4 + this.chip > wide) {
      const last = heaps[heaps.length - 1], before = heaps[heaps.length - 2];
      if (last.boxes[0].ends[0] - before.end >= 2 * this.chip + 4) break;
      before.boxes.push(...heaps.pop().boxes);
      before.end = last.end;
    }
    for (const box of bare) if (Live.lit && !Live.lit.has(box.label.dataset.eventId)) box.label.style.display = "none";
    for (const { boxes } of heaps) if (boxes.length > 1) chip(boxes);
    for (const { boxes } of heaps) if (boxes.length === 1 && !seat(boxes[0], this.chip)) chip(boxes);
    for (const box of lost) if (box.label.dataset.eventId) chip([box]); else box.label.style.display = "none";
  },

  /** A button for each count, over the chart; gone while the chart is being moved. */
  chips(found, offset, factor) {
    let home = Live.box.querySelector(".chips");
    if (!home) {
      home = Object.assign(document.createElement("div"), { className: "chips" });
      Live.box.append(home);
    }
    More.shut(false);
    home.replaceChildren(...found.map(({ x, y, ids }) => {
      const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1, textContent: `+${ids.length}` });
      button.style.left = `${offset + x}px`;
      button.style.top = `${y * factor}px`;
      button.dataset.more = ids.join(" ");
      button.setAttribute("aria-label", More.words(ids.length));
      return button;
    }));
  }
};
