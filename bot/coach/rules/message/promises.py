"""Promises, reports of what is done, and requests: whose they are, to whom, what and by when (B1, B12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.reader.labels import ClauseLabel, NameLabel
from bot.coach.reader.reading import ClauseSpan, NameSpan
from bot.coach.rules.message.actions import actions_listed
from bot.coach.rules.message.agreed import SAID_YES, with_agreed
from bot.coach.rules.message.assumed import find_assumed, is_forecast
from bot.coach.rules.message.both_sides import with_both_sides
from bot.coach.rules.message.cues import promises_announced, requests_announced
from bot.coach.rules.message.direction import owner_of, promiser_of
from bot.coach.rules.message.due_days import is_of_words_before, is_week_of_deed
from bot.coach.rules.message.fillers import without_fillers
from bot.coach.rules.message.no_promises import is_no_promise
from bot.coach.rules.message.partners import member_owes_whom, who_owes
from bot.coach.rules.message.receipts import with_receipts
from bot.coach.rules.message.reports import with_reports
from bot.coach.rules.message.scene import PersonPlace, Scene
from bot.coach.rules.message.series import with_each_thing
from bot.core.coaching.understanding import Done, Promise, Request
from bot.core.notes import Assumption, Promiser
from bot.language.calendar import Tense
from bot.language.dates import DateSpan

_SURE = {
    ClauseLabel.MEMBER_PROMISES: 0.6,
    ClauseLabel.CONTACT_PROMISES: 0.6,
    ClauseLabel.MEMBER_DID: 0.3,
    ClauseLabel.CONTACT_DID: 0.3,
    ClauseLabel.ASSUMED: 0.5,
    ClauseLabel.ASKED: 0.5,
}
"""A clause less probable than this is left out; chosen on the development set."""
_AROUND = 200
"""How many characters around a report of its sentence count."""
_SURE_OF_DEED = 0.6
"""A deed less probable than this is asked about, where it names a promise in nearly the same words."""
_PROMISES = (ClauseLabel.MEMBER_PROMISES, ClauseLabel.CONTACT_PROMISES)
_DEEDS = (ClauseLabel.MEMBER_DID, ClauseLabel.CONTACT_DID)
_NEAR = 28
"""How many characters beside a promise its day may stand."""
_DEADLINES = frozenset(
    ("by", "before", "until", "till", "til", "no later than", "not later than", "latest", "due")
)
_NO_DEADLINES = frozenset(("since", "from", "after", "during", "about"))
_EDGES = ' \t\n,;:.!-\u2013\u2014>*\u2022"\u201c\u201d()'
_LEAD = re.compile(
    r"^(?:(?:and|but|so|then|also|that|to|i|we|she|he|they|it|you|will|would|shall|['\u2019]?(?:ll|d)|is|am|"
    r"are|going to|gonna|i['\u2019]?(?:ll|d|m)|we['\u2019]?(?:ll|d|re)|she['\u2019]?(?:ll|d|s)|['\u2019]m|"
    r"he['\u2019]?(?:ll|d|s)|they['\u2019]?(?:ll|d|re)|need to|needs to|must|have to|has to|gotta|should|"
    r"want to|still|just|probably|gladly|please|me)\b[\s:,]*)+",
    re.IGNORECASE,
)
_TO_THEM = re.compile(
    r"^(?:(?:promised?|owes?|owed)\s+)?(?:her|him|them|us|me)\s+(?=(?:the|an?|our|some|two|three|my|his|"
    r"\d)\b)|^(?:promised|owes?|owed)\s+(?:(?:her|him|them|us|me)\s+)?(?:to\s+)?",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?:the|an?|our|some|two|three|my|his|her|their)\b", re.IGNORECASE)
_NOT_YET = re.compile(r"^(?:still )?(?:not|n't) (?:yet )?\w+(?: yet)?\s*:\s*", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:keep|keeps|hold|holds|freeze|maintain|leave|guarantee|guarantees|stay|extend|lock|honou?r|remain|"
    r"reserve|block|protect)\b",
    re.IGNORECASE,
)
"""What lasts until a day is not due on it: "keep the price until 2028"."""
_UNTIL = frozenset(("until", "till", "til"))
_FRAGMENT = re.compile(
    r"\b(?:to|the|an?|of|and|or|my|our|his|their|(?<!\bto )(?<!\bfor )(?<!\bwith )her)$", re.IGNORECASE
)
"""The end of words that say too little to be kept: "postpone to"."""
_SAYS_NOTHING = re.compile(
    r"(?:(?:by|due|at|on|to|for|the|an?|until|before|from|with|and|or|eod|asap|soon|send|sending|sent|do|"
    r"done|will|w)\b|"
    r"\W|\d)+",
    re.IGNORECASE,
)
"""Words that promise nothing by themselves: "due 4"."""
_FAILED = re.compile(
    r"(?:(?:i|we|she|he|they) )?(?:(?:did|could|has|have|had)(?:n['\u2019]?t| not) |failed to |missed |"
    r"broke |was(?:n['\u2019]?t| not) able )",
    re.IGNORECASE,
)
"""What was not managed promises nothing: "didn't manage the date"."""
_TO_BOTH = re.compile(
    r"^both (?:of them )?(?=(?:the|an?|our|my|some|to)\b)|\b(?:to |for )?(?:them both|both of them)\b|"
    r"\b(?:to|for) both(?=\W*$)",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou\b", re.IGNORECASE)
_DELIVERS = re.compile(
    r"\W*(?:(?:i|we|she|he|they)(?:['\u2019](?:ll|d))?\s+)?(?:will |would |to |['\u2019]ll )*"
    r"(?:(?:send|share|mail|e-?mail|forward|deliver|return|get|give|bring|confirm|answer|reply|call|ring|"
    r"sign|pay|finish|provide|"
    r"submit|book|update|check|come back|revert|let)\b)",
    re.IGNORECASE,
)
"""What is done by a day where one is named: "send the plan on Friday"."""
_TAIL = re.compile(
    r"(?:[\s,(;-]+(?:by|before|until|till|til|on|due|for|at|in|latest|no later than|and|but|the|this|next|"
    r"within|around|end of|eod|as soon as possible|asap|then|so|or))+[\s,]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promised:
    """The clauses of a message, each decided on."""

    promises: tuple[Promise, ...]
    done: tuple[Done, ...]
    requests: tuple[Request, ...]
    assumptions: tuple[Assumption, ...]


def find_clauses(scene: Scene, clauses: Sequence[ClauseSpan], names: Sequence[NameSpan]) -> Promised:
    """Return the promises, deeds, requests and assumptions of a message."""
    kept = list(_merged(scene.text, clauses))
    kept += actions_listed(scene, kept)
    kept += promises_announced(scene, kept)
    kept += requests_announced(scene, kept)
    kept = with_reports(scene, with_receipts(scene, kept))
    kept = [one for one in kept if not (one.label is ClauseLabel.ASKED and _is_of_department(scene, one))]
    kept = with_each_thing(scene, with_both_sides(scene, with_agreed(scene, kept)))
    promised = [
        one
        for one in kept
        if one.label in _PROMISES
        and not is_no_promise(scene, one, names)
        and not (one.label is ClauseLabel.CONTACT_PROMISES and is_forecast(scene.text, one.start, one.end))
    ]
    promises = [made for one in promised for made in _promises(scene, one, kept, names)]
    return Promised(
        tuple(_without_echoes(promises)),
        tuple(_done(scene, one, kept) for one in kept if one.label in _DEEDS),
        tuple(_request(scene, one) for one in kept if one.label is ClauseLabel.ASKED),
        tuple(find_assumed(scene, [one for one in kept if one.label is ClauseLabel.ASSUMED])),
    )


_DEPARTMENT = re.compile(
    r"\b(?:legal|procurement|purchasing|finance|compliance|it|hr|security|management|"
    r"the board|(?:the|their|our|his|her) "
    r"(?:\w+ )?(?:board|team|lawyers?|management|department|office|committee|cfo|ceo|boss))\s+"
    r"(?:also |now |still )?(?:wants?|needs?|asks?(?: for)?|asked(?: for)?|wanted|would like|"
    r"insists? on)\s*$",
    re.IGNORECASE,
)
"""Others than the people of a note who want something: "legal wants a second opinion"."""


def _is_of_department(scene: Scene, clause: ClauseSpan) -> bool:
    """Return whether it is others than the people of the note who ask, and nobody asks the member."""
    return _DEPARTMENT.search(scene.text, max(0, clause.start - 60), clause.start) is not None


def _without_echoes(promises: Sequence[Promise]) -> list[Promise]:
    """Return each promise once; "will do it tomorrow" only says when the one before is due, if that."""
    kept: list[Promise] = []
    for one in promises:
        if _ECHO.fullmatch(one.what):
            if kept and one.by is kept[-1].by:
                kept[-1] = replace(kept[-1], due_on=kept[-1].due_on or one.due_on)
        elif one not in kept:
            kept.append(one)
    return kept


_SHORTEST = 2
_ECHO = re.compile(r"(?:will )?do(?: it| so| that| this)?", re.IGNORECASE)


def _merged(text: str, clauses: Sequence[ClauseSpan]) -> Iterator[ClauseSpan]:
    """Yield the clauses that are sure enough; pieces of one that only a space parts are one."""
    waiting: ClauseSpan | None = None
    for one in clauses:
        if waiting is not None and waiting.label is one.label and not text[waiting.end : one.start].strip():
            probability = max(waiting.probability, one.probability)
            waiting = ClauseSpan(waiting.start, one.end, one.label, probability)
            continue
        if waiting is not None and waiting.probability >= _SURE[waiting.label]:
            yield waiting
        waiting = one
    if waiting is not None and waiting.probability >= _SURE[waiting.label]:
        yield waiting


def _promises(
    scene: Scene, clause: ClauseSpan, clauses: Sequence[ClauseSpan], names: Sequence[NameSpan]
) -> list[Promise]:
    """Return what a clause promises: one promise, or one to each of two where it says "both"."""
    made = _promise(scene, clause, clauses, names)
    if made is None:
        return []
    if made.by is Promiser.MEMBER and _TO_BOTH.search(made.what):
        named = dict.fromkeys(one.written for one in scene.people if one.end <= clause.start)
        what = " ".join(_TO_BOTH.sub("", made.what).split())
        if len(named) > 1 and len(what) > 1:
            return [replace(made, what=what, whom=whom) for whom in list(named)[-2:]]
    return [made]


def _promise(
    scene: Scene, clause: ClauseSpan, clauses: Sequence[ClauseSpan], names: Sequence[NameSpan]
) -> Promise | None:
    by = promiser_of(scene, clause)
    if by is None:
        return None
    day = _due(scene, clause, [one for one in clauses if one.label in _PROMISES], names)
    what = _with_thing(scene.text, _what(scene, clause, by), clause, clauses)
    what = _with_condition(scene, clause, _without_pronoun(what))
    says_nothing = _SAYS_NOTHING.fullmatch(what) and not _ECHO.fullmatch(what)
    if len(what) < _SHORTEST or _FRAGMENT.search(what) or says_nothing or _FAILED.match(what):
        return None
    part = scene.part_at(clause.start)
    if part is not None and not part.author and part.addressee:
        what = _YOU.sub(part.addressee, what)
    owner = owner_of(scene, clause) if by is Promiser.CONTACT else ""
    whom = owner or (member_owes_whom if by is Promiser.MEMBER else who_owes)(scene, clause)
    quote = scene.text[clause.start : clause.end].strip()
    return Promise(by, what, quote, whom, _last_day(scene, day))


def _last_day(scene: Scene, day: DateSpan | None) -> date | None:
    return day.due(scene.circumstances.today) if day is not None else None


def _what(scene: Scene, clause: ClauseSpan, by: Promiser) -> str:
    """Return the words of the deed: without who does it, and without the day at either end."""
    text, start, end, dated = scene.text, clause.start, clause.end, False
    for person in scene.people if by is Promiser.CONTACT else scene.me:
        if person.start - 3 <= start < person.end:
            start = min(end, person.end)
    for span in scene.dates:
        if _is_how_long(text, clause, span):
            continue
        if start < span.start < end and not text[span.end : end].strip(_EDGES):
            end = span.start
            dated = True
        elif span.start <= start < span.end < end:
            start = span.end
    what = text[start:end]
    cut = _NOT_YET.sub("", what.lstrip(_EDGES))
    lead = _LEAD.match(cut)
    cut = _TO_THEM.sub("", cut[lead.end() :] if lead else cut)
    cut = _without_receiver(cut, scene)
    tail = _TAIL.sub("", cut.rstrip(_EDGES) + " ") if dated else cut
    if dated and _FRAGMENT.search(tail.strip(_EDGES)):
        tail = f"{tail.strip()} {text[end : clause.end]}"
    tail, cut = without_fillers(tail), without_fillers(cut)
    return " ".join((tail or cut or what).strip(_EDGES).split())


def _without_receiver(what: str, scene: Scene) -> str:
    """Return the thing alone where the words begin with who gets it: "Ana the drawings"."""
    name = next((one.written for one in scene.people if what.startswith(f"{one.written} ")), "")
    rest = what[len(name) :].lstrip()
    return rest if name and _GIVEN.match(rest) else what


def _is_how_long(text: str, clause: ClauseSpan, span: DateSpan) -> bool:
    """Return whether a day says how long something lasts: "hold the price until 2028"."""
    return span.marker in _UNTIL and _LASTS.search(text, clause.start, span.start) is not None


def _with_thing(text: str, what: str, clause: ClauseSpan, clauses: Sequence[ClauseSpan]) -> str:
    """Return the words with the thing that "it" means, where the clause before names it."""
    pronoun = _IT.fullmatch(what)
    before = [one for one in clauses if one.end <= clause.start and clause.start - one.end < _THING_NEAR]
    if pronoun is None:
        return what
    if before:
        said = text[before[-1].start : before[-1].end].strip(_EDGES)
        thing = _THING.search(said)
        named = thing.group() if thing else said if before[-1].label is ClauseLabel.ASKED else ""
    else:
        first = max(0, clause.start - _THING_NEAR)
        wanted = _WANTED.search(text, first, clause.start) or _PROMISED_AND.search(text, first, clause.start)
        named = wanted["thing"] if wanted else ""
    named = _WHEN.sub("", named)
    return f"{what[: pronoun.start(1)]}{named}{what[pronoun.end(1) :]}" if named else what


_PROMISED_AND = re.compile(
    r"\b(?i:promised)\s+(?:[A-Z][\w'\u2019-]+\s+|(?:her|him|them)\s+)?(?P<thing>[\w'\u2019 -]{3,40}?)"
    r"\s+and\s+(?:(?:I|we|have|already|just)\s+)*$"
)
"""What was promised, before a deed that says "it": "promised Ana references and mailed them"."""
_IT = re.compile(r"(?:[\w'\u2019]+ ){1,3}?(it|that|this|them|those|one)(?: [\w'\u2019]+){0,2}", re.IGNORECASE)
_THING = re.compile(r"\b(?:the|a|an|our|his|her|their|two|three|some)\s+.+$", re.IGNORECASE | re.DOTALL)
_WHEN = re.compile(r"\s+(?:by|on|until|till|before)\s.*$", re.IGNORECASE | re.DOTALL)
_WANTED = re.compile(
    r"\b(?:wants|needs|asks for|asked for|would like)\s+"
    r"(?P<thing>(?:the|an?|our|some|two|three)\s[^,.;?!\n]+)[,;]\s*"
    r"(?:and |so )?(?:i(?:['\u2019]ll| will)?\s+)?$",
    re.IGNORECASE,
)
"""What somebody wants, right before the promise of it: "Ana wants the slides, I'll send them"."""
_THING_NEAR = 60
"""How many characters before "it" the thing that it means may be named."""


def _due(
    scene: Scene, clause: ClauseSpan, all_promised: Sequence[ClauseSpan], names: Sequence[NameSpan]
) -> DateSpan | None:
    """Return the day by which it is due: one inside the clause, else one beside it that is nobody else's."""
    today = scene.circumstances.today

    def role(span: DateSpan) -> NameLabel | None:
        return next(
            (n.label for n in names if n.label in _ROLES and n.start < span.end and span.start < n.end), None
        )

    def counts(span: DateSpan) -> bool:
        if span.reading.tense is Tense.PAST or span.marker in _NO_DEADLINES:
            return False
        if _is_how_long(scene.text, clause, span) or _is_in_condition(scene, clause, span):
            return False
        overdue = span.has_gone_by(today) and role(span) is NameLabel.DUE
        ahead = span.due(today) >= today or overdue or scene.part_at(span.start) is not None
        return ahead and role(span) is not NameLabel.DAY_OF_NOTE

    inside = [span for span in scene.dates if clause.start <= span.start < clause.end and counts(span)]
    best = [span for span in inside if role(span) is NameLabel.DUE] or [
        span
        for span in inside
        if span.marker in _DEADLINES
        or (span.planned.days == 1 and (span.marker == "for" or _DELIVERS.match(scene.text, clause.start)))
        or is_week_of_deed(scene.text, clause, span)
    ]
    best = best or [
        span for span in inside if role(span) is None and not scene.text[span.end : clause.end].strip(_EDGES)
    ]
    if best:
        return best[0]
    others = [one for one in all_promised if one is not clause]
    beside = [
        span
        for span in scene.dates
        if counts(span)
        and (
            role(span) is NameLabel.DUE
            or span.marker in _DEADLINES
            or SAID_YES.fullmatch(scene.text, clause.end, max(clause.end, span.start))
        )
        and not any(one.start <= span.start < one.end for one in others)
        and _is_beside(scene, clause, span)
    ]
    return min(beside, key=lambda span: _gap(clause, span), default=None)


