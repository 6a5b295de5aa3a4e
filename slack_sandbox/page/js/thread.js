// The side pane of one thread: root, replies, status, composer.

import * as act from "./actions.js";
import { promptButtons, statusLine } from "./assistant.js";
import { Composer, placeholderFor } from "./composer.js";
import { fill, h, icon } from "./dom.js";
import { MessageList } from "./message_list.js";
import { go } from "./router.js";
import { isAppDm, names, on, store, threadKey } from "./store.js";

const NARROW = "(max-width: 760px)";

export class ThreadPane {
  #shown = null;
  #turn = null;

  constructor() {
    this.head = h("header", { class: "pane-head" });
    this.list = new MessageList("thread", "Thread");
    this.composer = new Composer({ target: () => ({ channel: store.route.channel, thread: store.route.thread }), sent: () => this.list.toEnd() });
    this.node = h("aside", { class: "pane thread", "aria-label": "Thread" }, this.head, this.list.node, h("div", { class: "pane-foot" }, this.composer.node));
    on(["route", "threads", "status", "prompts", "members", "all"], () => this.draw());
  }

  close() {
    const root = store.route.thread;
    const active = document.activeElement;
    go({ channel: store.route.channel });
    // Back to the message that the thread hangs on, unless one writes somewhere else.
    if (active !== document.body && !this.node.contains(active)) return;
    setTimeout(() => document.querySelector(`.conversation article[data-ts="${CSS.escape(root)}"]`)?.focus());
  }

  async draw() {
    const { channel, thread, page } = store.route;
    this.node.hidden = page !== "channel" || !thread || !store.channels.has(channel);
    document.body.classList.toggle("with-thread", !this.node.hidden);
    if (this.node.hidden || !store.me) {
      this.#shown = null;
      this.list.clear();
      return;
    }
    const key = `${store.me.id}:${threadKey(channel, thread)}`;
    if (this.#shown !== key) this.#enter(key, channel, thread);
    const title = store.titles.get(threadKey(channel, thread));
    fill(
      this.head,
      h("h2", {}, title ?? "Thread"),
      h("span", { class: "muted pane-detail" }, names.label(channel)),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close thread", onclick: () => this.close() }, icon("close")),
    );
    this.composer.show(placeholderFor(store.channels.get(channel), thread));
    const loaded = store.threads.get(threadKey(channel, thread));
    if (!loaded) return;
    this.list.draw(channel, loaded.messages, { after: this.#below(channel, thread, loaded) });
    this.#highlight(channel, thread);
  }

  #enter(key, channel, thread) {
    this.#shown = key;
    this.list.clear();
    act.loadThread(channel, thread);
    if (isAppDm(channel)) act.loadPrompts(channel, thread);
  }

  #below(channel, thread, loaded) {
    const prompts = store.prompts.get(threadKey(channel, thread));
    const fresh = loaded.messages.every((message) => message.ts === thread || message.user !== store.me.id);
    const offer = prompts?.thread_ts && prompts.prompts?.length && fresh ? promptButtons(prompts, (text) => act.attempt(() => act.sendMessage({ channel, thread, text }))) : null;
    return [statusLine(channel, thread), offer].filter(Boolean);
  }

  #highlight(channel, thread) {
    const { highlight, turn } = store.route;
    if (this.#turn === turn) return;
    this.#turn = turn;
    if (!highlight) this.list.highlight(null);
    else requestAnimationFrame(() => this.list.highlight(highlight));
  }
}

/** Opens the thread in which the app answers one's latest message to it, unless one is busy elsewhere. */
export function followAnswers() {
  on("arrived", () => {
    const { channel, message } = store.arrived ?? {};
    if (!isAppDm(channel) || !message?.thread_ts || message.user === store.me.id) return;
    const { route } = store;
    if (route.page !== "channel" || route.channel !== channel || route.thread === message.thread_ts) return;
    const own = store.lists.get(channel)?.messages.filter(({ user }) => user === store.me.id).at(-1);
    if (own?.ts !== message.thread_ts || document.querySelector("dialog[open]")) return;
    const back = document.activeElement;
    // The answer may be faster than the sending of what it answers, whose text then still stands in the field.
    if (back?.tagName === "TEXTAREA" && back.value && !back.closest(".sending")) return;
    go({ channel, thread: message.thread_ts }, { replace: true });
    // On a narrow screen the thread lies over the conversation, and with it over the field.
    const place = matchMedia(NARROW).matches ? document.querySelector(".thread .message-list") : back;
    requestAnimationFrame(() => place?.isConnected && place.focus({ preventScroll: true }));
  });
}
