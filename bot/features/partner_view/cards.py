"""The cards on how it looks from the partner's side (S4)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.coaching.understanding import AnswerStatement, Mode
from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.core.rich import Bold, Code, Day, Italic, Rich, Span, rich
from bot.core.words import left_out, name_with_company, quiet, shorten, simple_mode
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import ListNotes, OpenNote
from bot.features.partner_view.commands import ViewFrom
from bot.features.partner_view.rules import Aspect, AspectView, choose_aspects_to_ask
from bot.language.names import possessive

_HEADINGS = {
    Aspect.MOVES: "What moves them",
    Aspect.WANTS: "What they want of you",
    Aspect.GAINS: "What they have from you",
    Aspect.DOUBTS: "What may hold them back",
}
_QUESTIONS = {
    Aspect.MOVES: "What would {name} name as the hardest thing of the next two years?",
    Aspect.WANTS: "What does {name} expect of you that neither of you has said?",
    Aspect.GAINS: "If {name} were asked what came of knowing you, what would the answer be?",
    Aspect.DOUBTS: "What would have to happen for {name} to stop taking your calls?",
}


def questions(view: Sequence[AspectView], name: str) -> tuple[str, ...]:
    """What to ask oneself, about the aspects that the notes leave open first."""
    return tuple(_QUESTIONS[aspect].format(name=name) for aspect in choose_aspects_to_ask(view))


def looking_status(name: str) -> str:
    """The status while the notes are read from their side."""
    return f"looking at it from {possessive(name)} side ..."


def view_card(contact: Contact, company: str, parts: Sequence[Part], *, mode: Mode, refused: int = 0) -> Card:
    """Shows the other side, from the notes; `refused` sentences of a model were left out."""
    return Card(
        header=f"From where {contact.name} stands",
        text=rich("Your notes, read from the side of ", Bold(name_with_company(contact.name, company)), "."),
        parts=tuple(parts),
        context=quiet("From your notes only; only you can see this", left_out(refused), simple_mode(mode)),
        buttons=(
            Button(label="Brief me", command=Brief(contact.name, contact.id)),
            Button(label="All notes", command=ListNotes(contact_id=contact.id)),
        ),
    )


def quote_parts(view: Sequence[AspectView], notes: dict[int, Note]) -> list[Part]:
    """The notes' own words, aspect by aspect."""
    return [Passage(heading=_HEADINGS[each.aspect], text=_quotes(each.statements, notes)) for each in view]


def _quotes(statements: Sequence[AnswerStatement], notes: dict[int, Note]) -> Rich:
    spans: list[Span] = []
    for statement in statements:
        note = notes.get(statement.cites[0])
        spans += ["\n"] if spans else []
        spans.append(Italic(f"“{shorten(statement.text, 220)}”"))
        spans += [" · ", Day(note.occurred_on)] if note else []
    return tuple(spans)


def statement_parts(statements: Sequence[AnswerStatement], notes: dict[int, Note]) -> list[Part]:
    """Sentences of the model, and the notes that carry them."""
    lines = [f"{each.text} {' '.join(f'[{number}]' for number in each.cites)}" for each in statements]
    cited = list(dict.fromkeys(number for each in statements for number in each.cites))
    rows = [
        Row(
            text=rich(f"[{number}] ", Italic(f"“{shorten(notes[number].text, 90)}”")),
            button=Button(label="Open", command=OpenNote(notes[number].id), opens_form=True),
        )
        for number in cited
        if number in notes
    ]
    return [Passage(text=("\n".join(lines),)), *rows]


def to_ask(questions: Sequence[str]) -> list[Part]:
    """Questions that the notes leave open."""
    if not questions:
        return []
    lines = "\n".join(f"•  {each}" for each in questions)
    return [Passage(heading="Your notes leave open", text=(lines,))]


def says_nothing(contact: Contact, questions: Sequence[str]) -> Card:
    """Says that no note tells of their side yet."""
    return Card(
        text=rich("Your notes don't say yet how it looks to ", Bold(contact.name), "."),
        parts=tuple(to_ask(questions)),
        context=rich("Tell me what they want or worry about, e.g. ", Code("Ana worries about the audit")),
        buttons=(Button(label="All notes", command=ListNotes(contact_id=contact.id)),),
    )


def section(view: Sequence[AspectView], question: str, contact: Contact) -> tuple[Part, ...]:
    """The part of a brief: one line of each aspect, and one question."""
    spans: list[Span] = []
    for each in view[:2]:
        spans += [Italic(f"“{shorten(each.statements[0].text, 160)}”"), "\n"]
    return (
        Row(
            text=(Bold("From their side"), "\n", *spans, question),
            button=Button(label="More", command=ViewFrom(contact.name, contact.id)),
        ),
    )
