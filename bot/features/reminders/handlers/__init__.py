"""The handlers of reminders."""
