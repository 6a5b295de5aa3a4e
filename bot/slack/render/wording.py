"""Cards and forms in words alone: what is shown where Slack does not take their blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.core.cards import Card, Choices, Divider, Facts, Form, Part, Passage, Picture, Row
from bot.core.figures import CharacterBars, DataTable, Diagram
from bot.core.rich import Bold, Rich, plain, rich
from bot.slack import words
from bot.slack.render.figures import bar_line, diagram_words, table_words
from bot.slack.render.plain import clean
from bot.slack.render.spans import escape, mrkdwn

WORDS_LIMIT = 3900
"""Characters that both `chat.postMessage` and `chat.update` take as text."""


def card_words(card: Card) -> str:
    """Return what a card says as one escaped text of mrkdwn; its buttons are left out."""
    header = (Bold(card.header),) if card.header.strip() else ()
    return _join([header, card.text, *_part_lines(card.parts), card.context])


def form_card(form: Form) -> Card:
    """Return what a form says as a card, with the sentence that it could not be shown as a form."""
    return Card(
        text=(words.FORM_AS_MESSAGE if form.parts else words.FORM_NOT_SHOWN,),
        header=form.title,
        parts=form.parts,
        context=(words.NOTHING_CHANGED,) if form.fields else (),
        buttons=form.buttons[:3],
    )


def _part_lines(parts: Iterable[Part]) -> Iterator[Rich]:
    for part in parts:
        match part:
            case Passage(text=text, heading=heading):
                yield rich(*((Bold(heading), "\n") if heading.strip() else ()), *text)
            case Row(text=text):
                yield text
            case Facts(pairs=pairs):
                yield from (rich(Bold(label), ": ", *value) for label, value in pairs)
            case Picture(title=title, alt=alt):
                yield (": ".join(each.strip() for each in (title, alt) if each.strip()),)
            case Diagram():
                yield diagram_words(part)
            case DataTable():
                yield table_words(part)
            case CharacterBars(bars=bars):
                yield ("\n".join(map(bar_line, bars)),)
            case Choices() | Divider():
                continue


def _join(lines: Iterable[Rich]) -> str:
    """Return lines as paragraphs, cut with a sentence that says so where they are too many."""
    said, room = list[str](), WORDS_LIMIT - len(words.CUT_SHORT) - 2
    for line in lines:
        if not clean(plain(line)).strip():
            continue
        text, was_cut = mrkdwn(line, room)
        room -= len(text) + 2
        said += [text] if text.strip() else []
        if was_cut or room < 1:
            return "\n\n".join([*said, escape(words.CUT_SHORT)])
    return "\n\n".join(said) or "…"
