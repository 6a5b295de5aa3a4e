"""Whether words of a note can fill a slot of a sentence that is made for somebody (B7); pure.

It says no where it cannot tell: another sentence is chosen, or a question is asked instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.names import word_set

_MOST_WORDS = 9
_WORD = re.compile(r"[^\W_](?:[\w&/%'\u2019.-]*[\w%])?\Z")
_TAIL = re.compile(
    r"[\s,]+(?:now|today|again|currently|too|also|as well|a lot|lately|recently|yesterday|"
    r"at the moment|right now|these days|"
    r"at present|very much|for now|as usual|then|there|here|with me|with us|from me|from us|to me|for me)\Z",
    re.IGNORECASE,
)
_NEVER = word_set(
    "not no never none nothing nobody neither nor without hardly anymore any longer i me my mine we us "
    "our ours you your yours it he she they them him this that these those which who whom whose what "
    "why how if because but so since although though unless until while when where than then as is are "
    "was were be been being am has have had having do does did done will would can could shall should "
    "may might must cannot gonna wanna says said tell tells told goes went gone comes came gets got "
    "takes took makes made gives gave wants knows knew sees saw keeps kept begins began becomes became "
    "seems thinks thought brings brought loses lost finds found grew rises rose falls fell arrives "
    "arrived retires leaves somebody someone something anybody anyone anything everybody everyone "
    "everything one ones more less much many few several lots stuff things thing help asap ok okay yes "
    "please maybe perhaps just only even still already soon later really very quite rather too also "
    "again"
)
_PREPOSITIONS = word_set(
    "of for in with from at on by into between among across over under after before during against "
    "within to about around behind beyond through toward towards via per near outside inside"
)
_ARTICLES = word_set(
    "the a an her his their some both all two three four five six seven eight nine ten another"
)
_BEFORE_NOUNS = word_set("the a an her his their its")
_INSIDE = _ARTICLES | word_set("its")
_NO_END = (
    _PREPOSITIONS
    | _ARTICLES
    | word_set(
        "and or plus big new old good bad large small great high low own other next last such same late early"
    )
)
_NO_BEGINNING = (_PREPOSITIONS - word_set("over under")) | word_set(
    "and or plus not over under send share call get ask meet visit go come hear talk speak see be"
)
_ENDS_IN_LY = word_set(
    "supply family assembly reply july monopoly anomaly daily weekly monthly yearly quarterly early friendly"
)
_ED_NOUNS = word_set("need seed speed feed weed hundred shed bed embed breed red")
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december spring summer autumn winter week month year "
    "quarter tomorrow yesterday"
)


def noun_phrase(words: str, *, names: Sequence[str] = ()) -> str:
    """Return the words as they can stand behind "about", or nothing where they are no whole noun phrase.

    What says only when is cut off at the end ("right now"); `names` are those that it may not be about.
    """
    text = " ".join(words.split()).strip(" ,.;:\"'\u201c\u201d\u2018\u2019")
    while (cut := _TAIL.sub("", text)) != text:
        text = cut
    parts = text.split()
    if not 0 < len(parts) <= _MOST_WORDS or not all(map(_WORD.match, parts)):
        return ""
    low = [each.lower() for each in parts]
    if _begins_or_ends_badly(low) or _is_only_names_or_times(parts, low, names):
        return ""
    return text if all(_fits(low, at) for at in range(len(low))) else ""


def deed(words: str, verbs: Sequence[str], *, names: Sequence[str] = ()) -> str:
    """Return the words as they can stand behind "the plan to", or nothing; `verbs` may be planned."""
    first, _, rest = words.strip(" ,.;:").partition(" ")
    if first.lower() not in verbs or not rest:
        return ""
    head, _, tail = rest.partition(" ")
    if head.lower() in ("into", "to", "with"):
        thing = _place(tail) or noun_phrase(tail, names=names)
        return f"{first} {head} {thing}" if thing else ""
    thing = noun_phrase(rest, names=names)
    return f"{first} {thing}" if thing else ""


def _place(words: str) -> str:
    """Return a place and a year, which are no noun phrase: "Lyon in 2030"."""
    found = re.fullmatch(r"[A-Z]\w+(?: [A-Z]\w+)?(?: (?:in|by) \d{4})?", words.strip())
    return found[0] if found else ""


def _begins_or_ends_badly(low: Sequence[str]) -> bool:
    last = low[-1]
    adverb = last.endswith("ly") and last not in _ENDS_IN_LY
    return low[0] in _NO_BEGINNING or last in _NO_END or adverb or _is_participle(last)


def _is_only_names_or_times(parts: Sequence[str], low: Sequence[str], names: Sequence[str]) -> bool:
    """Return whether all of it names people, companies or days; words in capitals ("CSRD") are neither."""
    own = {part.lower() for name in names for part in name.split()}
    if own & {each.removesuffix("'s").removesuffix("\u2019s") for each in low}:
        return True
    if all(each in _TIMES or each in _INSIDE or each.strip("%.").isdigit() for each in low):
        return True
    return all(each[0].isupper() and not each.isupper() for each in parts)


def _fits(low: Sequence[str], at: int) -> bool:
    word, before, after = low[at], low[at - 1] if at else "", low[at + 1] if at + 1 < len(low) else ""
    if word in _NEVER or (word.endswith(("n't", "n\u2019t"))):
        return False
    if word in _INSIDE and before and before not in _PREPOSITIONS | {"and", "or", "all", "both"}:
        return False
    if word in _PREPOSITIONS and (before in _PREPOSITIONS | _BEFORE_NOUNS or after in _PREPOSITIONS):
        return False
    return not (_is_participle(word) and after in _INSIDE)


def _is_participle(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in _ED_NOUNS and "-" not in word
