// Charts and sortable tables. A chart is drawn as SVG; its numbers stand below it as a table that opens on demand.

import { freshId, h } from "../dom.js";
import { richParts } from "./rich_text.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 520;
const HEIGHT = 230;
const LEFT = 46;
const BOTTOM = 32;
const TOP = 18;
const DASHES = ["", "7 4", "2 4", "10 3 2 3", "5 5", "1 3"];
const PAGE = 5;

function s(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const colour = (index) => `var(--series-${(index % 6) + 1})`;
const short = (value) => String(Math.round(value * 100) / 100);

/** Every chart as names, categories and rows of values: a pie has one series. */
function read(chart) {
  if (chart.type === "pie") return { names: chart.segments.map((part) => part.label), categories: [""], rows: chart.segments.map((part) => [part.value]) };
  return { names: chart.series.map((one) => one.name), categories: chart.axis_config.categories, rows: chart.series.map((one) => one.data.map((point) => point.value)) };
}

const described = (title, { names, categories, rows }) =>
  `Chart: ${title}. ${names.map((name, row) => `${name}: ${rows[row].map((value, at) => `${categories[at]} ${short(value)}`.trim()).join(", ")}`).join(". ")}.`;

export function chart(block) {
  const data = read(block.chart);
  const label = described(block.title, data);
  const picture = s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "chart-picture" });
  picture.append(...(block.chart.type === "pie" ? pie(data) : plot(block.chart.type, data)));
  const legend = data.names.map((name, at) => h("li", {}, swatch(at, block.chart.type), name, block.chart.type === "pie" ? `: ${short(data.rows[at][0])}` : null));
  const axes = block.chart.axis_config ?? {};
  return h(
    "figure",
    { class: "block-chart" },
    h("figcaption", {}, block.title),
    axes.y_label && h("div", { class: "muted small" }, axes.y_label),
    picture,
    axes.x_label && h("div", { class: "muted small chart-below" }, axes.x_label),
    h("ul", { class: "chart-legend" }, legend),
    h("details", { class: "small" }, h("summary", {}, "Numbers"), numbers(block.title, data)),
  );
}

function swatch(at, kind) {
  const line = kind === "line" ? [s("path", { d: "M0 6H18", stroke: colour(at), "stroke-width": 3, "stroke-dasharray": DASHES[at % 6] })] : [s("rect", { width: 12, height: 12, rx: 2, fill: colour(at) })];
  return s("svg", { width: kind === "line" ? 18 : 12, height: 12, "aria-hidden": "true" }, ...line);
}

const numbers = (title, { names, categories, rows }) =>
  h(
    "div",
    { class: "table-wrap", tabIndex: 0, role: "region", "aria-label": `Numbers of ${title}` },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Series"), categories.map((name) => h("th", { scope: "col" }, name || "Value")))),
      h("tbody", {}, names.map((name, at) => h("tr", {}, h("th", { scope: "row" }, name), rows[at].map((value) => h("td", { class: "align-right" }, short(value)))))),
    ),
  );

function pie({ rows }) {
  const total = rows.reduce((sum, [value]) => sum + value, 0);
  const [x, y, radius] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 8];
  if (rows.length === 1) return [s("circle", { cx: x, cy: y, r: radius, fill: colour(0) })];
  let turned = 0;
  const edge = (share) => [x + radius * Math.sin(2 * Math.PI * share), y - radius * Math.cos(2 * Math.PI * share)].map((n) => n.toFixed(1)).join(" ");
  return rows.map(([value], at) => {
    const from = turned / total;
    turned += value;
    return s("path", { d: `M${x} ${y}L${edge(from)}A${radius} ${radius} 0 ${value / total > 0.5 ? 1 : 0} 1 ${edge(turned / total)}Z`, fill: colour(at), class: "chart-part" });
  });
}

function plot(kind, { categories, rows }) {
  const values = rows.flat();
  const [low, high, step] = bounds(Math.min(0, ...values), Math.max(0, ...values), values.every(Number.isInteger) ? 1 : 0);
  const up = (value) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - BOTTOM - TOP);
  const room = (WIDTH - LEFT - 8) / categories.length;
  const across = (at) => LEFT + room * (at + 0.5);
  return [...grid(low, high, step, up), ...labels(categories, across, room), ...DRAW[kind](rows, across, up, room)];
}

/** Round bounds and a step of 1, 2 or 5 times a power of ten, for about four lines and of `least` or more. */
function bounds(low, high, least) {
  const raw = Math.max((high - low || 1) / 4, least);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= raw) ?? 10);
  return [Math.floor(low / step) * step, Math.max(Math.ceil(high / step) * step, Math.floor(low / step) * step + step), step];
}

