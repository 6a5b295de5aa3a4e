"""Decides whether a name-like run of words is a person, a company or neither, by its words and neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.coach.rules.chunks import Chunk, is_caseless_name
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.text import Word
from bot.language.legal_forms import is_dotted_form
from bot.language.names import word_set

_SENDERS = word_set(
    "email mail call message voicemail note text reply letter word news hi regards invite heard "
    "invitation ping update request question answer feedback card postcard signal sms back hear gift "
    "idea input"
)
_ABOUT_PEOPLE = frozenset(
    ["instead", "because", "think", "thinking", "thought", "ahead", "friend", "friends"]
)
_ARTICLES = word_set("the a an our their his her its my your this that these those")
_PERSONAL_VERBS = word_set(
    "said says told thinks thought wants wanted hopes hoped worries worried asked feels felt mentioned "
    "knows likes loves hates believes prefers promised offered agreed admitted laughed smiled nodded "
    "called retired resigned quit married who whose emailed wrote replied texted complained apologised "
    "apologized dislikes doubts is was"
)


_MOVED_WITHIN = 8
"""How many words before a company may say that somebody moves there."""


class NameKind(StrEnum):
    """What a run of words names."""

    PERSON = "person"
    COMPANY = "company"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after a run, folded; empty at the ends of the sentence."""

    before: str
    before_that: str
    after: str
    gap_before: str
    after_that: str
    gap_after: str
    possessive: bool
    moved: bool
    """Whether somebody moves, before it in the sentence: then "to" leads to a company."""

    @property
    def bracketed(self) -> bool:
        """Whether it opens a bracket."""
        return "(" in self.gap_before


def around(words: Sequence[Word], chunk: Chunk, titled: int, lexicon: Lexicon) -> Around:
    """Return the neighbours of a run; `titled` is how many title words stand before it."""
    at, last = chunk.first - titled, chunk.last
    sentence = chunk.words[0].sentence

    def folded(place: int) -> str:
        return words[place].folded if 0 <= place < len(words) and words[place].sentence == sentence else ""

    after = words[last + 1] if last + 1 < len(words) else None
    return Around(
        folded(at - 1),
        folded(at - 2),
        folded(last + 1),
        words[at].gap if at < len(words) else "",
        folded(last + 2),
        after.gap if after is not None and after.sentence == sentence else "",
        chunk.words[-1].ending.startswith("'s") or chunk.words[-1].ending == "'",
        any(folded(place) in lexicon.moving_verbs for place in range(max(0, at - _MOVED_WITHIN), at)),
    )


def judge(chunk: Chunk, near: Around, lexicon: Lexicon) -> NameKind:
    """Person, company or neither."""
    parts = [word.folded.rstrip(".") for word in chunk.words]
    if chunk.title:
        return NameKind.PERSON
    if len(parts) > 1 and (parts[-1] in lexicon.legal_forms or is_dotted_form(chunk.words[-1].written)):
        return NameKind.COMPANY
    if all(part in lexicon.places for part in parts) and not _called_like_a_place(parts, near, lexicon):
        return NameKind.OTHER
    if is_caseless_name(chunk.words[0]):
        return NameKind.PERSON
    if chunk.words[0].initial and len(parts) > 1:
        return NameKind.PERSON
    if len(parts) == 1:
        return _single(chunk.words[0], parts[0], near, lexicon)
    return _several(chunk, parts, near, lexicon)


def is_given(word: str, lexicon: Lexicon) -> bool:
    """Return whether it is a given name, or a double one of which a half is."""
    return word in lexicon.given_names or any(half in lexicon.given_names for half in word.split("-")[:2])


def is_unknown(chunk: Chunk, lexicon: Lexicon) -> bool:
    """Return whether it is a lone capitalised word that stands in no list."""
    word, *more = chunk.words
    listed = lexicon.places | lexicon.products | lexicon.roles | lexicon.names_that_are_words
    return not more and not word.shouted and word.folded not in listed and not _ordinary(word.folded, lexicon)


def _called_like_a_place(parts: list[str], near: Around, lexicon: Lexicon) -> bool:
    """Return whether a name of a place is a person's here: one meets and asks Diego, and goes to Florence."""
    if len(parts) > 1 or not is_given(parts[0], lexicon):
        return False
    met = near.before in lexicon.before_person and near.before not in lexicon.toward_places
    return met or near.after in _PERSONAL_VERBS


