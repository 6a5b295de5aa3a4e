"""Who reached out, as notes and logged touches tell it (S3, F5)."""

from __future__ import annotations

import pytest

from bot.core.notes import Direction
from bot.core.touching import direction_of


@pytest.mark.parametrize(
    "text",
    [
        "Ana called me",
        "Ana Ruiz called me back yesterday",
        "they called me",
        "She rang about the audit",
        "Yesterday Ana Ruiz (Northwind) wrote to me about carbon reporting",
        "Ana has just emailed us",
        "Got a call from Ana. She worries about 2027",
        "Heard from Ana after months",
        "Ana reached out and we talked for an hour",
        "Ana finally replied",
    ],
)
def test_words_that_say_that_the_contact_reached_out(text: str) -> None:
    assert direction_of(text) is Direction.BY_CONTACT


@pytest.mark.parametrize(
    "text",
    [
        "I called Ana",
        "I've just emailed Ana Ruiz (Northwind) the draft",
        "Called Ana, she worries about carbon reporting",
        "Yesterday I phoned her and left her a voicemail",
        "We wrote to Ana about the audit",
        "I reached out to Ana. No answer yet",
        "Met nobody, then texted Ana",
        "wrote to Ritu again, no answer",
        "mailed Ana twice, she didn't reply",
    ],
)
def test_words_that_say_that_the_member_reached_out(text: str) -> None:
    assert direction_of(text) is Direction.BY_MEMBER


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Met Ana Ruiz from Northwind at the fair",
        "Lunch with Ana, she told me about 2027",
        "I called Ana and she called me back",
        "I emailed Ana; she replied within the hour",
        "Ana will call me tomorrow",
        "I shall call Ana next week",
        "Ana said she called Lars",
    ],
)
def test_words_that_say_both_or_neither_leave_it_mutual(text: str) -> None:
    assert direction_of(text) is Direction.MUTUAL
