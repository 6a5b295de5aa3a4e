"""What is said beside a field of a form about teams."""

from __future__ import annotations

WHICH_ACCOUNT = "Name the company that the team works with."


WHO_IS_ON_IT = "Choose at least one colleague."


WHAT_WAS_DECIDED = "Write what was decided."
