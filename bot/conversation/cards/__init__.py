"""The words and cards of the conversation itself."""
