// A list of choices with search: the common part of all selects, and of the page's own switchers.

import { fill, freshId, h, icon } from "../dom.js";
import { openPopup } from "../popup.js";

const WAIT_MS = 180;

/**
 * Opens the list under `anchor`. `find(query)` gives (a promise of) groups [{label, rows: [{key, nodes, name, picked, row}]}];
 * `pick(row)` is called with a choice; with `many` the list stays open.
 */
export function openPicker(anchor, { find, pick, many = false, label, minimum = 0 }) {
  const listId = freshId("list");
  const list = h("div", { class: "picker-list", role: "listbox", id: listId, "aria-label": label, "aria-multiselectable": many ? "true" : null });
  const search = h("input", {
    type: "text", class: "field", role: "combobox", placeholder: "Search", autocomplete: "off",
    "aria-label": `Search: ${label}`, "aria-controls": listId, "aria-expanded": "true", "aria-autocomplete": "list",
  });
  const handle = openPopup(anchor, [h("div", { class: "picker-search" }, search), list], { label, width: Math.max(240, anchor.offsetWidth) });
  let rows = [];
  let current = 0;
  let round = 0;
  const mark = (index) => {
    current = Math.max(0, Math.min(rows.length - 1, index));
    for (const [at, { node }] of rows.entries()) node.classList.toggle("current", at === current);
    search.setAttribute("aria-activedescendant", rows[current]?.node.id ?? "");
    rows[current]?.node.scrollIntoView({ block: "nearest" });
  };
  const choose = async (row) => {
    if (!row) return;
    if (!many) handle.close();
    await pick(row);
    if (many) draw(true);
  };
  const draw = async (keep) => {
    const mine = ++round;
    if (search.value.length < minimum) {
      rows = [];
      fill(list, h("div", { class: "picker-note" }, `Type at least ${minimum} character${minimum === 1 ? "" : "s"}.`));
      return;
    }
    let groups;
    try {
      groups = await find(search.value);
    } catch (problem) {
      groups = [];
      fill(list, h("div", { class: "picker-note error-text", role: "alert" }, String(problem.message ?? problem)));
      return;
    }
    if (mine !== round) return;
    rows = [];
    fill(list, groups.map((group) => drawGroup(group, rows, choose)));
    if (!rows.length) fill(list, h("div", { class: "picker-note" }, "No results"));
    mark(keep ? current : Math.max(0, rows.findIndex(({ row }) => row.picked && !many)));
  };
  let timer = null;
  let drawing = draw();
  const redraw = () => {
    clearTimeout(timer);
    timer = null;
    drawing = draw();
  };
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(redraw, WAIT_MS);
  });
  search.addEventListener("keydown", async (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (event.key === "Tab") handle.close();
    if (event.isComposing || (!step && event.key !== "Enter")) return;
    event.preventDefault();
    // Keys that come right after typing are meant for what was typed, not for the list of before.
    if (timer) redraw();
    await drawing;
    if (step) mark(current + step);
    else choose(rows[current]?.row);
  });
  search.focus();
  return handle;
}

function drawGroup(group, rows, choose) {
  const nodes = group.rows.map((row) => {
    const node = h(
      "div",
      { class: "picker-row", role: "option", id: freshId("option"), "aria-selected": row.picked ? "true" : "false", onclick: () => choose(row) },
      h("span", { class: "picker-text" }, row.nodes),
      row.picked && icon("check", 16),
    );
    rows.push({ node, row });
    return node;
  });
  if (!group.label) return nodes;
  return h("div", { role: "group", "aria-label": group.label }, h("div", { class: "menu-heading", "aria-hidden": "true" }, group.label), nodes);
}
