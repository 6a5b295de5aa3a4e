// All selects: static, external, users, conversations and channels; one or many.

import { fill, freshId, h, icon } from "../dom.js";
import { plainText, textObject } from "../mrkdwn.js";
import { changed, naming, register } from "./place.js";
import { openPicker } from "./picker.js";

const matches = (text, query) => text.toLowerCase().includes(query.trim().toLowerCase());
const optionRow = (option, names) => ({
  key: option.value,
  name: option.text.text,
  value: option,
  nodes: [plainText(option.text, names), option.description && h("span", { class: "muted small block" }, textObject(option.description, names))],
});
const optionGroups = (source, names, query) => {
  const groups = source.option_groups?.map((group) => ({ label: group.label.text, options: group.options })) ?? [{ options: source.options ?? [] }];
  const rows = (options) => options.filter((option) => matches(option.text.text, query)).map((option) => optionRow(option, names));
  return groups.map(({ label, options }) => ({ label, rows: rows(options) })).filter((group) => group.rows.length);
};

// Each source: how to find rows, how to read and write the value, and how to name a kept value.
const OPTIONS = {
  one: "selected_option", many: "selected_options", initialOne: "initial_option", initialMany: "initial_options",
  keyOf: (option) => option.value, nameOf: (option) => option.text.text,
};
const SOURCES = {
  static: { ...OPTIONS, find: (element, place, query) => optionGroups(element, place.surface.names, query) },
  external: { ...OPTIONS, find: external },
  users: ids("user", (place) => place.surface.names.users()),
  conversations: ids("conversation", (place, element) => place.surface.names.conversations(element.filter)),
  channels: ids("channel", (place) => place.surface.names.conversations({ include: ["public"] })),
};

async function external(element, place, query) {
  const found = await place.surface.suggest({ block_id: place.block.block_id, action_id: element.action_id, query });
  return optionGroups(found, place.surface.names, "");
}

function ids(noun, list) {
  return {
    one: `selected_${noun}`, many: `selected_${noun}s`, initialOne: `initial_${noun}`, initialMany: `initial_${noun}s`,
    keyOf: (id) => id,
    nameOf: (id, place) => place.surface.names.label(id),
    find: (element, place, query) => [
      { rows: list(place, element).filter(({ name }) => matches(name, query)).map(({ id, name, detail }) => ({ key: id, name, value: id, nodes: [name, detail && h("span", { class: "muted small" }, ` ${detail}`)] })) },
    ],
  };
}

/** Renderer of one kind of select: `static`, `external`, `users`, `conversations` or `channels`. */
export const select = (kind) => (element, place) => draw(element, place, SOURCES[kind], kind);
export const multiSelect = (kind) => (element, place) => drawMany(element, place, SOURCES[kind], kind);

const minimumOf = (element, kind) => (kind === "external" ? (element.min_query_length ?? 3) : 0);

function draw(element, place, source, kind) {
  let value = register(place, element, { [source.one]: element[source.initialOne] ?? null })[source.one];
  const hint = element.placeholder?.text ?? "Choose one";
  const shownId = freshId("chosen");
  const shown = h("span", { class: "select-text", id: shownId });
  const node = h("button", { type: "button", class: "select", "aria-haspopup": "listbox", "aria-expanded": "false" }, shown, icon("down", 16));
  const name = naming(place, hint);
  for (const [key, text] of Object.entries(name)) if (text) node.setAttribute(key, text);
  if (name["aria-labelledby"]) node.setAttribute("aria-labelledby", `${name["aria-labelledby"]} ${shownId}`);
  const show = () => {
    fill(shown, value ? source.nameOf(value, place) : hint);
    shown.classList.toggle("muted", !value);
    if (!name["aria-labelledby"]) node.setAttribute("aria-label", value ? `${hint}: ${source.nameOf(value, place)}` : hint);
  };
  node.addEventListener("click", () =>
    openPicker(node, {
      label: hint,
      minimum: minimumOf(element, kind),
      find: async (query) => markPicked(await source.find(element, place, query), (row) => value && row.key === source.keyOf(value)),
      pick: async (row) => {
        const before = value;
        value = row.value;
        show();
        if (await changed(place, element, { [source.one]: value })) return;
        value = before;
        show();
      },
    }),
  );
  show();
  return node;
}

function drawMany(element, place, source, kind) {
  let values = register(place, element, { [source.many]: element[source.initialMany] ?? [] })[source.many];
  const hint = element.placeholder?.text ?? "Choose some";
  const chips = h("span", { class: "chips" });
  const add = h("button", { type: "button", class: "select", "aria-haspopup": "listbox", "aria-expanded": "false", ...naming(place, hint) }, h("span", { class: "select-text muted" }, hint), icon("down", 16));
  const set = async (next) => {
    const before = values;
    values = next;
    show();
    if (await changed(place, element, { [source.many]: values })) return;
    values = before;
    show();
  };
  const toggle = (row) => {
    const without = values.filter((value) => source.keyOf(value) !== row.key);
    if (without.length < values.length) return set(without);
    if (element.max_selected_items && values.length >= element.max_selected_items) return null;
    return set([...values, row.value]);
  };
  const show = () => fill(chips, values.map((value) => chip(source.nameOf(value, place), () => {
    set(values.filter((other) => source.keyOf(other) !== source.keyOf(value)));
    add.focus();
  })));
  add.addEventListener("click", () =>
    openPicker(add, {
      label: hint, many: true, minimum: minimumOf(element, kind), pick: toggle,
      find: async (query) => markPicked(await source.find(element, place, query), (row) => values.some((value) => source.keyOf(value) === row.key)),
    }),
  );
  show();
  return h("span", { class: "multi" }, chips, add);
}

const chip = (text, remove) =>
  h("span", { class: "chip" }, text, h("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${text}`, onclick: remove }, icon("close", 12)));

const markPicked = (groups, picked) =>
  groups.map((group) => ({ ...group, rows: group.rows.map((row) => ({ ...row, picked: picked(row) })) }));
