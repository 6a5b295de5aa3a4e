// Where an element stands: its block, its surface, its label, and whether a change is sent to the app at once.

import { Inputs, simpleValue } from "../inputs.js";
import { askToConfirm } from "../confirm.js";

/** Keeps a change and, outside input blocks (or with dispatch_action), sends it. False when the person did not confirm. */
export async function changed(place, element, value) {
  const { inputs } = place.surface;
  const before = inputs.get(place.block.block_id, element.action_id);
  inputs.set(place.block.block_id, element.action_id, value);
  if (!place.dispatches || (await act(place, element, value))) return true;
  inputs.set(place.block.block_id, element.action_id, before);
  return false;
}

/** Sends a block action, after the element's own confirm dialog where it has one. True when it was sent. */
export async function act(place, element, value) {
  const { surface, block } = place;
  if (element.confirm && !(await askToConfirm(element.confirm, surface.names))) return false;
  await surface.act({ action_id: element.action_id, block_id: block.block_id, value: simpleValue(element.type, value) });
  return true;
}

export function register(place, element, initial) {
  place.surface.inputs ??= new Inputs();
  return place.surface.inputs.register(place.block.block_id, element, initial);
}

/** Attributes that name a control: by the label of its block, else by `fallback`. */
export function naming(place, fallback) {
  return place.labelId
    ? { "aria-labelledby": place.labelId, "aria-describedby": place.describedBy ?? null, "aria-invalid": place.invalid ? "true" : null }
    : { "aria-label": place.label || fallback || "Field" };
}
