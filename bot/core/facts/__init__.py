"""What is known of people and companies: facts with the time they hold for, and where they came from."""
