"""Whether a text is English; another language is kept as written, and no field of it is guessed (B1)."""

from __future__ import annotations

import re

from bot.language.names import word_set

_ENGLISH = word_set(
    "the a an and to of in is was i we you he she it they for on with at by from about that this will be "
    "have has had not my our his her their met call called sent said wants me him them who what when where "
    "did do does how if but or as so are were been can could would should promised told today tomorrow "
    "yesterday next last week lunch meeting w re"
)
_OTHERS = (
    word_set(
        "der die das und ist nicht ich wir sie ein eine mit von zu den dem für auf hat habe haben werden "
        "wird bei heute morgen gestern nach uns ihm ihr noch auch dass über am im treffen getroffen"
    ),
    word_set(
        "le la les et est une des du pour avec que qui dans sur nous vous il elle je ai été demain hier "
        "aujourd pas au aux sont chez rendez"
    ),
    word_set(
        "el la los las y es una del para con que en por su nos le hoy mañana ayer fue está muy pero como "
        "más tiene"
    ),
    word_set(
        "il la gli e è una del della per con che di in non ho abbiamo ha domani ieri oggi mi ci sono alla"
    ),
    word_set("o a os as e é uma do da para com que em não eu nós ele ela amanhã ontem hoje foi um reunião"),
    word_set(
        "de het een en is niet ik wij zij met van voor op heeft heb morgen gisteren vandaag bij ons naar "
        "ook dat"
    ),
    word_set("och är inte jag vi han hon med till för på har i det som en ett idag imorgon igår av"),
    word_set("i nie jest się z na do w że to jutro wczoraj dzisiaj spotkanie mam oraz dla"),
    word_set("ve bir bu için ile dün bugün çok ne da de görüştüm yarin toplanti"),
)
"""Small words of German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and Turkish."""
_TELLING = (
    word_set(
        "bitte danke und ist nicht ich wir eine einen mit dem für auf hat habe haben wird bei heute morgen "
        "gestern noch auch dass über letzte letzten letzter lösche lösch löschen zeig zeige mir mein meine "
        "meinen uns ihm ihr notiz kontakt treffen getroffen kannst wer wie wann wo termin anruf besprochen "
        "schicken schick wieder nächste nächsten kommt zwischen nach vom zum zur kein keine"
    ),
    word_set(
        "avec est une que qui dans sur nous vous je hier demain pas sont merci supprime supprimer montre mon "
        "ma mes dernière dernier cette ce plaît aujourd'hui s'il rendez-vous chez pour appeler aussi"
    ),
    word_set(
        "una con que para por favor gracias borra borrar última último mi mis hoy mañana ayer muy nota "
        "está pero muestra muéstrame llamar reunión también"
    ),
    word_set("una con che per favore grazie cancella ultima ultimo mia mio oggi domani ieri nota mostra non"),
    word_set("uma com que para por obrigado apaga última último minha meu hoje amanhã ontem nota mostre não"),
    word_set(
        "een met het niet voor bij graag bedankt verwijder laatste mijn vandaag morgen gisteren notitie"
    ),
)
"""Small words that leave little doubt in a short text without an English one: "Bitte lösche die Notiz"."""
_UNMISTAKABLE = word_set(
    "bitte danke nicht für heute gestern über lösche zeige getroffen avec merci aujourd'hui hier demain "
    "plaît gracias mañana ayer borra grazie domani ieri obrigado amanhã ontem graag gisteren vandaag"
)
_SHORT = 12
_FEWEST_TELLING = 2
_FEWEST = 3
_NAME = re.compile(r"(?<=[^.!?\n] )[A-ZÀ-Þ][\w'\u2019-]*")


def is_english(text: str) -> bool:
    """Return whether a text reads as English; a few words of any language do, and names do not count."""
    words = re.findall(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*", _NAME.sub("", text).casefold())
    latin = sum(1 for word in words if re.match(r"[a-zà-ɏ]", word))
    if _has_no_latin(text) or (len(words) >= _FEWEST and latin < len(words) / 2):
        return False
    words = [part for word in words for part in (word, *re.split(r"['\u2019-]", word)[1:])]
    if _is_short_and_foreign(words):
        return False
    here = sum(word in _ENGLISH for word in words)
    there = max(sum(word in other for word in words) for other in _OTHERS)
    return not (there >= _FEWEST and there > 2 * here)


def _has_no_latin(text: str) -> bool:
    """Return whether a text is written in another script alone, and is more than a name."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _LONGEST_NAME and not any(re.match(r"[a-zà-ɏ]", one, re.I) for one in letters)


_LONGEST_NAME = 8
"""Letters up to which a text in another script may be somebody's name alone."""


def _is_short_and_foreign(words: list[str]) -> bool:
    """Return whether a few words have none that is English alone, and enough that is of one language."""
    if not words or len(words) > _SHORT:
        return False
    own = {word for word in words if word in _ENGLISH and not any(word in each for each in _TELLING)}
    if own - _BOTH:
        return False
    found = max(len({word for word in words if word in each}) for each in _TELLING)
    return found >= _FEWEST_TELLING or any(word in _UNMISTAKABLE for word in words)


_BOTH = word_set("die was in so am an he me a note")
"""Words of English that other languages have, too."""
