"""Whether a sentence of a language model stands in the sources that it cites: one rule for all (B2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.coach.model.grounding.addresses import has_foreign_address
from bot.coach.model.grounding.agents import done_by_another
from bot.coach.model.grounding.binding import wrong_holder
from bot.coach.model.grounding.certainty import is_too_sure, too_general
from bot.coach.model.grounding.currencies import new_currency
from bot.coach.model.grounding.days import known_days, new_date, without_dates
from bot.coach.model.grounding.denying import is_reversed
from bot.coach.model.grounding.details import new_aside, new_detail, new_feeling
from bot.coach.model.grounding.flaws import Flaw, FlawKind, GroundSource
from bot.coach.model.grounding.happening import told_as_done, told_as_sure
from bot.coach.model.grounding.measuring import wrong_number_of
from bot.coach.model.grounding.naming import known_names, new_name
from bot.coach.model.grounding.outdating import is_outdated
from bot.coach.model.grounding.persons import persons_of
from bot.coach.model.grounding.promising import is_order_told_as_done, is_wrongly_done, is_wrongly_promised
from bot.coach.model.grounding.quantifying import wider_than_told
from bot.coach.model.grounding.quotes import new_quotation, without_quotations
from bot.coach.model.grounding.replacing import is_replaced
from bot.coach.model.grounding.subjects import is_of_another
from bot.coach.model.grounding.sums import known_figures, new_number
from bot.coach.model.grounding.terms import is_like, telling_terms
from bot.language.names import words_that_name
from bot.language.unseen import even

_DENIES = re.compile(
    r"n['\u2019]t\b|\b(?:not|no|nothing|none|nobody|never|neither|without|cannot|silent|open)\b",
    re.IGNORECASE,
)
_SPACES = re.compile(r"[^\S\n]++")
_ANY_DAY = date(2000, 1, 3)
_ENOUGH_WORDS = 2
"""Telling words that a sentence shares with the source that says it, where it cites another one."""


LONGEST_SENTENCE = 600
"""Characters of a sentence that is looked at: a longer one keeps others waiting, and says too much."""


def flaw_of(
    sentence: str, cited: Sequence[GroundSource], others: Sequence[GroundSource], asked: str, today: date
) -> Flaw | None:
    """Return why a sentence does not stand in the sources that it cites, None where it does.

    `others` are the sources that were shown and are not cited, `asked` the words of the question, `today` the
    member's local date. A sentence that cites nothing may only say that nothing is said.
    """
    if len(sentence) > LONGEST_SENTENCE:
        return Flaw(FlawKind.TOO_LONG)
    text = _plain(sentence).strip()
    cited, others = list(map(_even, cited)), list(map(_even, others))
    if not cited:
        return _flaw_without_sources(text, others, asked, today)
    found = invention_in(text, cited, asked, today)
    if found is not None:
        return found
    names = words_that_name([person for source in (*cited, *others) for person in source.people])
    told = [source.text for source in sorted(cited, key=lambda each: each.day or date.min)]
    bare = without_quotations(text)
    return (
        _miscited(bare, cited, others, names)
        or _wrongly_joined(bare, cited, others, names)
        or _wrong_side(bare, told, [other.text for other in others], names)
        or _of_another(bare, cited, (*cited, *others))
        or _not_yet(bare, cited, names)
        or _more_than_told(bare, told, asked, names)
        or (Flaw(FlawKind.REPLACED) if is_replaced(bare, cited) else None)
        or (Flaw(FlawKind.OUTDATED) if is_outdated(bare, cited, others, names) else None)
    )


def invention_in(text: str, sources: Iterable[GroundSource], asked: str, today: date) -> Flaw | None:
    """Return the first address, quotation, name, date or number that does not follow from the sources."""
    text, sources, asked = _plain(text), list(map(_even, sources)), _plain(asked)
    told = [
        part
        for source in sources
        for part in (source.text, *source.people, source.day.isoformat() if source.day else "")
    ]
    known = " ".join((*told, asked))
    if has_foreign_address(text, known):
        return Flaw(FlawKind.FOREIGN_ADDRESS)
    if quote := new_quotation(text, known):
        return Flaw(FlawKind.NEW_QUOTATION, quote)
    bare = without_quotations(text)
    if name := new_name(bare, known_names((*told, asked))):
        return Flaw(FlawKind.NEW_NAME, name)
    days = known_days(sources, asked, today)
    if day := new_date(bare, days, today):
        return Flaw(FlawKind.NEW_DATE, day)
    if currency := new_currency(bare, (*told, asked)):
        return Flaw(FlawKind.NEW_CURRENCY, currency)
    if number := new_number(bare, known_figures(sources, asked, bare, days, today), today):
        return Flaw(FlawKind.NEW_NUMBER, number)
    return None


def is_invented(text: str, told: Iterable[str], today: date = _ANY_DAY) -> bool:
    """Return whether a text has an address, a quotation, a name, a date or a number that is in none of these.

    Where no day is given, "tomorrow" means the same in all of them, whichever day that is.
    """
    return invention_in(text, [GroundSource("", each) for each in told], "", today) is not None


def _flaw_without_sources(text: str, others: Sequence[GroundSource], asked: str, today: date) -> Flaw | None:
    if not _DENIES.search(text):
        return Flaw(FlawKind.CITES_NOTHING)
    people = [GroundSource("", "", None, source.people) for source in others]
    return invention_in(text, people, asked, today)


def _plain(text: str) -> str:
    """Return a text in its plain form, where spaces beside one another are one."""
    return _SPACES.sub(" ", even(text))


def _even(source: GroundSource) -> GroundSource:
    return GroundSource(source.id, _plain(source.text), source.day, source.people)


def _miscited(
    text: str, cited: Sequence[GroundSource], others: Sequence[GroundSource], names: frozenset[str]
) -> Flaw | None:
    """Find that another source has most telling words of a sentence, and the cited ones have none or few."""
    telling = {term.word for term in telling_terms(text, names)}
    if not telling:
        return None
    here = _shared(telling, (source.text for source in cited))
    if here:
        return None
    if any(_shared(telling, [other.text]) >= min(_ENOUGH_WORDS, len(telling)) for other in others):
        return Flaw(FlawKind.MISCITED)
    return None


def _shared(telling: Iterable[str], texts: Iterable[str]) -> int:
    told = {term.word for text in texts for term in telling_terms(text)}
    return sum(any(is_like(word, other) for other in told) for word in telling)


def _wrongly_joined(
    text: str, cited: Sequence[GroundSource], others: Sequence[GroundSource], names: frozenset[str]
) -> Flaw | None:
    persons = persons_of((*cited, *others))
    if name := wrong_holder(text, cited, others, persons):
        return Flaw(FlawKind.WRONG_NAME, name)
    if number := wrong_number_of(text, [source.text for source in cited], names):
        return Flaw(FlawKind.WRONG_NUMBER, number)
    return None


def _wrong_side(text: str, told: Sequence[str], others: Sequence[str], names: frozenset[str]) -> Flaw | None:
    if is_of_another(text, told, names):
        return Flaw(FlawKind.WRONG_NAME, text.split()[0])
    if is_wrongly_promised(text, told, names) or is_wrongly_done(text, told, names):
        return Flaw(FlawKind.WRONG_PROMISE)
    if is_order_told_as_done(text, told, others) or _speaks_of_itself(text):
        return Flaw(FlawKind.WRONG_PROMISE)
    if word := is_reversed(text, told, names):
        return Flaw(FlawKind.WRONG_NEGATION, word)
    return None


def _speaks_of_itself(text: str) -> bool:
    """Return whether a sentence says "I": the member is "you", so that it would tell of what the bot did."""
    return re.search(r"\bI\b(?!\.)(?:'\w+)?\s+[a-z]", text) is not None


def _of_another(text: str, cited: Sequence[GroundSource], sources: Sequence[GroundSource]) -> Flaw | None:
    name = done_by_another(text, cited, persons_of(sources))
    return Flaw(FlawKind.WRONG_NAME, name) if name else None


def _not_yet(text: str, cited: Sequence[GroundSource], names: frozenset[str]) -> Flaw | None:
    # The month of May is no guess.
    text = without_dates(text, _ANY_DAY, "#")
    if word := told_as_done(text, cited, names):
        return Flaw(FlawKind.NOT_YET, word)
    if word := told_as_sure(text, cited, names):
        return Flaw(FlawKind.ONLY_MEANT, word)
    return None


def _more_than_told(text: str, told: Sequence[str], asked: str, names: frozenset[str]) -> Flaw | None:
    # The month of May is no guess.
    bare = without_dates(text, _ANY_DAY, "#")
    if is_too_sure(bare, told, names):
        return Flaw(FlawKind.NOT_CERTAIN)
    if word := too_general(text, told) or wider_than_told(text, told):
        return Flaw(FlawKind.TOO_GENERAL, word)
    known = [*told, asked]
    if (
        (word := new_feeling(text, known))
        or (word := new_aside(bare, known, names))
        or (word := new_detail(bare, known, names))
    ):
        return Flaw(FlawKind.INVENTED_DETAIL, word)
    return None
