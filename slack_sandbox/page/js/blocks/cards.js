// Alerts, cards and carousels.

import { h, icon } from "../dom.js";
import { textObject } from "../mrkdwn.js";
import { drawElement } from "../elements/index.js";
import { picture } from "./basic.js";

const LEVELS = { default: "Notice", info: "Information", warning: "Warning", error: "Error", success: "Success" };

export const alert = (block, { surface }) => {
  const level = block.level in LEVELS ? block.level : "default";
  return h("div", { class: `block-alert alert-${level}`, role: "note", "aria-label": LEVELS[level] }, icon(level === "success" ? "check" : "warn"), h("div", {}, textObject(block.text, surface.names)));
};

export function card(block, place) {
  const { names } = place.surface;
  const buttons = block.actions?.map((element) => drawElement(element, { ...place, block, dispatches: true, label: element.text?.text }));
  return h(
    "div",
    { class: "block-card" },
    block.hero_image && picture(block.hero_image, "card-hero", place.surface),
    h(
      "div",
      { class: "card-head" },
      block.icon && picture(block.icon, "context-image", place.surface),
      h("div", {}, block.title && h("strong", { class: "block" }, textObject(block.title, names)), block.subtitle && h("span", { class: "muted small" }, textObject(block.subtitle, names))),
    ),
    block.body && h("div", { class: "block-text" }, textObject(block.body, names)),
    buttons?.length ? h("div", { class: "block-actions" }, buttons) : null,
  );
}

export const carousel = (block, place) =>
  h("div", { class: "block-carousel", role: "list", tabIndex: 0, "aria-label": "Cards, side by side" }, block.elements.map((element) => h("div", { role: "listitem" }, card(element, place))));
