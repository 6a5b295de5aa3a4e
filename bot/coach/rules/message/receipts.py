"""Reports of something handed over in plain words, where the reader errs: "Ana has the link now" (B12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.coach.reader.labels import ClauseLabel
from bot.coach.reader.reading import ClauseSpan
from bot.coach.rules.message.scene import Scene

_WHO = "\u0001"
_SPACE = r"[ \t\n]{1,3}"
_BEGINS = r"(?:^|[.;!?\n][ \t]{0,3})"
_THING = r"(?:(?!\b(?:for|to|from|and|but)\b)[^,.;:!?\n\u0001]){3,60}?"
_REST = r"[^,.;:!?\n]{3,60}?"
_ENDS = r"[ \t]{0,3}(?:[,.;!\n]|$|now\b|at last\b)"
_IS = r"(?:[ \t]{0,3}[:,\u2013-][ \t]{0,3}|~(?:(?:is|are|has|have)~)?)"
_IN = (
    r"(?:safely |all |both |now |finally )*(?:received|arrived|in|here|there|complete|in hand|in my inbox|"
    r"on my desk|came(?: in| through)?|landed|got it|check)"
)
_OUT = (
    r"(?:now |all |finally )*(?:off (?:my|our) (?:desk|plate|list)|out(?: of the (?:door|house))?|done|"
    r"sorted|finished|gone|sent|mailed|posted|shipped|delivered|on (?:its|their) way|dealt with|settled)"
)
_FORMS = (
    (
        ClauseLabel.MEMBER_DID,
        r"@~(?:now~|finally~|already~)*(?:has got|has received|has|got|received)~"
        rf"(?:(?:our|my)~{_REST}(?=~and\b|[,.;:!?\n]|$)|"
        r"(?:the|it|her|his|their)(?:~[\w'\u2019-]+){0,4}?~(?:now|already|at last|in hand)\b)",
    ),
    (
        ClauseLabel.CONTACT_DID,
        rf"{_BEGINS}{_THING}~(?:(?:is|are|has|have|just|finally|all|now)~)*"
        r"(?:came|come|arrived|landed|received|in|here|turned up)(?:~(?:in|over|through|here|today|now))*"
        r"~(?:from|via)~@",
    ),
    (
        ClauseLabel.CONTACT_DID,
        rf"{_BEGINS}(?:(?:i|we|just|finally|now|today)~)*(?:got|received|have)~@['\u2019]s?~{_REST}"
        r"(?=~(?:today|yesterday|now|this|by|via|at)\b|[,.;:!?\n]|$)",
    ),
    (ClauseLabel.CONTACT_DID, rf"@['\u2019]s?~{_THING}{_IS}{_IN}{_ENDS}"),
    (ClauseLabel.MEMBER_DID, rf"{_BEGINS}(?:that |the |my |our )*{_THING}~(?:for|to)~@{_IS}{_OUT}{_ENDS}"),
    (
        ClauseLabel.CONTACT_DID,
        r"@~(?:has~|just~|already~|finally~|then~)*(?:read|gave|given|handed|sent|mailed|emailed|passed|"
        r"texted|brought|forwarded|dictated)(?:~over)?~(?:me|us)~"
        rf"(?:the|his|her|their|all|both|two|three)~{_REST}(?=~(?:over|on|by|via|at|in|and)\b|[,.;:!?\n]|$)",
    ),
    (
        ClauseLabel.MEMBER_DID,
        rf"{_BEGINS}{_THING}~(?:(?:is|are|was|were|has|have|now|all|finally|just)~)*(?:went|gone|out|off|sent|"
        r"mailed|shipped|posted|on (?:its|their|the) way)~(?:(?:off|out|over)~)?to~@",
    ),
    (
        ClauseLabel.MEMBER_DID,
        r"@~(?:has|got|has got)~(?:her|his|their)(?:~[\w'\u2019-]+){1,4}?[ \t]{0,3}(?:[,.;!\n]|$)",
    ),
    (
        ClauseLabel.MEMBER_DID,
        rf"@~(?:can|is able to)~(?:now~)?(?:log in(?:to)?|access|use|see|open|download)~{_REST}",
    ),
    (
        ClauseLabel.MEMBER_DID,
        rf"{_BEGINS}{_THING}~(?:has |have )?left~(?:our|the|my)~"
        r"(?:warehouse|house|office|plant|works|factory|desk)",
    ),
)
"""Who did it, and the words that say so: @ stands for a person, ~ for spaces."""
_FORMS_READ = tuple(
    (label, re.compile(form.replace("@", _WHO + "++").replace("~", _SPACE), re.IGNORECASE))
    for label, form in _FORMS
)
_OPEN = re.compile(
    r"\b(?:not|never|no|if|when|once|until|unless|whether|should|would|could|will|might|may|hopes?|wants?|"
    r"wish|"
    r"ask(?:s|ed)?|waiting|still|again|before|almost|nearly|half|\w+n['\u2019]t)\b|\?",
    re.IGNORECASE,
)
"""What makes a report doubtful: then the reader alone decides."""
_DEEDS = (ClauseLabel.MEMBER_DID, ClauseLabel.CONTACT_DID)
_AND_DID = re.compile(
    r"(?:,|\s{1,3}and|\s{1,3}&|,\s{1,3}and)\s{1,3}"
    r"(?=(?:i |also |then )*(?:sent|e?-?mailed|gave|called|rang|told|posted|"
    r"texted|handed|wrote|showed|booked|answered|forwarded|shared)\b)",
    re.IGNORECASE,
)
"""Where a second deed begins in a report."""
_TOO = re.compile(
    r"\s{0,3}(?:,|;|\band\b|,\s?and\b)\s{0,3}(?P<thing>(?:the |my |our |his |her |their )?"
    r"[\w'\u2019/-]+(?: [\w'\u2019/-]+){0,3}) (?:too|as well|also)\b",
    re.IGNORECASE,
)
"""A second thing that went the way of the first: "the sheet went to Ana, the form too"."""
_TICKED = re.compile(
    r"(?:^|\n)[ \t]*(?:ticked off|crossed off|done|did|finished|delivered|sent|completed|"
    r"off my (?:list|desk))"
    r"(?: (?:today|yesterday|this (?:morning|week)|now|so far))?[ \t]*:[ \t]*(?P<list>[^\n;.]{3,200})",
    re.IGNORECASE,
)
"""A list of what is done: "ticked off: plan to Ana, access for Bo"."""
_PART_OF_LIST = re.compile(r"[^,\n;.]+?(?=\s*(?:,|;|\n|\band\b|$))", re.IGNORECASE)
_AROUND = 120
"""How far around a report such a word counts, within its sentence."""


def with_receipts(scene: Scene, found: Sequence[ClauseSpan]) -> list[ClauseSpan]:
    """Return the clauses with the reports that plain words make; they say better who did it."""
    kept = [part for one in found for part in _apart(scene, one)]
    for one in _told(scene):
        touching = [each for each in kept if each.start < one.end and one.start < each.end]
        if any(each.label not in _DEEDS for each in touching):
            continue
        kept = [each for each in kept if each not in touching] + [one]
    for one in (*_ticked(scene), *(more for each in kept for more in _too(scene, each))):
        touching = [each for each in kept if each.start < one.end and one.start < each.end]
        if all(each.label in _DEEDS for each in touching):
            kept = [each for each in kept if each not in touching] + [one]
    return sorted(kept, key=lambda each: each.start)


def _too(scene: Scene, clause: ClauseSpan) -> Iterator[ClauseSpan]:
    """Yield the second thing of a report."""
    if clause.label in _DEEDS and (more := _TOO.match(scene.text, clause.end)) is not None:
        yield replace(clause, start=more.start("thing"), end=more.end("thing"))


def _ticked(scene: Scene) -> Iterator[ClauseSpan]:
    """Yield each thing of a list of what is done."""
    for told in _TICKED.finditer(scene.text):
        first, last = told.span("list")
        if _OPEN.search(scene.text, first, last) is None:
            for one in _PART_OF_LIST.finditer(scene.text, first, last):
                start = one.start() + len(one.group()) - len(one.group().lstrip())
                yield ClauseSpan(start, one.end(), ClauseLabel.MEMBER_DID, 1.0)


def _apart(scene: Scene, clause: ClauseSpan) -> Iterator[ClauseSpan]:
    """Yield a report of two deeds as two: "wrote to Ana with the price and sent Bo the film"."""
    joint = _AND_DID.search(scene.text, clause.start, clause.end) if clause.label in _DEEDS else None
    people = [one.start for one in scene.people_near(clause.start, clause.end)]
    if joint is None or not (
        any(clause.start <= place < joint.start() for place in people)
        and any(joint.end() <= place < clause.end for place in people)
    ):
        yield clause
        return
    yield replace(clause, end=joint.start())
    yield from _apart(scene, replace(clause, start=joint.end()))


def _told(scene: Scene) -> Iterator[ClauseSpan]:
    marked = _marked(scene)
    for label, form in _FORMS_READ:
        for told in form.finditer(marked):
            start = told.start() + len(told.group()) - len(told.group().lstrip(" .;!?\n"))
            sentence = scene.sentence_at(start)
            first, last = max(sentence.start, start - _AROUND), min(sentence.end, told.end() + _AROUND)
            if _OPEN.search(marked, first, last) is None and not scene.parts:
                yield ClauseSpan(start, told.end(), label, 1.0)


def _marked(scene: Scene) -> str:
    """Return the text with one sign repeated over each person, so that places stay."""
    letters = list(scene.text)
    for one in scene.people:
        letters[one.start : one.end] = _WHO * (one.end - one.start)
    return "".join(letters)
