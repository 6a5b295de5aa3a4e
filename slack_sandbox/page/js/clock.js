// Moving the sandbox's clock, seen in the member's zone.

import * as act from "./actions.js";
import { announce } from "./announce.js";
import { fill, h } from "./dom.js";
import { openPopup } from "./popup.js";
import { names, now, setClock, store } from "./store.js";
import { fromWall, fullTime, toWall } from "./time.js";

const STEPS = [["+ 1 hour", 3600], ["+ 1 day", 86400], ["+ 1 week", 604800]];

export function openClock(anchor) {
  const shown = h("p", { class: "clock-now" });
  const show = () => fill(shown, fullTime(now(), names.zone), h("span", { class: "muted small block" }, `${store.me.tz.replace(/_/g, " ")}, your zone as ${store.me.real_name}`));
  const move = async (change) => {
    const answer = await act.moveClock(change);
    if (!answer) return;
    setClock(answer.clock);
    show();
    announce(`It is now ${fullTime(now(), names.zone)}`);
  };
  const custom = h("input", { type: "datetime-local", class: "field", "aria-label": "Date and time to go to", value: toWall(now(), names.zone) });
  const set = () => {
    const stamp = fromWall(custom.value, names.zone);
    if (stamp !== null) move({ set: new Date(stamp * 1000).toISOString() });
  };
  const button = (label, change) => h("button", { type: "button", class: "button", onclick: () => move(change) }, label);
  const content = h(
    "div",
    { class: "clock-panel" },
    h("h2", {}, "Sandbox time"),
    shown,
    h("button", { type: "button", class: "button primary wide", onclick: () => move({ next: { weekday: 0, time: "09:00" } }) }, "Jump to Monday 9:00"),
    h("div", { class: "button-row" }, STEPS.map(([label, advance]) => button(label, { advance }))),
    h("div", { class: "button-row" }, custom, h("button", { type: "button", class: "button", onclick: set }, "Go")),
    h("div", {}, h("button", { type: "button", class: "link-button", onclick: () => move({ reset: true }) }, "Back to real time")),
    h("p", { class: "muted small" }, "Everybody in the sandbox shares this clock. What falls due on the way is sent."),
  );
  show();
  const handle = openPopup(anchor, content, { label: "Sandbox time" });
  handle.panel.querySelector("button").focus();
}
