// The confirm dialog of Block Kit elements, and the page's own questions.

import { fill, freshId, h } from "./dom.js";
import { textObject } from "./mrkdwn.js";

const NO_NAMES = { user: () => null, channel: () => null, zone: "UTC" };

/** True when the person confirms; Escape and Cancel are no. Focus goes back to where it was. */
export function askToConfirm(confirm, names = NO_NAMES) {
  const titleId = freshId("confirm");
  const before = document.activeElement;
  return new Promise((resolve) => {
    const dialog = h("dialog", { class: "dialog confirm", "aria-labelledby": titleId });
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(false);
    });
    const danger = confirm.style === "danger";
    const yes = h("button", { type: "button", class: `button ${danger ? "danger" : "primary"}`, onclick: () => end(true) }, textObject(confirm.confirm, names));
    const no = h("button", { type: "button", class: "button", onclick: () => end(false) }, textObject(confirm.deny, names));
    fill(
      dialog,
      h("h2", { id: titleId }, textObject(confirm.title, names)),
      h("div", { class: "confirm-text" }, textObject(confirm.text, names)),
      h("div", { class: "dialog-buttons" }, no, yes),
    );
    document.body.append(dialog);
    dialog.showModal();
    (danger ? no : yes).focus();
  });
}

const plain = (text) => ({ type: "plain_text", text });
/** A question of the page itself. */
export const ask = (title, text, yes, { danger = false } = {}) =>
  askToConfirm({ title: plain(title), text: plain(text), confirm: plain(yes), deny: plain("Cancel"), style: danger ? "danger" : "primary" });

/** Asks for words; gives them, or null when the person thought better of it. */
export function askWords(title, label, yes) {
  const titleId = freshId("words");
  const before = document.activeElement;
  return new Promise((resolve) => {
    const field = h("textarea", { class: "field", rows: 3, "aria-label": label, placeholder: label });
    const dialog = h("dialog", { class: "dialog confirm", "aria-labelledby": titleId });
    const end = (answer) => {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(answer);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      end(null);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      end(field.value);
    });
    const send = h("button", { type: "button", class: "button primary", onclick: () => end(field.value) }, yes);
    const no = h("button", { type: "button", class: "button", onclick: () => end(null) }, "Cancel");
    fill(dialog, h("h2", { id: titleId }, title), h("div", { class: "confirm-text" }, field), h("div", { class: "dialog-buttons" }, no, send));
    document.body.append(dialog);
    dialog.showModal();
    field.focus();
  });
}
