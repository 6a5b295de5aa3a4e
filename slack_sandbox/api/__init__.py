"""What the app calls: the Web API, and the addresses that its answers point to."""
