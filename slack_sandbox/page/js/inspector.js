// A drawer with the traffic between app and workspace: direction, method, status, time, and both sides' JSON.

import * as api from "./api.js";
import { fill, h, icon } from "./dom.js";
import { attempt } from "./actions.js";
import { changed, names, on, store } from "./store.js";
import { clockSeconds } from "./time.js";

const MOST_ROWS = 200;
const LONGEST = 20000;

export class Inspector {
  #loaded = false;
  #drawn = new Map();
  #before = null;

  constructor() {
    this.filter = h("input", { type: "search", class: "field", placeholder: "Filter: chat.postMessage, event, error…", "aria-label": "Filter the traffic", oninput: () => this.draw(true) });
    this.rows = h("div", { class: "traffic", role: "list", "aria-label": "Requests, newest first" });
    const close = h("button", { type: "button", class: "icon-button", "aria-label": "Close inspector", onclick: () => this.toggle(false) }, icon("close"));
    const clear = h("button", { type: "button", class: "button small", onclick: () => {
      store.traffic = [];
      this.draw(true);
    } }, "Clear");
    this.node = h("section", { class: "inspector", "aria-label": "Inspector of the traffic", hidden: true }, h("header", { class: "pane-head" }, h("h2", {}, "Traffic"), this.filter, clear, close), this.rows);
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.toggle(false);
    });
    on(["traffic", "all"], () => this.draw());
  }

  async toggle(show = this.node.hidden) {
    this.node.hidden = !show;
    document.body.classList.toggle("with-inspector", show);
    if (!show) return this.#before?.isConnected ? this.#before.focus() : null;
    this.#before = document.activeElement;
    if (!this.#loaded) await this.#load();
    this.draw(true);
    return this.filter.focus();
  }

  async #load() {
    const answer = await attempt(() => api.get("/client/traffic", { limit: MOST_ROWS }));
    if (!answer) return;
    this.#loaded = true;
    const seen = new Set(answer.entries.map(({ seq }) => seq));
    store.traffic = [...answer.entries, ...store.traffic.filter(({ seq }) => !seen.has(seq))];
    changed("traffic");
  }

  draw(anew = false) {
    if (this.node.hidden) return;
    if (anew) this.#drawn.clear();
    const wanted = this.filter.value.trim().toLowerCase();
    const fits = (entry) => !wanted || `${entry.name} ${entry.kind} ${entry.direction} ${entry.ok ? "ok" : "error"} ${entry.error ?? ""}`.toLowerCase().includes(wanted);
    const shown = store.traffic.filter(fits).slice(-MOST_ROWS).reverse();
    const nodes = shown.map((entry) => this.#drawn.get(entry.seq) ?? row(entry));
    this.#drawn = new Map(shown.map((entry, index) => [entry.seq, nodes[index]]));
    if (anew) return fill(this.rows, nodes.length ? nodes : h("p", { class: "muted empty-note" }, "Nothing yet. Write a message to the app."));
    // Rows that are there stay in place, so that an open one keeps its state and the focus.
    const known = new Set(nodes);
    for (const old of [...this.rows.children]) if (!known.has(old)) old.remove();
    for (const [index, node] of nodes.entries()) if (this.rows.children[index] !== node) this.rows.insertBefore(node, this.rows.children[index] ?? null);
    return null;
  }
}

function row(entry) {
  const outward = entry.direction === "to_app";
  const body = h("div", { class: "traffic-body" });
  const details = h(
    "details",
    { class: `traffic-row${entry.ok ? "" : " failed"}` },
    h(
      "summary",
      {},
      h("span", { class: "traffic-arrow", title: outward ? "workspace to app" : "app to workspace" }, outward ? "→ app" : "← app"),
      h("span", { class: "traffic-kind" }, entry.kind),
      h("span", { class: "traffic-name" }, entry.name, entry.attempt ? ` (attempt ${entry.attempt + 1})` : ""),
      h("span", { class: "traffic-status" }, entry.ok ? "ok" : (entry.error ?? "failed")),
      h("span", { class: "traffic-ms" }, entry.ms == null ? "" : `${Number(entry.ms).toFixed(entry.ms < 10 ? 1 : 0)} ms`),
      h("span", { class: "muted" }, clockSeconds(Date.parse(entry.at) / 1000, names.zone)),
    ),
    body,
  );
  details.addEventListener("toggle", () => {
    if (details.open && !body.childElementCount) fill(body, part("Request", entry.request), part("Response", entry.response));
  });
  return h("div", { role: "listitem" }, details);
}

function part(title, value) {
  const text = JSON.stringify(value, null, 2) ?? "nothing";
  return h("div", {}, h("h3", {}, title), h("pre", { class: "fence", tabIndex: 0, "aria-label": title }, text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text));
}
