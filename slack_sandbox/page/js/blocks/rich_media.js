// Markdown, tables, videos, remote files, and the plan and task cards of assistants.

import { h, icon, safeUrl } from "../dom.js";
import { markdown } from "../markdown.js";
import { plainText } from "../mrkdwn.js";
import { richParts } from "./rich_text.js";
import { picture } from "./basic.js";

export const markdownBlock = (block) => h("div", { class: "block-text markdown" }, markdown(block.text));

export function table(block, { surface }) {
  const align = (column) => ({ class: ["left", "center", "right"].includes(block.column_settings?.[column]?.align) ? `align-${block.column_settings[column].align}` : null });
  const cell = (value) => (value?.type === "rich_text" ? richParts(value.elements ?? [], surface.names) : String(value?.text ?? value?.value ?? ""));
  const [head = [], ...body] = block.rows ?? [];
  return h(
    "div",
    { class: "table-wrap", tabIndex: 0, role: "region", "aria-label": "Table" },
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head.map((value, column) => h("th", { scope: "col", ...align(column) }, cell(value))))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((value, column) => h("td", align(column), cell(value)))))),
    ),
  );
}

/** A video is shown as its title and thumbnail with a link: the page loads no players. */
export function video(block, { surface }) {
  const href = safeUrl(block.title_url ?? block.video_url ?? "");
  const title = plainText(block.title, surface.names);
  return h(
    "figure",
    { class: "block-image" },
    h("figcaption", {}, href ? h("a", { href, target: "_blank", rel: "noopener noreferrer" }, title) : title, block.author_name && ` · ${block.author_name}`),
    block.description && h("div", { class: "muted" }, plainText(block.description, surface.names)),
    picture({ image_url: block.thumbnail_url, alt_text: block.alt_text }, "block-picture"),
  );
}

export const remoteFile = (block) => h("div", { class: "file-card" }, icon("file", 24), h("span", {}, `Remote file ${block.external_id}`));

const TASK_MARKS = { pending: "○", in_progress: "◔", complete: "✓", error: "✕" };

export function taskCard(block, { surface }) {
  const rich = (part) => part && h("div", { class: "small" }, richParts(part.elements ?? [], surface.names));
  const sources = block.sources?.map((source) => {
    const href = safeUrl(source.url ?? "");
    return href && h("a", { href, target: "_blank", rel: "noopener noreferrer", class: "small" }, source.text ?? source.url);
  });
  return h(
    "div",
    { class: "task-card" },
    h("div", {}, h("span", { class: "task-mark", role: "img", "aria-label": (block.status ?? "pending").replace("_", " ") }, TASK_MARKS[block.status] ?? "○"), " ", block.title),
    rich(block.details),
    rich(block.output),
    sources?.length ? h("div", { class: "task-sources" }, sources) : null,
  );
}

export const plan = (block, place) =>
  h("div", { class: "plan" }, h("strong", {}, typeof block.title === "string" ? block.title : plainText(block.title, place.surface.names)), (block.tasks ?? []).map((task) => taskCard(task, place)));
