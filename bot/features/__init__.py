"""The capabilities of the bot, each a folder of its own; `listing` has them all."""
