// Ctrl+K (Cmd+K): jump to a conversation, the app's Home, a person, or a control of the sandbox.

import { avatar } from "./avatar.js";
import { openPicker } from "./elements/picker.js";
import { h, icon } from "./dom.js";
import { go } from "./router.js";
import { switchTo } from "./members.js";
import { channelName, nameOf, store } from "./store.js";

export function quickSwitch(anchor, commands) {
  openPicker(anchor, {
    label: "Jump to",
    find: (query) => [
      { label: "Conversations", rows: places().filter(({ name }) => fits(name, query)) },
      { label: "Be another member", rows: people().filter(({ name }) => fits(name, query)) },
      { label: "Sandbox", rows: commands.filter(({ name }) => fits(name, query)).map((one) => ({ ...one, key: one.name, nodes: [one.name] })) },
    ].filter(({ rows }) => rows.length),
    pick: (row) => row.run(),
  });
}

const fits = (name, query) => name.toLowerCase().includes(query.trim().toLowerCase());

function places() {
  const home = store.app?.home_tab ? [{ key: "home", name: `${store.app.name} Home`, nodes: [avatar(store.app.name, store.app.user_id, { size: 20, app: true }), ` ${store.app.name} · Home`], run: () => go({ page: "home" }) }] : [];
  const channels = [...store.channels.values()].map((channel) => ({
    key: channel.id,
    name: channelName(channel),
    nodes: [["im", "mpim"].includes(channel.kind) ? avatar(channelName(channel), channel.user, { size: 20, app: channel.id === store.app?.dm }) : icon(channel.kind === "private" ? "lock" : "hash", 16), ` ${channelName(channel)}`],
    run: () => go({ channel: channel.id }),
  }));
  return [...home, ...channels];
}

const people = () =>
  store.teams
    .flatMap((team) => team.members)
    .filter((member) => !member.is_bot && member.id !== store.me.id)
    .map((member) => ({ key: member.id, name: nameOf(member), nodes: [h("span", {}, nameOf(member)), h("span", { class: "muted small" }, ` ${member.title ?? ""}`)], run: () => switchTo(member.id) }));
