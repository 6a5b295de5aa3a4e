// Redraws a part of the page without losing the keyboard's place or what is half typed.

const FOCUSABLE = "button, a[href], input, textarea, select, [tabindex]";

/** Runs `redraw`, then focuses the control that stands where the focused one stood (same block, same place in it). */
export function keepingFocus(container, redraw) {
  const active = document.activeElement;
  if (!container.contains(active)) return redraw();
  const anchorOf = (node) => node.closest("[data-block]") ?? node.closest("[data-key]");
  const anchor = anchorOf(active);
  const selector = anchor && container.contains(anchor) ? address(anchor) : null;
  const scope = selector ? anchor : container;
  const index = [...scope.querySelectorAll(FOCUSABLE)].indexOf(active);
  const selection = "selectionStart" in active ? [safely(() => active.selectionStart), safely(() => active.selectionEnd)] : null;
  const result = redraw();
  if (active.isConnected) return result;
  const next = (selector && container.querySelector(selector)) || (selector ? null : container);
  const target = (next && (index < 0 ? next : next.querySelectorAll(FOCUSABLE)[index])) ?? nearest(container, selector);
  target?.focus({ preventScroll: true });
  if (selection?.[0] != null && target && "setSelectionRange" in target) safely(() => target.setSelectionRange(...selection));
  return result;
}

function address(anchor) {
  const name = anchor.dataset.block ? "block" : "key";
  const own = `[data-${name}="${CSS.escape(anchor.dataset[name])}"]`;
  const outer = anchor.parentElement?.closest("[data-key]");
  return outer ? `[data-key="${CSS.escape(outer.dataset.key)}"] ${own}` : own;
}

function nearest(container, selector) {
  const outer = selector?.match(/^\[data-key="[^"]*"\]/)?.[0];
  return (outer && container.querySelector(outer)) || container;
}

const safely = (read) => {
  try {
    return read();
  } catch {
    return null;
  }
};
