"""What is asked for where plain words leave out a name (B4)."""

from __future__ import annotations

PERSON_AND_COMPANY = "I need a person and a company."
TWO_NAMES = "I need the old and the new name, with “to” between them."
WHICH_NAMES = "I need two names, with a comma between them; the first one stays."
WHOM_TO_DELETE = "Whom shall I delete? Write the name."
WHOM_TO_SHOW = "Whom shall I show? Write the name."
WITH_WHOM = "With whom were you in touch?"
