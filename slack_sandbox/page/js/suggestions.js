// What the composer proposes while one types: slash commands with their usage, people after @, channels after #, emoji after a colon.

import { fill, freshId, h } from "./dom.js";
import { findEmoji } from "./emoji.js";
import { channelName, nameOf, store } from "./store.js";

const MOST = 8;
const holds = (text, query) => text.toLowerCase().includes(query.toLowerCase());

export class Suggestions {
  #rows = [];
  #current = 0;

  constructor(area, listId, target) {
    this.area = area;
    this.target = target;
    this.node = h("div", { class: "suggestions", role: "listbox", id: listId, "aria-label": "Suggestions", hidden: true });
    area.addEventListener("input", () => this.#update());
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  close() {
    this.node.hidden = true;
    this.#rows = [];
    this.area.removeAttribute("aria-activedescendant");
  }

  /** True when the key was for the open list. */
  key(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#mark((this.#current + step + this.#rows.length) % this.#rows.length);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" && !event.shiftKey && this.#rows[this.#current]?.onEnter) || (event.key === "Tab" && !event.shiftKey)) this.#pick(this.#rows[this.#current]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #update() {
    const rows = this.#find();
    if (!rows.length) return this.close();
    this.#rows = rows;
    fill(this.node, rows.map((row) => this.#row(row)));
    this.node.hidden = false;
    this.#mark(0);
  }

  #row(row) {
    row.node = h(
      "div",
      { class: "suggestion", role: "option", id: freshId("hint"), onpointerdown: (event) => event.preventDefault(), onclick: () => this.#pick(row) },
      h("span", {}, row.shown),
      row.detail && h("span", { class: "muted small" }, row.detail),
    );
    return row.node;
  }

  #mark(index) {
    this.#current = index;
    for (const [at, { node }] of this.#rows.entries()) node.setAttribute("aria-selected", String(at === index));
    const { node } = this.#rows[index];
    node.scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", node.id);
  }

  #pick(row) {
    const { area } = this;
    const end = area.selectionStart;
    area.setRangeText(row.insert, end - row.replaces, end, "end");
    this.close();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  }

  #find() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    if (/^\/\S*$/.test(before)) return this.#commands(before);
    if (/^\/\S+\s/.test(before)) return this.#usage(before);
    const people = before.match(/(?:^|\s)@([\p{L}\p{N} ._-]{0,30})$/u);
    if (people) return this.#people(people[1]);
    const channels = before.match(/(?:^|\s)#([\p{L}\p{N}_-]{0,30})$/u);
    if (channels) return this.#channels(channels[1]);
    const emoji = before.match(/(?:^|\s):([a-z0-9_+-]{2,20})$/);
    if (emoji) return findEmoji(emoji[1], MOST).map(({ name, character }) => ({ shown: `${character} :${name}:`, insert: `:${name}: `, replaces: emoji[1].length + 1, onEnter: true }));
    return [];
  }

  #commands(typed) {
    if (this.target().thread || !store.app?.installed) return [];
    const fitting = store.app.commands.filter(({ command }) => command.startsWith(typed));
    return fitting.map((one) => ({ shown: `${one.command} ${one.usage_hint ?? ""}`, detail: one.description, insert: `${one.command} `, replaces: typed.length, onEnter: one.command !== typed }));
  }

  /** The usage of the command that is being typed stays in view; Enter sends then. */
  #usage(typed) {
    const one = store.app?.installed && !this.target().thread ? store.app.commands.find(({ command }) => typed.startsWith(`${command} `)) : null;
    return one && typed.trim() === one.command ? [{ shown: `${one.command} ${one.usage_hint ?? ""}`, detail: one.description, insert: "", replaces: 0, onEnter: false }] : [];
  }

  #people(query) {
    const everybody = ["channel", "here"].map((word) => ({ shown: `@${word}`, detail: "everybody in this channel", text: word }));
    const app = store.app ? [{ shown: `@${store.app.name}`, detail: "app", text: store.app.name, id: store.app.user_id }] : [];
    const members = [...store.members.values()]
      .filter((member) => !member.deleted && member.id !== store.app?.user_id)
      .map((member) => ({ shown: `@${nameOf(member)}`, detail: [member.title, member.id === store.me.id && "you"].filter(Boolean).join(", "), text: `${nameOf(member)} ${member.name}`, id: member.id }));
    return [...app, ...members, ...everybody]
      .filter(({ text }) => holds(text, query))
      .slice(0, MOST)
      .map((row) => ({ ...row, insert: `${row.shown} `, replaces: query.length + 1, onEnter: query.length > 0 && !/\s$/.test(query) }));
  }

  #channels(query) {
    return [...store.channels.values()]
      .filter((channel) => ["channel", "private"].includes(channel.kind) && holds(channel.name, query))
      .slice(0, MOST)
      .map((channel) => ({ shown: `#${channelName(channel)}`, detail: channel.topic, insert: `#${channel.name} `, replaces: query.length + 1, onEnter: true }));
  }
}
