"""How well messages are understood: `tactegic eval messages` (docs/evals-messages.md defines each figure)."""
