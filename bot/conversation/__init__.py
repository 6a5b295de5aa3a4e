"""Takes in what members say, type and press, and hands it to the feature it belongs to."""