_TO_PRONOUN = re.compile(r"\s+to (?:him|her|them)$", re.IGNORECASE)
_PRONOUN_GETS = re.compile(
    r"^(send|give|show|get|bring|mail|e-?mail|forward|lend|offer|write) (?:him|her|them) "
    r"(?=(?:it|the|an?|our|my|some|two|three|all)\b)",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?P<if>(?:if|once|as soon as|provided|unless) [^.,;:!?\n]{3,60}?),?\s{1,3}(?:then )?$", re.I
)
_IF_BEFORE = 90


def _without_pronoun(what: str) -> str:
    """Return the words without a pronoun for the one who gets it, who is named beside them."""
    return _PRONOUN_GETS.sub(r"\1 ", _TO_PRONOUN.sub("", what)) or what


def _condition(scene: Scene, clause: ClauseSpan) -> re.Match[str] | None:
    """Return the condition that stands right before a promise: "if the board signs I'll hold the price"."""
    first = max(scene.sentence_at(clause.start).start, clause.start - _IF_BEFORE)
    lead = _I_WILL.search(scene.text, first, clause.start)
    return _IF.search(scene.text, first, lead.start() if lead else clause.start)


def _with_condition(scene: Scene, clause: ClauseSpan, what: str) -> str:
    told = _condition(scene, clause)
    if told is None or " if " in what:
        return what
    condition = " ".join(told["if"].split())
    return f"{what} {condition[0].lower()}{condition[1:]}"


