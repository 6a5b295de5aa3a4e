"""Trains the model that holds actions against the investment tests (`make investment`)."""
