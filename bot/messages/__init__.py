"""What comes in (commands) and what goes out (replies), as values; nothing of Slack in them."""
