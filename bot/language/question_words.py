"""Words that questions and notes are read by: data of `bot/language/asking.py`, in lower case."""

from __future__ import annotations

_COMMON = """
    a about after again all also am an and any are as at be because been before being but by can could did
    do does done down during each else ever for from get give given go got had has have he hear heard her
    hers him his how i if in into is it its just know last let like long look many may me mean meet mention
    mentioned might mind more most much must my need new news no not note noted notes now of off on one or
    our out over own people said same say says see shall she should since so some somebody someone still
    talk talked tell than that the their them then there these they thing things think this those through
    time to told too two under until up us very was way we well went were what when where whether
    which who whom whose why will with would yet you your discuss discussed happened happening happen agree
    agreed old next ago s t ve ll d re m use uses used using make makes made making bring day days today soon
    anything something everything nothing anyone anybody everybody everyone kind sort tried try
"""

_NAMES_THAT_ARE_WORDS = """
    will mark may grace rose hope joy bill art frank faith june april august rich drew grant dawn
"""

_FORMS = """
    lost:lose gave:give given:give sent:send left:leave bought:buy chose:choose chosen:choose won:win
    paid:pay met:meet came:come took:take taken:take built:build made:make kept:keep wrote:write
    written:write began:begin begun:begin became:become grew:grow fell:fall held:hold sold:sell spent:spend
    children:child owe:promise owed:promise phone:ring call:ring called:ring rang:ring leads:lead
"""

_NUMBERS = """
    one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million half third quarter percent dozen dozens couple once twice
    hourly daily weekly fortnightly monthly quarterly yearly annually
"""

COMMON = frozenset(_COMMON.split())
"""Words that most questions have and that say nothing of their subject."""

NAMES_THAT_ARE_WORDS = frozenset(_NAMES_THAT_ARE_WORDS.split())
"""Given names that are words too: taken for a name only with a capital letter."""

FORMS = dict(pair.split(":") for pair in _FORMS.split())
"""Irregular forms, and the words for promising and ringing that questions and notes use for each other."""

NUMBERS = frozenset(_NUMBERS.split())
"""Numbers as words."""
