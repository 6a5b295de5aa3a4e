"""R1: between whom an introduction gives something to both, by what notes say and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.contacts import Contact, Standing
from bot.core.facts.values import Fact, FactKind
from bot.core.note_sentences import sentences_of
from bot.core.notes import Note, Touch
from bot.language.asking import stem
from bot.language.names import fold, word_set
from bot.language.question_words import COMMON

_INTEREST = (
    r"worr(?:y|ies|ied) about|(?:is|was|are|very|really) interested in|cares? (?:a lot |deeply )?about|"
    r"curious about|works? on|(?:is|are) working on|responsible for|passionate about|"
    r"struggl(?:es|ed|ing) with|(?:is|are) (?:really |very )?into|asked (?:me )?about|fascinated by|"
    r"fights? with|battl(?:es|ing) with"
)
_NEED = (
    r"(?:is |are |was )?(?:looks?|looking|search(?:es|ing)) for|needs?|wants? to (?:meet|know|talk to)|"
    r"would (?:like|love) to (?:meet|know|talk to)|lacks?|(?:is |are )?short of|(?:is |are )?hiring|seeks?"
)
_OFFER = (
    r"(?:is|was|works as) (?:an?|the|our|their|his|her)(?= )|knows(?: (?:a lot|everything|all|much) about)?|"
    r"(?:can|could) (?:do|handle|help (?:with|on)|advise on|explain|teach)|"
    r"(?:has|have|had) (?:already )?(?:done|built|led|run|set up|worked (?:on|in|with)|"
    r"experience (?:with|in))|"
    r"speciali[sz]es in|advises on|"
    r"(?:is|are) (?:very |really )?(?:good|experienced|strong|versed) (?:at|in|with|on)"
)
_CUE = re.compile(
    rf"(?<!\w)(?:(?P<need>{_NEED})|(?P<interest>{_INTEREST})|(?P<offer>{_OFFER}))\s+", re.IGNORECASE
)
_END = re.compile(
    r"[.,;:!?()\u2013\u2014]|\s(?:and then|but|because|since|so that|so|(?P<relative>who|which|that)|until|"
    r"before|after|from|by|for the|if|when|while|although|as)\s",
    re.IGNORECASE,
)
_NO_SKILL = re.compile(
    r"(?:that|how|if|whether|what|who|whom|why|when|where|me|us|him|her|them|you|it|this|about)\b",
    re.IGNORECASE,
)
"""How words go on after "knows" that name nothing which somebody is good at."""
_NOT_THEIRS = re.compile(
    r"\b(?:I|we)(?:['\u2019]\w+)?(?:\s+\w+){0,2}\s*$|\b(?:not|n['\u2019]t|never|no longer|hardly|nor)"
    r"(?:\s+\w+)?\s*$|\b(?:my|our)\s+\w+\s*$",
    re.IGNORECASE,
)
"""Before a cue: it is the member's own, or it is denied."""
_OF_PERSON = re.compile(
    r"\b(?:some(?:body|one)|any(?:body|one)|people|person|expert|consultant|specialist|partner|supplier|lawyer|"
    r"counsel|mentor|engineer|architect|designer|developer|advis[eo]r|head|director|manager|ceo|cfo|cio|cto|coo|"
    r"investor|distributor|researcher|scientist|analyst|coach|trainer|journalist|contact|peer)s?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_GENERIC = word_set(
    "project projects plan plans team teams company companies work works business people person somebody "
    "someone anybody anyone year years month months week weeks quarter meeting call price prices offer "
    "contract deal budget time thing things pilot help way part place side idea ideas question questions "
    "answer more better best good great big small first second third other others whole future topic "
    "topics issue issues problem problems solution product products service services customer customers "
    "client clients information details support stuff lot head manager director lead leader senior junior "
    "vice president chief officer expert consultant specialist partner supplier contact peer vp group "
    "know knows known knowing done does experience experienced deal deals "
    "department europe global market markets room start end kind level job role change changes progress "
    "success results next steps step proposal order delivery visit trip lunch dinner coffee"
)
_LONGEST = 14
"""Words of an object that are read."""
MOST = 4
"""Introductions that are suggested."""


