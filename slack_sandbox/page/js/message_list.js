// A list of messages with day dividers. Nodes of messages that did not change stay as they are.

import { h } from "./dom.js";
import { keepingFocus } from "./keep_focus.js";
import { messageNode } from "./message.js";
import { names, now, store, threadKey } from "./store.js";
import { dayKey, dayName } from "./time.js";

const TOGETHER_SECONDS = 300;
const NEAR_END_PX = 120;

export class MessageList {
  #drawn = new Map();
  #current = null;
  #marked = null;

  /** `place` is "channel" or "thread". */
  constructor(place, label) {
    this.place = place;
    this.node = h("div", { class: "message-list", role: "feed", "aria-label": label, tabIndex: -1 });
    this.node.addEventListener("keydown", (event) => this.#keys(event));
    this.node.addEventListener("focusin", (event) => this.#focused(event.target.closest("article")));
    // What grows after it was drawn (pictures) must not push the last message out of sight.
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.node);
    this.atEnd = true;
    this.node.addEventListener("scroll", () => {
      this.atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END_PX;
    });
  }

  clear() {
    this.#drawn.clear();
    this.#current = null;
    this.#marked = null;
    this.node.replaceChildren();
    this.atEnd = true;
  }

  /** Draws `messages` of a channel, with `before` (older, empty state) and `after` (status, prompts) around them. */
  draw(channel, messages, { before = [], after = [] } = {}) {
    const keep = this.node.scrollHeight - this.node.scrollTop;
    const wasAtEnd = this.atEnd;
    const olderCame = this.#drawn.size && messages.length && !this.#drawn.has(messages[0].ts);
    keepingFocus(this.node, () => this.node.replaceChildren(...before, ...this.#nodes(channel, messages), ...after));
    this.#rove();
    this.#mark();
    if (wasAtEnd) this.toEnd();
    else if (olderCame) this.node.scrollTop = this.node.scrollHeight - keep;
  }

  #nodes(channel, messages) {
    const nodes = [];
    const seen = new Map();
    let previous = null;
    for (const message of messages) {
      const day = dayKey(message.ts, names.zone);
      const newDay = !previous || dayKey(previous.ts, names.zone) !== day;
      if (newDay) nodes.push(h("div", { class: "day", role: "separator", "aria-label": dayName(message.ts, names.zone, now()) }, h("span", {}, dayName(message.ts, names.zone, now()))));
      const follows = !newDay && continues(previous, message);
      nodes.push(this.#node(channel, message, follows, seen));
      previous = message;
    }
    this.#drawn = seen;
    return nodes;
  }

  #node(channel, message, follows, seen) {
    const status = store.status.get(threadKey(channel, message.ts))?.status;
    const signature = `${channel} ${follows} ${status} ${names.zone} ${store.me.id}`;
    const old = this.#drawn.get(message.ts);
    const same = old?.message === message && old.signature === signature;
    const node = same ? old.node : messageNode(message, { channel, place: this.place, follows });
    seen.set(message.ts, { message, signature, node });
    return node;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Scrolls to a message, marks it until another place is shown (`null`) and gives it the focus. */
  highlight(ts) {
    this.#marked = null;
    this.#mark();
    this.#marked = ts;
    const article = this.#mark();
    if (!article) return;
    this.atEnd = false;
    article.scrollIntoView({ block: "center" });
    article.focus({ preventScroll: true });
  }

  #mark() {
    const articles = this.#articles();
    for (const article of articles) article.classList.toggle("highlight", article.dataset.ts === this.#marked);
    return articles.find(({ dataset }) => dataset.ts === this.#marked);
  }

  #articles() {
    return [...this.node.querySelectorAll("article")];
  }

  #rove() {
    const all = this.#articles();
    const current = all.find(({ dataset }) => dataset.key === this.#current) ?? all.at(-1);
    for (const article of all) setReach(article, article === current);
  }

  #focused(article) {
    if (!article || article.dataset.key === this.#current) return;
    this.#current = article.dataset.key;
    this.#rove();
  }

  #keys(event) {
    if (!(event.target instanceof HTMLElement) || event.target.tagName !== "ARTICLE") return;
    const all = this.#articles();
    const at = all.indexOf(event.target);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, PageUp: at - 5, PageDown: at + 5, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all[Math.max(0, Math.min(all.length - 1, next))].focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.target.querySelector(".thread-line, .message-tools button")?.click();
    }
  }
}

/** Only the message that has (or had) the focus is in the tab order, with its tools. */
function setReach(article, on) {
  article.tabIndex = on ? 0 : -1;
  for (const tool of article.querySelectorAll(".message-tools button, a.time")) tool.tabIndex = on ? 0 : -1;
}

const continues = (previous, message) =>
  previous && previous.user === message.user && previous.username === message.username && !previous.is_ephemeral && !message.is_ephemeral &&
  !previous.reply_count && Number(message.ts) - Number(previous.ts) < TOGETHER_SECONDS;
