// rich_text: sections, lists (nested by indent), quotes, preformatted text; styled runs, links, people, channels, dates, colours.

import { emojiCharacter } from "../emoji.js";
import { append, h, safeUrl } from "../dom.js";
import { linkNode } from "../mrkdwn.js";
import { formatDateToken } from "../time.js";

export const richText = (block, { surface }) => h("div", { class: "block-text rich" }, richParts(block.elements ?? [], surface.names));

export function richParts(parts, names) {
  const nodes = [];
  for (let at = 0; at < parts.length; ) {
    if (parts[at].type !== "rich_text_list") {
      nodes.push(richPart(parts[at], names));
      at += 1;
      continue;
    }
    let end = at;
    while (parts[end]?.type === "rich_text_list") end += 1;
    nodes.push(...lists(parts.slice(at, end), names));
    at = end;
  }
  return nodes;
}

const PARTS = {
  rich_text_section: (part, names) => h("div", {}, leaves(part, names)),
  rich_text_quote: (part, names) => h("blockquote", {}, leaves(part, names)),
  rich_text_preformatted: (part, names) => h("pre", { class: "fence", tabIndex: 0, "aria-label": "Code" }, h("code", {}, leaves(part, names))),
};

function richPart(part, names) {
  const draw = PARTS[part.type];
  return draw ? draw(part, names) : h("div", { class: "cannot-draw", role: "note" }, `This page cannot draw “${part.type}”.`);
}

/** Slack sends each level of a nested list as a list of its own with an indent; here they become lists in lists. */
function lists(parts, names) {
  const roots = [];
  const open = [];
  for (const part of parts) {
    const depth = part.indent ?? 0;
    while (open.length && open.at(-1).depth > depth) open.pop();
    if (open.at(-1)?.depth !== depth || open.at(-1).style !== part.style) {
      if (open.at(-1)?.depth === depth) open.pop();
      const list = h(part.style === "ordered" ? "ol" : "ul", { start: part.offset ? part.offset + 1 : null });
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else roots.push(list);
      open.push({ depth, list, style: part.style });
    }
    append(open.at(-1).list, (part.elements ?? []).map((item) => h("li", {}, leaves(item, names))));
  }
  return roots;
}

const leaves = (part, names) => (part.elements ?? []).map((leaf) => styled(leafNode(leaf, names), leaf.style));

const LEAVES = {
  text: (leaf) => withBreaks(leaf.text),
  link: (leaf) => linkNode(leaf.url, leaf.text) ?? leaf.text ?? leaf.url,
  emoji: (leaf) => emojiNode(leaf),
  user: (leaf, names) => h("span", { class: `mention${names.me === leaf.user_id ? " mention-me" : ""}` }, `@${names.user(leaf.user_id) ?? leaf.user_id}`),
  usergroup: (leaf) => h("span", { class: "mention" }, `@${leaf.usergroup_id}`),
  team: (leaf) => h("span", { class: "mention" }, leaf.team_id),
  channel: (leaf, names) => h("a", { class: "mention", href: `#/${leaf.channel_id}` }, `#${names.channel(leaf.channel_id) ?? leaf.channel_id}`),
  broadcast: (leaf) => h("span", { class: "mention" }, `@${leaf.range}`),
  color: (leaf) => [swatch(leaf.value), leaf.value],
  date: (leaf, names) => {
    const shown = formatDateToken(leaf.timestamp, leaf.format ?? "{date}", names.zone, names.now?.()) ?? leaf.fallback;
    const href = leaf.url && safeUrl(leaf.url);
    return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, shown) : h("time", { title: leaf.fallback }, shown);
  },
};

function leafNode(leaf, names) {
  const draw = LEAVES[leaf.type];
  return draw ? draw(leaf, names) : `[${leaf.type}]`;
}

const withBreaks = (text) => String(text ?? "").split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));

function emojiNode(leaf) {
  const character = leaf.unicode ? String.fromCodePoint(...leaf.unicode.split("-").map((code) => parseInt(code, 16))) : emojiCharacter(leaf.name);
  return character ? h("span", { class: "emoji", role: "img", "aria-label": leaf.name }, character) : `:${leaf.name}:`;
}

function swatch(value) {
  const node = h("span", { class: "swatch", "aria-hidden": "true" });
  if (/^#[0-9a-f]{3,8}$/i.test(value)) node.style.background = value;
  return node;
}

function styled(node, style) {
  if (!style) return node;
  let result = node;
  for (const [name, tag] of [["code", "code"], ["strike", "s"], ["italic", "em"], ["bold", "strong"], ["underline", "u"], ["highlight", "mark"]]) {
    if (style[name]) result = h(tag, {}, result);
  }
  return result;
}
