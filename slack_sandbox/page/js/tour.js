// Things to try, offered by whoever started the workspace: one click each; all of it can be put away.

import * as act from "./actions.js";
import { announce } from "./announce.js";
import { fill, h, icon } from "./dom.js";
import { keepingFocus } from "./keep_focus.js";
import { switchTo } from "./members.js";
import { go } from "./router.js";
import { home, on, store } from "./store.js";

const KEPT = "sandbox-tour";

export class Tour {
  #used = new Set();

  constructor() {
    this.node = h("section", { class: "tour", "aria-label": "Things to try", hidden: true });
    on(["all", "connection"], () => this.draw());
  }

  draw() {
    const stops = store.tour ?? [];
    this.node.hidden = !stops.length || !store.app?.dm || sessionStorage.getItem(KEPT) === "away";
    if (this.node.hidden) return;
    const away = h("button", { type: "button", class: "icon-button", "aria-label": "Put the things to try away", "data-key": "tour-away", onclick: () => this.#putAway() }, icon("close"));
    const head = h("div", { class: "tour-head" }, h("h2", {}, "Things to try"), h("span", { class: "muted small" }, "one click each"), away);
    keepingFocus(this.node, () => fill(this.node, head, h("ol", { class: "tour-stops" }, stops.map((stop, at) => this.#row(stop, at)))));
  }

  #row(stop, at) {
    const used = this.#used.has(at);
    const done = used ? h("span", { class: "unseen" }, ", tried") : null;
    const title = h("span", { class: "tour-title" }, `${used ? "\u2713" : at + 1} `, stop.title, done);
    return h("li", {}, h("button", { type: "button", class: "prompt tour-stop", "data-key": `tour-${at}`, onclick: () => this.#run(stop, at) }, title, h("span", { class: "muted small" }, stop.detail)));
  }

  #putAway() {
    sessionStorage.setItem(KEPT, "away");
    this.draw();
    document.getElementById("main").focus();
    announce("The things to try are put away.");
  }

  async #run(stop, at) {
    this.#used.add(at);
    const { does, what } = stop;
    if (does === "become") await switchTo(what);
    if (does === "home") location.hash = "#/app/home";
    else go({ channel: home() });
    if (does === "say") await act.attempt(() => act.sendMessage({ channel: store.app.dm, text: what }));
    if (does === "command") await act.attempt(() => act.runCommand(store.app.dm, what));
    this.draw();
  }
}
