"""What the workspace holds: the app, teams, people, messages, views, its clock, limits and logs."""
