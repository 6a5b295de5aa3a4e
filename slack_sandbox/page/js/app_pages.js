// The app's tabs: Home as the app draws it, Messages (the conversation), About.

import * as act from "./actions.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { fill, h } from "./dom.js";
import { keepingFocus } from "./keep_focus.js";
import { go } from "./router.js";
import { isAppDm, on, store } from "./store.js";

/** The row of tabs over everything that belongs to the app. */
export class AppTabs {
  constructor() {
    this.node = h("nav", { class: "app-tabs", "aria-label": "App" });
    on(["route", "all", "connection", "channels"], () => this.draw());
  }

  draw() {
    const { page, channel } = store.route;
    this.node.hidden = !store.app || (page === "channel" && !isAppDm(channel));
    if (this.node.hidden) return;
    const tabs = [
      store.app.home_tab && ["home", "Home", "#/app/home"],
      store.app.messages_tab && store.app.dm && ["channel", "Messages", `#/${store.app.dm}`],
      ["about", "About", "#/app/about"],
    ].filter(Boolean);
    const name = h("h1", {}, avatar(store.app.name, store.app.user_id, { size: 28, app: true }), store.app.name);
    const unread = page === "channel" ? 0 : store.channels.get(store.app.dm)?.unread;
    const badge = unread ? h("span", { class: "badge" }, unread, h("span", { class: "unseen" }, " unread")) : null;
    keepingFocus(this.node, () => fill(this.node, name, tabs.map(([name, label, href]) => h("a", { href, class: "tab", "data-key": `tab-${name}`, "aria-current": page === name ? "page" : null }, label, name === "channel" && badge))));
  }
}

export class AppPage {
  #asked = null;

  constructor() {
    this.node = h("section", { class: "pane app-page", "aria-label": "App" });
    on(["route", "home", "all", "members"], () => this.draw());
  }

  draw() {
    const { page } = store.route;
    this.node.hidden = page === "channel" || !store.app;
    if (this.node.hidden) {
      this.#asked = null;
      return;
    }
    if (page === "about") return fill(this.node, about());
    if (this.#asked !== store.me.id) this.#open();
    keepingFocus(this.node, () => fill(this.node, h("div", { class: "home" }, store.home ? drawBlocks(store.home.blocks, act.viewSurface(store.home)) : this.#empty())));
  }

  async #open() {
    this.#asked = store.me.id;
    const answer = await act.openHome("home");
    if (!answer?.view || answer.view.hash === store.home?.hash) return;
    store.home = answer.view;
    this.draw();
  }

  #empty() {
    const write = store.app.dm && h("button", { type: "button", class: "button primary", onclick: () => go({ channel: store.app.dm }) }, `Write to ${store.app.name}`);
    return h("div", { class: "empty" }, avatar(store.app.name, store.app.user_id, { size: 64, app: true }), h("h2", {}, "Nothing on this Home tab yet"), h("p", { class: "muted" }, `${store.app.name} has not published anything here.`), write);
  }
}

function about() {
  const { app } = store;
  const commands = app.commands.map((one) => h("li", {}, h("code", {}, `${one.command} ${one.usage_hint ?? ""}`.trim()), one.description && ` ${one.description}`));
  const shortcuts = app.shortcuts.map((one) => h("li", {}, h("strong", {}, one.name), ` (${one.type === "message" ? "in the menu of a message" : "in the ⚡ menu"}) ${one.description ?? ""}`));
  return h(
    "div",
    { class: "home about" },
    h("div", { class: "about-head" }, avatar(app.name, app.user_id, { size: 64, app: true }), h("div", {}, h("h2", {}, app.name), h("p", { class: "muted" }, app.installed ? "Installed in this workspace" : "Not installed in this workspace"))),
    h("p", {}, app.description),
    commands.length ? [h("h3", {}, "Commands"), h("ul", {}, commands)] : null,
    shortcuts.length ? [h("h3", {}, "Shortcuts"), h("ul", {}, shortcuts)] : null,
    h("h3", {}, "About this sandbox"),
    h("p", { class: "muted" }, "This page stands in for Slack's client and runs on this computer only. The people and companies in it are made up; nothing leaves for Slack."),
  );
}
