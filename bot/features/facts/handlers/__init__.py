"""The handlers of facts, ties and important days, one function a command."""
