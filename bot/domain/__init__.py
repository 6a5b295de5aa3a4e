"""The method as pure code: values and rules, with the time and randomness as arguments."""
