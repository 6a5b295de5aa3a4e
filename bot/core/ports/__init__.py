"""What handlers need from outside, as protocols; adapters fulfil them, the composition root connects them."""
