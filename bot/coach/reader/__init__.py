"""The learned reader of messages: a small network whose answers plain code decides on (B1, B4)."""
