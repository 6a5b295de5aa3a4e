"""Whether a sentence tells as done, or as sure to come, what its sources only have to come or meant (B2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.moods import Mood, is_event, told_words
from bot.coach.model.grounding.terms import has_expression, is_close, is_like, terms_in
from bot.coach.model.grounding.words import grounding_words
from bot.language.names import word_set

_ARRIVED = word_set("came arrived got received here reached landed back")

_OPEN = frozenset([Mood.COMING, Mood.MEANT])
_STILL_OPEN = word_set(
    "planned was_to were_to going_to would should could might supposed if whether unless provided"
)


def told_as_done(sentence: str, sources: Sequence[GroundSource], names: frozenset[str]) -> str:
    """Return a word that a sentence tells as done where its sources only have it to come or meant.

    "Ana brought the doors" does not follow from "Ana will bring the doors".
    """
    if has_expression(sentence, _STILL_OPEN):
        return ""
    said = [each for each in told_words(sentence) if is_event(each) and _tells(each.word, names)]
    if not said:
        return ""
    told = [each for source in sources for each in told_words(source.text, source.day)]
    if len(sources) > 1 and any(each.word in _ARRIVED and not each.is_denied for each in told):
        return ""
    for each in said:
        same = [other for other in told if is_close(each.word, other.word)]
        same = same or [other for other in told if is_like(each.word, other.word)]
        if same and all(other.mood in _OPEN for other in same):
            return each.word
    return ""


def told_as_sure(sentence: str, sources: Sequence[GroundSource], names: frozenset[str]) -> str:
    """Return a word that a sentence has sure to come where its sources only wish it or ask for it."""
    if has_expression(sentence, grounding_words().hedges - {"sure"}) or has_expression(sentence, _STILL_OPEN):
        return ""
    said = _first_behind_will(sentence, names)
    told = [each for source in sources for each in told_words(source.text, source.day)]
    same = [each for each in told if said and is_close(said, each.word)]
    return said if same and all(each.mood is Mood.MEANT for each in same) else ""


def _first_behind_will(sentence: str, names: frozenset[str]) -> str:
    """Return the verb of "will order", empty where there is none, or where it is denied or tells little."""
    words = [term.word for term in terms_in(sentence)]
    place = next((at for at, word in enumerate(words) if word in ("will", "shall")), len(words))
    behind = [word for word in words[place + 1 : place + 4] if not word.endswith("ly")]
    behind = behind[1:] if behind[:1] == ["be"] else behind
    return behind[0] if behind and behind[0] != "not" and _tells(behind[0], names) else ""


def _tells(word: str, names: frozenset[str]) -> bool:
    return word not in names and word not in grounding_words().plain
