"""Every module with commands, so that one import registers them all."""

from __future__ import annotations

from bot.messages import assessing as assessing
from bot.messages import commands as commands
from bot.messages import learning as learning
from bot.messages import notes as notes
from bot.messages import nudges as nudges
from bot.messages import planning as planning
from bot.messages import portfolio as portfolio
from bot.messages import rounds as rounds
from bot.messages import schedule as schedule
from bot.messages import settings as settings
from bot.messages import teams as teams
