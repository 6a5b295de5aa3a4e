"""T1, T2 and T5 in a browser: a round in thread and form, a seller's preview, a manager's roll-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.page.acting import said, say
from tests.features.conftest import greeted, running_office

pytestmark = pytest.mark.slow


async def test_a_round_is_answered_half_in_the_thread_half_in_the_form_then_edited(
    tmp_path: Path, open_page: OpenPage
) -> None:
    async with running_office(tmp_path) as office:
        mira = await greeted(office.member("mira"))
        await mira.dm("Met Ana Ruiz from Northwind. She runs their cold stores.")
        await mira.next_message()
        page = await open_page(office.sandbox.base_url, mira.user, height=900)

        await say(page, "/tactegic round")
        card = said(page, "Your look ahead this week")
        await expect(card).to_be_visible()
        await page.screenshot(path=tmp_path / "round.png")
        await card.hover()
        await card.get_by_role("button", name="Reply in thread").click()
        thread = page.get_by_role("complementary", name="Thread")
        for number, words in enumerate(
            ("Too few electricians for the cold stores", "Ana Ruiz", "Cold as ice"), 1
        ):
            await thread.locator(".composer-text").fill(words)
            await thread.locator(".composer-text").press("Enter")
            await expect(thread.get_by_text(f"{number} of 6").last).to_be_visible()
        await expect(card.first).to_contain_text("3 of 6")

        await thread.get_by_role("button", name="The rest in a form").last.click()
        form = page.get_by_role("dialog")
        fields = form.get_by_role("textbox")
        await expect(fields).to_have_count(6)
        await expect(fields.nth(2)).to_have_value("Cold as ice")
        await page.screenshot(path=tmp_path / "form.png")
        for number, words in enumerate(
            ("Show them our ice tank", "Shops want hourly delivery", "Ana Ruiz"), 3
        ):
            await fields.nth(number).fill(words)
        await form.get_by_role("button", name="Save").click()
        await expect(thread.get_by_text("3 answers")).to_be_visible()
        await expect(said(page, "That is all for this week").first).to_contain_text("6 of 6")

        await thread.get_by_role("button", name="Look or edit").last.click()
        first = form.get_by_role("textbox").first
        await expect(first).to_have_value("Too few electricians for the cold stores")
        await first.fill("Too few electricians, and no apprentices")
        await form.get_by_role("button", name="Save").click()
        await expect(thread.get_by_text("Noted anew for").first).to_be_visible()
        await page.screenshot(path=tmp_path / "thread.png")


async def test_a_seller_previews_what_the_manager_then_sees(tmp_path: Path, open_page: OpenPage) -> None:
    words = "“Too few electricians for the cold stores”"
    async with running_office(tmp_path) as office:
        tomo, mira = await greeted(office.member("tomo")), await greeted(office.member("mira"))
        await mira.command("/tactegic", f"reports me to <@{tomo.user}>")
        await mira.next_message()
        await mira.dm("Met Ana Ruiz from Northwind.")
        await mira.next_message()
        await mira.command("/tactegic", "round")
        card = await mira.next_message()
        await mira.dm(words.strip("“”"), thread_ts=card["ts"])
        await mira.next_message()
        page = await open_page(office.sandbox.base_url, mira.user, height=900)

        await say(page, "/tactegic rollup preview")
        await page.get_by_role("button", name="Look at the latest round").click()
        await said(page, "You share nothing").get_by_role("button", name="1 reply").click()
        thread = page.get_by_role("complementary", name="Thread")
        await expect(thread.get_by_text(words)).to_be_visible()
        await page.screenshot(path=tmp_path / "preview.png")
        await thread.get_by_role("button", name="Share exactly this").click()
        await expect(thread.get_by_text("1 answer is shared with")).to_be_visible()

        managers = await open_page(office.sandbox.base_url, tomo.user, height=900)
        await say(managers, "/tactegic rollup")
        seen = said(managers, "What your sellers see coming")
        await expect(seen).to_contain_text("1 answer from 1 seller on 1 account.")
        await managers.screenshot(path=tmp_path / "rollup.png")
        await seen.get_by_role("button", name="All answers").click()
        await seen.get_by_role("button", name="1 reply").click()
        answers = managers.get_by_role("complementary", name="Thread")
        await expect(answers.get_by_text(words)).to_be_visible()
        await expect(answers.get_by_text("Met Ana Ruiz")).to_have_count(0)

        await thread.get_by_role("button", name="Take it back").click()
        await expect(thread.get_by_text("Nobody above you sees it any more.")).to_be_visible()
        await say(managers, "/tactegic rollup")
        await expect(said(managers, "None of your sellers shares a look ahead").first).to_be_visible()
