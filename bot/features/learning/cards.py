"""Short lessons: shown, passed on, turned off (S7)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Passage
from bot.core.knowledge.basics import Lesson, LessonMoment
from bot.core.rich import Bold, Code, rich
from bot.core.words import pieces, quiet
from bot.features.learning.commands import OfferLessons, PassOn, ShowLesson


def minute_button(moment: LessonMoment) -> Button:
    """ "A minute on this", for the cards of a moment."""
    return Button(label="A minute on this", command=ShowLesson(moment=moment.value))


def lesson_card(lesson: Lesson, *, offered: bool) -> Card:
    """One lesson, with where its idea comes from."""
    setting = (
        Button(label="Offer me no more of these", command=OfferLessons(offered=False))
        if offered
        else Button(label="Offer them again", command=OfferLessons(offered=True))
    )
    return Card(
        header=lesson.title,
        text=(_paragraphs(lesson)[0],),
        parts=tuple(Passage(text=(each,)) for each in _paragraphs(lesson)[1:]),
        context=quiet(_source(lesson), "in our own words"),
        buttons=(
            Button(label="Pass it on", command=PassOn(lesson.id)),
            Button(label="Another one", command=ShowLesson()),
        ),
        menu=(setting,),
    )


def _paragraphs(lesson: Lesson) -> list[str]:
    """The lesson's text, paragraph by paragraph, with its lines joined."""
    return [" ".join(each.split()) for each in lesson.body.split("\n\n") if each.strip()]


def _source(lesson: Lesson) -> str:
    article, untitled, _ = lesson.source.article.partition(" (the text has no title)")
    author = lesson.source.author
    nobody = author.startswith("not named")
    what = f"an article on {article[:1].lower()}{article[1:]}" if untitled else f"“{article}”"
    return f"After {what}" if nobody else f"After {what}, {author}"


def words_to_copy_card(lesson: Lesson) -> Card:
    """The lesson as words to copy; nothing is sent for the member."""
    words = "\n\n".join([lesson.title, *_paragraphs(lesson), _source(lesson)])
    return Card(
        text=rich("Words to copy, for a colleague or a partner:"),
        parts=tuple(Passage(text=(piece,)) for piece in pieces(words)),
        context=("I send nothing myself. Nothing of your notes is in it",),
        buttons=(Button(label="Back", command=ShowLesson(lesson_id=lesson.id)),),
    )


def no_lesson_card(topic: str) -> Card:
    """No lesson fits a topic."""
    return Card(
        text=rich("I have no lesson on ", Bold(topic[:60]), "."),
        context=rich("Try ", Code("/tactegic lesson listening"), " or ", Code("/tactegic lesson goals")),
        buttons=(Button(label="Show me any", command=ShowLesson()),),
    )


def setting_card(offered: bool) -> Card:
    """Lessons are offered from now on, or no more."""
    if offered:
        return Card(
            text=("I offer a minute on something again where it may help.",),
            buttons=(Button(label="Rather not", command=OfferLessons(offered=False)),),
        )
    return Card(
        text=("I offer no more lessons.",),
        context=rich("You can still ask: ", Code("/tactegic lesson")),
        buttons=(Button(label="Offer them again", command=OfferLessons(offered=True)),),
    )
