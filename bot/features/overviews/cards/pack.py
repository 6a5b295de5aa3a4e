"""The words of a pack for a QBR: its sections, its preview, and its file (B2, T1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.core.cards import Button, Card, Confirm, Part, Passage, Row, Style
from bot.core.contacts import Account, Contact
from bot.core.documents import WrittenAs, WrittenParagraph
from bot.core.facts.values import Fact
from bot.core.labels import NamesById
from bot.core.notes import Commitment, CommitmentState
from bot.core.rich import Bold, Code, Day, Italic, Rich, Span, long_date, rich
from bot.core.words import ago, plural, quiet, sentence, shorten
from bot.features.notes.commands import OpenNote
from bot.features.overviews.cards.changes import change_words
from bot.features.overviews.commands import PreparePack, RemovePack, SendPack
from bot.features.overviews.rules.pack import PackLine, PackSection, ReviewPack

_SHOWN = 3
"""Lines of each section that the preview shows."""
COMMENT = "Your pack for the review. Only you can see it here: it quotes your own notes."
_QUESTIONS = {
    "objective": "What should both sides be able to say came of our work in a year from now?",
    "challenges": "What will be the hardest thing for {name} in the next two to three years?",
    "whom-on-challenges": "Who at {name} has to deal with that, and whom should we bring together?",
    "ought-to-think": "Which question about the coming years does nobody at {name} ask yet?",
    "provoke": "What would have to happen for {name} to do this in another way than today?",
    "market-shifts": "Which shift in your market will reach {name} first, and when?",
    "whom-on-shifts": "Who at {name} watches those shifts, and could we talk to them together?",
}


def present_section(lines: Sequence[PackLine]) -> PackSection:
    """Who is there, and when they were last in touch."""
    return PackSection("Who is there", tuple(lines), "You are in touch with nobody there just now.")


def missing_section(lines: Sequence[PackLine]) -> PackSection:
    """Who has gone quiet, or is not met yet."""
    return PackSection("Who is missing", tuple(lines), "Nobody whom you know there has gone quiet.")


def promises_section(lines: Sequence[PackLine], *, mine: bool) -> PackSection:
    """What one side promised."""
    if mine:
        empty = "No promise of yours is on record for this time."
        return PackSection("What you promised", tuple(lines), empty)
    return PackSection("What they promised", tuple(lines), "No promise of theirs is on record for this time.")


def changes_section(lines: Sequence[PackLine]) -> PackSection:
    """What changed and what was decided."""
    return PackSection("What changed", tuple(lines), "Your notes tell of no change and no decision.")


def future_section(lines: Sequence[PackLine]) -> PackSection:
    """The picture of their future, with what it leaves open."""
    return PackSection("Their future, as you see it", tuple(lines))


def risks_section(lines: Sequence[PackLine]) -> PackSection:
    """What may go wrong, by what is on record."""
    return PackSection("Risks", tuple(lines), "Your notes tell of none.")


def questions_section(topics: Sequence[str], name: str) -> PackSection:
    """Three questions to the other side."""
    lines = tuple(PackLine(question_to(each, name)) for each in topics)
    return PackSection("Three questions worth asking", lines)


def bring_section(lines: Sequence[PackLine]) -> PackSection:
    """What is owed, agreed and planned."""
    return PackSection("What to bring", tuple(lines), "Nothing is open or planned: bring a question.")


def question_to(topic: str, name: str) -> str:
    """A question to the other side on a topic of the rounds."""
    return _QUESTIONS[topic].format(name=name) if topic in _QUESTIONS else ""


def person_line(contact: Contact, last: date | None, today: date) -> PackLine:
    """ "Ana Ruiz, CIO, in touch 5 days ago"."""
    title = f", {contact.title}" if contact.title else ", role not known yet"
    touched = f", in touch {ago(last, today)}" if last else ", no touch on record"
    return PackLine(f"{contact.name}{title}{touched}")


def quiet_line(contact: Contact, last: date | None, today: date) -> PackLine:
    """Somebody at the company who has been quiet for longer than is good."""
    since = f"the last touch was {ago(last, today)}" if last else "there is no touch on record"
    title = f", {contact.title}" if contact.title else ""
    return PackLine(f"{contact.name}{title}: {since}")


def to_meet_line(contact: Contact) -> PackLine:
    """Somebody whom the member's path needs there, and who is not met yet."""
    title = f", {contact.title}" if contact.title and contact.title != contact.name else ""
    return PackLine(f"{contact.name}{title}: not met yet, and wanted for your path")


def promise_line(each: Commitment, names: NamesById, today: date) -> PackLine:
    """ "To Ana Ruiz: the storage paper (open, was due 3 June)"."""
    who = names.get(each.contact_id or "", "")
    if each.state is CommitmentState.OPEN:
        due = "was due" if each.due_on and each.due_on < today else "due"
        state = f"open, {due} {long_date(each.due_on)}" if each.due_on else "open"
    else:
        state = "kept" if each.state is CommitmentState.KEPT else "not kept"
    start = f"{who}: " if who else ""
    return PackLine(f"{start}{shorten(each.what, 200)} ({state})", note_id=each.note_id or "")


def change_line(fact: Fact, names: NamesById) -> PackLine:
    """ "Ana Ruiz is now CFO"."""
    return PackLine(change_words(fact, names), fact.since or fact.told_on, fact.note_id or "")


def alone_line(contact: Contact, name: str) -> PackLine:
    """The risk of knowing a single person."""
    return PackLine(f"{contact.name} is the only person whom you know at {name}")


def missed_line(each: Commitment, names: NamesById, *, mine: bool) -> PackLine:
    """A promise that was not kept, as a risk."""
    who = names.get(each.contact_id or "", "somebody")
    start = f"You have not kept your promise to {who}" if mine else f"{who} has not kept a promise to you"
    return PackLine(f"{start}: {shorten(each.what, 160)}", each.due_on, each.note_id or "")


