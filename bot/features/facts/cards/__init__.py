"""Every sentence, card and form about facts, ties and important days."""
