// Header, divider, section, context and image.

import { h, safeUrl } from "../dom.js";
import { plainText, textObject } from "../mrkdwn.js";
import { drawElement } from "../elements/index.js";

export const header = (block, { surface }) => h("h3", { class: "block-header" }, plainText(block.text, surface.names));

export const divider = () => h("hr", { class: "block-divider" });

export function section(block, place) {
  const { names } = place.surface;
  const label = (block.text ?? block.fields?.[0])?.text;
  const fields = block.fields?.length ? h("div", { class: "section-fields" }, block.fields.map((field) => h("div", {}, textObject(field, names)))) : null;
  const accessory = block.accessory && accessoryNode(block.accessory, { ...place, dispatches: true, label });
  const text = block.text && h("div", { class: "block-text" }, textObject(block.text, names));
  return h("div", { class: "block-section" }, h("div", { class: "section-main" }, text, fields), accessory && h("div", { class: "section-accessory" }, accessory));
}

function accessoryNode(element, place) {
  if (element.type === "image") return picture(element, "accessory-image", place.surface);
  return drawElement(element, { ...place, label: element.placeholder?.text ?? element.accessibility_label ?? plain(place.label) });
}

const plain = (text) => (text ?? "").replace(/[*_~`<>]/g, "").slice(0, 80);

/** Slack files are loaded as the person one is; of others the address is taken as it stands. */
function addressOf({ image_url: url, slack_file: file }, surface) {
  const id = file?.id ?? file?.url?.match(/\b(F[A-Z0-9]+)\b/)?.[1];
  if (id && surface?.fileAddress) return surface.fileAddress(id);
  return url ? safeUrl(url, { image: true }) : null;
}

export function picture(element, className, surface) {
  const source = addressOf(element, surface);
  if (!source) return h("span", { class: "cannot-draw", role: "note" }, `Picture: ${element.alt_text ?? "no description"}`);
  const node = h("img", { class: className, src: source, alt: element.alt_text ?? "", loading: "lazy" });
  node.addEventListener("error", () => node.replaceWith(h("span", { class: "cannot-draw", role: "note" }, `Picture that could not be loaded: ${element.alt_text ?? source}`)));
  return node;
}

export const context = (block, { surface }) =>
  h(
    "div",
    { class: "block-context" },
    block.elements.map((element) => (element.type === "image" ? picture(element, "context-image", surface) : h("span", { class: "context-text" }, textObject(element, surface.names)))),
  );

export const image = (block, { surface }) =>
  h("figure", { class: "block-image" }, block.title && h("figcaption", {}, plainText(block.title, surface.names)), picture(block, "block-picture", surface));
