// Modals of the app: the view on top of the stack, with its fields, errors, and what goes on while it is being sent.

import * as act from "./actions.js";
import { avatar } from "./avatar.js";
import { drawBlocks } from "./blocks/index.js";
import { fill, freshId, h, icon } from "./dom.js";
import { keepingFocus } from "./keep_focus.js";
import { plainText } from "./mrkdwn.js";
import { names, on, store } from "./store.js";

const FIRST_FIELD = "input:not([type=hidden]), textarea, button.select, .choice input";

export class Modal {
  #view = null;
  #before = null;
  #sending = false;

  constructor() {
    this.titleId = freshId("modal");
    this.head = h("header", { class: "modal-head" });
    this.body = h("div", { class: "modal-body" });
    this.problem = h("div", { class: "field-error modal-problem", role: "alert" });
    this.foot = h("footer", { class: "modal-foot" });
    this.form = h("form", { novalidate: true }, this.head, this.body, this.problem, this.foot);
    this.node = h("dialog", { class: "dialog modal", "aria-labelledby": this.titleId }, this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#view?.submit) this.submit();
    });
    this.node.addEventListener("cancel", (event) => {
      event.preventDefault();
      act.closeView(this.#view);
    });
    this.node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    on(["views", "members", "all"], () => this.draw());
  }

  draw() {
    const view = store.views.at(-1);
    if (!view) return this.#hide();
    const other = view.id !== this.#view?.id;
    const refused = this.#view?.id === view.id && store.viewErrors.get(view.id) !== this.errors;
    this.errors = store.viewErrors.get(view.id);
    this.#view = view;
    if (other) this.#sending = false;
    const redraw = () => this.#fill(view);
    if (!this.node.open) {
      this.#before = document.activeElement;
      this.node.showModal();
    }
    const waited = !this.body.querySelector(FIRST_FIELD);
    if (other) redraw();
    else keepingFocus(this.node, redraw);
    // A form that was opened empty and is filled now gets the focus as if it had just been opened.
    if (other || (waited && this.body.querySelector(FIRST_FIELD))) this.#focusFirst();
    else if (refused && this.errors) this.#showProblem();
  }

  /** The field that was refused gets the focus, with the reason below it in sight. */
  #showProblem() {
    this.body.querySelector(".invalid input, .invalid textarea, .invalid button")?.focus();
    this.body.querySelector(".invalid .field-error")?.scrollIntoView({ block: "nearest" });
  }

  #fill(view) {
    const close = view.close ? plainText(view.close, names) : "Cancel";
    const x = h("button", { type: "button", class: "icon-button", "aria-label": "Close", "data-key": "modal-x", onclick: () => act.closeView(view, true) }, icon("close"));
    fill(this.head, avatar(store.app.name, store.app.user_id, { size: 28, app: true }), h("h2", { id: this.titleId }, plainText(view.title, names)), x);
    const scroll = this.body.scrollTop;
    fill(this.body, drawBlocks(view.blocks, { ...act.viewSurface(view), errors: this.errors }));
    this.body.scrollTop = scroll;
    const back = store.views.length > 1 && !view.close ? "Back" : close;
    const quiet = h("button", { type: "button", class: "button", "data-key": "modal-close", onclick: () => act.closeView(view) }, back);
    this.submitButton = view.submit && h("button", { type: "submit", class: "button primary", "data-key": "modal-submit" }, plainText(view.submit, names));
    fill(this.foot, h("span", { class: "muted small" }, store.app.name), quiet, this.submitButton);
    this.#busy(this.#sending);
  }

  async submit() {
    if (this.#sending) return;
    const view = this.#view;
    this.#busy(true);
    fill(this.problem);
    try {
      await act.submitView(view);
    } catch (problem) {
      fill(this.problem, problem.message);
    } finally {
      if (this.#view?.id === view.id) this.#busy(false);
    }
  }

  #busy(on) {
    this.#sending = on;
    this.form.setAttribute("aria-busy", String(on));
    // Not `disabled`: that would throw the keyboard out of the dialog.
    this.submitButton?.setAttribute("aria-disabled", String(on));
    this.node.classList.toggle("busy", on);
  }

  #focusFirst() {
    const wanted = this.body.querySelector("[data-focus-on-load]") ?? this.body.querySelector(FIRST_FIELD) ?? this.foot.querySelector(".button");
    wanted?.focus();
    fill(this.problem);
  }

  #hide() {
    this.#view = null;
    this.#sending = false;
    if (!this.node.open) return;
    this.node.close();
    if (this.#before?.isConnected) this.#before.focus();
    else document.querySelector(".conversation:not([hidden]) .composer-text")?.focus();
  }
}
