"""A language model in conversation: what it may look up, what it may propose, and how it is answered."""
