// Making the workspace misbehave, to see how the app takes it.

import * as api from "./api.js";
import { attempt } from "./actions.js";
import { fill, freshId, h, icon } from "./dom.js";

const KINDS = [
  ["429", "Too many requests (429)"], ["500", "Server error (500)"], ["503", "Unavailable (503)"],
  ["error", "Answer with an error code"], ["blocks", "Refuse its blocks"], ["data", "Refuse its charts and tables"], ["view", "Refuse its view"], ["stall", "Answer after 5 seconds"], ["drop", "Drop the connection"],
];
const METHODS = ["chat.postMessage", "chat.update", "views.open", "views.update", "views.publish", "response_url", "*"];

export async function openFaults() {
  const titleId = freshId("faults");
  const list = h("ul", { class: "fault-list" });
  const dialog = h("dialog", { class: "dialog faults", "aria-labelledby": titleId });
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  const refresh = async () => {
    const answer = await attempt(() => api.get("/client/faults"));
    fill(list, answer?.faults.length ? answer.faults.map((fault) => h("li", {}, `${fault.kind} on ${fault.method}, ${fault.times < 0 ? "until cleared" : `${fault.times} more`}`)) : h("li", { class: "muted" }, "None: everything works."));
  };
  const clear = async () => {
    await attempt(() => api.remove("/client/faults"));
    await refresh();
  };
  fill(
    dialog,
    h("header", { class: "modal-head" }, h("h2", { id: titleId }, "Faults"), h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    h("div", { class: "modal-body" }, h("p", { class: "muted" }, "Slack is sometimes slow, busy or gone. Add a fault and watch what the app does with it."), form(refresh), h("h3", {}, "Waiting to happen"), list),
    h("footer", { class: "modal-foot" }, h("button", { type: "button", class: "button", onclick: clear }, "Clear all"), h("button", { type: "button", class: "button primary", onclick: () => dialog.close() }, "Done")),
  );
  document.body.append(dialog);
  dialog.showModal();
  await refresh();
}

function form(refresh) {
  const kind = h("select", { class: "field" }, KINDS.map(([value, label]) => h("option", { value }, label)));
  const method = h("select", { class: "field" }, METHODS.map((value) => h("option", { value }, value === "*" ? "any method" : value)));
  const times = h("input", { type: "number", class: "field", min: 1, max: 100, value: 1 });
  const when = h("select", { class: "field" }, h("option", { value: "before" }, "before it is done"), h("option", { value: "after" }, "after it was done"));
  const add = async (event) => {
    event.preventDefault();
    const refused = { blocks: { kind: "error", error: "invalid_blocks", having: "blocks" }, data: { kind: "error", error: "invalid_blocks", block: "data_" }, view: { kind: "error", error: "invalid_arguments", having: "view" } };
    await attempt(() => api.post("/client/faults", { ...(refused[kind.value] ?? { kind: kind.value }), method: method.value, times: Number(times.value) || 1, when: when.value }));
    await refresh();
  };
  const labelled = (text, control) => h("label", { class: "labelled" }, h("span", {}, text), control);
  return h("form", { class: "fault-form", onsubmit: add }, labelled("What", kind), labelled("Where", method), labelled("How often", times), labelled("When", when), h("button", { type: "submit", class: "button" }, "Add fault"));
}
