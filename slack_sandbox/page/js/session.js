// Who one is: the member of this browser tab, their state, and the stream of what they see.

import * as api from "./api.js";
import { startAnew } from "./announce.js";
import { take } from "./live.js";
import { go } from "./router.js";
import { adopt, changed, home, store } from "./store.js";
import { loadChannel, loadThread } from "./actions.js";

const KEPT = "sandbox-member";
let stop = () => {};

/** Starts as `?as=`, else as this tab's last member, else as the first one of an installed team. */
export async function startSession() {
  const { teams } = await api.get("/client/teams");
  store.teams = teams;
  const everybody = teams.flatMap((team) => team.members);
  const wanted = [new URLSearchParams(location.search).get("as"), sessionStorage.getItem(KEPT)];
  const known = wanted.find((id) => everybody.some((member) => member.id === id));
  const first = (teams.find((team) => team.installed) ?? teams[0]).members.find((member) => !member.is_bot);
  await become(known ?? first.id);
}

/** Switches to another member; what the former one saw is forgotten. */
export async function become(id) {
  const state = await api.get("/client/state", { as: id });
  stop();
  sessionStorage.setItem(KEPT, id);
  startAnew();
  adopt(state);
  let lostOnce = false;
  stop = api.listen({
    as: id,
    after: state.seq,
    onentry: take,
    onstate: async (line) => {
      store.online = line === "open";
      changed("connection");
      // Entries may have been dropped while the line was down, or the sandbox started anew: read again what is shown.
      if (line === "open" && lostOnce) await catchUp();
      lostOnce ||= line === "lost";
    },
  });
}

async function catchUp() {
  try {
    adopt(await api.get("/client/state", { as: store.me.id }));
  } catch {
    return location.reload();
  }
  const { page, channel, thread } = store.route;
  if (page !== "channel") return;
  // A sandbox that was started anew has other conversations.
  if (!store.channels.has(channel)) return go({ channel: home() }, { replace: true });
  await loadChannel(channel);
  if (thread) await loadThread(channel, thread);
}
