"""Thanks to people, written down: an example of a capability in one folder."""
