// What an admin of the workspace does: promote, demote and deactivate people, take the app away and bring it back.

import * as api from "./api.js";
import { attempt } from "./actions.js";
import { fill, freshId, h, icon } from "./dom.js";
import { nameOf, store } from "./store.js";

const ROLES = ["member", "admin", "owner", "guest"];

export async function openAdministration() {
  const titleId = freshId("administration");
  const people = h("ul", { class: "fault-list admin-list" });
  const app = h("div", { class: "button-row" });
  const dialog = h("dialog", { class: "dialog faults", "aria-labelledby": titleId });
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  const refresh = async () => {
    const answer = await attempt(() => api.get("/client/teams"));
    const team = answer?.teams.find(({ id }) => id === store.team.id);
    if (!team) return;
    const change = async (body) => {
      await attempt(() => api.post("/client/standing", body));
      await refresh();
    };
    fill(people, team.members.map((member) => row(member, change)));
    fill(app, buttons(team, refresh));
  };
  fill(
    dialog,
    h("header", { class: "modal-head" }, h("h2", { id: titleId }, "People and app"), h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"))),
    h("div", { class: "modal-body" }, h("p", { class: "muted" }, "What an admin does in Slack's administration. The app is told of each change."), people, h("h3", {}, "The app"), app),
    h("footer", { class: "modal-foot" }, h("button", { type: "button", class: "button primary", onclick: () => dialog.close() }, "Done")),
  );
  document.body.append(dialog);
  dialog.showModal();
  await refresh();
}

function row(member, change) {
  const name = nameOf(member);
  const role = h("select", { class: "field", "aria-label": `Role of ${name}`, onchange: (event) => change({ user: member.id, role: event.target.value }) }, ROLES.map((value) => h("option", { value, selected: value === member.role }, value)));
  const own = member.id === store.me.id;
  const label = member.deleted ? "Bring back" : "Deactivate";
  const button = h("button", { type: "button", class: "button", disabled: own, title: own ? "Be somebody else to deactivate this member" : null, "aria-label": `${label} ${name}`, onclick: () => change({ user: member.id, deleted: !member.deleted }) }, label);
  return h("li", { class: "admin-row" }, h("span", {}, name, member.deleted && h("span", { class: "muted small" }, " · deactivated")), role, button);
}

function buttons(team, refresh) {
  const act = (path, label) => h("button", { type: "button", class: "button", onclick: async () => {
    await attempt(() => api.post(`/client/${path}`, { team: team.id }));
    await refresh();
  } }, label);
  return team.installed ? [act("revoke", "Revoke its token"), act("uninstall", "Uninstall it")] : [act("install", "Install it again")];
}
