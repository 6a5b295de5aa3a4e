// What a person does, sent to the sandbox; failures become a notice where they happened.

import * as api from "./api.js";
import { fileAddress } from "./attachments.js";
import { announce } from "./announce.js";
import { adopt, changed, inputsOf, names, store, threadKey } from "./store.js";
import { loadWithPushed, putSent } from "./live.js";
import { unescapeText } from "./mrkdwn.js";
import { toast } from "./toast.js";

const me = () => store.me.id;

/** Runs a request; on failure tells the person and gives null. */
export async function attempt(request) {
  try {
    return await request();
  } catch (problem) {
    toast(problem.message);
    return null;
  }
}

export async function reloadState() {
  adopt(await api.get("/client/state", { as: me() }));
}

const PAGE = 50;

export async function loadChannel(channel, { older = false } = {}) {
  const list = store.lists.get(channel);
  if (list && !older) return list;
  const next = await loadWithPushed(channel, async () => {
    const answer = await attempt(() => api.get("/client/messages", { as: me(), channel, limit: PAGE, before: older ? list?.before : null }));
    return answer && { messages: [...answer.messages, ...(older ? list.messages : [])], hasMore: answer.has_more, before: answer.before };
  });
  if (!next) return null;
  store.lists.set(channel, next);
  changed("lists");
  return next;
}

const MOST_PAGES = 20;
/** Loads older pages until `ts` is there; false when the message does not exist. */
export async function loadUntil(channel, ts) {
  let list = await loadChannel(channel);
  for (let page = 0; list && page < MOST_PAGES; page += 1) {
    if (list.messages.some((message) => message.ts === ts)) return true;
    if (!list.hasMore) return false;
    list = await loadChannel(channel, { older: true });
  }
  return false;
}

export async function loadThread(channel, ts, { again = false } = {}) {
  const key = threadKey(channel, ts);
  if (store.threads.has(key) && !again) return store.threads.get(key);
  const thread = await loadWithPushed(key, async () => {
    const messages = [];
    let after;
    do {
      const answer = await attempt(() => api.get("/client/thread", { as: me(), channel, ts, limit: 200, after }));
      if (!answer) return null;
      messages.push(...answer.messages);
      after = answer.has_more ? answer.after : null;
    } while (after);
    return { messages };
  });
  if (!thread) return null;
  store.threads.set(key, thread);
  changed("threads");
  return store.threads.get(key);
}

export async function loadPrompts(channel, thread_ts) {
  const answer = await api.get("/client/prompts", { as: me(), channel, thread_ts }).catch(() => null);
  if (!answer) return;
  store.prompts.set(threadKey(channel, thread_ts), answer);
  if (answer.session === "processing") store.sessions.set(threadKey(channel, thread_ts), answer);
  changed("prompts");
}

/** Sends what was typed; resolves to the new message or throws, so that the composer can keep the text. */
export async function sendMessage({ channel, thread, text, files, broadcast }) {
  const body = { as: me(), channel, text, ...(thread ? { thread_ts: thread } : {}), ...(broadcast ? { broadcast } : {}) };
  const answer = files?.length
    ? await api.upload(me(), files, { channel, thread_ts: thread, text })
    : await api.post("/client/message", body);
  if (answer.message) putSent(channel, answer.message);
  return answer;
}

export const runCommand = (channel, text) => api.post("/client/command", { as: me(), channel, text });
export const runShortcut = (shortcut, message, channel) =>
  attempt(() => api.post("/client/shortcut", { as: me(), callback_id: shortcut.callback_id, ...(message ? { channel, ts: message.ts } : {}) }));
export const edit = (channel, ts, text) => api.post("/client/edit", { as: me(), channel, ts, text });
export const removeMessage = (channel, ts) => attempt(() => api.post("/client/delete", { as: me(), channel, ts }));
export const forward = (channel, ts, to, text = "") => attempt(() => api.post("/client/forward", { as: me(), channel, ts, to, text }));
export const dismiss = (channel, ts) => attempt(() => api.post("/client/dismiss", { as: me(), channel, ts }));
export const mark = (channel, ts) => api.post("/client/mark", { as: me(), channel, ts }).catch(() => null);
export const react = (channel, message, name) => {
  const mine = message.reactions?.some((reaction) => reaction.name === name && reaction.users.includes(me()));
  return attempt(() => api.post("/client/react", { as: me(), channel, ts: message.ts, name, ...(mine ? { remove: true } : {}) }));
};
export const stop = (channel, thread_ts) => attempt(() => api.post("/client/stop", { as: me(), channel, thread_ts }));
export const openHome = (tab) => attempt(() => api.post("/client/home", { as: me(), tab }));
export const look = (channel) => api.post("/client/context", { as: me(), channel }).catch(() => null);
export const join = (channel) => attempt(() => api.post("/client/join", { as: me(), channel }));
export const invite = (channel, user) => attempt(() => api.post("/client/invite", { as: me(), channel, user }));
export const openDm = (users) => attempt(() => api.post("/client/open", { as: me(), users }));
export const setDnd = (on) => attempt(() => api.post("/client/dnd", { as: me(), on, ...(on ? { minutes: 60 } : {}) }));
export const moveClock = (change) => attempt(() => api.post("/client/clock", { ...change, as: me() }));

/** The surface of Block Kit for one message. */
export function messageSurface(channel, message) {
  const where = { channel, ts: message.ts };
  return surface(`message:${channel}:${message.ts}`, where);
}

/** The surface of Block Kit for a modal or the Home tab. */
export const viewSurface = (view) => surface(`view:${view.id}`, { view_id: view.id });

function surface(id, where) {
  const inputs = inputsOf(id);
  return {
    id, names, inputs, fileAddress,
    act: (action) => attempt(() => api.post("/client/action", { as: me(), ...where, ...action, state: inputs.changes() })),
    suggest: ({ block_id, action_id, query }) => api.post("/client/suggest", { as: me(), ...where, block_id, action_id, query }),
    upload: async (file) => (await api.upload(me(), [file])).files[0],
  };
}

/** Submits the view on top; what is wrong lands in the store's viewErrors. */
export async function submitView(view) {
  const answer = await api.post("/client/submit", { as: me(), view_id: view.id, state: inputsOf(`view:${view.id}`).changes() });
  if (answer.result === "errors") {
    store.viewErrors.set(view.id, answer.errors);
    announce(`Not saved. ${Object.values(answer.errors).join(" ")}`);
  } else store.viewErrors.delete(view.id);
  changed("views");
}

export const closeView = (view, all = false) => attempt(() => api.post("/client/close", { as: me(), view_id: view.id, ...(all ? { all } : {}) }));


/** A message's text as it would be typed: people by name, escapes undone. */
export function typedText(text) {
  return unescapeText(
    String(text ?? "")
      .replace(/<@(\w+)(?:\|[^>]*)?>/g, (whole, id) => (names.user(id) ? `@${names.user(id)}` : whole))
      .replace(/<(https?:[^|>]+)(?:\|[^>]*)?>/g, "$1")
      .replace(/<mailto:[^|>]+\|([^>]+)>/g, "$1"),
  );
}

export const leave = (channel) => attempt(() => api.post("/client/leave", { as: me(), channel }));
