"""Which use case takes which command about checks, terms, focus, the partner's view and lessons."""

from __future__ import annotations

from bot.messages import learning
from bot.messages.commands import Command
from bot.usecases.assessment import check_text
from bot.usecases.learning import focus, glossary, lessons, mindset
from bot.usecases.recalling import partner_view
from bot.usecases.turn import Handler

LEARNING: dict[type[Command], Handler] = {
    learning.OpenCheck: check_text.open_check,
    learning.CheckText: check_text.check_typed,
    learning.SubmitCheck: check_text.check_pasted,
    learning.ShowCheck: check_text.show_check,
    learning.DefineTerm: glossary.define,
    learning.OpenTerm: glossary.open_term,
    learning.SaveTerm: glossary.save_term,
    learning.LookUp: glossary.look_up,
    learning.ListTerms: glossary.list_terms,
    learning.TermHistory: glossary.term_history,
    learning.RemoveTerm: glossary.remove_term,
    learning.Reflect: mindset.reflect,
    learning.TurnQuestion: mindset.turn_question,
    learning.SaveAttitude: mindset.save_attitude,
    learning.ListAttitudes: mindset.list_attitudes,
    learning.DeleteAttitude: mindset.delete_attitude,
    learning.ShowFocus: focus.show_focus,
    learning.MoveActivity: focus.move_activity,
    learning.ProposeDelegation: focus.propose_delegation,
    learning.ViewFrom: partner_view.view_from,
    learning.ShowLesson: lessons.show_lesson,
    learning.PassOn: lessons.pass_on,
    learning.OfferLessons: lessons.offer_lessons,
}
"""The rows of the registry."""
