"""Puts together what a message means, from what was read and what is decided on it (B1, B4, B12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.coach.reader.features import KnownWords
from bot.coach.reader.reading import MessageReading
from bot.coach.rules.lexicon import Lexicon
from bot.coach.rules.message.addressed import with_addresses
from bot.coach.rules.message.days import day_of_note, is_on_unread_day
from bot.coach.rules.message.employers import with_employers
from bot.coach.rules.message.english import is_english
from bot.coach.rules.message.mails import Mail, read_mail, with_signatures
from bot.coach.rules.message.people import Named, find_named
from bot.coach.rules.message.promises import find_clauses
from bot.coach.rules.message.scene import PersonPlace, Scene
from bot.coach.rules.message.touches import touch_of
from bot.coach.rules.message.wants import is_correction, what_is_wanted
from bot.coach.rules.moments import find_time_range
from bot.coach.rules.text import sentences_of
from bot.core.coaching.understanding import (
    Circumstances,
    Intent,
    Mention,
    Mode,
    Provenance,
    TouchReading,
    Understanding,
)
from bot.language.dates import UnreadDay, day_first_in, read_dates
from bot.language.names import fold, split_name, word_set

PROVENANCE = Provenance(mode=Mode.RULES)
_PRONOUNS = re.compile(r"\b(?:she|he|him|her|hers|his|they|them|their)\b", re.IGNORECASE)
_THINGS = word_set("they them their")


def known_words(circumstances: Circumstances) -> KnownWords:
    """Return the words of all names that the member knows, for the reader."""
    return KnownWords(
        frozenset(
            word for name in circumstances.known_people for word in split_name(name).words if len(word) > 1
        ),
        frozenset(
            word
            for name in circumstances.known_companies
            for word in re.findall(r"[^\W_]+", fold(name))
            if len(word) > 2
        ),
        frozenset(word for name in circumstances.me if "@" not in name for word in split_name(name).words),
    )


def understood(
    text: str, reading: MessageReading, circumstances: Circumstances, lexicon: Lexicon
) -> Understanding:
    """Return the meaning of a message, given what the reader read in it."""
    if not is_english(text):
        return Understanding(intent=Intent.NOTE, confidence=0.6, provenance=PROVENANCE, is_english=False)
    today, day_first = circumstances.today, day_first_in(circumstances.zone, circumstances.locale)
    mail = read_mail(text, today, circumstances.me, day_first=day_first)
    sentences = sentences_of(text)
    named = find_named(text, reading.names, circumstances, lexicon)
    people = with_employers(text, sentences, named)
    people = with_signatures(text, people, named.companies, mail) if mail else people
    people = with_addresses(text, people)
    days = read_dates(text, today, day_first=day_first)
    dates = list(mail.dates if mail else days.spans)
    scene = Scene(text, circumstances, sentences, people, named.me, dates, mail.parts if mail else ())
    mentions = _mentions(text, people, named)
    names = [each.written for each in mentions if not each.is_pronoun]
    companies = tuple(dict.fromkeys(one.written for one in named.companies))
    wanted = what_is_wanted(text, reading, names, circumstances.known_people)
    found = Understanding(
        intent=wanted.intent,
        confidence=wanted.confidence,
        provenance=PROVENANCE,
        mentions=mentions,
        companies=companies,
        command=wanted.command,
        alternative=wanted.alternative,
        unread_days=tuple(one.written for one in days.unread),
    )
    if wanted.intent in (Intent.NOTE, Intent.UNKNOWN, Intent.ASSESS):
        return _told(found, scene, reading, mail, days.unread)
    if wanted.intent in (Intent.RECALL, Intent.NEGLECTED):
        since, until = find_time_range(dates, today)
        return replace(found, since=since, until=until)
    return found


def _told(
    found: Understanding,
    scene: Scene,
    reading: MessageReading,
    mail: Mail | None,
    unread: Sequence[UnreadDay],
) -> Understanding:
    """Return a note with all that it tells."""
    clauses = find_clauses(scene, reading.clauses, reading.names)
    today = scene.circumstances.today
    told_on = day_of_note(scene.text, scene.dates, reading.names, today)
    touch = TouchReading.MESSAGE if mail else touch_of(scene.text, reading, scene.dates, today)
    if told_on is None and is_on_unread_day(unread, reading.names):
        touch = TouchReading.NONE
    return replace(
        found,
        occurred_on=mail.sent_on if mail and mail.sent_on else told_on,
        promises=clauses.promises,
        assumptions=clauses.assumptions,
        done=clauses.done,
        requests=clauses.requests,
        touch=touch,
        is_correction=is_correction(scene.text),
    )


def _mentions(text: str, people: Sequence[PersonPlace], named: Named) -> tuple[Mention, ...]:
    """Return each person once, in the fullest form, with all that was said of them anywhere."""
    kept: list[Mention] = []
    for one in people:
        words = set(split_name(one.written).words)
        mention = Mention(
            one.written,
            one.start,
            one.end,
            one.honorific,
            one.company,
            job=one.job,
            former_company=one.former_company,
            has_moved=one.has_moved,
            beside=one.beside,
            apart_from=one.apart_from,
        )
        for at, other in enumerate(kept):
            others = set(split_name(other.written).words)
            if words <= others or others < words:
                fuller = mention if len(words) > len(others) else other
                kept[at] = replace(
                    fuller,
                    title=other.title or mention.title,
                    company=mention.company
                    if mention.company and other.former_company
                    else other.company or mention.company,
                    job=other.job or mention.job,
                    former_company=other.former_company or mention.former_company,
                    has_moved=other.has_moved or mention.has_moved,
                    beside=other.beside or mention.beside,
                )
                break
        else:
            kept.append(mention)
    pronoun = _pronoun(text, people, named)
    return (pronoun, *kept) if pronoun else tuple(kept)


def _pronoun(text: str, people: Sequence[PersonPlace], named: Named) -> Mention | None:
    """Return the first pronoun before anybody is named: it means somebody outside the text."""
    first = min((one.start for one in people), default=len(text))
    for match in _PRONOUNS.finditer(text, 0, first):
        if fold(match.group()) in _THINGS and (people or named.companies):
            continue
        return Mention(match.group(), match.start(), match.end(), is_pronoun=True)
    return None
