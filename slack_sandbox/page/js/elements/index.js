// Every interactive element of Block Kit that the page draws, by type.

import { h } from "../dom.js";
import { button, feedbackButtons, iconButton, workflowButton } from "./button.js";
import { checkboxes, radioButtons } from "./choice.js";
import { datepicker, datetimepicker, timepicker } from "./dates.js";
import { fileInput } from "./file_input.js";
import { overflow } from "./overflow.js";
import { multiSelect, select } from "./select.js";
import { emailInput, numberInput, plainTextInput, richTextInput, urlInput } from "./text.js";

const ELEMENTS = {
  button, overflow, checkboxes, datepicker, timepicker, datetimepicker,
  workflow_button: workflowButton, icon_button: iconButton, feedback_buttons: feedbackButtons,
  radio_buttons: radioButtons, file_input: fileInput,
  plain_text_input: plainTextInput, number_input: numberInput, email_text_input: emailInput, url_text_input: urlInput, rich_text_input: richTextInput,
};
for (const kind of ["static", "external", "users", "conversations", "channels"]) {
  ELEMENTS[`${kind}_select`] = select(kind);
  ELEMENTS[`multi_${kind}_select`] = multiSelect(kind);
}

/** The node of an element; one that the page does not know is named in plain words. */
export function drawElement(element, place) {
  const draw = ELEMENTS[element?.type];
  if (!draw) return h("span", { class: "cannot-draw", role: "note" }, `This page cannot draw the element “${element?.type ?? "unknown"}”.`);
  return draw(element, place);
}
