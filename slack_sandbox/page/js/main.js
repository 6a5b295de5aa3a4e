// Puts the parts together and starts them.

import { startAnnouncing } from "./announce.js";
import { AppPage, AppTabs } from "./app_pages.js";
import { openClock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { h } from "./dom.js";
import { openFaults } from "./faults.js";
import { Inspector } from "./inspector.js";
import { Modal } from "./modal.js";
import { quickSwitch } from "./quick.js";
import { go, startRouting } from "./router.js";
import { startSession } from "./session.js";
import { Sidebar } from "./sidebar.js";
import { changed, home, names, on, store } from "./store.js";
import { applyTheme } from "./theme.js";
import { followAnswers, ThreadPane } from "./thread.js";
import { TopBar } from "./topbar.js";
import { Tour } from "./tour.js";

applyTheme();
startAnnouncing(document.getElementById("live"));

const sidebar = new Sidebar();
const inspector = new Inspector();
const conversation = new Conversation();
const thread = new ThreadPane();
const modal = new Modal();
const drawer = (show) => {
  document.body.classList.toggle("with-sidebar", show);
  if (show) sidebar.node.querySelector("a")?.focus();
};
const jump = () =>
  quickSwitch(document.querySelector(".bar-search"), [
    { name: "Move the clock", run: () => openClock(document.querySelector(".clock-button")) },
    { name: "Inspector of the traffic", run: () => inspector.toggle() },
    { name: "Faults", run: openFaults },
    { name: "Write a message", run: () => conversation.composer.area.focus() },
  ]);
const topbar = new TopBar({ toggleSidebar: () => drawer(!document.body.classList.contains("with-sidebar")), toggleInspector: () => inspector.toggle(), quickSwitch: jump });

const shade = h("div", { class: "shade", onclick: () => drawer(false) });
const main = h("main", { class: "main", id: "main", tabIndex: -1 }, new AppTabs().node, new Tour().node, conversation.node, new AppPage().node);
document.getElementById("page").replaceChildren(topbar.node, h("div", { class: "columns" }, sidebar.node, shade, main, thread.node), inspector.node, modal.node);

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    jump();
  } else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) {
    if (document.body.classList.contains("with-sidebar")) drawer(false);
    else if (!thread.node.hidden) thread.close();
  }
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener("visibilitychange", () => !document.hidden && changed("lists"));

on("route", () => {
  drawer(false);
  const { page, channel, thread: root } = store.route;
  const place = page === "channel" ? names.label(channel) : `${store.app?.name} ${page === "home" ? "Home" : "About"}`;
  document.title = `${place} · ${store.team?.name} · Sandbox workspace`;
  const busy = root || store.route.highlight || document.querySelector("dialog[open], .popup");
  // On a touch screen the focus would bring up the keyboard.
  if (page === "channel" && !busy && matchMedia("(hover: hover)").matches) conversation.composer.area.focus();
});
followAnswers();

try {
  await startSession();
  startRouting({ page: "channel", channel: home() });
  if (store.route.page === "channel" && !store.route.channel) go({ channel: home() }, { replace: true });
  changed("all");
} catch (problem) {
  document.getElementById("page").replaceChildren(h("div", { class: "empty", role: "alert" }, h("h1", {}, "The sandbox does not answer"), h("p", {}, problem.message)));
  throw problem;
}