def _several(chunk: Chunk, parts: list[str], near: Around, lexicon: Lexicon) -> NameKind:
    given = is_given(parts[0], lexicon)
    tail = any(part in lexicon.company_words for part in parts[1:])
    if tail:
        person_like = given and len(parts) == 2 and (near.after in ("from", "at") or "(" in near.gap_after)
        return NameKind.PERSON if person_like else NameKind.COMPANY
    if "&" in parts:
        return NameKind.COMPANY
    if given:
        return NameKind.PERSON
    led = near.before in ("at", "@", "joined", "join", "both") or near.bracketed
    led = led or (near.before == "of" and near.before_that in lexicon.roles)
    led = led or (near.before == "from" and near.before_that not in _SENDERS)
    if parts[0] in lexicon.names_that_are_words and not led:
        return NameKind.PERSON
    if parts[0] in lexicon.family_names and len(parts) < 4 and all(len(part) < 8 for part in parts):
        return NameKind.PERSON
    if any(word.shouted and len(word.written) > 1 for word in chunk.words):
        return NameKind.COMPANY if near.before in lexicon.before_company else NameKind.OTHER
    ordinary = [part for part in parts if _ordinary(part, lexicon)]
    if (
        near.before in ("from", "at", "of", "@", "joined", "left", "join", "for", "into", "both")
        or near.bracketed
    ):
        from_person = near.before == "from" and near.before_that in _SENDERS
        return NameKind.PERSON if from_person and not ordinary else NameKind.COMPANY
    if not ordinary:
        return NameKind.PERSON
    if len(ordinary) == len(parts):
        return NameKind.OTHER
    return (
        NameKind.PERSON
        if _ordinary(parts[-1], lexicon) is False and near.after in _PERSONAL_VERBS
        else NameKind.COMPANY
    )


def _single(word: Word, part: str, near: Around, lexicon: Lexicon) -> NameKind:
    if part in lexicon.products or part in lexicon.roles:
        return NameKind.OTHER
    if word.shouted and len(part) < 6 and not is_given(part, lexicon):
        led = near.before in ("at", "from", "@", "joined", "left") or _organized(near, lexicon)
        fits = led and not _ordinary(part, lexicon)
        return NameKind.COMPANY if fits else NameKind.OTHER
    if is_given(part, lexicon):
        return (
            NameKind.OTHER if near.before in ("the", "a", "an") and not near.possessive else NameKind.PERSON
        )
    if part in lexicon.names_that_are_words:
        return NameKind.PERSON if _soft_name(word, near, lexicon) else NameKind.OTHER
    if _ordinary(part, lexicon) or len(part) < 3:
        at_home = near.before in ("at", "@") and not word.shouted and part not in lexicon.places
        return NameKind.COMPANY if at_home else NameKind.OTHER
    return _unknown(word, near, lexicon)


def _organized(near: Around, lexicon: Lexicon) -> bool:
    """Return whether it has what companies have, does what they do, or is what somebody moved to."""
    owned = near.possessive or near.before in ("the", "our", "their", "whole")
    if owned and lexicon.parts_of_companies & {near.after, near.after_that}:
        return True
    if near.after in ("is", "are", "was", "has") and near.after_that in lexicon.company_states:
        return near.before != ""
    return near.before == "to" and near.moved


def _soft_name(word: Word, near: Around, lexicon: Lexicon) -> bool:
    spoken_of = near.after in lexicon.person_verbs or near.possessive
    if word.first:
        return spoken_of and near.after not in ("have", "be")
    return near.before not in _ARTICLES and (spoken_of or near.before in lexicon.before_person)


def _unknown(word: Word, near: Around, lexicon: Lexicon) -> NameKind:
    """Return a lone capitalised word that is neither a known given name nor an ordinary word."""
    if _organized(near, lexicon):
        return NameKind.COMPANY
    if near.bracketed or near.before in (
        "at",
        "@",
        "joined",
        "left",
        "join",
        "joining",
        "leaving",
        "into",
        "inside",
    ):
        return NameKind.COMPANY
    if near.before == "from":
        return NameKind.PERSON if near.before_that in _SENDERS else NameKind.COMPANY
    if near.before == "of":
        return NameKind.PERSON if near.before_that in _ABOUT_PEOPLE or near.possessive else NameKind.COMPANY
    if near.before in ("the", "a", "an", "our", "their", "to the"):
        return NameKind.OTHER
    if near.after in _PERSONAL_VERBS:
        return NameKind.PERSON
    if near.after in lexicon.person_verbs:
        return NameKind.COMPANY if near.after in ("will", "has", "had", "needs", "plans") else NameKind.PERSON
    if word.first and not near.possessive:
        return NameKind.PERSON if "(" in near.gap_after or near.after in ("from", "at") else NameKind.OTHER
    called_for = near.before in lexicon.before_person or near.before.endswith("ed") or near.possessive
    return NameKind.PERSON if called_for else NameKind.OTHER


def _ordinary(part: str, lexicon: Lexicon) -> bool:
    return part in lexicon.common or re.fullmatch(r"\d+", part) is not None
