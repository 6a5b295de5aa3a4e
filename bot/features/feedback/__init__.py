"""What members say of answers that a language model made."""
