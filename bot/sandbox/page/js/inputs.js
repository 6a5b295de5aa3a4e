// What was typed and picked on one surface (a message, a view): kept while the surface is drawn again, as Slack keeps it.

const key = (blockId, actionId) => `${blockId}\u0000${actionId}`;

export class Inputs {
  #values = new Map();
  #present = new Map();

  /** Forgets which fields are on the surface, before it is drawn anew; their values stay. */
  startDrawing() {
    this.#present.clear();
  }

  /** The kept value of a field, else what the app put there at first. A field is known from here on. */
  register(blockId, element, initial) {
    const id = key(blockId, element.action_id);
    this.#present.set(id, { blockId, actionId: element.action_id, type: element.type });
    if (!this.#values.has(id)) this.#values.set(id, initial);
    return this.#values.get(id);
  }

  get(blockId, actionId) {
    return this.#values.get(key(blockId, actionId));
  }

  set(blockId, actionId, value) {
    this.#values.set(key(blockId, actionId), value);
  }

  /** `state.values` of Slack for the fields that are on the surface now. */
  values() {
    const values = {};
    for (const [id, { blockId, actionId, type }] of this.#present) {
      values[blockId] ??= {};
      values[blockId][actionId] = { type, ...this.#values.get(id) };
    }
    return values;
  }
}