class ReasonKind(StrEnum):
    """Why an introduction gives something to both."""

    NEED = "need"
    """The first one looks for what the second one does."""
    NEEDED = "needed"
    """The second one looks for what the first one does."""
    INTEREST = "interest"
    OBJECTIVE = "objective"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody cares about, or looks for, in the words of a note."""

    terms: frozenset[str]
    """Stems of its telling words."""
    quote: str
    """The whole sentence."""
    note: Note
    of_person: bool = False
    """Somebody is looked for."""
    is_offer: bool = False
    """What they can do or know, not what they want."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOf:
    """What is known of one contact that an introduction can rest on."""

    contact: Contact
    wishes: tuple[Wish, ...] = ()
    role: frozenset[str] = frozenset()
    """Stems of their title, and of what they are known for."""
    role_words: str = ""
    objective: frozenset[str] = frozenset()
    objective_words: str = ""
    objective_id: str = ""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two who could meet, and why: the wishes that fit, and the role or the objectives where it is these."""

    contact: Contact
    kind: ReasonKind
    theirs: Wish | None = None
    others: Wish | None = None
    other: KnownOf | None = None


def wishes_of(contact: Contact, notes: Iterable[Note], names: Collection[str]) -> tuple[Wish, ...]:
    """What a contact cares about, looks for or is good at, as the notes say it, the latest first.

    `names` are the folded words of names of people and companies, which are no interest. Of a note about
    several people only a sentence counts that names this one alone.
    """
    given = fold(contact.name).split()[:1]
    found: list[Wish] = []
    for note in sorted(notes, key=lambda each: each.occurred_on, reverse=True):
        for sentence in sentences_of(note):
            if len(note.contact_ids) > 1 and not _names_alone(sentence.text, given, names):
                continue
            found += list(_in_sentence(sentence.text, note, names))
    return tuple(found)


def _names_alone(sentence: str, given: Sequence[str], names: Collection[str]) -> bool:
    words = [fold(word) for word in _WORD.findall(sentence) if word[:1].isupper()]
    return any(word in given for word in words) and not any(
        word in names and word not in given for word in words
    )


def _in_sentence(sentence: str, note: Note, names: Collection[str]) -> Iterator[Wish]:
    taken = 0
    for cue in _CUE.finditer(sentence):
        if cue.start() < taken or _NOT_THEIRS.search(sentence[: cue.start()]):
            continue
        object_words, of_person = _object_of(sentence[cue.end() :], follows=cue["interest"] is None)
        if cue["offer"] is not None and not _is_skill(cue["offer"], object_words, of_person=of_person):
            continue
        taken = cue.end() + len(object_words) if cue["interest"] is None else taken
        terms = telling_stems(" ".join(_WORD.findall(object_words)[:_LONGEST]), names)
        if terms:
            is_need = cue["need"] is not None
            yield Wish(terms, sentence.strip(), note, is_need and of_person, cue["offer"] is not None)


def _object_of(rest: str, *, follows: bool) -> tuple[str, bool]:
    """The words that a cue is about, and whether they are of a person.

    With `follows` they go on over "who" where somebody is spoken of: "a lawyer who knows energy contracts".
    """
    cut, of_person = len(rest), False
    for end in _END.finditer(rest):
        of_person = _OF_PERSON.search(rest[: end.start()]) is not None
        if follows and of_person and end["relative"] is not None:
            continue
        cut = end.start()
        break
    return rest[:cut], _OF_PERSON.search(rest[:cut]) is not None


def _is_skill(cue: str, words: str, *, of_person: bool) -> bool:
    """Whether words say what somebody is or can do: "is a lawyer", "knows energy contracts"."""
    is_being = (
        re.match(r"(?:is|was|works as) (?:an?|the|our|their|his|her)\b", cue, re.IGNORECASE) is not None
    )
    return of_person if is_being else _NO_SKILL.match(words) is None


def telling_stems(text: str, names: Collection[str] = ()) -> frozenset[str]:
    """The stems of words that say something of their own: no common word, no name, no number."""
    return frozenset(
        stem(word)
        for word in _WORD.findall(text)
        if fold(word) not in COMMON
        and fold(word) not in _GENERIC
        and fold(word) not in names
        and (len(word) > 3 or word.isupper())
        and not word.isdigit()
    )


def fits(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two speak of the same: two words in common, or all the words of one."""
    shared = one & other
    return len(shared) > 1 or (bool(shared) and (one <= other or other <= one))


def know_each_other(a: Contact, b: Contact, facts: Iterable[Fact], touches: Iterable[Touch]) -> bool:
    """Whether two know each other already: the same company, a tie, or a talk with both."""
    if a.account_id is not None and a.account_id == b.account_id:
        return True
    ends = {a.id, b.id}
    if any(each.kind is FactKind.TIE and set(each.people) == ends for each in facts):
        return True
    talks: dict[str, set[str]] = {}
    for touch in touches:
        if touch.note_id and touch.contact_id in ends:
            talks.setdefault(touch.note_id, set()).add(touch.contact_id)
    return ends in talks.values()


def find_introductions(
    subject: KnownOf, others: Iterable[KnownOf], strangers: Collection[str]
) -> tuple[Introduction, ...]:
    """Whom the subject could meet, each with one reason, a need before an interest before an objective.

    `strangers` are the ids of those who do not know the subject.
    """
    found = [
        reason
        for each in others
        if each.contact.id in strangers
        and each.contact.standing is not Standing.RELEASED
        and (reason := _reason(subject, each)) is not None
    ]
    order = list(ReasonKind)
    return tuple(sorted(found, key=lambda each: order.index(each.kind))[:MOST])


def _reason(subject: KnownOf, other: KnownOf) -> Introduction | None:
    contact = other.contact
    for mine in subject.wishes:
        if mine.of_person and mine.terms & other.role:
            return Introduction(contact, ReasonKind.NEED, theirs=mine, other=other)
        if (skill := _skill_for(mine, other)) is not None:
            return Introduction(contact, ReasonKind.NEED, theirs=mine, others=skill, other=other)
    for wish in other.wishes:
        if wish.of_person and wish.terms & subject.role:
            return Introduction(contact, ReasonKind.NEEDED, others=wish, other=other)
        if (skill := _skill_for(wish, subject)) is not None:
            return Introduction(contact, ReasonKind.NEEDED, theirs=skill, others=wish, other=other)
    for mine in subject.wishes:
        for wish in other.wishes:
            if mine.is_offer or wish.is_offer:
                continue
            if fits(mine.terms, wish.terms) and mine.note.id != wish.note.id:
                return Introduction(contact, ReasonKind.INTEREST, theirs=mine, others=wish, other=other)
    if len(subject.objective & other.objective) > 1:
        return Introduction(contact, ReasonKind.OBJECTIVE, other=other)
    return None


def _skill_for(need: Wish, of: KnownOf) -> Wish | None:
    """What somebody is good at that another one looks for; None where nothing fits."""
    if not need.of_person:
        return None
    return next((each for each in of.wishes if each.is_offer and fits(need.terms, each.terms)), None)


def names_among(contacts: Iterable[Contact], companies: Mapping[str, str]) -> frozenset[str]:
    """The folded words of all names of people and companies."""
    names = [name for each in contacts for name in (each.name, *each.aliases)]
    return frozenset(word for name in (*names, *companies.values()) for word in fold(name).split())
