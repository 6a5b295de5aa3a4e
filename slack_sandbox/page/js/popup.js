// A panel beside a control, in the browser's top layer: menus, lists of choices, pickers. Escape and a click outside close it.

import { h } from "./dom.js";

let open = null;

/** Opens `content` under `anchor`; returns {close}. Focus returns to the anchor unless it has moved elsewhere. */
export function openPopup(anchor, content, { label, role = "dialog", width, onclose } = {}) {
  open?.close();
  const panel = h("div", { class: "popup", popover: "manual", role, "aria-label": label }, content);
  // Inside a modal dialog everything else is inert, so the panel has to live in the anchor's own dialog.
  (anchor.closest("dialog") ?? document.body).append(panel);
  if (width) panel.style.minWidth = `${width}px`;
  panel.showPopover();
  place(panel, anchor);
  const watch = new ResizeObserver(() => place(panel, anchor));
  watch.observe(panel);
  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) handle.close(false);
  };
  const keys = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    handle.close();
  };
  const handle = {
    panel,
    close(refocus = true) {
      if (open !== handle) return;
      open = null;
      watch.disconnect();
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("keydown", keys, true);
      panel.remove();
      const back = standing(anchor);
      back?.setAttribute("aria-expanded", "false");
      onclose?.();
      if (refocus) back?.focus();
    },
  };
  open = handle;
  anchor.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", keys, true);
  return handle;
}

/** The control itself, or what was drawn anew in its place. */
const standing = (anchor) => (anchor.isConnected ? anchor : document.querySelector(`[data-key="${CSS.escape(anchor.dataset.key ?? "")}"]`));

function place(panel, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const margin = 8;
  const below = innerHeight - at.bottom;
  const top = below < size.height + margin && at.top > below ? Math.max(margin, at.top - size.height - 4) : at.bottom + 4;
  const left = Math.min(Math.max(margin, at.left), Math.max(margin, innerWidth - size.width - margin));
  panel.style.top = `${Math.min(top, Math.max(margin, innerHeight - size.height - margin))}px`;
  panel.style.left = `${left}px`;
}

/** A menu of `items` ({label, detail?, danger?, pick} or {heading} or null for a line), with arrow keys, Home, End and first letters. */
export function openMenu(anchor, items, label) {
  const handle = openPopup(anchor, [], { label, role: "menu" });
  for (const item of items) handle.panel.append(menuRow(item, handle));
  const rows = [...handle.panel.querySelectorAll("[role=menuitem]")];
  handle.panel.addEventListener("keydown", (event) => {
    const index = rows.indexOf(document.activeElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      rows.at(next % rows.length)?.focus();
    } else if (event.key === "Tab") handle.close();
    else if (event.key.length === 1 && event.key !== " ") {
      const order = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
      order.find((row) => row.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    }
  });
  rows[0]?.focus();
  return handle;
}

function menuRow(item, handle) {
  if (!item) return h("hr", { role: "separator" });
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const pick = () => {
    handle.close();
    item.pick();
  };
  const body = [h("span", {}, item.label), item.detail && h("span", { class: "muted small block" }, item.detail)];
  return h("button", { type: "button", role: "menuitem", class: `menu-item${item.danger ? " danger-text" : ""}`, tabIndex: -1, onclick: pick }, body);
}
