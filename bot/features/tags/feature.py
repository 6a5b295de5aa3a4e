"""Lists of people by tag, and a rhythm for each tag (P1, B3)."""

from __future__ import annotations

from bot.core.events import Added, Changed
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.rhythms import TagRhythm
from bot.core.settings import MemberSettings
from bot.features.tags import commands, events
from bot.features.tags.cards.rhythms import tag_rhythm_label
from bot.features.tags.checks import CHECKS
from bot.features.tags.handlers import lists, rhythms, tagging
from bot.features.tags.sections import SECTIONS
from bot.features.tags.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="tags",
    rules=("P1", "B3"),
    handlers={
        commands.ListTags: lists.list_tags,
        commands.ListTagged: lists.list_tagged,
        commands.TagPeople: tagging.tag_people,
        commands.SetTagRhythm: rhythms.set_tag_rhythm,
        commands.EditTagRhythm: rhythms.edit_tag_rhythm,
        commands.SaveTagRhythm: rhythms.save_tag_rhythm,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(TagRhythm,),
    records=(Record(TagRhythm, label=RecordLabel(46, tag_rhythm_label)),),
    events={
        Added(TagRhythm): events.begin_nudges,
        Changed(TagRhythm): events.begin_nudges,
        Added(MemberSettings): events.begin_nudges,
        Changed(MemberSettings): events.begin_nudges,
    },
)
