"""Trains the learned reader from the templates in knowledge/reader/ (`make reader`)."""
