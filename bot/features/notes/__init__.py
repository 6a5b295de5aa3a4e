"""What a member tells the bot: notes, what is understood of them, and every change of them (B1)."""
