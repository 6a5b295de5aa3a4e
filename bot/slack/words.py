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
FORM_NOT_SHOWN = "Slack did not take the form that belongs here."
FORM_AS_MESSAGE = "Slack did not take this as a form, so here it is as a message."
FORM_IN_MESSAGES = "Slack did not take this as a form. You find it in our messages."
NOTHING_CHANGED = "Nothing was changed. Type /tactegic to go on."
HOME_TITLE = "Your relationships"
HOME_NOT_SHOWN = (
    "Slack did not take this page just now. Everything is still there: write to me under Messages, or open "
    "this page again later."
)
FAILED_TITLE = "That did not work"
NOTHING_TO_CHOOSE = "There is nothing to choose from yet."
SHOWN_OF = "The first {shown} of {total}."


def not_stored(reference: str) -> str:
    """Said when a request could not be stored, so that nothing was or will be done about it."""
    return f"I could not take that in just now; nothing was changed. Please try again. (ref {reference})"


NOT_SURE_YET = "That takes longer than usual; I'm on it. If nothing comes within a minute, please try again."
"""Said when it is not known yet whether a request was stored."""


def not_opened(reference: str) -> str:
    """Said when a form could not be opened in the time that Slack allows."""
    return f"The form did not open in time; nothing was changed. Please try again. (ref {reference})"


OLD_BUTTON = "That button is from an earlier version of me; nothing was changed. Type /tactegic to go on."
ODD_FORM = "Something in this form cannot be read, so nothing was changed. Please close it and open it again."


def refused_app_token(code: str) -> str:
    """Say what to do about an app-level token that Slack refuses with this code."""
    if code == "missing_scope":
        return (
            "SLACK_APP_TOKEN lacks the scope connections:write: make a new one with it under Basic "
            "Information, App-Level Tokens."
        )
    return (
        f"SLACK_APP_TOKEN was refused by Slack ({code}): copy it again from Basic Information, "
        "App-Level Tokens; it starts with xapp-."
    )


def slack_has_trouble(address: str, code: str) -> str:
    """Say that Slack itself cannot answer now, which tells nothing about the token."""
    if code == "no_connection":
        return f"Slack's Web API does not answer at {address}: check the network, and start again."
    return (
        f"Slack's Web API at {address} has trouble of its own ({code}). That says nothing about the token: "
        "start again in a minute."
    )


def slack_cannot_say(code: str) -> str:
    """Say in a list of findings that Slack could not be asked about a token."""
    if code == "no_connection":
        return "not known: Slack does not answer"
    return f"not known: Slack has trouble of its own ({code}); ask again in a minute"
