// Buttons, link buttons, workflow buttons, icon and feedback buttons.

import { h, icon, safeUrl } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { act } from "./place.js";

const label = (element, names) => plainText(element.text, names);

export function button(element, place) {
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const href = element.url && safeUrl(element.url);
  const send = (event) => press(event.currentTarget, element, place);
  if (href) {
    const attributes = { class: `button ${style}`, href, target: "_blank", rel: "noopener noreferrer", role: "link" };
    return h("a", { ...attributes, "aria-label": element.accessibility_label, onclick: send }, label(element, place.surface.names), icon("link", 14));
  }
  return h("button", { type: "button", class: `button ${style}`, "aria-label": element.accessibility_label, onclick: send }, label(element, place.surface.names));
}

async function press(node, element, place) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  try {
    await act(place, element, { value: element.value });
  } finally {
    node.removeAttribute("aria-busy");
  }
}

export function workflowButton(element, place) {
  const names = place.surface.names;
  return h("button", { type: "button", class: "button", disabled: true, title: "Workflows do not run in the sandbox" }, label(element, names));
}

const GLYPHS = { trash: "trash", edit: "pencil", copy: "link", refresh: "pulse" };
export function iconButton(element, place) {
  const text = element.text?.text ?? element.icon;
  const attributes = { type: "button", class: "icon-button", title: text, "aria-label": element.accessibility_label ?? text };
  return h("button", { ...attributes, onclick: (event) => press(event.currentTarget, element, place) }, icon(GLYPHS[element.icon] ?? "dot"));
}

export function feedbackButtons(element, place) {
  const one = (part, glyph) => {
    const send = () => act(place, element, { value: part.value });
    const name = part.accessibility_label ?? part.text?.text;
    return h("button", { type: "button", class: "button small", "aria-label": name, onclick: send }, glyph, " ", label(part, place.surface.names));
  };
  return h("span", { class: "feedback" }, one(element.positive_button, "👍"), one(element.negative_button, "👎"));
}
