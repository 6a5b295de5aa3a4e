"""Reads files: knowledge, and documents that members bring."""
