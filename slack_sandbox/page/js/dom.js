// Builds DOM nodes. Text always becomes a text node, so nothing that people or apps wrote is ever read as HTML.

const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "indeterminate", "multiple", "tabIndex"]);

/** An element with attributes (`class`, `aria-*`, `data-*`), listeners (`onclick`) and children (nodes, strings, lists, null). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (PROPERTIES.has(name)) element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

export function fill(parent, ...children) {
  parent.replaceChildren();
  return append(parent, children);
}

let counter = 0;
/** A fresh id for `aria-labelledby` and its like. */
export const freshId = (prefix = "x") => `${prefix}-${++counter}`;

/** Links that a page may follow; anything else (`javascript:`, `data:`) stays text. */
export function safeUrl(text, { image = false } = {}) {
  let url;
  try {
    url = new URL(text, location.origin);
  } catch {
    return null;
  }
  const allowed = image ? ["http:", "https:", "blob:"] : ["http:", "https:", "mailto:", "tel:"];
  return allowed.includes(url.protocol) ? url.href : null;
}

/** A line icon of the page's own small set; decoration, so hidden from assistive technology. */
export function icon(name, size = 18) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const set = { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", class: "icon", focusable: "false" };
  for (const [key, value] of Object.entries(set)) svg.setAttribute(key, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name] ?? ICONS.dot);
  if (name === "more") path.setAttribute("stroke-width", "3");
  svg.append(path);
  return svg;
}

const ICONS = {
  dot: "M12 11v2",
  menu: "M4 6h16M4 12h16M4 18h16",
  close: "M6 6l12 12M18 6L6 18",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M21 12a8 8 0 0 1-11.5 7.2L4 21l1.6-4.6A8 8 0 1 1 21 12z",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  clip: "M20 11.5l-8.3 8.3a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8",
  send: "M4 12l16-8-6 16-3-7z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  pulse: "M3 12h4l3-8 4 16 3-8h4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  sun: "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v1.5M12 19.5V21M3 12h1.500M19.500 12H21M5.600 5.600l1.100 1.100M17.300 17.300l1.100 1.100M5.600 18.400l1.100-1.100M17.300 6.700l1.100-1.100",
  bell: "M6 16V11a6 6 0 1 1 12 0v5l2 2H4zM10 21h4",
  belloff: "M6 16V11c0-1 .2-2 .7-2.800M9 5.800A6 6 0 0 1 18 11v5l2 2H8M10 21h4M4 4l16 16",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
  hash: "M9 4L7 20M17 4l-2 16M4 9h16M4 15h16",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3",
  down: "M6 9l6 6 6-6",
  right: "M9 6l6 6-6 6",
  back: "M15 6l-6 6 6 6",
  calendar: "M5 6h14v14H5zM5 10h14M9 3.500V7M15 3.500V7",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  warn: "M12 4l9 16H3zM12 10v4M12 17h.01",
  people: "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20a6.500 6.500 0 0 1 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18 14.500a6.500 6.500 0 0 1 3.500 5.500",
  plus: "M12 5v14M5 12h14",
  check: "M5 12.500l4.500 4.500L19 7.500",
  link: "M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1",
  pencil: "M4 20l1-4L16 5l3 3L8 19z",
  trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
};