def _is_in_condition(scene: Scene, clause: ClauseSpan, span: DateSpan) -> bool:
    told = _condition(scene, clause)
    return told is not None and told.start() <= span.start < told.end()


_I_WILL = re.compile(r"\b(?:i|we)(?:['\u2019](?:ll|d)| will| would| can|)\s{0,3}$", re.IGNORECASE)
_ROLES = (NameLabel.DAY_OF_NOTE, NameLabel.DUE, NameLabel.OTHER_DAY)


def _gap(clause: ClauseSpan, span: DateSpan) -> int:
    return max(span.start - clause.end, clause.start - span.end)


def _is_beside(scene: Scene, clause: ClauseSpan, span: DateSpan) -> bool:
    first, last = sorted(((clause.start, clause.end), (span.start, span.end)))
    between = scene.text[first[1] : last[0]]
    if len(between) > _NEAR or "\n" in between or re.search(r"[.;!?]\s", between):
        return False
    return not (last[0] == clause.start and is_of_words_before(scene.text, clause, span))


def _done(scene: Scene, clause: ClauseSpan, clauses: Sequence[ClauseSpan]) -> Done:
    by = Promiser.MEMBER if clause.label is ClauseLabel.MEMBER_DID else Promiser.CONTACT
    whom = member_owes_whom(scene, clause) if by is Promiser.MEMBER else who_owes(scene, clause)
    quote = scene.text[clause.start : clause.end].strip()
    what = _with_thing(scene.text, " ".join(quote.strip(_EDGES).split()), clause, clauses)
    sentence = scene.sentence_at(clause.start)
    first, last = max(sentence.start, clause.start - _AROUND), min(sentence.end, clause.end + _AROUND)
    told = scene.text[first : max(last, clause.end)]
    named = (one.written for one in scene.people_near(clause.start, clause.end) if _is_inside(one, clause))
    beside = tuple(each for each in dict.fromkeys(named) if each != whom)
    return Done(by, what, quote, whom, told, is_sure=clause.probability >= _SURE_OF_DEED, beside=beside)


def _is_inside(person: PersonPlace, clause: ClauseSpan) -> bool:
    return clause.start <= person.start < clause.end


def _request(scene: Scene, clause: ClauseSpan) -> Request:
    quote = scene.text[clause.start : clause.end].strip()
    return Request(" ".join(quote.strip(_EDGES).split()), quote, who_owes(scene, clause))
