// The bar on top: sidebar button, switcher, clock, quiet time, theme, inspector, connection, and who one is.

import * as act from "./actions.js";
import { openAdministration } from "./administration.js";
import { avatar } from "./avatar.js";
import { openClock } from "./clock.js";
import { fill, h, icon } from "./dom.js";
import { keepingFocus } from "./keep_focus.js";
import { openMembers } from "./members.js";
import { openFaults } from "./faults.js";
import { openMenu } from "./popup.js";
import { names, nameOf, now, on, store } from "./store.js";
import { themeItems } from "./theme.js";
import { clockTime, shortDay } from "./time.js";

export class TopBar {
  /** `parts`: {toggleSidebar, toggleInspector, quickSwitch}. */
  constructor(parts) {
    this.parts = parts;
    this.node = h("header", { class: "topbar" });
    on(["members", "connection", "all"], () => this.draw());
    on("clock", () => this.#tick());
    setInterval(() => this.#tick(), 1000);
  }

  draw() {
    if (!store.me) return;
    keepingFocus(this.node, () => fill(this.node, this.#left(), this.#middle(), this.#right()));
    this.#tick();
  }

  #left() {
    return h("button", { type: "button", class: "bar-button only-narrow", "aria-label": "Channels", "aria-controls": "sidebar", "data-key": "bar-menu", onclick: () => this.parts.toggleSidebar() }, icon("menu"));
  }

  #middle() {
    return h("button", { type: "button", class: "bar-search", "data-key": "bar-search", "aria-label": "Jump to…", onclick: () => this.parts.quickSwitch() }, icon("search", 16), h("span", {}, "Jump to…"), h("kbd", {}, "Ctrl K"));
  }

  #right() {
    const quiet = store.me.dnd?.on;
    this.clock = h("span", { class: "clock-text" });
    const button = (key, label, glyph, onclick, extra = {}) => h("button", { type: "button", class: "bar-button", "aria-label": label, title: label, "data-key": `bar-${key}`, onclick, ...extra }, icon(glyph));
    return h(
      "div",
      { class: "bar-right" },
      connection(),
      h("button", { type: "button", class: "bar-button clock-button", "aria-haspopup": "dialog", "data-key": "bar-clock", onclick: (event) => openClock(event.currentTarget) }, icon("clock"), this.clock),
      button("dnd", quiet ? "Do Not Disturb is on: turn it off" : "Turn on Do Not Disturb for an hour", quiet ? "belloff" : "bell", () => act.setDnd(!quiet), { "aria-pressed": String(Boolean(quiet)), class: "bar-button only-wide" }),
      button("inspector", "Inspector of the traffic", "pulse", () => this.parts.toggleInspector(), { class: "bar-button only-wide" }),
      button("more", "Sandbox settings", "more", (event) => this.#more(event.currentTarget), { "aria-haspopup": "menu" }),
      h(
        "button",
        { type: "button", class: "bar-button me-button", "aria-haspopup": "listbox", "data-key": "bar-me", "aria-label": `You are ${nameOf(store.me)}, ${store.me.title || store.me.role}. Switch member`, onclick: (event) => openMembers(event.currentTarget) },
        avatar(nameOf(store.me), store.me.id, { size: 26 }),
        h("span", { class: "me-name" }, nameOf(store.me)),
        icon("down", 14),
      ),
    );
  }

  #more(anchor) {
    const quiet = store.me.dnd?.on;
    openMenu(
      anchor,
      [
        { heading: "Sandbox" },
        { label: "Inspector of the traffic", detail: "What the app and the workspace say to each other", pick: () => this.parts.toggleInspector() },
        { label: "Faults…", detail: "Make the workspace misbehave, to see how the app takes it", pick: () => openFaults() },
        { label: "People and app…", detail: "Change roles, deactivate people, revoke or reinstall the app", pick: () => openAdministration() },
        { label: quiet ? "Turn off Do Not Disturb" : "Do Not Disturb for an hour", pick: () => act.setDnd(!quiet) },
        { heading: "Appearance" },
        ...themeItems(),
      ],
      "Sandbox settings",
    );
  }

  #tick() {
    if (!this.clock || !store.clock) return;
    const shown = `${shortDay(now(), names.zone)}, ${clockTime(now(), names.zone)}`;
    if (this.clock.textContent === shown) return;
    fill(this.clock, shown);
    this.clock.parentElement.setAttribute("aria-label", `Sandbox time: ${shown} in ${store.me.tz}. Move the clock`);
  }
}

function connection() {
  const { connection: line, online, app } = store;
  const [state, text] = !online
    ? ["bad", "The page lost the sandbox; trying again"]
    : !app?.installed
      ? ["bad", `${app?.name ?? "The app"} is not installed`]
      : line?.connected
        ? ["good", `${app.name} is connected (${line.mode === "socket" ? "Socket Mode" : "HTTP"})`]
        : ["waiting", `${app.name} is not connected`];
  return h("span", { class: `connection ${state}`, role: "status", title: text }, h("i", { "aria-hidden": "true" }), h("span", { class: "connection-text" }, text));
}
