"""Companies with a legal form, as the rules read them in a message (B1)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.core.coaching.understanding import Circumstances


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Met Ana Ruiz from Bar S.p.A. yesterday, I promised her the paper by Friday.", "Bar S.p.A."),
        ("Met Ana Ruiz from Bar S.p.A. I promised her the paper by Friday.", "Bar S.p.A."),
        ("Met Ana Ruiz from Foo G.m.b.H. today.", "Foo G.m.b.H."),
        ("Met Ana Ruiz from Delta d.o.o. at 3 p.m. today.", "Delta d.o.o."),
        ("Met Ana Ruiz (Polar N.V.) in the U.S. office.", "Polar N.V."),
    ],
)
async def test_a_legal_form_with_dots_belongs_to_the_company(
    coach: RulesCoach, stranger: Circumstances, text: str, company: str
) -> None:
    found = await coach.understand(text, stranger)

    assert [(one.written, one.company) for one in found.mentions][:1] == [("Ana Ruiz", company)]


@pytest.mark.parametrize("written", ["Bar S.p.A.", "bar s.p.a.", "Bar", "BAR SpA"])
async def test_a_known_company_is_found_in_any_form(
    coach: RulesCoach, stranger: Circumstances, written: str
) -> None:
    knowing = replace(stranger, known_companies=("Bar S.p.A.", "AT&T Inc."))
    found = await coach.understand(f"Met Ana Ruiz from {written} yesterday.", knowing)

    assert [one.company for one in found.mentions] == ["Bar S.p.A."]
