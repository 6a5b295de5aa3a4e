// Addresses within the page: #/CHANNEL, #/CHANNEL/pTS?thread_ts=TS (shows and highlights a message), #/CHANNEL/tTS (thread), #/app/home, #/app/about.

import { changed, store } from "./store.js";

/** "1774861200.000100" of that, or of a permalink's "1774861200000100". */
export const dotted = (ts) => (ts.includes(".") ? ts : `${ts.slice(0, -6)}.${ts.slice(-6)}`);
const undotted = (ts) => ts.replace(".", "");

export function parse(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [first, second] = path.split("/").map(decodeURIComponent);
  if (!first) return null;
  if (first === "app") return { page: second === "about" ? "about" : "home" };
  const route = { page: "channel", channel: first, thread: null, highlight: null };
  const root = new URLSearchParams(query).get("thread_ts");
  if (second?.startsWith("p")) route.highlight = dotted(second.slice(1));
  if (second?.startsWith("t")) route.thread = dotted(second.slice(1));
  if (root) route.thread = dotted(root);
  return route;
}

export function format({ page, channel, thread, highlight }) {
  if (page !== "channel") return `#/app/${page}`;
  if (highlight) return `#/${channel}/p${undotted(highlight)}${thread ? `?thread_ts=${thread}` : ""}`;
  return thread ? `#/${channel}/t${undotted(thread)}` : `#/${channel}`;
}

/** Shows a place; the same place again highlights again. */
export function go(route, { replace = false } = {}) {
  const hash = format({ page: "channel", ...route });
  if (location.hash === hash) apply();
  else if (replace) {
    history.replaceState(null, "", hash);
    apply();
  } else location.hash = hash;
}

function apply() {
  const route = parse(location.hash);
  if (!route) return;
  store.route = { ...route, turn: (store.route.turn ?? 0) + 1 };
  changed("route");
}

/** Where the address of the page leads: its hash, or ?channel=…&ts=…&thread_ts=… as permalinks redirect to. */
export function startRouting(fallback) {
  const query = new URLSearchParams(location.search);
  const channel = query.get("channel");
  if (channel) {
    const rest = query.get("as") ? `?as=${encodeURIComponent(query.get("as"))}` : "";
    const route = { page: "channel", channel, highlight: query.get("ts"), thread: query.get("thread_ts") };
    history.replaceState(null, "", `${location.pathname}${rest}${format(route)}`);
  }
  if (!parse(location.hash)) history.replaceState(null, "", format(fallback));
  window.addEventListener("hashchange", apply);
  document.addEventListener("click", followPermalink);
  apply();
}

/** Links to messages of this sandbox open in the page itself. */
function followPermalink(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const found = permalink(link.href);
  if (!found) return;
  event.preventDefault();
  go(found);
}

export function permalink(href) {
  const url = new URL(href, location.origin);
  const found = url.origin === location.origin && url.pathname.match(/^\/archives\/(\w+)(?:\/p(\d+))?$/);
  if (!found) return null;
  return { page: "channel", channel: found[1], highlight: found[2] ? dotted(found[2]) : null, thread: url.searchParams.get("thread_ts") };
}

export const permalinkOf = (message, channel) =>
  `${location.origin}/archives/${channel}/p${undotted(message.ts)}${message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${channel}` : ""}`;
