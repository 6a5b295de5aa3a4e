"""Forms and the Home page as views."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.cards import Form, Home
from bot.slack import words
from bot.slack.render.controls import actions, controls
from bot.slack.render.fields import field_block
from bot.slack.render.parts import NO_FILES, Column, context_line, header
from bot.slack.render.plain import Block, plain_text
from bot.slack.values import CannotRender, metadata

BLOCKS = 100
FORM = "form"


def form_view(form: Form, external_id: str) -> Block:
    """Return a form as a modal; raises CannotRender where it would lose something that it holds."""
    if form.fields and form.submit is None:
        raise CannotRender("a form has fields and nothing to do with them")
    fields = [field_block(field) for field in form.fields]
    column = Column(BLOCKS)
    tail = [*fields, *actions(controls(form.buttons, (), column.names))]
    column.most = BLOCKS - len(tail) - 1
    if column.most < 0:
        raise CannotRender(f"a form has {len(fields)} fields")
    column.parts(form.parts)
    view = _modal(form.title, column.finished(tail), external_id)
    if form.submit is None:
        return view
    return view | {
        "close": plain_text(words.CANCEL, 24),
        "submit": plain_text(form.submit_label, 24),
        "private_metadata": metadata(form.submit),
    }


def waiting_view(external_id: str) -> Block:
    """Return what a form shows between the press of a button and its content."""
    return _modal(words.WAITING_TITLE, [context_line(words.WAITING)], external_id)


def sentence_view(title: str, sentence: str, external_id: str = "") -> Block:
    """Return a modal that says one thing."""
    block = {"type": "section", "text": plain_text(sentence, 3000)}
    return _modal(title, [block], external_id)


def home_view(home: Home, files: Mapping[str, str] = NO_FILES) -> Block:
    """Return the Home tab."""
    column = Column(BLOCKS, files=files)
    tail = actions(controls(home.buttons, (), column.names))
    column.most = BLOCKS - len(tail) - 1
    column.add(header(home.header))
    column.parts(home.parts)
    return {"type": "home", "blocks": column.finished(tail)}


def _modal(title: str, blocks: list[Block], external_id: str) -> Block:
    view: Block = {
        "type": "modal",
        "callback_id": FORM,
        "title": plain_text(title, 24),
        "close": plain_text(words.CLOSE, 24),
        "blocks": blocks,
    }
    return view | {"external_id": external_id} if external_id else view
