"""How the workspace's things look as JSON, for the app and for the page."""