function grid(low, high, step, up) {
  const lines = [];
  for (let value = low; value <= high + step / 2; value += step) {
    lines.push(s("path", { d: `M${LEFT} ${up(value)}H${WIDTH - 8}`, class: Math.abs(value) < step / 2 ? "chart-axis" : "chart-grid" }), s("text", { x: LEFT - 6, y: up(value) + 4, class: "chart-text", "text-anchor": "end" }, short(value)));
  }
  return lines;
}

/** Names below the axis, as many as there is room for. */
function labels(categories, across, room) {
  const longest = Math.max(categories[0].length, ...categories.slice(1).map((name, at) => (name.length + categories[at].length) / 2));
  const wide = matchMedia("(max-width: 760px)").matches ? 13 : 7;
  const every = Math.ceil(((longest + 1) * wide) / room);
  return categories.flatMap((name, at) => (at % every ? [] : [s("text", { x: across(at), y: HEIGHT - 8, class: "chart-text", "text-anchor": "middle" }, name)]));
}

const told = (value) => s("title", {}, short(value));

const DRAW = {
  bar: (rows, across, up, room) => {
    const thick = Math.min((room * 0.8) / rows.length, 44);
    return rows.flatMap((row, one) =>
      row.map((value, at) => s("rect", { x: across(at) - (thick * rows.length) / 2 + thick * one + 1, y: Math.min(up(value), up(0)), width: thick - 2, height: Math.max(Math.abs(up(0) - up(value)), 1), rx: 2, fill: colour(one) }, told(value))),
    );
  },
  line: (rows, across, up) =>
    rows.flatMap((row, one) => [
      s("path", { d: `M${row.map((value, at) => `${across(at)} ${up(value)}`).join("L")}`, class: "chart-line", stroke: colour(one), "stroke-dasharray": DASHES[one % 6] }),
      ...row.map((value, at) => s("circle", { cx: across(at), cy: up(value), r: 3.5, fill: colour(one) }, told(value))),
    ]),
  area: (rows, across, up) =>
    rows.flatMap((row, one) => {
      const top = row.map((value, at) => `${across(at)} ${up(value)}`).join("L");
      return [s("path", { d: `M${across(0)} ${up(0)}L${top}L${across(row.length - 1)} ${up(0)}Z`, fill: colour(one), class: "chart-area" }), s("path", { d: `M${top}`, class: "chart-line", stroke: colour(one) })];
    }),
};

/** A table whose head sorts it; it shows `page_size` rows at first, and all on demand. */
export function dataTable(block, { surface }) {
  const [head = [], ...rows] = block.rows ?? [];
  const first = block.row_header_column_index ?? 0;
  let [sorted, falling, all] = [null, false, false];
  const words = (cell) => (cell.type === "rich_text" ? richParts(cell.elements ?? [], surface.names) : String(cell.text ?? cell.value));
  const body = h("tbody", {});
  const more = h("button", { type: "button", class: "button small", onclick: () => ((all = true), draw()) });
  const heads = head.map((cell, column) =>
    h("th", { scope: "col" }, h("button", { type: "button", class: "sort", onclick: () => sort(column) }, String(cell.text), h("span", { class: "sort-mark", "aria-hidden": "true" }))),
  );

  function sort(column) {
    [falling, sorted] = [sorted === column && !falling, column];
    heads.forEach((node, at) => (at === column ? node.setAttribute("aria-sort", falling ? "descending" : "ascending") : node.removeAttribute("aria-sort")));
    draw();
  }

  function draw() {
    const ordered = sorted === null ? rows : [...rows].sort((one, other) => (falling ? -1 : 1) * compare(one[sorted], other[sorted]));
    const shown = all ? ordered : ordered.slice(0, block.page_size ?? PAGE);
    body.replaceChildren(...shown.map((row) => h("tr", {}, row.map((cell, column) => h(column === first ? "th" : "td", { scope: column === first ? "row" : null, class: cell.type === "raw_number" ? "align-right" : null }, words(cell))))));
    more.hidden = shown.length === rows.length;
    more.textContent = `Show all ${rows.length} rows`;
  }

  draw();
  const id = freshId("table");
  return h(
    "div",
    { class: "data-table" },
    h("div", { class: "table-wrap", tabIndex: 0, role: "region", "aria-labelledby": id }, h("table", {}, h("caption", { id }, block.caption), h("thead", {}, h("tr", {}, heads)), body)),
    more,
  );
}

const value = (cell) => (cell.type === "raw_number" ? cell.value : cell.type === "rich_text" ? JSON.stringify(cell.elements) : cell.text);

function compare(one, other) {
  const [a, b] = [value(one), value(other)];
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
}
