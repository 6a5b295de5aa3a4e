"""Whether a later source says otherwise than those on which a sentence rests (B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach.model.grounding.denying import has_denial, is_reversed, said_in
from bot.coach.model.grounding.figures import figures_in
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.promising import pledges_in
from bot.coach.model.grounding.terms import (
    TextTerm,
    has_expression,
    is_close,
    is_like,
    sentences_in,
    telling_terms,
    terms_in,
)
from bot.coach.model.grounding.words import grounding_words
from bot.language.dates import read_dates
from bot.language.names import fold, word_set

_NEAR = 12
_CAPITAL = re.compile(r"(?<=[a-z,:] )[A-Z][\w-]+")
_LONGER = re.compile(
    r"\b(?:more|another|further|extra)\s+(?:\w+\s+)?(?:days?|weeks?|months?|time)\b|"
    r"\b(?:days?|weeks?|months?)\s+(?:more|longer|later|earlier)\b|\b(?:later|earlier|"
    r"longer) than (?:planned|agreed)\b",
    re.IGNORECASE,
)
_OPEN = word_set("owe owes promised still outstanding open due will waiting awaits")
_ARRIVED = frozenset(["came", "arrived", "got", "received", "arrives"])


def is_outdated(
    sentence: str, cited: Sequence[GroundSource], others: Sequence[GroundSource], names: frozenset[str]
) -> bool:
    """Return whether a later source changes what a sentence tells, and the sentence does not speak of it."""
    words = grounding_words()
    dated = [source.day for source in cited if source.day is not None]
    if not dated or has_expression(
        sentence, words.formerly - {"was", "were", "had", "then", "until", "before"}
    ):
        return False
    topics = [term.word for term in telling_terms(sentence, names)]
    is_new = bool(has_expression(sentence, ("now", "no_longer", "instead", "meanwhile", "since")))
    people = {person for source in cited for person in source.people}
    for source in (*others, *cited):
        is_cited = source in cited
        day, after = source.day, min(dated) if is_cited else max(dated)
        near = _pieces_near(source.text, topics, names)
        if day is None or day <= after or not near:
            continue
        if source.people and people and not people & {*source.people}:
            continue
        later = replace(source, text=near)
        earlier = " ".join(each.text for each in cited if each.day is not None and each.day < day)
        if is_cited and _counts_the_change(sentence, earlier):
            continue
        if not is_cited and (
            _denies_now(sentence, topics, later, names)
            or _dates_anew(sentence, topics, later, names)
            or _tells_anew(sentence, topics, cited, later, names)
        ):
            return True
        if (
            (not (is_cited and is_new) and _changes(sentence, topics, near, names))
            or _counts_anew(sentence, earlier, near, names)
            or _settles(sentence, topics, near, names)
        ):
            return True
    return False


def _counts_the_change(sentence: str, earlier: str) -> bool:
    """Return whether a sentence has numbers, and none of the earlier sources: it tells of the change."""
    said = {figure.value for figure in figures_in(sentence)}
    return bool(said) and not said & {figure.value for figure in figures_in(earlier)}


def _pieces_near(text: str, topics: Sequence[str], names: frozenset[str]) -> str:
    """Return the sentences of a text that are about what a sentence is about: half of its words or more."""
    found = []
    for piece in sentences_in(text):
        told = [term.word for term in telling_terms(piece, names)]
        hits = sum(any(is_close(topic, word) for word in told) for topic in topics)
        if hits and 2 * hits >= len(topics):
            found.append(piece)
    return ". ".join(found)


def _denies_now(
    sentence: str,
    topics: Sequence[str],
    later: GroundSource,
    names: frozenset[str],
) -> bool:
    """Return whether a later source that a sentence does not cite says the other way round what it tells."""
    told = [term.word for term in telling_terms(later.text, names)]
    shared = {topic for topic in topics for word in told if is_close(topic, word)}
    if not shared:
        return False
    if is_reversed(sentence, [later.text], names):
        return True
    heads = {each.word for each in said_in(sentence, names) if each.is_denied}
    wanted = {each.word for each in said_in(later.text, names) if not each.is_denied}
    return any(is_close(one, other) for one in heads for other in wanted) and not has_denial(later.text)


def _tells_anew(
    sentence: str,
    topics: Sequence[str],
    cited: Sequence[GroundSource],
    later: GroundSource,
    names: frozenset[str],
) -> bool:
    """Return whether a later source has all that a sentence is about, and another number or name."""
    told = [term.word for term in terms_in(later.text)]
    if not topics or not all(any(is_close(topic, word) for word in told) for topic in topics):
        return False
    known = {figure.value for source in cited for figure in figures_in(source.text)}
    known |= {figure.value for figure in figures_in(sentence)}
    if any(figure.value not in known for figure in figures_in(later.text)):
        return True
    words = {term.word for source in cited for term in terms_in(source.text)} | {
        t.word for t in terms_in(sentence)
    }
    return any(fold(word) not in words and fold(word) not in names for word in _CAPITAL.findall(later.text))


def _dates_anew(sentence: str, topics: Sequence[str], later: GroundSource, names: frozenset[str]) -> bool:
    """Return whether a later source gives another day or month for what a sentence tells."""
    day = later.day or date.min
    said = read_dates(sentence, day).spans
    told = [span for span in read_dates(later.text, day).spans if span.reading.named]
    if (
        said
        and _LONGER.search(later.text)
        and any(is_close(topic, term.word) for topic in topics for term in telling_terms(later.text, names))
    ):
        return True
    if not said or not told:
        return False
    shared = {
        topic for topic in topics for term in telling_terms(later.text, names) if is_close(topic, term.word)
    }
    if not shared:
        return False
    ours = [period for span in said for period in (span.told, span.planned)]
    theirs = [period for span in told for period in (span.told, span.planned)]
    if any(a.first <= b.last and b.first <= a.last for a in ours for b in theirs):
        return False
    return any(
        span.reading.named and span.reading.unit is each.reading.unit for span in said for each in told
    )


def _counts_anew(sentence: str, earlier: str, text: str, names: frozenset[str]) -> bool:
    """Return whether a later text gives another number: 45 licences, where the sentence has 60."""
    before = {figure.value for figure in figures_in(earlier)}
    said = [(value, word) for value, word in _counted(sentence, names) if value in before]
    told = _counted(text, names)
    values = {value for value, _ in said} | {figure.value for figure in figures_in(sentence)}
    return any(
        is_close(word, other) and number not in values and value not in {number for number, _ in told}
        for value, word in said
        for number, other in told
    )


def _counted(text: str, names: frozenset[str]) -> list[tuple[float, str]]:
    """Return the numbers of a text, each with the word behind it."""
    found: list[tuple[float, str]] = []
    for figure in figures_in(text):
        behind = telling_terms(text[figure.end : figure.end + 30], names)
        if behind and behind[0].start <= _NEAR:
            found.append((figure.value, behind[0].word))
    return found


def _settles(sentence: str, topics: Sequence[str], text: str, names: frozenset[str]) -> bool:
    """Return whether a later text reports as done what the sentence still tells as open."""
    said, told = {term.word for term in terms_in(sentence)}, [term.word for term in terms_in(text)]
    if said & grounding_words().done:
        return False
    owed = {topic for pledge in pledges_in(sentence, names) for topic in pledge.topics}
    did = any(word.endswith("ed") and is_close(word, topic) for word in told for topic in owed)
    if (
        not said & _OPEN
        or not (did or {*told} & (grounding_words().done | _ARRIVED))
        or {*told} & grounding_words().negators
        or {*told} & _OPEN
    ):
        return False
    return any(is_close(word, topic) for word in told for topic in topics if word not in names)


def _changes(sentence: str, topics: Sequence[str], text: str, names: frozenset[str]) -> bool:
    words = grounding_words()
    if not has_expression(text, words.changes):
        return False
    told = telling_terms(text, names)
    shared = [term for term in told if any(is_like(term.word, topic) for topic in topics)]
    if not shared:
        return False
    return not _speaks_of(sentence, text, told, shared)


def _speaks_of(sentence: str, text: str, told: Sequence[TextTerm], shared: Sequence[TextTerm]) -> bool:
    """Return whether a sentence has something that the later text has anew: a number or most of its words."""
    new = {figure.value for figure in figures_in(text)}
    if new:
        return bool(new & {figure.value for figure in figures_in(sentence)})
    return 2 * len(shared) > len(told) + 1
