"""The few sentences that the adapter says by itself; everything else comes as cards from the features."""

from __future__ import annotations

COMMAND = "/tactegic"

CUT_SHORT = "Cut short to fit here. Ask me for the rest, or open the note itself."
WAITING_TITLE = "One moment"
WAITING = "Getting this ready. If it stays like this, close it: the answer is in our messages then."
CLOSE = "Close"
CANCEL = "Cancel"
TOO_LONG_TITLE = "Too long for a form"
TOO_LONG = (
    "This is longer than a Slack form can hold, so nothing was opened for editing and nothing was changed."
)
FAILED_TITLE = "That did not work"
NOTHING_TO_CHOOSE = "There is nothing to choose from yet."
SHOWN_OF = "The first {shown} of {total}."


def not_stored(reference: str) -> str:
    """Said when a request could not be stored, so that nothing was or will be done about it."""
    return f"I could not take that in just now; nothing was changed. Please try again. (ref {reference})"


def not_opened(reference: str) -> str:
    """Said when a form could not be opened in the time that Slack allows."""
    return f"The form did not open in time; nothing was changed. Please try again. (ref {reference})"


OLD_BUTTON = "That button is from an earlier version of me; nothing was changed. Type /tactegic to go on."
