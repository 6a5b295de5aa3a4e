// Puts what the sandbox pushes into the store.

import { announce } from "./announce.js";
import { changed, isAppDm, names, setClock, store, threadKey } from "./store.js";

const MOST_TRAFFIC = 500;
const byTs = (one, other) => Number(one.ts) - Number(other.ts) || (one.ts < other.ts ? -1 : 1);

const inThread = (message) => message.thread_ts && message.thread_ts !== message.ts;
const isBroadcast = (message) => message.subtype === "thread_broadcast";

/** What is pushed of the lists that are being loaded, by the list's key: the answer under way may not hold it yet. */
const arriving = new Map();

/** Loads a list by its key (a channel, or `threadKey`), with what is pushed of it until the answer is here. */
export async function loadWithPushed(key, load) {
  const pushed = [];
  const all = arriving.get(key) ?? new Set();
  arriving.set(key, all.add(pushed));
  try {
    const list = await load();
    if (list) for (const message of pushed) put(list, message);
    return list;
  } finally {
    all.delete(pushed);
    if (!all.size) arriving.delete(key);
  }
}

/** Adds a message to the lists that are loaded or being loaded, or replaces the one with the same ts. */
export function putMessage(channel, message) {
  const thread = threadKey(channel, inThread(message) ? message.thread_ts : message.ts);
  for (const pushed of arriving.get(thread) ?? []) pushed.push(message);
  if (!inThread(message) || isBroadcast(message)) for (const pushed of arriving.get(channel) ?? []) pushed.push(message);
  const root = store.threads.get(thread);
  if (root) {
    put(root, message);
    changed("threads");
  }
  const list = store.lists.get(channel);
  if (list && (!inThread(message) || isBroadcast(message))) {
    put(list, message);
    changed("lists");
  }
}

/** Adds a message that was sent from here; what was pushed of it meanwhile, such as its replies, is newer and stays. */
export function putSent(channel, message) {
  const place = inThread(message) ? store.threads.get(threadKey(channel, message.thread_ts)) : store.lists.get(channel);
  if (!place?.messages.some(({ ts }) => ts === message.ts)) putMessage(channel, message);
}

function put(list, message) {
  const at = list.messages.findIndex(({ ts }) => ts === message.ts);
  if (at >= 0) list.messages[at] = message;
  else {
    list.messages.push(message);
    if (list.messages.length > 1) list.messages.sort(byTs);
  }
}

function drop(channel, ts) {
  for (const list of [store.lists.get(channel), ...[...store.threads].filter(([key]) => key.startsWith(`${channel}:`)).map(([, thread]) => thread)]) {
    if (list) list.messages = list.messages.filter((message) => message.ts !== ts);
  }
  changed("lists", "threads");
}

export const authorOf = (message) => message.username ?? message.bot_profile?.name ?? names.user(message.user) ?? (message.bot_id ? store.app?.name : null) ?? "Someone";

function sayNew({ channel, message }) {
  if (message.user === store.me.id || message.subtype === "channel_join") return;
  const place = isAppDm(channel) ? "" : ` in ${names.label(channel)}`;
  announce(`${message.is_ephemeral ? "Only visible to you. " : ""}${authorOf(message)}${place}: ${(message.text ?? "").slice(0, 200)}`);
}

/** As the workspace counts it; the conversation marks itself as read where it is in sight. */
function countUnread({ channel: id, message }) {
  const channel = store.channels.get(id);
  if (!channel || message.user === store.me.id || message.is_ephemeral || message.subtype === "channel_join" || (inThread(message) && !isBroadcast(message))) return;
  channel.unread += 1;
  if ((message.text ?? "").includes(`<@${store.me.id}>`)) channel.mentions += 1;
  changed("channels");
}

const HANDLERS = {
  message(entry) {
    putMessage(entry.channel, entry.message);
    countUnread(entry);
    sayNew(entry);
    changed("arrived");
    store.arrived = entry;
  },
  message_changed: (entry) => putMessage(entry.channel, entry.message),
  message_deleted: (entry) => drop(entry.channel, entry.ts),
  ephemeral_deleted: (entry) => drop(entry.channel, entry.ts),
  views(entry) {
    store.views = entry.views;
    changed("views");
  },
  view_errors(entry) {
    store.viewErrors.set(entry.view_id, entry.errors);
    changed("views");
  },
  home(entry) {
    store.home = entry.view;
    changed("home");
  },
  status(entry) {
    const key = threadKey(entry.channel, entry.thread_ts);
    if (entry.status) store.status.set(key, entry);
    else store.status.delete(key);
    if (entry.status) announce(`${store.app.name} ${entry.status}`);
    store.arrived = { ...entry, message: { thread_ts: entry.thread_ts, user: store.app?.user_id } };
    changed("status", ...(entry.status ? ["arrived"] : []));
  },
  session(entry) {
    const key = threadKey(entry.channel, entry.thread_ts);
    if (entry.can_stop) store.sessions.set(key, entry);
    else store.sessions.delete(key);
    if (entry.can_stop) announce(`${store.app.name} works on it, and can be stopped`);
    store.arrived = { ...entry, message: { thread_ts: entry.thread_ts, user: store.app?.user_id } };
    changed("status", ...(entry.can_stop ? ["arrived"] : []));
  },
  prompts(entry) {
    store.prompts.set(threadKey(entry.channel, entry.thread_ts), entry);
    changed("prompts");
  },
  thread_title(entry) {
    store.titles.set(threadKey(entry.channel, entry.thread_ts), entry.title);
    changed("threads");
  },
  channel(entry) {
    store.channels.set(entry.channel.id, entry.channel);
    changed("channels");
  },
  marked(entry) {
    const channel = store.channels.get(entry.channel);
    if (channel) Object.assign(channel, { unread: 0, mentions: 0, last_read: entry.ts });
    changed("channels");
  },
  member(entry) {
    store.members.set(entry.member.id, entry.member);
    if (entry.member.id === store.me.id) store.me = entry.member;
    for (const team of store.teams) team.members = team.members.map((member) => (member.id === entry.member.id ? entry.member : member));
    changed("members");
  },
  clock: (entry) => setClock(entry.clock),
  connection(entry) {
    store.connection = entry.connection;
    changed("connection");
  },
  app(entry) {
    store.app.installed = entry.installed;
    changed("connection");
  },
  traffic(entry) {
    store.traffic.push(entry.entry);
    if (store.traffic.length > MOST_TRAFFIC) store.traffic.shift();
    changed("traffic");
  },
};
for (const type of ["view_opened", "view_pushed", "view_updated", "view_closed"]) HANDLERS[type] = HANDLERS.views;

export function take(entry) {
  HANDLERS[entry.type]?.(entry);
}

