// Editing a message where it stands.

import * as act from "./actions.js";
import { fill, h } from "./dom.js";

/** Turns a message into a field for its new text; Enter saves, Escape leaves it as it was. */
export function editInPlace(article, message, channel) {
  const slot = article.querySelector(".message-body");
  const before = [...slot.childNodes];
  const area = h("textarea", { class: "field", rows: 3, "aria-label": "Edit message", value: act.typedText(message.text) });
  const note = h("div", { class: "field-error", role: "alert" });
  const back = () => {
    fill(slot, before);
    article.focus();
  };
  const save = async () => {
    try {
      await act.edit(channel, message.ts, area.value);
      article.focus();
    } catch (problem) {
      fill(note, problem.message);
    }
  };
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      back();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  const buttons = h("div", { class: "dialog-buttons" }, h("button", { type: "button", class: "button small", onclick: back }, "Cancel"), h("button", { type: "button", class: "button primary small", onclick: save }, "Save"));
  fill(slot, area, note, buttons);
  area.focus();
  area.setSelectionRange(area.value.length, area.value.length);
}
