"""What a member wants to thank people for (X1)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Erased, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.features.thanks.commands import Thank
from bot.features.thanks.handlers import thank
from bot.features.thanks.rules import ThankYou
from bot.features.thanks.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="thanks",
    rules=("X1",),
    handlers={Thank: thank},
    subcommands=SUBCOMMANDS,
    records=(Record(ThankYou, subject="contact_id"),),
    events={Erased(Contact): remove_rows_of_contact(ThankYou)},
)
