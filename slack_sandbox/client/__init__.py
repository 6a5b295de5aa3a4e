"""What the page and the driver of tests call in the name of a person."""
