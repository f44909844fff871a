/* The lines of very many events: what leads somewhere in them is text until a reader comes near, since so many links
   would keep everybody waiting. What leads where lies packed in the page, a line for a line. Knows no chart. */
const Rows = {
  batches: [], links: null, done: new WeakSet(),

  /** The lines near the window become links, and those before and after them, so that Tab always finds the next. */
  async setUp(batches) {
    this.batches = batches;
    try {
      this.links = (await (await Live.unpacked("_links")).text()).split("\n");
    } catch (problem) {
      return console.warn("What lines lead to stays text:", problem);
    }
    const near = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) this.around(target);
    }, { rootMargin: "1000px" });
    for (const batch of batches) near.observe(batch);
    for (const end of [batches[0], batches[batches.length - 1]]) this.around(end);
  },

  around(batch) {
    for (const one of [batch.previousElementSibling, batch, batch.nextElementSibling]) if (one) this.link(one);
  },

  link(batch) {
    if (!this.links || this.done.has(batch)) return;
    this.done.add(batch);
    const first = this.batches.indexOf(batch) * this.batches[0].children.length;
    [...batch.children].forEach((line, at) => { if (this.links[first + at]) this.fill(line.lastChild, this.links[first + at].split(" ")); });
  },

  /** Characters are counted as code points, as they were when the page was made. */
  fill(text, links) {
    const letters = [...text.data], parts = [], said = (from, to) => letters.slice(from, to).join("");
    let done = 0;
    for (const [anchor, from, long] of links.map((link) => link.split(","))) {
      const end = +from + +long;
      parts.push(said(done, from), Object.assign(document.createElement("a"), { href: `#${anchor}`, textContent: said(from, end) }));
      done = end;
    }
    text.replaceWith(...parts, said(done));
  },

  /** What is filtered out leaves no room: batches are as high as their lines that are shown; few lines are all laid out. */
  fit(shown) {
    const home = this.batches[0].parentNode;
    home.classList.toggle("some", shown.size < Filters.cards.size);
    home.classList.toggle("few", shown.size <= 1000);
    home.style.setProperty("--lines", shown.size);
    for (const batch of this.batches) {
      const lines = [...batch.children].filter((line) => !line.hidden).length;
      batch.hidden = !lines;
      batch.style.setProperty("--lines", lines);
    }
  },
};
