// All that the page knows, and who wants to hear of changes. Views read from here and never keep a copy.

import { Inputs } from "./inputs.js";

const fresh = () => ({
  seq: 0, team: null, me: null, app: null, members: new Map(), channels: new Map(), home: null, views: [], viewErrors: new Map(),
  clock: null, clockRead: 0, connection: null, online: true,
  lists: new Map(), threads: new Map(), status: new Map(), sessions: new Map(), prompts: new Map(), titles: new Map(), notices: new Map(), inputs: new Map(), traffic: [],
});

export const store = { ...fresh(), teams: [], route: { page: "channel" } };

const listeners = new Map();
const waiting = new Set();

/** Calls `listener` after changes of `topic`, once per turn of the event loop. */
export function on(topics, listener) {
  for (const topic of [topics].flat()) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
  }
}

export function changed(...topics) {
  const first = !waiting.size;
  for (const topic of topics) waiting.add(topic);
  if (first) queueMicrotask(flush);
}

function flush() {
  const calls = new Set([...waiting].flatMap((topic) => [...(listeners.get(topic) ?? [])]));
  waiting.clear();
  for (const call of calls) call();
}

/** Takes over GET /client/state of one person; what another person saw is forgotten. */
export function adopt(state) {
  const samePerson = store.me?.id === state.me.id;
  Object.assign(store, samePerson ? { lists: new Map(), threads: new Map() } : fresh(), {
    seq: state.seq, team: state.team, me: state.me, app: state.app, home: state.home, views: state.views, connection: state.connection, tour: state.tour,
    members: new Map(state.members.map((member) => [member.id, member])),
    channels: new Map(state.channels.map((channel) => [channel.id, channel])),
  });
  setClock(state.clock);
  changed("all", "channels", "members", "views", "home", "connection", "lists", "threads", "prompts", "traffic");
}

export function setClock(clock) {
  store.clock = clock;
  store.clockRead = performance.now();
  changed("clock");
}

/** Epoch seconds in the sandbox, flowing. */
export const now = () => (store.clock ? store.clock.epoch + (performance.now() - store.clockRead) / 1000 : Date.now() / 1000);

export const threadKey = (channel, ts) => `${channel}:${ts ?? ""}`;

export function inputsOf(surface) {
  if (!store.inputs.has(surface)) store.inputs.set(surface, new Inputs());
  return store.inputs.get(surface);
}

export const nameOf = (member) => member?.real_name || member?.name || "Someone";

export function channelName(channel) {
  if (!channel) return "";
  if (channel.kind === "im") return channel.user === store.app?.user_id ? store.app.name : nameOf(store.members.get(channel.user));
  if (channel.kind === "mpim") return channel.members.filter((id) => id !== store.me.id).map((id) => nameOf(store.members.get(id))).join(", ");
  return channel.name;
}

export const isAppDm = (id) => Boolean(id) && id === store.app?.dm;

/** Where a member starts: the direct message with the app, else the first channel. */
export const home = () => store.app?.dm ?? [...store.channels.values()].find((one) => one.is_member)?.id ?? [...store.channels.keys()][0];

const KINDS = { channel: "public", private: "private", im: "im", mpim: "mpim" };

/** Turns ids into words for all that draws text; lists people and conversations for selects. */
export const names = {
  get zone() {
    return store.me?.tz ?? "UTC";
  },
  get me() {
    return store.me?.id;
  },
  now,
  user: (id) => (id === store.app?.user_id ? store.app.name : store.members.has(id) ? nameOf(store.members.get(id)) : null),
  channel: (id) => (store.channels.has(id) ? channelName(store.channels.get(id)) : null),
  label: (id) => names.user(id) ?? (names.channel(id) ? `${["im", "mpim"].includes(store.channels.get(id)?.kind) ? "" : "#"}${names.channel(id)}` : id),
  users: () => [...store.members.values()].filter((member) => !member.deleted).map((member) => ({ id: member.id, name: nameOf(member), detail: member.title })),
  conversations: (filter) =>
    [...store.channels.values()]
      .filter((channel) => !filter?.include || filter.include.includes(KINDS[channel.kind]))
      .map((channel) => ({ id: channel.id, name: names.label(channel.id) })),
};
