// The overflow menu of an app ("more" button).

import { h, icon, safeUrl } from "../dom.js";
import { plainText } from "../mrkdwn.js";
import { openMenu } from "../popup.js";
import { act } from "./place.js";

export function overflow(element, place) {
  const node = h("button", { type: "button", class: "button overflow", "aria-label": "More actions", "aria-haspopup": "menu", "aria-expanded": "false" }, icon("more"));
  node.addEventListener("click", () => openMenu(node, element.options.map((option) => row(option, element, place)), "More actions"));
  return node;
}

function row(option, element, place) {
  const href = option.url && safeUrl(option.url);
  const pick = () => {
    if (href) window.open(href, "_blank", "noopener");
    return act(place, element, { selected_option: option });
  };
  return { label: plainText(option.text, place.surface.names), detail: option.description?.text, pick };
}
