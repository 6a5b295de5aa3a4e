"""The warmest way to somebody, over contacts that their owners chose to share as known (R1, B6)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import (
    Added,
    Changed,
    ContactReplaced,
    Erased,
    Removed,
    remove_rows_of_contact,
)
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.members import Departure
from bot.features.teams.contracts.values import AccountTeam
from bot.features.ways import commands, events
from bot.features.ways.cards.sharing import acquaintance_label
from bot.features.ways.checks import CHECKS
from bot.features.ways.handlers import sharing, ways
from bot.features.ways.subcommands import SUBCOMMANDS
from bot.features.ways.values import Acquaintance

FEATURE = Feature(
    name="ways",
    rules=("R1", "B6"),
    handlers={
        commands.ShowWay: ways.show_way,
        commands.DraftIntroduction: ways.draft_introduction,
        commands.ListAcquaintances: sharing.list_acquaintances,
        commands.ShareAcquaintance: sharing.share_acquaintance,
        commands.SaveAcquaintance: sharing.save_acquaintance,
        commands.TakeBackAcquaintance: sharing.take_back_acquaintance,
        commands.TakeBackAcquaintances: sharing.take_back_acquaintances,
        commands.AskToShareAnew: sharing.ask_to_share_anew,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(
            Acquaintance,
            subject="contact_id",
            links=("shared_with",),
            label=RecordLabel(48, acquaintance_label),
            outlives_owner=False,
        ),
    ),
    events={
        ContactReplaced: events.take_back_replaced,
        Changed(Contact): events.take_back_outdated,
        Added(Departure): events.hide_of_leavers,
        Changed(Departure): events.hide_of_leavers,
        Changed(AccountTeam): (events.take_back, events.hide),
        Removed(AccountTeam): (events.take_back, events.hide),
        Changed(Acquaintance): events.unshare,
        Removed(Acquaintance): events.unshare,
        Erased(Contact): remove_rows_of_contact(Acquaintance),
    },
)
