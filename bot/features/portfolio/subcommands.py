"""What can be typed after `/tactegic`: portfolio (P1, P2, P3, F1)."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.core.cadence import MOST_IDEAL_DAYS, is_ideal, is_longest
from bot.core.commands import Command
from bot.core.contacts import Phase, Standing, Universe
from bot.core.from_words import as_bare, one_person, with_person
from bot.core.plain_words import PlainWords
from bot.core.rhythm_words import rhythm_in
from bot.core.subcommand import Incomplete, Subcommand, parse_paged, require, unquote
from bot.features.importing.commands import EditMany
from bot.features.portfolio.commands import (
    EditTarget,
    MakeStrategic,
    SetCadence,
    SetLimits,
    SetPhase,
    SetStanding,
    SetTarget,
    SetUniverse,
    ShowPlace,
    ShowPortfolio,
)
from bot.features.portfolio.wording import shares_in

_EVERYBODY = re.compile(r"^(?:everybody|everyone|workspace|all)\s+", re.IGNORECASE)


_MANY = re.compile(
    r"^(?:everybody|everyone|all(?: (?:my|the))?(?: (?:contacts|people))?) "
    r"(?:at|from|of|in|tagged) (?P<words>.+)$",
    re.IGNORECASE,
)
_CADENCE = re.compile(
    r"^(?P<name>.+?)[\s,:]+(?:every\s+)?(?P<ideal>\d{1,4})\s*(?:days?)?"
    r"(?:[\s,/-]+(?:at most\s+|longest\s+|to\s+)?(?P<longest>\d{1,4})\s*(?:days?)?)?\s*$",
    re.IGNORECASE,
)


_NO_CADENCE = re.compile(r"^(?P<name>.+?)[\s,:]+(?:none|off|never)\s*$", re.IGNORECASE)


def _standing(standing: Standing, problem: str) -> Callable[[str], Command]:
    def make(name: str) -> Command:
        many = _MANY.match(name) if standing is not Standing.RELEASED else None
        return EditMany(many["words"], standing=standing.value) if many else SetStanding(standing.value, name)

    return require(make, problem)


def _last_word(
    rest: str, words: dict[str, str], make: Callable[[str, str], Command], problem: str
) -> Command:
    text = unquote(rest)
    for word, value in words.items():
        found = re.match(rf"^(.+?)[\s,:]+(?:is\s+|in\s+|to\s+)?{re.escape(word)}$", text, re.IGNORECASE)
        if found:
            return make(unquote(found[1]), value)
    raise Incomplete(problem)


def _phase(rest: str) -> Command:
    problem = "I need a person and a phase: creation, bridge or capitalization."
    return _last_word(rest, {each.value: each.value for each in Phase}, SetPhase, problem)


def _universe(rest: str) -> Command:
    words = {each.value: each.value for each in Universe} | {"create": Universe.TO_CREATE.value}
    problem = "I need a person and how far it is: existing, anticipated or to create."
    return _last_word(rest, words, SetUniverse, problem)


def _cadence(rest: str) -> Command:
    text = unquote(rest)
    if none := _NO_CADENCE.match(text):
        return SetCadence(unquote(none["name"]), 0)
    found = _CADENCE.match(text)
    if not found:
        raise Incomplete("I need a person and the ideal number of days, and the longest one if you like.")
    ideal, longest = int(found["ideal"]), int(found["longest"] or 0)
    if not is_ideal(ideal) or not (longest == 0 or is_longest(longest, ideal)):
        raise Incomplete(
            f"The rhythm goes from 1 to {MOST_IDEAL_DAYS} days, "
            "and the longest pause is not shorter than that."
        )
    return SetCadence(unquote(found["name"]), ideal, longest)


def _limits(rest: str) -> Command:
    everybody = _EVERYBODY.match(rest.strip() + " ")
    numbers = [int(each) for each in re.findall(r"\d{1,6}", rest)]
    if not numbers and not rest.strip():
        return SetLimits()
    if len(numbers) != 2 or not all(numbers):
        raise Incomplete("I need two numbers: from where I say so, and where one has to go.")
    return SetLimits(numbers[0], numbers[1], bool(everybody))


def _target(rest: str) -> Command:
    numbers = [int(each) for each in re.findall(r"\d{1,6}", rest)]
    if not numbers:
        return EditTarget()
    if len(numbers) != 3 or sum(numbers) != 100:
        raise Incomplete("I need three percentages that add up to 100: creation, bridge and capitalization.")
    return SetTarget(*numbers)


_strategic = require(lambda name: MakeStrategic(name), "Whom would you like to invest in? Write the name.")
_active = _standing(Standing.ACTIVE, "Whom shall I make active? Write the name.")
_park = _standing(Standing.PARKED, "Whom shall I park? Write the name.")
_release = _standing(Standing.RELEASED, "Whom shall I release? Write the name.")
_known = _standing(Standing.KNOWN, "Who shall be just known again? Write the name.")
_place = require(lambda name: ShowPlace(name), "Whose place shall I show? Write the name.")


def _phase_from_words(words: PlainWords) -> Command:
    """Put somebody into the phase that is named last: "from creation to bridge"."""
    named = re.findall(r"\b(creation|bridge|capitali[sz]ation)\b", words.text, re.IGNORECASE)
    phase = named[-1].lower().replace("isation", "ization") if named else ""
    return _phase(f"{one_person(words)} {phase}")


def _universe_from_words(words: PlainWords) -> Command:
    """Say how far a relationship exists; somebody who was met now exists."""
    found = words.find(r"\b(existing|anticipated|(?:to )?create)\b")
    how_far = found[1].lower() if found else "existing" if words.has("met") else ""
    return _universe(f"{one_person(words)} {'create' if how_far.endswith('create') else how_far}")


def _cadence_from_words(words: PlainWords) -> Command:
    """Set the rhythm that is said, "every two weeks"; a question about it shows the place."""
    person, rhythm = one_person(words), rhythm_in(words)
    if rhythm is None and words.has("what", "which", "show"):
        return _place(person)
    if rhythm is None or not person:
        return _cadence(person)
    ideal, longest = rhythm
    return _cadence(f"{person} {ideal} {longest or ''}" if ideal else f"{person} none")


def _limits_from_words(words: PlainWords) -> Command:
    """Show the limits; with two numbers set them, with one set the upper limit and ask for nothing more."""
    numbers = [int(each) for each in re.findall(r"\b\d{1,3}\b", words.text)]
    if len(numbers) == 1:
        return SetLimits(numbers[0], numbers[0])
    return _limits(" ".join(map(str, numbers)))


def _target_from_words(words: PlainWords) -> Command:
    """Set three shares where all are said, else open the form."""
    return _target(" ".join(map(str, shares_in(words))))


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="portfolio",
        arguments="[page 2]",
        parse=lambda rest: parse_paged(rest, lambda _, page: ShowPortfolio(page)),
        from_words=as_bare(lambda _: ShowPortfolio()),
        summary="see whom you chose, how it is balanced, and who is due",
        example="portfolio",
        topic="portfolio",
    ),
    Subcommand(
        name="strategic",
        arguments="NAME",
        parse=_strategic,
        from_words=with_person(_strategic),
        summary="choose somebody because of your vision",
        example="strategic Ana",
        topic="portfolio",
        aliases=("choose",),
    ),
    Subcommand(
        name="active",
        arguments="NAME",
        parse=_active,
        from_words=with_person(_active),
        summary="take somebody into your active relationships",
        example="active Lars",
        topic="portfolio",
        aliases=("activate",),
    ),
    Subcommand(
        name="park",
        arguments="NAME",
        parse=_park,
        from_words=with_person(_park),
        summary="set somebody aside for now",
        example="park Lars",
        topic="portfolio",
    ),
    Subcommand(
        name="release",
        arguments="NAME",
        parse=_release,
        from_words=with_person(_release),
        summary="let somebody go; what you know stays",
        example="release Omar",
        topic="portfolio",
    ),
    Subcommand(
        name="known",
        arguments="NAME",
        parse=_known,
        from_words=with_person(_known),
        summary="take somebody back to those you just know",
        example="known Lars",
        topic="portfolio",
    ),
    Subcommand(
        name="place",
        arguments="NAME",
        parse=_place,
        from_words=with_person(_place),
        summary="see somebody's place in your portfolio",
        example="place Ana",
        topic="portfolio",
    ),
    Subcommand(
        name="phase",
        arguments="NAME PHASE",
        parse=_phase,
        from_words=_phase_from_words,
        summary="say whether a relationship is in creation, bridge or capitalization",
        example="phase Ana bridge",
        topic="portfolio",
    ),
    Subcommand(
        name="universe",
        arguments="NAME HOW FAR",
        parse=_universe,
        from_words=_universe_from_words,
        summary="say whether a relationship is existing, anticipated or to create",
        example="universe Ana existing",
        topic="portfolio",
    ),
    Subcommand(
        name="cadence",
        arguments="NAME DAYS [LONGEST]",
        parse=_cadence,
        from_words=_cadence_from_words,
        summary="set the rhythm you would like with somebody",
        example="cadence Ana 30 60",
        topic="portfolio",
        aliases=("rhythm",),
    ),
    Subcommand(
        name="limits",
        arguments="[NUMBER NUMBER]",
        parse=_limits,
        from_words=_limits_from_words,
        summary="see or lower how many active relationships you allow yourself",
        example="limits 80 120",
        topic="portfolio",
    ),
    Subcommand(
        name="target",
        arguments="[CREATION BRIDGE CAPITALIZATION]",
        parse=_target,
        from_words=_target_from_words,
        summary="set how your phases should be balanced, in percent",
        example="target 30 40 30",
        topic="portfolio",
    ),
)
