"""What can be asked for: sample data (B6)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.commands import Command


@dataclass(frozen=True, slots=True)
class LoadSamples(Command):
    """Put the sample data in, or say that it is there."""


@dataclass(frozen=True, slots=True)
class RemoveSamples(Command):
    """Take the sample data away; what the member noted themselves stays."""
