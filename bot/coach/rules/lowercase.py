"""Names typed without capitals, as people do on a phone: only where the words around call for a name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.rules.chunks import Chunk
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.text import Word
from bot.language.names import word_set

_STOP = word_set(
    "the a an and or but so that this these those we i you he she they it him her them me us my our "
    "your their his its not no yes at in on for from to with of by as is are was were be been am do "
    "does did has have had will would can could should must may might about over after before until "
    "till til since now then there here who which what when where why how all any some more most very "
    "too also just again still already"
)
_PLACED = word_set("lunch home work noon night first last least once dinner breakfast scratch")


def lowercase_people(words: Sequence[Word], taken: frozenset[int], lexicon: Lexicon) -> list[Chunk]:
    """Given names in small letters, with a surname where one follows."""
    found, at = [], 0
    while at < len(words):
        last = _person(words, at, taken, lexicon)
        if last is not None:
            found.append(Chunk(tuple(words[at : last + 1]), at, last))
        at = at + 1 if last is None else last + 1
    return found


def lowercase_company(
    words: Sequence[Word], after: int, taken: frozenset[int], lexicon: Lexicon
) -> tuple[int, int] | None:
    """Find a company in small letters after a person, as first and last word ("sven from polar rail")."""
    sentence = words[after].sentence
    for at in range(after + 1, min(after + 9, len(words))):
        word = words[at]
        if word.sentence == sentence and at == after + 1 and "(" in word.gap and not word.capital:
            return _bracketed(words, at, lexicon)
        if (
            word.sentence != sentence
            or at in taken
            or any(mark in word.gap for mark in ",()")
            or word.capital
        ):
            return None
        if word.folded in ("from", "at", "@") or (
            word.folded == "of" and words[at - 1].folded in lexicon.roles
        ):
            found = _company(words, at + 1, taken, lexicon)
            if found is not None:
                return found
    return None


def _bracketed(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Up to three words in brackets, of which one is no ordinary word or one is a company's."""
    part = [words[at]]
    while len(part) < 4 and at + len(part) < len(words) and words[at + len(part)].gap == " ":
        part.append(words[at + len(part)])
    last = at + len(part) - 1
    closed = last + 1 >= len(words) or words[last + 1].gap.startswith(")")
    firm = any(word.folded in lexicon.company_words or word.folded not in lexicon.common for word in part)
    plain = any(word.folded in _STOP or word.folded in lexicon.roles for word in part)
    return (at, last) if closed and firm and not plain and len(part) < 4 else None


def _person(words: Sequence[Word], at: int, taken: frozenset[int], lexicon: Lexicon) -> int | None:
    word = words[at]
    if at in taken or word.capital or len(word.folded) < 3 or not _given(word.folded, lexicon):
        return None
    if word.folded in lexicon.common and word.folded not in lexicon.given_names:
        return None
    before = words[at - 1] if at and words[at - 1].sentence == word.sentence else None
    after = words[at + 1] if at + 1 < len(words) and words[at + 1].sentence == word.sentence else None
    surname = after is not None and _surname(after, at + 1, taken, lexicon)
    called_for = (
        before is None
        or before.folded in lexicon.before_person
        or word.ending.startswith("'")
        or (after is not None and after.folded in lexicon.person_verbs)
        or any(mark in word.gap for mark in ",(+&")
        or after is None
    )
    if not called_for or (before is not None and before.folded in ("the", "a", "an")):
        return None
    return at + 1 if surname and not word.ending else at


def _given(word: str, lexicon: Lexicon) -> bool:
    """Return whether it is a given name, or two of them with a hyphen between."""
    halves = word.split("-")
    return len(halves) < 3 and all(half in lexicon.given_names for half in halves)


def _surname(word: Word, at: int, taken: frozenset[int], lexicon: Lexicon) -> bool:
    return (
        at not in taken
        and word.gap == " "
        and word.written.replace("-", "").isalpha()
        and len(word.folded) > 2
        and word.folded not in lexicon.common
        and word.folded not in _STOP
        and word.folded not in lexicon.person_verbs
        and word.folded not in lexicon.before_person
        and word.folded not in lexicon.products
        and word.folded not in lexicon.places
    )


def _company(
    words: Sequence[Word], at: int, taken: frozenset[int], lexicon: Lexicon
) -> tuple[int, int] | None:
    end = at
    while end < len(words) and end - at < 3 and end not in taken and _in_company(words, end, at, lexicon):
        end += 1
        if words[end - 1].folded in lexicon.company_words | lexicon.legal_forms:
            break
    part = words[at:end]
    if not part or part[0].folded in _PLACED | lexicon.places | lexicon.products:
        return None
    named = part[-1].folded in lexicon.company_words | lexicon.legal_forms and len(part) > 1
    if named or all(word.folded not in lexicon.common for word in part):
        return at, end - 1
    while part and part[-1].folded in lexicon.common:
        part = part[:-1]
    return (at, at + len(part) - 1) if part and part[0].folded not in lexicon.common else None


def _in_company(words: Sequence[Word], place: int, start: int, lexicon: Lexicon) -> bool:
    word = words[place]
    if word.folded in _STOP or (place > start and word.gap != " ") or not word.written[:1].isalpha():
        return False
    return place == start or word.folded not in lexicon.person_verbs
