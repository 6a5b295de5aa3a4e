// Date, time and date-time pickers, in the member's zone, with the browser's own accessible fields.

import { h } from "../dom.js";
import { fromWall, toWall } from "../time.js";
import { changed, naming, register } from "./place.js";

const SETTLE_MS = 700;

function field(type, element, place, shown, read) {
  const node = h("input", { ...naming(place, element.placeholder?.text ?? type), type, class: "field date-field", value: shown ?? "", title: element.placeholder?.text });
  let timer = null;
  let sent = node.value;
  const settle = () => {
    clearTimeout(timer);
    if (node.value === sent) return;
    sent = node.value;
    changed(place, element, read(node.value));
  };
  // Typing a year passes through other valid dates: the app hears of it once the field is left or rests.
  node.addEventListener("input", () => {
    place.surface.inputs.set(place.block.block_id, element.action_id, read(node.value));
    clearTimeout(timer);
    timer = setTimeout(settle, SETTLE_MS);
  });
  node.addEventListener("blur", settle);
  return node;
}

export function datepicker(element, place) {
  const kept = register(place, element, { selected_date: element.initial_date ?? null });
  return field("date", element, place, kept.selected_date, (value) => ({ selected_date: value || null }));
}

export function timepicker(element, place) {
  const kept = register(place, element, { selected_time: element.initial_time ?? null });
  const timezone = element.timezone ? { timezone: element.timezone } : {};
  return field("time", element, place, kept.selected_time, (value) => ({ selected_time: value || null, ...timezone }));
}

export function datetimepicker(element, place) {
  const { zone } = place.surface.names;
  const kept = register(place, element, { selected_date_time: element.initial_date_time ?? null });
  const shown = kept.selected_date_time ? toWall(kept.selected_date_time, zone) : "";
  const node = field("datetime-local", element, place, shown, (value) => ({ selected_date_time: value ? fromWall(value, zone) : null }));
  return h("span", { class: "with-zone" }, node, h("span", { class: "muted small" }, zone));
}
