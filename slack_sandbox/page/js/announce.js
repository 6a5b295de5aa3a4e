// The live region: what a person who cannot see the page hears of.

let region = null;

export function startAnnouncing(node) {
  region = node;
}

export function announce(text) {
  if (!region) return;
  const line = document.createElement("div");
  line.textContent = text;
  region.append(line);
  while (region.childElementCount > 4) region.firstElementChild.remove();
}

/** Forgets what was said: another person is here now. */
export function startAnew() {
  region?.replaceChildren();
}
