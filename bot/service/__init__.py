"""Runs the bot: intake and worker, each in a process of its own under a parent, or both in one."""
