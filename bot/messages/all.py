"""Every module with commands, so that one import registers them all."""

from __future__ import annotations

from bot.messages import assessing as assessing
from bot.messages import commands as commands
from bot.messages import notes as notes
