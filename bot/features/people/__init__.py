"""The people a member knows: contacts, touches, promises, and who hears nothing for long (B1, B2)."""
