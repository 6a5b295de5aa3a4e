"""How events and interactions reach the app: over Socket Mode or as signed HTTP requests."""
