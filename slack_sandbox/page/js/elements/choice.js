// Checkboxes and radio buttons.

import { freshId, h } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { changed, naming, register } from "./place.js";

export const sameOption = (one, other) => one?.value === other?.value;

function row(type, group, option, checked, names, onchange) {
  const describedBy = option.description ? freshId("about") : null;
  const box = h("input", { type, name: group, checked, "aria-describedby": describedBy, onchange });
  return h(
    "label",
    { class: "choice" },
    box,
    h("span", {}, h("span", {}, textObject(option.text, names)), option.description && h("span", { class: "muted small block", id: describedBy }, textObject(option.description, names))),
  );
}

export function checkboxes(element, place) {
  const kept = register(place, element, { selected_options: element.initial_options ?? [] });
  const picked = new Set(kept.selected_options.map((option) => option.value));
  const pick = (option) => (event) => {
    picked[event.target.checked ? "add" : "delete"](option.value);
    changed(place, element, { selected_options: element.options.filter(({ value }) => picked.has(value)) });
  };
  const rows = element.options.map((option) => row("checkbox", null, option, picked.has(option.value), place.surface.names, pick(option)));
  return h("div", { class: "choices", role: "group", ...naming(place, "Choices") }, rows);
}

export function radioButtons(element, place) {
  const kept = register(place, element, { selected_option: element.initial_option ?? null });
  const group = freshId("radio");
  const rows = element.options.map((option) =>
    row("radio", group, option, sameOption(kept.selected_option, option), place.surface.names, () => changed(place, element, { selected_option: option })),
  );
  return h("div", { class: "choices", role: "radiogroup", ...naming(place, "One of these") }, rows);
}
