"""What the bot did lately, and why an answer says what it says."""
