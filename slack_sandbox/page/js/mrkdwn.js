// Slack's mrkdwn to DOM nodes. `names` turns ids into labels: {user(id), channel(id), zone}.

import { emojiCharacter } from "./emoji.js";
import { h, safeUrl } from "./dom.js";
import { formatDateToken } from "./time.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };

/** Undoes Slack's three escapes. */
export const unescapeText = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

/** Nodes of a mrkdwn text: code fences, quotes and lines; inline marks inside them. */
export function mrkdwn(text, names, { verbatim = false } = {}) {
  const nodes = [];
  for (const [index, part] of String(text ?? "").split(/```([\s\S]+?)```/).entries()) {
    if (index % 2) nodes.push(h("pre", { class: "fence", tabIndex: 0, "aria-label": "Code" }, h("code", {}, fenceText(part))));
    else if (part) nodes.push(...lines(index ? part.replace(/^\n/, "") : part, names, verbatim));
  }
  return nodes;
}

const fenceText = (part) =>
  unescapeText(part.replace(/^\n|\n$/g, "").replace(/<([^<>|]+)(?:\|([^<>]*))?>/g, (_, url, label) => label || url));

/** A plain_text object: emoji codes where asked for, nothing else is special. */
export function plainText(object, names) {
  const text = String(object?.text ?? "");
  return object?.emoji === false ? [text] : withEmoji(text, names);
}

/** A text object of Block Kit, either kind. */
export function textObject(object, names) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, names, { verbatim: object.verbatim }) : plainText(object, names);
}

function lines(text, names, verbatim) {
  const nodes = [];
  let quote = null;
  const all = text.split("\n");
  for (let index = 0; index < all.length; index += 1) {
    const line = all[index];
    const toTheEnd = line.match(/^(?:&gt;|>){3} ?([\s\S]*)$/);
    if (toTheEnd) {
      const rest = [toTheEnd[1], ...all.slice(index + 1)].join("\n");
      nodes.push(h("blockquote", {}, inlineLines(rest, names, verbatim)));
      return nodes;
    }
    const quoted = line.match(/^(?:&gt;|>) ?(.*)$/);
    if (quoted) {
      if (quote) quote.append(h("br"));
      else nodes.push((quote = h("blockquote")));
      quote.append(...inline(quoted[1], names, verbatim));
      continue;
    }
    if (!quote && index) nodes.push(h("br"));
    quote = null;
    nodes.push(...inline(line, names, verbatim));
  }
  return nodes;
}

const inlineLines = (text, names, verbatim) =>
  text.split("\n").flatMap((line, index) => [...(index ? [h("br")] : []), ...inline(line, names, verbatim)]);

/** Marks, links, mentions, code and emoji of one line. */
export function inline(text, names, verbatim = false) {
  const nodes = [];
  let plain = "";
  const flush = () => {
    if (plain) nodes.push(...(verbatim ? withEmoji(unescapeText(plain)) : autolink(plain)));
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = codeAt(text, at) ?? angleAt(text, at, names) ?? markAt(text, at, names, verbatim);
    if (!found) {
      plain += text[at];
      at += 1;
      continue;
    }
    flush();
    nodes.push(...found.nodes);
    at = found.end;
  }
  flush();
  return nodes;
}

function codeAt(text, at) {
  if (text[at] !== "`") return null;
  const end = text.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { nodes: [h("code", {}, unescapeText(text.slice(at + 1, end)))], end: end + 1 };
}

function angleAt(text, at, names) {
  if (text[at] !== "<") return null;
  const end = text.indexOf(">", at + 1);
  if (end < 0) return null;
  const node = angle(text.slice(at + 1, end), names);
  return node ? { nodes: [node], end: end + 1 } : null;
}

function angle(inside, names) {
  const cut = inside.indexOf("|");
  const target = cut < 0 ? inside : inside.slice(0, cut);
  const label = cut < 0 ? null : unescapeText(inside.slice(cut + 1));
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`, target.slice(1), names);
  if (target.startsWith("#")) {
    const id = target.slice(1);
    return h("a", { class: "mention", href: `#/${encodeURIComponent(id)}` }, `#${names.channel(id) || label || id}`);
  }
  if (target.startsWith("!date^")) return dateNode(target, label, names);
  if (target.startsWith("!subteam^")) return mention(label || "@group");
  if (target.startsWith("!")) return mention(label?.startsWith("@") ? label : `@${target.slice(1).split("^")[0]}`);
  return linkNode(unescapeText(target), label);
}

const mention = (text, id, names) => h("span", { class: `mention${id && names?.me === id ? " mention-me" : ""}` }, text);

function dateNode(target, label, names) {
  const [, stamp, format, link] = target.split("^");
  const shown = formatDateToken(Number(stamp), format ?? "", names.zone, names.now?.()) ?? label ?? target;
  const href = link && safeUrl(unescapeText(link));
  return href ? anchor(href, shown) : h("time", { title: label, datetime: isoOf(stamp) }, shown);
}

const isoOf = (stamp) => (Number.isFinite(Number(stamp)) ? new Date(Number(stamp) * 1000).toISOString() : null);

/** A link, or its text where the address is not one that a page may follow. */
export function linkNode(address, label) {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(address) ? safeUrl(address) : null;
  if (!href) return null;
  return anchor(href, label || address.replace(/^mailto:/, ""));
}

const anchor = (href, label) => h("a", { href, target: "_blank", rel: "noopener noreferrer" }, withEmoji(label));

function markAt(text, at, names, verbatim) {
  const tag = MARKS[text[at]];
  if (!tag || !opens(text, at)) return null;
  for (let end = text.indexOf(text[at], at + 2); end > 0; end = text.indexOf(text[at], end + 1)) {
    if (!closes(text, end) || insideAngle(text, at, end)) continue;
    return { nodes: [h(tag, {}, inline(text.slice(at + 1, end), names, verbatim))], end: end + 1 };
  }
  return null;
}

const WORD = /[\p{L}\p{N}]/u;
const opens = (text, at) => !WORD.test(text[at - 1] ?? " ") && /\S/.test(text[at + 1] ?? " ") && text[at + 1] !== text[at];
const closes = (text, end) => /\S/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? " ");
function insideAngle(text, from, at) {
  const open = text.lastIndexOf("<", at);
  return open > from && text.indexOf(">", open) > at;
}

function autolink(text) {
  return text.split(/(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}*_~])/).flatMap((part, index) => {
    if (index % 2) return [linkNode(unescapeText(part), null) ?? unescapeText(part)];
    return part ? withEmoji(unescapeText(part)) : [];
  });
}

/** Text with `:short_codes:` turned into characters. */
export function withEmoji(text) {
  return String(text)
    .split(/:((?:[a-z0-9_'-]|\+1)+(?:::skin-tone-[2-6])?):/)
    .flatMap((part, index) => {
      if (!(index % 2)) return part ? [part] : [];
      const character = emojiCharacter(part);
      return [character ? h("span", { class: "emoji", role: "img", "aria-label": part.replace(/_/g, " "), title: `:${part}:` }, character) : `:${part}:`];
    });
}
