// Times of the sandbox in the member's zone. Stamps are Slack's: seconds since 1970 as a number or "123.000100".

const cache = new Map();

function formatter(zone, options, locale = "en-GB") {
  const key = JSON.stringify([zone, options, locale]);
  if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone || "UTC", ...options }));
  return cache.get(key);
}

const asDate = (stamp) => new Date(Number(stamp) * 1000);

export const clockTime = (stamp, zone) => formatter(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(asDate(stamp));
export const clockSeconds = (stamp, zone) =>
  formatter(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }).format(asDate(stamp));
export const fullTime = (stamp, zone) =>
  `${formatter(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(asDate(stamp))} at ${clockTime(stamp, zone)}`;
export const shortDay = (stamp, zone) => formatter(zone, { weekday: "short", day: "numeric", month: "short" }).format(asDate(stamp));

/** `2026-11-22` of a stamp in a zone: the key of a day. */
export const dayKey = (stamp, zone) => formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA").format(asDate(stamp));

/** "Today", "Yesterday" or the whole date. */
export function dayName(stamp, zone, now) {
  const key = dayKey(stamp, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayKey(Number(now) - 86400, zone)) return "Yesterday";
  const sameYear = key.slice(0, 4) === dayKey(now, zone).slice(0, 4);
  return formatter(zone, { weekday: "long", day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) }).format(asDate(stamp));
}

export function ago(stamp, now) {
  const seconds = Math.max(0, Number(now) - Number(stamp));
  const steps = [[60, "second", 1], [3600, "minute", 60], [86400, "hour", 3600], [Infinity, "day", 86400]];
  const [, unit, size] = steps.find(([limit]) => seconds < limit);
  if (unit === "second") return "just now";
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}

/** Seconds that `zone` is ahead of UTC at `stamp`. */
export function zoneOffset(stamp, zone) {
  const parts = Object.fromEntries(
    formatter(zone, { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" }, "en-US")
      .formatToParts(asDate(stamp))
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) / 1000;
  return wall - Math.floor(Number(stamp));
}

/** Stamp of a wall time `2026-11-23T09:00` in a zone; in a gap it moves forward, in a fold the first one counts. */
export function fromWall(text, zone) {
  const wall = Date.parse(`${text}Z`) / 1000;
  if (!Number.isFinite(wall)) return null;
  const early = wall - zoneOffset(wall - 86400, zone);
  const late = wall - zoneOffset(wall + 86400, zone);
  const fits = (stamp) => stamp + zoneOffset(stamp, zone) === wall;
  if (fits(early)) return early;
  return fits(late) ? late : Math.max(early, late);
}

/** `2026-11-23T09:00` of a stamp in a zone, for `datetime-local` fields. */
export function toWall(stamp, zone) {
  const wall = Math.floor(Number(stamp)) + zoneOffset(stamp, zone);
  return new Date(wall * 1000).toISOString().slice(0, 16);
}

/** Slack's `<!date^…>` formats; null where the stamp is no number. */
export function formatDateToken(stamp, format, zone, now) {
  if (!Number.isFinite(stamp)) return null;
  const make = (options) => formatter(zone, options, "en-US").format(asDate(stamp));
  const pretty = (text) => {
    if (now === undefined) return text;
    const names = { [dayKey(now, zone)]: "Today", [dayKey(Number(now) - 86400, zone)]: "Yesterday", [dayKey(Number(now) + 86400, zone)]: "Tomorrow" };
    return names[dayKey(stamp, zone)] ?? text;
  };
  const long = make({ weekday: "long", month: "long", day: "numeric", year: "numeric" });
  const short = make({ month: "short", day: "numeric", year: "numeric" });
  const plain = make({ month: "long", day: "numeric", year: "numeric" });
  const values = {
    date_num: dayKey(stamp, zone), date_slash: make({ month: "2-digit", day: "2-digit", year: "numeric" }),
    date_long: long, date_long_full: long, date_long_pretty: pretty(long), date: plain, date_pretty: pretty(plain),
    date_short: short, date_short_pretty: pretty(short), day_divider_pretty: pretty(long),
    time: clockTime(stamp, zone), time_secs: clockSeconds(stamp, zone), ago: now === undefined ? short : ago(stamp, now),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
