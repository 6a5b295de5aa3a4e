// One message: author, time, text or blocks, files, reactions, thread line, and what one can do with it.

import * as act from "./actions.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { attachment, fileNode } from "./attachments.js";
import { h, icon } from "./dom.js";
import { emojiCharacter } from "./emoji.js";
import { authorOf } from "./live.js";
import { mrkdwn, textObject } from "./mrkdwn.js";
import { editInPlace } from "./message_edit.js";
import { messageTools } from "./message_tools.js";
import { go } from "./router.js";
import { names, now, store, threadKey } from "./store.js";
import { taskCard } from "./blocks/rich_media.js";
import { ago, clockTime, dayName, fullTime } from "./time.js";

const BOT = (message) => Boolean(message.bot_id);
const LONELY_EMOJI = /^(?:\s*:[a-z0-9_'+-]+:\s*){1,5}$/;

/** The node of a message in `place` "channel" or "thread". `follows`: the one before it is by the same author, so the head is left out. */
export function messageNode(message, { channel, place, follows = false }) {
  const author = authorOf(message);
  const shown = message.ts;
  const head = h(
    "div",
    { class: "message-head" },
    h("span", { class: "author" }, author),
    BOT(message) && h("span", { class: "app-badge" }, "APP"),
    h("a", { class: "time", href: `#/${channel}/p${message.ts.replace(".", "")}${message.thread_ts ? `?thread_ts=${message.thread_ts}` : ""}`, title: fullTime(shown, names.zone), tabIndex: -1 }, clockTime(shown, names.zone)),
  );
  const side = follows
    ? h("span", { class: "side-time", "aria-hidden": "true" }, clockTime(shown, names.zone))
    : avatar(author, message.user ?? author, { app: BOT(message) });
  const article = h(
    "article",
    { "data-own": String(message.user === store.me.id && !BOT(message) && !message.is_ephemeral), class: `message${follows ? " follows" : ""}${message.is_ephemeral ? " ephemeral" : ""}`, "data-key": `${place}-${message.ts}`, "data-ts": message.ts, tabIndex: -1, "aria-label": `${author}, ${fullTime(shown, names.zone)}` },
    message.is_ephemeral && h("div", { class: "only-you" }, icon("eye", 14), "Only visible to you", h("button", { type: "button", class: "link-button", onclick: () => act.dismiss(channel, message.ts) }, "Dismiss")),
    h("div", { class: "message-row" }, h("div", { class: "message-side" }, side), h("div", { class: "message-main" }, !follows && head, body(message, channel), reactions(message, channel), place === "channel" && threadLine(message, channel))),
    messageTools(message, { channel, place, author }),
  );
  article.addEventListener("edit-message", () => editInPlace(article, message, channel));
  return article;
}

function body(message, channel) {
  if (message.subtype === "tombstone") return h("div", { class: "message-body muted" }, "This message was deleted.");
  const blocks = message.blocks?.length ? drawBlocks(message.blocks, act.messageSurface(channel, message)) : null;
  const text = blocks ?? (message.text ? h("div", { class: `block-text${LONELY_EMOJI.test(message.text) ? " jumbo" : ""}` }, mrkdwn(message.text, names)) : null);
  return h(
    "div",
    { class: "message-body", "data-surface": `message:${channel}:${message.ts}` },
    chunks(message),
    text,
    message.streaming && h("span", { class: "caret", role: "img", "aria-label": "still writing" }),
    message.edited && h("span", { class: "edited", title: fullTime(message.edited.ts, names.zone) }, "(edited)"),
    message.attachments?.map((one) => attachment(one, act.messageSurface(channel, message))),
    message.files?.length ? h("div", { class: "files" }, message.files.map(fileNode)) : null,
  );
}

/** The steps of a stream: open while it grows, one line to unfold afterwards. */
function chunks(message) {
  if (!message.chunks?.length) return null;
  const title = message.chunks.findLast((chunk) => chunk.type === "plan_update")?.title;
  const tasks = message.chunks.filter((chunk) => chunk.type === "task_update").map((chunk) => taskCard({ ...chunk, details: null, output: null }, { surface: { names } }));
  if (!title) return tasks.length ? h("div", { class: "plan" }, tasks) : null;
  const shown = typeof title === "string" ? title : textObject(title, names);
  return h("details", { class: "plan steps", open: Boolean(message.streaming) }, h("summary", {}, shown), tasks);
}

function reactions(message, channel) {
  if (!message.reactions?.length) return null;
  const pill = (reaction) => {
    const mine = reaction.users.includes(store.me.id);
    const who = reaction.users.map((id) => names.user(id) ?? id).join(", ");
    const label = `${reaction.name.replace(/_/g, " ")}, ${reaction.count}: ${who}`;
    return h(
      "button",
      { type: "button", class: `reaction${mine ? " mine" : ""}`, "aria-pressed": String(mine), "aria-label": label, title: who, onclick: () => act.react(channel, message, reaction.name) },
      h("span", { class: "emoji", "aria-hidden": "true" }, emojiCharacter(reaction.name) ?? `:${reaction.name}:`),
      h("span", { "aria-hidden": "true" }, reaction.count),
    );
  };
  return h("div", { class: "reactions" }, message.reactions.map(pill));
}

function threadLine(message, channel) {
  const status = store.status.get(threadKey(channel, message.ts));
  if (!message.reply_count && !status) return null;
  const open = () => go({ channel, thread: message.ts });
  const count = message.reply_count ?? 0;
  const people = (message.reply_users ?? []).slice(0, 3).map((id) => avatar(names.user(id) ?? "App", id, { size: 20, app: id === store.app?.user_id }));
  return h(
    "button",
    { type: "button", class: "thread-line", onclick: open },
    people,
    count > 0 && h("strong", {}, `${count} ${count === 1 ? "reply" : "replies"}`),
    status ? h("span", { class: "muted" }, `${store.app.name} ${status.status}`) : message.latest_reply && h("span", { class: "muted" }, lastReply(message.latest_reply)),
  );
}

function lastReply(ts) {
  return now() - Number(ts) < 86400 ? `Last reply ${ago(ts, now())}` : `Last reply ${dayName(ts, names.zone, now())} at ${clockTime(ts, names.zone)}`;
}
