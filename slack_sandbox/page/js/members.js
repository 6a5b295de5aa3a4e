// Switching between the members of the workspace: name, role, zone, local time.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { openPicker } from "./elements/picker.js";
import { go } from "./router.js";
import { home, nameOf, now, store } from "./store.js";
import { become } from "./session.js";
import { attempt } from "./actions.js";
import { clockTime, shortDay } from "./time.js";

export function openMembers(anchor) {
  openPicker(anchor, {
    label: "Member to be",
    find: (query) => store.teams.map((team) => ({ label: team.name, rows: team.members.filter((member) => !member.is_bot && !member.deleted && fits(member, query)).map(row) })).filter((group) => group.rows.length),
    pick: ({ key }) => switchTo(key),
  });
}

const fits = (member, query) => `${nameOf(member)} ${member.name} ${member.title} ${member.tz}`.toLowerCase().includes(query.toLowerCase());

function row(member) {
  const about = [member.title, member.role !== "member" && member.role].filter(Boolean).join(" · ");
  const local = `${shortDay(now(), member.tz)}, ${clockTime(now(), member.tz)} (${member.tz.replace(/_/g, " ")})`;
  const nodes = h(
    "span",
    { class: "member-row" },
    avatar(nameOf(member), member.id, { size: 32 }),
    h("span", {}, h("strong", { class: "block" }, nameOf(member), member.dnd?.on && h("span", { class: "muted small" }, " · do not disturb")), h("span", { class: "muted small block" }, about), h("span", { class: "muted small block" }, local)),
  );
  return { key: member.id, name: nameOf(member), nodes, picked: member.id === store.me.id };
}

/** Goes on as another member, at the place that fits them. */
export async function switchTo(id) {
  if (id === store.me.id) return;
  const wasApp = store.route.page === "channel" && store.route.channel === store.app?.dm;
  await attempt(() => become(id));
  if (store.me.id !== id) return;
  const { page, channel } = store.route;
  if (page !== "channel" && store.app) return;
  // Everyone has their own direct message with the app; a channel stays where the new member can see it.
  if (wasApp || !store.channels.has(channel)) go({ channel: home() }, { replace: true });
  else if (store.route.thread) go({ channel }, { replace: true });
}
