// Actions, inputs and the small actions under a message of an assistant.

import { freshId, h } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { drawElement } from "../elements/index.js";

const caption = (element) => element.placeholder?.text ?? element.accessibility_label ?? element.text?.text;

export const actions = (block, place) =>
  h("div", { class: "block-actions" }, block.elements.map((element) => drawElement(element, { ...place, dispatches: true, label: caption(element) })));

export const contextActions = (block, place) => h("div", { class: "block-actions small-actions" }, block.elements.map((element) => drawElement(element, { ...place, dispatches: true, label: caption(element) })));

/** A labelled field, with its hint and, after a refused submission, what is wrong with it. */
export function input(block, place) {
  const { surface } = place;
  const labelId = freshId("label");
  const hintId = block.hint && freshId("hint");
  const error = surface.errors?.[block.block_id];
  const errorId = error && freshId("error");
  const describedBy = [hintId, errorId].filter(Boolean).join(" ") || null;
  const control = drawElement(block.element, { ...place, labelId, describedBy, invalid: Boolean(error), dispatches: Boolean(block.dispatch_action) });
  return h(
    "div",
    { class: `block-input${error ? " invalid" : ""}` },
    h("div", { class: "input-label", id: labelId }, plainText(block.label, surface.names), block.optional && h("span", { class: "muted" }, " (optional)")),
    control,
    error && h("div", { class: "field-error", id: errorId, role: "alert" }, error),
    block.hint && h("div", { class: "muted small", id: hintId }, plainText(block.hint, surface.names)),
  );
}
