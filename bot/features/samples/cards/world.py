"""The sample world in words: who is in it, and what was noted of them; everybody in it is made up."""

from __future__ import annotations

from bot.core.contacts import SAMPLE_MARK
from bot.features.samples.rules import SampleNote, SamplePerson, SamplePromise, SampleStory

MARK = SAMPLE_MARK
"""What stands behind the name of each sample person and company."""
_COMPANIES = ("Brightwater Foods", "Kestrel Rail")
_PEOPLE = (
    SamplePerson("Mira Sampleton", "Head of Procurement", "Brightwater Foods", "she/her", 21, "bridge"),
    SamplePerson("Jonas Mustermann", "CFO", "Brightwater Foods", "he/him"),
    SamplePerson("Priya Exemplar", "VP Operations", "Kestrel Rail", "she/her", 28, "capitalization"),
    SamplePerson("Tom Placeholder", "Depot Manager", "Kestrel Rail", "he/him", 42),
)

_NOTES = (
    SampleNote(
        61,
        "Mira Sampleton",
        "Met Mira Sampleton at the packaging fair. She has to halve the waste of three plants by 2028.",
        "meeting",
    ),
    SampleNote(
        48,
        "Priya Exemplar",
        "Called Priya Exemplar. Half of her drivers retire within five years, and nobody plans for it yet.",
        "call",
    ),
    SampleNote(
        40,
        "Tom Placeholder",
        "Visited Tom Placeholder in his depot. He would try anything that saves a night shift.",
        "meeting",
    ),
    SampleNote(
        26,
        "Mira Sampleton",
        "Lunch with Mira Sampleton. She worries about carbon reporting from 2027, and asks how others do it. "
        "I promised her the paper on reusable crates.",
        "meeting",
        SamplePromise("the paper on reusable crates", "I promised her the paper on reusable crates", True, 3),
    ),
    SampleNote(
        19,
        "Jonas Mustermann",
        "Jonas Mustermann signs whatever pays back within two years. He does not know our services at all.",
    ),
    SampleNote(
        12,
        "Priya Exemplar",
        "Called Priya Exemplar about a simulator for drivers. She will send me her age chart.",
        "call",
        SamplePromise("her age chart", "She will send me her age chart", False, 5),
    ),
    SampleNote(
        5,
        "Priya Exemplar",
        "Priya Exemplar was made a member of the steering group for 2029. She asked who else has done this.",
    ),
)

STORY = SampleStory(mark=MARK, companies=_COMPANIES, people=_PEOPLE, notes=_NOTES)
"""All of it."""
