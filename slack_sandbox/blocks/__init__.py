"""Block Kit: what Slack accepts, and how what a person fills in becomes the app's values."""
