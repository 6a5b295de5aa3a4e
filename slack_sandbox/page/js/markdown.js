// Standard Markdown, as the `markdown` block and streamed messages carry it, to DOM nodes.

import { h, safeUrl } from "./dom.js";
import { withEmoji } from "./mrkdwn.js";

/** Nodes of a Markdown text: headings, lists, quotes, code, tables, rules and paragraphs. Raw HTML stays text. */
export function markdown(text) {
  const rows = String(text ?? "").replace(/\r\n?/g, "\n").split("\n");
  const nodes = [];
  for (let at = 0; at < rows.length; ) {
    if (!rows[at].trim()) {
      at += 1;
      continue;
    }
    const { node, next } = fence(rows, at) ?? heading(rows, at) ?? rule(rows, at) ?? quote(rows, at) ?? table(rows, at) ?? list(rows, at) ?? paragraph(rows, at);
    nodes.push(node);
    at = next;
  }
  return nodes;
}

function fence(rows, at) {
  const open = rows[at].match(/^\s*(```+|~~~+)/);
  if (!open) return null;
  let end = at + 1;
  while (end < rows.length && !rows[end].trim().startsWith(open[1])) end += 1;
  return { node: h("pre", { class: "fence", tabIndex: 0, "aria-label": "Code" }, h("code", {}, rows.slice(at + 1, end).join("\n"))), next: end + 1 };
}

function heading(rows, at) {
  const found = rows[at].match(/^(#{1,6})\s+(.*?)\s*#*$/);
  return found ? { node: h(`h${Math.min(6, found[1].length + 2)}`, { class: "md-heading" }, spans(found[2])), next: at + 1 } : null;
}

const rule = (rows, at) => (/^\s*([-*_])(?:\s*\1){2,}\s*$/.test(rows[at]) ? { node: h("hr", { class: "block-divider" }), next: at + 1 } : null);

function quote(rows, at) {
  if (!/^\s*>/.test(rows[at])) return null;
  let end = at;
  while (end < rows.length && /^\s*>/.test(rows[end])) end += 1;
  return { node: h("blockquote", {}, markdown(rows.slice(at, end).map((row) => row.replace(/^\s*> ?/, "")).join("\n"))), next: end };
}

const cells = (row) => row.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function table(rows, at) {
  if (!rows[at].includes("|") || !/^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/.test(rows[at + 1] ?? "") || !rows[at + 1].includes("-")) return null;
  let end = at + 2;
  while (end < rows.length && rows[end].includes("|")) end += 1;
  const head = h("tr", {}, cells(rows[at]).map((cell) => h("th", { scope: "col" }, spans(cell))));
  const body = rows.slice(at + 2, end).map((row) => h("tr", {}, cells(row).map((cell) => h("td", {}, spans(cell)))));
  return { node: h("div", { class: "table-wrap" }, h("table", {}, h("thead", {}, head), h("tbody", {}, body))), next: end };
}

const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;

function list(rows, at) {
  const first = rows[at].match(ITEM);
  if (!first) return null;
  const depth = first[1].length;
  const ordered = /\d/.test(first[2]);
  const items = [];
  let next = at;
  while (next < rows.length) {
    const found = rows[next].match(ITEM);
    if (found && found[1].length === depth && /\d/.test(found[2]) === ordered) items.push([found[3]]);
    else if (items.length && rows[next].trim() && rows[next].search(/\S/) > depth) items.at(-1).push(rows[next]);
    else break;
    next += 1;
  }
  const node = h(ordered ? "ol" : "ul", { start: ordered ? parseInt(first[2], 10) : null }, items.map(item));
  return { node, next };
}

function item([text, ...inside]) {
  const task = text.match(/^\[([ xX])\]\s+(.*)$/);
  const line = task ? [task[1] === " " ? "☐ " : "☑ ", ...spans(task[2])] : spans(text);
  return h("li", {}, line, inside.length ? markdown(inside.join("\n")) : null);
}

function paragraph(rows, at) {
  const starts = (row) => !row.trim() || /^\s*(```|~~~|>|#{1,6}\s)/.test(row) || ITEM.test(row);
  let end = at + 1;
  while (end < rows.length && !starts(rows[end])) end += 1;
  const lines = rows.slice(at, end).flatMap((row, index) => [...(index ? [h("br")] : []), ...spans(row.trim())]);
  return { node: h("p", {}, lines), next: end };
}

const SPANS = [
  [/^\\([\\`*_{}[\]()#+.!~|>-])/, (found) => found[1]],
  [/^(`+)([\s\S]+?)\1(?!`)/, (found) => h("code", {}, found[2].trim() || found[2])],
  [/^!\[([^\]]*)\]\(([^()\s]+)[^()]*\)/, (found) => link(found[1] || found[2], found[2])],
  [/^\[((?:[^[\]]|\[[^\]]*\])+)\]\(([^()\s]+)(?:\s+"[^"]*")?\)/, (found) => link(spans(found[1]), found[2])],
  [/^<(https?:\/\/[^<>\s]+)>/, (found) => link(found[1], found[1])],
  [/^\*\*(?=\S)([\s\S]+?\S?)\*\*/, (found) => h("strong", {}, spans(found[1]))],
  [/^__(?=\S)([\s\S]+?\S?)__(?!\w)/, (found) => h("strong", {}, spans(found[1]))],
  [/^~~(?=\S)([\s\S]+?)~~/, (found) => h("s", {}, spans(found[1]))],
  [/^\*(?=[^\s*])([^*]*[^\s*])\*/, (found) => h("em", {}, spans(found[1]))],
  [/^_(?=[^\s_])([^_]*[^\s_])_(?!\w)/, (found) => h("em", {}, spans(found[1]))],
  [/^https?:\/\/[^\s<>()[\]]+[^\s<>()[\].,;:!?'"]/, (found) => link(found[0], found[0])],
];

function spans(text) {
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const inWord = /\w/.test(text[at - 1] ?? "") && /^[_h]/.test(rest);
    const hit = !inWord && SPANS.map(([pattern, make]) => [rest.match(pattern), make]).find(([found]) => found);
    if (!hit) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push(...withEmoji(plain));
    plain = "";
    nodes.push(hit[1](hit[0]));
    at += hit[0][0].length;
  }
  if (plain) nodes.push(...withEmoji(plain));
  return nodes;
}

function link(content, address) {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(address) ? safeUrl(address) : null;
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, content) : h("span", {}, content);
}
