"""The coach without a language model: rules, labelled examples and quotations (B7)."""

from bot.adapters.coach.rules.coach import RulesCoach as RulesCoach
