// The sidebar: channels, direct messages and the app, with unread marks; arrow keys move between rows.

import * as act from "./actions.js";
import { avatar } from "./avatar.js";
import { fill, h, icon } from "./dom.js";
import { openPicker } from "./elements/picker.js";
import { go } from "./router.js";
import { channelName, isAppDm, names, on, store } from "./store.js";
import { keepingFocus } from "./keep_focus.js";

export class Sidebar {
  constructor() {
    this.node = h("nav", { class: "sidebar", id: "sidebar", "aria-label": "Channels and messages" });
    this.node.addEventListener("keydown", (event) => this.#keys(event));
    on(["channels", "members", "route", "all", "connection"], () => this.draw());
  }

  draw() {
    if (!store.team) return;
    keepingFocus(this.node, () => fill(this.node, this.#parts()));
  }

  #parts() {
    const all = [...store.channels.values()];
    const channels = all.filter(({ kind }) => kind === "channel" || kind === "private").sort((one, other) => one.name.localeCompare(other.name));
    const direct = all.filter(({ id, kind }) => (kind === "im" || kind === "mpim") && !isAppDm(id)).sort((one, other) => Number(other.latest ?? 0) - Number(one.latest ?? 0));
    const found = h("button", { type: "button", class: "side-add", "aria-label": "New direct message", title: "New direct message", onclick: (event) => newMessage(event.currentTarget) }, icon("plus", 16));
    return [
      h("div", { class: "team" }, h("strong", {}, store.team.name), h("span", { class: "small" }, "Sandbox workspace")),
      store.app?.installed || store.app?.dm ? group("App", [appRow()]) : null,
      group("Channels", channels.map(channelRow)),
      group("Direct messages", direct.map(channelRow), found),
    ];
  }

  #keys(event) {
    const rows = [...this.node.querySelectorAll("a.side-row, button.side-add")];
    const at = rows.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, next))].focus();
  }
}

function group(title, rows, extra) {
  return h("div", { class: "side-group" }, h("div", { class: "side-title" }, h("h2", {}, title), extra), h("ul", { role: "list" }, rows.map((row) => h("li", {}, row))));
}

function row({ href, key, current, glyph, name, unread, mentions, label, faint }) {
  const count = mentions || null;
  return h(
    "a",
    { class: `side-row${unread ? " unread" : ""}${faint ? " faint" : ""}`, href, "data-key": `side-${key}`, "aria-current": current ? "page" : null, "aria-label": `${label ?? name}${unread ? `, ${unread} unread` : ""}` },
    glyph,
    h("span", { class: "side-name" }, name),
    count && h("span", { class: "badge" }, count),
  );
}

function channelRow(channel) {
  const member = store.members.get(channel.user);
  const glyph = { channel: icon("hash", 16), private: icon("lock", 16), mpim: icon("people", 16) }[channel.kind] ?? personGlyph(member, channel);
  const own = channel.kind === "im" && channel.user === store.me.id;
  return row({
    href: `#/${channel.id}`, key: channel.id, current: store.route.page === "channel" && store.route.channel === channel.id, glyph,
    name: `${channelName(channel)}${own ? " (you)" : ""}`, label: `${names.label(channel.id)}${channel.kind === "private" ? ", private" : ""}`, unread: channel.unread,
    mentions: channel.kind === "im" ? channel.unread : channel.mentions, faint: !channel.is_member,
  });
}

const personGlyph = (member, channel) =>
  h("span", { class: "with-presence" }, avatar(channelName(channel), channel.user, { size: 20, app: member?.is_bot }), h("i", { class: `presence ${member?.presence ?? ""}` }));

function appRow() {
  const channel = store.channels.get(store.app.dm);
  const { page, channel: open } = store.route;
  return row({
    href: channel ? `#/${channel.id}` : "#/app/home", key: "app", current: page !== "channel" || isAppDm(open), glyph: avatar(store.app.name, store.app.user_id, { size: 20, app: true }),
    name: store.app.name, unread: channel?.unread, mentions: channel?.unread,
  });
}

function newMessage(anchor) {
  openPicker(anchor, {
    label: "Person to write to",
    find: (query) => [{ rows: names.users().filter(({ id, name }) => id !== store.me.id && name.toLowerCase().includes(query.toLowerCase())).map(({ id, name, detail }) => ({ key: id, name, nodes: [name, detail && h("span", { class: "muted small block" }, detail)] })) }],
    pick: async ({ key }) => {
      const answer = await act.openDm([key]);
      if (!answer) return;
      store.channels.set(answer.channel.id, answer.channel);
      go({ channel: answer.channel.id });
    },
  });
}
