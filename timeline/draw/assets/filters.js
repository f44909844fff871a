/* Which events are shown: words searched for, kind, date, body, person, source, and what is open or contested.
   Reads the cards and the lists of the page; knows nothing of the chart. The same question gives the same set. */
const Filters = {
  cards: new Map(), data: null, texts: null, asked: null, found: null, only: null,

  plain: (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase(),

  /** ``cards`` by id, in the order of the story; ``data`` as the page holds it. */
  setUp(cards, data) {
    Object.assign(this, { cards, data, found: new Set(cards.keys()) });
  },

  /** What a card tells; not the words that stand on every card. A row has none of them. */
  text(card) {
    const copy = card.matches(".row") ? card : card.cloneNode(true);
    for (const part of copy.querySelectorAll("button, summary, .cited > small:first-child, .why small")) part.remove();
    return copy.textContent;
  },

  /** The ids of the events that fit what the fields of the form say. */
  shown(fields) {
    const asked = JSON.stringify([fields.q, ...Object.keys(this.tests).map((name) => fields[name])]);
    if (asked === this.asked) return this.found;
    const tests = Object.keys(this.tests).filter((name) => fields[name]).map((name) => this.tests[name].call(this, fields[name]));
    if (this.only) tests.push((id) => this.only.has(id));
    const words = this.plain(fields.q).split(/\s+/).filter(Boolean);
    if (words.length) {
      this.texts = this.texts || new Map([...this.cards].map(([id, card], at) => [id, this.data.texts ? this.data.texts[at] : this.plain(this.text(card))]));
      tests.push((id) => words.every((word) => this.texts.get(id).includes(word)));
    }
    const fits = ([id, card], at) => tests.every((test) => test(id, card, at));
    this.asked = asked;
    return this.found = new Set((tests.length ? [...this.cards].filter(fits) : [...this.cards]).map(([id]) => id));
  },

  /** Of these events alone is anything shown; of all of them where nothing is given. */
  limit(ids) {
    Object.assign(this, { only: ids && new Set(ids), asked: null });
  },

  /** By the field's name: from what was chosen to a test of an event's id, its card and its place in the story. */
  tests: {
    family(chosen) {
      const place = this.data.families.indexOf(chosen);
      return (id, card, at) => this.data.family[at] === place;
    },
    day: (chosen) => (id, card) => "exact" in card.dataset === (chosen === "known"),
    body(chosen) {
      const lane = this.data.bodies.indexOf(chosen);
      return (id, card, at) => this.data.lanes.body[at] === lane;
    },
    who(chosen) {
      const place = this.data.people.indexOf(chosen);
      return (id, card, at) => this.data.who[at].includes(place);
    },
    source(chosen) {
      const citing = new Set(this.data.cited[chosen]);
      return (id, card, at) => citing.has(at);
    },
    only(chosen) {
      if (chosen === "contested") return (id, card) => card.querySelector(".chip.alert");
      const open = new Set(this.data.open);
      return (id, card, at) => open.has(at);
    },
  },
};
