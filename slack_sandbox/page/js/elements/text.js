// Fields for typing: plain text (one line or many), number, email, web address, and rich text (typed as plain text).

import { h } from "../dom.js";
import { act, changed, naming, register } from "./place.js";

export function plainTextInput(element, place) {
  const kept = register(place, element, { value: element.initial_value ?? null });
  const attributes = {
    ...naming(place, element.placeholder?.text),
    placeholder: element.placeholder?.text,
    minlength: element.min_length || null,
    maxlength: element.max_length ?? 3000,
    value: kept.value ?? "",
    class: "field",
  };
  const node = element.multiline ? h("textarea", { ...attributes, rows: 4 }) : h("input", { ...attributes, type: "text", autocomplete: "off" });
  return wire(node, element, place, (text) => ({ value: text === "" ? null : text }), kept.value, triggers(element));
}

const triggers = (element) => element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];

/** Keeps each keystroke; with dispatch sends on Enter (one line) or on each character, as the app asked. */
function wire(node, element, place, read, initial, on) {
  let sent = initial ?? "";
  const send = () => {
    if (!place.dispatches || node.value === sent) return;
    sent = node.value;
    act(place, element, read(node.value));
  };
  node.addEventListener("input", () => {
    place.surface.inputs.set(place.block.block_id, element.action_id, read(node.value));
    if (on.includes("on_character_entered")) send();
  });
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && node.tagName === "INPUT" && place.dispatches) {
      event.preventDefault();
      send();
    }
  });
  if (element.focus_on_load) node.dataset.focusOnLoad = "true";
  return node;
}

const typed = (type, extra) => (element, place) => {
  const kept = register(place, element, { value: element.initial_value ?? null });
  const attributes = { ...naming(place, element.placeholder?.text), type, class: "field", placeholder: element.placeholder?.text, value: kept.value ?? "" };
  const node = h("input", { ...attributes, autocomplete: "off", ...extra(element) });
  return wire(node, element, place, (text) => ({ value: text === "" ? null : text }), kept.value, triggers(element));
};

// A number is typed as text: the browser's own number field would drop what it cannot read, and nothing typed may be lost.
export const numberInput = typed("text", (element) => ({ inputmode: element.is_decimal_allowed ? "decimal" : "numeric" }));
export const emailInput = typed("email", () => ({ inputmode: "email" }));
export const urlInput = typed("url", () => ({ inputmode: "url" }));

const richOf = (text) => ({
  type: "rich_text",
  elements: text.split("\n").map((line) => ({ type: "rich_text_section", elements: line ? [{ type: "text", text: line }] : [] })),
});
const textOf = (rich) => (rich?.elements ?? []).map((part) => (part.elements ?? []).map((leaf) => leaf.text ?? leaf.url ?? "").join("")).join("\n");

export function richTextInput(element, place) {
  const kept = register(place, element, { rich_text_value: element.initial_value ?? null });
  const attributes = { ...naming(place, element.placeholder?.text), class: "field", rows: 4, placeholder: element.placeholder?.text };
  const node = h("textarea", { ...attributes, value: textOf(kept.rich_text_value) });
  node.addEventListener("input", () => changed({ ...place, dispatches: false }, element, { rich_text_value: node.value ? richOf(node.value) : null }));
  return node;
}
