// The main pane of a channel or direct message: head, messages, composer.

import * as act from "./actions.js";
import { avatar } from "./avatar.js";
import { Composer, placeholderFor } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { MessageList } from "./message_list.js";
import { openMenu } from "./popup.js";
import { promptButtons, statusLine } from "./assistant.js";
import { go } from "./router.js";
import { changed, channelName, isAppDm, nameOf, on, store, threadKey } from "./store.js";
import { toast } from "./toast.js";

export class Conversation {
  #shown = null;
  #turn = null;

  constructor() {
    this.head = h("header", { class: "pane-head" });
    this.list = new MessageList("channel", "Messages");
    this.composer = new Composer({ target: () => ({ channel: store.route.channel }), sent: () => this.list.toEnd() });
    this.foot = h("div", { class: "pane-foot" });
    this.node = h("section", { class: "pane conversation", "aria-label": "Conversation" }, this.head, this.list.node, this.foot);
    on(["route", "lists", "status", "prompts", "members", "channels", "all"], () => this.draw());
  }

  async draw() {
    const { route } = store;
    this.node.hidden = route.page !== "channel";
    if (this.node.hidden || !store.me) return;
    const channel = store.channels.get(route.channel);
    if (!channel) return this.#missing();
    const changedPlace = this.#shown !== `${store.me.id}:${route.channel}`;
    if (changedPlace) this.#enter(route.channel);
    this.#drawHead(channel);
    this.#drawFoot(channel);
    const list = store.lists.get(channel.id);
    if (!list) {
      if (changedPlace) this.list.node.replaceChildren(h("div", { class: "loading", role: "status" }, "Loading…"));
      await act.loadChannel(channel.id);
      return;
    }
    this.list.draw(channel.id, list.messages, { before: this.#above(channel, list), after: this.#below(channel, list) });
    this.#highlight(channel.id);
    this.#markRead(channel, list);
  }

  #enter(channel) {
    this.#shown = `${store.me.id}:${channel}`;
    this.list.clear();
    if (store.app?.agent_view) act.look(channel);
    if (isAppDm(channel)) {
      act.openHome("messages");
      act.loadPrompts(channel, null);
    }
  }

  #missing() {
    this.#shown = null;
    this.list.clear();
    this.head.hidden = false;
    fill(this.head, h("h1", {}, "Not here"));
    fill(this.foot);
    const text = `${nameOf(store.me)} cannot see this conversation, or it does not exist. Choose another one in the sidebar, or switch to another member.`;
    this.list.node.append(h("div", { class: "empty" }, h("p", {}, text)));
  }

  #drawHead(channel) {
    // The app's own conversation has the row of tabs as its head.
    this.head.hidden = isAppDm(channel.id);
    const people = channel.kind === "im" ? store.members.get(channel.user) : null;
    const detail = channel.kind === "im" ? people?.title : [`${channel.members?.length ?? 0} people`, channel.topic].filter(Boolean).join(" · ");
    const glyph = { channel: icon("hash"), private: icon("lock"), mpim: icon("people") }[channel.kind] ?? avatar(channelName(channel), channel.user, { size: 28, app: isAppDm(channel.id) });
    const more = h("button", { type: "button", class: "icon-button", "aria-label": "Channel actions", "aria-haspopup": "menu", onclick: (event) => channelMenu(event.currentTarget, channel) }, icon("more"));
    fill(this.head, h("h1", {}, glyph, channelName(channel)), h("span", { class: "muted pane-detail" }, detail), ["channel", "private"].includes(channel.kind) && channel.is_member && more);
  }

  #drawFoot(channel) {
    if (!channel.is_member) {
      const join = h("button", { type: "button", class: "button primary", onclick: async () => (await act.join(channel.id)) && act.reloadState() }, "Join channel");
      return fill(this.foot, h("div", { class: "join-bar" }, `You are not in #${channel.name}.`, join));
    }
    if (this.composer.node.parentElement !== this.foot) fill(this.foot, this.composer.node);
    this.composer.show(placeholderFor(channel, null));
  }

  #above(channel, list) {
    if (list.hasMore) return [h("button", { type: "button", class: "button older", onclick: () => act.loadChannel(channel.id, { older: true }) }, "Show older messages")];
    return [beginning(channel)];
  }

  #below(channel, list) {
    const nodes = [statusLine(channel.id, null)];
    const prompts = store.prompts.get(threadKey(channel.id, null));
    if (isAppDm(channel.id) && prompts?.prompts?.length && !list.messages.some((message) => message.user === store.me.id)) {
      nodes.push(promptButtons(prompts, (text) => this.#say(channel.id, text)));
    }
    return nodes.filter(Boolean);
  }

  async #say(channel, text) {
    await act.attempt(() => act.sendMessage({ channel, text }));
    this.composer.area.focus();
  }

  async #highlight(channel) {
    const { highlight, turn } = store.route;
    if (this.#turn === turn) return;
    this.#turn = turn;
    if (!highlight) return this.list.highlight(null);
    const wanted = store.route.thread && store.route.thread !== highlight ? store.route.thread : highlight;
    if (!(await act.loadUntil(channel, wanted))) toast("That message is not here any more, or you cannot see it.");
    // The list that was just loaded is drawn in the next turn.
    else requestAnimationFrame(() => this.list.highlight(wanted));
  }

  #markRead(channel, list) {
    const last = list.messages.filter((message) => !message.is_ephemeral).at(-1);
    if (!channel.unread || !last || document.hidden || this.node.hidden) return;
    Object.assign(channel, { unread: 0, mentions: 0 });
    changed("channels");
    act.mark(channel.id, last.ts);
  }
}

function channelMenu(anchor, channel) {
  const invite = channel.app_in || !store.app?.installed ? [] : [{ label: `Add ${store.app.name} to this channel`, pick: () => act.invite(channel.id, store.app.user_id) }];
  openMenu(anchor, [...invite, { label: "Leave channel", danger: true, pick: () => leave(channel) }], "Channel actions");
}

async function leave(channel) {
  if (!(await act.leave(channel.id))) return;
  await act.reloadState();
  go({ channel: store.app.dm ?? [...store.channels.keys()][0] });
}

/** What stands above the first message: where one is, and what to type first. */
function beginning(channel) {
  const name = channelName(channel);
  if (isAppDm(channel.id)) {
    return h(
      "div",
      { class: "empty" },
      avatar(name, channel.user, { size: 64, app: true }),
      h("h2", {}, name),
      h("p", {}, store.app.description || `This is your direct message with ${name}.`),
      h("p", { class: "muted" }, `Write to it in plain words, pick a suggestion, or type / to see its commands.${store.app.agent_view ? " Answers come in a thread beside." : ""}`),
    );
  }
  if (channel.kind === "im" || channel.kind === "mpim") {
    return h("div", { class: "empty" }, avatar(name, channel.user, { size: 56 }), h("h2", {}, name), h("p", { class: "muted" }, "People here are made up and do not answer. Switch to another member at the top right to write as them."));
  }
  const bot = store.app?.name ?? "the app";
  if (!store.app?.installed) return h("div", { class: "empty" }, h("h2", {}, `#${name}`), h("p", { class: "muted" }, `${bot} is not installed in ${store.team.name}. Switch to a member of another workspace at the top right.`));
  const hint = channel.app_in ? `Mention @${bot} to speak to it here.` : `${bot} is not in this channel. Mention it, or add it by the menu at the top.`;
  return h("div", { class: "empty" }, h("h2", {}, `#${name}`), h("p", {}, channel.topic), h("p", { class: "muted" }, `This is the beginning of the channel. ${hint}`));
}
