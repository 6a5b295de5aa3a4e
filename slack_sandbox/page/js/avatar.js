// Pictures of people made of their initials.

import { h } from "./dom.js";

const PALETTE = ["#2f6f73", "#8a4b2a", "#4d5aa8", "#7a3f7d", "#3e7144", "#96572b", "#a03c56", "#41618c", "#6b5b1f", "#5b4b8a"];

export const initials = (name) => {
  const words = name.normalize("NFC").split(/[\s._-]+/).filter(Boolean);
  const first = (word) => [...word][0]?.toUpperCase() ?? "";
  return words.length > 1 ? first(words[0]) + first(words.at(-1)) : [...(words[0] ?? "?")].slice(0, 2).join("").toUpperCase();
};

export function avatar(name, key, { size = 36, app = false } = {}) {
  const sum = [...String(key ?? name)].reduce((total, letter) => (total * 31 + letter.codePointAt(0)) % 9973, 7);
  const node = h("span", { class: `avatar${app ? " avatar-app" : ""}`, "aria-hidden": "true" }, initials(name));
  node.style.cssText = `--size:${size}px;--shade:${app ? "var(--app)" : PALETTE[sum % PALETTE.length]}`;
  return node;
}
