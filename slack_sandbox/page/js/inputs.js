// What was typed and picked on one surface (a message, a view): kept while the surface is drawn again, as Slack keeps it.

const key = (blockId, actionId) => `${blockId}\u0000${actionId}`;

/** A value in the client API's simple form: strings, ids, lists; external options whole, since only the app knows them. */
export function simpleValue(type, value) {
  const [inner] = Object.entries(value ?? {}).filter(([name]) => name.startsWith("selected_") || ["value", "files", "rich_text_value"].includes(name)).map(([, held]) => held);
  const one = (item) => (item && typeof item === "object" && !type.includes("external") ? (item.id ?? item.value ?? item) : item);
  return Array.isArray(inner) ? inner.map(one) : (one(inner) ?? null);
}

export class Inputs {
  #values = new Map();
  #touched = new Set();
  #present = new Map();

  /** Forgets which fields are on the surface, before it is drawn anew; their values stay. */
  startDrawing() {
    this.#present.clear();
  }

  /** The kept value of a field the person changed, else what the app put there. A field is known from here on. */
  register(blockId, element, initial) {
    const id = key(blockId, element.action_id);
    this.#present.set(id, { blockId, actionId: element.action_id, type: element.type });
    if (!this.#touched.has(id)) this.#values.set(id, initial);
    return this.#values.get(id);
  }

  get(blockId, actionId) {
    return this.#values.get(key(blockId, actionId));
  }

  set(blockId, actionId, value) {
    this.#touched.add(key(blockId, actionId));
    this.#values.set(key(blockId, actionId), value);
  }

  /** What the person changed on the fields that are on the surface now: {block_id: {action_id: simple value}}. */
  changes() {
    const values = {};
    for (const [id, { blockId, actionId, type }] of this.#present) {
      if (!this.#touched.has(id)) continue;
      values[blockId] ??= {};
      values[blockId][actionId] = simpleValue(type, this.#values.get(id));
    }
    return values;
  }
}
