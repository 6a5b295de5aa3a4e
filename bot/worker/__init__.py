"""The loops that do the work: inbox to handlers, outbox to the platform."""
