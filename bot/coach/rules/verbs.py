"""The plain form of a verb that an action begins with: "spending" is "spend" (B7); pure."""

from __future__ import annotations

from bot.language.names import word_set

_VERBS = word_set(
    "analyse analyze answer arrange ask attend audit benchmark book bring build calculate call carry "
    "catch check clean coach collect come compare compile connect cook count cycle deliver describe "
    "design discuss do draft draw drive drop eat edit explain explore fetch find fix fly follow gather "
    "get give go hand have hear help hike hold host interview introduce investigate invite join keep "
    "lead learn lend let listen look make map meet mentor model observe offer organise organize pack "
    "paint phone pick plan prepare present prototype proofread put read rehearse repair research review "
    "ride run say see send set shadow share show sit sketch solve sort speak spend stand start stay "
    "study summarise summarize support sweep take talk teach test think translate travel treat try turn "
    "tutor video visit volunteer walk watch work write"
)


def base_verb(word: str) -> str:
    """Return the plain form of a verb, in small letters, or nothing where the word is none that is known."""
    low = word.lower()
    if low in _VERBS:
        return low
    if not low.endswith("ing"):
        return ""
    stem = low.removesuffix("ing")
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
    return next((each for each in (stem, f"{stem}e", doubled) if each in _VERBS), "")
