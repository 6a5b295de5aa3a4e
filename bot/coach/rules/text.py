"""A message as sentences and words with their places; every pass is linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.language.legal_forms import is_dotted_form
from bot.language.names import fold, word_set

_WORD = re.compile(r"\bw/|[^\W_]+(?:['\u2019\-][^\W_]+)*\.?|[@&]|:[a-z0-9_+\-]+:")
_DOTTED = r"(?<![\w.])(?:[^\W\d_]\.){1,5}[^\W\d_](?:\.(?!\w)|(?![\w.]))"
_DOTTED_OR_WORD = re.compile(f"(?P<dotted>{_DOTTED})|{_WORD.pattern}")
_POSSESSIVE = re.compile(r"['\u2019]s?$", re.IGNORECASE)
_CONTRACTION = re.compile(r"['\u2019](?:ll|d|ve|re|m)$", re.IGNORECASE)
_BREAK = re.compile(r"[.!?;\u3002\uff01\uff1f]+(?=[\s\"')\u201d]|$)|[\n\r\u2028]+")
_AFTER_PARTICLE = re.compile("(?:al|el|ad|ash|an|ar|as|at|bin|ben|d|l|o|t)['\u2019-][^\\W\\d_a-z]")
_ABBREVIATIONS = word_set("mr mrs ms dr prof st sr jr rev hr fr vs eg ie approx ing dept no")
_DOTTED_LETTERS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BEFORE_FIGURES = word_set("tel ca min max jan feb mar apr jun jul aug sep sept oct nov dec")
_COMPANY_ENDS = word_set("inc ltd corp co")


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start` to `end` of the text, without its possessive ending, which `ending` keeps."""

    written: str
    start: int
    end: int
    folded: str
    first: bool
    """True for the first word of a sentence."""
    sentence: int
    ending: str = ""
    gap: str = ""
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, be it after a particle ("al-Sayed", "d'Arcy")."""
        begin = self.written[:1]
        return begin.isupper() or begin.istitle() or _AFTER_PARTICLE.match(self.written) is not None

    @property
    def shouted(self) -> bool:
        """Whether it is an acronym: two or more letters, all capitals."""
        letters = self.written.rstrip(".")
        return len(letters) > 1 and letters.isupper()

    @property
    def initial(self) -> bool:
        """Whether it is a single capital letter with a dot ("A.")."""
        return len(self.written) == 2 and self.written[1] == "." and self.written[0].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `start` to `end` of the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TokenizedText:
    """A text with its sentences and words."""

    text: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]


def read(text: str) -> TokenizedText:
    """Return the text cut into sentences and words."""
    sentences = tuple(_sentences(text))
    return TokenizedText(text, sentences, tuple(_words(text, sentences)))


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a text, without the space around them."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for match in _BREAK.finditer(text):
        if match.group() == "." and _abbreviated(text, match.start()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _abbreviated(text: str, dot: int) -> bool:
    head = text[max(0, dot - 12) : dot]
    last = head.split()[-1] if head.split() else ""
    last = last.lstrip("(\"'")
    if fold(last) in _COMPANY_ENDS or is_dotted_form(last):
        return text[dot + 1 : dot + 12].lstrip()[:1].islower()
    follows = text[dot + 1 : dot + 12].lstrip()[:1]
    if last == "I" or _DOTTED_LETTERS.fullmatch(last):
        return follows.islower()
    if fold(last) in _BEFORE_FIGURES:
        return follows.isdigit()
    return fold(last) in _ABBREVIATIONS or (len(last) == 1 and last.isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    kept = part.strip()
    if kept:
        yield Sentence(kept, start + left, start + left + len(kept))


def _words(text: str, sentences: tuple[Sentence, ...]) -> Iterator[Word]:
    for number, sentence in enumerate(sentences):
        first, before = True, sentence.start
        for match in _word_matches(text, sentence):
            written = match.group()
            form = is_dotted_form(written)
            if written.endswith(".") and not form and not _keeps_dot(written):
                written = written[:-1]
            ending = ""
            for endings in (_CONTRACTION, _POSSESSIVE):
                if not ending and (found := endings.search(written)):
                    ending, written = found.group(), written[: found.start()]
            if not written:
                continue
            end = match.start() + len(written)
            yield Word(
                written,
                match.start(),
                end,
                fold(written.replace(".", "") if form else written),
                first,
                number,
                fold(ending),
                text[before : match.start()],
            )
            first, before = False, end
            if ":" in text[end : end + 1] or text[end : end + 2] == "- ":
                first = True


def _word_matches(text: str, sentence: Sentence) -> Iterator[re.Match[str]]:
    """Yield the words' places; a legal form with dots ("S.p.A.") is one word, other dotted letters not."""
    for match in _DOTTED_OR_WORD.finditer(text, sentence.start, sentence.end):
        if match["dotted"] and not is_dotted_form(match["dotted"]):
            yield from _WORD.finditer(text, match.start(), match.end())
        else:
            yield match


def _keeps_dot(written: str) -> bool:
    return (len(written) == 2 and written[0].isupper()) or fold(written[:-1]) in _ABBREVIATIONS
