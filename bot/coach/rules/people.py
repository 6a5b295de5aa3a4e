"""The people and companies that a message names, with who belongs to which (B1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coach.rules.attaching import Company, PersonSpan, attach
from bot.coach.rules.chunks import Chunk, chunks_of
from bot.coach.rules.judging import NameKind, around, is_unknown, judge
from bot.coach.rules.known import NameIndex, companies_at, index_names, people_at, with_known
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.lowercase import lowercase_company, lowercase_people
from bot.coach.rules.text import TokenizedText, Word
from bot.core.coaching.understanding import Circumstances, Mention
from bot.language.dates import DateSpan
from bot.language.names import fold, split_name, word_set

_PRONOUNS = word_set("she he him her his hers they them their")
_LISTED = re.compile(r"\s*(?:,|&|\+|,?\s+and)\s+")
_THINGS = frozenset(("they", "them", "their"))


@dataclass(frozen=True, slots=True)
class NamesFound:
    """Who is named: `people` has each person once, in the fullest form; `all_people` every place."""

    people: tuple[Mention, ...]
    companies: tuple[str, ...]
    all_people: tuple[PersonSpan, ...]
    company_places: tuple[Company, ...]


def find_people(
    message: TokenizedText, dates: Sequence[DateSpan], circumstances: Circumstances, lexicon: Lexicon
) -> NamesFound:
    """Return the people and companies of a message; a person named twice is given once."""
    words = message.words
    known = index_names(circumstances.known_people, circumstances.known_companies)
    lexicon = with_known(lexicon, known, words)
    people, companies, taken = _already_known(words, known, lexicon, _dated(words, dates, lexicon))
    unsure: list[Chunk] = []
    for chunk in chunks_of(words, taken, lexicon):
        titled = len(chunk.title.split())
        kind = judge(chunk, around(words, chunk, titled, lexicon), lexicon)
        if kind is NameKind.PERSON and not _ruled_out(words, chunk.first - titled):
            people.append(_person(chunk))
            taken |= set(range(chunk.first - titled, chunk.last + 1))
        elif kind is NameKind.COMPANY:
            companies.append(_company(message.text, chunk))
            taken |= set(range(chunk.first, chunk.last + 1))
        elif is_unknown(chunk, lexicon):
            unsure.append(chunk)
    for chunk in unsure:
        if _listed_with(message.text, chunk, people):
            people.append(_person(chunk))
            taken |= set(range(chunk.first, chunk.last + 1))
    for chunk in lowercase_people(words, taken, lexicon):
        people.append(_person(chunk))
        taken |= set(range(chunk.first, chunk.last + 1))
    people.sort(key=lambda person: person.start)
    for person in people:
        found = lowercase_company(words, person.last, taken, lexicon)
        if found is not None:
            companies.append(_company(message.text, Chunk(tuple(words[found[0] : found[1] + 1]), *found)))
            taken |= set(range(found[0], found[1] + 1))
    companies.sort(key=lambda company: company.start)
    people = attach(message, people, companies, lexicon)
    once = _once_each(people)
    pronoun = _pronoun(words, people, companies)
    mentions = tuple(person.mention() for person in once)
    return NamesFound(
        ((pronoun, *mentions) if pronoun else mentions),
        tuple(dict.fromkeys(company.name for company in companies)),
        tuple(people),
        tuple(companies),
    )


def _dated(words: Sequence[Word], dates: Sequence[DateSpan], lexicon: Lexicon) -> frozenset[int]:
    """Return words inside dates, which are no names; but June who says something is a person."""
    taken, place = set(), 0
    for at, word in enumerate(words):
        while place < len(dates) and dates[place].end <= word.start:
            place += 1
        inside = place < len(dates) and dates[place].start <= word.start < dates[place].end
        if inside and not (dates[place].marker == "" and _speaks(words, at, lexicon)):
            taken.add(at)
    return frozenset(taken)


def _speaks(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    if at + 1 >= len(words) or not words[at].capital or words[at + 1].gap != " ":
        return False
    return words[at].folded in lexicon.names_that_are_words and words[at + 1].folded in lexicon.person_verbs


def _ruled_out(words: Sequence[Word], at: int) -> bool:
    """Return whether a name is given only as what is wrong: "it is Mirjam, not Elke"."""
    return at > 0 and words[at - 1].folded == "not" and "," in words[at - 1].gap


def _listed_with(text: str, chunk: Chunk, people: Sequence[PersonSpan]) -> bool:
    """Return whether an unknown name stands in a list with a person: "Ana, Denpok and Lars"."""
    return any(
        _LISTED.fullmatch(text[person.end : chunk.start] or text[chunk.end : person.start]) is not None
        for person in people
    )


def _already_known(
    words: Sequence[Word], known: NameIndex, lexicon: Lexicon, dated: frozenset[int]
) -> tuple[list[PersonSpan], list[Company], frozenset[int]]:
    taken = set(dated)
    people, companies = [], []
    for first, last in people_at(words, known):
        if not taken & set(range(first, last + 1)):
            people.append(_person(Chunk(tuple(words[first : last + 1]), first, last)))
            taken |= set(range(first, last + 1))
    for first, last, name in companies_at(words, known, lexicon):
        if not taken & set(range(first, last + 1)):
            companies.append(Company(name, words[first].start, words[last].end, words[first].sentence))
            taken |= set(range(first, last + 1))
    return people, companies, frozenset(taken)


def _person(chunk: Chunk) -> PersonSpan:
    written = " ".join(word.written for word in chunk.words)
    return PersonSpan(written, chunk.start, chunk.end, chunk.words[0].sentence, chunk.last, chunk.title)


def _company(text: str, chunk: Chunk) -> Company:
    return Company(text[chunk.start : chunk.end], chunk.start, chunk.end, chunk.words[0].sentence)


def _once_each(people: Sequence[PersonSpan]) -> list[PersonSpan]:
    """Return each person once: "Ana" after or before "Ana Ruiz" is the same one."""
    kept: list[PersonSpan] = []
    for person in people:
        parts = set(split_name(person.written).words)
        for place, other in enumerate(kept):
            others = set(split_name(other.written).words)
            if parts <= others or others < parts:
                fuller = person if len(parts) > len(others) else other
                kept[place] = replace(
                    fuller,
                    company=fuller.company or other.company or person.company,
                    title=fuller.title or other.title or person.title,
                )
                break
        else:
            kept.append(person)
    return kept


def _pronoun(
    words: Sequence[Word], people: Sequence[PersonSpan], companies: Sequence[Company]
) -> Mention | None:
    """Return the first pronoun before anybody is named: it means somebody outside the text."""
    first_named = min((person.start for person in people), default=None)
    for word in words:
        if first_named is not None and word.start > first_named:
            return None
        if word.folded in _PRONOUNS:
            if word.folded in _THINGS and (
                companies or first_named is not None or _plural_before(words, word)
            ):
                continue
            return Mention(word.written, word.start, word.end, is_pronoun=True)
    return None


def _plural_before(words: Sequence[Word], pronoun: Word) -> bool:
    """Return whether something in the plural was named before "they", which then means that."""
    return any(
        word.start < pronoun.start
        and len(word.folded) > 3
        and re.search(r"[^s]s$", fold(word.written)) is not None
        for word in words
    )
