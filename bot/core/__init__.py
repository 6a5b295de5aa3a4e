"""What every feature stands on: shared values, cards, commands, ports, the schedule."""
