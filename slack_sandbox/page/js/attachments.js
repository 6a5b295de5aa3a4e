// Files and the older "attachments" of messages.

import { drawBlocks } from "./blocks/index.js";
import { h, icon, safeUrl } from "./dom.js";
import { mrkdwn } from "./mrkdwn.js";
import { names, store } from "./store.js";

const UNITS = ["bytes", "KB", "MB", "GB"];
export function sizeOf(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)));
  return `${(bytes / 1000 ** step).toFixed(step ? 1 : 0)} ${UNITS[step]}`;
}

/** Where the page loads a file from, as the person one is. */
export const fileAddress = (id) => new URL(`/client/file/${encodeURIComponent(id)}?as=${store.me.id}`, location.origin).href;

export function fileNode(file) {
  const href = file.id && fileAddress(file.id);
  const title = file.title || file.name;
  if (file.mimetype?.startsWith("image/") && href) {
    return h("figure", { class: "block-image" }, h("figcaption", { class: "muted small" }, title), h("a", { href, target: "_blank", rel: "noopener" }, h("img", { class: "block-picture", src: href, alt: file.alt_txt || title, loading: "lazy" })));
  }
  const about = h("span", {}, h("strong", { class: "block" }, title), h("span", { class: "muted small" }, `${(file.filetype ?? "file").toUpperCase()} · ${sizeOf(file.size ?? 0)}`));
  return href ? h("a", { class: "file-card", href, target: "_blank", rel: "noopener", download: file.name }, icon("file", 24), about) : h("div", { class: "file-card" }, icon("file", 24), about);
}

/** The blocks of a forwarded message, as Slack sends them along. */
const sharedBlocks = (one) => one.message_blocks?.flatMap(({ message }) => message?.blocks ?? []);

export function attachment(one, surface) {
  const title = one.title && (safeUrl(one.title_link ?? "") && one.title_link ? h("a", { href: one.title_link, target: "_blank", rel: "noopener noreferrer" }, one.title) : h("strong", {}, one.title));
  const fields = one.fields?.map((field) => h("div", {}, h("strong", { class: "block" }, field.title), mrkdwn(field.value, names)));
  const node = h(
    "div",
    { class: "attachment" },
    one.is_share && h("div", { class: "muted small" }, `${one.author_name ?? "Somebody"}, forwarded`),
    one.pretext && h("div", {}, mrkdwn(one.pretext, names)),
    title,
    sharedBlocks(one)?.length ? drawBlocks(sharedBlocks(one), surface) : one.blocks ? drawBlocks(one.blocks, surface) : h("div", { class: "block-text" }, mrkdwn(one.text ?? one.fallback, names)),
    fields?.length ? h("div", { class: "section-fields" }, fields) : null,
    one.footer && h("div", { class: "muted small" }, one.footer),
  );
  if (/^#?[0-9a-f]{6}$/i.test(one.color ?? "")) node.style.borderLeftColor = `#${one.color.replace("#", "")}`;
  return node;
}
