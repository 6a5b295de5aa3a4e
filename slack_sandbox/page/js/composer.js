// Where one types: Enter sends, Shift+Enter breaks the line; slash commands, people, emoji, files and global shortcuts.

import * as act from "./actions.js";
import { fill, freshId, h, icon } from "./dom.js";
import { openMenu } from "./popup.js";
import { names, store } from "./store.js";
import { Suggestions } from "./suggestions.js";
import { sizeOf } from "./attachments.js";

const drafts = new Map();
const HIGHEST_PX = 240;

export class Composer {
  #files = [];
  #key = null;
  #sending = false;

  /** `target()` gives {channel, thread}; `sent(answer)` hears of what was sent. */
  constructor({ target, sent = () => {} }) {
    this.target = target;
    this.sent = sent;
    const listId = freshId("hints");
    this.area = h("textarea", { class: "composer-text", rows: 1, "aria-label": "Message", "aria-autocomplete": "list", "aria-controls": listId, autocomplete: "off" });
    this.problem = h("div", { class: "composer-problem", role: "alert" });
    this.suggestions = new Suggestions(this.area, listId, () => this.target());
    this.chosen = h("div", { class: "composer-files" });
    this.picker = h("input", { type: "file", multiple: true, hidden: true, "aria-hidden": "true", tabIndex: -1 });
    this.broadcastBox = h("input", { type: "checkbox" });
    this.broadcast = h("label", { class: "choice small", hidden: true }, this.broadcastBox, h("span", {}, "Also send to the channel"));
    this.node = this.#build();
    this.#wire();
  }

  #build() {
    const tool = (name, label, onclick, extra = {}) => h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...extra }, icon(name));
    this.sendButton = tool("send", "Send", () => this.send(), { class: "icon-button send" });
    const tools = h(
      "div",
      { class: "composer-tools" },
      tool("clip", "Attach files", () => this.picker.click()),
      tool("bolt", "Shortcuts", (event) => this.#shortcuts(event.currentTarget), { "aria-haspopup": "menu" }),
      this.broadcast,
      h("span", { class: "composer-hint muted small" }, "Enter sends, Shift+Enter starts a new line"),
      this.sendButton,
    );
    return h("div", { class: "composer" }, this.suggestions.node, this.problem, h("div", { class: "composer-box" }, this.area, this.chosen, tools), this.picker);
  }

  #wire() {
    this.area.addEventListener("input", () => {
      this.#fit();
      drafts.set(this.#key, this.area.value);
      fill(this.problem);
    });
    this.area.addEventListener("keydown", (event) => {
      if (event.isComposing || this.suggestions.key(event)) return;
      if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        this.send();
      } else if (event.key === "ArrowUp" && !this.area.value) this.#editLast(event);
    });
    this.picker.addEventListener("change", () => {
      this.#add([...this.picker.files]);
      this.picker.value = "";
    });
    this.area.addEventListener("paste", (event) => {
      if (event.clipboardData.files.length) this.#add([...event.clipboardData.files]);
    });
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#add([...event.dataTransfer.files]);
    });
  }

  /** Shows the draft of the place that the composer now writes to. */
  show(placeholder) {
    const { channel, thread } = this.target();
    const key = `${store.me.id}:${channel}:${thread ?? ""}`;
    this.area.placeholder = placeholder;
    this.area.setAttribute("aria-label", placeholder);
    this.broadcast.hidden = !thread || ["im", "mpim"].includes(store.channels.get(channel)?.kind);
    if (key === this.#key) return;
    this.#key = key;
    this.#files = [];
    this.#drawFiles();
    this.broadcastBox.checked = false;
    fill(this.problem);
    this.area.value = drafts.get(key) ?? "";
    this.suggestions.close();
    this.#fit();
  }

  write(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.area.focus();
  }

  async send() {
    const text = this.area.value;
    if (this.#sending || (!text.trim() && !this.#files.length)) return;
    this.#sending = true;
    this.suggestions.close();
    this.node.classList.add("sending");
    const key = this.#key;
    try {
      const answer = await this.#deliver(text);
      drafts.delete(key);
      if (this.#key === key && this.area.value === text) this.#empty();
      if (answer) this.sent(answer);
    } catch (problem) {
      if (this.#key === key) fill(this.problem, problem.message);
    } finally {
      this.#sending = false;
      this.node.classList.remove("sending");
    }
  }

  async #deliver(text) {
    const { channel, thread } = this.target();
    if (!/^\/\S/.test(text)) return act.sendMessage({ channel, thread, text, files: this.#files, broadcast: this.broadcastBox.checked });
    if (thread) throw new Error(`${text.split(/\s/)[0]} does not work in threads, as in Slack. Use it in the conversation itself.`);
    await act.runCommand(channel, text);
    return null;
  }

  #empty() {
    this.area.value = "";
    this.#files = [];
    this.#drawFiles();
    this.broadcastBox.checked = false;
    this.#fit();
  }

  #fit() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(HIGHEST_PX, this.area.scrollHeight)}px`;
    this.sendButton.classList.toggle("ready", Boolean(this.area.value.trim() || this.#files.length));
  }

  #add(files) {
    this.#files = [...this.#files, ...files];
    this.#drawFiles();
    this.#fit();
    this.area.focus();
  }

  #drawFiles() {
    const row = (file) =>
      h("span", { class: "chip" }, `${file.name} (${sizeOf(file.size)})`, h("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${file.name}`, onclick: () => {
        this.#files = this.#files.filter((other) => other !== file);
        this.#drawFiles();
        this.#fit();
      } }, icon("close", 12)));
    fill(this.chosen, this.#files.map(row));
  }

  #shortcuts(anchor) {
    const global = store.app?.installed ? store.app.shortcuts.filter(({ type }) => type === "global") : [];
    const commands = store.app?.installed ? store.app.commands : [];
    const items = [
      ...(global.length ? [{ heading: `${store.app.name}: shortcuts` }, ...global.map((shortcut) => ({ label: shortcut.name, detail: shortcut.description, pick: () => act.runShortcut(shortcut) }))] : []),
      ...(commands.length && !this.target().thread ? [{ heading: "Slash commands" }, ...commands.map((one) => ({ label: `${one.command} ${one.usage_hint ?? ""}`, detail: one.description, pick: () => this.write(`${one.command} `) }))] : []),
    ];
    openMenu(anchor, items.length ? items : [{ label: "The app offers no shortcuts here", pick: () => {} }], "Shortcuts");
  }

  #editLast(event) {
    const list = this.node.parentElement?.querySelectorAll(".message-list article") ?? [];
    const mine = [...list].reverse().find((article) => article.dataset.own === "true");
    if (!mine) return;
    event.preventDefault();
    mine.dispatchEvent(new CustomEvent("edit-message"));
  }
}

export const placeholderFor = (channel, thread) => (thread ? "Reply…" : `Message ${["im", "mpim"].includes(channel?.kind) ? "" : "#"}${names.channel(channel?.id) ?? ""}`);
