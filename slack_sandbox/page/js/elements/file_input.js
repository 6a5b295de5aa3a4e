// Files picked in a modal: uploaded to the workspace at once, so that the submission names them by id.

import { fill, h } from "../dom.js";
import { changed, naming, register } from "./place.js";

const MOST = 10;

export function fileInput(element, place) {
  const kept = register(place, element, { files: [] });
  const list = h("ul", { class: "file-list", "aria-live": "polite" });
  const most = element.max_files ?? MOST;
  const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",") || null;
  const input = h("input", { type: "file", class: "field", multiple: most > 1, accept, ...naming(place, "Files") });
  const set = (files) => {
    changed(place, element, { files });
    fill(list, files.map((file) => h("li", {}, file.name, " ", h("button", { type: "button", class: "link-button", onclick: () => set(files.filter((other) => other.id !== file.id)) }, `Remove ${file.name}`))));
  };
  input.addEventListener("change", async () => {
    fill(list, h("li", { class: "muted" }, "Uploading…"));
    try {
      const added = await Promise.all([...input.files].map((file) => place.surface.upload(file)));
      set([...place.surface.inputs.get(place.block.block_id, element.action_id).files, ...added].slice(0, most));
      input.value = "";
    } catch (problem) {
      fill(list, h("li", { class: "error-text", role: "alert" }, `That file could not be uploaded: ${problem.message}`));
    }
  });
  if (kept.files.length) set(kept.files);
  return h("div", { class: "file-input" }, input, list);
}
