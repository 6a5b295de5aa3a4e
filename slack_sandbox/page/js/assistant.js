// What an assistant shows beside its messages: a status line while it works, and prompts to start from.

import { stop } from "./actions.js";
import { h } from "./dom.js";
import { store, threadKey } from "./store.js";

export function statusLine(channel, thread) {
  const entry = store.status.get(threadKey(channel, thread));
  const works = store.sessions.has(threadKey(channel, thread));
  if (!entry?.status && !works) return null;
  const text = `${store.app?.name ?? "The app"} ${entry?.status || "works on it …"}`;
  const status = h("div", { class: "status-line", role: "status" }, h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), text);
  if (!works) return status;
  return h("div", { class: "working" }, status, h("button", { type: "button", class: "button stop", onclick: () => stop(channel, thread) }, "Stop"));
}

/** Suggested prompts; `say` is called with the text of the one picked. */
export function promptButtons(entry, say) {
  return h(
    "div",
    { class: "prompts", role: "group", "aria-label": entry.title || "Suggestions to start with" },
    h("div", { class: "muted small" }, entry.title || "Start with one of these"),
    entry.prompts.map((prompt) => h("button", { type: "button", class: "prompt", title: prompt.message, onclick: () => say(prompt.message) }, prompt.title)),
  );
}
