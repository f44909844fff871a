/* What leaves the page: links to copy, files to save, the code that embeds it, and its height when it is embedded.
   Knows nothing of the chart. Files lie in the page as gzip in base 85, as the chart library does. */
const Leave = {
  /** The address of this page without what only this view of it has, and with an event's anchor. */
  address: (id) => `${location.origin === "null" ? "file://" : location.origin}${location.pathname}${location.search.replace(/([?&])embed\b&?/, "$1").replace(/[?&]$/, "")}${id ? `#${id}` : ""}`,

  async copy(text, button, say) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      button.focus();
    }
    const before = button.textContent;
    button.textContent = document.querySelector("#_live").textContent = say("copied");
    setTimeout(() => { button.textContent = before; }, 2000);
  },

  /** Unpack a file and hand it to the browser, to be saved under its name. */
  async save({ download, media, name }) {
    const url = URL.createObjectURL(await Live.unpacked(download, media));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  },

  /** Tell the page around this one how high it is, and where a reader went; nothing else ever leaves. */
  embedded() {
    if (window.parent === window) return;
    const send = (message) => window.parent.postMessage({ timeline: 1, ...message }, "*");
    const high = () => Math.ceil(document.documentElement.getBoundingClientRect().height);
    new ResizeObserver(() => send({ height: high() })).observe(document.documentElement);
    this.went = (node) => send({ height: high(), top: Math.round(node.getBoundingClientRect().top + scrollY) });
  },
  went() {},
};
