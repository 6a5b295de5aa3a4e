"""A touch is what took place between member and contact; who is merely mentioned gets none (B1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances
from bot.core.composing import compose
from bot.core.contacts import Contact, ContactId
from bot.core.note_context import NoteContext
from bot.core.notes import NoteSource
from tests.support.stores import ANA

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NAMES = ("Ana Ruiz", "Lars Berg", "Omar Haddad")
CONTACTS = tuple(
    Contact(id=ContactId(name), workspace=ANA.workspace, space=ANA.own, name=name, created_at=NOW)
    for name in NAMES
)


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("Met Ana Ruiz from Northwind today.", "Ana"),
        ("Remind me to call Ana Ruiz on Friday.", ""),
        ("I have to call Lars Berg about the tender tomorrow.", ""),
        ("Northwind hired a new CFO, Chiara Rossi, says the newspaper.", ""),
        ("Ana Ruiz told me that Lars Berg is leaving.", "Ana"),
        ("Lunch with Ana Ruiz and Lars Berg, we talked about Omar Haddad.", "Ana Lars"),
        ("Ana Ruiz's mobile is +49 151 2345678", ""),
        ("Saw in the news that Omar Haddad got promoted.", ""),
        ("I read in the paper that Lars Berg is leaving Northwind.", ""),
        ("heard that Ana Ruiz is moving to Lyon", ""),
        (
            "Saw on LinkedIn that Omar Haddad has a new job, so I called him and we talked for an hour.",
            "Omar",
        ),
        ("Lars Berg's assistant said he is on holiday.", ""),
        ("Plan: visit Ana Ruiz in December and show her the storage paper.", ""),
        ("Dinner with Ana Ruiz, Lars Berg and Omar Haddad yesterday.", "Ana Lars Omar"),
        ("My colleague Tim met Ana Ruiz last week.", ""),
        ("Omar Haddad met with Lars Berg yesterday.", ""),
        ("Ana Ruiz called me, she wants the paper by Friday.", "Ana"),
        ("Called Lars Berg, no answer.", ""),
        ("Sent Omar Haddad the offer.", "Omar"),
        ("I should write to Ana Ruiz again.", ""),
        ("Ana Ruiz has birthday on 3 May.", ""),
        ("Ana Ruiz posted on LinkedIn about carbon reporting.", ""),
        ("Met Ana Ruiz, who reports to Lars Berg.", "Ana"),
        ("Discussed Omar Haddad's budget with Ana Ruiz.", "Ana"),
        ("Our CEO spoke with Lars Berg at the fair.", ""),
        ("Zoom with Omar Haddad on Tuesday was good.", "Omar"),
        ("Ana Ruiz and Lars Berg had a meeting about the new hall.", ""),
        ("Lars Berg is the new head of logistics at Northwind.", ""),
        ("They expect Ana Ruiz to become CFO next year.", ""),
        ("Email from Lars Berg: they move the date.", "Lars"),
        ("Need to prepare the meeting with Omar Haddad next week.", ""),
        ("Ana Ruiz, phone 0151 234567, email ana@northwind.example", ""),
        ("Ana Ruiz called, she cannot make it", "Ana"),
        ("Ana Ruiz met me at the fair.", "Ana"),
    ],
)
async def test_only_whom_the_member_was_in_touch_with_is_touched(
    coach: RulesCoach, text: str, touched: str
) -> None:
    now = Circumstances(today=NOW.date(), zone="Europe/Berlin", known_people=NAMES, me=("mira",))
    context = NoteContext(
        workspace=ANA.workspace,
        space=ANA.own,
        now=NOW,
        zone="Europe/Berlin",
        new_id=lambda *parts: "-".join(map(str, parts)),
        contacts=CONTACTS,
        accounts=(),
    )

    made = compose(text, await coach.understand(text, now), context, source=NoteSource.MESSAGE)

    assert sorted(each.contact_id.split()[0] for each in made.touches) == touched.split()
