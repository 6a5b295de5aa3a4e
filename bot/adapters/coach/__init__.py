"""The coach: by a language model, by rules, and by rules where the model fails."""
