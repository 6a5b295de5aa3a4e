"""Home with 150 active contacts, years of touches and many promises: within what Slack takes (B5, P1)."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from bot.core.commands import Origin, Said, Surface
from bot.core.contacts import Contact, ContactId, Phase, Standing, Tier
from bot.core.identity import MemberId, own_space
from bot.core.notes import Commitment, CommitmentId, Promiser, Touch, TouchId
from bot.core.ports.work import Work
from bot.features.home.commands import HomeOpened
from bot.slack.render.views import home_view
from slack_sandbox.blocks.surfaces import problems
from slack_sandbox.testing import text_of
from tests.handlers.office import WORKSPACE, Office

pytestmark = pytest.mark.slow


async def filled(office: Office) -> None:
    """Have 150 active contacts with four touches and two promises each."""
    await office.say("Met Ana Ruiz from Northwind.")
    mine = {"workspace": WORKSPACE, "space": own_space(MemberId(office.member))}
    scope = office.scope
    origin = Origin(surface=Surface.JOB)
    work = Work(key="filled", scope=scope, command=Said(""), origin=origin, now=office.now)
    async with office.store.write(work) as uow:
        for number in range(149):
            at = office.now - timedelta(days=number % 120)
            contact = Contact(
                id=ContactId(f"c{number}"),
                name=f"Person Number {number}",
                created_at=at,
                standing=Standing.ACTIVE,
                tier=Tier.STRATEGIC,
                phase=list(Phase)[number % 3],
                criteria=(("vision", number % 4), ("trust", 2)),
                cadence_days=30,
                last_touch_at=at,
                **mine,  # type: ignore[arg-type]
            )
            await uow.of(Contact).put(contact)
            for again in range(4):
                day = (at - timedelta(days=30 * again)).date()
                touch = Touch(
                    id=TouchId(f"t{number}-{again}"),
                    contact_id=contact.id,
                    occurred_on=day,
                    created_at=at,
                    **mine,  # type: ignore[arg-type]
                )
                await uow.of(Touch).put(touch)
            for by in Promiser:
                promise = Commitment(
                    id=CommitmentId(f"p{number}-{by}"),
                    what="send the paper on storage that was asked for",
                    by=by,
                    created_at=at,
                    contact_id=contact.id,
                    due_on=(at + timedelta(days=60)).date(),
                    **mine,  # type: ignore[arg-type]
                )
                await uow.of(Commitment).put(promise)


async def test_home_of_a_full_portfolio_fits_and_says_what_it_leaves_out(office: Office) -> None:
    await filled(office)

    began = time.process_time()
    seen = await office.do(HomeOpened("home"), Origin(surface=Surface.HOME))
    took = time.process_time() - began

    blocks = home_view(seen.home)["blocks"]
    assert took < 2.0
    assert problems(blocks, "home") == []
    assert len(blocks) <= 100
    shown = text_of({"blocks": blocks})
    assert "149 active, 49 more than 100" in shown
    assert "more\nShow all" in shown
