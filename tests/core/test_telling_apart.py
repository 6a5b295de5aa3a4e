"""People of one name are told apart by what differs: company, job, last talk (B1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.core.common_cards import ContactView, tell_apart
from bot.core.contacts import Contact, ContactId
from bot.core.identity import Space, WorkspaceId

LARS = Contact(
    id=ContactId("l"),
    workspace=WorkspaceId("T1"),
    space=Space("m:U1"),
    name="Lars Holm",
    created_at=datetime(2026, 4, 15, tzinfo=UTC),
)
BUYER, FINANCE = replace(LARS, title="Buyer"), replace(LARS, title="CFO")


def test_the_company_is_enough_where_it_differs() -> None:
    views = [ContactView(contact=BUYER, company="Northwind"), ContactView(contact=FINANCE, company="Delta")]
    assert tell_apart(views) == ["Lars Holm (Northwind)", "Lars Holm (Delta)"]


def test_the_job_is_said_where_the_company_is_the_same() -> None:
    views = [ContactView(contact=each, company="Northwind") for each in (BUYER, FINANCE)]
    assert tell_apart(views) == ["Lars Holm (Northwind, Buyer)", "Lars Holm (Northwind, CFO)"]


def test_the_last_talk_is_said_where_nothing_else_differs() -> None:
    views = [
        ContactView(contact=LARS, company="Northwind", last_touch=date(2026, 4, 3)),
        ContactView(contact=LARS, company="Northwind"),
    ]
    assert tell_apart(views) == [
        "Lars Holm (Northwind, last talk 3 April 2026)",
        "Lars Holm (Northwind, no talk yet)",
    ]
