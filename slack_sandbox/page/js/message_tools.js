// The row of tools over a message: react, reply, and the menu with the app's message shortcuts, edit, delete, copy link.

import * as act from "./actions.js";
import { ask, askWords } from "./confirm.js";
import { h, icon } from "./dom.js";
import { commonEmoji, findEmoji } from "./emoji.js";
import { openPicker } from "./elements/picker.js";
import { editInPlace } from "./message_edit.js";
import { openMenu } from "./popup.js";
import { go, permalinkOf } from "./router.js";
import { channelName, store } from "./store.js";
import { toast } from "./toast.js";

export function messageTools(message, { channel, place, author }) {
  if (message.is_ephemeral || message.subtype === "tombstone") return null;
  const tool = (name, label, onclick, extra = {}) => h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, tabIndex: -1, onclick, ...extra }, icon(name, 17));
  const reactTool = tool("smile", "Add reaction", (event) => pickReaction(event.currentTarget, message, channel));
  const reply = place === "channel" && tool("reply", "Reply in thread", () => go({ channel, thread: message.thread_ts ?? message.ts }));
  const more = tool("more", "More actions", (event) => menu(event.currentTarget, message, { channel, author }), { "aria-haspopup": "menu" });
  return h("div", { class: "message-tools", role: "toolbar", "aria-label": `Message of ${author}` }, reactTool, reply, more);
}

function pickReaction(anchor, message, channel) {
  openPicker(anchor, {
    label: "Reaction",
    find: (query) => {
      const found = query ? findEmoji(query) : commonEmoji();
      return [{ rows: found.map(({ name, character }) => ({ key: name, name, nodes: [h("span", { class: "emoji" }, character), ` ${name.replace(/_/g, " ")}`] })) }];
    },
    pick: (row) => act.react(channel, message, row.key),
  });
}

function menu(anchor, message, { channel, author }) {
  const mine = message.user === store.me.id && !message.bot_id;
  const shortcuts = store.app?.installed ? store.app.shortcuts.filter(({ type }) => type === "message") : [];
  const article = anchor.closest("article");
  const items = [
    ...(shortcuts.length ? [{ heading: store.app.name }, ...shortcuts.map((shortcut) => ({ label: shortcut.name, detail: shortcut.description, pick: () => act.runShortcut(shortcut, message, channel) })), null] : []),
    { label: "Forward message", detail: "To the app, a channel or a person", pick: () => pickTarget(anchor, message, channel) },
    { label: "Copy link", pick: () => copy(permalinkOf(message, channel), "Link copied.") },
    { label: "Copy text", pick: () => copy(act.typedText(message.text), "Text copied.") },
    ...(mine ? [null, { label: "Edit message", pick: () => editInPlace(article, message, channel) }, { label: "Delete message", danger: true, pick: () => confirmDelete(message, channel) }] : []),
  ];
  openMenu(anchor, items, `Actions for the message of ${author}`);
}

/** Asks where to, and with which words; the app comes first. */
function pickTarget(anchor, message, channel) {
  const mine = [...store.channels.values()].filter(({ is_member }) => is_member);
  const places = mine.sort((one, other) => Number(other.id === store.app?.dm) - Number(one.id === store.app?.dm));
  openPicker(anchor, {
    label: "Forward to",
    find: (query) => [{ rows: places.map((place) => ({ key: place.id, name: channelName(place), nodes: [channelName(place)] })).filter(({ name }) => name.toLowerCase().includes(query.trim().toLowerCase())) }],
    pick: async (row) => {
      const words = await askWords(`Forward to ${row.name}`, "Words to go with it (may stay empty)", "Forward");
      if (words === null) return;
      if (await act.forward(channel, message.ts, row.key, words)) toast(`Forwarded to ${row.name}.`);
    },
  });
}

async function confirmDelete(message, channel) {
  if (await ask("Delete message", "This cannot be undone. The app hears of it, too.", "Delete", { danger: true })) await act.removeMessage(channel, message.ts);
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(`The browser does not allow copying here: ${text}`);
  }
}
