"""A question that is looked up, in a browser: its steps, its words, and a write that is confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_assessment import say
from tests.features.conftest import informed
from tests.features.modelled import conversed, modelled_office, understood
from tests.support.openai_server import scripted_model

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

NOTE = "Met Ana Ruiz from Northwind. She worries about carbon reporting from 2027."


@pytest.mark.parametrize("look", [{}, {"width": 420, "dark": True}], ids=["wide", "narrow and dark"])
async def test_steps_are_seen_words_follow_and_a_click_does_what_was_proposed(
    tmp_path: Path, open_page: OpenPage, look: dict[str, bool | int]
) -> None:
    async with scripted_model() as model, modelled_office(model, tmp_path, timeout="60") as office:
        person = await informed(office.member("mira"))
        page = await open_page(office.sandbox.base_url, person.user, **look)  # type: ignore[arg-type]
        thread = page.get_by_role("complementary", name="Thread")
        model.reply(understood("note", "Ana Ruiz", company="Northwind"))
        await say(page, NOTE)
        await expect(thread.get_by_text("Noted for")).to_be_visible()
        await thread.get_by_role("button", name="Close thread").click()

        model.reply(
            understood("recall", "Ana Ruiz"),
            conversed(
                look_ups=(
                    {"tool": "account", "name": "Northwind"},
                    {"tool": "promises", "name": "Ana Ruiz"},
                    {"tool": "notes", "name": "Northwind", "words": "carbon"},
                )
            ),
        )
        model.reply_later(
            conversed(
                ("Ana worries about carbon reporting from 2027.", "N1"),
                ("She is at Northwind.", "N1"),
                proposals=("remind me to call Ana Ruiz on Friday",),
            )
        )
        await say(page, "What can you do so that I call Ana Ruiz on Friday?")
        steps = thread.locator("details.steps")
        await expect(steps).to_have_attribute("open", "")
        await expect(steps.get_by_text("Looked at the account of Northwind")).to_be_visible()
        await expect(steps.get_by_text("Looked at promises of Ana Ruiz")).to_be_visible()
        await expect(steps.get_by_text("Read 1 note on Northwind")).to_be_visible()
        await expect(thread.get_by_label("still writing")).to_be_visible()

        model.go_on()

        await expect(thread.get_by_text("Ana worries about carbon reporting from 2027. [1]")).to_be_visible()
        await expect(thread.get_by_label("still writing")).to_have_count(0)
        await expect(steps.get_by_text("Looked at the account of Northwind")).to_be_hidden()
        await steps.locator("summary").click()
        await expect(steps.get_by_text("Looked at the account of Northwind")).to_be_visible()
        await thread.get_by_role("button", name="Do it").click()
        await expect(thread.get_by_text("I'll remind you")).to_be_visible()
