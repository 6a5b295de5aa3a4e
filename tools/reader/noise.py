"""Makes a sample look as if it was typed in haste or dictated: slips, short forms, lower case, no commas."""

from __future__ import annotations

import random
import re

from tools.reader.lists import listed

Span = tuple[int, int, str]
Edit = tuple[int, int, str]
_THINGS = listed(
    "deck,slides,offer,quote,proposal,contract,report,agenda,presentation,price list,case study,whitepaper,"
    "brochure,references,questionnaire,figures,numbers,samples,draft,business case,minutes,summary,"
    "one-pager,spec sheet,invoice,certificate,roadmap,test results,datasheet,calculation,spreadsheet,"
    "workbook,term sheet,sow,nda,msa,dpa,pricing,timeline,project plan,org chart,benchmark,study,checklist,"
    "photos,recording,link,login,invite,book,article,template,cv,paper,drawings,requirements,forecast,"
    "scorecard,analysis,comparison,letter,statement,documentation,manual,mock-up,concept,estimate,"
    "cost breakdown,feedback,comments,answers,list of names,delivery schedule,roi sheet,audit report,"
    "depot list,site plan,volumes,data sheet,white paper,po number,rfp,rfi,security paper,training dates,"
    "floor plan,sensor quote,reference architecture,price sheet,survey,addendum",
    ",",
)
_THING = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, _THINGS), key=len, reverse=True)) + r")\b")
_SHORT_FORMS = {
    "with": "w/", "about": "re", "because": "bc", "please": "pls", "tomorrow": "tmrw", "customer": "cust",
    "meeting": "mtg", "thanks": "thx", "and": "&", "you": "u", "minutes": "mins", "before": "b4",
    "without": "w/o",
    "through": "thru", "okay": "ok", "probably": "prob", "information": "info", "next": "nxt", "week": "wk",
    "message": "msg", "people": "ppl", "to": "2", "for": "4", "from": "fr", "between": "btw",
}  # fmt: skip
_RARE = frozenset(("to", "for", "from", "between"))
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_MARKS = re.compile(r"[.,;:?!]+(?=\s|$)|'(?=s\b|d\b|ll\b|t\b)")


def make_noisy(
    text: str, names: list[Span], clauses: list[Span], chance: random.Random
) -> tuple[str, list[Span], list[Span]]:
    """Return the text with slips, and its names and clauses where they stand then."""
    fixed = [(start, end) for start, end, label in names if label in "PC"]
    edits = _other_things(text, fixed, chance)
    edits += _slips(text, fixed, edits, chance)
    edits += _lost_marks(text, fixed, edits, chance)
    text, names, clauses = _apply(text, names, clauses, edits)
    return _in_case(text, names, chance), names, clauses


def _inside(spans: list[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _touches(edits: list[Edit], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b, _ in edits)


def _other_things(text: str, fixed: list[tuple[int, int]], chance: random.Random) -> list[Edit]:
    often = chance.choice((0, 0.5, 0.8))
    return [
        (found.start(), found.end(), chance.choice(_THINGS))
        for found in _THING.finditer(text)
        if not _inside(fixed, found.start()) and chance.random() < often
    ]


def _slips(text: str, fixed: list[tuple[int, int]], edits: list[Edit], chance: random.Random) -> list[Edit]:
    slips = chance.choice((0, 0, 0, 0, 0.04, 0.08))
    short = chance.choice((0, 0, 0, 0.3))
    made: list[Edit] = []
    for found in _WORD.finditer(text):
        if _touches(edits, *found.span()):
            continue
        word, named = found[0], _inside(fixed, found.start())
        form = _SHORT_FORMS.get(word.lower())
        often = short * (0.3 if word.lower() in _RARE else 1)
        if form and not named and chance.random() < often:
            made.append((*found.span(), form))
        elif len(word) > 4 and chance.random() < (slips / 3 if named else slips):
            made.append((*found.span(), _slip(word, chance)))
    return made


def _slip(word: str, chance: random.Random) -> str:
    at, kind = chance.randint(1, len(word) - 2), chance.random()
    if kind < 0.4:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :] if kind < 0.7 else word[:at] + word[at] + word[at:]


def _lost_marks(
    text: str, fixed: list[tuple[int, int]], edits: list[Edit], chance: random.Random
) -> list[Edit]:
    often = chance.choice((0, 0, 0, 0, 0.6, 1))
    return [
        (found.start(), found.end(), "")
        for found in _MARKS.finditer(text)
        if not _touches(edits, *found.span())
        and not _inside(fixed, found.start())
        and chance.random() < often
    ]


def _apply(
    text: str, names: list[Span], clauses: list[Span], edits: list[Edit]
) -> tuple[str, list[Span], list[Span]]:
    """Return the edited text, and the spans moved with it; a span that lost all its words is gone."""
    places = [0] * (len(text) + 1)
    made, done = "", 0
    for start, end, new in [*sorted(edits), (len(text), len(text), "")]:
        for place in range(done, start):
            places[place] = len(made) + place - done
        made += text[done:start]
        for place in range(start, end):
            places[place] = len(made)
        made += new
        done = end
        if end < len(text):
            places[end] = len(made)
    places[len(text)] = len(made)

    def moved(spans: list[Span]) -> list[Span]:
        return [(places[a], places[b], label) for a, b, label in spans if places[b] > places[a]]

    return made, moved(names), moved(clauses)


def _in_case(text: str, names: list[Span], chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.22:
        return _lowered(text)
    if kind < 0.25:
        return text.upper() if len(text.upper()) == len(text) else text
    if kind < 0.31:
        letters = list(text)
        for start, end in [(start, end) for start, end, label in names if label in "PC"]:
            letters[start:end] = _lowered(text[start:end])
        return "".join(letters)
    if kind < 0.62 and text and len(text[0].upper()) == 1:
        return text[0].upper() + text[1:]
    return text


def _lowered(text: str) -> str:
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
