// Short notices at the foot of the page: what went wrong, or what was done.

import { h, icon } from "./dom.js";

const LASTS_MS = 9000;

export function toast(text) {
  const box = document.getElementById("toasts");
  const node = h("div", { class: "toast", role: "alert" }, h("span", {}, text));
  node.append(h("button", { type: "button", class: "icon-button", "aria-label": "Dismiss", onclick: () => node.remove() }, icon("close", 14)));
  box.append(node);
  // A modal dialog covers everything but the top layer, where the box has to go again to be seen.
  if (box.matches(":popover-open")) box.hidePopover();
  box.showPopover();
  setTimeout(() => {
    node.remove();
    if (!box.childElementCount && box.matches(":popover-open")) box.hidePopover();
  }, LASTS_MS);
}