def pack_card(pack: ReviewPack, account: Account) -> Card:
    """The preview: the first lines of each section, and the file on a button."""
    parts: list[Part] = []
    for section in pack.sections:
        parts += _section(section)
    return Card(
        header=f"Your QBR with {pack.name}",
        text=rich(
            "What is on record of ", Bold(pack.name), " since ", Day(pack.since), ", for you to prepare with."
        ),
        parts=tuple(parts),
        context=quiet("Only you can see this", "nothing is sent to anybody"),
        buttons=(
            Button(label="Word file", command=SendPack(account.id, "docx"), style=Style.PRIMARY),
            Button(label="Text file", command=SendPack(account.id, "md")),
        ),
    )


def _section(section: PackSection) -> Iterable[Part]:
    if not section.lines:
        yield Passage(heading=section.heading, text=(section.empty,))
        return
    shown, more = section.lines[:_SHOWN], len(section.lines) - _SHOWN
    spans: list[Span] = []
    for line in (each for each in shown if not each.note_id):
        spans += ["\n" if spans else "", "•  ", *_words(line)]
    if more > 0:
        spans += ["\n" if spans else "", f"And {more} more in the file."]
    yield Passage(
        heading=section.heading,
        text=rich(*spans)
        if spans
        else ("In your notes' words." if all(e.is_quote for e in shown) else "Each with its note.",),
    )
    for line in (each for each in shown if each.note_id):
        day: Rich = (" · ", Day(line.day)) if line.day else ()
        yield Row(
            text=rich("•  ", *_words(line), *day),
            button=Button(label="Open", command=OpenNote(line.note_id), opens_form=True),
        )


def _words(line: PackLine) -> Rich:
    said = shorten(line.text, 220)
    return (Italic(f"“{said}”"),) if line.is_quote else (said,)


def paragraphs_of(pack: ReviewPack) -> list[WrittenParagraph]:
    """The whole pack as a document."""
    found = [
        WrittenParagraph(f"QBR with {pack.name}", WrittenAs.TITLE),
        WrittenParagraph(
            f"Prepared on {long_date(pack.made_on)} from your own notes since {long_date(pack.since)}. "
            "For you alone: before you pass it on, take out what was told in confidence."
        ),
    ]
    for section in pack.sections:
        found.append(WrittenParagraph(section.heading, WrittenAs.HEADING))
        if not section.lines:
            found.append(WrittenParagraph(section.empty))
        for line in section.lines:
            day = f" ({long_date(line.day)})" if line.day else ""
            said = f"“{line.text}”" if line.is_quote else line.text
            found.append(WrittenParagraph(f"{sentence(said)}{day}", WrittenAs.POINT))
    return found


def file_name(pack: ReviewPack, form: str) -> str:
    """ "qbr-northwind-2026-11-24.docx"."""
    plain = "".join(each if each.isascii() and each.isalnum() else "-" for each in pack.name.casefold())
    short = "-".join(filter(None, plain.split("-")))[:40]
    return f"qbr-{short or 'account'}-{pack.made_on.isoformat()}.{form}"


def sent_card(name: str, file_id: str) -> Card:
    """Say that the file is there, and how it goes again."""
    return Card(
        text=rich("The pack for ", Bold(name), " stands in this conversation, where only you can read it."),
        context=("It goes by itself when a note or a person that it quotes is deleted",),
        buttons=(
            Button(
                label="Delete the file here",
                command=RemovePack(file_id),
                confirm=Confirm(
                    title="Delete the file?",
                    text="It goes from this conversation and from Slack. Your notes stay.",
                    yes="Delete",
                ),
            ),
        ),
    )


def removed_card() -> Card:
    """Say that the file is gone."""
    return Card(
        text=("The file is gone from this conversation and from Slack. Your notes are as they were.",)
    )


def too_much_card() -> Card:
    """Say that the file could not be made."""
    return Card(text=("Making that file took more than I allow myself. The text file is lighter.",))


def is_gone() -> Card:
    """Say that the company is no longer there."""
    return Card(text=("I no longer know that company, so there is nothing to prepare. Nothing was changed.",))


def which_company(known: Sequence[tuple[Account, int]]) -> Card:
    """Ask with which company the review is."""
    rows = tuple(
        Row(
            text=rich(Bold(account.name), f" · {plural(count, 'person', 'people')}"),
            button=Button(label="Prepare", command=PreparePack(account_id=account.id)),
        )
        for account, count in known
    )
    return Card(
        text=("With which company is the review?",),
        parts=rows,
        context=rich("For example ", Code("/tactegic qbr Northwind")),
    )


def not_known(name: str, near: Sequence[tuple[Account, int]]) -> Card:
    """Say that the company is not known, and which ones are."""
    card = which_company(near)
    return Card(
        text=rich(
            "I know no company called ", Bold(shorten(name, 80)), " yet. Tell me whom you know there first."
        ),
        parts=card.parts,
        context=card.context,
    )


def preparing_status(name: str) -> str:
    """The status while a pack is put together."""
    return f"putting together what there is on {name} ..."


def answer_line(topic: str, words: str, day: date, note_id: str) -> PackLine:
    """An answer of a look ahead, under its topic."""
    return PackLine(f"{sentence(topic)}: {words}", day, note_id)


def open_line(topic: str) -> PackLine:
    """A topic of the look ahead that nobody answered yet."""
    return PackLine(f"Not answered yet: {topic}")


def bring_lines(points: Mapping[str, str]) -> list[PackLine]:
    """What is agreed and planned, as something to bring."""
    return [PackLine(f"{label}: {words}") for label, words in points.items()]
