// The client API of the sandbox (docs/sandbox.md): requests, and the stream of what happens.

export class ApiError extends Error {
  constructor(code, message) {
    super(message || code);
    this.code = code;
  }
}

async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    throw new ApiError("bad_answer", `The sandbox answered with status ${response.status}.`);
  }
  if (!body.ok) throw new ApiError(body.error, body.message);
  return body;
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new ApiError("unreachable", "The sandbox cannot be reached. Is it still running?");
  }
  return answer(response);
}

/** GET with parameters; those that are null or undefined are left out. */
export function get(path, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return send(`${path}?${new URLSearchParams(given)}`);
}

export const post = (path, body = {}) => send(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
export const remove = (path) => send(path, { method: "DELETE" });

export function upload(as, files, { channel, thread_ts, text } = {}) {
  const form = new FormData();
  form.append("as", as);
  for (const [name, value] of Object.entries({ channel, thread_ts, text })) if (value) form.append(name, value);
  for (const file of files) form.append("file", file);
  return send("/client/upload", { method: "POST", body: form });
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 8000;

/** Keeps a WebSocket open for one person. `onstate` hears "open" and "lost"; returns a function that ends it. */
export function listen({ as, after, onentry, onstate }) {
  let socket;
  let timer;
  let ended = false;
  let last = after;
  let wait = FIRST_WAIT_MS;
  const open = () => {
    const query = new URLSearchParams({ as, after: last, traffic: 1 });
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/client/ws?${query}`);
    socket.addEventListener("open", () => {
      wait = FIRST_WAIT_MS;
      onstate("open");
    });
    socket.addEventListener("message", ({ data }) => {
      const entry = JSON.parse(data);
      if (entry.seq > last && entry.type !== "traffic") last = entry.seq;
      onentry(entry);
    });
    socket.addEventListener("close", () => {
      if (ended) return;
      onstate("lost");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  open();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket.close();
  };
}
