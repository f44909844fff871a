/* The list behind a "+n" of the chart, live or static: a link an event, the date beside it. Escape or a press elsewhere
   puts it away. Knows nothing of where labels stand. */
const More = {
  list: null,

  words(n) {
    return Live.data.words[n === 1 ? "more_title_1" : "more_title"].replace("{n}", n);
  },

  open(ids, place) {
    this.shut();
    const list = this.list = document.createElement("div"), from = Live.box.getBoundingClientRect(), at = place.getBoundingClientRect();
    list.className = "more-list";
    list.setAttribute("role", "dialog");
    list.setAttribute("aria-label", this.words(ids.length));
    const lines = document.createElement("ul");
    for (const id of ids) {
      const [title, ...rest] = Live.name(id, "event").filter(Boolean), line = document.createElement("li"), link = document.createElement("a");
      Object.assign(link, { href: `#${encodeURIComponent(id)}`, textContent: title || id });
      link.addEventListener("click", (event) => {
        this.shut();
        if (!Live.fits()) return;
        event.preventDefault();
        event.stopPropagation();
        Live.onPick(id, "event");
      });
      line.append(link, ` ${rest.join(", ")}`);
      lines.append(line);
    }
    list.append(lines);
    Live.box.after(list);
    list.style.left = `${Math.max(0, Math.min(at.left - from.left, from.width - list.offsetWidth))}px`;
    list.style.top = `${at.bottom - from.top + 4}px`;
    lines.querySelector("a").focus({ preventScroll: true });
  },

  shut(focus) {
    if (!this.list) return;
    this.list.remove();
    this.list = null;
    if (focus) Live.box.focus({ preventScroll: true });
  },
};

document.addEventListener("click", (event) => {
  const more = event.target.closest && event.target.closest("[data-more]");
  if (!more) return;
  event.preventDefault();
  event.stopPropagation();
  More.open(more.dataset.more.split(" "), more);
}, true);
document.addEventListener("pointerdown", (event) => {
  if (More.list && !More.list.contains(event.target) && !(event.target.closest && event.target.closest("[data-more]"))) More.shut(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") More.shut(true);
});
