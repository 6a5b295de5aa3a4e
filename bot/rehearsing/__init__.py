"""Rehearses the weeks ahead: the engine on a moved clock, over a copy of what one member has."""
