"""People and companies of many cultures for the notes, from the lists that the reader learns with."""

from __future__ import annotations

import random

from tools.reader.pools import company, first_names, last_names


class ManyNames:
    """Satisfies samples.Names."""

    def person(self, chance: random.Random) -> tuple[str, str]:
        """Return a first and a last name, mixed."""
        return chance.choice(first_names()), chance.choice(last_names())

    def company(self, chance: random.Random) -> tuple[str, str]:
        """Return a company's name in full, and as it is said."""
        return company(chance)
